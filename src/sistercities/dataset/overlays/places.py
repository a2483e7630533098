"""From a line of a register to its two places, and why a name waits.

Nothing is guessed: a place that does not lie in the region that the line states is not taken, nor
one of two that a cell names. The reason that is told first is the one that the line itself gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sistercities.dataset.overlays.country_names import (
    NEXT_STEP as COUNTRY_STEP,
)
from sistercities.dataset.overlays.country_names import (
    REASON as OF_A_COUNTRY,
)
from sistercities.dataset.overlays.country_names import (
    in_named_territories,
    is_country_alone,
    state_as_a_whole,
    territory_of,
)
from sistercities.dataset.overlays.divided_ends import (
    of_territory,
    or_across,
)
from sistercities.dataset.overlays.ends import Weighed, is_of_kreis, linked_name, weigh
from sistercities.dataset.overlays.given_ids import CheckedIds, check_ids, unknown_told
from sistercities.dataset.overlays.own_places import OwnPlaces
from sistercities.dataset.overlays.why_waiting import MOST_NEAR, shown_place, why_waiting
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.by_forms import (
    NO_SUCH_NAME,
    OTHER_LEVEL,
    SEVERAL,
    UNKNOWN_NAMES,
)
from sistercities.dataset.resolving.heard_ends import SOUND
from sistercities.dataset.resolving.misspelt_partners import SPELT_NEARLY
from sistercities.dataset.resolving.official_forms import states_of_union, without_short_title
from sistercities.dataset.resolving.partner_evidence import SPELT_ALIKE
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.scripts import script_of
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_ends import WrittenEnd, is_formula
from sistercities.sources.register_line import RegisterLine
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS

_ASSURED = 0.9
_BY_OTHER_NAME = "alias+country+other_name"


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its places: what there is to say of its names, and what to do.

    `no_tie` says why the two can have no tie: both are one place, or one lies in the other; else
    it is empty.
    """

    resolved: ResolvedClaim
    told: tuple[str, ...]
    steps: tuple[str, ...]
    no_tie: str = ""


@dataclass(frozen=True, slots=True)
class _End:
    """One end while it is judged: its outcome, what to say, what to do."""

    outcome: Resolution
    told: tuple[str, ...] = ()
    step: str = ""
    id_step: str = ""


def place_line(line: RegisterLine, names: ReleaseNames, own: OwnPlaces) -> PlacedLine:
    """Resolve the two names of a line."""
    assert line.claim is not None
    checked_a, checked_b = check_ids(line.written_a, names), check_ids(line.written_b, names)
    claim = replace(line.claim, a=checked_a.written.end, b=checked_b.written.end)
    line = replace(line, claim=claim, written_a=checked_a.written, written_b=checked_b.written)
    line, of_territories = in_named_territories(line)
    assert line.claim is not None
    found, told = _resolve(line, line.claim, names)
    found = _across(line, found, names)
    told = (*of_territories, *told)
    ends = (
        (checked_a, replace(checked_a.written, end=found.claim.a), found.a),
        (checked_b, replace(checked_b.written, end=found.claim.b), found.b),
    )
    a, b = (_placed(checked, written, outcome, names, own) for checked, written, outcome in ends)
    a, b = _unless_held(a, found.a, b, names), _unless_held(b, found.b, a, names)
    # Only what is settled on one side tells of the other.
    a = _held_elsewhere(found.claim.a, a, b.outcome.place_id, names)
    b = _held_elsewhere(found.claim.b, b, a.outcome.place_id, names)
    last_a = _explained(found.claim.a, line.written_a, a, b.outcome.place_id, names)
    last_b = _explained(found.claim.b, line.written_b, b, a.outcome.place_id, names)
    return PlacedLine(
        names.held(replace(found, a=last_a.outcome, b=last_b.outcome)),
        (*told, *last_a.told, *last_b.told),
        tuple(filter(None, (last_a.step, last_b.step))),
        _no_tie(last_a.outcome.place_id, last_b.outcome.place_id, names),
    )


def _read_by_sound(outcome: Resolution, names: ReleaseNames) -> str:
    """Say that a name was read so, and of what made it sure what another line would not have."""
    if not outcome.method.endswith(f"+known_tie+{SOUND}"):
        return "read by its sound"
    shown = names.gazetteer.places[outcome.place_id].name
    return f"read by its sound as {shown}, the partner on record; beside another place it may wait"


def _placed(
    checked: CheckedIds,
    written: WrittenEnd,
    outcome: Resolution,
    names: ReleaseNames,
    own: OwnPlaces,
) -> _End:
    """Judge one end by what stands beside its name, then by its point."""
    judged = _judge(written, outcome, names)
    at = own.at_point(written, judged.outcome, checked.unknown)
    told = (f"{written.end.name}: {at.told}",) if at.told else ()
    if outcome.place_id and outcome.method.endswith(f"+{SOUND}"):
        told = (f"{written.end.name}: {_read_by_sound(outcome, names)}", *told)
    if outcome.place_id and outcome.method.endswith(SPELT_ALIKE):
        shown = names.gazetteer.places[outcome.place_id].name
        told = (f"{written.end.name} is taken as {shown}, the partner on record", *told)
    elif outcome.place_id and outcome.method.endswith(SPELT_NEARLY):
        shown = names.gazetteer.places[outcome.place_id].name
        told = (f"{written.end.name} is taken as {shown}, the only name so spelt", *told)
    step = "" if at.outcome.place_id in own.made else at.step or judged.step
    # The item that became the id of a place of its own is known by now.
    made = unknown_told(written, at.outcome.place_id)
    of_ids = (one for one in checked.told if one != made)
    return _End(at.outcome, (*of_ids, *judged.told, *told), step, checked.step)


def _no_tie(a: str, b: str, names: ReleaseNames) -> str:
    """Say why two places can have no tie; nothing where they can, or one is not known."""
    if not a or not b:
        return ""
    if a == b:
        return "both names are one place, so there is no tie"
    places = names.gazetteer.places
    for inner, outer in ((a, b), (b, a)):
        if outer in places[inner].parent_ids:
            return f"{places[inner].name} lies in {places[outer].name}, so the two make no tie"
    return ""


class PlacedName(NamedTuple):
    """A name alone with its place: what there is to say of it, and what to do."""

    outcome: Resolution
    told: tuple[str, ...] = ()
    step: str = ""


def place_name(written: WrittenEnd, names: ReleaseNames) -> PlacedName:
    """Resolve a name that stands alone, by the same rules as an end of a tie."""
    checked = check_ids(written, names)
    written = checked.written
    end, told = written.end, [*checked.told]
    stated = [replace(end, country=state) for state in written.states]
    known = [each for each in stated if names.gazetteer.matches(written.head, each.country)]
    if len(known) == 1:
        end = known[0]
        told.append(
            f"{end.name}: {written.former} is no country of today; looked up in {end.country}"
        )
    found = names.resolve_end(_asked(end, written, names))
    found = of_territory(written, end, found, names)
    judged = _judge(replace(written, end=end), found, names)
    last = _explained(end, written, judged, "", names)
    return PlacedName(last.outcome, (*told, *last.told), last.step)


def _resolve(
    line: RegisterLine, claim: SourceClaim, names: ReleaseNames
) -> tuple[ResolvedClaim, tuple[str, ...]]:
    found = _by_names(line, claim, names)
    if line.is_home_implied and not found.a.place_id and not _is_at_home(claim, line, names):
        # The tie is listed from the other side: the country of the register is not that of A.
        found = _by_names(line, replace(claim, a=replace(claim.a, country="")), names)
    for which, written in (("a", line.written_a), ("b", line.written_b)):
        end = found.claim.a if which == "a" else found.claim.b
        if written.states:
            found, told = _in_states(line, found, which, end, written, names)
            if told:
                return found, told
    return _in_territories(line, found, names)


def _across(line: RegisterLine, found: ResolvedClaim, names: ReleaseNames) -> ResolvedClaim:
    """Take the town of the part of the country that the line says: Lefkoşa, KKTC."""
    a = of_territory(line.written_a, found.claim.a, found.a, names)
    b = of_territory(line.written_b, found.claim.b, found.b, names)
    a, b = or_across(line.written_a, a, b, names), or_across(line.written_b, b, a, names)
    return names.held(replace(found, a=a, b=b))


def _in_territories(
    line: RegisterLine, found: ResolvedClaim, names: ReleaseNames
) -> tuple[ResolvedClaim, tuple[str, ...]]:
    """Look in the territories that lists count to a state, where the state has no such place."""
    told: list[str] = []
    claim = found.claim
    for which, written in (("a", line.written_a), ("b", line.written_b)):
        outcome, end = getattr(found, which), getattr(claim, which)
        if outcome.place_id or outcome.reason not in UNKNOWN_NAMES:
            continue
        code = territory_of(written.head or end.name, end.country, names.gazetteer)
        if code:
            claim = replace(claim, **{which: replace(end, country=code)})
            told.append(f"{end.name}: not found in {end.country}; looked up in {code}")
    return (_by_names(line, claim, names), tuple(told)) if told else (found, ())


def _in_states(
    line: RegisterLine,
    found: ResolvedClaim,
    which: str,
    end: NamedEnd,
    written: WrittenEnd,
    names: ReleaseNames,
) -> tuple[ResolvedClaim, tuple[str, ...]]:
    """Look in each state of today in a former one; take the place where one alone has the name."""
    stated = [replace(end, country=state) for state in written.states]
    known = [each for each in stated if names.gazetteer.matches(written.head, each.country)]
    if len(known) != 1:
        return found, ()
    claim = replace(found.claim, a=known[0]) if which == "a" else replace(found.claim, b=known[0])
    said = f"{end.name}: {written.former} is no country of today; looked up in {known[0].country}"
    return _by_names(line, claim, names), (said,)


def _by_names(line: RegisterLine, claim: SourceClaim, names: ReleaseNames) -> ResolvedClaim:
    """Resolve by the names before a comma or a bracket where nothing is called so as a whole."""
    asked = replace(
        claim,
        a=_asked(claim.a, line.written_a, names),
        b=_asked(claim.b, line.written_b, names),
    )
    return replace(names.resolve(asked), claim=claim)


def _asked(end: NamedEnd, written: WrittenEnd, names: ReleaseNames) -> NamedEnd:
    if is_of_kreis(written):
        return replace(end, name=f"Landkreis {written.head.rstrip('-')}", parents=(written.region,))
    is_whole = any(one.rank < 2 for one in names.gazetteer.matches(end.name, end.country))
    if is_whole:
        return end
    if linked := linked_name(written, names):
        return replace(end, name=linked, parents=tuple(filter(None, (written.region,))))
    plain = _without_country(written.head or end.name, end.country)
    return replace(end, name=without_short_title(plain, end.country))


def _without_country(name: str, country: str) -> str:
    """Return a name without the country before it: 法国 艾克斯市, 미국 캘리포니아주 풀러턴시."""
    first, _, rest = name.partition(" ")
    is_said = bool(rest) and script_of(first) != "Latn" and country_code(first) == country
    return rest.strip() if is_said and country else name


def _is_at_home(claim: SourceClaim, line: RegisterLine, names: ReleaseNames) -> bool:
    """Whether the home country has a place of the name, or the partner lies elsewhere."""
    is_listed_from_abroad = claim.b.country == claim.a.country
    asked = _asked(claim.a, line.written_a, names)
    return not is_listed_from_abroad or bool(names.gazetteer.matches(asked.name, asked.country))


def _judge(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> _End:
    """Let a name wait that stands beside a second one or lies elsewhere than is stated."""
    if written.unplaced:
        return _End(_waiting(written.unplaced), step=written.next_step)
    if written.states and not written.end.country:
        step = f"write the country of today: {', '.join(written.states)}"
        return _End(_waiting(f"{written.former} is no country of today"), step=step)
    found = _of_bracket(written, found, names)
    found = state_as_a_whole(written, found, names) or found
    if is_country_alone(written, found, names):
        return _End(_waiting(OF_A_COUNTRY), step=COUNTRY_STEP)
    if _is_of_another_land(written, found, names):
        return _End(_waiting(OTHER_LEVEL, (found.place_id,)))
    weighed = weigh(written, found, names)
    if weighed.reason:
        return _End(_waiting(weighed.reason), step=weighed.next_step)
    found = _settled(found, weighed)
    told = tuple(f"{written.end.name}: {each}" for each in weighed.told)
    return _in_region(written, found, told, names)


def _is_of_another_land(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> bool:
    """Whether a union of municipalities was taken for a town where no union is called so."""
    states = states_of_union(written.end.name)
    place = names.gazetteer.places.get(found.place_id)
    return bool(states) and place is not None and place.region_iso not in states


def _unless_held(end: _End, before: Resolution, other: _End, names: ReleaseNames) -> _End:
    """Ask back where a name in brackets speaks for one namesake, and a held tie for another."""
    chosen, there = end.outcome.place_id, other.outcome.place_id
    is_by_name = end.outcome.method == _BY_OTHER_NAME
    if not is_by_name or not there or names.is_partner(chosen, there):
        return end
    held = [one for one in before.candidates if names.is_partner(one, there)]
    ids = (*held, chosen)
    return replace(end, outcome=Resolution("", "", 0.0, SEVERAL, ids)) if held else end


def _of_bracket(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> Resolution:
    """Let a town wait that a bracket calls an area: Lyon (département) is not the city."""
    place = names.gazetteer.places.get(found.place_id)
    is_said = written.end.level in AREAS and not written.level
    if place is None or not is_said or found.method == "id" or place.is_dual:
        return found
    return found if place.level in AREAS else _waiting(OTHER_LEVEL, (place.place_id,))


def _settled(found: Resolution, weighed: Weighed) -> Resolution:
    """Take the one place that two names in a cell both are, or the inner of the two."""
    if weighed.is_inner:
        return Resolution(weighed.place_id, "alias+country+parents", _ASSURED)
    if found.place_id or not weighed.place_id:
        return found
    return Resolution(weighed.place_id, _BY_OTHER_NAME, _ASSURED)


def _waiting(reason: str, candidates: Sequence[str] = ()) -> Resolution:
    return Resolution("", "", 0.0, reason, tuple(candidates))


def _in_region(
    written: WrittenEnd, found: Resolution, told: tuple[str, ...], names: ReleaseNames
) -> _End:
    """Let a name wait whose places lie outside the first-level region that is stated."""
    region = _stated_region(written, names)
    if not region or found.method == "id" or written.end.given_id:
        return _End(found, told)
    places = names.gazetteer.places
    if found.place_id:
        if _may_lie_in(places[found.place_id], region, names):
            return _End(found, told)
        shown = shown_place(found.place_id, names)
        reason = f"there is no such place in {region}, but {shown}"
    else:
        matches = names.gazetteer.matches(written.head, written.end.country)
        if not matches and found.reason == NO_SUCH_NAME:
            return _End(replace(found, candidates=names.spelt_alike(written.end, region)), told)
        called = dict.fromkeys((*(one.place_id for one in matches), *found.candidates))
        inside = [one for one in called if names.regions.lies_in(places[one], region)]
        if inside:
            return _End(replace(found, candidates=tuple(inside[:MOST_NEAR])), told)
        reason = f"there is no place of this name in {region}"
    near = names.spelt_alike(replace(written.end, name=written.head), region)
    step = "correct the name or the region, or give the id"
    return _End(_waiting(reason, near[:MOST_NEAR]), told, step)


def _stated_region(written: WrittenEnd, names: ReleaseNames) -> str:
    """Return the first-level region that the line states; "" where it states none that is known."""
    country = written.end.country
    said = (written.region, *written.apart, *written.bracketed)
    return next(
        (one for one in said if one and country and names.regions.is_region(one, country)), ""
    )


def _may_lie_in(place: Place, region: str, names: ReleaseNames) -> bool:
    is_known = bool(place.region_iso or place.parent_ids)
    is_it = place.place_id in {one.place_id for one in
                               names.gazetteer.matches(region, place.country)}  # fmt: skip
    return not is_known or is_it or names.regions.lies_in(place, region)


def _held_elsewhere(end: NamedEnd, judged: _End, other_id: str, names: ReleaseNames) -> _End:
    """Take the partner on record that bears the very name, though in another country than stated.

    Kiew, Rußland: no place of Russia is called so, and a tie with Kyiv is held.
    """
    found = judged.outcome
    if (
        found.place_id
        or judged.step
        or found.reason != NO_SUCH_NAME
        or not (end.country and other_id)
    ):
        return judged
    held = [one for one in names.elsewhere(end) if names.is_partner(one.place_id, other_id)]
    if len(held) != 1:
        return judged
    told = (
        f"{end.name}: not in our gazetteer for {end.country}; taken as "
        f"{shown_place(held[0].place_id, names)}, the partner on record"
    )
    outcome = Resolution(held[0].place_id, "alias+known_tie", _ASSURED)
    return replace(judged, outcome=outcome, told=(*judged.told, told))


def _explained(
    end: NamedEnd, written: WrittenEnd, judged: _End, other_id: str, names: ReleaseNames
) -> _End:
    """Say why a name waits and what is to be done."""
    if judged.outcome.place_id:
        return replace(judged, step="; ".join(filter(None, (judged.id_step, judged.step))))
    outcome, step = judged.outcome, judged.step
    if not step:
        asked = _asked(end, written, names)
        outcome, step = why_waiting(asked, written, outcome, other_id, names)
        step = judged.id_step or step
    else:
        step = "; ".join(filter(None, (judged.id_step, step)))
    if is_formula(end.name) and not written.unplaced:  # told already, and it is the reason
        return _End(outcome, judged.told, step)
    told = (*judged.told, f"{end.name}: {outcome.reason}")
    return _End(outcome, told, step)
