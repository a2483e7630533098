"""Events become rows, and their names places: by the tie that another source holds."""

from __future__ import annotations

from collections.abc import Sequence

import world
from release_build.resolving.older_rows import METHOD, resolve_by_held_ties
from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.tie_events import by_tie, event_rows
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.events import CountryStatement, TieEvent

GAZETTEER = Gazetteer(
    [
        place if place.names else place.__class__(
            **{name: getattr(place, name) for name in place.__slots__}
            | {"names": ((place.name, "en"),)}
        )
        for place in world.places().values()
    ]
)  # fmt: skip


def claim(
    a: str, b: str, countries: tuple[str, str] = ("JP", "FR"), number: int = 1
) -> SourceClaim:
    return SourceClaim(
        f"tie-events-2026:E{number}", "tie-events-2026", "https://gazette.invalid",
        NamedEnd(a, countries[0]),
        NamedEnd(b, countries[1]), "", "none", False, "2022", "ended", "unknown", False, "",
        "facts", 2022,
    )  # fmt: skip


def held(*ties: tuple[str, str]) -> list[ResolvedClaim]:
    known = world.places()
    return [
        world.drawn_claim(world.ZH, f"K{n}", world.Drawn(a, b), known)
        for n, (a, b) in enumerate(ties)
    ]


def resolve(one: SourceClaim, known: Sequence[ResolvedClaim]) -> ResolvedClaim:
    (found,) = resolve_by_held_ties([one], known, GAZETTEER, Decisions())
    return found


def test_a_namesake_is_told_by_the_tie_that_another_source_holds() -> None:
    found = resolve(claim("Kawabe", "Portclair"), held((world.KAWABE_K, world.PORTCLAIR)))
    assert (found.a.place_id, found.a.method) == (world.KAWABE_K, METHOD)
    assert (found.b.place_id, found.b.method != METHOD) == (world.PORTCLAIR, True)


def test_two_held_ties_that_fit_settle_nothing() -> None:
    both = held((world.KAWABE_K, world.PORTCLAIR), (world.KAWABE_M, world.PORTCLAIR))
    assert resolve(claim("Kawabe", "Portclair"), both).a.place_id == ""


def test_a_pair_that_nobody_ties_goes_through_the_ranked_rules() -> None:
    found = resolve(claim("Tokiwa", "Portclair"), [])
    assert (found.a.place_id, found.b.place_id) == (world.TOKIWA, world.PORTCLAIR)


def test_a_statement_on_a_country_holds_for_ties_without_an_event_of_their_own() -> None:
    told = resolve(claim("Tokiwa", "Portclair"), [])
    silent = held((world.SAKURAI, world.ROQUEFEUILLE), (world.SAKURAI, world.ALTWERDER))
    event = TieEvent(told.claim, "ended", "2022", "stated", "a", "high", "Gazette", "2022-03")
    statement = CountryStatement("tie-events-2026:JP-FR", "JP", "FR", "suspended", "2022", "x")
    rows = event_rows([event], [statement], [told, *silent], world.places())
    found = {row["tie_id"]: (row["event"], row["certainty"]) for row in rows}
    assert found == {
        told.tie_id: ("ended", "high"),
        silent[0].tie_id: ("suspended", "whole country"),
    }
    assert set(by_tie(rows)) == set(found)
