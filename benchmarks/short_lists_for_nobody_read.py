"""What two readers said of names that other kinds of facts give to homes to which nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, Row, agreement, read_rows, table_of

FOR_NOBODY = PAGE.with_name("short-lists-for-nobody.csv")
"""Rows by the fact that spoke for them (`fact`); `by_step` where the rule that was made names them,
`sample` by which it was made."""
_FACTS = {
    "shared_visit": "beside a partner of a neighbour",
    "one_name": "the same name",
    "tied_regions": "regions whose cities are partners",
    "sister_regions": "sister regions",
    "beside": "beside a partner of the city beside home",
    "country": "countries whose cities are partners often",
}
_STANDS = (("true", "named now"), ("false", "left out"))
_SAMPLES = {"first": "first sample", "second": "second sample"}


def read_for_nobody() -> Iterator[str]:
    """Say what was asked, and what they answered."""
    rows = read_rows(FOR_NOBODY)
    homes = {row["home_id"] for row in rows}
    yield from ("", "## What two readers said of names for homes to which nobody is named", "")
    yield f"To {len(homes)} homes of all continents that get no name, drawn until so many had one"
    yield "of the facts below, up to three places each were named for it and read with facts,"
    yield f"reasons and caution as printed ([{FOR_NOBODY.name}]({FOR_NOBODY.name})). Gates, care,"
    yield "war and the band of sizes held. By the first sample it was said which facts count, and"
    yield "how many points each asks for; the second was drawn by that rule. Its rows took no part"
    yield "in the choice but where a fact was taken out, or asks for more, since."
    for sample, words in _SAMPLES.items():
        of_sample = [row for row in rows if row["sample"] == sample]
        if of_sample:
            same, kappa = agreement(of_sample)
            yield f"The two readers of the {words} agree on {same:.0%} of {len(of_sample)} rows"
            yield f"(kappa {kappa:.2f})."
    yield from table_of("what spoke for it", _parts(rows))


def _parts(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    for sample, words in _SAMPLES.items():
        for by_step, stands in _STANDS:
            here = [row for row in rows if (row["sample"], row["by_step"]) == (sample, by_step)]
            for fact, title in _FACTS.items():
                some = [row for row in here if row["fact"] == fact]
                if some:
                    yield f"{title}, {stands} ({words})", some
            if here:
                yield f"all that is {stands} ({words})", here
