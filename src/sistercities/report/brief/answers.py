"""Suggestions and scorecard in the brief: which reasons are told, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sistercities.partners.answers import PartnerPlace
from sistercities.partners.assessment import Assessment, ComparablePair, Criterion
from sistercities.partners.gate.obstacle import Obstacle, in_order, said_first
from sistercities.partners.reason import Reason
from sistercities.partners.short_lists.answer import ShortList, ShortLists, Suggestion, Telling
from sistercities.partners.short_lists.purpose_facts import wanted_for
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.report import numerals
from sistercities.report.brief.parts import (
    BriefBlock,
    BriefCell,
    BriefColumn,
    BriefSuggestion,
    BriefTable,
)
from sistercities.report.brief.tie_rows import local_of
from sistercities.report.brief.words import BriefWords, counted
from sistercities.sentences import listed
from sistercities.terms.number_words import rounded
from sistercities.terms.words import OVER_TIES, OWN_TIES

_NAMES_PLACES = re.compile(r"\([A-Z]{2}[,)]")
_NEITHER = 0.05
"""Log odds below which a criterion is said to speak neither way."""


def place_line(place: PartnerPlace, words: BriefWords) -> str:
    """Say in one line where a place is, how large, and how many ties it has."""
    return words.place_line.format(
        country=place.country_name,
        population=population(place, words),
        ties=counted(words.ties_held, place.n_ties) if place.n_ties else words.ties_none_held,
    )


def population(place: PartnerPlace, words: BriefWords) -> str:
    """Say how many people live there, and as of which year."""
    if place.population is None:
        return words.population_unknown
    n = numerals.whole(place.population)
    if place.is_agglomeration:
        return words.population_agglomeration.format(n=n, year=place.population_year)
    if place.is_of_parts:
        return words.population_of_parts.format(n=numerals.whole(round(rounded(place.population))))
    if place.population_year is None:
        return words.population_undated.format(n=n)
    return words.population.format(n=n, year=place.population_year)


def heading(held: ShortLists, words: BriefWords) -> str:
    """Say what the suggestions are for."""
    if held.purpose is None:
        return words.suggestions_heading
    return words.suggestions_heading_for.format(purpose=purpose_called(held.purpose).title)


def weighed_for(held: ShortLists) -> tuple[str, ...]:
    """Say what the purpose weighs; nothing without one."""
    return (held.purpose_words,) if held.purpose_words else ()


def first_of_each_list(held: ShortLists, per_list: int) -> tuple[tuple[ShortList, Suggestion], ...]:
    """Take the first places of each list: on paper and on the map they have the same numbers.

    For whom fewer reasons speak, nobody proposes to a council unless asked for by name.
    """
    three = [each for each in held.lists if each.is_of_the_three]
    return tuple((each, one) for each in three for one in each.suggestions[:per_list])


def suggestions(
    held: ShortLists, words: BriefWords, per_list: int, reasons: int
) -> tuple[BriefSuggestion, ...]:
    """Word the first places of each list, each with so many reasons, numbered through."""
    found: list[BriefSuggestion] = []
    purpose = None if held.purpose is None else purpose_called(held.purpose)
    for_purpose = frozenset(each.name for each in wanted_for(purpose))
    for number, (each, one) in enumerate(first_of_each_list(held, per_list), 1):
        worded = _suggestion(number, one, words, reasons, for_purpose)
        found.append(_as_first(worded, each) if one is each.suggestions[0] else worded)
    return tuple(found)


def _as_first(worded: BriefSuggestion, of: ShortList) -> BriefSuggestion:
    return replace(worded, list_title=str(of.title), list_words=" ".join((of.meaning, *of.of_all)))


def _suggestion(
    number: int, one: Suggestion, words: BriefWords, reasons: int, for_purpose: frozenset[str]
) -> BriefSuggestion:
    place = one.place
    return BriefSuggestion(
        rank=number,
        name=place.name,
        local=local_of(place.name, place.name_local),
        line=_short_line(one),
        reasons=_reasons(one, words, reasons, for_purpose),
        warnings=() if one.caution is None else (one.caution.sentence,),
    )


def _reasons(
    one: Suggestion, words: BriefWords, most: int, for_purpose: frozenset[str]
) -> tuple[str, ...]:
    """Say the first reasons, and beneath them what to know beside them or against the place."""
    told = [str(each.sentence) for each in _first(one.telling, most, for_purpose)]
    told += [] if one.note is None else [words.noted.format(note=one.note)]
    return (*told, counted(words.untold, one.n_untold)) if one.n_untold else tuple(told)


def _first(
    telling: Sequence[Telling], most: int, for_purpose: frozenset[str]
) -> tuple[Telling, ...]:
    """Take the first reasons; of these one for the purpose, where there is one."""
    first = telling[:most]
    serving = [each for each in telling if each.argument in for_purpose]
    if not serving or any(each in serving for each in first):
        return tuple(first)
    return (*first[: most - 1], serving[0])


def _short_line(one: Suggestion) -> str:
    """Say where a place is, how large, and how many pairs like this are partners if not too few."""
    people = f", {one.place.people}" if one.place.people else ""
    chance = f"; {one.partner.chance_in_short}" if one.partner.has_chance_to_tell else ""
    return f"{one.place.country_name}{people}{chance}"


def told(reason: Reason) -> str:
    """Say a reason, with the places behind it where its evidence names some."""
    behind, _ = _evidence(reason)
    return f"{reason.sentence.removesuffix('.')}: {behind}." if behind else reason.sentence


def origins(reason: Reason) -> list[str]:
    """List where the fact of a reason comes from, without the places behind it."""
    return [part.strip() for part in _evidence(reason)[1].split(";") if part.strip()]


def _evidence(reason: Reason) -> tuple[str, str]:
    """Part the places that the evidence names from where the fact comes from."""
    head, _, tail = reason.evidence.partition(";")
    return (head, tail) if _NAMES_PLACES.search(head) else ("", reason.evidence)


def scorecard_table(held: Assessment, words: BriefWords, rows: int) -> BriefTable:
    """Lay out the criteria that say most, for or against; the others are counted."""
    told = list(held.shown_criteria)
    telling = sorted(told, key=lambda each: -abs(each.reason.contribution))
    kept = set(map(id, telling[:rows]))
    shown = [each for each in told if id(each) in kept]
    left = len(told) - len(shown)
    notes = [words.percentile_note.format(n=numerals.whole(held.standing.n_candidates))]
    notes += [counted(words.criteria_more, left)] if left else []
    columns = (
        BriefColumn(words.finding, 5.2),
        BriefColumn(words.speaks, 1.1),
        BriefColumn(words.beside_partners, 1.0, is_number=True),
        BriefColumn(words.beside_all, 1.0, is_number=True),
    )
    return BriefTable(columns, tuple(_criterion(each, words) for each in shown), tuple(notes))


def _criterion(held: Criterion, words: BriefWords) -> tuple[BriefCell, ...]:
    return (
        BriefCell(told(held.reason)),
        BriefCell(speaks(held, words)),
        _percentile(held.among_partners, words),
        _percentile(held.among_candidates, words),
    )


def speaks(held: Criterion, words: BriefWords) -> str:
    """Say whether a criterion speaks for the tie."""
    added = held.reason.contribution
    if abs(added) < _NEITHER:
        return words.speaks_neither
    return words.speaks_for if added > 0 else words.speaks_against


def _percentile(value: float | None, words: BriefWords) -> BriefCell:
    if value is None:
        return BriefCell(numerals.MISSING, doubt="unknown")
    return BriefCell(words.percentile.format(n=numerals.whole(value)))


def in_the_way(held: Assessment, words: BriefWords) -> BriefBlock:
    """Say what stands in the way: ties of the two and all that is grave."""
    grave = _grave(held)
    if not grave:
        said = listed([held.nothing_against, held.looked_at], "space")
        return BriefBlock(words.obstacles_heading, (said,), is_list=False)
    return BriefBlock(words.obstacles_heading, tuple(one.sentence for one in grave))


def to_note(held: Assessment, words: BriefWords, most: int) -> tuple[BriefBlock, ...]:
    """Say what is nothing against a partner and to be known all the same, as there is room.

    Parameters
    ----------
    held, words
        The scorecard, and the language.
    most
        Lines for this and for what stands in the way together.
    """
    grave = _grave(held)
    notes = in_order(one for one in held.obstacles if one not in grave)
    if not notes:
        return ()
    n = max(most - len(grave), 0)
    # That one more stands elsewhere takes as much room as saying it.
    shown = notes if len(notes) == n + 1 else notes[:n]
    left = len(notes) - len(shown)
    more = (counted(words.obstacles_more, left),) if left else ()
    said = (*(one.sentence for one in shown), *more)
    return (BriefBlock(words.noted_heading, said),)


def _grave(held: Assessment) -> list[Obstacle]:
    told = held.obstacles
    own = [one for one in told if one.kind in OWN_TIES]
    return [*own, *said_first(one for one in told if one.speaks_against and one not in own)]


def for_and_against(held: Assessment, words: BriefWords) -> tuple[BriefBlock, ...]:
    """Say what speaks for a partner and what against it, as the scorecard has it in short."""
    # What stands in the way has a heading of its own above; a tie that is over stands here too, for
    # "nothing" would be said beside it.
    above = {one.sentence for one in held.obstacles if one.kind not in OVER_TIES}
    against = tuple(one for one in held.in_short.against if one not in above)
    lists = (
        (words.scorecard_for, held.in_short.in_favour),
        (words.scorecard_against, against),
    )
    return tuple(
        BriefBlock(heading, lines or (words.scorecard_nothing,), is_list=bool(lines))
        for heading, lines in lists
    )


def alike(held: Assessment, words: BriefWords, most: int) -> tuple[BriefBlock, ...]:
    """Say which ties of others are alike."""
    pairs = tuple(comparable(each, words) for each in held.comparable[:most])
    if not pairs:
        return ()
    return (BriefBlock(words.comparable_heading, ("; ".join(pairs) + ".",), is_list=False),)


def comparable(pair: ComparablePair, words: BriefWords) -> str:
    """Name the two places of a comparable tie and since when it is."""
    since = words.comparable_since.format(year=pair.year) if pair.year else ""
    named = (f"{each.name} ({each.country_name})" for each in (pair.home, pair.partner))
    return words.comparable_pair.format(home=next(named), partner=next(named), since=since)
