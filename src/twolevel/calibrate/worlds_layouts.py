"""Layouts of made-up worlds by name, and what a layout of the caller's may hold."""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np

from twolevel.calibrate.worlds import CHINA, GENERIC, MODEST, Layout
from twolevel.calibrate.worlds_whole import WHOLE, WholeLayout
from twolevel.core.argument_checks import MOST_LABELS, whole_number
from twolevel.core.arrays import MOST_CELLS
from twolevel.errors import InvalidArgument

LAYOUTS: dict[str, Layout | WholeLayout] = {
    "modest": MODEST,
    "china": CHINA,
    "generic": GENERIC,
    "whole": WHOLE,
}
"""Layouts by name: home and foreign places, and one of a whole network."""
LARGEST_LOG = 20.0
"""Spreads and log odds beyond this say nothing but that numbers overflow."""
_LEAST = {"n_counties": 0, "n_foreign_units": 2}
_SHARES = ("shared_affinity", "coarse_share")


def layout_and_name(layout: object) -> tuple[Layout | WholeLayout, str]:
    """Return a layout and its name, `as given` for one of the caller's.

    Raises
    ------
    InvalidArgument
        If there is none of that name, or no world can be drawn from it.
    """
    if isinstance(layout, str) and layout in LAYOUTS:
        return LAYOUTS[layout], layout
    if not isinstance(layout, Layout | WholeLayout):
        raise InvalidArgument("layout", layout, f"give a layout, or one of {', '.join(LAYOUTS)}")
    check_layout(layout)
    named = [name for name, held in LAYOUTS.items() if held == layout]
    return layout, named[0] if named else "as given"


def check_layout(layout: Layout | WholeLayout) -> None:
    """Refuse a layout from which no world can be drawn.

    Raises
    ------
    InvalidArgument
        Naming the attribute, its value and what is allowed.
    """
    for one in fields(layout):
        name, value = f"layout.{one.name}", getattr(layout, one.name)
        if one.name.startswith("n_"):
            whole_number(name, value, _LEAST.get(one.name, 1), MOST_LABELS)
        elif one.name in _SHARES:
            real_number(name, value, 0.0, 1.0)
        else:
            least = -LARGEST_LOG if one.name == "domestic" else 0.0
            real_number(name, value, least, LARGEST_LOG)
    if isinstance(layout, WholeLayout):
        _check_whole(layout)
    else:
        _check_home(layout)


def real_number(name: str, value: object, least: float, most: float) -> float:
    """Return the argument if it is a number from the least to the most.

    Raises
    ------
    InvalidArgument
        If it is not.
    """
    is_number = isinstance(value, int | float | np.integer | np.floating)
    if isinstance(value, bool) or not is_number or not least <= value <= most:  # type: ignore[operator]
        said = "finite" if math.isinf(most) else f"from {least:g} to {most:g}"
        raise InvalidArgument(name, value, f"give a number {said}")
    return float(value)  # type: ignore[arg-type]


def _check_home(layout: Layout) -> None:
    if layout.n_foreign_units < layout.n_countries:
        raise InvalidArgument(
            "layout.n_foreign_units", layout.n_foreign_units,
            f"give at least one for each of the {layout.n_countries} countries",
        )  # fmt: skip
    # Each unit has a block, however few are asked for.
    n_home = max(layout.n_blocks, layout.n_units) + layout.n_counties
    _check_cells("layout.n_foreign", layout.n_foreign, n_home)


def _check_whole(layout: WholeLayout) -> None:
    if max(layout.n_units, layout.n_countries) < 2:
        raise InvalidArgument("layout.n_units", layout.n_units, "give at least 2, to have a pair")
    if layout.n_cities - layout.n_counties < 2:
        raise InvalidArgument(
            "layout.n_counties", layout.n_counties,
            f"leave at least 2 of the {layout.n_cities} cities that move on their own",
        )  # fmt: skip
    _check_cells("layout.n_cities", layout.n_cities, layout.n_cities)


def _check_cells(name: str, n: int, others: int) -> None:
    if n * others > MOST_CELLS:
        raise InvalidArgument(
            name, n, f"with {others:,} on the other side keep to {MOST_CELLS:,} pairs"
        )
