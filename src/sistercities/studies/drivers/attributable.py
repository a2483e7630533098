"""The share of all ties that are more than there would be if sister regions were like others.

It is a way to tell how much goes with the formal link (the attributable fraction), and says nothing
of what brings ties about. Of the ties whose regions were sisters before, it is 1 - 1 / ratio
(Bruzzi, Green, Byar,
Brinton & Schairer 1985, doi:10.1093/oxfordjournals.aje.a114174), ratio being that of the regression
with all facts. The interval holds what is not known of the ratio and of how many such ties there
are, clustered by home region and country.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.refits import Refits, two_way
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval


def attributable_share(
    rows: pd.DataFrame, model: PairModel, refits: Refits | None = None
) -> Interval:
    """Return the share of ties that goes with the formal link; no ends where it is not known.

    `refits` is the regression to be fitted again, where it is made already.
    """
    if model.fit is None or "upper" not in rows:
        return UNKNOWN_INTERVAL
    refits = Refits(rows, model) if refits is None else refits
    whole = refits.whole()
    if whole is None or "upper" not in whole.names:
        return UNKNOWN_INTERVAL
    is_tie, at = refits.y > 0, whole.names.index("upper")
    upper = rows["upper"].to_numpy(dtype=np.float64)
    ties = refits.y * is_tie
    inside = float(ties @ upper / ties.sum())
    missing = 1 - float(np.exp(-whole.slopes[at]))
    pulls = (
        inside * (1 - missing) * whole.influence[:, at]
        + missing * ties * (upper - inside) / ties.sum()
    )
    covariances, freedom = two_way(pulls[:, None], refits.unit, refits.country)
    unit, country, cell = (float(one[0, 0]) for one in covariances)
    error = float(np.sqrt(max(unit, country, unit + country - cell)))
    reach = error * float(stdtrit(freedom, 0.975))
    value = inside * missing
    return Interval(value, value - reach, value + reach)
