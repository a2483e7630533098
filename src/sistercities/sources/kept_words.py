"""Words of registers and names of countries as they are compared, kept.

To fold sixteen thousand words takes as long as all else that an import of two lines does; so they
lie folded in `kept_words.json`. `python -m sistercities.sources.kept_words` makes that again from
`register_words.csv` and `country_words.csv`, which people write.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import TypedDict, get_args


class KeptWords(TypedDict):
    """Folded words to their meanings by use; and of countries what `register_countries` asks."""

    uses: dict[str, dict[str, str]]
    countries: dict[str, dict[str, str]]


@cache
def kept_words() -> KeptWords:
    """Read the words that are kept."""
    kept: KeptWords = json.loads(_path().read_text(encoding="utf-8"))
    return kept


def _path() -> Path:
    return Path(__file__).with_name("kept_words.json")


def made_words() -> str:
    """Make what is kept from the tables that people write: JSON, a word on each line."""
    from sistercities.sources.register_countries import names_of_countries
    from sistercities.sources.register_words import Use, folded_words

    made = KeptWords(
        uses={use: folded_words(use) for use in get_args(Use)}, countries=names_of_countries()
    )
    return json.dumps(made, ensure_ascii=False, indent=0) + "\n"


def main() -> int:
    """Write the file anew."""
    _path().write_text(made_words(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
