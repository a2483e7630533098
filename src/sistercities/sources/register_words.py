"""What registers call things: heads of columns, statuses, kinds, countries, in many languages.

Heads, statuses and kinds in 35 languages; the words stand in `register_words.csv`. A word is
compared without case, accents, spaces and punctuation; `keep_words` keeps all of them so. What is
not there is not guessed: the column stays unused, the value is told.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypedDict, get_args

from sistercities.terms.normal_forms import normalised

Field = Literal[
    "home", "home_region", "home_country", "home_id", "home_wikidata", "home_geonames",
    "home_latitude", "home_longitude", "home_postcode", "home_other_name", "home_level",
    "partner", "partner_region", "partner_country", "partner_id", "partner_wikidata",
    "partner_geonames", "partner_latitude", "partner_longitude", "partner_postcode",
    "partner_other_name", "partner_level",
    "start", "end", "status", "kind", "note", "source", "id",
]  # fmt: skip
"""What a column of a register may hold."""

FIELDS: tuple[Field, ...] = get_args(Field)

OF_PARTNER: dict[Field, Field] = {
    field: other
    for field in FIELDS
    for other in FIELDS
    if other == field.replace("home", "partner", 1) != field
}
"""Field of the home place to the same of the partner."""

Use = Literal[
    "head", "whole head", "unsaid head", "language", "level", "status", "kind", "country",
    "former country", "vehicle code", "country sign", "own country", "region of country",
    "no date", "total", "remark", "beside status", "territory",
]  # fmt: skip
"""What a word is used for. A whole head is known only where nothing else stands in the head; an
unsaid one does not say whose it is: `city` may be of either end. A language in a head of names says
that it is a second column of them. A vehicle code is the letters on cars abroad (F, CH), which
lists in Europe take for countries; a country sign is one Chinese character (仏, 德), read in a
column of countries alone. `own country` is that of the home place; a `region of country` stands
where the country is due, as in Japanese lists of partners at home; `no date` is silence on it;
a `remark` is what a note below a table begins with, before a colon;
what may stand beside a status is what it is one of, as in `Vertrag gekündigt`. A `territory` is a
part of a country that stands where the country is due; its word is that of `obstacle_units.csv`."""

_VOICED = ("\u3099", "\u309a")  # が is not か


_LONGEST_KEPT = 60
"""Letters of a text whose reduced form is kept: heads and names come again and again."""


def folded(text: str) -> str:
    """Reduce a word to its letters and digits, without case, accents or width."""
    return _folded_before(text) if len(text) <= _LONGEST_KEPT else _folded(text)


@lru_cache(maxsize=8_192)
def _folded_before(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    apart = normalised("NFD", normalised("NFKC", text).casefold())
    return normalised("NFC", apart.translate(_KEPT))


class _Kept(dict[int, int | None]):
    """Letters and digits to themselves, all other characters to nothing; each judged once."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        is_kept = letter in _VOICED or unicodedata.category(letter)[0] in "LN"
        self[code] = code if is_kept else None
        return self[code]


_KEPT = _Kept()


def words_of(use: Use) -> dict[str, str]:
    """Folded word to what it means, for one use."""
    return kept_words()["uses"][use]


def folded_words(use: Use) -> dict[str, str]:
    """Make what `words_of` returns from the table that people write."""
    return {folded(row["word"]): row["meaning"] for row in _rows() if row["use"] == use}


@cache
def words_as_written(use: Use) -> dict[str, str]:
    """Word as the table writes it to what it means, for one use."""
    return {row["word"]: row["meaning"] for row in _rows() if row["use"] == use}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    path = Path(__file__).with_name("register_words.csv")
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def unsaid_fields(what: str) -> tuple[Field, Field]:
    """Return the fields of home and of the partner that an unsaid head may be of."""
    pairs: dict[str, tuple[Field, Field]] = {
        "name": ("home", "partner"),
        "other_name": ("home_other_name", "partner_other_name"),
        "level": ("home_level", "partner_level"),
        "region": ("home_region", "partner_region"),
        "country": ("home_country", "partner_country"),
        "id": ("home_id", "partner_id"),
        "wikidata": ("home_wikidata", "partner_wikidata"),
        "geonames": ("home_geonames", "partner_geonames"),
        "latitude": ("home_latitude", "partner_latitude"),
        "longitude": ("home_longitude", "partner_longitude"),
        "postcode": ("home_postcode", "partner_postcode"),
    }
    return pairs[what]


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
