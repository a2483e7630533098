"""Fold the words of registers and the names of countries, and keep them.

`python -m sistercities.sources.keep_words` makes `kept_words.json` again from `register_words.csv`
and `country_words.csv`, which people write.
"""

from __future__ import annotations

import json
import sys
from typing import get_args

from sistercities.sources.register_countries import names_of_countries
from sistercities.sources.register_words import KEPT, KeptWords, Use, folded_words


def made_words() -> str:
    """Make what is kept from the tables that people write: JSON, a word on each line."""
    uses = {use: folded_words(use) for use in get_args(Use)}
    made = KeptWords(uses=uses, countries=names_of_countries())
    return json.dumps(made, ensure_ascii=False, indent=0) + "\n"


def main() -> int:
    """Write the file anew."""
    KEPT.write_text(made_words(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
