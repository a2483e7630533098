"""A ruling `with PARTNER` settles a name beside one partner, in the claims of every source."""

from __future__ import annotations

import pytest

from release_build.resolved_claims import require_needed, resolve_each
from sistercities.dataset.decisions import Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.errors import BuildError
from sistercities.sources.undated_claims import undated_claim
from sistercities.terms.claims import NamedEnd
from tests.building.made_up_observations import place

WORLD = Gazetteer(
    [
        place("x:salto", "Salto", "IT", people=311_000),
        place("x:salto-small", "Salto al Mare", "IT", people=900),
        place("x:regen", "Regen", "RO", people=30_000),
        place("x:brod", "Brod", "RO", people=20_000),
    ]
)
PARTNERS = ("Regen", "Brod")
CLAIMS = [
    undated_claim(
        f"enwiki-2026:{name}", "made up", NamedEnd("Salto", "IT"), NamedEnd(name, "RO"),
        licence="CC0-1.0",
    )
    for name in PARTNERS
]  # fmt: skip


def _ruling(context: str) -> NameDecision:
    return NameDecision(
        source_id="enwiki-2026", name="Salto", country="IT", context=context, level="",
        place_id="x:salto-small", reason="made up", date="2026-12-03",
        retire_check="the source names the place otherwise",
    )  # fmt: skip


def test_it_holds_for_that_partner_alone() -> None:
    rulings = Decisions((_ruling("with Brod"),))
    found = resolve_each(CLAIMS, WORLD, rulings)
    assert [one.a.place_id for one in found] == ["x:salto", "x:salto-small"]
    require_needed(rulings, WORLD)


def test_one_on_a_partner_that_no_claim_has_stops_the_build_and_says_how_names_are_seen() -> None:
    rulings = Decisions((_ruling("with Brodd"),))
    resolve_each(CLAIMS, WORLD, rulings)
    with pytest.raises(BuildError, match=r"Salto \(IT, enwiki-2026, with Brodd\).*sc\.claims"):
        require_needed(rulings, WORLD)
