"""What two readers said of names that less would give to homes to which few are named."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import HEAD, PAGE, Row, agreement, read_rows, verdicts

FOR_FEW = PAGE.with_name("short-lists-for-few.csv")
"""Rows by what stood in their way (`kind`): the points alone, the sea at one end, or that they are
far off; `by_step` where the rule that was made lets them stand, `sample` by which it was made."""
_IN_THE_WAY = {
    "in_all": "the points alone",
    "one_by_the_sea": "one by the sea, the other not",
    "far_off": "far off",
}
_SAMPLES = {
    "first": "by which the rule was made",
    "second": "drawn afterwards, of whom the rule names",
}


def read_for_few() -> Iterator[str]:
    """Say what was asked, and what they answered."""
    rows = read_rows(FOR_FEW)
    same, kappa = agreement(rows)
    yield from ("", "## What two readers said of names for homes to which few are named", "")
    yield "To homes to which lists and group name fewer than three, drawn as the issue draws them,"
    yield f"the next best by points from 14 on were read ([{FOR_FEW.name}]({FOR_FEW.name})), with"
    yield "facts, reasons and caution as printed; three rows of a home at most. War, care, rank,"
    yield "size and quarters kept off as ever. Both readers called a place absurd once (Lhasa for a"
    yield "city of India). The rule leaves out rivals; who is far off it names in a country where"
    yield "home or places like it have a partner, which was found in these same rows. The two agree"
    yield f"on {same:.0%} of the rows (Cohen's kappa {kappa:.2f})."
    yield ""
    yield from (f"| what stood in the way {HEAD[0]}", f"|---{HEAD[1]}")
    for title, some in _parts(rows):
        yield f"| {title} | {verdicts(some)} |"


def _parts(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    for sample, words in _SAMPLES.items():
        for by_step, stands in (("true", "named now"), ("false", "left out")):
            for kind, title in _IN_THE_WAY.items():
                held = (sample, by_step, kind)
                some = [row for row in rows if (row["sample"], row["by_step"], row["kind"]) == held]
                if some:
                    yield f"{title}, {stands} ({words})", some
