"""How much each group of criteria counts: a field of the form for each, no code to be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sistercities.web.asked import Asked
from sistercities.web.tie_table import Choice

CRITERIA = (
    "size", "economy", "access", "language", "people", "geography", "network", "openness",
    "saturation", "politics",
)  # fmt: skip
"""Groups of criteria, in the order of the form."""
_OFFERED = ("0", "2")
"""Weights beside the usual one of 1: left out, and counting twice."""
_BETWEEN = re.compile("[,，、;；]")
_TYPED = re.compile(r"\s*([a-z]+)\s*=\s*([\d.]+)\s*")


@dataclass(frozen=True, slots=True)
class Weighing:
    """A field of the form: its name, what it is called, what may be chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def weights_typed(asked: Asked) -> str:
    """Give the weights of an address as the verbs take them: `economy=2,network=0`; or "".

    Older addresses have them in one parameter, `weights`.

    Raises
    ------
    InvalidArgument
        If a text is too long.
    """
    typed = _BETWEEN.split(asked.text("weights").replace("＝", "="))
    chosen = [f"{name}={value}" for name in CRITERIA if (value := asked.text(f"weight_{name}"))]
    return ",".join(one for one in (*typed, *chosen) if one.strip())


def weighings(asked: Asked) -> tuple[Weighing, ...]:
    """Make the fields of the form, with what the address chooses."""
    typed = (_TYPED.fullmatch(one) for one in weights_typed(asked).split(","))
    known = {found[1]: found[2] for found in typed if found}
    return tuple(_weighing(asked, name, known.get(name, "")) for name in CRITERIA)


def _weighing(asked: Asked, name: str, chosen: str) -> Weighing:
    words = asked.words
    offered = _OFFERED if chosen in ("", *_OFFERED) else (*_OFFERED, chosen)
    choices = tuple(
        Choice(
            one,
            words(f"weight.{one}") if one in _OFFERED else words("weight.times", n=one),
            one == chosen,
        )
        for one in offered
    )
    return Weighing(f"weight_{name}", words(f"criterion.{name}"), choices)
