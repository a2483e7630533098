"""Whether it can be said how often cities of two countries are partners, against chance.

One rule for every surface that says it: there are enough ties (`counted_country_ties`), and nothing
bars a tie of the two places.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sistercities.partners.counted_country_ties import are_enough, ties_of_countries
from sistercities.partners.features.feature import PairNames
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of


def with_country_ties(names: PairNames, ground: Ground, home: int, partner: int) -> PairNames:
    """Add to the names of two places whether a ratio of the ties of their countries is said.

    Parameters
    ----------
    names
        How sentences call the two.
    ground, home, partner
        Facts and ties, and the positions of the two.
    """
    row_of, _ = gate_of(ground).bars(home, np.array([partner]))
    if row_of[0] >= 0:
        return replace(names, is_ratio_barred=True)
    pairs = candidates_of(ground, home, np.array([partner]))
    if are_enough(pairs)[0]:
        return names
    found, _ = ties_of_countries(pairs)
    return replace(names, few_country_ties=round(float(found[0])))


def is_ratio_said(names: PairNames) -> bool:
    """Say whether a ratio of the ties of two countries is said under these names."""
    return names.few_country_ties is None and not names.is_ratio_barred
