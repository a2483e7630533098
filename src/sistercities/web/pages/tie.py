"""A tie: the claims behind it, where they differ, and its life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.api.events import events_of_tie
from sistercities.api.explorer.evidence import (
    claims_of,
    conflicts_of_tie,
    names_not_told,
    tie_held_for,
)
from sistercities.api.explorer.life import life_of
from sistercities.api.explorer.records import ClaimLine, ConflictLine, TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.explorer.ties import one_tie
from sistercities.api.level_words import percent_sure
from sistercities.api.place_warnings import warnings_of_tie
from sistercities.api.records import stands_of
from sistercities.api.standing import Stands, is_long_ago, written_date
from sistercities.errors import InvalidArgument
from sistercities.records import PlaceRef
from sistercities.sentences import lowered, say
from sistercities.web.addresses import pair_path, place_path, tie_path
from sistercities.web.answers import Answer, Page, Redirect
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.claim_words import locator_said, note_said
from sistercities.web.frame import Frame, make_frame
from sistercities.web.languages import Words
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.pages.pair import pair_title
from sistercities.web.pages.region import list_answer
from sistercities.web.pages.tie_silence import agreed, no_event
from sistercities.web.tables import Cell, Table, place_cell
from sistercities.web.tie_ends import (
    OVER,
    FormerPlace,
    end_cell,
    former_places,
    has_former_end,
    named_with_end,
)
from sistercities.web.tie_life import LIFE_KEYS as LIFE_KEYS
from sistercities.web.tie_life import life_listing
from sistercities.web.told import Told, one_after, told, told_source

PARTS = ("conflicts", "life")
CLAIM_KEYS = (
    "claim_id", "source_id", "source_title", "locator", "name_a", "name_b", "start", "precision",
    "end", "status", "kind", "seen_year", "method", "confidence", "note", "licence",
)  # fmt: skip
CONFLICT_KEYS = ("field", "kept", "kept_claim", "other", "other_claim", "rule")
_LONGEST_ID = 200
_MOST = 50
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact on a tie, with its label."""

    label: str
    value: Cell


@dataclass(frozen=True, slots=True)
class TiePage:
    """A tie.

    Attributes
    ----------
    tie
        The tie.
    ends
        Its two places.
    answer
        What holds of it: since when, and how it stands.
    in_question
        What bars the two, or which law concerns them, where no decision has ended the partnership.
    former
        The ends that are no more.
    source, source_name, source_href
        Who says so, as a sentence and as a name, and where that can be read; None where it has no
        address.
    life
        Its start, who saw it and when, and what happened, in the order of time.
    no_event
        That nobody tells of an end, and until when it was looked; "" where somebody does.
    facts
        Its kind, its class, and how sure its places are.
    region_tie
        Address of the tie of the regions that it lies inside, and its name; None where there is
        none.
    region_tie_name, region_tie_said
        What that tie is called, and the words before its name: that the tie lies inside, or that it
        was signed inside regions that are there no more; "" where there is none.
    claims, conflicts
        What the sources say, and where they differ; None where they do not.
    agreed
        What is said in the place of a table of differences.
    """

    frame: Frame
    tie: TieLine
    ends: tuple[Cell, Cell]
    answer: str
    in_question: tuple[Told, ...]
    former: tuple[FormerPlace, ...]
    source: str
    source_name: str
    source_href: str | None
    life: Table
    no_event: str
    facts: tuple[Fact, ...]
    region_tie: str | None
    region_tie_name: str
    region_tie_said: str
    claims: Table
    conflicts: Table | None
    agreed: str


def tie_page(
    asked: Asked, tie_id: str, part: str | None, form: str, around: Frame | None = None
) -> Answer:
    """Make the page of a tie, or its claims or conflicts as data.

    The address of a tie that is folded into another, or of one whose ends are turned, leads on.

    Parameters
    ----------
    asked, tie_id, part, form
        The request.
    around
        The frame of the page on which the tie stands with others; None where it has its own.

    Raises
    ------
    InvalidArgument
        If no tie has the id.
    """
    explorer = asked.site.explorer
    tie = one_tie(explorer, tie_id) if len(tie_id) <= _LONGEST_ID else None
    if tie is None:
        held = _held_for(explorer, tie_id) if len(tie_id) <= _LONGEST_ID else None
        if held is not None:
            return Redirect(asked.link(tie_path(held)), is_lasting=True)
        raise InvalidArgument(
            "tie", tie_id, say("no tie has this id; open one from a place's page")
        )
    if part in ("conflicts", "life"):
        rows = _conflicts(asked, tie) if part == "conflicts" else life_listing(asked, tie)
        return list_answer(asked, rows, title_of_tie(asked, tie), tie_path(tie_id), form)
    claims = _claims(asked, tie)
    if form != "html":
        return claims.feed(asked, form)
    return Page("tie.html", _whole(asked, tie, claims, _conflicts(asked, tie), around))


def _held_for(explorer: Explorer, tie_id: str) -> str | None:
    """Give the tie that an id stands for which no tie has: its ends are turned, or it is folded."""
    turned = "~".join(reversed(tie_id.split("~")))
    if one_tie(explorer, turned) is not None:
        return turned
    return tie_held_for(explorer, tie_id) or tie_held_for(explorer, turned)


def _whole(
    asked: Asked,
    tie: TieLine,
    claims: Listing[ClaimLine],
    conflicts: Listing[ConflictLine],
    around: Frame | None,
) -> TiePage:
    words, title, explorer = asked.words, title_of_tie(asked, tie), asked.site.explorer
    outer = one_tie(explorer, tie.region_tie) if tie.region_tie else None
    stands = explorer.meanwhile(
        ("stands", tie.tie_id), lambda: stands_of(tie, events_of_tie(explorer, tie.tie_id))
    )
    answer = _answer(asked, tie, stands)
    stands_on = told_source(asked, stands.source_name).sentence
    return TiePage(
        frame=_own_frame(asked, tie, title, answer, stands_on)
        if around is None
        else replace(around, title=title, sentence=answer),
        tie=tie,
        ends=(end_cell(asked, tie.here), end_cell(asked, tie.there)),
        answer=answer,
        in_question=_in_question(asked, tie),
        former=former_places(asked, tie),
        source=_source(asked, tie, stands_on, claims.rows),
        source_name=stands_on,
        source_href=_page_of(stands),
        life=life_listing(asked, tie).beginning(asked, _MOST),
        no_event=no_event(asked, tie, stands),
        facts=_facts(asked, tie),
        region_tie=asked.link(tie_path(outer.tie_id)) if outer else None,
        region_tie_name=title_of_tie(asked, outer) if outer else "",
        region_tie_said=_inside(asked, tie) if outer else "",
        claims=claims.beginning(asked, _MOST),
        conflicts=conflicts.beginning(asked, _MOST) if conflicts.rows else None,
        agreed=words(agreed(tie, stands, life_of(explorer, tie), len(claims.rows))),
    )


def _own_frame(asked: Asked, tie: TieLine, title: str, answer: str, source: str) -> Frame:
    codes = tie.here.country, tie.there.country
    return make_frame(
        asked, title, answer,
        crumbs=(
            (place_path(tie.here), asked.called(tie.here).first),
            (pair_path(*codes), pair_title(asked, *codes)),
        ),
        has_data=True, source=source,
    )  # fmt: skip


def _inside(asked: Asked, tie: TieLine) -> str:
    """Say that a tie lies inside sister regions, or lay in such regions when it was signed."""
    if tie.is_inside_today or tie.start_year is None:
        return asked.words("tie.inside")
    return asked.words("tie.inside_then", year=str(tie.start_year))


def _in_question(asked: Asked, tie: TieLine) -> tuple[Told, ...]:
    if tie.standing in OVER:
        return ()
    explorer = asked.site.explorer
    here, there = tie.here.place_id, tie.there.place_id
    found = explorer.meanwhile(
        ("warnings of tie", tie.tie_id),
        lambda: warnings_of_tie(explorer, here, there, explorer.barriers),
    )
    return tuple(told(asked, one) for one in found)


def _source(asked: Asked, tie: TieLine, stands_on: str, claims: Sequence[ClaimLine]) -> str:
    """Say what the standing rests on; of a list that leaves the tie out also who names it."""
    words = asked.words
    titles = dict.fromkeys(told_source(asked, one.source_title).sentence for one in claims)
    named = [one for one in titles if one != stands_on]
    if tie.standing != "no_longer_listed" or not named:
        return words("tie.source", source=stands_on)
    return words(
        "tie.source_without_it", named=words("list.semicolon").join(named), source=stands_on
    )


def _page_of(stands: Stands) -> str | None:
    """Address of the page that the standing rests on; None where it rests on a list."""
    event = stands.event
    return event.address if event and event.address.startswith(_WEB) else None


def title_of_tie(asked: Asked, tie: TieLine) -> str:
    """Name a tie by its two places."""
    here, there = (asked.called(end).both for end in (tie.here, tie.there))
    return f"{here} – {there}"


def _answer(asked: Asked, tie: TieLine, stands: Stands) -> str:
    """Say what holds of a tie, how it stands and what is in doubt, in one sentence."""
    words = asked.words
    here, there = (named_with_end(asked, end) for end in (tie.here, tie.there))
    key = _form(tie, stands)
    since = _since(asked, tie, "begun" if key == "tie.answer_on_record" else "since")
    beside = words("list.semicolon").join(filter(None, (since, _doubt_in_words(asked, tie))))
    standing = told(asked, stands.sentence).sentence
    if key == "tie.answer":
        return one_after(words(key, one=here, other=there, since=beside), standing)
    if not _begins_with_a_name(stands):
        standing = _within(words, standing)
    return words(key, one=here, other=there, since=beside, standing=standing)


def _begins_with_a_name(stands: Stands) -> bool:
    event = stands.event
    return event is not None and event.event == "kept" and bool(event.deciders)


def _form(tie: TieLine, stands: Stands) -> str:
    """Key of the sentence: in the present tense only of what a source of today lets stand."""
    if tie.standing == "pending":
        return "tie.answer_pending"
    if stands.contest is not None:
        return "tie.answer_contested"
    if tie.doubt == "namesake" or has_former_end(tie) or not stands.is_today:
        return "tie.answer_on_record"
    if stands.is_kept_by_one:
        return _of_one_side(stands)
    is_said = stands.is_called_active or stands.event is not None
    return "tie.answer" if is_said else "tie.answer_listed"


def _of_one_side(stands: Stands) -> str:
    """Key of the sentence on a tie that one side alone decided to keep: on a list, or on record."""
    seen = stands.seen_until
    is_listed = seen is not None and not is_long_ago(str(seen)) and seen > (stands.year or seen)
    return "tie.answer_listed" if is_listed else "tie.answer_on_record"


def _within(words: Words, sentence: str) -> str:
    """Write a sentence as it stands behind a colon."""
    return lowered(sentence) if words.lang == SOURCE else sentence


def _since(asked: Asked, tie: TieLine, word: str) -> str:
    """Say when a tie began: `since` of one that stands, `begun` of any other."""
    words = asked.words
    if tie.start is None or tie.start_precision == "none":
        return words("tie.since_unknown")
    if tie.start_precision == "suspect":
        return words(f"tie.{word}_suspect", year=tie.start[:4])
    return words(f"tie.{word}", date=told(asked, written_date(tie.start)).sentence)


def _facts(asked: Asked, tie: TieLine) -> tuple[Fact, ...]:
    words = asked.words
    return (
        Fact(words("life.kind"), Cell(words.listed("kind", tie.kind))),
        Fact(words("life.class"), Cell(words.listed("class", tie.tie_class))),
        Fact(words("life.sure"), _sureness(asked, tie)),
    )


def _sureness(asked: Asked, tie: TieLine) -> Cell:
    """Say how sure the places of a tie are, and in words what is doubtful about them."""
    share = asked.words("coverage.share", share=percent_sure(tie.confidence))
    doubt = _doubt_in_words(asked, tie)
    return Cell(share, note=doubt, mark="suspect") if doubt else Cell(share)


def _doubt_in_words(asked: Asked, tie: TieLine) -> str:
    """Say what is doubtful about the places of a tie; "" where nothing is."""
    words, doubt = asked.words, tie.doubt
    if doubt is None:
        return ""
    names = names_not_told(asked.site.explorer, tie.tie_id) if doubt == "namesake" else []
    said = words("list.semicolon").join(words("doubt.which", name=name) for name in names)
    return said or words.listed("doubt", doubt)


def _claims(asked: Asked, tie: TieLine) -> Listing[ClaimLine]:
    words = asked.words

    def cells(line: ClaimLine) -> tuple[Cell, ...]:
        date = line.start or ""
        doubt = words("year.suspect") if line.precision == "suspect" else None
        where, where_lang = locator_said(asked, line.locator)
        note, note_lang = note_said(asked, line.note or "")
        return (
            Cell(
                told_source(asked, line.source_title).sentence,
                asked.link("/data"),
                note=where,
                note_lang=where_lang,
            ),
            Cell(f"{line.name_a} – {line.name_b}"),
            Cell(date, note=doubt or (None if date else words("claim.no_date")), mark="date"),
            Cell(words.listed("status", line.status), note=line.end),
            Cell(words.listed("kind", line.kind)),
            Cell(
                f"{_found(asked, line.method)} ({line.confidence:g})",
                note=note or None,
                note_lang=note_lang,
            ),
            Cell(line.licence),
        )

    columns = (
        ListColumn("source_id", words("column.source")),
        ListColumn("name_a", words("column.names_written")),
        ListColumn("start", words("column.start")),
        ListColumn("status", words("column.status")),
        ListColumn("kind", words("column.kind")),
        ListColumn("method", words("column.method")),
        ListColumn("licence", words("column.licence")),
    )
    return Listing(
        "claims", tie_path(tie.tie_id), words("tie.claims"), words("tie.no_claims"), columns,
        claims_of(asked.site.explorer, tie.tie_id), _record(CLAIM_KEYS), cells, CLAIM_KEYS,
    )  # fmt: skip


def _found(asked: Asked, method: str) -> str:
    """Say in words how the place of each name was found: once where both were found alike."""
    words = asked.words
    ends = method.split(" / ")
    said = (
        words("list.comma").join(words.listed("found", one) for one in end.split("+"))
        for end in ends
    )
    return " / ".join(said)


def _conflicts(asked: Asked, tie: TieLine) -> Listing[ConflictLine]:
    words = asked.words

    def cells(line: ConflictLine) -> tuple[Cell, ...]:
        rule = told_source(asked, line.rule)
        return (
            Cell(words.listed("field", line.field)),
            _one_of_two(asked, line.kept, line.kept_claim, line.kept_place, line.other_place),
            _one_of_two(asked, line.other, line.other_claim, line.other_place, line.kept_place),
            Cell(rule.sentence, lang=rule.lang),
        )

    columns = (
        ListColumn("field", words("column.field")),
        ListColumn("kept", words("column.kept")),
        ListColumn("other", words("column.other")),
        ListColumn("rule", words("column.rule")),
    )
    return Listing(
        "conflicts", f"{tie_path(tie.tie_id)}/conflicts", words("tie.conflicts"),
        words("tie.no_conflicts"), columns, conflicts_of_tie(asked.site.explorer, tie.tie_id),
        _record(CONFLICT_KEYS), cells, CONFLICT_KEYS,
    )  # fmt: skip


def _one_of_two(
    asked: Asked, said: str, claim: str, place: PlaceRef | None, beside: PlaceRef | None
) -> Cell:
    """Show what a claim says; of two places of one name, what tells them apart too."""
    if place is None:
        return Cell(said, note=claim)
    is_namesake = beside is not None and beside.name == place.name
    level = asked.words.listed("level", "dual" if place.is_dual else place.level)
    apart = (level, place.region_iso) if is_namesake else ()
    note = asked.words("list.comma").join(filter(None, (*apart, claim)))
    return place_cell(asked, place, note=note)


def _record(keys: tuple[str, ...]) -> Any:
    def record(line: object) -> dict[str, object]:
        return {key: getattr(line, key) for key in keys}

    return record
