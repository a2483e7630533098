"""What a page says of places beside each other: a sentence to repeat, tables, what was read."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.explorer.comparing import (
    TOLD_EXCHANGE,
    ComparedPlace,
    Comparison,
    SharedPartner,
    half_by,
    sound_years,
)
from sistercities.api.explorer.records import TieLine
from sistercities.api.lists_read import lists_sentence, looked_at, own_list_sentence
from sistercities.api.records import stands_of
from sistercities.web.addresses import country_path, place_path, tie_path
from sistercities.web.asked import Asked
from sistercities.web.course import Course, Dated, make_course
from sistercities.web.partner_bars import PartnerBars, make_bars
from sistercities.web.tables import Cell, Column, Table, place_cell
from sistercities.web.tie_columns import year_cell
from sistercities.web.told import one_after, told

_NAMED = 5
"""Partners in common that the first sentence names."""
SHOWN = 8
"""Rows of partners and of countries in common that are shown before the reader asks for more."""


def names_of(asked: Asked, found: Comparison) -> list[str]:
    """Give what the page calls each place; two of one name are told apart by their countries."""
    names = [asked.called(one.card).first for one in found.places]
    lang = asked.words.lang
    return [
        asked.words("compare.namesake", place=name, where=_where(asked, one, lang))
        if names.count(name) > 1
        else name
        for name, one in zip(names, found.places, strict=True)
    ]


def _where(asked: Asked, one: ComparedPlace, lang: str) -> str:
    """Region of a place, else its country."""
    region = asked.site.regions.get(one.card.region_iso or "")
    return region[0] if region else asked.site.country(one.card.country, lang)


def joined(asked: Asked, names: Sequence[str]) -> str:
    """Set names one after the other as a sentence does."""
    comma, last = asked.words("list.comma"), asked.words("list.and")
    return last.join((comma.join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def answer_of(asked: Asked, found: Comparison) -> str:
    """Say how many partners each has, and which they share: a sentence to repeat."""
    return one_after(
        _numbers(asked, found), _exchange(asked, found), _none_known(asked, found),
        _shared(asked, found),
    )  # fmt: skip


def _numbers(asked: Asked, found: Comparison) -> str:
    """Say how many partners each has of which one is known."""
    words, named = asked.words, zip(names_of(asked, found), found.places, strict=True)
    known = [(name, len(one.standing)) for name, one in named if one.standing]
    said = [
        words("compare.also", place=name, n=f"{n:,}")
        if k
        else words.count("compare.has", n, place=name)
        for k, (name, n) in enumerate(known)
    ]
    clauses = words("compare.clause").join(said[:-1]), *said[-1:]
    joint = words("compare.last_clause").join(filter(None, clauses))
    return joint + words("list.stop") if said else ""


def _none_known(asked: Asked, found: Comparison) -> str:
    """Say of which no partner is known, and which lists were looked at."""
    named = zip(names_of(asked, found), found.places, strict=True)
    none = [(name, one) for name, one in named if not one.standing]
    if not none:
        return ""
    names = joined(asked, [name for name, _ in none])
    lists = dict.fromkeys(told(asked, looked_at(one.card.lists)).sentence for _, one in none)
    return one_after(asked.words("compare.no_partner", places=names), *lists)


def _exchange(asked: Asked, found: Comparison) -> str:
    """Say whose number counts partners of a kind that most lists leave out."""
    words = asked.words
    named = zip(names_of(asked, found), found.places, strict=True)
    many = [(name, one) for name, one in named if one.n_exchange >= TOLD_EXCHANGE]
    if len(many) == 1:
        name, one = many[0]
        if not one.without_exchange:
            return words("compare.exchange_all", place=name)
        return words(
            "compare.exchange_of", place=name, n=f"{one.n_exchange:,}",
            rest=f"{len(one.without_exchange):,}",
        )  # fmt: skip
    said = [
        words("compare.also", place=name, n=f"{len(one.without_exchange):,}") for name, one in many
    ]
    return (
        words("compare.exchange_several", named=words("compare.clause").join(said)) if said else ""
    )


def course_of(asked: Asked, found: Comparison) -> Course | None:
    """Draw the ties of the places by the year they began."""
    dated = []
    named = zip(names_of(asked, found), found.places, found.drawn, strict=True)
    for name, one, ties in named:
        years = sound_years(ties)
        n_left = len(one.standing) - len(ties)
        dated.append(Dated(name, years, len(ties), one.until, half_by(years), n_left))
    return make_course(dated, asked.words)


def bars_of(asked: Asked, found: Comparison) -> PartnerBars | None:
    """Draw how many partners each has, where too few have a year for their course."""
    named = enumerate(zip(names_of(asked, found), found.places, strict=True))
    numbers = [(name, len(one.standing), found.n_shared(k)) for k, (name, one) in named]
    return make_bars(numbers, len(found.common), asked.words)


def _shared(asked: Asked, found: Comparison) -> str:
    """Say which partners they share; nothing where fewer than two have a known one."""
    words = asked.words
    if sum(bool(one.standing) for one in found.places) < 2:
        return ""
    of_all, common = found.of_all, found.common
    if not common:
        return words("compare.share_none")
    if len(found.places) == 2:
        return _named(asked, "compare.share", of_all)
    if not of_all:
        said = words("compare.all_none")
        return one_after(said, _named(asked, "compare.some", common))
    rest = len(common) - len(of_all)
    more = words.count("compare.more", rest) if rest else ""
    return one_after(_named(asked, "compare.all", of_all), more)


def _named(asked: Asked, key: str, shared: Sequence[SharedPartner]) -> str:
    names = joined(asked, [asked.called(one.partner).first for one in shared[:_NAMED]])
    few = f"{key}_many" if len(shared) > _NAMED else key
    return asked.words.count(few, len(shared), named=names) + asked.words("list.stop")


def own_ties(asked: Asked, found: Comparison) -> tuple[Cell, ...]:
    """Say of each tie of the places with each other since when it is, and how it stands."""
    words = asked.words
    return tuple(
        Cell(
            words("compare.own", one=asked.called(one.here).first,
                  other=asked.called(one.there).first),
            asked.link(tie_path(one.tie_id)),
            note=f"{_since(asked, one)}{words('list.comma')}{_stands(asked, one)}",
        )
        for one in found.own_ties
    )  # fmt: skip


def _since(asked: Asked, tie: TieLine) -> str:
    cell = year_cell(asked, tie)
    if cell.mark == "unknown":
        return asked.words("compare.no_year")
    return asked.words("years.since", first=cell.text if cell.mark == "suspect" else cell.text[:4])


def _stands(asked: Asked, tie: TieLine) -> str:
    return told(asked, stands_of(tie).short).sentence


def numbers_table(asked: Asked, found: Comparison) -> Table:
    """Set the numbers of the places beside each other, a row a number."""
    words = asked.words
    rows = [
        ("standing", [_count(asked, one, len(one.standing)) for one in found.places]),
        ("total", [_count(asked, one, len(one.ties)) for one in found.places]),
        ("countries", [_count(asked, one, len(one.countries)) for one in found.places]),
        ("dated", [_count(asked, one, len(one.years)) for one in found.places]),
        ("first", [_first_year(asked, one) for one in found.places]),
        ("inside", [_inside(asked, one) for one in found.places]),
        ("people", [_people(asked, one) for one in found.places]),
        ("lists", [_lists(asked, one) for one in found.places]),
        ("peers", [_peers(asked, one) for one in found.places]),
    ]
    if any(one.n_old for one in found.places):
        rows.insert(1, ("old", [_old(asked, one) for one in found.places]))
    if any(one.n_exchange for one in found.places):
        rows.insert(1, ("exchange", [_exchanges(asked, one) for one in found.places]))
    heads = (
        Column(words("compare.number")),
        *(Column(name, is_number=True) for name in names_of(asked, found)),
    )
    return Table(
        "numbers", words("compare.numbers"), heads,
        tuple((Cell(words(f"compare.row.{key}")), *cells) for key, cells in rows),
        len(rows), None, None, "",
    )  # fmt: skip


def _count(asked: Asked, one: ComparedPlace, n: int) -> Cell:
    if one.n_known is None:
        return Cell("", note=asked.words("unknown.ties"))
    return Cell(f"{n:,}")


def _old(asked: Asked, one: ComparedPlace) -> Cell:
    if one.n_known is None or one.n_old:
        return _count(asked, one, one.n_old)
    return Cell(asked.words("compare.none"))


def _exchanges(asked: Asked, one: ComparedPlace) -> Cell:
    """Say how many there are; none on record is no zero, since few lists name such."""
    if one.n_exchange:
        return Cell(f"{one.n_exchange:,}")
    return Cell("", note=asked.words("unknown.ties"))


def _first_year(asked: Asked, one: ComparedPlace) -> Cell:
    if one.years:
        return Cell(str(one.years[0]))
    return Cell("", note=asked.words("year.unknown"))


def _inside(asked: Asked, one: ComparedPlace) -> Cell:
    """Say how many lie inside sister regions, of how many of which it can be told."""
    words, n = asked.words, one.inside
    if n is None:
        return Cell("", note=words("compare.is_region"))
    if not n.told:
        return Cell("", note=words("compare.inside_unknown"))
    rest = n.total - n.told
    note = words("compare.inside_rest", n=f"{rest:,}") if rest else None
    if n.told == 1:
        return Cell(words("compare.inside_one" if n.inside else "compare.inside_not"), note=note)
    if not n.inside:
        return Cell(words("compare.inside_none", told=f"{n.told:,}"), note=note)
    return Cell(words("compare.inside", n=f"{n.inside:,}", told=f"{n.told:,}"), note=note)


def _people(asked: Asked, one: ComparedPlace) -> Cell:
    card, words = one.card, asked.words
    if not card.population:
        return Cell("", note=words("unknown.population"))
    if card.is_population_doubtful:
        note = words("compare.people_doubtful")
    elif card.population_year is None:
        note = words("compare.people_undated")
    elif card.is_agglomeration:
        note = words("compare.people_agglomeration", year=card.population_year)
    else:
        note = str(card.population_year)
    return Cell(f"{card.population:,}", note=note)


def _lists(asked: Asked, one: ComparedPlace) -> Cell:
    years = one.card.lists.years
    if not years:
        return Cell("", note=asked.words("compare.no_list"))
    return Cell(asked.words("list.comma").join(map(str, years)))


def _peers(asked: Asked, one: ComparedPlace) -> Cell:
    if one.card.valid_to is not None:
        return Cell("", note=asked.words("compare.former"))
    address = asked.link("/benchmark", q=one.card.place_id)
    return Cell(asked.words("compare.peers"), address)


def coverage_of(asked: Asked, found: Comparison) -> tuple[str, ...]:
    """Say which lists were read for each place, and by when the sources of its years end."""
    return tuple(
        asked.words("compare.of_place", place=name, said=one_after(*_read_for(asked, one)))
        for name, one in zip(names_of(asked, found), found.places, strict=True)
    )


def _read_for(asked: Asked, one: ComparedPlace) -> list[str]:
    words, lists = asked.words, one.card.lists
    if not one.ties:
        return [told(asked, looked_at(lists)).sentence]
    said = (own_list_sentence(lists), lists_sentence(lists, one.card.standing))
    sentences = [told(asked, each).sentence for each in said if each]
    if one.until is not None:
        sentences.append(words("compare.until", year=one.until))
    if one.n_exchange >= TOLD_EXCHANGE:
        sentences.append(words.count("compare.exchange", one.n_exchange))
    return sentences


def common_table(asked: Asked, found: Comparison, *, is_rest: bool = False) -> Table:
    """List the partners of two or more of the places, with each tie: the first, or the rest."""
    words = asked.words
    names = names_of(asked, found)
    shared = found.shared[SHOWN:] if is_rest else found.shared[:SHOWN]
    heads = (Column(words("column.partner")), *(Column(name) for name in names))
    rows = tuple(
        (
            place_cell(
                asked, one.partner, note=asked.site.country(one.partner.country, words.lang)
            ),
            *(
                _tie_cell(asked, tie, is_itself=place.card.place_id == one.partner.place_id)
                for tie, place in zip(one.ties, found.places, strict=True)
            ),
        )
        for one in shared
    )
    caption = words("compare.common")
    return Table(
        "more-common" if is_rest else "common", caption, heads, rows, len(rows), None, None, ""
    )


def _tie_cell(asked: Asked, tie: TieLine | None, *, is_itself: bool) -> Cell:
    """Say since when a partner is one, and how that stands; a year in doubt looks different."""
    if is_itself:
        return Cell(asked.words("compare.itself"), mark="unknown")
    if tie is None:
        return Cell("", note=asked.words("unknown.ties"))
    year = year_cell(asked, tie)
    text = year.text if year.mark != "date" else year.text[:4]
    return Cell(text, asked.link(tie_path(tie.tie_id)), note=_stands(asked, tie), mark=year.mark)


def countries_table(asked: Asked, found: Comparison, *, is_rest: bool = False) -> Table:
    """List the countries in which two or more have partners: the first of them, or the rest."""
    words = asked.words
    rows = found.countries[SHOWN:] if is_rest else found.countries[:SHOWN]
    heads = (
        Column(words("column.country")),
        *(Column(name, is_number=True) for name in names_of(asked, found)),
    )
    return Table(
        "more-countries" if is_rest else "common-countries", words("compare.countries"), heads,
        tuple(
            (
                Cell(asked.site.country(code, words.lang), asked.link(country_path(code))),
                *(Cell(f"{n:,}" if n else "", note=None if n else words("unknown.ties"))
                  for n in numbers),
            )
            for code, numbers in rows
        ),
        len(rows), None, None, "",
    )  # fmt: skip


def only_of(asked: Asked, found: Comparison) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """List, of each place, the countries in which it alone has partners."""
    return tuple(
        (
            name,
            tuple(
                Cell(
                    asked.site.country(code, asked.words.lang), asked.link(country_path(code)),
                    note=f"{n:,}" if n > 1 else None,
                )
                for code, n in found.only(k)
            ),
        )
        for k, name in enumerate(names_of(asked, found))
        if found.only(k)
    )  # fmt: skip


def page_of(asked: Asked, one: ComparedPlace) -> str:
    """Address of the page of one of the places."""
    return asked.link(place_path(one.card))
