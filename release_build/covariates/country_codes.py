"""Which country of today a source means by a code or a name, by year.

A source's own codes stand for countries by a table (`base`); `data/decisions/country_codes.csv`
rules where that table says nothing, or something that does not hold in some years. A state that
ended is no country of today, unless one continues it in law.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLUMNS = ("scheme", "code", "country", "from_year", "to_year", "carries", "reason", "date")
SCHEMES = ("cow", "cepii", "geonames", "gleditsch-ward", "un-migrants", "world-bank")
CARRIES = ("", "all", "not territory")


@dataclass(frozen=True, slots=True)
class CodeRuling:
    """One row of `country_codes.csv`.

    Attributes
    ----------
    scheme, code
        Whose code it is, and the code or name as written.
    country
        ISO 3166-1 alpha-2; blank where it is no country of today.
    first, last
        Years in which this holds.
    carries_territory
        Whether facts on the territory carry over, too.
    """

    scheme: str
    code: str
    country: str
    first: int
    last: int
    carries_territory: bool


def read_code_rulings(path: Path, countries: Collection[str]) -> tuple[CodeRuling, ...]:
    """Read `country_codes.csv`.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or two rulings speak of one code in one year.
    """
    rulings: list[CodeRuling] = []
    for row in ruling_rows(path, COLUMNS):
        ruling = _ruling(row, countries)
        for other in rulings:
            is_same_code = (other.scheme, other.code) == (ruling.scheme, ruling.code)
            if is_same_code and other.first <= ruling.last and ruling.first <= other.last:
                raise row.refuse("code", "a row above rules on it in one of these years; keep one")
        rulings.append(ruling)
    return tuple(rulings)


def _ruling(row: WrittenRow, countries: Collection[str]) -> CodeRuling:
    row.require("scheme", "code")
    row.require_one_of("scheme", SCHEMES)
    row.require_year("from_year", may_be_blank=True)
    row.require_year("to_year", may_be_blank=True)
    if row.values["country"]:
        row.require_country("country", countries)
        row.require_one_of("carries", CARRIES[1:])
    else:
        row.require_one_of("carries", CARRIES[:1])
    return CodeRuling(
        row.values["scheme"],
        row.values["code"],
        row.values["country"],
        int(row.values["from_year"] or 0),
        int(row.values["to_year"] or 9999),
        row.values["carries"] != "not territory",
    )


class CountryCodes:
    """The codes of every scheme, and which rulings were needed.

    Parameters
    ----------
    rulings
        What `country_codes.csv` says.
    base
        By scheme, the country of each code that the scheme's own table gives.
    countries
        The countries of today.
    """

    def __init__(
        self,
        rulings: Sequence[CodeRuling],
        base: Mapping[str, Mapping[str, str]],
        countries: Collection[str],
    ) -> None:
        self.countries = tuple(sorted(countries))
        self._base = base
        self._rulings: dict[tuple[str, str], list[CodeRuling]] = {}
        for one in rulings:
            self._rulings.setdefault((one.scheme, one.code), []).append(one)
        self._used: set[tuple[str, str]] = set()

    def country_of(self, scheme: str, code: str, year: int) -> str:
        """Return the country that a code means in a year; blank where it is none of today.

        Raises
        ------
        BuildError
            If neither the scheme nor a ruling knows the code.
        """
        ruling = self._ruling(scheme, code, year)
        if ruling is not None:
            return ruling.country
        found = self._base.get(scheme, {}).get(code)
        if found is None:
            raise BuildError(
                f"{scheme} writes {code!r} ({year}), which is no country that we know; "
                "add a row to data/decisions/country_codes.csv"
            )
        return found

    def carries_territory(self, scheme: str, code: str) -> bool:
        """Whether what the scheme says of the territory under this code holds of the country."""
        return all(one.carries_territory for one in self._rulings.get((scheme, code), ()))

    def positions(
        self, scheme: str, codes: NDArray[np.int64], years: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the place of each code's country in `countries`; -1 where it is none of today."""
        import numpy as np

        both, back = np.unique(codes * 10_000 + years, return_inverse=True)
        place = {country: position for position, country in enumerate(self.countries)}
        found = [
            place.get(self.country_of(scheme, str(one // 10_000), one % 10_000), -1)
            for one in both.tolist()
        ]
        return np.array(found or [0], dtype=np.int64)[back]

    def without_country(self, scheme: str) -> frozenset[str]:
        """Return the codes that a ruling takes out in every year, and count them as used."""
        out = {
            key
            for key, rulings in self._rulings.items()
            if key[0] == scheme and not any(one.country for one in rulings)
        }
        self._used |= out
        return frozenset(code for _, code in out)

    def require_needed(self) -> None:
        """Retire rulings on codes that no source writes.

        Raises
        ------
        BuildError
            Naming the rulings to take out.
        """
        unused = sorted(set(self._rulings) - self._used)
        if unused:
            names = ", ".join(f"{code} ({scheme})" for scheme, code in unused)
            raise BuildError(
                f"data/decisions/country_codes.csv: no source writes {names}; take the rows out"
            )

    def _ruling(self, scheme: str, code: str, year: int) -> CodeRuling | None:
        rulings = self._rulings.get((scheme, code))
        if rulings is None:
            return None
        self._used.add((scheme, code))
        return next((one for one in rulings if one.first <= year <= one.last), None)
