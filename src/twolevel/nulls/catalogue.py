"""The null models, one line each: ids, what they shuffle, what they take, where they are drawn.

Whoever asks for a null by its id reads this table: the functions that draw, the side by side, the
calibration, and the studies and commands of whoever builds on it. It loads no null until one is
drawn. A new null is a module beside this one and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from twolevel.sentences import to_say

Needs = Literal["", "dates", "table"]
"""What a null needs beside the arrays: nothing, when ties began, or a table of pairs."""


@dataclass(frozen=True, slots=True)
class NullModel:
    """A null model of one kind of network.

    Attributes
    ----------
    id
        What users call it.
    label
        What it shuffles, in a few words.
    module, function
        Where it is drawn: a module of this room, and its function.
    takes_weights
        Whether ties inside may weigh differently.
    moves_by_steps
        Whether draws are states of a chain, which has a length.
    moves_upper_ties
        Whether upper ties move, not lower ones.
    needs
        What it needs beside the arrays.
    fails_under
        Settings of a simulated world (`calibrate.worlds`) under which its H0 does not hold though
        the levels are independent; it holds again where they are 0.
    """

    id: str
    label: str
    module: str
    function: str
    takes_weights: bool = True
    moves_by_steps: bool = True
    moves_upper_ties: bool = False
    needs: Needs = ""
    fails_under: tuple[str, ...] = ()

    @property
    def draw(self) -> Callable[..., Any]:
        """The function that draws, loaded when it is asked for."""
        found: Callable[..., Any] = getattr(
            import_module(f"twolevel.nulls.{self.module}"), self.function
        )
        return found


_LABELS = to_say("Which city lies where")
_UPPER = to_say("Which sister {units}")
_ANY = to_say("Any partner city")
_SAME_COUNTRY = to_say("Any partner city of the same country")
_TOTALS = to_say("Any partner city, as many ties between two countries as there are")
_YEARS = to_say("Which tie of a city began when")
_MODEL = to_say("All ties, by a model that knows no upper tie")

HOME_NULLS: dict[str, NullModel] = {
    one.id: one
    for one in (
        NullModel(
            "region-labels", _LABELS, "region_labels", "region_labels", moves_by_steps=False,
            fails_under=("affinity_spread", "unit_spread"),
        ),
        NullModel(
            "upper-ties", _UPPER, "rewiring", "upper_ties", takes_weights=False,
            moves_upper_ties=True,
        ),
        NullModel("degree", _ANY, "rewiring", "degree", fails_under=("affinity_spread",)),
        NullModel("degree-country", _SAME_COUNTRY, "rewiring", "degree_country"),
        NullModel(
            "start-years", _YEARS, "start_years", "start_years", takes_weights=False, needs="dates"
        ),
        NullModel(
            "gravity", _MODEL, "gravity", "gravity", takes_weights=False, needs="table",
            fails_under=("affinity_spread",),
        ),
    )
}  # fmt: skip
"""Nulls of a home country and the world, by id."""

WHOLE_NULLS: dict[str, NullModel] = {
    one.id: one
    for one in (
        NullModel(
            "region-labels", _LABELS, "whole_labels", "whole_region_labels", moves_by_steps=False,
            fails_under=("affinity_spread", "unit_spread"),
        ),
        NullModel(
            "upper-ties", _UPPER, "whole_rewiring", "whole_upper_ties", takes_weights=False,
            moves_upper_ties=True,
        ),
        NullModel(
            "degree", _ANY, "whole_rewiring", "whole_degree",
            fails_under=("affinity_spread", "pair_spread", "domestic"),
        ),
        NullModel(
            "degree-totals", _TOTALS, "whole_rewiring", "whole_degree_totals",
            fails_under=("affinity_spread",),
        ),
        NullModel("degree-country", _SAME_COUNTRY, "whole_rewiring", "whole_degree_country"),
        NullModel(
            "start-years", _YEARS, "start_years", "start_years", takes_weights=False, needs="dates"
        ),
        NullModel(
            "gravity", _MODEL, "gravity", "gravity", takes_weights=False, needs="table",
            fails_under=("affinity_spread", "pair_spread", "domestic"),
        ),
    )
}  # fmt: skip
"""Nulls of whole networks, all cities of all countries, by id."""

MAIN_NULL = "degree-country"
"""The null that a reader is shown first: each city keeps its ties with each country."""


def plain_ids(nulls: dict[str, NullModel]) -> tuple[str, ...]:
    """Return the ids of the nulls that need nothing but the arrays, in their order."""
    return tuple(one.id for one in nulls.values() if not one.needs)


def main_first(nulls: dict[str, NullModel]) -> tuple[str, ...]:
    """Return the same ids, the main null first and those that break most last."""
    return (MAIN_NULL, *(one for one in reversed(plain_ids(nulls)) if one != MAIN_NULL))
