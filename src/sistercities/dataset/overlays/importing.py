"""From the lines of a register to the claims of an overlay, with an account of every line.

The same tie on two lines, in either direction, is one claim where the second adds nothing but a
note, which is kept with it; where it says something else, both are kept and told. What the release
holds of the tie is compared field by field.

Lines of a register on one tie: which of them repeat an earlier one, and what they say beside it.

Nothing that a line says is lost: what it says otherwise or more exactly makes it a claim of its
own, and where it says the same its note goes to the claim of the earlier line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sistercities.dataset.cycle_search import no_cycle_search
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.overlays.account import OUTCOMES, AccountLine, Outcome
from sistercities.dataset.overlays.empty_regions import told_by_empty_cells
from sistercities.dataset.overlays.ends import BESIDE_UNKNOWN, CELL_NAMES
from sistercities.dataset.overlays.given_ids import ITEM
from sistercities.dataset.overlays.line_order import (
    SIDES,
    is_open,
    regions_by_order,
    told_by_order,
    with_region,
)
from sistercities.dataset.overlays.one_home import told_by_one_home
from sistercities.dataset.overlays.other_levels import asked_at_other_levels
from sistercities.dataset.overlays.own_places import OwnPlaces
from sistercities.dataset.overlays.places import PlacedLine, place_line
from sistercities.dataset.overlays.region_first import (
    STEP,
    told_by_region_first,
    told_by_same_names,
    told_of_regions,
)
from sistercities.dataset.overlays.told_of_heirs import told_of_heirs
from sistercities.dataset.overlays.why_waiting import shown_place
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.kept_names import names_of
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_line import LineNumber, RegisterLine
from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import ALIVE

FIELDS = ("start", "end", "status", "kind")
"""What two lines on one tie are compared by."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a line says beside an earlier one on the same tie.

    `otherwise` are the fields that it states differently, `more` those that only it states or
    states more exactly, `has_note` whether its note went to the claim of the earlier line.
    """

    of: LineNumber
    otherwise: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    has_note: bool = False

    @property
    def is_claim(self) -> bool:
        """Whether it says something that makes it a claim of its own."""
        return bool(self.otherwise or self.more)

    @property
    def sentence(self) -> str:
        """Say how the two lines stand to each other."""
        otherwise, more = _listed(self.otherwise), _listed(self.more)
        if otherwise and more:
            return (
                f"this line gives another {otherwise} than line {self.of}, and says more of {more}"
            )
        if otherwise:
            return f"this line gives another {otherwise} than line {self.of}"
        if more:
            return f"this line says more of {more} than line {self.of}"
        kept = ", where its note is kept too" if self.has_note else ""
        return f"this line says the same as line {self.of}{kept}"


def _listed(fields: Sequence[str]) -> str:
    """Return the names of fields as one says them: `start, end and status`."""
    before, last = fields[:-1], fields[-1:]
    return " and ".join(filter(None, (", ".join(before), *last)))


def once_each(
    resolved: Mapping[LineNumber, ResolvedClaim],
) -> tuple[dict[LineNumber, ResolvedClaim], dict[LineNumber, Repeat]]:
    """Keep one claim of those that say the same, with all their notes; also who repeats whom."""
    kept: dict[LineNumber, ResolvedClaim] = {}
    repeats: dict[LineNumber, Repeat] = {}
    kept_of: dict[object, list[LineNumber]] = {}
    for number, one in resolved.items():
        key = one.tie_id or frozenset((end.name, end.country, end.parents)
                                      for end in (one.claim.a, one.claim.b))  # fmt: skip
        earlier = kept_of.setdefault(key, [])
        ways = [_compared(at, kept[at].claim, one.claim) for at in earlier]
        same = next((way for way in ways if not way.is_claim), None)
        if same:
            repeats[number] = replace(same, has_note=one.claim.note not in kept[same.of].claim.note)
            kept[same.of] = _with_note(kept[same.of], one.claim)
            continue
        if ways:
            repeats[number] = ways[0]
        kept[number] = one
        earlier.append(number)
    return kept, repeats


def _compared(at: LineNumber, first: SourceClaim, second: SourceClaim) -> Repeat:
    """Say in which fields the second says something that the first does not."""
    otherwise: list[str] = []
    more: list[str] = []
    for field in FIELDS:
        held, said = getattr(first, field), getattr(second, field)
        if says_else(held, said):
            is_silent = held in ("", "unknown") or said.startswith(held)
            (more if is_silent else otherwise).append(field)
    return Repeat(at, tuple(otherwise), tuple(more))


def _with_note(kept: ResolvedClaim, repeat: SourceClaim) -> ResolvedClaim:
    """Keep the note of a line that says the same otherwise, with where it stands."""
    claim = kept.claim
    if repeat.note in claim.note:
        return kept
    where = repeat.locator.rpartition(", row ")[2]
    note = "; ".join(filter(None, (claim.note, f"row {where}: {repeat.note}")))
    return replace(kept, claim=replace(claim, note=note))


def says_else(held: str, said: str) -> bool:
    """Whether what is said is not what is held; a coarser date and silence say nothing else."""
    return bool(said) and said != "unknown" and not held.startswith(said)


_MOST_CANDIDATES = 5
_AT_A_TIME = 500
_HELD = (
    'SELECT tie_id, start, "end", status, kind, sources, standing, standing_since, seen_until'
    ", absent_from FROM ties WHERE tie_id IN ({marks})"
)
_ENDINGS = ("ended", "suspended", "never_valid")
"""Statuses after which a tie stands no more."""
_CLAIMED = (
    'SELECT tie_id, start, "end", status, kind, source_id FROM claims '
    "WHERE tie_id IN ({marks}) ORDER BY claim_id"
)


class Import(NamedTuple):
    """Claims with their places, what became of each line, and places that no table `places` has.

    `places` are those of the gazetteer and those that the register brings. `crowded` are the lines
    on which a cell names several places.
    """

    claims: tuple[ResolvedClaim, ...]
    account: tuple[AccountLine, ...]
    places: tuple[Place, ...] = ()
    crowded: tuple[str, ...] = ()


def account_for(
    lines: Sequence[RegisterLine],
    release: Release,
    overlay: str = "own",
    names: ReleaseNames | None = None,
) -> Import:
    """Resolve the lines of a register and say what became of each.

    Parameters
    ----------
    lines
        The register.
    release
        What its names are resolved against.
    overlay
        Name of the overlay, which stands in the ids of places that the register brings.
    names
        The names of the release; None opens those that are kept beside its index.
    """
    names = names or names_of(release)
    with no_cycle_search():
        own = OwnPlaces(overlay, names)
        bringing = [line for line in lines if line.claim and may_bring_places(line)]
        # Places are made first, so that the order of the lines does not matter.
        for line in bringing:
            place_line(line, names, own)
        placed: dict[LineNumber, PlacedLine] = {}
        for line in lines:
            if line.claim:
                placed[line.at] = place_line(line, names, own)
        by_number = {line.at: line for line in lines}
        for side in SIDES:
            placed |= told_by_empty_cells(by_number, placed, side, names, own)
        placed |= told_by_same_names(by_number, placed, names, own)
        placed |= told_by_one_home(by_number, placed, names, own)
        placed |= told_by_region_first(by_number, placed, names, own)
        placed |= _by_order(by_number, placed, names, own)
        placed |= asked_at_other_levels(by_number, placed, names)
        ties = {
            at: _while_open(one.resolved, by_number[at])
            for at, one in placed.items()
            if not one.no_tie
        }
        kept, repeats = once_each(ties)
        known = _known_ties(release, [one.tie_id for one in kept.values() if one.tie_id])
        of_regions = told_of_regions(list(kept.values()), known, release, names)
        account = [
            _beside_regions(
                _account(line, placed.get(line.at), repeats.get(line.at), names, known), of_regions
            )
            for line in lines
        ]
        return Import(
            tuple(kept.values()),
            tuple(account),
            _extra_places(kept.values(), names, own),
            tuple(str(at) for at, one in placed.items() if _is_crowded(one)),
        )


def _while_open(one: ResolvedClaim, line: RegisterLine) -> ResolvedClaim:
    """Let a claim support no tie while nobody says what its word for the status means."""
    if not line.open_status or not one.tie_id:
        return one
    reason = f"what the status {line.open_status!r} means is not known"
    return replace(one, b=Resolution("", "", 0.0, reason, (one.b.place_id,)))


def _is_crowded(one: PlacedLine) -> bool:
    """Whether the cell of the partner seems to name several places."""
    reason = one.resolved.b.reason
    return reason.startswith(CELL_NAMES) or reason.endswith(BESIDE_UNKNOWN)


def _by_order(
    by_number: Mapping[LineNumber, RegisterLine],
    placed: Mapping[LineNumber, PlacedLine],
    names: ReleaseNames,
    own: OwnPlaces,
) -> dict[LineNumber, PlacedLine]:
    """Place the lines anew whose open names lie in a region by the order of the register."""
    if not any(is_open(one, side) for one in placed.values() for side in SIDES):
        return {}
    found: dict[LineNumber, PlacedLine] = {}
    for side in SIDES:
        for number, code in regions_by_order(placed, side, names).items():
            before = found.get(number, placed[number])
            stated = with_region(by_number[number], side, names.regions.region_name(code))
            after = place_line(stated, names, own)
            if getattr(after.resolved, side).place_id:
                found[number] = told_by_order(after, before, side, names)
    return found


def may_bring_places(line: RegisterLine) -> bool:
    """Whether a line states where one of its places lies, or which item of Wikidata it is."""
    return any(
        one.end.latitude is not None or any(each.startswith(ITEM) for each in one.ids)
        for one in (line.written_a, line.written_b)
    )


def _extra_places(
    claims: Iterable[ResolvedClaim], names: ReleaseNames, own: OwnPlaces
) -> tuple[Place, ...]:
    """Places of the claims that the release has in its gazetteer alone, or not at all."""
    ids = {end.place_id for one in claims for end in (one.a, one.b)}
    extra = sorted(one for one in ids if one in names.small_ids or one in own.made)
    return tuple(names.gazetteer.places[one] for one in extra)


def _known_ties(release: Release, tie_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return by tie what each claim of the release says, the tie's own held values first."""
    index = index_of(release)
    marked = [(each, ", ".join("?" * len(each))) for each in _in_turn(tie_ids)]
    held = [row for each, marks in marked for row in index.query(_HELD.format(marks=marks), each)]
    claims = [
        row for each, marks in marked for row in index.query(_CLAIMED.format(marks=marks), each)
    ]
    found: dict[str, list[dict[str, Any]]] = {row["tie_id"]: [row] for row in held}
    for row in claims:
        found[row["tie_id"]].append(row)
    return found


def _in_turn(tie_ids: Sequence[str]) -> list[Sequence[str]]:
    """Part ids into as many at a time as one query takes."""
    once = sorted(set(tie_ids))
    return [once[at : at + _AT_A_TIME] for at in range(0, len(once), _AT_A_TIME)]


def _account(
    line: RegisterLine,
    placed: PlacedLine | None,
    repeat: Repeat | None,
    names: ReleaseNames,
    known: Mapping[str, list[dict[str, Any]]],
) -> AccountLine:
    if placed is None:
        return AccountLine(str(line.at), "refused", name_a=line.name_a, name_b=line.name_b,
                           told="; ".join((*line.told, line.problem)),
                           next_step=line.next_step)  # fmt: skip
    one = placed.resolved
    told, steps = [*line.told, *placed.told], [line.next_step, *placed.steps]
    told += told_of_heirs(one, one.tie_id or "", names)
    if placed.no_tie:
        told.append(placed.no_tie)
        steps.append(f"correct one of the two names on line {line.at}")
    if repeat:
        told.append(repeat.sentence)
        if repeat.otherwise:
            steps.append("keep the line that is right")
    outcome = _outcome(placed, repeat, known, is_open=bool(line.open_status))
    is_claim = outcome not in ("repeated", "refused")
    tie = "" if placed.no_tie or line.open_status else one.tie_id or ""
    ending = _ending(one.claim, known.get(tie, [])) if is_claim else ""
    return AccountLine(
        line=str(line.at),
        outcome=outcome,
        claim_id=one.claim.claim_id if is_claim else "",
        name_a=one.claim.a.name,
        name_b=one.claim.b.name,
        place_a=shown_place(_held_end(one, one.a, tie), names),
        place_b=shown_place(_held_end(one, one.b, tie), names),
        method_a=one.a.method,
        method_b=one.b.method,
        confidence=one.confidence if tie else None,
        tie_id=tie,
        start=one.claim.start,
        status=one.claim.status,
        candidates_a=_candidates(one.a, names),
        candidates_b=_candidates(one.b, names),
        conflict=_conflict(one.claim, known.get(tie, [])) if is_claim else "",
        ending=ending,
        told="; ".join(filter(None, told)),
        next_step="; ".join(dict.fromkeys(filter(None, steps))),
    )


def _held_end(one: ResolvedClaim, end: Resolution, tie: str) -> str:
    """Id of the place that a tie is held of: North Nicosia, where the name alone says Nicosia."""
    ends = tie.split("~") if tie and tie == one.folded_into else []
    if len(ends) != len(SIDES) or end.place_id in ends:
        return end.place_id
    own = {one.a.place_id, one.b.place_id}
    others = [each for each in ends if each not in own]
    return others[0] if len(others) == 1 else end.place_id


def _beside_regions(line: AccountLine, of_regions: Mapping[str, str]) -> AccountLine:
    """Say of a new tie that the region of one end holds it, and what to do."""
    said = of_regions.get(line.tie_id, "") if line.outcome == "new" else ""
    if not said:
        return line
    told, step = filter(None, (line.told, said)), filter(None, (line.next_step, STEP))
    return replace(line, told="; ".join(told), next_step="; ".join(step))


def _outcome(
    placed: PlacedLine, repeat: Repeat | None, known: Mapping[str, object], *, is_open: bool
) -> Outcome:
    if placed.no_tie:
        return "refused"
    if repeat is not None and not repeat.is_claim:
        return "repeated"
    tie = "" if is_open else placed.resolved.tie_id
    return "waiting" if not tie else "known" if tie in known else "new"


def _candidates(outcome: Resolution, names: ReleaseNames) -> str:
    if outcome.place_id:
        return ""
    return "; ".join(
        shown_place(each, names, has_people=True) for each in outcome.candidates[:_MOST_CANDIDATES]
    )


def _conflict(claim: SourceClaim, known: Sequence[Mapping[str, Any]]) -> str:
    """Say in which fields the release holds something else, and who says so."""
    if not known:
        return ""
    held, claims = known[0], known[1:]
    found = []
    for field in FIELDS:
        said, ours = getattr(claim, field), held[field] or ""
        if ours in ("", "unknown") or not _differs(ours, said):
            continue
        if field == "status" and ours != held["standing"] and _ending(claim, known):
            continue  # how it stands, less surely than its status says, is told by that
        who = sorted({row["source_id"] for row in claims if row[field] == ours})
        found.append(
            f"{field}: here {said}, the data hold {ours} ({', '.join(who) or held['sources']})"
        )
    return "; ".join(found)


def _ending(claim: SourceClaim, known: Sequence[Mapping[str, Any]]) -> str:
    """Say how a tie stands that a line ends or suspends; "" where it ends none that stands."""
    if not known or claim.status not in _ENDINGS or known[0]["standing"] not in ALIVE:
        return ""
    # Most registers end nothing, and need no words for it.
    from sistercities.terms.standing_words import short_standing

    held = known[0]
    since, seen = held["standing_since"], held["seen_until"]
    return str(short_standing(held["standing"], since, seen, held["end"], held["absent_from"]))


def _differs(ours: str, said: str) -> bool:
    return says_else(ours, said) and not said.startswith(ours)


def summary_counts(account: Iterable[AccountLine]) -> dict[str, int]:
    """Count the lines by outcome, those in conflict, and those that end a tie that stands."""
    lines = list(account)
    counts: dict[str, int] = {
        str(each): sum(line.outcome == each for line in lines) for each in OUTCOMES
    }
    return counts | {
        "conflicts": sum(bool(line.conflict) for line in lines),
        "endings": sum(bool(line.ending) for line in lines),
        "lines": len(lines),
    }
