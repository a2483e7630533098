"""Sentences of the rooms below, in the language of the page.

The rooms speak English, and their sentences keep what they were made of (`sistercities.sentences`).
Here the words are looked up in the catalogue of the language, and the values are set in again:
places and countries by the names that the page calls them by. What the catalogue lacks is shown in
English and marked as that, whole: no sentence is half in one language.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.searching import place_names
from sistercities.errors import SistercitiesError
from sistercities.sentences import CountryName, Listed, PlaceName, Said, Sentence, say
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE, Untold, sentence_words
from sistercities.web.languages import Words

_STOPS = (".", "。")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is shown; `lang` is its language where that is not the page's."""

    sentence: str
    lang: str | None = None


def told(asked: Asked, said: str) -> Told:
    """Say a sentence in the language of the page, else in English, marked as that.

    Parameters
    ----------
    asked
        The request: it knows the language and what places are called.
    said
        A sentence, or a list of them. Text that keeps nothing is English.
    """
    if asked.words.lang == SOURCE or not said:
        return Told(str(said))
    if not isinstance(said, Said):
        return Told(said, SOURCE)
    try:
        return Told(_in_language(asked, said))
    except Untold:
        return Told(str(said), SOURCE)


def told_source(asked: Asked, text: str) -> Told:
    """Say what the record of a source says of it, such as its title; registers have no words here.

    Parameters
    ----------
    asked
        The request.
    text
        Title of a source, what it covers or what it lacks; of a user's register it may hold any
        sign.
    """
    return told(asked, text if "{" in text or "}" in text else say(text))


def one_after(*sentences: str) -> str:
    """Set sentences one after the other, those that are empty left out."""
    said = [one for one in sentences if one]
    return "".join(one if one.endswith("。") else f"{one} " for one in said).rstrip()


def told_failure(asked: Asked, failure: SistercitiesError) -> Told:
    """Say why there is no answer: a sentence that begins and ends as one."""
    found = told(asked, failure.sentence)
    if SOURCE in (found.lang, asked.words.lang):
        return Told(in_english(failure), found.lang)
    stop = "" if found.sentence.endswith(_STOPS) else asked.words("list.stop")
    return Told(found.sentence + stop, found.lang)


def in_english(failure: SistercitiesError) -> str:
    """Say why there is no answer to programs, which read English in any language of a page."""
    said = str(failure)
    return said[:1].upper() + said[1:] + ("" if said.endswith(_STOPS) else ".")


def _in_language(asked: Asked, said: object) -> str:
    words = asked.words
    if isinstance(said, Sentence):
        template = sentence_words(words.lang, said.template, said.plural, said.n)
        return template.format(**{key: _value(asked, one) for key, one in said.values.items()})
    if isinstance(said, Listed):
        return _listed(words, [_in_language(asked, part) for part in said.parts], said.bond)
    if isinstance(said, PlaceName):
        names = place_names(asked.site.explorer, said.place_id)
        return str(said) if names is None else asked.called(names).first
    if isinstance(said, CountryName):
        return asked.site.country(said.code, words.lang)
    return str(said)


def _value(asked: Asked, value: object) -> object:
    """Say a value, but leave numbers and plain text to the template, which may write them."""
    if not isinstance(value, Said):
        return value
    said = _in_language(asked, value)
    return said if value.endswith(_STOPS) else said.removesuffix("。")


def _listed(words: Words, parts: list[str], bond: str) -> str:
    if bond == "clause":
        parts = [*(part.removesuffix("。").removesuffix(".") for part in parts[:-1]), *parts[-1:]]
        bond = "semicolon"
    if bond == "space":
        return "".join(part if part.endswith("。") else f"{part} " for part in parts).strip()
    between = words(f"list.{'semicolon' if bond == 'semicolon' else 'comma'}")
    last = words(f"list.{bond}")
    return last.join((between.join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
