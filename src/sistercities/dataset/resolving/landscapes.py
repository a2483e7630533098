"""Landscapes and rivers beside the name of a town: Weingarten (Pfalz), Auerbach i. d. OPf.

They are no regions with bounds, but each lies in first-level regions that can be named, and so
tells namesakes apart. The words, with their short forms, stand in `landscapes.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from sistercities.dataset.scripts import name_key
from sistercities.terms.late_methods import late_expression

_JOINED = late_expression(
    r"^(?:a\.? ?d\.?|an der|am|a\.|auf|bei|b\.|in der|im|in|i\.? ?d\.?|i\.|ob der|vor der|"
    r"v\.? ?d\.?|sur|en|de la|du|de|s/|on|upon|sul|nel|nad) ?(?=\S)",
    re.IGNORECASE,
)


@cache
def _regions() -> dict[tuple[str, str], frozenset[str]]:
    path = Path(__file__).with_name("landscapes.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {
        (name_key(row["word"]), row["country"]): frozenset(
            f"{row['country']}-{code}" for code in row["regions"].split()
        )
        for row in rows
    }


def regions_of_landscape(words: str, country: str) -> frozenset[str]:
    """ISO 3166-2 codes of the regions that a landscape or a river lies in; none if it is none.

    Parameters
    ----------
    words
        What stands beside a name, with or without `am`, `i. d.` and their like.
    country
        ISO 3166-1 alpha-2.
    """
    shapes = (words, _JOINED.sub("", words.strip()))
    found = (_regions().get((name_key(one), country)) for one in shapes)
    return next(filter(None, found), frozenset())
