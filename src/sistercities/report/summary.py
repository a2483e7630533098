"""The study on a terminal: the sentence first, then the numbers in columns, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from sistercities.report import numerals
from sistercities.sentences import capital, listed, say
from sistercities.studies.claims import CLAIMS, VERDICT_WORDS, ClaimVerdict
from sistercities.studies.part_rules import CHANGED_MARK
from sistercities.studies.parts import PartFinding, count_words

_GAP = "  "


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows of words as aligned lines; a Chinese character takes two cells.

    Parameters
    ----------
    rows
        Words by row; all rows are equally long.
    right
        Columns that are aligned to the right.
    """
    if not rows:
        return []
    widths = [max(cell_len(row[number]) for row in rows) for number in range(len(rows[0]))]
    lines = []
    for row in rows:
        padded = []
        for number, words in enumerate(row):
            space = " " * (widths[number] - cell_len(words))
            padded.append(space + words if number in right else words + space)
        lines.append(_GAP.join(padded).rstrip())
    return lines


def part_lines(parts: Sequence[PartFinding]) -> list[str]:
    """Write the parts below the words of their claims: verdict, number, question and answer."""
    written = columns([_part(part) for part in parts])
    lines: list[str] = []
    claim = ""
    for part, line in zip(parts, written, strict=True):
        if part.claim != claim:
            claim = part.claim
            lines.append(say("{claim}  {words}", claim=claim, words=CLAIMS[claim]))
        lines.append(f"  {line}")
    if any(part.changed for part in parts):
        lines.append(
            say("{mark} The rule was changed after its number was seen; the report says how.",
                mark=CHANGED_MARK)
        )  # fmt: skip
    return lines


def _part(part: PartFinding) -> list[str]:
    value = "" if part.value is None else numerals.in_unit(part.value, part.unit)
    if part.is_count:
        value = count_words(part)
    ends = (numerals.in_unit(end, part.unit) for end in (part.low, part.high))
    interval = "" if part.low is None else say("({interval})", interval=numerals.span(*ends))
    number = listed([words for words in (value, interval) if words], "space")
    verdict = VERDICT_WORDS[part.verdict]
    if part.changed:
        verdict = say("{verdict} {mark}", verdict=verdict, mark=CHANGED_MARK)
    return [part.part, verdict, number, capital(part.answer)]


def verdict_lines(verdicts: dict[str, ClaimVerdict]) -> list[str]:
    """Write claims and verdicts, each with the words of the claim and its sentence below."""
    rows = [row for _, row in sorted(verdicts.items())]
    heads = columns([[row.claim, row.verdict] for row in rows])
    return [
        line
        for head, row in zip(heads, rows, strict=True)
        for line in (head, f"    Claim: {row.claim_text}.", f"    {row.sentence}")
    ]
