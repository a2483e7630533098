"""Made-up results of studies other than nesting; nothing here is a finding.

`full` has each kind of figure, `odd` what a page must survive, `nothing` is a study that could not
be judged.
"""

from __future__ import annotations

import dataclasses
import math
import random

from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict
from sistercities.studies.findings import (
    Column,
    Finding,
    Mark,
    Method,
    SensitivityFinding,
    Series,
    StudyFigure,
    StudyResult,
    StudyTable,
)


def _forest() -> StudyFigure:
    access = Series(
        "Access",
        (
            Mark("Destinations, a label so long that it takes two lines", 1.4, 1.2, 1.7),
            Mark("Has an airport", 1.1, 0.8, 1.5, is_main=True),
        ),
    )
    economy = Series("Economy", (Mark("FDI", None, note="it is the same in all cities"),))
    return StudyFigure(
        "terms", "intervals", "Flights go with ties", "Rate ratio per doubling, log scale",
        "NB2; n = 297 cities; seed 1", (access, economy), "rate ratio",
        reference=1.0, is_log=True, unit="ratio",
    )  # fmt: skip


def _years() -> StudyFigure:
    series = tuple(
        Series(
            name,
            tuple(
                Mark("", share, share - 0.01, share + 0.01, x=1980.0 + 10 * step)
                for step, share in enumerate((0.02 + k / 50, 0.05, 0.04 + k / 50, 0.06))
            ),
        )
        for k, name in enumerate(("observed", "expected", "another country"))
    )
    return StudyFigure(
        "decades", "lines", "The share grew", "New ties, share by decade", "n = 8,000 ties",
        series, "share of new ties", "Year", unit="share",
    )  # fmt: skip


def _cities() -> StudyFigure:
    rng = random.Random(7)
    marks = [
        Mark(f"Town {number}", math.exp(rng.gauss(2, 1)), x=math.exp(rng.gauss(3, 1)),
             is_main=number < 12)
        for number in range(60)
    ]  # fmt: skip
    return StudyFigure(
        "cities", "points", "Ties rise with destinations", "One point a city", "n = 60 cities",
        (Series("cities", tuple(marks)), Series("capitals", (Mark("Metropolis", 40.0, x=90.0),))),
        "ties", "international destinations", is_log=True, is_x_log=True,
    )  # fmt: skip


METHOD = Method(
    "Do better connected cities have more ties?", "Ties of a city", "NB2", "no association",
    "ties are counted alike everywhere", "supported if the interval lies above 0", ("A (2006)",),
)  # fmt: skip


def full() -> StudyResult:
    """Return a study with findings, tables, figures of each kind and sensitivity."""
    return StudyResult(
        study="connectivity",
        country="XA",
        country_name="Nowhere",
        as_of=2020,
        data_version="2026.1",
        headline="Cities with more flights hold more ties.",
        first_line_warning="",
        verdicts={
            "C5": ClaimVerdict(
                "C5", CLAIMS["C5"], "supported", "Yes, they hold more.", 0.62, 0.48, 0.73,
                "An interval that holds 0.",
            )
        },
        findings=(
            Finding("rho", "Rank correlation of ties and destinations", 0.62, 0.48, 0.73,
                    "correlation", 297, "cities", "Spearman", 17.2, 0.0001),
            Finding("exports", "Ratio per doubling of exports", None, None, None, "ratio", 0,
                    "cities", "NB2", note="exports are not known"),
        ),
        sensitivity=(
            SensitivityFinding("without capitals", "capitals left out", -0.1, -0.3, 0.1, 270, True),
        ),
        tables=(
            StudyTable(
                "terms-table", "Terms of the regression",
                (Column("term", "Term"), Column("ratio", "Ratio", "ratio"),
                 Column("year", "Since", "year"), Column("is_kept", "Kept")),
                (("exports", 1.25, 1999, True), ("investment", None, None, False)),
            ),
        ),
        figures=(_forest(), _years(), _cities()),
        power="With 80 % power a correlation of 0.2 would be found.",
        limits=("Whether flights bring ties or ties flights.",),
        left_out={"no population known": 3},
        method=METHOD,
        seed=1,
        settings={"flights of": "2014"},
    )  # fmt: skip


def odd() -> StudyResult:
    """Return a study with markup and formulas in names, and numbers that are not finite."""
    made = full()
    wild = Mark("<script>alert(1)</script> =1+1 & 宁波", math.inf, math.nan, 3.0, x=5.0)
    figures = tuple(
        dataclasses.replace(
            figure, title="<b>odd</b>", series=(*figure.series, Series("=cmd", (wild,)))
        )
        for figure in made.figures
    )
    finding = dataclasses.replace(made.findings[0], value=math.nan, label="<i>rho</i>")
    return dataclasses.replace(
        made, headline="<script>", figures=figures, findings=(finding, *made.findings)
    )


def nothing() -> StudyResult:
    """Return a study that could not be judged."""
    verdict = ClaimVerdict(
        "C5", CLAIMS["C5"], CANNOT_TELL, "Nothing can be said: no flights are known.",
        None, None, None, "Flights of the country's airports.",
    )  # fmt: skip
    return dataclasses.replace(
        full(),
        headline="Nothing can be said.",
        verdicts={"C5": verdict},
        findings=(),
        sensitivity=(),
        tables=(),
        figures=(dataclasses.replace(_years(), series=()),),
        left_out={},
        power="",
    )
