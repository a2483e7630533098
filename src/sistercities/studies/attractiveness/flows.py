"""What dates can and cannot say: shares dated, decades of dated lists, ties a later source adds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sistercities.errors import NetworkError
from sistercities.network.alive import has_sound_start
from sistercities.studies.attractiveness.choosing import Scope, chosen_by
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.dated import HOME, DatedChoices
from sistercities.studies.whole_lists import earlier_whole_list
from twolevel.choice.clusters import choice_chances
from twolevel.choice.conditional_logit import conditional_logit
from twolevel.core.array_types import Flag
from twolevel.exact.besag_clifford import clopper_pearson


@dataclass(frozen=True, slots=True)
class Share:
    """A share of counts with its exact binomial interval; None of none."""

    hits: int
    n: int
    value: float | None
    low: float | None
    high: float | None


def share_of(hits: int, n: int) -> Share:
    """Return a share with its 95 % interval (Clopper & Pearson)."""
    if n == 0:
        return Share(hits, n, None, None, None)
    low, high = clopper_pearson(hits, n)
    return Share(hits, n, hits / n, low, high)


@dataclass(frozen=True, slots=True)
class Decade:
    """Dated choices of a decade: share of the home country, and that expected by other traits."""

    first_year: int
    share: Share
    expected: float | None


def decades(dated: DatedChoices) -> tuple[Decade, ...]:
    """Count the dated choices by decade."""
    if not dated.n_choices:
        return ()
    expected = _expected_home(dated)
    start = (dated.year // 10) * 10
    found = []
    for first in np.unique(start[dated.is_chosen]).tolist():
        now = start == first
        n = int((now & dated.is_chosen).sum())
        hits = int((now & dated.is_chosen & dated.is_home).sum())
        mean = None if expected is None else float(expected[now & dated.is_home].sum()) / n
        found.append(Decade(int(first), share_of(hits, n), mean))
    return tuple(found)


def _expected_home(dated: DatedChoices) -> NDArray[np.float64] | None:
    """Chance of each row by size, distance, income and language alone, fitted to all choices."""
    x = dated.x[:, :HOME]
    spread = np.array([np.ptp(column) > 0 for column in x.T])
    try:
        fit = conditional_logit(x[:, spread], dated.choice, dated.is_chosen)
    except NetworkError:
        return None
    return choice_chances(x[:, spread], dated.choice, np.zeros(len(x)), fit.coefficients)


@dataclass(frozen=True, slots=True)
class Dating:
    """How many ties are dated, and what the newer of two undated sources adds.

    Attributes
    ----------
    home, other
        Share with a sound start among ties of the home country with others, and among ties between
        two other countries.
    list_home, list_other
        The same among rows of dated lists of the choosers' side.
    earlier, later
        Ids of the two undated sources; empty where there are no two.
    in_both, added
        Share of the home country among choices that both claim, and among those the later adds.
    begun_before
        Of the added ties of the home country with a sound start: share begun by the year of the
        earlier source.
    """

    home: Share
    other: Share
    list_home: Share
    list_other: Share
    earlier: str = ""
    later: str = ""
    earlier_year: int = 0
    in_both: Share | None = None
    added: Share | None = None
    begun_before: Share | None = None


def dating(
    data: AttractivenessData,
    cities: Cities,
    country: str,
    as_of: int,
    scope: Scope | None,
    dated: DatedChoices,
) -> Dating:
    """Say what is dated, and what the newer undated source adds."""
    ties, of = data.study.tables.ties, data.study.tables.fields.country
    a, b = (np.array([of[p] for p in ties[end]]) for end in ("place_a", "place_b"))
    is_sound = has_sound_start(ties).to_numpy(dtype=bool)
    is_home, is_abroad = (a == country) | (b == country), a != b
    shares = [
        share_of(int((is_sound & rows).sum()), int(rows.sum()))
        for rows in (is_home & is_abroad, ~is_home & is_abroad)
    ]
    found = Dating(
        shares[0], shares[1], share_of(dated.n_dated_home, dated.n_listed_home),
        share_of(dated.n_dated_other, dated.n_listed_other),
    )  # fmt: skip
    if scope is None:
        return found
    return _with_added(found, data, cities, country, as_of, scope, is_home & is_abroad & is_sound)


def _with_added(
    found: Dating,
    data: AttractivenessData,
    cities: Cities,
    country: str,
    as_of: int,
    scope: Scope,
    is_dated_home: Flag,
) -> Dating:
    sources = data.study.tie_sources().set_index("source_id")
    year = int(sources["snapshot_year"][scope.sources[0]])
    earlier = earlier_whole_list(data.study, year, {country, *(scope.countries or ())})
    if not earlier:
        return found
    first = int(sources["snapshot_year"][earlier])
    ours = chosen_by(data, cities, country, as_of, scope)
    theirs = chosen_by(data, cities, country, as_of, replace(scope, sources=(earlier,)))
    n = cities.place_id.size
    keys, before = (c.choices.chooser * n + c.choices.chosen for c in (ours, theirs))
    is_home = ours.is_home[ours.choices.chosen]
    is_old = np.isin(keys, before)
    held = data.study.tables.ties["sources"].str.split()
    is_added = np.array([scope.sources[0] in s and earlier not in s for s in held], dtype=bool)
    begun = data.study.tables.ties["start_year"].fillna(9999).to_numpy(dtype=np.int64) <= first
    rows = is_added & is_dated_home
    return replace(
        found, earlier=earlier, later=scope.sources[0], earlier_year=first,
        in_both=share_of(int((is_home & is_old).sum()), int(is_old.sum())),
        added=share_of(int((is_home & ~is_old).sum()), int((~is_old).sum())),
        begun_before=share_of(int((rows & begun).sum()), int(rows.sum())),
    )  # fmt: skip
