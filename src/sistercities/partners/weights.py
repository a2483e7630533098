"""How much each feature counts: weights as they are typed, and what a purpose stands for.

A weight multiplies what a feature adds to a score: 1 is what the ties of the world say, 0 leaves
the feature out, 2 doubles it. It turns no reason round: what counts against a partner counts more
against it.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping

from sistercities.errors import InvalidArgument
from sistercities.partners.features.catalogue import BY_NAME, FEATURES, GROUPS
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.sentences import listed, say

LARGEST = 100.0
"""Weights go from 0 to this."""


_WEIGHED = tuple(feature for feature in FEATURES if not feature.is_of_home)
"""A feature of the home place alone is the same for all partners: it orders none."""


def feature_weights(
    weights: str | Mapping[str, float] | None = None, purpose: str | None = None
) -> dict[str, float]:
    """Say how much each feature counts.

    Parameters
    ----------
    weights
        As typed, `economy=2,network=0.5`, or by group or feature. The weight of a feature goes
        before that of its group, and both before the purpose.
    purpose
        A purpose (`short_lists.weighing.purposes`): its factors of features.

    Returns
    -------
    dict of str to float
        Weights that are not 1, by feature, in the order of a scorecard.

    Raises
    ------
    InvalidArgument
        If a weight is negative, too large or no number, all are 0, or a name or purpose is not
        known.
    """
    found = dict.fromkeys((feature.name for feature in _WEIGHED), 1.0)
    asked = parse_weights(weights) if isinstance(weights, str) else weights or {}
    for chosen in (_of_purpose(purpose), asked):
        checked = {name: _checked(name, weight) for name, weight in chosen.items()}
        found |= {one.name: checked[one.group] for one in _WEIGHED if one.group in checked}
        found |= {name: weight for name, weight in checked.items() if name in found}
    if not any(found.values()):
        raise InvalidArgument(
            "weights", "0 for all", say("then all places are alike; leave one above 0")
        )
    return {name: weight for name, weight in found.items() if weight != 1.0}


def parse_weights(text: str) -> dict[str, float]:
    """Read weights as they are typed, `economy=2,network=0.5`.

    Raises
    ------
    InvalidArgument
        If a part is not NAME=NUMBER, or a name comes twice.
    """
    found: dict[str, float] = {}
    for part in text.split(","):
        name, sign, number = (each.strip() for each in part.partition("="))
        if not name or not sign:
            raise InvalidArgument(
                "weights", text, say("write NAME=NUMBER, as in economy=2,network=0.5")
            )
        if name in found:
            raise InvalidArgument(
                "weights", text, say("{name} stands there twice; leave out one", name=name)
            )
        try:
            found[name] = float(number)
        except ValueError:
            raise InvalidArgument(
                "weights",
                part.strip(),
                say("{number!r} is no number; {allowed}", number=number, allowed=_ALLOWED),
            ) from None
    return found


_ALLOWED = say("give one from 0 (does not count) to {most:.0f}; 1 is as usual", most=LARGEST)


def _of_purpose(purpose: str | None) -> Mapping[str, float]:
    return {} if purpose is None else purpose_called(purpose).weighing.features


def _checked(name: str, weight: object) -> float:
    if name in BY_NAME and BY_NAME[name].is_of_home:
        raise InvalidArgument(
            "weights", name, say("it is the same for all partners and orders none; leave it out")
        )
    names = (*GROUPS, *(feature.name for feature in _WEIGHED))
    if name not in names:
        near = difflib.get_close_matches(name, names, n=3)
        groups = ", ".join(GROUPS)
        advice = say("groups are {groups}; or name a single feature", groups=groups)
        if near:
            nearest = listed(near, "comma")
            advice = say("nearest: {nearest}; {advice}", nearest=nearest, advice=advice)
        raise InvalidArgument("weights", name, advice)
    if not isinstance(weight, (int, float)) or isinstance(weight, bool):
        raise InvalidArgument("weights", f"{name}={weight}", _ALLOWED)
    if math.isnan(weight) or not 0 <= weight <= LARGEST:
        raise InvalidArgument("weights", f"{name}={weight:g}", _ALLOWED)
    return float(weight)
