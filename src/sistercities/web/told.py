"""Sentences of the rooms below, in the language of the page.

The rooms speak English, and their sentences keep what they were made of (`sistercities.sentences`).
Here the words are looked up in the catalogue of the language, and the values are set in again:
places and countries by the names that the page calls them by. What the catalogue lacks is shown in
English and marked as that, whole: no sentence is half in one language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len

from sistercities.api.explorer.searching import place_names
from sistercities.errors import InvalidArgument, SistercitiesError, Unanswerable
from sistercities.sentences import CountryName, Listed, PlaceName, Said, Sentence, say
from sistercities.web.asked import LONGEST_TEXT, Asked
from sistercities.web.catalogues import SOURCE, Untold, sentence_words
from sistercities.web.languages import Words

_STOPS = (".", "。")
_OPTION = re.compile(r"`?--([a-z-]+)(?: ([^`\s;]+))?`")
"""An option of the command line, which a page has as a field of its form."""
_ROOMS_WITH_FORM = ("recommend", "assess")
_FIELDS = {"country": "countries", "not_country": "not_countries", "like": "like"}
"""What the verbs call what is a field of another name."""
_LABELS = {
    "from": "filter.from", "to": "filter.to", "country": "filter.country", "name": "filter.name",
    "standing": "column.standing", "status": "column.status", "kind": "column.kind",
    "class": "life.class", "inside": "filter.inside", "sort": "sort.by", "start": "path.from",
    "end": "path.to",
}  # fmt: skip
"""What an address or a verb calls what a page has under these words."""
_CODES = "use one of "
_ASSESS = re.compile(r"`sistercities assess [^`]*`")
_PERCENT = re.compile(r"(\d) %")
_ONE_SENTENCE = re.compile(r"(.{20,}?(?:(?<!\b[A-Z])\.(?= [A-Z])|。(?=.)))\s*(.+)", re.DOTALL)
_LONGEST_TITLE = 120
"""Columns of letters, of which one of Chinese takes two."""


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
        return Told(_by_fields(asked, str(said)))
    if not isinstance(said, Said):
        return Told(said, SOURCE)
    try:
        return Told(_by_fields(asked, _percent(asked.words, _in_language(asked, said))))
    except Untold:
        return Told(str(said), SOURCE)


def _percent(words: Words, said: str) -> str:
    """Write per cent as the language does: Chinese sets no space before the sign."""
    return _PERCENT.sub(lambda found: words("coverage.share", share=found[1]), said)


def _by_fields(asked: Asked, said: str) -> str:
    """Name the fields of the form where a sentence names options of the command line."""
    if "`" not in said:
        return said
    words = asked.words

    def field(found: re.Match[str]) -> str:
        key = f"form.{found[1].replace('-', '_')}"
        if not words.has(key):
            return words("option.else")
        return words("option.of", field=words(key) + _chosen(words, found[1], found[2] or ""))

    said = _ASSESS.sub(words("option.assess", page=words("nav.assess")), said)
    return _sentence(_OPTION.sub(field, said))


def _chosen(words: Words, option: str, value: str) -> str:
    """Say a value of a field after its name: of a choice the words that the form shows."""
    key = f"{option}.{value}"
    return words("list.colon") + (words(key) if words.has(key) else value) if value else ""


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


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


def parted(said: Told) -> tuple[Told, Told]:
    """Part a long sentence or two into the first, which can stand as a title, and the rest."""
    found = _ONE_SENTENCE.fullmatch(said.sentence)
    if found is None or cell_len(said.sentence) <= _LONGEST_TITLE:
        return said, Told("")
    return Told(found[1], said.lang), Told(found[2], said.lang)


def one_after(*sentences: str) -> str:
    """Set sentences one after the other, those that are empty left out."""
    said = [one for one in sentences if one]
    return "".join(one if one.endswith("。") else f"{one} " for one in said).rstrip()


def told_failure(asked: Asked, failure: SistercitiesError) -> Told:
    """Say why there is no answer: a sentence that begins and ends as one."""
    named = _field_of(asked, failure)
    if named is not None:
        return named
    found = told(asked, failure.sentence)
    if SOURCE in (found.lang, asked.words.lang):
        return Told(in_english(failure), found.lang)
    stop = "" if found.sentence.endswith(_STOPS) else asked.words("list.stop")
    return Told(found.sentence + stop, found.lang)


def _field_of(asked: Asked, failure: SistercitiesError) -> Told | None:
    """Say of what was typed why it cannot be used, by the field's name where it has one."""
    if not isinstance(failure, InvalidArgument) or isinstance(failure, Unanswerable):
        return None  # what has no answer says so in sentences of its own
    words, advice = asked.words, told(asked, failure.advice)
    typed, key = failure.value, _label_of(asked, failure.argument)
    # What is made of words, as filters are, is said in the language of the page.
    value = (told(asked, typed).sentence if isinstance(typed, Said) else str(typed))[:LONGEST_TEXT]
    if key and str(failure.advice).startswith(_CODES):
        advice = Told(
            words("problem.choose")
        )  # a reader sees the names of choices, not their codes
    if not key and "`" in str(failure.advice):
        return None  # it is said to the host, who types commands
    if key:
        said = words("problem.field", value=value, field=words(key), advice=advice.sentence)
    else:
        said = words("problem.value", value=value, advice=advice.sentence)
    stop = "" if said.endswith(_STOPS) else words("list.stop")
    return Told(said + stop, advice.lang)


def _label_of(asked: Asked, argument: str) -> str:
    """Key of the words of a field; "" where the page has none of that name."""
    key = f"form.{_FIELDS.get(argument, argument)}"
    has_form = asked.path.strip("/") in _ROOMS_WITH_FORM
    return key if has_form and asked.words.has(key) else _LABELS.get(argument, "")


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
