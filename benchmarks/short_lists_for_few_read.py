"""What two readers said of names that less would give to homes to which few are named."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, Row, agreement, read_rows, table_of

FOR_FEW = PAGE.with_name("short-lists-for-few.csv")
"""Rows by what stood in their way (`kind`): the points alone, the sea at one end, or that they are
far off; `by_step` where the rule that was made lets them stand, `sample` by which it was made."""
_IN_THE_WAY = {
    "in_all": "the points alone",
    "one_by_the_sea": "one by the sea, the other not",
    "far_off": "far off",
}
_SAMPLES = {
    "first": "first sample",
    "second": "second sample",
}


def read_for_few() -> Iterator[str]:
    """Say what was asked, and what they answered."""
    rows = read_rows(FOR_FEW)
    same, kappa = agreement(rows)
    yield from ("", "## What two readers said of names for homes to which few are named", "")
    yield "To homes to which lists and group name fewer than three, drawn as the issue draws them,"
    yield f"the next best by points from 14 on were read ([{FOR_FEW.name}]({FOR_FEW.name})), with"
    yield "facts, reasons and caution as printed; three rows of a home at most. War, care, rank,"
    yield "size and quarters kept off as ever. By the first sample a rule was made; two other"
    yield "readers read a second one, drawn afterwards, and called fewer of it sensible: who is far"
    yield "off is not named any more, though the first sample spoke for a country that is known,"
    yield "and more points are asked for. So the rows of what is named now took part in the choice."
    yield f"The two readers of a sample agree on {same:.0%} of the rows (kappa {kappa:.2f})."
    yield from table_of("what stood in the way", _parts(rows))


def _parts(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    for sample, words in _SAMPLES.items():
        for by_step, stands in (("true", "named now"), ("false", "left out")):
            for kind, title in _IN_THE_WAY.items():
                held = (sample, by_step, kind)
                some = [row for row in rows if (row["sample"], row["by_step"], row["kind"]) == held]
                if some:
                    yield f"{title}, {stands} ({words})", some
