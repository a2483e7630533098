"""The counts on the page about Wikidata's items are those of the release."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from release_build.pages.made_pages import with_parts
from release_build.pages.wikidata_page import PAGE, page_parts
from sistercities.dataset.release.store import Release, open_release
from sistercities.errors import OutputError

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


@pytest.fixture(scope="module")
def parts(release: Release) -> dict[str, str]:
    return page_parts(release, PROJECT)


def test_the_page_is_that_of_the_release(parts: dict[str, str]) -> None:
    page = (PROJECT / PAGE).read_text(encoding="utf-8")
    assert page == with_parts(page, parts, PAGE), "run python -m release_build.pages.wikidata_page"


def test_items_by_method_and_items_that_wait_are_all_items(
    release: Release, parts: dict[str, str]
) -> None:
    def numbers(part: str, column: int) -> int:
        cells = [line.split(" | ") for line in parts[part].splitlines()[2:]]
        return sum(int(re.sub(r"[^0-9]", "", row[column])) for row in cells)

    claims = release.query("SELECT * FROM claims WHERE source_id = 'wikidata-2016'")
    items = {claim[f"given_id_{end}"] for claim in claims for end in "ab"}
    linked = {claim[f"given_id_{end}"] for claim in claims for end in "ab" if claim[f"place_{end}"]}
    assert numbers("methods", 1) == len(linked)
    assert numbers("waiting", 1) == len(items - linked)
    assert f"{len(linked):,} of the {len(items):,} items" in parts["summary"]


def test_a_page_without_marks_is_told() -> None:
    with pytest.raises(OutputError, match="has no marks of the part summary"):
        with_parts("# A page\n", {"summary": "text"}, PAGE)
