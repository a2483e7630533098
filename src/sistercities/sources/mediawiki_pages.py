"""What is asked of the MediaWiki API of one Wikipedia: which lists there are, then their text.

English lists are found by the beginning of their title (`allpages`), Chinese ones by words in it
(`search`), page by page as the API's own continuation says. Then each list is asked for alone, by
its page number, in the order of these numbers: a page depends on no other, so an interrupted run
goes on with the next one. `maxlag` lets busy servers send us away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.errors import FetchError, InvalidArgument, SourceError
from sistercities.sources.fetched_snapshot import SnapshotInMaking
from sistercities.sources.polite_client import PoliteClient, Unusable, harmless
from sistercities.terms.progress import Progress

MAX_LAG_SECONDS = "5"
MAX_TITLE_PAGES = 200
_BUSY = frozenset({"maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryError"})
_COMMON = {"action": "query", "format": "json", "formatversion": "2", "maxlag": MAX_LAG_SECONDS}
_CHECK = "check that --endpoint is the api.php of a Wikipedia"
_ENDLESS = "its list of titles does not end"
_FETCH = "the page is not an answer of the MediaWiki API; fetch it again"


@dataclass(frozen=True, slots=True)
class ListsOfLanguage:
    """How the lists of one language are found.

    Attributes
    ----------
    asked
        Parameters of each question for titles.
    titles
        What a title must look like; the group `about` says whose ties the page lists.
    """

    asked: tuple[Mapping[str, str], ...]
    titles: re.Pattern[str]


def _by_beginning(beginning: str) -> dict[str, str]:
    return {
        "list": "allpages", "apprefix": beginning, "apnamespace": "0",
        "apfilterredir": "nonredirects", "aplimit": "max",
    }  # fmt: skip


def _by_words(words: str) -> dict[str, str]:
    return {
        "list": "search", "srsearch": words, "srnamespace": "0", "srlimit": "max",
        "srinfo": "", "srprop": "", "srsort": "create_timestamp_asc",
    }  # fmt: skip


LISTS = {
    "en": ListsOfLanguage(
        (
            _by_beginning("List of twin towns and sister cities in "),
            _by_beginning("List of sister cities in "),
        ),
        re.compile(r"List of (?:twin towns and )?sister cities in (?:the )?(?P<about>.+)"),
    ),
    "zh": ListsOfLanguage(
        (_by_words('intitle:"友好城市" intitle:"列表"'), _by_words('intitle:"姐妹城市列表"')),
        re.compile(r"(?P<about>.+?)(?:的)?(?:友好城市|姐妹城市|友好城市或姐妹城市)列表"),
    ),
}


@dataclass(frozen=True, slots=True)
class WikiPage:
    """One list: title, whose ties it lists, page and revision number, its wikitext."""

    title: str
    about: str
    page_id: int
    revision: int
    text: str


def checked_language(language: str) -> str:
    """Return the language if its lists are known.

    Raises
    ------
    InvalidArgument
        If they are not.
    """
    if language not in LISTS:
        raise InvalidArgument("language", language, f"use one of {', '.join(LISTS)}")
    return language


def endpoint_of(language: str) -> str:
    """Address of the API of the Wikipedia of a language."""
    return f"https://{checked_language(language)}.wikipedia.org/w/api.php"


def asked_of_wikipedia(endpoint: str, language: str) -> dict[str, str]:
    """Tell what a snapshot asks; an unfinished one that asks the same goes on."""
    titles = json.dumps([dict(one) for one in LISTS[language].asked], ensure_ascii=False)
    return {"endpoint": endpoint, "language": language, "titles": titles}


def index_of_wikipedia(
    client: PoliteClient, making: SnapshotInMaking, language: str
) -> dict[int, str]:
    """Return the titles of the lists by page number, in the order of the numbers.

    Raises
    ------
    FetchError
        If there is no usable answer, or no list at all: nothing would be left of what is known.
    OutputError
        If a page cannot be kept.
    """
    pages: dict[int, str] = {}
    for question, asked in enumerate(LISTS[language].asked, 1):
        pages |= _titles_of_question(client, making, question, asked)
    pattern = LISTS[language].titles
    lists = {number: title for number, title in pages.items() if pattern.fullmatch(title)}
    if not lists:
        making.discard()  # or the next run would go on with the empty answer
        advice = f"an empty answer replaces nothing; {_CHECK}"
        raise FetchError(client.endpoint, f"it knows no list in the language {language}", advice)
    return dict(sorted(lists.items()))


def _titles_of_question(
    client: PoliteClient, making: SnapshotInMaking, question: int, asked: Mapping[str, str]
) -> dict[int, str]:
    """Follow the continuation to its end; where it has none, nothing of it is of use."""
    pages: dict[int, str] = {}
    followed: list[dict[str, str]] = [{}]
    for number in range(1, MAX_TITLE_PAGES + 1):
        name = f"titles-{question}-{number:03}.json"
        value = json.loads(making.page(name, lambda: _titles(client, asked, followed)))
        pages |= {one["pageid"]: one["title"] for one in value["query"][asked["list"]]}
        further = _continuation(value)
        if not further:
            return pages
        followed.append(further)
    making.discard()
    raise FetchError(client.endpoint, _ENDLESS, _CHECK)


def fetch_wikipedia(
    client: PoliteClient, making: SnapshotInMaking, language: str, progress: Progress
) -> None:
    """Fetch every page that is not there yet.

    Raises
    ------
    FetchError
        If there is no usable answer; the pages before it are kept.
    OutputError
        If a page cannot be kept.
    """
    lists = index_of_wikipedia(client, making, language)
    for done, number in enumerate(lists):
        progress(f"Wikipedia ({language}): lists", done, len(lists))
        making.page(page_file(number), lambda number=number: _text(client, number))  # type: ignore[misc]
    progress(f"Wikipedia ({language}): lists", len(lists), len(lists))


def page_file(number: int) -> str:
    """Name of the file that holds one list."""
    return f"page-{number}.json"


def read_wiki_pages(pages: Mapping[str, bytes], language: str) -> tuple[list[WikiPage], list[str]]:
    """Read the lists of a snapshot, by title, and name those that were gone when they were asked.

    Raises
    ------
    SourceError
        If a page is no answer of the API.
    """
    found, gone = [], []
    for name, raw in sorted(pages.items()):
        if not name.startswith("page-"):
            continue
        try:
            value = json.loads(raw)
            problem = _wrong_page(value)
        except (ValueError, RecursionError):
            problem = "it is not JSON"
        if problem:
            raise SourceError(name, 0, "(all)", problem, _FETCH)
        page = value["query"]["pages"][0]
        if "missing" in page:
            gone.append(name)
            continue
        found.append(_wiki_page(page, language))
    return sorted(found, key=lambda page: page.title), gone


def _wiki_page(page: Mapping[str, Any], language: str) -> WikiPage:
    title, revision = page["title"], page["revisions"][0]
    matched = LISTS[language].titles.fullmatch(title)
    about = matched["about"] if matched else title
    text = revision["slots"]["main"]["content"]
    return WikiPage(title, about, page["pageid"], revision["revid"], text)


def _titles(
    client: PoliteClient, asked: Mapping[str, str], followed: Sequence[Mapping[str, str]]
) -> bytes:
    """Ask for the titles that the last continuation leads to."""
    ours = {**_COMMON, **asked}

    def check(value: Any) -> None:
        _check_errors(client, value)
        query = value.get("query")
        listed = query.get(asked["list"]) if isinstance(query, dict) else None
        is_ours = isinstance(listed, list) and all(_is_title(one) for one in listed)
        if not is_ours or not isinstance(value.get("continue", {}), dict):
            raise FetchError(client.endpoint, "its answer has another shape: no titles", _CHECK)
        further = _continuation(value)
        if further.keys() & ours.keys():
            problem = "its continuation would change what is asked"
            raise FetchError(client.endpoint, problem, _CHECK)
        if further and further in followed:
            raise FetchError(client.endpoint, _ENDLESS, _CHECK)

    return client.get({**ours, **followed[-1]}, check).raw


def _continuation(value: Mapping[str, Any]) -> dict[str, str]:
    """Parameters that lead to the next titles; none at the end."""
    return {name: str(one) for name, one in value.get("continue", {}).items()}


def _is_title(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("pageid"), int)
        and isinstance(value.get("title"), str)
    )


def _text(client: PoliteClient, number: int) -> bytes:
    def check(value: Any) -> None:
        _check_errors(client, value)
        wrong = _wrong_page(value)
        if wrong:
            raise FetchError(client.endpoint, f"its answer has another shape: {wrong}", _CHECK)
        if value["query"]["pages"][0].get("pageid") != number:
            raise FetchError(client.endpoint, "it sends another page than asked for", _CHECK)

    asked = {"prop": "revisions", "rvprop": "ids|timestamp|content", "rvslots": "main"}
    return client.get({**_COMMON, **asked, "pageids": str(number)}, check).raw


def _check_errors(client: PoliteClient, value: Any) -> None:
    if not isinstance(value, dict):
        raise FetchError(client.endpoint, "its answer has another shape: no object", _CHECK)
    error = value.get("error")
    if error is None:
        return
    code = str(error.get("code", "")) if isinstance(error, dict) else ""
    if code in _BUSY:
        raise Unusable(f"it is too busy ({code})", float(MAX_LAG_SECONDS))
    told = error.get("info", code) if isinstance(error, dict) else error
    problem = harmless(f"it refuses the question: {told}"[:300])
    raise FetchError(client.endpoint, problem, _CHECK)


def _wrong_page(value: Any) -> str:
    """Say what is wrong with the answer to a question for one page; "" where nothing is."""
    try:
        pages = value["query"]["pages"]
        page = pages[0]
        if len(pages) != 1 or not isinstance(page["pageid"], int):
            return "not one page"
        if "missing" in page:
            return ""
        revision = page["revisions"][0]
        main = revision["slots"]["main"]
        is_text = isinstance(main["content"], str) and isinstance(page["title"], str)
        is_whole = isinstance(revision["revid"], int) and "truncated" not in str(
            value.get("warnings", "")
        )
    except (KeyError, IndexError, TypeError, AttributeError):
        return "no page with its text"
    if main.get("contentmodel", "wikitext") != "wikitext":
        return "the page is not wikitext"
    return "" if is_text and is_whole else "the text is cut short"
