"""Learn which letters a Han character stands for in foreign names, from names in both scripts.

`python -m release_build.resolving.learn_han_sounds` writes `han_sounds.csv` anew from the
release. Each Chinese name is cut against the Latin one in every way in which each character has
one to five letters; the shares of the ways are those that make all names likeliest (expectation
and maximisation). Names that are translated, not transcribed, fit badly and are left out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from math import log, log2
from pathlib import Path

from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.foreign_sounds import plain_letters
from sistercities.dataset.resolving.han_sounds import TENTHS, han_stem

_MOST_LETTERS = 5
_FIRST_SHARES = (0.0, 0.25, 0.35, 0.2, 0.1, 0.05)
"""Of one letter, two and so on, before anything is learnt."""
_ROUNDS, _ROUNDS_WITH_ALL = 8, 2
_BADLY = -6.0
"""Natural logarithm of the likelihood for each character, below which a name is left out."""
_UNSEEN = 1e-7
_LEAST_OFTEN, _LEAST_OF_CHARACTER = 0.3, 0.9
_LEAST_SHARE, _LEAST_OF_USUAL = 0.002, 1 / 200
_NAMES = """
    SELECT DISTINCT p.name AS latin, n.name AS han FROM names n JOIN places p USING (place_id)
    WHERE n.script = 'Hani' AND n.lang <> 'ja' AND p.valid_to IS NULL
        AND p.country NOT IN ('CN', 'HK', 'JP', 'KP', 'KR', 'MO', 'TW', 'VN')
    ORDER BY ALL
"""

Shares = dict[str, dict[str, float]]
"""Character to the letters that it stands for, and how often it does so."""


def read_pairs(release: Release) -> list[tuple[str, str]]:
    """Read the foreign places with a Chinese name: characters without the level, and letters."""
    rows = release.query(_NAMES)
    pairs = ((han_stem(row["han"]), plain_letters(row["latin"])) for row in rows)
    return sorted({(han, latin) for han, latin in pairs
                   if han and len(han) <= len(latin) <= _MOST_LETTERS * len(han)})  # fmt: skip


def learn(pairs: Sequence[tuple[str, str]], rounds: int = _ROUNDS) -> Shares:
    """Learn the shares of the letters of each character.

    Parameters
    ----------
    pairs
        Name in Han characters, and in plain Latin letters.
    rounds
        How often the shares are made anew from the cuts that the last ones make likely.
    """
    shares: Shares | None = None
    for number in range(rounds):
        counts: Shares = defaultdict(lambda: defaultdict(float))
        for han, latin in pairs:
            _count(han, latin, shares, counts, has_all=number < _ROUNDS_WITH_ALL)
        shares = {character: _shares(found) for character, found in counts.items()}
    often = {character: sum(found.values()) for character, found in counts.items()}
    return {one: found for one, found in (shares or {}).items()
            if often[one] >= _LEAST_OF_CHARACTER}  # fmt: skip


def _shares(counts: dict[str, float]) -> dict[str, float]:
    whole = sum(counts.values())
    return {letters: n / whole for letters, n in counts.items() if n > _LEAST_OFTEN}


def _share(shares: Shares | None, character: str, letters: str) -> float:
    if shares is None:
        return _FIRST_SHARES[len(letters)] / float(20 ** len(letters))
    return shares.get(character, {}).get(letters, _UNSEEN / float(10 ** len(letters)))


def _count(han: str, latin: str, shares: Shares | None, counts: Shares, *, has_all: bool) -> None:
    """Add the cuts of one name to the counts, each by its share of the name's likelihood."""
    ways = [
        {(start, end): _share(shares, character, latin[start:end])
         for start, end in _cuts(at, len(han), len(latin))}
        for at, character in enumerate(han)
    ]  # fmt: skip
    ahead, behind = _sums(ways), _sums_behind(ways, len(latin))
    whole = ahead[-1].get(len(latin), 0.0)
    if whole <= 0 or (not has_all and log(whole) / len(han) < _BADLY):
        return
    for at, character in enumerate(han):
        for (start, end), share in ways[at].items():
            part = ahead[at].get(start, 0.0) * share * behind[at + 1].get(end, 0.0) / whole
            if part > 1e-4:
                counts[character][latin[start:end]] += part


def _cuts(at: int, n_characters: int, n_letters: int) -> Iterable[tuple[int, int]]:
    """Yield where the letters of a character may begin and end, so that each has some."""
    after = n_characters - at - 1
    for start in range(at, min(n_letters, at * _MOST_LETTERS + 1)):
        for end in range(start + 1, min(n_letters, start + _MOST_LETTERS) + 1):
            if after <= n_letters - end <= after * _MOST_LETTERS:
                yield start, end


def _sums(ways: Sequence[dict[tuple[int, int], float]]) -> list[dict[int, float]]:
    """Likelihood of the letters up to a point, before each character and after the last."""
    sums: list[dict[int, float]] = [{0: 1.0}]
    for cuts in ways:
        after: defaultdict[int, float] = defaultdict(float)
        for (start, end), share in cuts.items():
            after[end] += sums[-1].get(start, 0.0) * share
        sums.append(after)
    return sums


def _sums_behind(
    ways: Sequence[dict[tuple[int, int], float]], n_letters: int
) -> list[dict[int, float]]:
    """Likelihood of the letters from a point on, before each character and after the last."""
    sums: list[dict[int, float]] = [{n_letters: 1.0}]
    for cuts in reversed(ways):
        before: defaultdict[int, float] = defaultdict(float)
        for (start, end), share in cuts.items():
            before[start] += sums[-1].get(end, 0.0) * share
        sums.append(before)
    return sums[::-1]


def written(shares: Shares) -> list[tuple[str, str]]:
    """Return the rows of the table: a character, and its letters with tenths of a bit."""
    return [(one, _line(shares[one])) for one in sorted(shares) if shares[one]]


def _line(found: dict[str, float]) -> str:
    most = max(found.values())
    kept = {letters: round(TENTHS * log2(most / share)) for letters, share in found.items()
            if share >= max(_LEAST_SHARE, most * _LEAST_OF_USUAL)}  # fmt: skip
    ordered = sorted(kept.items(), key=lambda each: (each[1], each[0]))
    return " ".join(f"{letters}:{tenths}" for letters, tenths in ordered)


def main() -> None:
    """Learn from the release of the package, and write the table beside this module."""
    with open_release() as release:
        rows = written(learn(read_pairs(release)))
    path = Path(str(files("sistercities.dataset.resolving") / "han_sounds.csv"))
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerows([("character", "readings"), *rows])


if __name__ == "__main__":
    main()
