"""The parts of C1, C2 and C3 that the network of one year answers, each found by its own rule."""

from __future__ import annotations

from collections.abc import Callable

from sistercities.sentences import say
from sistercities.studies.nesting.part_chance import find_channel, find_independent
from sistercities.studies.nesting.part_exist import find_exist
from sistercities.studies.nesting.part_ground import PartGround
from sistercities.studies.nesting.part_rules import PART_RULES
from sistercities.studies.nesting.part_share import find_predicted
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, IntervalPart, PartRule
from sistercities.studies.parts import PartFinding, Told, part_finding
from sistercities.studies.unjudged_parts import CountPart, DescribedPart

_FOUND: dict[str, Callable[[IntervalPart, PartGround], PartFinding]] = {
    "C1.chance": find_channel,
    "C3.independent": find_independent,
}


def find_parts(ground: PartGround) -> tuple[PartFinding, ...]:
    """Judge or describe the parts in the order of their rules."""
    found: list[PartFinding] = []
    for rule in PART_RULES:
        if isinstance(rule, CountPart):
            found.append(find_exist(rule, ground))
        elif isinstance(rule, DescribedPart):
            found.append(find_predicted(rule, ground))
        else:
            assert isinstance(rule, IntervalPart)
            found.append(_FOUND[rule.id](rule, ground))
    return tuple(found)


def untold_parts(why: str) -> tuple[PartFinding, ...]:
    """Return the parts of a country whose ties cannot be judged, with the reason in each."""
    return tuple(_untold(rule, why) for rule in PART_RULES)


def _untold(rule: PartRule, why: str) -> PartFinding:
    told = Told(
        sentence=say("This cannot be told: {why}.", why=why),
        would_change=say(
            "A list of the ties of the country's own regions, which a later release may hold."
        ),
        unit="",
        n=0,
        n_of=say("city ties"),
        method=say("none"),
        note=why,
    )
    return part_finding(rule, "open", told, UNKNOWN_INTERVAL)
