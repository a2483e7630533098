"""The studies by name: which claims each judges, and where it is, loaded when it is first run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sistercities.studies.findings import StudyResult
from sistercities.studies.rules import Rule


@dataclass(frozen=True, slots=True)
class Study:
    """A study other than nesting, which has a result of its own kind.

    Attributes
    ----------
    name
        As on the command line.
    claims
        Claims that it judges.
    """

    name: str
    claims: tuple[str, ...]

    def read(self) -> Callable[[Any], Any]:
        """Return what reads from a release what the study needs."""
        module = import_module(f"sistercities.studies.{self.name}.data")
        return getattr(module, f"read_{self.name}_data")  # type: ignore[no-any-return]

    def run(self) -> Callable[..., StudyResult]:
        """Return the study itself: data and settings in, result out."""
        module = import_module(f"sistercities.studies.{self.name}.study")
        return getattr(module, f"study_{self.name}")  # type: ignore[no-any-return]

    def rule(self) -> Rule:
        """Return the rule of its verdict."""
        module = import_module(f"sistercities.studies.{self.name}.rule")
        return module.RULE  # type: ignore[no-any-return]


STUDIES = {
    study.name: study
    for study in (
        Study("order", ("C3",)),
        Study("drivers", ("C4",)),
        Study("connectivity", ("C5",)),
        Study("attractiveness", ("C6",)),
        Study("diplomacy", ("C7",)),
        Study("hubs", ("C8",)),
    )
}
"""In the order of the report; `nesting` stands before them."""

NESTING = "nesting"

NAMES = (NESTING, *STUDIES)
"""Names of all studies, in the order of the report."""


def rules_by_study() -> dict[str, Rule]:
    """Return the rule of the verdict of every study, nesting first."""
    nesting: Rule = import_module("sistercities.studies.nesting_rule").RULE
    return {NESTING: nesting} | {study.name: study.rule() for study in STUDIES.values()}
