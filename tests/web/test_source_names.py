"""Sources by short names in a table: one publisher once, with its years."""

from __future__ import annotations

import pytest

from sistercities.sources.origins import SOURCES
from sistercities.web.languages import Words
from sistercities.web.source_names import short_names


@pytest.mark.parametrize(
    ("lang", "due"),
    [
        ("en", "English Wikipedia 2026; Wikidata 2016, 2021; my-register-2024"),
        ("zh", "英文维基百科2026年；维基数据2016、2021年；my-register-2024"),
    ],
)
def test_a_publisher_is_named_once_with_its_years(lang: str, due: str) -> None:
    ids = ("enwiki-2026", "wikidata-2021", "wikidata-2016", "my-register-2024")
    assert short_names(Words(lang), ids) == due


def test_each_source_of_ties_has_a_name_of_its_own() -> None:
    """No id is shown for a source of the release, and no two are named alike."""
    ids = [one.source_id for one in SOURCES if one.source_id in _OF_TIES]
    names = [short_names(Words("en"), [one]) for one in ids]
    assert set(ids) == _OF_TIES
    assert len(set(names)) == len(names)
    assert not set(ids) & set(names)


_OF_TIES = {
    "enwiki-2026", "enwiki-2023", "wikidata-2016", "wikidata-2017", "wikidata-2021", "zhwiki-2020",
    "japan-korea-2026", "china-2026", "regions-2026", "regions-europe-2026", "tie-events-2026",
    "regions-more-2026", "china-web", "read-pages",
}  # fmt: skip
