"""Which ties are claimed by one of some sources."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from twolevel.core.array_types import Flag


def claimed_by(told: pd.Series[str], sources: Collection[str]) -> Flag:
    """Tell of each tie whether one of some sources claims it.

    Parameters
    ----------
    told
        Ids of the sources of each tie, with blanks between, as column `sources` of table `ties`:
        few texts stand there, each many times, so each is looked at once.
    sources
        Ids of the sources.
    """
    wanted = set(sources)
    code, texts = pd.factorize(told)
    found = [not wanted.isdisjoint(text.split()) for text in texts]
    return np.array(found, dtype=np.bool_)[code]
