"""Draw the template of the sentences from the code, and bring the catalogues up to it.

`make words` runs it: `locale/sentences.pot` gets what the code says today, and each language keeps
the words that it has; new sentences stand in it without words, and are shown in English until a
translator fills them in. `test_sentence_catalogue` holds that the template is that of the code.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from sistercities.sources.origins import SOURCES
from sistercities.web.catalogues import LOCALE, SOURCE, languages

ROOT = LOCALE.parents[1]
ROOMS = (
    "sentences.py", "errors.py", "terms", "dataset", "network", "twolevel", "partners", "studies",
    "report", "api", "web",
)  # fmt: skip
KEYWORDS: dict[str, tuple[int, ...]] = {
    "say": (1,), "say_count": (1, 2), "to_say": (1,), "Feature": (3,),
}  # fmt: skip
"""What says a sentence, and which of its arguments are the words."""
TEMPLATE = LOCALE / "sentences.pot"
_COMMENT = {
    None: "# Sentences of the program, drawn from the code; `make words` draws them again.",
    "zh": "# Sentences of the program in Chinese, in simplified characters.",
}
_WIDTH = 100


def drawn() -> Catalog:
    """Read the sentences of the code, in the order of files and lines, and what sources hold."""
    found = Catalog(charset="utf-8")
    for place, message, context in _of_the_code():
        found.add(message, locations=[(place, 0)], context=context)
    for source in SOURCES:
        for words in (source.title, source.covers, source.gaps):
            if words:
                found.add(words, locations=[("sources/origins.py", 0)])
    return found


@cache
def _of_the_code() -> list[tuple[str, str | tuple[str, ...], str | None]]:
    """Read what the code says, once: the file of each sentence, its words and their context."""
    found = []
    for room in ROOMS:
        path = (ROOT.parent if room == "twolevel" else ROOT) / room
        folder, wanted = (path, None) if path.is_dir() else (ROOT, room)
        methods = [("**.py", "python")] if wanted is None else [(wanted, "python")]
        if room == "report":
            methods.append(("**.html", "jinja2"))
        for name, _line, message, _comments, context in extract_from_dir(
            str(folder), methods, {}, KEYWORDS, ()
        ):
            place = f"{room}/{name}" if wanted is None else name
            found.append((place, message, context))
    return found


def template_text() -> str:
    """Write the template."""
    return _written(drawn(), None)


def language_text(lang: str) -> str:
    """Write the catalogue of a language: today's sentences with the words that it has."""
    path, new = LOCALE / lang / "LC_MESSAGES" / "sentences.po", drawn()
    new.locale = lang
    with path.open("rb") as held:
        old = {message.id: message.string for message in read_po(held, locale=lang)}
    for message in new:
        if message.id in old and message.id:
            message.string = old[message.id]
    return _written(new, lang)


def _written(catalogue: Catalog, lang: str | None) -> str:
    held = BytesIO()
    write_po(held, catalogue, width=_WIDTH, omit_header=True, include_lineno=False)
    # Braces are the fields of our templates; a percent sign is one.
    text = held.getvalue().decode().replace("#, python-format\n", "")
    text = text.replace("python-format, ", "")
    return "\n\n".join([_head(lang), text.strip("\n")]) + "\n"


def _head(lang: str | None) -> str:
    lines = [f"{_COMMENT.get(lang, _COMMENT[None])}", 'msgid ""', 'msgstr ""']
    fields = ["Project-Id-Version: sistercities"]
    if lang is not None:
        forms = Catalog(locale=lang)
        fields += [f"Language: {lang}", f"Plural-Forms: {forms.plural_forms}"]
    fields += [
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    return "\n".join([*lines, *(f'"{field}\\n"' for field in fields)])


def _write(path: Path, text: str) -> None:
    aside = path.with_suffix(".new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


if __name__ == "__main__":
    _write(TEMPLATE, template_text())
    for other in languages():
        if other != SOURCE:
            _write(LOCALE / other / "LC_MESSAGES" / "sentences.po", language_text(other))
