"""What we rule on official languages, and since when it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.country_variables import GEODIST_YEAR

Languages = Mapping[str, tuple[str, ...]]
"""Official languages by country, as CEPII spells them where it has them."""

_LANGUAGE_COLUMNS = (
    "country", "language_1", "language_2", "language_3", "since", "reason", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LanguageRulings:
    """What we rule on official languages.

    Attributes
    ----------
    always
        In the place of what CEPII says, as of its year.
    later
        By year: what holds from then on, beside what held in CEPII's year. No language at all
        means that the law names none.
    """

    always: Languages
    later: Mapping[int, Languages]

    @property
    def all_languages(self) -> Languages:
        """Languages of today of every country on which we rule."""
        changed = {country: languages for country, (_, languages) in self.last().items()}
        return {**self.always, **changed}

    def last(self) -> Mapping[str, tuple[int, tuple[str, ...]]]:
        """Year and languages of each country that changed them after CEPII's year."""
        return {
            country: (year, languages)
            for year in sorted(self.later)
            for country, languages in self.later[year].items()
        }


def read_official_languages(path: Path, countries: Collection[str]) -> LanguageRulings:
    """Read `official_languages.csv`: with a year in `since`, the languages from then on.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or a country stands there twice.
    """
    always: dict[str, tuple[str, ...]] = {}
    later: dict[int, dict[str, tuple[str, ...]]] = {}
    seen: set[str] = set()
    for row in ruling_rows(path, _LANGUAGE_COLUMNS, once=("country",)):
        values = row.values
        row.require_country("country", countries)
        seen.add(values["country"])
        of = always if not values["since"] else later.setdefault(_since(row), {})
        if of is always:
            row.require("language_1")
        languages = (values[column] for column in _LANGUAGE_COLUMNS[1:4])
        of[values["country"]] = tuple(one for one in languages if one)
    return LanguageRulings(always, later)


def _since(row: WrittenRow) -> int:
    since = row.values["since"]
    if not (since.isdecimal() and int(since) > GEODIST_YEAR):
        raise row.refuse("since", f"write a year after {GEODIST_YEAR}, or leave it blank")
    return int(since)
