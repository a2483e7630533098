"""Ties and drawn pairs, one row each, with the facts of the year before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.dataset.globe import EARTH_RADIUS_KM
from sistercities.sentences import say
from sistercities.studies.drivers.ground import NEVER, Ground
from sistercities.studies.drivers.terms import TERMS
from twolevel.core.array_types import Index, Real

FIRST_CONTROLS = 48
"""Pairs drawn for each tie before any fit is known: `drawing` draws by what is fitted to them."""

FORMAL_PART = 0.2
"""Part of them drawn from pairs whose regions were sisters then: such pairs are rare."""

FLOWN_PART = 0.1
"""Part of them drawn from pairs with a direct flight, which are rarer still."""

CROWD = 0.75
"""Half of the cities abroad are drawn as often as their population to this power, half alike from
those that have a tie with the home country at any time, as these are rare too."""

NO_PLACE = say("of a place that is no city of the study, or has facts that are not known")
NO_START = say("without a known start")
NO_FACTS = say("with facts of the year that are not known")
"""Why ties take no part, in the order in which it is asked."""


@dataclass(frozen=True, slots=True, eq=False)
class PairSample:
    """Ties and controls.

    Attributes
    ----------
    rows
        `y` (1 for a tie), `weight`, `year`, `home`, `foreign` (positions), `unit` (home region),
        `country`, and the facts that are known and vary, by the names of `terms.TERMS`.
    n_dated, n_ties
        Ties of home cities with cities of the study that have a known start; with any.
    left_out
        Ties left out, by reason.
    """

    rows: pd.DataFrame
    n_dated: int
    n_ties: int
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """The ties with a known start and known facts, one row each.

    Attributes
    ----------
    rows
        As those of `PairSample`, with every fact.
    known
        Facts that are known of any tie.
    n_dated, n_ties, left_out
        As in `PairSample`.
    """

    rows: pd.DataFrame
    known: list[str]
    n_dated: int
    n_ties: int
    left_out: dict[str, int]

    @property
    def share_of_year(self) -> dict[int, float]:
        """How many of the ties began in each year, as a share: what each pair of it weighs."""
        years, n = np.unique(self.rows["year"].to_numpy(), return_counts=True)
        return dict(zip(years.tolist(), (n / n.sum()).tolist(), strict=True))


def find_cases(ground: Ground) -> Cases:
    """Take all dated ties of which the facts are known."""
    left_out = dict(ground.left_out)
    is_here = (ground.ties["home"] >= 0) & (ground.ties["foreign"] >= 0)
    _count(left_out, NO_PLACE, int((~is_here).sum()))
    here = ground.ties[is_here]
    dated = here[here["start"] < NEVER]
    _count(left_out, NO_START, len(here) - len(dated))
    cases = _facts(ground, *(dated[c].to_numpy() for c in ("home", "foreign", "start")))
    cases = cases.assign(y=1.0, weight=1.0)
    columns = [term.column for term in TERMS if term.column in cases]
    known = [column for column in columns if cases[column].notna().any()]
    complete = cases[cases[known].notna().all(axis=1)]
    _count(left_out, NO_FACTS, len(cases) - len(complete))
    return Cases(complete, known, len(dated), len(here), left_out)


def sample_pairs(ground: Ground, seed: int, n_controls: int = FIRST_CONTROLS) -> PairSample:
    """Take all dated ties, and draw pairs for the year of each, before any fit is known.

    A pair is drawn as home cities alike and cities abroad by `CROWD`; a part of the draws among
    pairs whose regions were sisters, and among pairs with a direct flight. It weighs one over how
    often it was to be drawn, so that rows of a year stand for all pairs, as often as there are ties
    of that year.
    """
    cases = find_cases(ground)
    if not len(cases.rows):
        return sample_of(ground, cases, None)
    years = cases.rows["year"].to_numpy()
    return sample_of(ground, cases, _controls(ground, years, seed, n_controls))


def sample_of(ground: Ground, cases: Cases, drawn: pd.DataFrame | None) -> PairSample:
    """Put ties and drawn pairs together.

    Parameters
    ----------
    drawn
        `home`, `foreign`, `year` and `weight` of the drawn pairs; None where none are.
    """
    rows = cases.rows
    if drawn is not None:
        ends = [drawn[name].to_numpy() for name in ("home", "foreign", "year")]
        drawn = _facts(ground, *ends).assign(y=0.0, weight=drawn["weight"].to_numpy())
        drawn = drawn[~_is_tied(ground, *ends)]
        drawn = drawn[drawn[cases.known].notna().all(axis=1)]
        rows = pd.concat([rows, drawn], ignore_index=True)
    varying = [column for column in cases.known if varies(rows[column])]
    first = ["y", "weight", "year", "home", "foreign", "unit", "country"]
    return PairSample(rows[[*first, *varying]], cases.n_dated, cases.n_ties, cases.left_out)


def varies(column: pd.Series) -> bool:
    """Tell whether a column of numbers holds two different ones; NaN is none."""
    values = column.to_numpy()
    known = values[~np.isnan(values)]
    return bool(known.size) and bool((known != known[0]).any())


def _count(left_out: dict[str, int], reason: str, n: int) -> None:
    if n:
        left_out[reason] = left_out.get(reason, 0) + n


def _facts(ground: Ground, home: Index, foreign: Index, year: Index) -> pd.DataFrame:
    """Look up the facts of pairs in the year before."""
    homes, others, facts = ground.homes, ground.foreign, ground.facts
    unit = homes["unit"].to_numpy()[home]
    country = others["country"].to_numpy()[foreign]
    columns: dict[str, NDArray[np.generic]] = {
        "year": year,
        "home": home,
        "foreign": foreign,
        "unit": unit,
        "country": country,
    }
    for name in homes.columns.intersection([t.column for t in TERMS if t.varies == "home"]):
        columns[name] = homes[name].to_numpy()[home]
    for name in ("foreign_population", "foreign_flights"):
        columns[name] = others[name].to_numpy()[foreign]
    for term in TERMS:
        if term.varies == "country":
            columns[term.column] = facts.at(term.column, country, year - 1)
    columns["upper"] = upper_before(ground, unit, foreign, year)
    columns["direct_flight"] = flown(ground, home, foreign)
    columns["distance"] = log_distance(ground, home, foreign)
    columns["both_coast"] = (
        homes["is_coastal"].to_numpy()[home] * others["is_coastal"].to_numpy()[foreign]
    )
    columns |= _before(ground, home, foreign, unit, country, year)
    return pd.DataFrame(columns)


def upper_before(ground: Ground, unit: Index, foreign: Index, year: Index) -> Real:
    """Tell whether the regions were sisters before a year: 1, 0, or NaN where not known."""
    units = ground.foreign_units[foreign]
    is_older = (ground.upper_from[unit[:, None], units] <= year[:, None]).any(axis=1)
    is_unknown = ground.is_upper_undated[unit[:, None], units].any(axis=1) & ~is_older
    return np.where(is_unknown, np.nan, is_older.astype(np.float64))


def flown(ground: Ground, home: Index, foreign: Index) -> Real:
    """Tell whether a direct flight joins each pair: 1 or 0."""
    wanted = home * len(ground.foreign) + foreign
    held = np.append(ground.direct, -1)  # behind the last: no pair
    found: Real = (held[np.searchsorted(ground.direct, wanted)] == wanted).astype(np.float64)
    return found


def log_distance(ground: Ground, home: Index, foreign: Index) -> Real:
    """Return log2(1 + kilometres) of each pair along a great circle."""
    (lat_a, lon_a), (lat_b, lon_b) = (
        [np.radians(cities[c].to_numpy()) for c in ("latitude", "longitude")]
        for cities in (ground.homes, ground.foreign)
    )
    # Cosines of the cities, which are fewer than their pairs.
    across = np.cos(lat_a)[home] * np.cos(lat_b)[foreign]
    chord = np.sin((lat_b[foreign] - lat_a[home]) / 2) ** 2
    chord = chord + across * np.sin((lon_b[foreign] - lon_a[home]) / 2) ** 2
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return np.asarray(np.log2(1 + km))


def _before(
    ground: Ground, home: Index, foreign: Index, unit: Index, country: Index, year: Index
) -> dict[str, Real]:
    """Count the earlier ties: of the home city, of its neighbours, of the partner; log2(1 + n)."""
    rows = ground.ties[ground.ties["start"] < NEVER]
    ties = {str(name): column.to_numpy() for name, column in rows.items()}
    finest = ground.foreign_units[foreign, 0]
    own = _older(ties, {"home": home, "country": country}, year)
    region = _older(ties, {"unit": unit, "foreign_unit": finest}, year)
    mine = _older(ties, {"home": home, "foreign_unit": finest}, year)
    near = _older(ties, {"unit": unit, "country": country}, year)
    partner = _older(ties, {"foreign": foreign}, year)
    return {
        "own_before": np.log2(1 + own),
        "cousins": np.log2(1 + np.maximum(region - mine, 0)),
        "country_cousins": np.log2(1 + np.maximum(near - own, 0)),
        "partner_before": np.log2(1 + partner),
    }


def _older(ties: dict[str, Index], keys: dict[str, Index], year: Index) -> Real:
    """Count the ties with the same keys that began before the year of each row.

    Keys and year are one number, so that ties in its order lie side by side by their keys.
    """
    is_known = np.logical_and.reduce([ties[name] >= 0 for name in keys])
    start = ties["start"][is_known]
    held, wanted = np.zeros(start.size, dtype=np.int64), np.zeros(year.size, dtype=np.int64)
    for name, of_row in keys.items():
        of_tie = ties[name][is_known]
        span = 1 + max(of_tie.max(initial=0), of_row.max(initial=0))
        held, wanted = held * span + of_tie, wanted * span + of_row
    ordered = np.sort(held * (NEVER + 1) + start)
    first = wanted * (NEVER + 1)
    until = first + np.clip(year, 0, NEVER)
    return (np.searchsorted(ordered, until) - np.searchsorted(ordered, first)).astype(np.float64)


def _controls(ground: Ground, years: Index, seed: int, n_controls: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    n_home, n_foreign = len(ground.homes), len(ground.foreign)
    q = _chance_abroad(ground)
    unit = ground.homes["unit"].to_numpy()
    # Home cities by unit: those of unit u are `size[u]` from `first[u]` on.
    size = np.bincount(unit, minlength=ground.n_units)
    member, first = np.argsort(unit, kind="stable"), np.cumsum(size) - size
    share = size / n_home
    # As `Generator.choice` draws by chances, which sums them up anew for each year.
    ends_abroad = np.cumsum(q)
    ends_abroad /= ends_abroad[-1]
    flown_mass = q[ground.direct % n_foreign]
    since = ground.upper_from[:, ground.foreign_units].min(axis=2)
    alike = share[:, None] * q
    parts = []
    for year in np.unique(years).tolist():
        n = n_controls * int((years == year).sum())
        sisters = since <= year
        at_sisters = np.flatnonzero(sisters)
        mass = alike.ravel()[at_sisters]
        n_formal = round(FORMAL_PART * n) if mass.any() else 0
        n_flown = round(FLOWN_PART * n) if flown_mass.size else 0
        home = rng.integers(n_home, size=n)
        foreign = np.searchsorted(ends_abroad, rng.random(n), side="right")
        if n_formal:
            p, j = np.divmod(at_sisters[_drawn(rng, mass, n_formal)], n_foreign)
            foreign[:n_formal] = j
            home[:n_formal] = member[first[p] + rng.integers(size[p])]
        if n_flown:
            at = ground.direct[_drawn(rng, flown_mass, n_flown)]
            home[n_formal : n_formal + n_flown], foreign[n_formal : n_formal + n_flown] = np.divmod(
                at, n_foreign
            )
        # How often a pair is drawn against drawing it from all alike.
        often = np.full(n, float(n - n_formal - n_flown))
        if n_formal:
            often += n_formal * sisters[unit[home], foreign] / mass.sum()
        if n_flown:
            often += n_flown * flown(ground, home, foreign) / (flown_mass.sum() / n_home)
        weight = n / (n_controls * years.size * often * q[foreign] / n_home)
        parts.append((home, foreign, np.full(n, year), weight))
    home, foreign, year, weight = (np.concatenate(one) for one in zip(*parts, strict=True))
    return pd.DataFrame({"home": home, "foreign": foreign, "year": year, "weight": weight})


def _chance_abroad(ground: Ground) -> Real:
    """Return how often each city abroad is drawn."""
    crowd = np.exp2(CROWD * ground.foreign["foreign_population"].to_numpy())
    ties = ground.ties[(ground.ties["home"] >= 0) & (ground.ties["foreign"] >= 0)]
    known = np.zeros(crowd.size)
    known[ties["foreign"].unique()] = 1.0
    return np.asarray((crowd / crowd.sum() + known / known.sum()) / 2)


def _drawn(rng: np.random.Generator, mass: Real, n: int) -> Index:
    """Draw positions as often as their mass."""
    ends = np.cumsum(mass)
    at = np.searchsorted(ends, rng.random(n) * ends[-1], side="right")
    # Beyond the last end by rounding: the last position that has any mass.
    return np.asarray(np.minimum(at, np.flatnonzero(mass)[-1]), dtype=np.int64)


def _is_tied(ground: Ground, home: Index, foreign: Index, year: Index) -> NDArray[np.bool_]:
    """Tell the pairs that are tied by then, or tied since a year that is not known."""
    ties = ground.ties[(ground.ties["home"] >= 0) & (ground.ties["foreign"] >= 0)]
    n = len(ground.foreign)
    tied, start = (ties["home"] * n + ties["foreign"]).to_numpy(), ties["start"].to_numpy()
    order = np.argsort(tied, kind="stable")
    tied, since = np.append(tied[order], -1), np.where(start == NEVER, 0, start)[order]
    keys = home * n + foreign
    at = np.searchsorted(tied[:-1], keys)
    is_held = tied[at] == keys
    found = np.full(keys.size, NEVER, dtype=np.int64)
    found[is_held] = since[at[is_held]]
    return np.asarray(found <= year)
