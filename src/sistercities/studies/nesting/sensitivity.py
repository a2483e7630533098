"""The sensitivity table: ratio, share and rate ratios again under one change of the rules each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sistercities.network.rules import MAIN_RULES
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import listed, say
from sistercities.studies.nesting.nulls import compare
from sistercities.studies.nesting.result import NullComparison, SensitivityRow
from sistercities.studies.rule_changes import Change, Computed, changes, is_other_side
from sistercities.studies.study_data import StudyData, as_arrays
from sistercities.terms.progress import Progress
from twolevel.core.arrays import TwoLevelArrays
from twolevel.nulls.catalogue import MAIN_NULL
from twolevel.nulls.home_nulls import draw_null
from twolevel.rates.clusters import ClusteredInterval
from twolevel.rates.rate_ratios import country_rate_ratio, rate_ratio

DRAWS = 999
"""Draws of each row; the rows ask for a ratio and its sign, not for a small p."""


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """The network under a change; `arrays` None where no tie of one level is left."""

    change: Change
    network: TwoLevelNetwork
    arrays: TwoLevelArrays | None


def try_changes(data: StudyData, main: TwoLevelNetwork) -> tuple[Tried, ...]:
    """Build the network of the main run anew under each change."""
    return tuple(_tried(data, main, change) for change in changes(data, main.country, main.as_of))


def _tried(data: StudyData, main: TwoLevelNetwork, change: Change) -> Tried:
    network = data.tables.network(main.country, change.as_of, change.rules)
    is_empty = network.n_ties == 0 or network.n_upper == 0
    return Tried(change, network, None if is_empty else as_arrays(network))


def sensitivity_rows(
    tried: Sequence[Tried],
    main: TwoLevelNetwork,
    main_null: NullComparison | None,
    *,
    seed: int,
    on_progress: Progress,
) -> Iterator[SensitivityRow]:
    """Compute the rows, the main run first; it is drawn anew only where its null was not asked for.

    Parameters
    ----------
    main, main_null
        Network of the main run, and its comparison with the main null.
    """
    main_ratio = main_null.ratio if main_null else None
    first = Change(say("main"), say("the main run"), MAIN_RULES, main.as_of)
    arrays = as_arrays(main)
    counted = Counted(seed)
    null = main_null or counted.null(arrays)
    yield _row(Tried(first, main, arrays), arrays, null, counted, main, main_ratio)
    for done, one in enumerate(tried):
        on_progress("sensitivity", done, len(tried))
        if one.arrays is None:
            yield _empty(one.change, one.network)
        else:
            null = counted.null(one.arrays)
            yield _row(one, one.arrays, null, counted, main, main_ratio)
    on_progress("sensitivity", len(tried), len(tried))


class Counted:
    """Draws and ratios of networks; of a network that a change leaves as it is, once."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._nulls: Computed[NullComparison] = Computed()
        self._ratios: Computed[tuple[ClusteredInterval, ClusteredInterval]] = Computed()

    def null(self, arrays: TwoLevelArrays) -> NullComparison:
        """Compare with the main null."""
        return self._nulls.once(
            lambda: compare(arrays, draw_null(MAIN_NULL, arrays, n_draws=DRAWS, seed=self._seed)),
            arrays,
        )

    def ratios(self, arrays: TwoLevelArrays) -> tuple[ClusteredInterval, ClusteredInterval]:
        """Return the rate ratios within countries and to countries."""
        return self._ratios.once(lambda: (rate_ratio(arrays), country_rate_ratio(arrays)), arrays)


def _sameness(change: Change, network: TwoLevelNetwork, main: TwoLevelNetwork) -> str:
    """Say where a change touched nothing, so that equal rows are not read as robustness."""
    is_same = network.tie_ids == main.tie_ids and network.upper_tie_ids == main.upper_tie_ids
    same_units = network.foreign_units == main.foreign_units
    if change.name != "main" and is_same and same_units:
        return say("the change touches no tie of the main run")
    return ""


def _row(
    tried: Tried,
    arrays: TwoLevelArrays,
    null: NullComparison,
    counted: Counted,
    main: TwoLevelNetwork,
    main_ratio: float | None,
) -> SensitivityRow:
    change, network = tried.change, tried.network
    within, to_country = counted.ratios(arrays)
    return SensitivityRow(
        name=change.name,
        description=change.description,
        n_ties=network.n_ties,
        n_upper=network.n_upper,
        share_inside=null.observed / network.n_ties,
        ratio=null.ratio,
        ratio_low=null.ratio_low,
        ratio_high=null.ratio_high,
        p=null.p,
        is_sign_changed=is_other_side(null.ratio, main_ratio),
        note=listed(filter(None, (_sameness(change, network, main), null.warning)), "space"),
        rate_ratio=within.value,
        rate_ratio_low=within.low,
        rate_ratio_high=within.high,
        country_rate_ratio=to_country.value,
        country_rate_ratio_low=to_country.low,
        country_rate_ratio_high=to_country.high,
    )


def _empty(change: Change, network: TwoLevelNetwork) -> SensitivityRow:
    missing = say("city ties") if network.n_ties == 0 else say("upper ties")
    return SensitivityRow(
        name=change.name,
        description=change.description,
        n_ties=network.n_ties,
        n_upper=network.n_upper,
        share_inside=None,
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        p=None,
        is_sign_changed=False,
        note=say(
            "cannot be computed: no {missing} whose regions' lists are covered are left",
            missing=missing,
        ),
    )
