"""What the benchmark's predictions are made of, and how often they hold, on the release.

    python tests/reference/benchmark_coverage.py

writes benchmark_coverage.json beside this file and the last part of docs/methods/benchmark.md, in
some three minutes on one core. The seed was fixed before the first run.

Number of ties: every place of both classes is predicted without its own ties; the file says how
many lie in the intervals of 80 and 95 of 100. As counts are whole numbers an interval holds at
least its share; `spread_80` and `spread_95` say what share it would hold if equal counts were put
in a random order (randomised probability integral transform), which is exact for a right law.

Partners: `PLACES` cities are drawn, the larger what is expected of them, the likelier, whatever
they have. On the odd ones the mix of the model's and the peers' shares, the spreading, the
dispersion by country and the concentration by kind are estimated by likelihood; on the even ones
they are tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import betaln, gammaln

from sistercities.dataset.release.store import open_release
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.expected_partners import (
    chances,
    mixed_shares,
    peers_shares,
    without_ties_of,
)
from sistercities.partners.expected_ties import ExpectedTies, expected_ties
from sistercities.partners.ground import Ground
from sistercities.partners.partner_kinds import dimensions
from sistercities.partners.read_ground import read_ground
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Real
from twolevel.counts.laws import CountLaw, central, share_of_total

SEED = 20261125
PLACES = 700
OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "methods" / "benchmark.md"
HEAD = "## How often it holds\n"
BINS = (0.0, 0.1, 1.0, 5.0, 10.0, 20.0, 1e9)
CELL_BINS = (0.0, 0.01, 0.1, 0.5, 1.0, 2.0, 1e9)
MODEL_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
SPREADINGS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.2, 1.6)
LINES = ((-2.0, -1.0), (-1.0, -0.5))
BOUNDS = ((-6.0, 3.0), (-2.0, 0.0))
"""Where the search of the dispersion by country begins, since from one alone it stops early at
times, and how far it goes: the dispersion of a larger number is no larger, as of all ties."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn place: what is expected, its ties by country, and its partners by kind."""

    expected: float
    of_model: Real
    of_peers: Real
    actual: Real
    kinds: dict[str, tuple[Real, Real]]
    """By dimension: number of partners of each kind, and the possible partners' weights by kind
    and country, shape (n_kinds, n_countries)."""


def coverage(law: CountLaw, count: Real, rng: np.random.Generator) -> dict[str, float]:
    """Say how often a count lies in its intervals."""
    found: dict[str, float] = {"n": len(count), "actual": float(count.mean())}
    found["expected"] = float(law.mean.mean())
    below, upto = law.at_most(count - 1), law.at_most(count)
    position = below + (upto - below) * rng.random(len(count))
    for level in (0.80, 0.95):
        low, high = law.interval(level)
        found[f"holds_{100 * level:.0f}"] = float(((count >= low) & (count <= high)).mean())
        found[f"spread_{100 * level:.0f}"] = float((np.abs(position - 0.5) < level / 2).mean())
    return {key: round(value, 4) for key, value in found.items()}


def by_bin(
    law: CountLaw, count: Real, bins: Sequence[float], rng: np.random.Generator
) -> dict[str, dict[str, float]]:
    """Coverage of all, and by what is expected."""
    found = {"all": coverage(law, count, rng)}
    for low, high in pairwise(bins):
        inside = (law.mean >= low) & (law.mean < high)
        if inside.any():
            words = f"from {low:g}" if high > 1e6 else f"{low:g} to {high:g}"
            found[words] = coverage(law.of(inside), count[inside], rng)
    return found


def ties_coverage(ground: Ground, expected: ExpectedTies, rng: np.random.Generator) -> Any:
    """Coverage of the number of ties, by what is expected and by continent."""
    count = ground.ties.degree[expected.at] - expected.floor
    known = count >= 0
    law, at = expected.law.of(known), expected.at[known]
    continent = ground.countries.continents[ground.places.country[at]].astype(str)
    return {
        "by_expected": by_bin(law, count[known], BINS, rng),
        "by_continent": {
            each: coverage(law.of(continent == each), count[known][continent == each], rng)
            for each in sorted(set(continent.tolist()))
        },
    }


def draw(ground: Ground, model: AdditiveModel, home: int, expected: float) -> Drawn:
    """Collect what is needed of one place."""
    apart = replace(ground, ties=without_ties_of(ground.ties, home))
    at, chance = chances(apart, model, home)
    n = len(ground.countries.codes)
    country, tied = ground.places.country, ground.ties.partners(home)
    is_tied = np.isin(at, tied)
    kinds = {}
    for one in dimensions(ground, home, at):
        size = len(one.words)
        weights = np.zeros((size, n))
        np.add.at(weights, (one.kind, country[at]), chance)
        kinds[one.name] = (np.bincount(one.kind[is_tied], minlength=size).astype(float), weights)
    return Drawn(
        expected,
        np.bincount(country[at], weights=chance, minlength=n),
        peers_shares(apart, home),
        np.bincount(country[tied], minlength=n).astype(float),
        kinds,
    )


def cells(drawn: Sequence[Drawn], share: float, spreading: float) -> tuple[Real, Real]:
    """Return expected and actual ties with each country."""
    means = [
        one.expected * mixed_shares(one.of_model, one.of_peers, one.expected, share, spreading)
        for one in drawn
    ]
    mean, count = np.concatenate(means), np.concatenate([one.actual for one in drawn])
    return mean[mean > 1e-12], count[mean > 1e-12]


def country_loss(mean: Real, count: Real) -> Callable[[Any], float]:
    """Return minus the log likelihood of a dispersion line."""
    log_mean, constant = np.log(mean), float((count * np.log(mean) - gammaln(count + 1)).sum())
    tied, at_least = np.flatnonzero(count), np.arange(int(count.max()))
    reached = at_least[None] < count[tied][:, None]

    def loss(line: Any) -> float:
        # In this form nothing cancels where the law is next to Poisson and the shape huge.
        shape = 1 / np.exp(line[0] + line[1] * log_mean)
        total = constant - float((shape * np.log1p(mean / shape)).sum())
        own, around = shape[tied][:, None], (shape + mean)[tied][:, None]
        return -total - float(np.log((own + at_least) / around)[reached].sum())

    return loss


def kind_shares(one: Drawn, name: str, share: float, spreading: float) -> Real:
    """Return the expected share of each kind of a dimension."""
    by_country = mixed_shares(one.of_model, one.of_peers, one.expected, share, spreading)
    weights = one.kinds[name][1]
    scale = np.divide(
        by_country, one.of_model, out=np.zeros(len(by_country)), where=one.of_model > 0
    )
    return np.asarray(weights @ scale)


def concentration(drawn: Sequence[Drawn], name: str, share: float, spreading: float) -> float:
    """Estimate how firmly places keep to the shares of kinds."""
    rows = [
        (one.kinds[name][0].sum(), count, part)
        for one in drawn
        for count, part in zip(
            one.kinds[name][0], kind_shares(one, name, share, spreading), strict=True
        )
        if one.kinds[name][0].sum() and 1e-9 < part < 1 - 1e-9
    ]
    total, count, part = np.array(rows).T

    def loss(log_size: float) -> float:
        a, b = np.exp(log_size) * part, np.exp(log_size) * (1 - part)
        return float(-(betaln(count + a, total - count + b) - betaln(a, b)).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 8), method="bounded").x))


def kinds_coverage(
    drawn: Sequence[Drawn], name: str, size: float, share: float, spreading: float
) -> dict[str, float]:
    """Say how often the number of partners of a kind lies in its interval."""
    inside: dict[float, list[bool]] = {0.80: [], 0.95: []}
    for one in drawn:
        counts = one.kinds[name][0]
        total = int(counts.sum())
        shares = kind_shares(one, name, share, spreading)
        for count, part in zip(counts, shares, strict=True):
            if total and part > 1e-3:
                law = share_of_total(total, float(part), size)
                for level, held in inside.items():
                    low, high = central(law, level)
                    held.append(low <= count <= high)
    return {f"holds_{100 * level:.0f}": round(np.mean(h), 4) for level, h in inside.items()} | {
        "n": len(inside[0.80])
    }


def partners(ground: Ground, expected: ExpectedTies, rng: np.random.Generator) -> Any:
    """Estimate on the odd places, try on the even ones."""
    model = stored_model("city")
    mean = expected.mean()
    weight = np.minimum(mean, 10) + 0.2
    rows = rng.choice(len(expected.at), PLACES, replace=False, p=weight / weight.sum())
    drawn = [draw(ground, model, int(expected.at[k]), float(mean[k])) for k in rows]
    odd, even = drawn[::2], drawn[1::2]
    grid = {}
    for share in MODEL_SHARES:
        for spreading in SPREADINGS:
            means, counts = cells(odd, share, spreading)
            loss = country_loss(means, counts)
            tried = [minimize(loss, begin, method="Nelder-Mead", bounds=BOUNDS) for begin in LINES]
            found = min(tried, key=lambda each: each.fun)
            grid[share, spreading] = (float(found.fun), [float(v) for v in found.x])
    (share, spreading), (_, line) = min(grid.items(), key=lambda item: item[1][0])
    sizes = {name: concentration(odd, name, share, spreading) for name in drawn[0].kinds}
    means, counts = cells(even, share, spreading)
    law = CountLaw(means, np.exp(line[0] + line[1] * np.log(means)))
    return {
        "places": PLACES,
        "loss": {f"{a:g}, {b:g}": round(loss, 1) for (a, b), (loss, _) in grid.items()},
        "model_share": share,
        "spreading": spreading,
        "country_dispersion": [round(v, 3) for v in line],
        "concentration": {name: round(size, 1) for name, size in sizes.items()},
        "by_country": by_bin(law, counts, CELL_BINS, rng),
        "by_kind": {
            name: kinds_coverage(even, name, size, share, spreading) for name, size in sizes.items()
        },
    }


def page(found: dict[str, Any]) -> str:
    """Return the last part of the page: how often the intervals hold."""
    drawn = found["partners"]
    lines = [
        HEAD,
        f"On the data {found['data_version']}, every place predicted without its own ties. An "
        "interval of whole numbers holds",
        "at least its share, where few ties are expected much more; *in order* says what it would "
        "hold if equal",
        "counts were put in a random order, which a right law brings to 80 and 95.",
        "",
        *_table("expected ties", "places", found["city"]["by_expected"], "cities"),
        *_table("expected ties", "places", found["region"]["by_expected"], "regions"),
        f"For {drawn['places']} cities, drawn the likelier the more ties are expected of them, "
        "ties were counted by country.",
        "On the odd ones the mix, the spreading *c*, the dispersion and the concentrations were "
        "chosen by likelihood:",
        f"the model's share is {drawn['model_share']:g} and *c* {drawn['spreading']:g}. On the "
        "even ones they hold so often:",
        "",
        *_table("expected with a country", "cells", drawn["by_country"], "places and countries"),
        "| kinds by | kinds of places | 80 of 100 hold | 95 of 100 hold |",
        "|---|---|---|---|",
        *(
            f"| {name} | {row['n']:,} | {_percent(row['holds_80'])} | {_percent(row['holds_95'])} |"
            for name, row in drawn["by_kind"].items()
        ),
        "",
        "Made by `python tests/reference/benchmark_coverage.py`.",
    ]
    return "\n".join(lines) + "\n"


def _table(what: str, units: str, rows: dict[str, dict[str, float]], of: str) -> list[str]:
    return [
        f"| {of}: {what} | {units} | mean | expected | 80 of 100 hold | in order "
        "| 95 of 100 hold | in order |",
        "|---|---|---|---|---|---|---|---|",
        *(
            f"| {words} | {row['n']:,} | {row['actual']:.2f} | {row['expected']:.2f} | "
            + " | ".join(
                _percent(row[key]) for key in ("holds_80", "spread_80", "holds_95", "spread_95")
            )
            + " |"
            for words, row in rows.items()
        ),
        "",
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def main() -> None:
    """Make the file."""
    rng = np.random.default_rng(SEED)
    with open_release() as release:
        ground = read_ground(release)
    expected = {name: expected_ties(ground, name) for name in ("city", "region")}
    found = {"data_version": ground.version, "seed": SEED}
    found |= {name: ties_coverage(ground, each, rng) for name, each in expected.items()}
    found["partners"] = partners(ground, expected["city"], rng)
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(HEAD)
    PAGE.write_text(before + page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
