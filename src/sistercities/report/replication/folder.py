"""The folder `replication` beside a report: tables, numbers, scripts and what to do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.resources import files
from typing import cast

from sistercities.errors import InvalidArgument
from sistercities.report.replication.numbers import NUMBERS, HeadlineNumber, Replicated, numbers_csv
from sistercities.sentences import listed
from sistercities.studies.narrowing import Narrowing, narrowed
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json

FOLDER = "replication"
SCRIPTS = ("replicate.py", "replicate.R", "replicate.do")
README = "README.md"
REPLICATED = ("nesting", "connectivity", "diplomacy", "homes", "world")
"""The studies whose headline numbers can be computed again from plain tables, a module each."""
ALWAYS = tuple(f"{FOLDER}/{name}" for name in (*SCRIPTS, NUMBERS, README))
"""Files that the folder has whatever the study."""


def check_can_replicate(study: str) -> None:
    """Refuse a study whose numbers no script gives again.

    Raises
    ------
    InvalidArgument
        If it is none of these.
    """
    if study not in REPLICATED:
        names = listed([*REPLICATED, "all"], "or")
        raise InvalidArgument("replication", study, f"ask it of study {names}")


def replication_files(records: Iterable[Json], tables: StudyTables) -> dict[str, bytes]:
    """Make the files of the folder, by their names below that of the report.

    Parameters
    ----------
    records
        JSON of the studies; those that cannot be computed again are passed over.
    tables
        The release that they were made from.
    """
    made = [
        _of(study)(record, _as_studied(record, tables))
        for record in records
        if (study := str(record["study"])) in REPLICATED and "problem" not in record
    ]
    data = {name: content for one in made for name, content in one.tables.items()}
    numbers = [number for one in made for number in one.numbers]
    content = {
        **{name: _script(name) for name in SCRIPTS},
        **data,
        NUMBERS: numbers_csv(numbers),
        README: readme(tuple(data), numbers, tables.version).encode(),
    }
    return {f"{FOLDER}/{name}": held for name, held in content.items()}


def _of(study: str) -> Callable[[Json, StudyTables], Replicated]:
    module = import_module(f"{__package__}.{study}")
    return getattr(module, f"replicate_{study}")  # type: ignore[no-any-return]


def _as_studied(record: Json, tables: StudyTables) -> StudyTables:
    """Return the tables narrowed as the study's were."""
    settings = cast("Mapping[str, object]", record["settings"])
    return narrowed(tables, str(record["country"]), Narrowing.of_settings(settings))


def _script(name: str) -> bytes:
    return (files(__package__) / "scripts" / name).read_bytes()


_HEAD = """# The headline numbers once more

These tables and scripts give the headline numbers of the report in the folder above again, without
the program that wrote it.

| run | with |
|---|---|
| `python replicate.py` | numpy, pandas, statsmodels |
| `Rscript replicate.R` | fixest for the regressions; without it base R does them |
| `do replicate.do` (not run by us) | Stata 16 or newer, `ppmlhdfe` |

The first two print each number of `numbers.csv` beside their own, and end with 1 where one is off.
The third prints its numbers, to be compared by eye. It was not run by us, for want of Stata.
"""
_TABLES = {
    "city_ties.csv": "a row for each city tie of the home country: both ends, the region of each "
    "(`foreign_region_1` is the finest that signs, further columns are coarser ones), the country",
    "region_ties.csv": "a row for each tie of a home region with a foreign region",
    "city_links.csv": "a row for each city of the home country that is compared: its ties, the "
    "destinations abroad that routes were ever listed to, exports (million CNY or USD)",
    "region_visitors.csv": "a row for each region of the home country: ties of all places in it, "
    "visitors from abroad (million visits)",
    "country_periods.csv": "a row for each partner country and period in which ties began (its "
    "first year, or undated): city ties, whether it was a rival or in armed conflict with the "
    "home country on the eve (1 is yes), distance of the votes in the UN over the range of their "
    "quartiles, logarithms of trade, distance, population and income",
    "country_ratios.csv": "a row for each country: city ties inside sister regions over those "
    "expected, with the interval, and whether it enters the mean",
    "country_pairs.csv": "a row for each pair of countries whose lists were read: city ties, "
    "distance (km), border, language and colony (1 is yes), trade (million USD, both ways), "
    "migrants (persons, both ways), routes (pairs of cities), rivals (1 is yes), distance of the "
    "ideal points of their votes in the UN; an empty cell is not known",
    NUMBERS: "the numbers of the report, and by which part of each a script may miss it",
}


def readme(tables: Sequence[str], numbers: Sequence[HeadlineNumber], version: str) -> str:
    """Write the page.

    Parameters
    ----------
    tables
        Names of the tables in the folder.
    numbers
        The numbers of the report.
    version
        Version of the data.
    """
    listed = [f"- `{name}`: {_TABLES[name]}." for name in (*tables, NUMBERS)]
    terms = (
        f"They are made from the data {version} and are under CC BY-SA 4.0, with the attributions "
        "in `sources.csv` of the report."
    )
    whys = [f"`{one.id}` of {one.study}: {one.why}." for one in numbers if one.why]
    head = [
        "| study | number | what it is | in the report | may differ by a part of |",
        "|---|---|---|---:|---:|",
    ]
    none = ["The report has no number that can be computed again."]
    rows = [*head, *map(_row, numbers)] if numbers else none
    blocks = [_HEAD, "## Tables\n", *listed, "", terms, "", "## Numbers\n", *rows, "", *whys]
    return "\n".join(blocks).rstrip() + "\n"


def _row(one: HeadlineNumber) -> str:
    return f"| {one.study} | `{one.id}` | {one.words} | {one.value:.6f} | {one.tolerance:g} |"
