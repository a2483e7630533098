"""What is asked of a page: its path and parameters, and addresses that lead on from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, urlencode

from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.file_names import page_file
from sistercities.web.languages import Called, NamedPlace, Words
from sistercities.web.parameters import PARAMETERS
from sistercities.web.site import Site

LONGEST_TEXT = 200
PAGE_SIZE = 50
TIES_OF_A_PLACE = 34
"""Ties on the page of a place until all are asked for: with the rest five screens of a phone."""
LARGEST_PAGE = 500
LAST_PAGE = 100_000
_ADDRESSES = 4_096
"""Paths kept as they stand in addresses: those of a page's frame come on every page."""
FORMS = ("csv", "json")
REPEATED = ("place", "theme", "countries", "country", "not_countries", "language")
"""Parameters that an address may name several times; of any other the last one counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as pages see it.

    Attributes
    ----------
    site
        What is served.
    words
        Words of the language.
    path
        Path without the ending of a data file.
    params
        Parameters of the address, each once.
    base
        Scheme and host, for the address in a citation.
    several
        Values of those of `REPEATED` that the address names, in its order, blank ones left out.
    """

    site: Site
    words: Words
    path: str
    params: Mapping[str, str]
    base: str
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def every(self) -> dict[str, object]:
        """All parameters of the address; one that it may name several times has all its values."""
        return {**self.params, **self.several}

    def called(self, place: NamedPlace) -> Called:
        """Choose what the page calls a place: the name that comes first, and the one beside it."""
        return self.site.called(place, self.words.lang)

    def text(self, name: str) -> str:
        """Give a parameter as typed, without blanks around it; "" where it is missing.

        Raises
        ------
        InvalidArgument
            If it is too long.
        LookupError
            If no page may read it: it is not among `PARAMETERS`.
        """
        if name not in PARAMETERS:
            raise LookupError(f"{name} is no parameter of a page; name it in web/parameters.py")
        return _short_enough(name, self.params.get(name, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        """Give all values of a parameter of `REPEATED` as typed, in order, blank ones left out.

        Raises
        ------
        InvalidArgument
            If one is too long.
        """
        return tuple(_short_enough(name, value) for value in self.several.get(name, ()))

    def whole(self, name: str, least: int, most: int) -> int | None:
        """Give a parameter as a whole number; None where it is missing or empty.

        Raises
        ------
        InvalidArgument
            If it is no whole number, or out of range.
        """
        value = self.text(name)
        if not value:
            return None
        digits = value.removeprefix("-")
        if (
            digits.isascii()
            and digits.isdigit()
            and len(digits) < 12
            and least <= int(value) <= most
        ):
            return int(value)
        raise InvalidArgument(
            name, value, say("give a whole number from {least} to {most:,}", least=least, most=most)
        )

    def year(self, name: str, first: int, last: int) -> int | None:
        """Give a parameter as a year; None where it is missing or empty.

        Raises
        ------
        InvalidArgument
            If it is no year, or out of range.
        """
        try:
            return self.whole(name, first, last)
        except InvalidArgument:
            advice = say("give a year from {first} to {last}", first=first, last=last)
            raise InvalidArgument(name, self.text(name), advice) from None

    def word(self, name: str, allowed: tuple[str, ...]) -> str | None:
        """Give a parameter that is one of some words; None where it is missing or empty.

        Raises
        ------
        InvalidArgument
            If it is none of them.
        """
        value = self.text(name)
        if value and value not in allowed:
            only = say("give {allowed}, or leave it out", allowed=allowed[0])
            one_of = say("use one of {allowed}", allowed=", ".join(allowed))
            raise InvalidArgument(name, value, only if len(allowed) == 1 else one_of)
        return value or None

    @property
    def page(self) -> int:
        """Page of the table, from 1."""
        return self.whole("page", 1, LAST_PAGE) or 1

    @property
    def size(self) -> int:
        """Rows of a page of the table; a file takes as many as it may."""
        return self.size_or(PAGE_SIZE)

    def size_or(self, usual: int) -> int:
        """Rows of a page of the table, where the address asks for none of its own."""
        if self.site.static is not None:
            return LARGEST_PAGE
        return self.whole("size", 1, LARGEST_PAGE) or usual

    def all_rows(self, size: int, total: int) -> str | None:
        """Address of all rows on one page; None where all are shown, or are too many."""
        if self.site.static is not None or not size < total <= LARGEST_PAGE:
            return None
        return self.again(size=LARGEST_PAGE, page=None)

    @property
    def address(self) -> str:
        """Address of this page as it is cited."""
        static = self.site.static
        if static is None:
            return self.base + self.again()
        return f"{static.base}{self.words.lang}/{page_file(self.path, self.page)}"

    def link(self, path: str, **params: object) -> str:
        """Address on this site, in the language asked for; empty parameters are left out.

        A tuple names its parameter once for each of its values.
        """
        given = {name: value if isinstance(value, tuple) else str(value)
                 for name, value in params.items() if value not in (None, "", ())}  # fmt: skip
        if "lang" in self.params and "lang" not in given:
            given["lang"] = self.words.lang
        asked = f"?{urlencode(given, doseq=True)}" if given else ""
        return _in_address(path) + asked

    def again(self, form: str = "", **changes: object) -> str:
        """Address of this page with some parameters changed; None takes one out."""
        merged = self.every | changes
        return self.link(self.path + (f".{form}" if form else ""), **merged)

    def elsewhere(self, path: str, without: tuple[str, ...]) -> str:
        """Address of another path with the parameters of this one, but for some."""
        return self.link(path, **{k: v for k, v in self.every.items() if k not in without})

    def without(self, *names: str) -> str:
        """Address of this page without some parameters."""
        kept = {name: value for name, value in self.every.items() if name not in names}
        return self.link(self.path, **kept)


@lru_cache(maxsize=_ADDRESSES)
def _in_address(path: str) -> str:
    return quote(path, safe="/:~.,-_")


def _short_enough(name: str, typed: str) -> str:
    value = typed.strip()
    if len(value) > LONGEST_TEXT:
        advice = say(
            "it has {n} characters, the limit is {most}; shorten it",
            n=len(value),
            most=LONGEST_TEXT,
        )
        raise InvalidArgument(name, value, advice)
    return value


def split_form(name: str) -> tuple[str, str]:
    """Part the last piece of a path from the ending of a data file: `gn:1.csv`."""
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and ending in FORMS else (name, "html")
