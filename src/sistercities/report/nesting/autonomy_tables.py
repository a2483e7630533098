"""Tables of the nesting study by place: home units, cities, partner countries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sistercities.report import numerals
from sistercities.report.nesting import autonomy_words, wording
from sistercities.report.tables import Cell, Heading, ReportTable, number_cell
from sistercities.sentences import capital, say
from sistercities.studies.nesting.result import Autonomy, CountryRow, NestingResult


def _autonomy_row(row: Autonomy) -> tuple[Cell, ...]:
    why = row.note or say("not known: the upper ties of this place are not listed by a source")
    interval = numerals.span(numerals.signed(row.low), numerals.signed(row.high))
    return (
        Cell(row.name, local=row.name_local),
        number_cell(numerals.signed(row.autonomy), why),
        number_cell(interval, why),
        Cell(numerals.whole(row.n_ties)),
        number_cell(numerals.whole(row.n_inside), why),
        number_cell(numerals.figures(row.expected), why),
    )


def _autonomy(caption: str, first: str, rows: Iterable[Autonomy]) -> ReportTable:
    headings = (
        Heading(first, is_number=False),
        Heading(say("Autonomy"), say("log(expected / observed)")),
        Heading(say("Interval"), "95 %"),
        Heading(say("City ties")),
        Heading(say("Inside"), say("ties")),
        Heading(say("Expected inside"), say("ties")),
    )
    return ReportTable(caption, headings, tuple(_autonomy_row(row) for row in rows))


def units_in_order(result: NestingResult) -> list[Autonomy]:
    """Units with known autonomy, the highest first, then those not known, by name."""
    known = autonomy_words.known_autonomy(result.autonomy_units)
    rest = [row for row in result.autonomy_units if not numerals.is_known(row.autonomy)]
    return known + sorted(rest, key=lambda row: row.name)


def autonomy_units(result: NestingResult) -> ReportTable:
    """All home units."""
    word = wording.home_unit(result)
    caption = say("Every {word}, the most autonomous first", word=word)
    return _autonomy(caption, capital(word), units_in_order(result))


def _written_alike(known: Sequence[Autonomy]) -> bool:
    """Whether all values are the same in the digits shown."""
    return len({numerals.signed(row.autonomy) for row in known}) == 1


def autonomy_cities(result: NestingResult, most: int = 10) -> ReportTable:
    """List the home cities at both ends of the list."""
    known = autonomy_words.known_autonomy(result.autonomy_cities)
    if len(known) <= 2 * most:
        return _autonomy(
            say("Every city with a known value, the most autonomous first"), say("City"), known
        )
    by_ties = sorted(known, key=lambda row: (-row.n_ties, row.name))[: 2 * most]
    caption = say("The {n} of {total} cities with most ties", n=2 * most, total=len(known))
    if _written_alike(known):
        same = say("the cities differ no more than chance lets them, so all have the same value")
        return _autonomy(say("{label}: {value}", label=caption, value=same), say("City"), by_ties)
    if _is_shared(known):
        return replace(_autonomy(caption, say("City"), by_ties), notes=(_ONE_CITY_SAYS_LITTLE,))
    caption = say(
        "The {most} most and the {most} least autonomous of {n} cities", most=most, n=len(known)
    )
    return _autonomy(caption, say("City"), [*known[:most], *known[-most:]])


_ONE_CITY_SAYS_LITTLE = say(
    "A single city has too few ties to be told apart from its neighbours, so cities"
    " of one home region share nearly the same value, also a city without any tie "
    "inside. The values rank regions, not cities."
)


def _is_shared(known: Sequence[Autonomy]) -> bool:
    """Whether cities of one unit have the same value in the digits shown, in half the cases."""
    written = {(row.unit_id, numerals.signed(row.autonomy)) for row in known}
    return 2 * len(written) < len(known)


def _country_row(row: CountryRow) -> tuple[Cell, ...]:
    return (
        Cell(row.country_name, local=row.country),
        Cell(numerals.whole(row.n_ties)),
        Cell(numerals.whole(row.n_upper)),
        Cell(numerals.whole(row.n_inside)),
        Cell(numerals.figures(row.expected)),
        number_cell(
            numerals.ratio(row.ratio), say("nothing is expected inside, so there is no ratio")
        ),
    )


def partner_countries(result: NestingResult) -> ReportTable:
    """All partner countries."""
    headings = (
        Heading(say("Country"), is_number=False),
        Heading(say("City ties")),
        Heading(say("Upper ties")),
        Heading(say("Inside"), say("city ties")),
        Heading(say("Expected inside"), say("city ties")),
        Heading(say("Ratio")),
    )
    rows = tuple(_country_row(row) for row in wording.by_ties(result.partner_countries))
    return ReportTable(say("Every partner country, by city ties"), headings, rows, n_printed=25)
