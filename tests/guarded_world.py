"""The drawn world with rows on what stands between its states, units and places, all made up.

FR and DE are at war.  JP sanctions FR.  CN: a duty with every partner, and no tie with the
places of Nordmark (DE-91).  Beaulac (FR-93) is held apart from FR; CN recognises that.
Ombrage, a departement in it, and Portclair, its city, lie in that unit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import world
from release_build.writing.release_files import write_release
from sistercities.terms.words import DIRECTION_OF

_SOURCE = {
    "source_title": "Gazette of the drawn world", "source_address": "https://gazette.example/1",
    "source_locator": None, "certainty": "high", "certainty_note": None,
    "source_id": world.EV,
}  # fmt: skip


def _pair(
    kind: str, one: str, other: str, strength: str, sentence: str, as_of: str,
    recognised_by: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    country = one[:2]
    return {
        "pair_id": f"{kind}:{one}:{other}", "unit_a": one, "name_a": one, "country_a": country,
        "codes_a": one, "unit_b": other, "name_b": other,
        "country_b": None if other == "*" else other[:2], "codes_b": other, "kind": kind,
        "direction": DIRECTION_OF[kind], "from_date": "2020", "until_date": None, "as_of": as_of,
        "strength": strength, "reason": "drawn for tests", "sentence": sentence,
        "recognised_by": recognised_by, "not_suggested": None,
        "told_of": f"{one} {other}" if kind == "war" else None, "conflicts": None, **_SOURCE,
    }  # fmt: skip


def _law(law_id: str, jurisdiction: str, codes: str, strength: str, text: str) -> dict[str, Any]:
    return {
        "law_id": law_id, "jurisdiction": jurisdiction, "law": "A drawn law",
        "affects": "drawn", "affects_codes": codes, "from_date": None, "until_date": None,
        "as_of": "2021", "strength": strength, "reason": "drawn for tests", "sentence": text,
        **_SOURCE,
    }  # fmt: skip


PAIRS = (
    _pair("war", "DE", "FR", "bar", "Germany and France are at war, as of May 2026.", "2026-05"),
    _pair("sanctions", "JP", "FR", "caution", "Japan sanctions France, as of 2025.", "2025"),
    _pair(
        "special_status", "FR-93", "*", "bar", "Beaulac is held apart, as of 2024.", "2024", "CN"
    ),
)
LAWS = (
    _law("CN:duty", "CN", "*", "note", "Places in China report every tie, as of 2021."),
    _law("CN:nordmark", "CN", "DE-91", "bar", "No place in China ties with Nordmark (2021)."),
)


def write_guarded_world(folder: Path) -> Path:
    """Write the release of the world with its rows into `folder/release`; return that folder."""
    release = folder / "release"
    made = world.tables() | {"country_pairs_now": list(PAIRS), "laws": list(LAWS)}
    write_release(made, release, version="0.0.0-guarded")
    return release
