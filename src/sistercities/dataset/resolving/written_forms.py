"""Ways in which lists write a name that the gazetteer has otherwise: no letter is ever guessed.

`St. Junien` for Saint-Junien, `Weilheim i.OB` for Weilheim in Oberbayern, `Staufen im Breisgau`
for Staufen, `La Ravoire Savoie` for the town with where it lies, `Dép. Mayenne` for the area. Each
way is a reading of the same words; a name that is spelt otherwise is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sistercities.dataset.scripts import words_of_name
from sistercities.terms.late_methods import late_expression

_GERMAN = frozenset({"DE", "AT", "CH", "LI", "LU", "IT", "BE"})
_FRENCH = frozenset({"FR", "BE", "CH", "CA", "LU", "MC"})
_ENGLISH = frozenset({"GB", "IE", "US", "CA", "AU", "NZ", "JE", "GG", "IM"})
_SAINTS: tuple[tuple[frozenset[str], str, tuple[str, ...]], ...] = (
    (_FRENCH, r"\bSt\b\.?", ("Saint",)),
    (_FRENCH, r"\bSte\b\.?", ("Sainte",)),
    (_FRENCH, r"\bSts\b\.?", ("Saints",)),
    (_GERMAN, r"\bSt\b\.?", ("Sankt",)),
    (_GERMAN, r"\bSankt\b", ("St.",)),
    (_ENGLISH, r"\bSt\b\.?", ("Saint",)),
    (_ENGLISH, r"\bSaint\b", ("St",)),
    (frozenset({"NL", "BE"}), r"\b(?:St|S)\b\.?", ("Sint",)),
    (frozenset({"ES"}), r"\bSt\b\.?", ("Sant",)),
    (frozenset({"IT"}), r"\bS\.", ("San", "Santa", "Sant'", "Santo")),
    (frozenset({"MX", "ES"}), r"\bCd\b\.?", ("Ciudad",)),
    (frozenset({"IT", "ES", "PT", "BR", "MX"}), r"\bSta\b\.?", ("Santa",)),
    (frozenset({"ES", "PT", "BR", "MX"}), r"\bSto\b\.?", ("Santo",)),
    (frozenset({"ES", "PT", "BR", "MX"}), r"\bS\.", ("San", "São", "Santa")),
)
_ARTICLES = frozenset({"le", "la", "les", "lez", "l", "de", "du", "des", "d"})
_OF_SAINTS = frozenset({"saint", "sainte", "sant", "st", "ste"})
_AND = late_expression(r" ?[&+] ?")
_ANDS = {"GB": " and ", "US": " and ", "IE": " and ", "FR": " et ", "NL": " en ", "BE": " en "}
_ON = (re.compile(r"(?<=\w)[ -]?\bs ?/ ?s?(?=\S)|(?<=\w)[ -]s\. ?(?=\S)", re.IGNORECASE), " sur ")
_WRITTEN_SHORT = {
    "OPf": "Oberpfalz", "Opf": "Oberpfalz", "OB": "Oberbayern", "Obb": "Oberbayern",
    "NB": "Niederbayern", "Ndb": "Niederbayern", "OFr": "Oberfranken", "Ofr": "Oberfranken",
    "UFr": "Unterfranken", "Ufr": "Unterfranken", "MFr": "Mittelfranken", "Mfr": "Mittelfranken",
    "OL": "Oberlausitz", "NL": "Niederlausitz", "Odw": "Odenwald", "Brsg": "Breisgau",
    "Stmk": "Steiermark", "Ktn": "Kärnten", "NÖ": "Niederösterreich", "OÖ": "Oberösterreich",
}  # fmt: skip
_SHORT = late_expression(r"(?<![\w])(" + "|".join(_WRITTEN_SHORT) + r")(?![\w])\.?")
_QUALIFIED = late_expression(
    r"^(?P<head>\S.*?)[ ]+(?:am|an der|an den|im|in der|in|bei|b\.|ob der|auf der|auf|vor der|"
    r"unter|a\. ?d\.|i\. ?d\.|o\. ?d\.|v\. ?d\.|a\.|i\.|o\.)[ ]*(?P<tail>\S.*)$"
)
_BESIDE = late_expression(r"^(?P<head>\S.*?)[ ]+(?:bei|b\.)[ ]*(?P<tail>\S.*)$")
"""A list in German says so of towns of any country: Steszew b. Posen."""
_OF_FRANCE = frozenset({"FR", "BE"})
_BESIDE_IN_FRANCE = late_expression(
    r"^(?P<head>\S.*?)[ -]+(?P<word>l[eèé][sz]|pr[eè]s|en|de|sur|aan)[ -]+(?P<tail>\S.*)$",
    re.IGNORECASE,
)
_BESIDE_WORD = "beside "
"""How what is left out begins where a word of French tells where a town lies."""
_NORDIC_COUNTRIES = frozenset({"DK", "FI", "NO", "SE"})
_NORDIC = late_expression(r"^(\w.*\w)s (?:(?:regions)?kommune?|stad)$", re.IGNORECASE)
_NUMBERED = late_expression(
    r"^(?P<number>[IVX]+)\. ?(?:stadt)?bezirk (?:von )?(?P<city>\S.*)$", re.IGNORECASE
)
_NUMBERED_IN = {"HU": "{city} {number}. kerület"}
"""What a numbered part of a city is called in its country."""
_BATHS = late_expression(r"^(?:bad|markt|flecken) (?=\S)", re.IGNORECASE)
_AREA = (
    r"d[ée]p(?:artement|\.)?|department|provinz|province|provincia|region|région|regione|"
    r"regierungsbezirk|bezirk|wo(?:je|i|j)wodschaft|województwo|komitat|grafschaft|gebiet|oblast|"
    r"bundesland|bundesstaat|kanton|canton|distrikt|district|präfektur|rayon|rajon|gouvernement|"
    r"gouvernorat|landschaft|county|comté|condado|kraj|megye"
)
_AREA_BEFORE = late_expression(
    rf"^(?:{_AREA})[ .]+(?:de la |de l['’´` ]|du |des |de |d['’´` ]|of |von |der |di |del )?"
    r"(?P<name>\S.*)$",
    re.IGNORECASE,
)
_AREA_AFTER = late_expression(
    r"^(?P<name>\S.*?)[ -](?:(?:municipal )?district|county|province|oblast|region|län|lääni|megye|"
    r"kraj|voivodeship|prefecture|aimag|rayon|raion|tuman|tumani)$",
    re.IGNORECASE,
)
_QUARTER = late_expression(r"^(?P<city>\w.*?)(?: ?[-–] ?)(?P<quarter>\w.*)$")
_MOST_WORDS_OF_A_REGION = 3


class Qualified(NamedTuple):
    """A name with what was set beside it to tell it from its namesakes."""

    head: str
    tail: str
    left_out: str


def spelt_out(name: str, country: str) -> Iterator[str]:
    """Yield the name with its short forms written out, as people shorten them in the country."""
    for countries, short, longs in _SAINTS:
        if country in countries and re.search(short, name):
            for full in longs:
                yield re.sub(rf"{short}[ -]?", f"{full}-" if country == "FR" else f"{full} ", name)
    if country in _FRENCH and _ON[0].search(name):
        yield _ON[0].sub(_ON[1], name)
    part = _NUMBERED.match(name) if country in _NUMBERED_IN else None
    if part:
        yield _NUMBERED_IN[country].format(city=part["city"], number=part["number"].upper())
    yield from _of_nordic(name, country)
    if _AND.search(name):
        yield _AND.sub(_ANDS.get(country, " und "), name)


def _of_nordic(name: str, country: str) -> Iterator[str]:
    """Yield the name of a Nordic municipality without the genitive: Bornholms Regionskommune."""
    found = _NORDIC.match(name) if country in _NORDIC_COUNTRIES else None
    if found:
        yield found[1]


def words_that_count(name: str, country: str) -> tuple[str, ...]:
    """Return the words of a name of France without articles, saints of either gender as one.

    Lists take le for les and Saint for Sainte, or leave an article out; no other letter may differ.

    Examples
    --------
    >>> words_that_count("Andernos le Bains", "FR") == words_that_count("Andernos-les-Bains", "FR")
    True
    """
    words = words_of_name(name) if country == "FR" else ()
    return tuple("saint" if word in _OF_SAINTS else word for word in words if word not in _ARTICLES)


def with_words(name: str, country: str) -> str:
    """Write OPf, OB and their like as the landscape that they stand for."""
    if country not in _GERMAN:
        return name
    return _SHORT.sub(lambda found: _WRITTEN_SHORT[found[1]], name)


def qualified(name: str, country: str) -> Qualified | None:
    """Take apart a name and what tells it from its namesakes; None where nothing stands there."""
    if country not in _GERMAN:
        beside = _BESIDE.match(name)
        if beside:
            return Qualified(beside["head"], beside["tail"], f"bei {beside['tail']}")
        return _qualified_in_france(name) if country in _OF_FRANCE else None
    found = _QUALIFIED.match(with_words(name, country))
    if not found and country in _OF_FRANCE and (within := _qualified_in_france(name)):
        return within
    if found:
        head = found["head"]
        return Qualified(head, found["tail"], name[len(head) :].strip())
    bath = _BATHS.match(name)
    return Qualified(name[bath.end() :], "", bath[0].strip()) if bath else None


def _qualified_in_france(name: str) -> Qualified | None:
    found = _BESIDE_IN_FRANCE.match(name)
    if found is None:
        return None
    return Qualified(found["head"], found["tail"], f"{_BESIDE_WORD}{found['tail']}")


def is_of_france(parts: Qualified) -> bool:
    """Whether a word of French or Dutch says where a town lies: Rezé lès Nantes."""
    return parts.left_out.startswith(_BESIDE_WORD)


def with_region_behind(name: str) -> Iterator[tuple[str, str]]:
    """Yield the first words as a name and the last ones as the region that may be meant by them."""
    words = name.split()
    for n in range(1, min(_MOST_WORDS_OF_A_REGION, len(words) - 1) + 1):
        yield " ".join(words[:-n]), " ".join(words[-n:])


def area_named(name: str) -> str:
    """Return the name of an area without the word that says so; "" if no word says so."""
    found = _AREA_BEFORE.match(name) or _AREA_AFTER.match(name)
    return found["name"].strip() if found else ""


def quarter_of(name: str) -> tuple[str, str]:
    """Return city and quarter of a name such as Warszawa-Mokotów; ("", "") if it is not so."""
    found = _QUARTER.match(name)
    return (found["city"].strip(), found["quarter"].strip()) if found else ("", "")
