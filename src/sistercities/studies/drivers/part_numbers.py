"""All numbers of the parts of C4 from one table of ties and drawn pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.studies.drivers.attributable import attributable_share
from sistercities.studies.drivers.benefit import (
    ShareLeftOut,
    share_interval_of,
    shares_left_out,
)
from sistercities.studies.drivers.carried import DriverEstimate, estimate_drivers
from sistercities.studies.drivers.evidence import TOGETHER, Evidence
from sistercities.studies.drivers.refits import Refits
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval

FORMAL_SHARE, BENEFIT = "formal-share", "benefit"
"""Names of the two parts beside the drivers."""


@dataclass(frozen=True, slots=True)
class PartNumbers:
    """The numbers.

    Attributes
    ----------
    drivers
        By name.
    formal_share
        Share of ties that goes with the formal link.
    benefit
        Share of economy, culture and earlier ties, of what goes with more ties, less formal links.
    benefit_left_out
        The same without each home region and each country.
    n_ties, effective_regions
        What they rest on.
    """

    drivers: Mapping[str, DriverEstimate]
    formal_share: Interval
    benefit: Interval
    benefit_left_out: tuple[ShareLeftOut, ...]
    n_ties: int
    effective_regions: float

    def interval(self, part: str) -> Interval:
        """Return the interval of a part by its name."""
        if part == FORMAL_SHARE:
            return self.formal_share
        return self.benefit if part == BENEFIT else self.drivers[part].interval


def cluster_numbers(rows: pd.DataFrame) -> tuple[list[int], list[int]]:
    """Return the numbers of the home regions and of the countries, in order."""
    return np.unique(rows["unit"]).tolist(), np.unique(rows["country"]).tolist()


def part_numbers(
    rows: pd.DataFrame, wide: pd.DataFrame, evidence: Evidence, *, is_quick: bool = False
) -> PartNumbers:
    """Compute the numbers of all parts.

    Parameters
    ----------
    rows, wide
        Ties and drawn pairs; the same ties with more drawn pairs.
    evidence
        Of these, facts grouped by sign.
    is_quick
        Whether to leave out nothing: no country, no home region and no ties.
    """
    model = evidence.without_effects
    left_out: tuple[ShareLeftOut, ...] = ()
    benefit = UNKNOWN_INTERVAL
    if evidence.shapley is not None:
        if not is_quick:
            left_out = shares_left_out(evidence.shapley, TOGETHER, cluster_numbers(rows))
        benefit = share_interval_of(evidence, TOGETHER, left_out)
    refits = None if model.fit is None else Refits(wide, model)  # both begin with the same fit
    return PartNumbers(
        estimate_drivers(wide, model, is_quick=is_quick, refits=refits),
        attributable_share(wide, model, refits),
        benefit, left_out,
        evidence.n_ties, evidence.effective_regions,
    )  # fmt: skip
