"""The kernels of whole networks once more, plainly: sets, lists, statistics counted from scratch.

They share the random stream with the compiled loops, so their draws must be the same numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from twolevel.nulls.whole_blocks import BlockGraph
from twolevel.nulls.whole_halves import HalfGraph
from twolevel.nulls.whole_labels import WholeLabelLayout

Pair = tuple[int, int]
LOW32 = 0xFFFFFFFF


def scaled(word: int, n: int) -> int:
    return (word * n) >> 32


def matched(left: list[int], right: list[int], words: Iterator[int]) -> list[int]:
    """Place right ends in uniform order; begin again at the first double tie."""
    now, there, e = list(right), set(), 0
    while e < len(now):
        other = e + scaled(next(words) >> 32, len(now) - e)
        now[e], now[other] = now[other], now[e]
        if (left[e], now[e]) in there:
            there, e = set(), 0
            continue
        there.add((left[e], now[e]))
        e += 1
    return now


def stepped(ties: list[Pair], is_square: bool, n_steps: int, words: Iterator[int]) -> list[Pair]:
    """Take swap steps in a block; in a square block the second tie is turned half of the time."""
    now = list(ties)

    def is_there(u: int, v: int) -> bool:
        return (u, v) in now or (is_square and (v, u) in now)

    for _ in range(n_steps):
        word = next(words)
        e = scaled(word >> 32, len(now))
        f = scaled(word & LOW32, len(now) * (2 if is_square else 1))
        is_turned = is_square and f % 2 == 1
        f = f // 2 if is_square else f
        (a, x), (b, y) = now[e], now[f][::-1] if is_turned else now[f]
        is_loop = is_square and (a == y or b == x)
        if is_loop or a == b or x == y or is_there(a, y) or is_there(b, x):
            continue
        now[e], now[f] = (a, y), (b, x)
    return now


def block_ties(graph: BlockGraph) -> list[list[Pair]]:
    pairs = list(zip(graph.left.tolist(), graph.right.tolist(), strict=True))
    return [pairs[a:z] for a, z in zip(graph.first[:-1], graph.first[1:], strict=True)]


def moved_blocks(
    graph: BlockGraph, ties: list[list[Pair]], steps: list[int], words: Iterator[int]
) -> Iterator[list[Pair]]:
    """Move the blocks one after the other."""
    for b, mine in enumerate(ties):
        if graph.is_matched[b]:
            left = [tie[0] for tie in mine]
            yield list(zip(left, matched(left, [tie[1] for tie in mine], words), strict=True))
        else:
            yield stepped(mine, bool(graph.is_square[b]), steps[b], words)


def block_weight(graph: BlockGraph, b: int, ties: list[Pair]) -> int:
    total = 0
    for u, v in ties:
        row = int(graph.row_of[graph.left_first[b] + u])
        column = int(graph.row_of[graph.right_first[b] + v])
        total += int(graph.weights[graph.weight_first[b] + row * graph.weight_width[b] + column])
    return total


def exchanged(graph: HalfGraph, node: list[int], n_steps: int, words: Iterator[int]) -> list[int]:
    """Take steps in which two ends of a class exchange their nodes."""
    now = list(node)
    fixed = {divmod(int(key), graph.n_nodes) for key in graph.fixed_keys}
    ties = fixed | {tuple(sorted(now[h : h + 2])) for h in range(0, len(now), 2)}
    for _ in range(n_steps):
        word = next(words)
        h = scaled(word >> 32, len(now))
        at = scaled(word & LOW32, int(graph.size[h]))
        g = int(graph.order[int(graph.first[h]) + at])
        x, y, a, b = now[h], now[g], now[h ^ 1], now[g ^ 1]
        new = {tuple(sorted((a, y))), tuple(sorted((b, x)))}
        if len({a, b}) < 2 or len({x, y}) < 2 or a == y or b == x or new & ties:
            continue
        ties = (ties - {tuple(sorted((a, x))), tuple(sorted((b, y)))}) | new
        now[h], now[g] = y, x
    return now


def half_weight(graph: HalfGraph, node: list[int]) -> int:
    rows = [int(graph.row_of[k]) for k in node]
    return sum(int(graph.weights[rows[h], rows[h + 1]]) for h in range(0, len(rows), 2))


def labelled(layout: WholeLabelLayout, n_draws: int, words: Iterator[int]) -> list[int]:
    """Draw which blocks meet which labels, and count from scratch."""
    blocks, labels = layout.blocks.tolist(), layout.labels.tolist()
    weight = {}
    for p in range(len(layout.pointer) - 1):
        for k in range(layout.pointer[p], layout.pointer[p + 1]):
            weight[p, int(layout.column[k])] = int(layout.value[k])
    ties = list(zip(layout.one.tolist(), layout.other.tolist(), layout.n_ties, strict=True))
    draws = []
    for _ in range(n_draws):
        label_of: dict[int, int] = {}
        for s in range(len(layout.least)):
            u = (next(words) >> 11) * 2.0**-53
            chance = layout.chance[layout.chance_first[s] : layout.chance_first[s + 1]].tolist()
            b, c = int(layout.block_first[s]), int(layout.label_first[s])
            b_end, c_end = int(layout.block_first[s + 1]), int(layout.label_first[s + 1])
            for k in range(int(layout.least[s]) + min(bisect_right(chance, u), len(chance) - 1)):
                word = next(words)
                i = b + k + scaled(word >> 32, b_end - b - k)
                j = c + k + scaled(word & LOW32, c_end - c - k)
                blocks[b + k], blocks[i] = blocks[i], blocks[b + k]
                labels[c + k], labels[j] = labels[j], labels[c + k]
                label_of[blocks[b + k]] = labels[c + k]
        draws.append(
            sum(int(n) * weight.get((label_of.get(i), label_of.get(j)), 0) for i, j, n in ties)
        )
    return draws
