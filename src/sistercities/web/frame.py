"""What stands around each page: title, ways on, what must be said, how to cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import sistercities
from sistercities.api.page_citation import page_bibtex
from sistercities.web.asked import Asked
from sistercities.web.catalogues import languages
from sistercities.web.file_names import page_file
from sistercities.web.host import IMPRINT_PATH, Host
from sistercities.web.languages import Words, name_of, tag_of
from sistercities.web.share import Share, make_share, not_shared
from sistercities.web.tables import COLUMNS_PATH

_ROOMS = (
    "countries",
    "recommend",
    "compare",
    "studies",
    "data",
    "benchmark",
    "assess",
    "path",
    "methods",
    "search",
)
_MAIN = 5
"""So many rooms stand in the head of a wide page; the menu has all."""


NOT_STATED = "not stated"
"""Licence of a source that names none."""
_OF_FILES = ("search", "countries", "studies", "data", "methods")
"""Rooms whose pages a site of files has whole; the others need a computer."""
EMBEDDED = ("place", "region", "country", "pair", "tie")
"""Rooms whose pages have a reduced form for pages of others."""
REDUCED = "reduced"
"""What stands after the # of the address of a file whose page is to be seen in its reduced form."""
EMBEDDED_IN_FILES = ("place", "region", "country")
"""The same where the pages are files: those with a map."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link with its words; `is_here` marks the page itself, `is_of_files` what files answer."""

    href: str
    label: str
    is_here: bool = False
    lang: str | None = None
    is_of_files: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page.

    Attributes
    ----------
    words
        The words of its language.
    title, sentence
        Name of the page, and what it says in one sentence, for search engines and previews.
    home, search
        Addresses of the start and of the search.
    ways, main_ways, crumbs, languages
        The rooms of the site, those that the head names, the way down to this page, the same page
        in each language.
    data_room
        Address of the page on the data.
    notices
        What must be said on every page, such as an overlay that is left out.
    quotable
        That sentence with its source, to be printed elsewhere; "" where the page says none.
    citation, bibtex, address
        How to cite the page, also for BibTeX, and its own address.
    reduced
        Address of the reduced form of the page; "" where it has none.
    embed
        What sets that into a page of others; "" where its whole address is not known.
    csv, json
        Addresses of its main table as data; None where it has none.
    meanings
        Address of what the columns of these data mean.
    version
        Version of the data.
    lang_asked
        The language, where the address names it, so that forms keep it; else "".
    asset
        What changes when a style does.
    is_static
        Whether the page is a file on a host that computes nothing.
    is_start
        Whether it is the start, whose own search box stands for that of the head.
    host
        Who runs the site.
    share
        What belongs to the page where it is passed on.
    site_name
        What the host calls the site; what the words call it, where the host does not say.
    licences
        Licence of the data, of each source laid over them, and what the host says of its own.
    imprint
        Address of the imprint; "" where there is none.
    """

    words: Words
    title: str
    sentence: str
    home: str
    search: str
    ways: tuple[Way, ...]
    main_ways: tuple[Way, ...]
    data_room: str
    crumbs: tuple[Way, ...]
    languages: tuple[Way, ...]
    notices: tuple[str, ...]
    quotable: str
    citation: str
    bibtex: str
    address: str
    reduced: str
    embed: str
    csv: str | None
    json: str | None
    meanings: str
    version: str
    lang_asked: str
    asset: str
    is_static: bool
    host: Host
    share: Share
    site_name: str
    licences: tuple[str, ...]
    imprint: str
    is_start: bool = False


def make_frame(
    asked: Asked,
    title: str,
    sentence: str = "",
    *,
    crumbs: tuple[tuple[str, str], ...] = (),
    has_data: bool = False,
    about: Mapping[str, object] | None = None,
    source: str = "",
    is_shared: bool = True,
) -> Frame:
    """Make the frame of a page.

    Parameters
    ----------
    asked
        The request.
    title, sentence
        As in `Frame`.
    crumbs
        Paths and names from the start down to the page above this one.
    has_data
        Whether the page's own address has a table as CSV and JSON.
    about
        What the page is about, as `linked_data` describes it; None for nothing more than a page.
    source
        Who says what the sentence says, where it rests on one source.
    is_shared
        Whether it is a page to pass on; one that says why there is no answer is not.
    """
    words, version = asked.words, asked.site.explorer.version
    address = asked.address
    ways = _ways(asked)
    # A file of a site whose address is not known has none to be cited by: its name leads nowhere.
    is_whole = bool(asked.base) or asked.site.static is None
    said = words(
        "cite.text" if is_whole else "cite.without_address",
        title=title, program=sistercities.__version__, data=version, address=address,
    )  # fmt: skip
    return Frame(
        words=words,
        title=title,
        sentence=sentence,
        home=asked.link("/"),
        search=asked.link("/search").partition("?")[0],
        ways=ways,
        main_ways=ways[:_MAIN],
        data_room=asked.link("/data"),
        crumbs=tuple(Way(asked.link(path), name) for path, name in crumbs),
        languages=tuple(
            Way(asked.again(lang=code), name_of(code), code == words.lang, tag_of(code))
            for code in languages()
        ),
        notices=tuple(words("notice.overlay", name=name) for name in asked.site.explorer.left_out),
        quotable=_quotable(asked, sentence, source),
        citation=said,
        bibtex=page_bibtex(title, address, version, has_url=is_whole),
        address=address,
        reduced=reduced_address(asked),
        embed=_embed(asked, title),
        csv=asked.again("csv", page=None, size=None) if has_data else None,
        json=asked.again("json", page=None, size=None) if has_data else None,
        meanings=asked.link(COLUMNS_PATH),
        version=version,
        lang_asked=words.lang if "lang" in asked.params else "",
        asset=asked.site.styles,
        is_static=asked.site.static is not None,
        is_start=asked.path == "/",
        host=asked.site.host,
        share=make_share(asked, title, crumbs, about) if is_shared else not_shared(asked),
        site_name=asked.site.host.title_or(words("site.name")),
        licences=_licences(asked),
        imprint=_imprint(asked),
    )


def _ways(asked: Asked) -> tuple[Way, ...]:
    """Lead to the rooms of the site."""
    here = next((room for room in _ROOMS if _is_in(asked.path, room)), "")
    return _ways_from(asked.words, here, asked.link(""))


@lru_cache(maxsize=128)
def _ways_from(words: Words, here: str, query: str) -> tuple[Way, ...]:
    return tuple(
        Way(
            f"/{room}{query}", words(f"nav.{room}"), room == here, is_of_files=room in _OF_FILES
        )
        for room in _ROOMS
    )  # fmt: skip


def _licences(asked: Asked) -> tuple[str, ...]:
    words, host = asked.words, asked.site.host
    said = [words("cite.licence")]
    for one in asked.site.overlay_sources:
        is_stated = one.licence != NOT_STATED
        key = "foot.licence_overlay" if is_stated else "foot.licence_not_stated"
        said.append(words(key, title=one.title, licence=one.licence))
    if host.licence:
        said.append(words("foot.licence_host", licence=host.licence))
    return tuple(said)


def _imprint(asked: Asked) -> str:
    host = asked.site.host
    return asked.link(IMPRINT_PATH) if host.imprint_text else host.imprint


def reduced_address(asked: Asked) -> str:
    """Address of the reduced form of a page; "" where it has none."""
    room, *parts = asked.path.strip("/").split("/")
    rooms = EMBEDDED if asked.site.static is None else EMBEDDED_IN_FILES
    is_whole = room in rooms and len(parts) == (2 if room == "pair" else 1)
    return asked.link(f"/embed{asked.path}") if is_whole else ""


def _quotable(asked: Asked, sentence: str, source: str) -> str:
    """Set behind the sentence of a place, a country or a partnership where it comes from.

    Pages that are files have no room for it.
    """
    is_shown = asked.site.static is None and asked.base
    if not is_shown or not sentence or not reduced_address(asked):
        return ""
    key = "quote.text_of_source" if source else "quote.text"
    said = {"data": asked.site.explorer.version, "address": asked.address, "source": source}
    return asked.words(key, sentence=sentence, **said)


def _embed(asked: Asked, title: str) -> str:
    """Write the element that sets the page into one of others."""
    static = asked.site.static
    if not reduced_address(asked) or (static is not None and not static.base):
        return ""
    if static is None:
        address = f"{asked.base}{asked.link(f'/embed{asked.path}', lang=asked.words.lang)}"
    else:
        address = f"{static.base}{asked.words.lang}/{page_file(asked.path)}#{REDUCED}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="640" '
        'loading="lazy"></iframe>'
    )


def _is_in(path: str, room: str) -> bool:
    return path == f"/{room}" or path.startswith(f"/{room}/")
