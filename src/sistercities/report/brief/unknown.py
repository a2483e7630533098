"""What we do not know: each gap of a place's ties and of the answers, as a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sistercities.report.brief.facts import BriefFacts, BriefTie
from sistercities.report.brief.tie_rows import year_of
from sistercities.report.brief.words import BriefWords, counted
from sistercities.sentences import listed, lowered
from sistercities.terms.list_words import lists_sentence, own_list_sentence

_NAMED = 3


def unknown_sentences(facts: BriefFacts, words: BriefWords) -> tuple[str, ...]:
    """List the gaps, those that a council asks about first.

    Parameters
    ----------
    facts
        What the brief is made from.
    words
        The language.
    """
    own = [*_of_lists(facts, words), *_of_ties(facts, words)] if facts.ties else []
    if not facts.ties:
        own.append(words.unknown_none_listed.format(place=facts.place.name))
    own += _of_places(facts, words)
    told = [*own, *_of_answers(facts, words), *facts.notes, words.unknown_activity]
    return tuple(dict.fromkeys(told))


def _of_lists(facts: BriefFacts, words: BriefWords) -> Iterator[str]:
    """Name the lists that were read, and say of a region whether its own partners were."""
    if facts.lists is None:
        return
    yield words.unknown_lists.format(lists=lists_sentence(facts.lists))
    if facts.lists.own_is_read is not None:
        yield str(own_list_sentence(facts.lists))


def _of_ties(facts: BriefFacts, words: BriefWords) -> Iterator[str]:
    ties = facts.ties
    undated = sum(year_of(tie) is None for tie in ties)
    suspect = sum(tie.start_precision == "suspect" for tie in ties)
    if undated == len(ties):
        yield counted(words.unknown_all_years, undated)
    elif undated:
        beside = counted(words.unknown_suspect, suspect) if suspect else ""
        yield counted(words.unknown_years, undated, all=f"{len(ties):,}", suspect=beside)
    elif suspect:
        yield counted(words.only_suspect, suspect)
    unstated = sum(tie.stands.standing == "listed" for tie in ties)
    if unstated:
        yield counted(words.unknown_status, unstated)
    single = sum(len(tie.sources) == 1 for tie in ties)
    if single:
        yield counted(words.unknown_single, single)
    yield from to_ask_sentences(facts, words)
    levels = _once_each([tie for tie in ties if tie.also_at])
    if levels:
        yield counted(words.unknown_levels, len(levels), names=_with_others(levels, words))


def _once_each(ties: Sequence[BriefTie]) -> list[BriefTie]:
    """Leave out who was named as the other of a pair: Marseille beside its region."""
    named: set[str] = set()
    kept = []
    for tie in ties:
        if tie.partner.name not in named:
            kept.append(tie)
        named.update(tie.also_at)
    return kept


def to_ask_sentences(facts: BriefFacts, words: BriefWords) -> list[str]:
    """Say which partnerships only old lists have, and which newer lists lack: ask about them."""
    return list(_to_ask(facts, words))


def _to_ask(facts: BriefFacts, words: BriefWords) -> Iterator[str]:
    ties, barred, care = facts.ties, facts.barred, facts.care_of_missed
    on_old = [tie for tie in ties if tie.stands.standing == "one_old_source"]
    old = [tie for tie in on_old if tie.stands.outlived is None]
    outlived = [tie for tie in on_old if tie.stands.outlived is not None]
    if old:
        years = sorted({str(tie.stands.year) for tie in old})
        said = listed(years)
        yield counted(words.unknown_old, len(old), years=said, names=_partners(old, words))
    if outlived:
        yield counted(words.unknown_outlived, len(outlived), names=_partners(outlived, words))
    missed = [tie for tie in ties if tie.stands.standing == "no_longer_listed"]
    known = {*barred, *care}
    yield from _with_care(missed, care, words)
    for sentence, some in (
        (words.unknown_missed, [tie for tie in missed if tie.partner.place_id not in known]),
        (words.unknown_missed_barred, [tie for tie in missed if tie.partner.place_id in barred]),
    ):
        if some:
            is_barred = sentence is words.unknown_missed_barred
            named = _all_of(some) if is_barred else _partners(some, words)
            yield counted(sentence, len(some), names=named)


_MOST_REASONS = 2
"""Of so many groups of partners it is said what is to be known of each; a page has no more room."""


def _with_care(
    missed: Sequence[BriefTie], care: Mapping[str, tuple[str, ...]], words: BriefWords
) -> Iterator[str]:
    """Say what is to be known before anybody asks a partner, once for all of whom it is so."""
    by_reason: dict[tuple[str, ...], list[BriefTie]] = {}
    for tie in missed:
        if tie.partner.place_id in care:
            by_reason.setdefault(care[tie.partner.place_id], []).append(tie)
    if len(by_reason) > _MOST_REASONS:
        some = [tie for each in by_reason.values() for tie in each]
        yield words.unknown_missed_many.format(n=len(some), names=_all_of(some))
        return
    for reasons, some in by_reason.items():
        yield counted(
            words.unknown_missed_care, len(some), names=_all_of(some),
            reason=" ".join(reasons),
        )  # fmt: skip


def _of_places(facts: BriefFacts, words: BriefWords) -> Iterator[str]:
    asked = [] if facts.partner is None else [facts.partner]
    noted = [] if isinstance(facts.suggestions, str | None) else facts.suggestions.notes
    for place in (facts.place, *asked):
        is_said = any(one.startswith(f"The size of {place.name} is not known") for one in noted)
        if place.population is None and not is_said:
            yield words.unknown_population.format(place=place.name)


def _of_answers(facts: BriefFacts, words: BriefWords) -> Iterator[str]:
    card = facts.scorecard
    if card is not None and not isinstance(card, str):
        if card.unknown:
            titles = [lowered(each.reason.title) for each in card.unknown]
            yield counted(words.unknown_criteria, len(titles), names=_listed(titles, words))
        yield from _in_plain_words(card.notes, facts)
    if facts.suggestions is not None and not isinstance(facts.suggestions, str):
        yield from _in_plain_words(facts.suggestions.notes, facts)
    if not isinstance(facts.benchmark, str):
        yield from _in_plain_words(facts.benchmark.notes, facts)


def without_ways_on(said: str) -> str:
    """Take from a sentence on a list what to ask the program next: a council asks it nothing."""
    told = [one.removesuffix(".") for one in said.split(". ")]
    kept = [one for one in told if not one.startswith("Ask for ")]
    short = [one.partition("; the long list ")[0].partition("; ask ")[0] for one in kept]
    return " ".join(f"{one}." for one in short)


def _in_plain_words(notes: Sequence[str], facts: BriefFacts) -> Iterator[str]:
    """Take the notes of an answer without what is typed, and without what is said already."""
    named = [facts.place.name] + ([facts.partner.name] if facts.partner else [])
    said = [f"The population of {name} is not known" for name in named]
    said.append(f"The populations of {facts.place.name} and ")
    if not facts.ties:
        said.append(f"We know of no partner of {facts.place.name}")
        said.append(f"That we know of no partner of {facts.place.name}")
    opened = {*facts.status, *facts.in_question}
    # What of its own partnerships does not count stands in the table with its standing.
    in_table = re.compile(rf"[\d,]+ other partnerships? of {re.escape(facts.place.name)} ")
    for note in notes:
        if facts.ties and in_table.match(note):
            continue
        clauses = [each for each in note.removesuffix(".").split("; ") if "`" not in each]
        if clauses and not note.startswith(tuple(said)) and note not in opened:
            yield without_ways_on("; ".join(clauses) + ".")


def _all_of(ties: Iterable[BriefTie]) -> str:
    """Name all: of those that something bars or calls for care with, none is lost in a number."""
    return listed([tie.partner.name for tie in ties])


def _partners(ties: Iterable[BriefTie], words: BriefWords) -> str:
    return _listed([tie.partner.name for tie in ties], words)


def _with_others(ties: Iterable[BriefTie], words: BriefWords) -> str:
    """Name partners, each with the place around it or in it that may have the same partnership."""
    return _listed(
        [
            words.same_as.format(partner=tie.partner.name, other=", ".join(tie.also_at))
            for tie in ties
        ],
        words,
    )


def _listed(names: Sequence[str], words: BriefWords) -> str:
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return words.and_more.format(names=shown, n=more) if more > 0 else shown
