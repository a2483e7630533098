"""Official and shortened forms of names: Landeshauptstadt München, Lkr. Gießen, Esslingen a.N.

They are tried where no place has the name as written, and lead to a place only where exactly one
is left.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sistercities.dataset.scripts import name_key
from sistercities.terms.late_methods import late_expression

if TYPE_CHECKING:
    from sistercities.dataset.gazetteer.lookups import Derived
    from sistercities.dataset.gazetteer.places import Gazetteer
    from sistercities.terms.places import Place

_TITLES = (
    r"(?:freie (?:und )?|(?:universitäts|klingen|reichs)-? ?und )?hansestadt",
    r"(?:hanse-? ?und )?universitätsstadt", r"brüder-grimm-stadt", r"klingenstadt", r"domstadt",
    r"(?:landes)?hauptstadt", r"lh", r"bundesstadt", r"wissenschaftsstadt", r"reformationsstadt",
    r"(?:große )?kreisstadt", r"kreisfreie stadt", r"documenta-stadt", r"lutherstadt",
    r"barockstadt", r"stadtgemeinde", r"marktgemeinde", r"markt", r"stadt", r"gemeinde",
    r"samtgemeinde", r"verbandsgemeinde", r"verbandsgem\.", r"vg\.?", r"ortsgemeinde", r"og\.?",
    r"verwaltungsgemeinschaft", r"gemeindeverwaltungsverband", r"einheitsgemeinde", r"flecken",
    r"metropolitan[ -](?:borough|district)(?: of)?", r"(?:borough|city|town) council of",
    r"(?:royal )?borough of", r"(?:ville|mairie) (?:de|du)",
    r"commune (?:de|du)", r"città di", r"ciudad de", r"miasto", r"m[ěe]sto", r"obec", r"insel",
    r"(?:municipality|commune|township|city government|municipal government) of", r"município de",
    r"municipio de", r"місто", r"город", r"смт\.?",
    r"thành phố", r"općina", r"opština", r"општина", r"община", r"δήμος", r"grad", r"град",
    r"gmina(?: miejska| miejsko-wiejska| wiejska)?", r"miasto stołeczne", r"comune di",
    r"prefeitura (?:municipal )?d[aeo]", r"ayuntamiento de", r"municipiul", r"orașul",
    r"statutární město", r"hlavní město", r"مدينة",
)  # fmt: skip
_SHORT_TITLES = {
    "UA": r"(?:м|смт)\. ?", "RU": r"г\. ?", "BY": r"г\. ?", "KZ": r"г\. ?",
    "VN": r"(?:tp|tx)(?:\. ?| )",
}  # fmt: skip
"""м. Миколаїв, г. Минск, TP. Huế: what a town calls itself by a letter or two."""
_TITLED = late_expression(
    rf"(?:{'|'.join(_TITLES)}) (?=\S)|(?:ville|mairie) d['’´`](?=\S)", re.IGNORECASE
)
_TITLED_BEHIND = late_expression(
    r"(?<=\w) (?:(?:borough|city|town|shire|municipal|district) council|"
    r"(?:city|municipal) (?:commission|hall|government|administration)|"
    r"(?:local|municipal) municipality|(?:büyükşehir )?belediyesi)$",
    re.IGNORECASE,
)
_TITLE = late_expression("|".join(_TITLES), re.IGNORECASE)
_UNION = late_expression(r"\b(samtgemeinde|verbandsgemeinde)\b", re.IGNORECASE)
_STATES_OF_UNIONS = {
    "samtgemeinde": frozenset({"DE-NI"}), "verbandsgemeinde": frozenset({"DE-RP", "DE-ST"}),
}  # fmt: skip
"""Where a union of municipalities is called so: Ilmenau (Samtgemeinde) is no town in Thuringia."""
_KREIS = late_expression(
    r"(?:(?:landkreis|kreis|lkrs?|lk) +|(?:landkr|lkrs?|kr)\. *)(?=\S)", re.IGNORECASE
)
_NAMED_KREIS = late_expression(r"(?<=\w)[ -]?kreis$", re.IGNORECASE)
_WORD_FOR_KREIS = late_expression(r"(?:land)?kreis|lkrs?\.?|lk|landkr\.?", re.IGNORECASE)
_AROUND_KREIS = late_expression(r"(?:[ -]?kreis|[ -]district|-)$", re.IGNORECASE)
_REGIERUNGSBEZIRK = "Regierungsbezirk"
_GERMAN = frozenset({"DE", ""})
_WORDS = late_expression(r"([^\s./(),-]+)(\.?)")
_BEHIND = "\t"
"""Stands between a spelling and the id of its place."""


def without_title(name: str) -> str:
    """Return the name without what a town calls itself; "" where it does not."""
    found = _TITLED.match(name)
    plain = _TITLED_BEHIND.sub("", name[found.end() :].strip() if found else name)
    return "" if plain == name else plain


def without_short_title(name: str, country: str) -> str:
    """Return a name without the letters for town before it; the name where there are none.

    Examples
    --------
    >>> without_short_title("м. Миколаїв", "UA"), without_short_title("TP.HCM", "VN")
    ('Миколаїв', 'HCM')
    """
    short = _SHORT_TITLES.get(country)
    return re.sub(rf"^{short}(?=\w)", "", name, count=1, flags=re.IGNORECASE) if short else name


def states_of_union(name: str) -> frozenset[str]:
    """Return the codes of the Länder in which a union of this kind may lie; none if it is none.

    Examples
    --------
    >>> sorted(states_of_union("Ilmenau (Samtgemeinde)")), sorted(states_of_union("Ilmenau"))
    (['DE-NI'], [])
    """
    found = _UNION.search(name)
    return _STATES_OF_UNIONS[found[1].casefold()] if found else frozenset()


def is_title(text: str) -> bool:
    """Whether it is what a town calls itself and no name: Kassel, documenta-Stadt."""
    return bool(_TITLE.fullmatch(text.strip()))


def kreis(name: str, country: str) -> str:
    """Return the name of a Landkreis without the word or its short form; "" if it is none.

    Enzkreis and Rhein-Sieg-Kreis are returned whole: the word is part of them.
    """
    if country not in _GERMAN:
        return ""
    found = _KREIS.match(name)
    if found:
        return name[found.end() :].strip()
    return name if _NAMED_KREIS.search(name) else ""


def powiat(name: str, country: str) -> str:
    """Return the name of the seat of a powiat, which lists in German call Kreis; "" if it is none.

    Examples
    --------
    >>> powiat("Kreis Oppeln", "PL"), powiat("Kreis Kleve", "DE")
    ('Oppeln', '')
    """
    found = _KREIS.match(name) if country == "PL" else None
    return name[found.end() :].strip() if found else ""


def is_word_for_kreis(text: str) -> bool:
    """Whether a text beside a name says that a Landkreis is meant, not the town."""
    return bool(_WORD_FOR_KREIS.fullmatch(text.strip()))


def kreis_key(name: str) -> str:
    """Reduce the name of a Landkreis to what tells it apart: Rhein-Sieg-Kreis, Enz District."""
    return name_key(_AROUND_KREIS.sub("", _KREIS.sub("", name)))


def is_kreis(place: Place) -> bool:
    """Whether a place can be a Landkreis: a Regierungsbezirk of that name is another thing."""
    return place.level in ("region2", "county") and not place.name.startswith(_REGIERUNGSBEZIRK)


def written_out(name: str, country: str, gazetteer: Gazetteer) -> list[str]:
    """Ids of the places of a country whose name a name with points shortens.

    Every word that ends in a point begins a word of the full name: Rothenburg o.d.T. is Rothenburg
    ob der Tauber.
    """
    words = [(name_key(word), bool(point)) for word, point in _WORDS.findall(name)]
    if len(words) < 2 or words[0][1] or not any(point for _, point in words):
        return []
    shape = re.compile(" ".join(re.escape(key) + (r"\w*" if cut else "") for key, cut in words))
    first = words[0][0]
    told = gazetteer.derived(spelt_by_first_word).get(first, ())
    spelt = (one.rsplit(_BEHIND, 1) for one in told)
    found = {
        place_id
        for spelling, place_id in spelt
        if shape.fullmatch(spelling) and country in ("", gazetteer.places[place_id].country)
    }
    return sorted(found)


def spelt_by_first_word(places: Iterable[Place]) -> Derived:
    """Names of several words by the first of them, each with the id of its place."""
    made: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for place in places:
        for name in {place.name, *(name for name, _ in place.names)}:
            found = _WORDS.findall(name)
            if len(found) > 1:
                words = [name_key(word) for word, _ in found]
                made[words[0]][f"{' '.join(words)}{_BEHIND}{place.place_id}"] = None
    return {word: tuple(sorted(spelt)) for word, spelt in made.items()}
