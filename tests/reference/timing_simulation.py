"""Size and coverage of the hazard and of the event study, on simulated worlds.

    python tests/reference/timing_simulation.py --worlds 2000

writes timing_simulation.json beside this file and two tables in docs/twolevel/timing.md: some ten
minutes on two cores. The seed was fixed before the first run. A run that was ended goes on where it
was; take the file away to begin anew. The tests repeat a part.

A world is drawn year by year. Pairs of a home and a foreign unit have a taste of their own for
lower ties; home units, foreign units and years differ in both levels. Kinds:

* independent: no level does anything to the other;
* city-led: the hazard of an upper tie rises with the logarithm of 1 + lower ties before;
* province-led: after the upper tie the rate of new lower ties is twice as high;
* wave: each foreign country has good and bad periods of five years, which raise both levels;
* taste: pairs that have a taste for lower ties have it for upper ties as well.
"""

from __future__ import annotations

import argparse
import json
import platform
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta as beta_law
from scipy.stats import chi2

from sistercities.errors import NetworkError
from twolevel.timing.event_study import event_study
from twolevel.timing.hazard import Profile
from twolevel.timing.hazard_climb import Penalty, climb, hazard_of, start_of
from twolevel.timing.panel import PairPanel, pair_panel
from twolevel.timing.risk_set import risk_set
from twolevel.timing.sandwich import ErrorKind, clustered_errors

SEED = 20261125
OUT = Path(__file__).with_suffix(".json")
PAGE = Path(__file__).parents[2] / "docs" / "twolevel" / "timing.md"
CITY_LED, PROVINCE_LED = 0.6, float(np.log(2))
WAVE_SD = TASTE_SD = 0.8
PERIOD = 5
FIRST_YEAR = 1980
SIZE = 0.05
CLUSTERED: tuple[ErrorKind, ...] = ("pair", "home", "two-way")
DROP = float(chi2.isf(SIZE, 1))


@dataclass(frozen=True, slots=True)
class Layout:
    """Size of a world: units, foreign units by country, years; spread of the home units."""

    n_home: int
    n_countries: int
    units_of_country: int
    n_years: int
    home_sd: float
    log_hazard: float
    log_rate: float


LAYOUTS = {
    "forty home units": Layout(40, 5, 3, 18, 0.4, -4.6, -2.4),
    "china": Layout(31, 10, 3, 24, 0.8, -5.2, -2.8),
    "few events": Layout(40, 5, 3, 18, 0.4, -6.4, -2.4),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What one level does to the other, and what does both."""

    city_led: float = 0.0
    province_led: float = 0.0
    wave: bool = False
    taste: bool = False


KINDS = {
    "independent": Kind(),
    "city-led": Kind(city_led=CITY_LED),
    "province-led": Kind(province_led=PROVINCE_LED),
    "wave": Kind(wave=True),
    "taste": Kind(taste=True),
}
PENALTIES: tuple[Penalty, ...] = ("none", "firth")
HAZARD_HOLDS = ("independent", "city-led", "province-led")
EVENT_HOLDS = ("independent", "province-led", "wave, country periods")
EVENT_KINDS = (*KINDS, "wave, country periods")
EVENT_LAYOUTS = ("forty home units", "china")


def world(
    layout: Layout, kind: Kind, seed: np.random.SeedSequence
) -> tuple[PairPanel, NDArray[np.float64], NDArray[np.int64]]:
    """Draw a world: pairs with upper ties, new lower ties (n_pairs, n_years), their countries."""
    rng = np.random.default_rng(seed)
    n_foreign, n_years = layout.n_countries * layout.units_of_country, layout.n_years
    home, foreign = np.indices((layout.n_home, n_foreign)).reshape(2, -1)
    country = foreign // layout.units_of_country
    hazard = layout.log_hazard + _spread(rng, layout.home_sd, layout.n_home)[home]
    hazard = hazard + _spread(rng, 0.6, n_foreign)[foreign]
    rate = layout.log_rate + _spread(rng, layout.home_sd, layout.n_home)[home]
    rate = rate + _spread(rng, 0.6, n_foreign)[foreign]
    taste = _spread(rng, TASTE_SD, home.size)
    years = _spread(rng, 0.4, n_years), _spread(rng, 0.4, n_years)
    periods = -(-n_years // PERIOD)
    wave = _spread(rng, WAVE_SD, layout.n_countries * periods).reshape(-1, periods)
    new_ties, total = np.zeros((home.size, n_years)), np.zeros(home.size)
    event = np.full(home.size, np.nan)
    for year in range(n_years):
        high = wave[country, year // PERIOD] * kind.wave
        log_hazard = hazard + years[0][year] + high + taste * kind.taste
        log_hazard = log_hazard + kind.city_led * np.log1p(total)
        is_tied = ~np.isnan(event)
        log_rate = rate + years[1][year] + high + taste + kind.province_led * is_tied
        begins = ~is_tied & (rng.random(home.size) < -np.expm1(-np.exp(log_hazard)))
        event[begins] = FIRST_YEAR + year
        new_ties[:, year] = rng.poisson(np.exp(log_rate))
        total += new_ties[:, year]
    panel = pair_panel(
        home, foreign, event, first_year=FIRST_YEAR, last_year=FIRST_YEAR + n_years - 1
    )
    return panel, new_ties, country


def _spread(rng: np.random.Generator, sd: float, n: int) -> NDArray[np.float64]:
    """Return n normal numbers whose exponentials have mean 1."""
    return rng.normal(-(sd**2) / 2, sd, n)


def one_hazard(seed: np.random.SeedSequence, layout: Layout, kind: Kind) -> dict[str, Any]:
    """Fit one world without and with penalty; say what is rejected and covered."""
    panel, new_ties, _ = world(layout, kind, seed)
    before = np.log1p(np.cumsum(new_ties, axis=1) - new_ties)
    truth = kind.city_led
    found: dict[str, Any] = {"events": int(panel.has_event.sum())}
    try:
        risk = risk_set(panel, {"lower ties": before}, ("home", "foreign", "year"))
    except NetworkError:  # too few events for the effects: refused, and counted as such
        return found
    for penalty in ("none", "firth"):
        try:
            hazard = hazard_of(risk, "cloglog", penalty)
            top = climb(hazard, start_of(hazard), small=1e-12)
            profile = Profile(hazard, top, 0)
            falls = [profile.fall(value) for value in (0.0, truth)]
        except NetworkError:
            continue
        slope = profile.slope
        found[penalty] = [falls[0] > DROP, falls[1] <= DROP, slope]
        if penalty == "none":
            inverse = np.linalg.inv(top.information)
            units = panel.home[risk.pair], panel.foreign[risk.pair]
            errors = clustered_errors(hazard, top, inverse, *units)
            if errors.two_way is not None:
                found["clustered"] = [
                    bool(abs(slope - truth) <= errors.reaches(kind)[0]) for kind in CLUSTERED
                ]
    return found


def one_event_study(
    seed: np.random.SeedSequence, layout: Layout, kind: Kind, by_country: bool
) -> dict[str, Any] | None:
    """Fit one world; say for each bin what is rejected, what is covered, and the log ratio."""
    panel, new_ties, country = world(layout, kind, seed)
    extra: dict[str, Any] = {"group": country, "period": PERIOD} if by_country else {}
    try:
        study = event_study(panel, new_ties, **extra)
    except NetworkError:
        return None
    if study.pretrend is None:
        return None
    found: dict[str, Any] = {"before start": study.pretrend.p <= SIZE}
    for effect in study.effects:
        if effect.p is None or effect.low is None or effect.high is None:
            continue
        truth = np.exp(kind.province_led * (effect.first > 0))
        found[f"{effect.first} to {effect.last}"] = [
            effect.p <= SIZE, bool(effect.low <= truth <= effect.high), effect.log_ratio
        ]  # fmt: skip
    return found


def hazard_seeds(layout: str, kind: str, n: int) -> list[np.random.SeedSequence]:
    """Seeds of the first worlds of a kind for the hazard."""
    return np.random.SeedSequence(
        [SEED, list(LAYOUTS).index(layout), list(KINDS).index(kind)]
    ).spawn(n)


def event_seeds(layout: str, kind: str, n: int) -> list[np.random.SeedSequence]:
    """Seeds of the first worlds of a kind for the event study."""
    return np.random.SeedSequence(
        [SEED, 1, list(LAYOUTS).index(layout), list(KINDS).index(kind)]
    ).spawn(n)


def hazard_rates(layout: str, kind: str, n: int, executor: Executor | None = None) -> Any:
    """Return rejections and coverage over worlds of a kind; more worlds begin with the same."""
    seeds = hazard_seeds(layout, kind, n)
    found = _run(partial(one_hazard, layout=LAYOUTS[layout], kind=KINDS[kind]), seeds, executor)
    rates: dict[str, Any] = {
        "n_worlds": n, "events": float(np.mean([w["events"] for w in found]))
    }  # fmt: skip
    for penalty in PENALTIES:
        rates[penalty] = _rate([one[penalty] for one in found if penalty in one])
    done = [one["clustered"] for one in found if "clustered" in one]
    for k, name in enumerate(CLUSTERED):
        rates[name] = {"n": len(done), "covered": sum(one[k] for one in done)}
    return rates


def event_rates(layout: str, kind: str, n: int, executor: Executor | None = None) -> Any:
    """Return rejections and coverage over worlds of a kind, by bin."""
    name, _, periods = kind.partition(", ")
    work = partial(
        one_event_study, layout=LAYOUTS[layout], kind=KINDS[name], by_country=bool(periods)
    )
    seeds = event_seeds(layout, name, n)
    found = [one for one in _run(work, seeds, executor) if one is not None]
    rates: dict[str, Any] = {"n_worlds": n, "n_fitted": len(found)}
    rates["before start"] = {"n": len(found), "rejected": sum(w["before start"] for w in found)}
    for name in ("0 to 0", "1 to 5", "6 to 10"):
        rates[name] = _rate([one[name] for one in found if name in one])
    return rates


def _rate(done: list[Any]) -> dict[str, Any]:
    return {
        "n": len(done), "rejected": sum(one[0] for one in done),
        "covered": sum(one[1] for one in done),
        "median": float(np.median([one[2] for one in done])) if done else None,
    }  # fmt: skip


def _run(work: Any, tasks: list[Any], executor: Executor | None) -> list[Any]:
    return list(
        map(work, tasks) if executor is None else executor.map(work, tasks, chunksize=10)
    )  # fmt: skip


def bounds(hits: int, n: int, level: float = 0.99) -> tuple[float, float]:
    """Exact binomial interval (Clopper & Pearson) of a rate."""
    tail = (1 - level) / 2
    low = float(beta_law.ppf(tail, hits, n - hits + 1)) if hits else 0.0
    return low, (float(beta_law.isf(tail, hits + 1, n - hits)) if hits < n else 1.0)


def hazard_table(stored: dict[str, Any]) -> str:
    """Return the table of the hazard for the page."""
    lines = [
        "| layout | world | events | fitted | likelihood ratio rejects | profile covers "
        "| errors by pair, home, two-way cover | median | Firth: fitted | rejects | covers "
        "| median |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for layout in LAYOUTS:
        for kind in KINDS:
            row = stored["hazard"].get(layout, {}).get(kind)
            if row is None:  # of a run that was ended
                continue
            lines.append(
                f"| {layout} | {kind} | {row['events']:.0f} | {_plain(row['none'])} "
                f"| {', '.join(_share(row[k], 'covered') for k in CLUSTERED)} "
                f"| {row['none']['median']:.2f} | {_plain(row['firth'])} "
                f"| {row['firth']['median']:.2f} |"
            )
    return "\n".join(lines)


def event_table(stored: dict[str, Any]) -> str:
    """Return the table of the event study for the page."""
    lines = [
        "| layout | world | rejects before start | year 0 rejects | years 1 to 5 reject | cover "
        "| median ratio | years 6 to 10 reject | cover | median ratio |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for layout in EVENT_LAYOUTS:
        for kind in EVENT_KINDS:
            row = stored["event study"].get(layout, {}).get(kind)
            if row is None:
                continue
            cells = [_share(row["before start"], "rejected"), _share(row["0 to 0"], "rejected")]
            for name in ("1 to 5", "6 to 10"):
                one = row[name]
                cells += [_share(one, "rejected"), _share(one, "covered")]
                cells.append(f"{np.exp(one['median']):.2f}")
            lines.append(f"| {layout} | {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _plain(row: dict[str, Any]) -> str:
    return f"{row['n']:,} | {_share(row, 'rejected')} | {_share(row, 'covered')}"


def _share(row: dict[str, Any], name: str) -> str:
    return f"{row[name] / row['n']:.1%}"


def written(page: str, name: str, table: str) -> str:
    """Return the page with a table between its two marks."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, after = page[: page.index(begin) + len(begin)], page[page.index(end) :]
    return f"{before}\n{table}\n{after}"


def kept(head: dict[str, Any]) -> dict[str, Any]:
    """Return what is stored under the same head, so that a run that was ended goes on."""
    if OUT.exists():
        stored: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8"))
        if all(stored[name] == value for name, value in head.items()):
            return stored
    return {**head, "hazard": {}, "event study": {}}


def main() -> None:
    """Measure, store, and write the tables."""
    parser = argparse.ArgumentParser(description="Calibrate the hazard and the event study.")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    few = max(arguments.worlds // 4, 10)
    head = {
        "seed": SEED, "n_worlds": arguments.worlds, "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "numba")},
    }  # fmt: skip
    stored = kept(head)
    cases = [("hazard", layout, kind) for kind in KINDS for layout in LAYOUTS]
    cases += [("event study", layout, kind) for kind in EVENT_KINDS for layout in EVENT_LAYOUTS]
    # where the methods hold first, should the run be ended
    cases.sort(
        key=lambda case: case[2] not in (HAZARD_HOLDS if case[0] == "hazard" else EVENT_HOLDS)
    )
    with ProcessPoolExecutor(arguments.workers) as workers:
        for method, layout, kind in cases:
            holds = kind in (HAZARD_HOLDS if method == "hazard" else EVENT_HOLDS)
            n = arguments.worlds if holds else few
            table = stored[method].setdefault(layout, {})
            if kind in table:
                continue
            rates = hazard_rates if method == "hazard" else event_rates
            table[kind] = rates(layout, kind, n, workers)
            print(method, layout, kind, table[kind], flush=True)
            OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    page = written(page, "hazard", hazard_table(stored))
    PAGE.write_text(written(page, "event study", event_table(stored)), encoding="utf-8")


if __name__ == "__main__":
    main()
