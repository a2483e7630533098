"""Words of registers and names of countries as they are compared, kept.

To fold sixteen thousand words takes a fifth of an import of two lines; so they lie folded in
`kept_words.json`, which `keep_words` makes of the tables that people write.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TypedDict

KEPT = Path(__file__).with_name("kept_words.json")


class KeptWords(TypedDict):
    """Folded words to their meanings by use; and of countries what `register_countries` asks."""

    uses: dict[str, dict[str, str]]
    countries: dict[str, dict[str, str]]


@cache
def kept_words() -> KeptWords:
    """Read the words that are kept."""
    kept: KeptWords = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept
