"""A town with two councils: each tie is of the one that its partner and its list mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from building.made_up_observations import known
from release_build.two_councils import (
    COLUMNS,
    PRESUMED,
    SURE,
    TwoCouncils,
    read_two_councils,
    with_council_names,
    with_two_councils,
)
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

TOWN, AWAY = "gn:1", "x:cy-town-displaced"
RULING = TwoCouncils(TOWN, AWAY, "X-NCY", ("Town", "Πόλη"))
COUNTRIES = {TOWN: "CY", AWAY: "CY", "gn:2": "GR", "gn:3": "TR", "gn:4": "RO", "gn:5": "RO"}
PLACES = {key: Place(key, key, "", "city", code, "") for key, code in COUNTRIES.items()}
GREEK, TURKISH, ROMANIAN = (known("enwiki-2026", key, TOWN) for key in ("gn:2", "gn:3", "gn:4"))


def _listed(partner: str) -> ResolvedClaim:
    """Make a claim of the list of Northern Cyprus."""
    claim = known("enwiki-2026", TOWN, partner)
    end = replace(claim.claim.a, context="Northern Cyprus")
    return replace(claim, claim=replace(claim.claim, a=end))


def _ties(*claims: ResolvedClaim) -> list[str | None]:
    return [one.own_tie_id for one in with_two_councils(claims, PLACES, [RULING])]


def test_a_greek_partner_is_of_the_displaced_council_and_a_turkish_one_of_the_other() -> None:
    assert _ties(GREEK, TURKISH) == [f"gn:2~{AWAY}", "gn:1~gn:3"]


def test_a_list_of_the_north_means_the_council_there_whatever_else_tells_of_the_two() -> None:
    assert _ties(_listed("gn:4"), ROMANIAN, GREEK) == ["gn:1~gn:4", "gn:1~gn:4", f"gn:2~{AWAY}"]


def test_who_stands_by_neither_is_presumed_a_partner_of_the_displaced_council() -> None:
    greek, romanian = with_two_councils([GREEK, ROMANIAN], PLACES, [RULING])
    assert (greek.b.confidence, romanian.b.confidence) == (SURE, PRESUMED)
    assert romanian.own_tie_id == f"gn:4~{AWAY}"
    assert romanian.b.method.endswith("+council")


def test_a_ruling_that_moves_nothing_stops_the_build() -> None:
    with pytest.raises(BuildError, match="displaced council"):
        with_two_councils([TURKISH], PLACES, [RULING])
    with pytest.raises(BuildError, match=f"no place {AWAY}"):
        with_two_councils([GREEK], {TOWN: PLACES[TOWN]}, [RULING])


def test_the_displaced_council_is_found_by_the_name_of_its_town() -> None:
    found = with_council_names(PLACES, [RULING])
    assert [name for name, _ in found[AWAY].names] == ["Town", "Πόλη"]
    assert found[TOWN] == PLACES[TOWN]


def test_a_row_without_a_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "two_councils.csv"
    head = ",".join(COLUMNS)
    path.write_text(f"{head}\ngn:1,{AWAY},X-NCY,Town|Πόλη,so,a page,2026-12-01\n", "utf-8")
    assert read_two_councils(path) == (RULING,)
    path.write_text(f"{head}\ngn:1,{AWAY},X-NCY,Town,so,,2026-12-01\n", "utf-8")
    with pytest.raises(SourceError):
        read_two_councils(path)
