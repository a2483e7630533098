"""From a snapshot to claims that are resolved to places of the drawn world."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import world
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.release.countries import country_words
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.updates.reading import UpdateReading, read_update
from sistercities.errors import SourceError
from sistercities.sources.fetched_snapshot import WholeSnapshot, snapshot_in_making
from sistercities.sources.polite_client import PoliteClient
from sistercities.sources.wikidata_pages import fetch_wikidata
from sources.loopback import (
    COUNTRIES,
    MadeUpItem,
    SparqlServer,
    Statement,
    serving,
    turtle,
)

LINKED = "wd:Q777"
"""An item that a claim of the release was linked to Kawabe in Kitazawa."""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder = tmp_path_factory.mktemp("reading") / "release"
    drawn = world.ingredients()
    tokiwa = replace(drawn.places[world.TOKIWA], wikidata_id="Q555")
    resolved = [
        replace(one, claim=replace(one.claim, b=replace(one.claim.b, given_id=LINKED)))
        if one.tie_id == f"{world.KAWABE_K}~{world.MEIPING}"
        else one
        for one in drawn.resolved
    ]
    columns = ("country", "iso3", "name", "continent", "capital_id", "cow_code")
    rows = [dict(zip(columns, ("JP", "JPN", "Japan", "AS", None, None), strict=True))]
    known = replace(
        drawn,
        places={**drawn.places, world.TOKIWA: tokiwa},
        resolved=resolved,
        covariates={**drawn.covariates, "countries": rows},
    )
    write_release(assemble(known), folder, version="0.0.0-reading")
    with open_release(folder) as opened:
        yield opened


def _read(
    release: Release, tmp_path: Path, items: list[MadeUpItem], *statements: Statement
) -> UpdateReading:
    server = SparqlServer(turtle(items, list(statements), COUNTRIES))
    with (
        serving(server),
        PoliteClient(server.url, "test", 1000) as client,
        snapshot_in_making(tmp_path, {}) as making,
    ):
        fetch_wikidata(client, making, lambda *_: None)
        pages = {name: (making.folder / "pages" / name).read_bytes() for name in making.done}
    origin = {"kind": "wikidata", "language": "", "fetched": "2026-03-01T12:00:00Z"}
    return read_update(WholeSnapshot(tmp_path, origin, pages), release)


def _place(release: Release, tmp_path: Path, item: MadeUpItem) -> tuple[str, str]:
    """Return where an item leads to, and how."""
    other = MadeUpItem("Q999", (("en", "Nowherehausen"),))
    found = _read(release, tmp_path, [item, other], Statement(item.item, "Q999")).claims[0].a
    return found.place_id, found.method


def test_an_item_is_known_by_its_number_whatever_its_label(
    release: Release, tmp_path: Path
) -> None:
    item = MadeUpItem("Q555", (("en", "Portclair"),), "Q142")
    assert _place(release, tmp_path, item) == (world.TOKIWA, "id")


def test_an_item_is_known_as_one_that_a_claim_was_linked_to(
    release: Release, tmp_path: Path
) -> None:
    item = MadeUpItem("Q777", (("en", "Kawabe"),), "Q17")
    assert _place(release, tmp_path, item) == (world.KAWABE_K, "linked_id")


@pytest.mark.parametrize("geonames", ["812", "0812x", "999999"])
def test_a_geonames_id_settles_a_homonym_where_it_is_known(
    release: Release, tmp_path: Path, geonames: str
) -> None:
    item = MadeUpItem("Q1", (("en", "Kawabe"),), "Q17", geonames=geonames)
    expected = (world.KAWABE_M, "geonames_id") if geonames == "812" else ("", "")
    assert _place(release, tmp_path, item) == expected


def test_a_geonames_id_of_another_country_is_not_followed(release: Release, tmp_path: Path) -> None:
    item = MadeUpItem("Q1", (("en", "Tokiwa"),), "Q17", geonames="723")
    assert _place(release, tmp_path, item)[0] == world.TOKIWA


def test_an_id_of_an_administrative_area_leads_to_its_municipality(
    release: Release, tmp_path: Path
) -> None:
    item = MadeUpItem("Q1", (("en", "X"),), "Q148", geonames="929")
    assert _place(release, tmp_path, item) == (world.NINGWAN, "geonames_id")


def test_a_label_in_the_local_script_settles_what_the_english_one_does_not(
    release: Release, tmp_path: Path
) -> None:
    item = MadeUpItem("Q1", (("en", "Evergreen Fence"), ("ja", "常盤市")), "Q17")
    assert _place(release, tmp_path, item)[0] == world.TOKIWA


def test_a_homonym_is_settled_by_point_or_by_a_tie_that_is_held_else_it_waits(
    release: Release, tmp_path: Path
) -> None:
    bare = MadeUpItem("Q1", (("en", "Kawabe"),), "Q17")
    assert _place(release, tmp_path / "bare", bare)[0] == ""
    near = replace(bare, point=(43.1, 141.1))
    assert _place(release, tmp_path / "near", near)[0] == world.KAWABE_K
    shuanghe = MadeUpItem("Q2", (("zh", "双鹤市"),), "Q148")
    read = _read(release, tmp_path / "tie", [bare, shuanghe], Statement("Q2", "Q1"))
    assert read.claims[0].b.place_id == world.KAWABE_M
    assert "known_tie" in read.claims[0].b.method


def test_the_source_says_when_and_on_which_terms(release: Release, tmp_path: Path) -> None:
    items = [MadeUpItem("Q1", (("en", "Kawabe"),)), MadeUpItem("Q2", (("en", "Tokiwa"),))]
    reading = _read(release, tmp_path, items, Statement("Q1", "Q2"))
    assert (reading.source.source_id, reading.source.snapshot_year) == ("wikidata-2026-03-01", 2026)
    assert reading.source.version == "fetched 2026-03-01T12:00:00Z"
    assert reading.claims[0].claim.claim_id.startswith("wikidata-2026-03-01:")


@pytest.mark.parametrize(
    "origin", [{}, {"kind": "wikidata"}, {"kind": "other", "fetched": "2026-03-01T00:00:00Z"}]
)
def test_an_origin_that_names_no_source_is_refused(
    release: Release, tmp_path: Path, origin: dict[str, str]
) -> None:
    with pytest.raises(SourceError, match=r"origin.json"):
        read_update(WholeSnapshot(tmp_path, origin, {}), release)


def test_a_page_of_a_list_that_is_no_json_is_refused(release: Release, tmp_path: Path) -> None:
    origin = {"kind": "wikipedia", "language": "en", "fetched": "2026-03-01T00:00:00Z"}
    pages = {"page-1.json": json.dumps({"hello": 1}).encode()}
    with pytest.raises(SourceError, match=r"page-1.json"):
        read_update(WholeSnapshot(tmp_path, origin, pages), release)


def test_the_release_knows_countries_by_name_and_code_and_regions_by_name(
    release: Release,
) -> None:
    words = country_words(release)
    assert [words.code(each) for each in ("Japan", "JPN", "jp", "CN", "Atlantis")] == [
        "JP", "JP", "JP", "CN", "",
    ]  # fmt: skip
    assert words.of_page("Lanyu") == ("CN", "Lanyu")
    assert words.of_page("岚屿省") == ("CN", "岚屿省")
