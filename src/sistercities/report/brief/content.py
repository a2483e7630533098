"""What a brief says: facts worded, and cut so that they fill two pages at most.

How the brief on a partner opens: with what one can say before a council, and no number.

Rank and chance come of a score that nobody can repeat aloud: they stand with the scorecard.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from sistercities.partners.answers import PartnerPlace
from sistercities.partners.assessment import Assessment
from sistercities.partners.benchmark import Benchmark
from sistercities.partners.exchange_partners import LEAST_TOLD
from sistercities.partners.gate.obstacle import STORIES, said_first, what_calls_for_care
from sistercities.partners.reason import Reason
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.brief import answers
from sistercities.report.brief.answers import told
from sistercities.report.brief.care import care_lines, care_names
from sistercities.report.brief.facts import BriefFacts
from sistercities.report.brief.parts import (
    Brief,
    BriefBlock,
    BriefTable,
    Drawing,
    ScoredPart,
    SuggestedPart,
)
from sistercities.report.brief.pictures import bar_drawing, map_drawing
from sistercities.report.brief.room import Room
from sistercities.report.brief.sheets import sheets
from sistercities.report.brief.tie_rows import local_of, standings, tie_table
from sistercities.report.brief.unknown import to_ask_sentences, unknown_sentences, without_ways_on
from sistercities.report.brief.words import ENGLISH, BriefWords, counted
from sistercities.report.citation import program_version
from sistercities.report.cited_sources import CitedSource
from sistercities.report.maps.land import attribution
from sistercities.terms.list_words import looked_at
from sistercities.terms.standing_counts import others_sentence

_KINDS, _PEERS = 2, 5
"""Kinds of partner, and comparable places, that are named."""


def brief_of(
    facts: BriefFacts,
    words: BriefWords = ENGLISH,
    room: Room | None = None,
    *,
    larger: Brief | None = None,
) -> Brief:
    """Word a brief.

    Parameters
    ----------
    facts
        What it is made from.
    words
        The language.
    room
        How much fits; None takes what two pages hold of names of usual length.
    larger
        The same brief where there is more room; its map is taken where it shows as much.
    """
    kept = room or Room()
    cited = cited_sources(facts)
    place, partner = facts.place, facts.partner
    held = facts.benchmark
    return Brief(
        title=_title(place, partner, words),
        local=_local(place, partner),
        kicker=words.kicker if partner is None else words.kicker_partner,
        where=_where(facts, words),
        sentence=answer(facts, words),
        country=place.country,
        map=_map(facts, words, kept.per_list, larger),
        map_missing=words.map_none.format(place=place.name),
        benchmark=_benchmark(facts, words),
        bar=_bar(held, words),
        ties_heading=words.ties_heading,
        ties=_ties(facts, _numbers(cited), words, kept.tie_lines),
        suggested=_suggested(facts, words, kept),
        scored=_scored(facts, words, kept),
        unknown=_unknown(facts, words, kept),
        sources=_sources(facts, cited, words),
        sheets=sheets(facts, cited, words),
        facts=facts,
        room=kept,
        words=words,
    )


def _map(
    facts: BriefFacts, words: BriefWords, per_list: int, larger: Brief | None
) -> Drawing | None:
    """Draw the map: to lay land and lines takes longer than all words of the brief."""
    if larger is not None and larger.room.per_list == per_list:
        return larger.map
    return map_drawing(facts, words, per_list)


def _ties(facts: BriefFacts, numbers: dict[str, int], words: BriefWords, lines: int) -> BriefTable:
    """Lay out the ties; whom to ask before one relies on them stands under them."""
    table = tie_table(facts, numbers, words, lines)
    return replace(table, notes=(*table.notes, *to_ask_sentences(facts, words)))


def all_ties(facts: BriefFacts, words: BriefWords = ENGLISH) -> BriefTable:
    """Lay out all ties, for where there is room without end."""
    return tie_table(facts, _numbers(cited_sources(facts)), words, lines=sys.maxsize)


def _numbers(cited: Sequence[CitedSource]) -> dict[str, int]:
    return {source.source_id: number for number, source in enumerate(cited, 1)}


def _title(place: PartnerPlace, partner: PartnerPlace | None, words: BriefWords) -> str:
    """Name the place; of two, each with its local name beside it."""
    if partner is None:
        return place.name
    one, other = (
        f"{each.name} {local_of(each.name, each.name_local)}".strip() for each in (place, partner)
    )
    return words.with_partner.format(place=one, partner=other)


def _local(place: PartnerPlace, partner: PartnerPlace | None) -> str:
    """Local name of the place alone: of two the title has said them."""
    return local_of(place.name, place.name_local) if partner is None else ""


def _where(facts: BriefFacts, words: BriefWords) -> str:
    place = facts.place
    inside = [facts.region_name] if facts.region_name and facts.region_name != place.name else []
    named = ", ".join(filter(None, [*inside, place.country_name]))
    return f"{named}; {answers.population(place, words)}"


def answer(facts: BriefFacts, words: BriefWords) -> str:
    """Say what a mayor can repeat: the scorecard's answer, or how many partners there are.

    A disputed status is said before anything else; what else is known comes after.
    """
    card = facts.scorecard
    told = () if card is None or isinstance(card, str) else _told_of_two(card)
    own = [one for one in facts.status if one not in told]
    return " ".join((*(_with_partners(one, facts) for one in own), _answer(facts, words)))


def _with_partners(status: str, facts: BriefFacts) -> str:
    """Say a status with the partners whom it concerns, if it does: it is said once."""
    return next((one for one in facts.in_question if one.startswith(status)), status)


def _answer(facts: BriefFacts, words: BriefWords) -> str:
    if facts.scorecard is not None and not isinstance(facts.scorecard, str):
        return opening(facts.scorecard, words)
    if not facts.ties:
        said = words.answer_none.format(place=facts.place.name)
        return said if facts.lists is None else f"{said} {looked_at(facts.lists)}"
    others = others_sentence(standings(facts.ties))
    # "Of them" are the partners: what bars some of these comes after.
    barred = [one for one in facts.in_question if not one.startswith(facts.status or ("\0",))]
    return " ".join(filter(None, (_of_those_that_stand(facts, words), others, *barred)))


def _of_those_that_stand(facts: BriefFacts, words: BriefWords) -> str:
    stand = [tie for tie in facts.ties if tie.stands.is_alive]
    if not stand:
        return words.answer_none_stands.format(place=facts.place.name)
    n = len({tie.partner.place_id for tie in stand})
    countries = len({tie.partner.country for tie in stand})
    where = counted(words.in_countries, countries)
    if len(stand) > n:  # two of its former municipalities have one partner
        where += words.by_partnerships.format(n=f"{len(stand):,}")
    held = facts.benchmark
    # The comparison counts all that are alive; of another number it would say the wrong thing.
    is_compared = not isinstance(held, str) and held.ties.actual == n
    return counted(
        words.answer,
        n,
        place=facts.place.name,
        where=where,
        compared=_compared(held, words) if is_compared else "",
    )


def _compared(held: Benchmark | str, words: BriefWords) -> str:
    if isinstance(held, str) or held.n_exchange >= LEAST_TOLD or not held.is_comparable:
        return ""
    ties = held.ties
    if ties.actual > ties.high:
        return words.more_than_expected
    return words.fewer_than_expected if ties.actual < ties.low else words.as_expected


def _benchmark(facts: BriefFacts, words: BriefWords) -> BriefBlock:
    """Say how the place stands beside places like it, what it lacks, and who they are."""
    held = facts.benchmark
    if isinstance(held, str):
        sentence = words.benchmark_missing.format(reason=_as_clause(held))
        return BriefBlock(words.benchmark_heading, (sentence,), is_list=False)
    said = [line.sentence for line in (*held.lacking, *held.ample)[:_KINDS] if line.sentence]
    peers = [
        (words.benchmark_peer if each.place.n_ties else words.benchmark_peer_none).format(
            name=each.place.name, n=each.place.n_ties
        )
        for each in held.peers[:_PEERS]
    ]
    named = [words.benchmark_peers.format(peers=", ".join(peers))] if peers else []
    return BriefBlock(words.benchmark_heading, (held.sentence, *said, *named), is_list=False)


def _bar(held: Benchmark | str, words: BriefWords) -> Drawing | None:
    """Draw the number of partners beside the usual one, where the two can be compared."""
    if isinstance(held, str) or not held.is_comparable:
        return None
    return bar_drawing(held.ties, words)


def _as_clause(reason: str) -> str:
    """Make a sentence of a reason that an error gives."""
    return reason if reason.endswith(".") else f"{reason}."


def _suggested(facts: BriefFacts, words: BriefWords, room: Room) -> SuggestedPart | None:
    held = facts.suggestions
    if held is None:
        return None
    if isinstance(held, str):
        why = words.suggestions_none.format(reason=_as_clause(held))
        return SuggestedPart(words.suggestions_heading, (), (why,))
    items = answers.suggestions(held, words, room.per_list, room.reasons)
    cut = len(held.suggestions) - len(items)
    more = [counted(words.suggestions_cut, cut, total=str(len(held.suggestions)))] if cut else []
    how = (words.suggestions_how,) if items else ()
    first = " ".join((held.compared, *how, *more))
    # Why a list is short says what to ask for next, which a council does not do.
    without = [one.title for one in held.lists if one.note and not one.suggestions]
    nobody = (words.lists_without.format(lists=", ".join(without)),) if without else ()
    empty = tuple(map(without_ways_on, held.why_nobody)) or nobody
    n_less = len(held.less_sure)
    less_sure = [counted(words.suggestions_less_sure, n_less)] if n_less else []
    return SuggestedPart(
        answers.heading(held, words),
        items,
        (
            first,
            *answers.weighed_for(held),
            *held.filters,
            *held.left_out[:1],
            *empty,
            *less_sure,
        ),
    )


def _scored(facts: BriefFacts, words: BriefWords, room: Room) -> ScoredPart | None:
    held, partner = facts.scorecard, facts.partner
    if held is None or partner is None:
        return None
    heading = words.scorecard_heading.format(partner=partner.name)
    if isinstance(held, str):
        why = words.scorecard_none.format(reason=_as_clause(held))
        return ScoredPart(heading, why, None, (), None, ())
    # Nobody argues before a council for whom she cannot suggest; the numbers stand in the XLSX.
    is_barred = held.verdict == "barred"
    return ScoredPart(
        heading,
        _on_the_partner(held, words),
        answers.in_the_way(held, words),
        () if is_barred else answers.for_and_against(held, words),
        None if is_barred else answers.scorecard_table(held, words, room.criteria),
        (
            *answers.to_note(held, words, room.obstacles),
            *(() if is_barred else answers.alike(held, words, room.obstacles)),
        ),
    )


def _on_the_partner(held: Assessment, words: BriefWords) -> str:
    """Say where the partner is and how large; and rank and chance, which open no brief."""
    line = f"{answers.place_line(held.partner, words)}."
    if held.verdict == "barred" or held.is_over:
        return line
    return f"{line} {_rank(held, words)} {held.standing.chance}"


def _rank(held: Assessment, words: BriefWords) -> str:
    rank, n = (f"{number:,}" for number in (held.standing.rank, held.standing.n_candidates))
    if held.home.country != held.partner.country:
        return words.ranked.format(rank=rank, n=n)
    return words.ranked_at_home.format(rank=rank, n=n, country=held.partner.country_name)


def _unknown(facts: BriefFacts, words: BriefWords, room: Room) -> BriefBlock:
    """List the gaps that there is room for; the last one, which every brief has, always.

    Which place of the name it is, and what stands in the way of present partners, comes first and
    leaves no partner out; what is to be asked of single ones stands under their table.
    """
    told = unknown_sentences(facts, words)
    asked = to_ask_sentences(facts, words)
    # That a list may miss a partner stands where the table would be.
    beside = () if facts.ties else (words.unknown_none_listed.format(place=facts.place.name),)
    *first, last = (one for one in told if one not in (*asked, *facts.notes, *beside))
    kept = (*facts.notes, *care_lines(facts.with_care, words, room.care))
    said = (*kept, *first[: room.unknown - 1], last)
    return BriefBlock(words.unknown_heading, said, strong=care_names(facts.with_care, words))


def cited_sources(facts: BriefFacts) -> list[CitedSource]:
    """List the sources of the ties, the one with the most ties first."""
    claimed = [source for tie in facts.ties for source in tie.sources]
    by_id = {source.source_id: source for source in facts.sources}
    ranked = sorted(set(claimed) & by_id.keys(), key=lambda each: (-claimed.count(each), each))
    return [by_id[each] for each in ranked]


def source_line(source: CitedSource, words: BriefWords) -> str:
    """Name a source with its producer, version and licence."""
    return words.source_line.format(
        title=source.title,
        producer=source.producer,
        version=source.version,
        licence=source.licence,
    )


def _sources(facts: BriefFacts, cited: Sequence[CitedSource], words: BriefWords) -> BriefBlock:
    behind = _behind(facts, words)
    numbered = [f"[{n}] {source_line(each, words)}" for n, each in enumerate(cited, 1)]
    about = _title(facts.place, facts.partner, words)
    version = {"program": program_version(), "version": facts.data_version}
    return BriefBlock(
        words.sources_heading,
        (
            *numbered,
            *behind,
            f"{attribution()}.",
            words.data_line.format(year=facts.data_until, **version),
            words.citation.format(about=about, **version),
        ),
    )


def _behind(facts: BriefFacts, words: BriefWords) -> list[str]:
    """Say where the facts behind reasons and criteria come from."""
    reasons: list[Reason] = []
    if isinstance(facts.suggestions, ShortLists):
        named = (one.partner for one in facts.suggestions.suggestions)
        told = (each for partner in named for each in partner.reasons)
        reasons += [each for each in told if each.group != "wish"]
    if isinstance(facts.scorecard, Assessment):
        reasons += [each.reason for each in facts.scorecard.criteria]
    found = dict.fromkeys(part for each in reasons for part in answers.origins(each))
    return [words.reasons_line.format(origins="; ".join(found))] if found else []


_FOR, _AGAINST = 2, 1
_ABOUT_THE_PARTNER = ("partner_size", "partner_ties", "recent_ties")
"""What is so of the partner for every place: no reason why these two."""


def opening(held: Assessment, words: BriefWords) -> str:
    """Say what calls for care, then what speaks most for the partner and most against it.

    Parameters
    ----------
    held
        The scorecard. Of a partner that cannot be suggested, or was one, its answer is all.
    words
        The language.
    """
    if held.verdict == "barred" or held.is_over:
        return held.sentence
    first = [*_stories(held), *_told_of_two(held)]
    said = {one.sentence for one in held.obstacles}
    favour = _favour(held)[:_FOR]
    against = [one for one in held.in_short.against if one not in said][:_AGAINST]
    speaking = words.opening_for.format(reasons=" ".join(favour)) if favour else ""
    parts = [*first, speaking or words.opening_none_for]
    parts += [words.opening_against.format(reasons=" ".join(against))] if against else []
    return " ".join(parts)


def _told_of_two(held: Assessment) -> tuple[str, ...]:
    """Say what calls for care, what is so of the home place last, as the scorecard has it."""
    if held.verdict == "barred" or held.is_over:
        return ()
    of_home = (one for one in held.obstacles if one.is_of_home and one.strength == "caution")
    found = (*what_calls_for_care(held.obstacles), *said_first(of_home))
    return tuple(dict.fromkeys(one.sentence for one in found))


def _stories(held: Assessment) -> list[str]:
    """Say what the two have or had with each other, and what is much the same as a partner."""
    own = [one.sentence for one in held.own_ties[:1]]
    kin = (one for one in held.obstacles if one.kind in STORIES and one not in held.own_ties)
    return [*own, *(one.sentence for one in kin)]


def _favour(held: Assessment) -> list[str]:
    """Say the reasons of the scorecard, those on the two first; with the places behind each."""
    known = {one.reason.sentence: one.reason for one in held.shown_criteria}
    reasons = [(one, known.get(one)) for one in held.in_short.in_favour]
    of_both = [each for each in reasons
               if each[1] is None or each[1].feature not in _ABOUT_THE_PARTNER]  # fmt: skip
    return [said if reason is None else told(reason) for said, reason in of_both or reasons]
