"""From the lines of a register to the claims of an overlay, with an account of every line.

The same tie on two lines, in either direction, is one claim where the second adds nothing; where
it says something else, both are kept and told. What the release holds of the tie is compared field
by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.dataset.overlay_account import AccountLine
from sistercities.dataset.resolve_release import ReleaseNames
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.store import Release
from sistercities.sources.register import RegisterLine
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

_FIELDS = ("start", "end", "status", "kind")
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Import:
    """Claims with their places, and what became of each line."""

    claims: tuple[ResolvedClaim, ...]
    account: tuple[AccountLine, ...]


def account_for(lines: Sequence[RegisterLine], release: Release) -> Import:
    """Resolve the lines of a register and say what became of each."""
    names = ReleaseNames(release)
    resolved = {line.number: _resolve(line, names) for line in lines if line.claim}
    kept, repeats = _once_each(resolved)
    known = _known_ties(release, [one.tie_id for one in kept.values() if one.tie_id])
    account = [
        _account(line, resolved.get(line.number), repeats.get(line.number), names, known)
        for line in lines
    ]
    return Import(tuple(kept.values()), tuple(account))


def _resolve(line: RegisterLine, names: ReleaseNames) -> ResolvedClaim:
    claim = line.claim
    assert claim is not None
    found = names.resolve(claim)
    if line.is_home_implied and not found.a.place_id and not _is_at_home(claim, names):
        # The tie is listed from the other side: the country of the register is not that of A.
        found = names.resolve(replace(claim, a=replace(claim.a, country="")))
        claim = found.claim
    a = _shorter(claim.a, found.a, names)
    b = _shorter(claim.b, found.b, names)
    return replace(
        found,
        a=Resolution("", "", 0.0, line.unplaced_a) if line.unplaced_a else a,
        b=Resolution("", "", 0.0, line.unplaced_b) if line.unplaced_b else b,
    )


def _is_at_home(claim: SourceClaim, names: ReleaseNames) -> bool:
    """Whether the home country has a place of the name, or the partner lies elsewhere."""
    is_listed_from_abroad = claim.b.country == claim.a.country
    return not is_listed_from_abroad or bool(names.gazetteer.matches(claim.a.name, claim.a.country))


def _shorter(end: NamedEnd, found: Resolution, names: ReleaseNames) -> Resolution:
    """Try the name before a comma: Portland, Oregon."""
    head, comma, _ = end.name.replace("、", ",").replace("，", ",").partition(",")
    if found.place_id or not comma or not head.strip():
        return found
    shorter = names.resolve_end(replace(end, name=head.strip()))
    return shorter if shorter.place_id or shorter.candidates else found


def _once_each(
    resolved: Mapping[int, ResolvedClaim],
) -> tuple[dict[int, ResolvedClaim], dict[int, tuple[int, str]]]:
    """Keep one claim of those that say the same; also which line repeats which, and how."""
    kept: dict[int, ResolvedClaim] = {}
    repeats: dict[int, tuple[int, str]] = {}
    first_of: dict[object, int] = {}
    for number, one in resolved.items():
        key = one.tie_id or frozenset(((one.claim.a.name, one.claim.a.country),
                                       (one.claim.b.name, one.claim.b.country)))  # fmt: skip
        first = first_of.setdefault(key, number)
        if first == number:
            kept[number] = one
            continue
        differing = _differing(kept[first].claim, one.claim)
        if differing:
            kept[number] = one
        repeats[number] = first, ", ".join(differing)
    return kept, repeats


def _differing(first: SourceClaim, second: SourceClaim) -> list[str]:
    """Fields in which the second says something that the first does not."""
    return [field for field in _FIELDS if _says_else(getattr(first, field), getattr(second, field))]


def _says_else(held: str, said: str) -> bool:
    """Whether what is said is not what is held; a coarser date and silence say nothing else."""
    return bool(said) and said != "unknown" and not held.startswith(said)


def _known_ties(release: Release, tie_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return by tie what each claim of the release says, the tie's own held values first."""
    held = release.query(
        'SELECT tie_id, start, "end", status, kind, sources FROM ties '
        "WHERE tie_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(tie_ids)],
    )
    claims = release.query(
        'SELECT tie_id, start, "end", status, kind, source_id FROM claims '
        "WHERE tie_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY claim_id",
        [list(tie_ids)],
    )
    found: dict[str, list[dict[str, Any]]] = {row["tie_id"]: [row] for row in held}
    for row in claims:
        found[row["tie_id"]].append(row)
    return found


def _account(
    line: RegisterLine,
    one: ResolvedClaim | None,
    repeat: tuple[int, str] | None,
    names: ReleaseNames,
    known: Mapping[str, list[dict[str, Any]]],
) -> AccountLine:
    number = str(line.number)
    if one is None:
        refused = ". ".join((*line.told, line.problem))
        return AccountLine(number, "refused", name_a=line.name_a, name_b=line.name_b,
                           told=refused, next_step=line.next_step)  # fmt: skip
    told, steps = list(line.told), [line.next_step]
    _tell_of_places(line, one, names, told, steps)
    if repeat:
        first, differing = repeat
        said = f"says {differing} otherwise than" if differing else "says the same as"
        told.append(f"this line {said} line {first}")
        if differing:
            steps.append("keep the line that is right")
    is_repeat = repeat is not None and not repeat[1]
    tie = one.tie_id or ""
    outcome = "waiting" if not tie else "known" if tie in known else "new"
    return AccountLine(
        line=number,
        outcome="repeated" if is_repeat else outcome,  # type: ignore[arg-type]
        claim_id="" if is_repeat else one.claim.claim_id,
        name_a=one.claim.a.name,
        name_b=one.claim.b.name,
        place_a=_shown(one.a.place_id, names),
        place_b=_shown(one.b.place_id, names),
        method_a=one.a.method,
        method_b=one.b.method,
        confidence=one.confidence if tie else None,
        tie_id=tie,
        start=one.claim.start,
        status=one.claim.status,
        candidates_a=_candidates(one.a, names),
        candidates_b=_candidates(one.b, names),
        conflict="" if is_repeat else _conflict(one.claim, known.get(tie, [])),
        told=". ".join(filter(None, told)),
        next_step="; ".join(dict.fromkeys(filter(None, steps))),
    )


def _tell_of_places(
    line: RegisterLine, one: ResolvedClaim, names: ReleaseNames, told: list[str], steps: list[str]
) -> None:
    for named, outcome in ((one.claim.a, one.a), (one.claim.b, one.b)):
        if not outcome.place_id:
            reason, step = _why_waiting(named, outcome, names)
            told.append(f"{named.name}: {reason}")
            steps.append(step)
    if one.a.place_id and one.a.place_id == one.b.place_id:
        told.append("both names are one place, so there is no tie")
        steps.append(f"correct one of the two names on line {line.number}")


def _why_waiting(end: NamedEnd, outcome: Resolution, names: ReleaseNames) -> tuple[str, str]:
    if outcome.reason.startswith("the country"):
        return outcome.reason, "write the country's name or its ISO 3166-1 code"
    if not end.country and not outcome.candidates:
        return "no place of this name is known", "state its country, or its id such as gn:1799397"
    if not outcome.candidates and end.country:
        elsewhere = names.elsewhere(end)
        if elsewhere:
            where = f"{_shown(elsewhere[0].place_id, names)}"
            reason = f"no place of this name in {end.country}, but there is {where}"
            return reason, "correct the country or the name"
    if outcome.reason.startswith("no place") and outcome.candidates:
        return (
            f"{outcome.reason} ({end.country}); there are alike ones",
            "correct the spelling, or give the id",
        )
    if outcome.candidates:
        return (
            outcome.reason,
            "add a column with the region, or give the id of the one that is meant",
        )
    return f"{outcome.reason} ({end.country})", "correct the spelling, or give the place's id"


def _shown(place_id: str, names: ReleaseNames) -> str:
    place: Place | None = names.gazetteer.places.get(place_id)
    if place is None:
        return place_id
    level = "region1 and city" if place.is_dual else place.level
    return f"{place.name} ({level}, {place.region_iso or place.country}, {place_id})"


def _candidates(outcome: Resolution, names: ReleaseNames) -> str:
    if outcome.place_id:
        return ""
    return "; ".join(_shown(each, names) for each in outcome.candidates[:_MOST_CANDIDATES])


def _conflict(claim: SourceClaim, known: Sequence[Mapping[str, Any]]) -> str:
    """Say in which fields the release holds something else, and who says so."""
    if not known:
        return ""
    held, claims = known[0], known[1:]
    found = []
    for field in _FIELDS:
        said, ours = getattr(claim, field), held[field] or ""
        if ours in ("", "unknown") or not _differs(ours, said):
            continue
        who = sorted({row["source_id"] for row in claims if row[field] == ours})
        found.append(
            f"{field}: here {said}, the data hold {ours} ({', '.join(who) or held['sources']})"
        )
    return "; ".join(found)


def _differs(ours: str, said: str) -> bool:
    return _says_else(ours, said) and not said.startswith(ours)


def summary_counts(account: Iterable[AccountLine]) -> dict[str, int]:
    """Count the lines by outcome, and those in conflict."""
    from sistercities.dataset.overlay_account import OUTCOMES

    lines = list(account)
    counts: dict[str, int] = {
        str(each): sum(line.outcome == each for line in lines) for each in OUTCOMES
    }
    return counts | {"conflicts": sum(bool(line.conflict) for line in lines), "lines": len(lines)}
