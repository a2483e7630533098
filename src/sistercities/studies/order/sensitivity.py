"""The odds again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sistercities.network.rules import MAIN_RULES
from sistercities.sentences import listed, say
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.order.evidence import Evidence, gather_evidence
from sistercities.studies.order.timed import timed_network
from sistercities.studies.rule_changes import Change, Computed, is_other_side
from sistercities.studies.rule_changes import changes as changes_of_rules
from sistercities.studies.study_data import StudyData
from sistercities.terms.progress import Progress

DRAWS = 999
SAME = say("the change touches no number of the main run")
NONE_LEFT = say("no city tie with a known start is left inside a sister pair with one")


def changes(data: StudyData, country: str, as_of: int) -> list[Change]:
    """List the changes that are always tried: those of the rules, and batch dates dropped."""
    batch = say("dates that many ties share taken for unknown, not for their year")
    return [
        *changes_of_rules(data, country, as_of),
        Change(say("no batch dates"), batch, MAIN_RULES, as_of, drops_batch=True),
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """What was found under a change; None where no city tie is left inside a sister pair."""

    change: Change
    evidence: Evidence | None


def try_changes(
    data: StudyData,
    country: str,
    as_of: int,
    *,
    seed: int,
    on_progress: Progress,
) -> Iterator[Tried]:
    """Gather the evidence anew under each change."""
    todo = changes(data, country, as_of)
    known: Computed[Evidence] = Computed()
    for done, change in enumerate(todo):
        on_progress("sensitivity", done, len(todo))
        yield Tried(change, _evidence(data, country, change, seed, known))
    on_progress("sensitivity", len(todo), len(todo))


def _evidence(
    data: StudyData, country: str, change: Change, seed: int, known: Computed[Evidence]
) -> Evidence | None:
    network = data.tables.network(country, change.as_of, change.rules)
    if network.n_ties == 0 or network.n_upper == 0:
        return None
    timed = timed_network(data, network, drops_batch=change.drops_batch)
    evidence = known.once(
        lambda: gather_evidence(timed, seed=seed, draws=DRAWS, models="never"), timed
    )
    return evidence if evidence.both else None


def sensitivity_rows(tried: Iterable[Tried], main: Evidence) -> tuple[SensitivityFinding, ...]:
    """Give the odds within home cities under each change, and p within cities and countries."""
    return tuple(_row(one.change, one.evidence, main) for one in tried)


def _row(change: Change, evidence: Evidence | None, main: Evidence) -> SensitivityFinding:
    if evidence is None or evidence.city is None or evidence.country is None:
        return SensitivityFinding(
            change.name, change.description, None, None, None, 0, False, NONE_LEFT
        )
    odds = evidence.city.odds
    main_odds = None if main.city is None else main.city.odds.value
    p = say(
        "p within home cities {city:.3f}, within countries {country:.3f}",
        city=evidence.city.counts.younger.p,
        country=evidence.country.counts.younger.p,
    )
    is_same = odds.value == main_odds and evidence.n_inside == main.n_inside
    notes = [p, *([SAME] if is_same else []), *([odds.note] if odds.note else [])]
    return SensitivityFinding(
        change.name, change.description, odds.value, odds.low, odds.high, evidence.n_inside,
        is_other_side(odds.value, main_odds), listed(notes, "semicolon"),
    )  # fmt: skip
