"""How the place of a name was found is said in words, in each language of the pages."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

import sistercities
from sistercities.web.catalogues import languages
from sistercities.web.languages import Words


def test_every_way_of_the_release_has_words() -> None:
    claims = Path(sistercities.__file__).parent / "data" / "claims.parquet"
    held = pq.read_table(claims, columns=["method_a", "method_b"]).to_pydict()
    methods = {one for column in held.values() for one in column if one}
    ways = {way for method in methods for way in method.split("+")}
    assert len(ways) > 20
    for lang in languages():
        lacking = [way for way in sorted(ways) if not Words(lang).has(f"found.{way}")]
        assert lacking == []


def test_a_way_of_a_register_that_has_none_stays_as_it_is() -> None:
    assert Words("en").listed("found", "by_hand") == "by_hand"
