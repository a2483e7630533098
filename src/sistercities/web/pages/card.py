"""What the card of each page shows: the words of the page itself, a few figures, its map."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sistercities.api.explorer.areas import partner_countries, partner_countries_of_place
from sistercities.api.explorer.holdings import holdings
from sistercities.api.explorer.map import Caption, MapNames, draw_ties
from sistercities.api.explorer.records import StartYears
from sistercities.api.explorer.report_parts import ReportPart, number_words
from sistercities.api.explorer.reports import StudyReport
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.ties import Scope, held_by, standing_counts, start_years
from sistercities.api.standing import count_alive
from sistercities.web.answers import Answer, Drawing, Page, Picture, Redirect, Refusal
from sistercities.web.asked import Asked
from sistercities.web.cards.addresses import ENDING
from sistercities.web.cards.layout import Card, Interval, card_svg, is_writable
from sistercities.web.cards.picture import can_draw, card_png
from sistercities.web.catalogues import SOURCE
from sistercities.web.languages import Words
from sistercities.web.pages.chapters import ChapterPage, chapter_page, report_named
from sistercities.web.pages.country import CountryPage, country_page
from sistercities.web.pages.flows import flows_answer
from sistercities.web.pages.maps import country_shown, counts_answer, place_map
from sistercities.web.pages.pair import PairPage, pair_page
from sistercities.web.pages.place import PlacePage, place_page
from sistercities.web.pages.region import RegionPage, region_page
from sistercities.web.pages.start import StartPage, start_page
from sistercities.web.pages.studies import StudiesPage, one_report
from sistercities.web.pages.tie import TiePage, tie_page
from sistercities.web.report_words import told_of_report
from sistercities.web.tie_columns import year_cell
from sistercities.web.timeline import Timeline
from sistercities.web.told import told

_STOP = re.compile(r"(?<=.{24}[a-z\d)%]\.) (?=[A-Z\d])|(?<=。)")
Figures = tuple[tuple[str, str], ...]


def card_answer(asked: Asked) -> Answer:
    """Answer the address of a card.

    Parameters
    ----------
    asked
        The request; its path is that of the page.

    Raises
    ------
    PlaceNotFound, InvalidArgument
        As the page does.
    """
    if not can_draw():
        return Refusal(404, asked.words("card.none"))
    made = _page(asked)
    if isinstance(made, Redirect):
        path, mark, rest = made.address.partition("?")
        return Redirect(f"{path}{ENDING}{mark}{rest}", made.is_lasting)
    if not isinstance(made, Page):
        return made
    return Picture(card_of(asked, made))


def card_of(asked: Asked, made: Page) -> bytes:
    """Draw the card of a page; in English where no font here writes the language of the page.

    Parameters
    ----------
    asked, made
        The request, and the page that it is answered with.
    """
    card = _card(asked, made)
    if is_writable(card) or asked.words.lang == SOURCE:
        return card_png(card_svg(card))
    english = replace(asked, words=Words(SOURCE), params={**asked.params, "lang": SOURCE})
    again = _page(english)
    return card_png(card_svg(_card(english, again if isinstance(again, Page) else made)))


_PAGES: dict[str, Callable[[Asked, list[str]], Answer]] = {
    "": lambda asked, _parts: start_page(asked),
    "place": lambda asked, parts: place_page(asked, parts[0], "html"),
    "region": lambda asked, parts: region_page(asked, parts[0], None, "html"),
    "country": lambda asked, parts: country_page(asked, parts[0], None, "html"),
    "pair": lambda asked, parts: pair_page(asked, parts[0], parts[1], "html"),
    "tie": lambda asked, parts: tie_page(asked, parts[0], None, "html"),
    "studies": lambda asked, parts: (
        one_report(asked, parts[0], "html")
        if len(parts) == 1
        else chapter_page(asked, parts[0], parts[1])
    ),
}


def _page(asked: Asked) -> Answer:
    room, *parts = asked.path.strip("/").split("/")
    return _PAGES[room](asked, parts)


def _card(asked: Asked, made: Page) -> Card:
    context = made.context
    plain = _plain(asked, made)
    if isinstance(context, StartPage):
        return _of_start(asked, plain)
    if isinstance(context, PlacePage):
        return _of_place(asked, plain, context)
    if isinstance(context, RegionPage):
        return _of_place(asked, plain, context.place)
    if isinstance(context, CountryPage):
        return _of_country(asked, plain, context)
    if isinstance(context, PairPage):
        codes = asked.path.split("/")[2:]
        return replace(
            plain, sentence=_first_of(plain.sentence), drawing=year_bars(context.timeline),
            figures=_figures(asked, "pair", codes, None),
        )  # fmt: skip
    if isinstance(context, TiePage):
        return _of_tie(asked, plain, context)
    if isinstance(context, StudiesPage | ChapterPage):
        return _of_finding(asked, plain)
    return plain


def _plain(asked: Asked, made: Page) -> Card:
    """Take what the frame of any page says."""
    words, frame = asked.words, made.context.frame
    foot = words("card.foot", data=frame.version)
    where = asked.base.partition("://")[2].rstrip("/")
    return Card(
        site=frame.site_name, title=frame.title, local="", local_lang=None,
        sentence=frame.sentence, lang=words.tag, figures=(), drawing="", interval=None,
        foot=f"{foot} · {where}" if where else foot,
    )  # fmt: skip


def _of_start(asked: Asked, plain: Card) -> Card:
    words, held = asked.words, holdings(asked.site.explorer)
    figures = (
        (f"{held.ties:,}", words("count.ties")),
        (f"{held.places:,}", words("count.places")),
        (f"{held.countries:,}", words("count.countries")),
    )
    return replace(plain, figures=figures, drawing=_svg(flows_answer(_bare(asked), "svg")))


def _of_place(asked: Asked, plain: Card, page: PlacePage) -> Card:
    held = held_by(asked.site.explorer, page.card)
    partners = partner_countries_of_place(asked.site.explorer, *held)
    countries = sum(1 for one in partners if one.n_standing)
    figures = _figures(asked, "place", held, countries, count_alive(page.card.standing))
    has_map = page.map is not None
    return replace(
        plain, title=page.called.first, local=page.called.other or "",
        sentence=_first_of(plain.sentence),
        local_lang=page.called.other_lang, figures=figures,
        drawing=_svg(place_map(_bare(asked), page.card.place_id)) if has_map else "",
    )  # fmt: skip


def _of_country(asked: Asked, plain: Card, page: CountryPage) -> Card:
    countries = len(partner_countries(asked.site.explorer, page.code))
    shown = counts_answer(asked, country_shown(_bare(asked), page.code), "svg")
    drawn = _svg(shown) if page.map else ""
    return replace(
        plain, title=page.name, drawing=drawn, sentence=_first_of(plain.sentence),
        figures=_figures(asked, "country", [page.code], countries),
    )  # fmt: skip


def _of_tie(asked: Asked, plain: Card, page: TiePage) -> Card:
    explorer, tie = asked.site.explorer, page.tie
    here = card_by_id(explorer, tie.here.place_id)
    nameless = MapNames(lambda _place: "", lambda _code: "")
    drawn = draw_ties(explorer, here, [tie], nameless, Caption("", ""), name="")
    year = year_cell(asked, tie)
    is_known = bool(year.text) and year.mark not in ("unknown", "suspect")
    figures = ((year.text, asked.words("card.began")),) if is_known else ()
    return replace(plain, figures=figures, drawing=drawn.svg if drawn else "")


def _figures(
    asked: Asked, scope: Scope, keys: list[str], countries: int | None, n: int | None = None
) -> Figures:
    """Count the partnerships of today and their countries, and give the first known year."""
    words, explorer = asked.words, asked.site.explorer
    n = count_alive(standing_counts(explorer, scope, keys)) if n is None else n
    if not n:
        return ()
    found = [(f"{n:,}", words.count("card.partnerships", n))]
    if countries:
        found.append((f"{countries:,}", words.count("card.countries", countries)))
    first = _first_year(start_years(explorer, scope, keys))
    if first is not None:
        found.append((str(first), words("card.first_year")))
    return tuple(found)


def _first_year(years: StartYears) -> int | None:
    known = [one.year for one in years.counts if one.year is not None]
    return min(known, default=None)


def _of_finding(asked: Asked, plain: Card) -> Card:
    name, _, study = asked.path.removeprefix("/studies/").partition("/")
    report = report_named(asked, name)
    part = _part_to_show(report, study)
    if part is None:
        return plain
    said = told_of_report(asked, part.sentence).sentence
    about = plain.title if not study else asked.words(f"study.{study}")
    finding = said if study else plain.sentence
    return replace(
        plain, site=f"{plain.site} · {about}", title=finding, sentence="",
        interval=_interval(asked, part),
    )  # fmt: skip


def _part_to_show(report: StudyReport, study: str) -> ReportPart | None:
    """Choose the part whose number the headline names, else the first that has an interval."""
    held = [
        one for one in report.parts
        if study in ("", one.study) and None not in (one.value, one.low, one.high, one.line)
    ]  # fmt: skip
    named = [one for one in held if one.value and f"{one.value:.2g} times" in report.headline]
    return next(iter((*named, *held)), None)


def _interval(asked: Asked, part: ReportPart) -> Interval:
    number, span = number_words(part)
    assert part.value is not None
    assert part.low is not None
    assert part.high is not None
    assert part.line is not None
    return Interval(
        part.value, part.low, part.high, part.line, number, told(asked, span).sentence,
        asked.words("card.no_effect", line=f"{part.line:g}"),
    )  # fmt: skip


def _first_of(sentence: str) -> str:
    """Take the first sentence: figures say the rest, or the page does."""
    return next(iter(_STOP.split(sentence, maxsplit=1)), "")


def _bare(asked: Asked) -> Asked:
    """Ask without filters: a card shows all of a page."""
    kept = {name: value for name, value in asked.params.items() if name == "lang"}
    return replace(asked, params=kept)


def _svg(made: Answer) -> str:
    return made.svg if isinstance(made, Drawing) else ""


_BLUE = "#0072b2"


def year_bars(timeline: Timeline | None) -> str:
    """Draw the sound years of a timeline, the first and the last named; "" where there is none."""
    if timeline is None or timeline.years is None:
        return ""
    bars = [one for one in timeline.bars if one.kind == "year"]
    left, right = bars[0].x, bars[-1].x + bars[-1].width
    drawn = "".join(
        f'<rect x="{one.x:g}" y="{one.y:g}" width="{one.width:g}" height="{one.height:g}" '
        f'fill="{_BLUE}"/>'
        for one in bars if one.height
    )  # fmt: skip
    base = timeline.base
    labels = "".join(
        f'<text class="kept" x="{x:g}" y="{base + 22:g}" font-size="17" fill="#5c5c5c" '
        f'font-family="Source Sans Pro" text-anchor="{anchor}">{year}</text>'
        for x, anchor, year in (
            (left, "start", timeline.years.first), (right, "end", timeline.years.last),
        )
    )  # fmt: skip
    return (
        f'<svg viewBox="{left:g} 0 {right - left:g} {base + 30:g}"><path d="M{left:g} {base:g}'
        f'H{right:g}" stroke="#8a8a86" stroke-width="1"/>{drawn}{labels}</svg>'
    )
