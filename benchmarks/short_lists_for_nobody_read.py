"""What readers said of names that other facts give to homes to which nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, READINGS, Row, read_rows

FOR_NOBODY = PAGE.with_name("short-lists-for-nobody.csv")
"""Rows by the fact that spoke for them (`fact`); `by_step` where the rules of today name them,
`sample` by which of them these were made. Where a sample has had one reader, the second reading is
empty."""
_FACTS = {
    "shared_visit": "beside a partner of a neighbour",
    "wide_visit": "beside a partner of a place 31 to 60 km from home",
    "one_name": "the same name",
    "tied_regions": "regions whose cities are partners",
    "sister_regions": "sister regions",
    "beside": "beside a partner of the city beside home",
    "country": "countries whose cities are partners often",
}
_STANDS = (("true", "named now"), ("false", "left out"))
_SAMPLES = {"first": "first sample", "second": "second sample", "third": "third sample"}


def read_for_nobody() -> Iterator[str]:
    """Say what was asked, and what they answered."""
    rows = read_rows(FOR_NOBODY)
    homes = {row["home_id"] for row in rows}
    yield from ("", "## What readers said of names for homes to which nobody is named", "")
    yield f"To {len(homes)} homes of all continents that get no name, drawn until so many had one"
    yield "of the facts below, up to three places each were named for it and read with facts,"
    yield f"reasons and caution as printed ([{FOR_NOBODY.name}]({FOR_NOBODY.name})). Gates, care,"
    yield "war and the band of sizes held. By the first sample it was said which facts count and"
    yield "how many points each asks for; the second was drawn by that, and two facts ask for more"
    yield "since (25 km for a visit; a partner in the own country where cities of two regions are"
    yield "partners); the third was drawn by the rules of today, beside visits to places farther"
    yield "from home. So of the first two samples the rows that are named now took part in the"
    yield f"choice. {_how_many_readers(rows)}"
    yield ""
    yield "| what spoke for it | rows | sensible | absurd |"
    yield "|---|---|---|---|"
    for title, some in _parts(rows):
        yield f"| {title} | {len(some)} | {_sensible(some)} | {_absurd(some)} |"


def _how_many_readers(rows: list[Row]) -> str:
    """Say by how many each sample was read: one is no test of another."""
    n_twice = sum(bool(row["second_reading"]) for row in rows)
    if not n_twice:
        return "One reader read each."
    return (
        "Two readers read each." if n_twice == len(rows) else "Some were read by one reader alone."
    )


def _sensible(rows: list[Row]) -> str:
    """Say which share each reader called sensible, of the rows that each has read."""
    read = ([row[each] for row in rows if row[each]] for each in READINGS)
    return " and ".join(f"{said.count('sensible') / len(said):.0%}" for said in read if said)


def _absurd(rows: list[Row]) -> int:
    return sum("absurd" in [row[each] for each in READINGS] for row in rows)


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
