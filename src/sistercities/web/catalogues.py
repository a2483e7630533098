"""Catalogues of words, one a language, as gettext reads them.

`locale/pages.pot` has the words of the pages in English: the context of each is its key. The file
`locale/sentences.pot` has the sentences that the rooms below make, drawn from the code (`make
words`). A language is a folder beside them with `LC_MESSAGES/pages.po` and `sentences.po`; what it
leaves open is said in English. The files are read as they are, once: no compiled copy can be old.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(str(files("sistercities.web"))) / "locale"
SOURCE = "en"
"""Language of the templates."""


@dataclass(frozen=True, slots=True)
class English:
    """The words of a key; `plural` is for any number but one, None where nothing is counted."""

    words: str
    plural: str | None


@cache
def languages() -> tuple[str, ...]:
    """Languages of the pages, English first."""
    others = sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/pages.po"))
    return (SOURCE, *others)


@cache
def english_words() -> dict[str, English]:
    """Read the English words of the pages, by key."""
    found: dict[str, English] = {}
    for message in _read(LOCALE / "pages.pot", None):
        if message.context:
            both = message.id if isinstance(message.id, tuple | list) else (message.id, None)
            found[message.context] = English(both[0], both[1])
    return found


@cache
def translations(lang: str, domain: str) -> NullTranslations:
    """Read the words of a language.

    Parameters
    ----------
    lang
        One of `languages()`.
    domain
        pages or sentences.

    Returns
    -------
    NullTranslations
        What gettext asks; for English, and for what has no words in the language, it gives back
        what it was asked.
    """
    path = LOCALE / lang / "LC_MESSAGES" / f"{domain}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, _read(path, lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


def page_words(lang: str, key: str, n: int | None = None) -> str:
    """Give the words of a key of the pages.

    Parameters
    ----------
    lang
        One of `languages()`.
    key
        A context of `pages.pot`.
    n
        The number that is counted; None asks for the words of many where the key counts.

    Raises
    ------
    KeyError
        No word has this key.
    """
    english, said = english_words()[key], translations(lang, "pages")
    if english.plural is None:
        return said.pgettext(key, english.words)
    return said.npgettext(key, english.words, english.plural, 2 if n is None else n)


@cache
def many_words(lang: str, key: str) -> str:
    """Give the words of a key without a number; a page asks for the same some hundred times."""
    return page_words(lang, key)


class Untold(Exception):
    """The catalogue of a language has no words for a sentence."""


class _Silent(NullTranslations):
    """Stands behind a catalogue, so that what it lacks is noticed and not said in English."""

    def gettext(self, message: str) -> str:
        raise Untold(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        raise Untold(msgid1)


@cache
def _told_sentences(lang: str) -> NullTranslations:
    found = translations(lang, "sentences")
    found.add_fallback(_Silent())
    return found


def sentence_words(lang: str, template: str, plural: str | None, n: int | None) -> str:
    """Give the words of a sentence in a language other than English.

    Parameters
    ----------
    lang
        One of `languages()`.
    template, plural, n
        As the sentence keeps them (`sentences.Sentence`).

    Raises
    ------
    Untold
        The catalogue has no words for it.
    """
    said = _told_sentences(lang)
    if plural is None or n is None:
        return said.gettext(template)
    return said.ngettext(template, plural, n)


def _read(path: Path, lang: str | None) -> Catalog:
    with path.open("rb") as held:
        return read_po(held, locale=lang, abort_invalid=True)
