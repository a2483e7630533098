"""By-names that are one word of many longer names, and say nothing of which place is meant.

GeoNames has the spelling Podlaski beside Bielsk Podlaski and nowhere else in Poland, Velho beside
Porto Velho, Bystrica beside Považská Bystrica, Bad beside Badou: whoever writes these means any of
many places, and would be given the one that happens to have the spelling. Three rules take such
spellings away, where a single place of the country has them.

* A later word of the name shown, where two other places of the country bear the word in a longer
  name. What is left out in speech leaves a name: an article (La Madeleine), the word for a kind
  (Ciudad Juárez, Ostseebad Binz).
* An adjective, saint or kind (`_COMMON`) that is not the whole of the name shown: one that is no
  word of it at all, or that two other places of the country bear in a longer name.
* The first word of the name shown, where two other places of the country begin with it and one of
  them is not small beside this one: Castelfranco di Sopra is not what is called Castelfranco, and
  of Nocera Inferiore and Nocera Superiore neither is Nocera.

A spelling that several places have asks which is meant as it is, and taking it from one would leave
it to the other. Else the first word of a name is how people call the place (Acapulco, Jerez) and
stays. No name of a region or a country is taken away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import name_key, script_of, words_of_name
from sistercities.terms.places import Place

_ARTICLES = "al as ash at ad an ar the el la los las le les lo il i gli l o a os els sa het de den"
_KINDS = (
    "ciudad heroica villa delegacion municipio colonia kampung mukim bad ostseebad seebad kurort "
    "lutherstadt hansestadt stadt markt isla isola ile kommune kommun city town new ban"
)
_LEFT_OUT = frozenset(f"{_ARTICLES} {_KINDS}".split())
"""Words before a name that are left out when one says it; without marks."""
_ADJECTIVES = (
    "new old upper lower great little north south east west neu neue neuer neues alt alte alter "
    "ober unter gross grosse klein kleine nouveau nouvelle neuf neuve vieux vieille haut haute bas "
    "basse grand grande petit petite nuevo nueva viejo vieja alto alta bajo baja novo nova velho "
    "velha nuovo nuova vecchio vecchia nowy nowa nowe stary stara stare wielki wielka mala maly "
    "male novy nove stari staro velky velka velke veliki velika veliko gornji gornja donji donja "
    "horni dolni horne dolne nizhny nizhniy verkhny verkhniy novi noi noua vechi hot"
)
_SAINTS = "saint sainte saints san santa santo sao sankt st szent joao presidente"
_LANDSCAPES = (
    "bad bains bath beach bourg burg city ciudad falls fort fuerte harbor harbour heights hill "
    "hills island islands isla lake lago las los mont monte mount mountain port porto puerto park "
    "springs terme terrace town villa vila village ville khlong balneario"
)
_COMMON = frozenset(f"{_ADJECTIVES} {_SAINTS} {_LANDSCAPES}".split())
"""Words that stand in the names of many places of a language; without marks."""
_SHARED_BY = 2
"""A word that so many other places of the country bear in a longer name tells none of them."""
_SMALL = 1 / 3
"""A place of fewer than this share of the people is small beside another."""
_LEVELS = frozenset({"city", "county", "district"})

Word = tuple[str, str]
"""Country, and the key of one word."""


def without_shared_words(places: Iterable[Place]) -> tuple[Place, ...]:
    """Take by-names away that are one word which many places bear.

    Parameters
    ----------
    places
        Places as GeoNames has them, with all spellings.

    Returns
    -------
    places
        The same places; a name shown stays always.
    """
    held = tuple(places)
    longer, first = _longer_names(held)
    found = {place.place_id: shared for place in held if (shared := _shared(place, longer, first))}
    bearers = _bearers(held, {word for shared in found.values() for word in shared.values()})
    return tuple(
        _without(place, found[place.place_id], bearers) if place.place_id in found else place
        for place in held
    )


def _longer_names(
    places: Iterable[Place],
) -> tuple[Mapping[Word, Collection[str]], Mapping[Word, Sequence[Place]]]:
    """Names shown of several words: keys of those with a word, and places whose begins with it."""
    longer: defaultdict[Word, set[str]] = defaultdict(set)
    first: defaultdict[Word, list[Place]] = defaultdict(list)
    for place in places:
        words = words_of_name(place.name) if place.level in _LEVELS else ()
        if len(words) > 1:
            first[place.country, words[0]].append(place)
            for word in words:
                longer[place.country, word].add("".join(words))
    return longer, first


def _shared(
    place: Place,
    longer: Mapping[Word, Collection[str]],
    first: Mapping[Word, Sequence[Place]],
) -> dict[str, Word]:
    """Return the spellings of a place that are one word of many names."""
    if place.level not in _LEVELS:
        return {}
    words = words_of_name(place.name)
    # Few spellings are such a word, and to take each apart would cost two seconds.
    may_be_shared = _COMMON.union(words)
    return {
        name: (place.country, own[0])
        for name, _ in place.names
        if _is_one_word(name) and name != place.name_local and name_key(name) in may_be_shared
        and len(own := words_of_name(name)) == 1 and own != words
        and (
            _is_of_many(own[0], place, words, longer)
            or (own[0] == words[0] and _is_of_none(own[0], place, first))
        )
    }  # fmt: skip


def _is_one_word(name: str) -> bool:
    return " " not in name and script_of(name) == "Latn"


def _is_of_many(
    word: str, place: Place, words: tuple[str, ...], longer: Mapping[Word, Collection[str]]
) -> bool:
    others = len(longer.get((place.country, word), ())) - (word in words)
    if word in _COMMON and (word not in words or others >= _SHARED_BY):
        return True
    return others >= _SHARED_BY and word in words[1:] and not _is_left_out(word, place, words)


def _is_of_none(word: str, place: Place, first: Mapping[Word, Sequence[Place]]) -> bool:
    """Whether the first word of a name calls none of the places that begin with it."""
    others = [one for one in first.get((place.country, word), ()) if one is not place]
    if len(others) < _SHARED_BY or word in {name_key(one) for one in bare_names(place.name)}:
        return False
    most = max(one.population or 0 for one in others)
    return most > 0 and most >= _SMALL * (place.population or 0)


def _is_left_out(word: str, place: Place, words: tuple[str, ...]) -> bool:
    """Whether what stands before the word is left out in speech, and nothing stands behind it."""
    bare = {name_key(one) for one in bare_names(place.name)}
    return word in bare or all(one in _LEFT_OUT for one in words[: words.index(word)])


def _bearers(places: Iterable[Place], words: Collection[Word]) -> Mapping[Word, Collection[str]]:
    """Return the places that have one of the words as a spelling."""
    found: defaultdict[Word, set[str]] = defaultdict(set)
    countries = {country for country, _ in words}
    for place in places:
        for name, _ in place.names if place.country in countries else ():
            if " " not in name and (word := (place.country, name_key(name))) in words:
                found[word].add(place.place_id)
    return found


def _without(
    place: Place, shared: Mapping[str, Word], bearers: Mapping[Word, Collection[str]]
) -> Place:
    kept = tuple(
        (name, lang)
        for name, lang in place.names
        if name not in shared or len(bearers[shared[name]]) > 1
    )
    return place if len(kept) == len(place.names) else replace(place, names=kept)
