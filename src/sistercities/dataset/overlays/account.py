"""The account of what was taken from each line of a register or row of a snapshot."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import Literal, get_args

from sistercities.terms.json_records import DateOrNone, Share

Outcome = Literal["new", "known", "waiting", "repeated", "refused"]
"""`new`: a tie that the release lacks; `known`: one that it holds; `waiting`: a name that is no
single place yet, or a word for the status that is not understood; `repeated`: another line says the
same; `refused`: the line is no tie."""

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What became of one line.

    Attributes
    ----------
    line
        Where it stands: the row as a spreadsheet counts it, or the locator of a snapshot.
    outcome
        new, known, waiting, repeated or refused.
    claim_id
        The claim made of it; "" if it was refused or repeats another.
    name_a, name_b
        The two names as written.
    place_a, place_b
        The places that they were resolved to, as `Name (level, region, id)`; "" while they wait.
    method_a, method_b
        How.
    confidence
        The weaker of the two resolutions, 0 to 1; None while a name waits.
    tie_id
        The tie that the claim supports.
    start, status
        As understood: an ISO date as far as known, and the status.
    candidates_a, candidates_b
        Places that may be meant, where a name waits.
    conflict
        Where the line differs from what the release holds: field, our value, our sources.
    ending
        How a tie stands in the release that the line ends or suspends, as `listed 2026`; "" else.
    told
        What there is to say about it, in sentences.
    next_step
        What to do about it.
    """

    line: str
    outcome: Outcome
    claim_id: str = ""
    name_a: str = ""
    name_b: str = ""
    place_a: str = ""
    place_b: str = ""
    method_a: str = ""
    method_b: str = ""
    confidence: Share | None = None
    tie_id: str = ""
    start: DateOrNone = ""
    status: str = ""
    candidates_a: str = ""
    candidates_b: str = ""
    conflict: str = ""
    ending: str = ""
    told: str = ""
    next_step: str = ""


NoticeOutcome = Literal["taken", "waiting", "repeated", "refused"]
"""`taken`: a notice of a place; `waiting`: its name is no single place yet; `repeated`: another
line says the same; `refused`: the line is no notice."""

NOTICE_OUTCOMES: tuple[NoticeOutcome, ...] = get_args(NoticeOutcome)


@dataclass(frozen=True, slots=True)
class NoticeAccountLine:
    """What became of one line of a list of notices.

    Attributes
    ----------
    line
        Where it stands: the row as a spreadsheet counts it.
    outcome
        taken, waiting, repeated or refused.
    notice_id
        The notice made of it; "" if it was refused or repeats another.
    name, place, method, confidence
        The place as written, as `Name (level, region, id)`, how it was found, how surely; "" and
        None while it waits.
    countries, size, themes
        The wishes as understood, in words; "" where unknown.
    date
        ISO date as far as known.
    candidates
        Places that may be meant, where the name waits.
    told, next_step
        What there is to say about it, and what to do.
    """

    line: str
    outcome: NoticeOutcome
    notice_id: str = ""
    name: str = ""
    place: str = ""
    method: str = ""
    confidence: Share | None = None
    countries: str = ""
    size: str = ""
    themes: str = ""
    date: DateOrNone = ""
    candidates: str = ""
    told: str = ""
    next_step: str = ""


def account_csv(
    lines: Iterable[AccountLine] | Iterable[NoticeAccountLine],
    kind: type[AccountLine] | type[NoticeAccountLine] = AccountLine,
) -> bytes:
    """Return the account as CSV with a byte-order mark, which a spreadsheet needs to see UTF-8."""
    from sistercities.terms.spreadsheet_text import plain_text

    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(field.name for field in fields(kind))
    for line in lines:
        writer.writerow("" if each is None else plain_text(each) for each in astuple(line))
    return sink.getvalue().encode("utf-8-sig")
