"""The studies, one line each: what each asks, which claims it judges, where it is.

Commands, chapters and reports read this table; a study is loaded when it is first run. A new study
is a package beside this module, with `data.py` and `study.py`, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sistercities.sentences import Sentence, say
from sistercities.studies.claims import CLAIMS

if TYPE_CHECKING:
    from sistercities.studies.findings import Studied
    from sistercities.studies.part_rules import PartRule
    from sistercities.studies.rules import Rule


@dataclass(frozen=True, slots=True)
class Study:
    """A study.

    Attributes
    ----------
    name
        As on the command line.
    claims
        Claims that it judges.
    title
        Its question, as the title of its chapter.
    purpose
        What its command is for, in English.
    is_of_newest
        It takes the ties of the newest source where no year is given, dated or not.
    is_of_world
        It asks of all countries; a country that is given is set beside the others.
    draws_nulls
        It compares with null models that its reader chooses, and takes their ids and the number of
        draws from each, as `nulls` and `draws`.
    """

    name: str
    claims: tuple[str, ...]
    title: Sentence
    purpose: str
    is_of_newest: bool = False
    is_of_world: bool = False
    draws_nulls: bool = False

    def read(self) -> Callable[[Any], Any]:
        """Return what reads from a release what the study needs."""
        module = import_module(f"sistercities.studies.{self.name}.data")
        return getattr(module, f"read_{self.name}_data")  # type: ignore[no-any-return]

    def run(self) -> Callable[..., Studied]:
        """Return the study itself: data and settings in, result out."""
        module = import_module(f"sistercities.studies.{self.name}.study")
        return getattr(module, f"study_{self.name}")  # type: ignore[no-any-return]

    def rule(self) -> Rule:
        """Return the rule of its verdict."""
        module = import_module(f"sistercities.studies.{self.name}.rule")
        return module.RULE  # type: ignore[no-any-return]

    def part_rules(self) -> tuple[PartRule, ...]:
        """Return the rules of the parts that it judges."""
        module = import_module(f"sistercities.studies.{self.name}.part_rules")
        return module.PART_RULES  # type: ignore[no-any-return]


STUDIES = {
    study.name: study
    for study in (
        Study(
            "nesting", ("C1", "C2", "C3"),
            say("Do city ties follow the ties of their regions?"),
            "Ask whether city ties follow the ties of their provinces.",
            draws_nulls=True,
        ),
        Study(
            "order", ("C3",),
            say("Which came first, the tie of the regions or that of the cities?"),
            "Ask which came first, the tie of the regions or that of the cities.",
        ),
        Study(
            "drivers", ("C4",),
            say("What goes with a city tie: benefit, culture, networks, or the region's tie?"),
            "Ask what goes with a city tie: benefit, culture, networks, or the region's tie.",
        ),
        Study(
            "connectivity", ("C5",),
            say("Do better connected cities have more ties?"),
            "Ask whether better connected cities have more ties.",
        ),
        Study(
            "attractiveness", ("C6",),
            say("Have the country's cities become partners whom others choose?"),
            "Ask whether others choose the country's cities more than chance has it.",
            is_of_newest=True,
        ),
        Study(
            "diplomacy", ("C7",),
            say("Do cities tie in spite of high politics?"),
            "Ask whether cities tie in spite of high politics.",
        ),
        Study(
            "hubs", ("C8",),
            say("Are the country's cities hubs of the world's city network?"),
            "Ask whether the country's cities are hubs of the world's network.",
            is_of_newest=True,
        ),
        Study(
            "homes", ("C3",),
            say("Do cities follow their regions in every country?"),
            "Compare countries: do cities follow their regions, and is one unlike the others?",
            is_of_newest=True, is_of_world=True,
        ),
        Study(
            "world", ("C3", "C4", "C5", "C7"),
            say("What goes with the partnerships of the world?"),
            "Ask of all pairs of countries what goes with their city ties.",
            is_of_newest=True, is_of_world=True,
        ),
    )
}  # fmt: skip
"""All studies, in the order of the report."""

NAMES = tuple(name for name, study in STUDIES.items() if not study.is_of_world)
"""Names of the studies of one home country, in the order of the report."""

WORLD_NAMES = tuple(name for name, study in STUDIES.items() if study.is_of_world)
"""Names of the studies of all countries, in the order of their report."""


def claims_led_by(name: str) -> tuple[str, ...]:
    """Return the claims on which a study has the verdict: those that no study before it judges.

    None of the studies of all countries, which judge parts alone; all of a study that is not here.
    """
    study = STUDIES.get(name)
    if study is None:
        return tuple(CLAIMS)
    before = list(STUDIES).index(name)
    led = {claim for one in list(STUDIES.values())[:before] for claim in one.claims}
    return () if study.is_of_world else tuple(one for one in study.claims if one not in led)


def title_of(name: str) -> str:
    """Return the question of a study as the title of its chapter."""
    study = STUDIES.get(name)
    return study.title if study else name.capitalize()


def rules_by_study() -> dict[str, Rule]:
    """Return the rule of the verdict of every study of one country.

    Studies of all countries judge parts alone, by rules of their own.
    """
    return {name: STUDIES[name].rule() for name in NAMES}


def meaning_of(part: str) -> str:
    """Say what `supported` means of a part, by its id; empty of a part that no study judges now."""
    rule = part_rule_of(part)
    return "" if rule is None else rule.claims_words()


def part_rule_of(part: str) -> PartRule | None:
    """Return the rule of a part by its id; None of a part that no study judges now."""
    return _part_rule_by_id().get(part)


@cache
def _part_rule_by_id() -> dict[str, PartRule]:
    found: dict[str, PartRule] = {}
    for study in STUDIES.values():
        with suppress(ModuleNotFoundError):  # a study may judge whole claims alone
            found |= {rule.id: rule for rule in study.part_rules()}
    return found


def part_rules_by_study() -> dict[str, tuple[PartRule, ...]]:
    """Return the rules of the parts that every study judges."""
    return {name: study.part_rules() for name, study in STUDIES.items()}
