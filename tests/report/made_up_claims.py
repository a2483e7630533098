"""Made-up numbers and verdicts of the nesting study; nothing here is a finding."""

from __future__ import annotations

from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.nesting.result import Estimate


def estimates(n: int) -> dict[str, Estimate]:
    rows = (
        Estimate(
            "share_inside",
            0.131,
            0.093,
            0.178,
            n,
            "city ties",
            "share of ties",
            "two-way clustered, logit",
            weighted=0.152,
            weighted_low=0.11,
            weighted_high=0.214,
            bound_low=0.12,
            bound_high=0.34,
        ),
        Estimate(
            "observed_over_expected",
            1.62,
            1.28,
            2.05,
            n,
            "city ties",
            "ratio",
            "two-way clustered, log",
        ),
        Estimate(
            "odds_ratio",
            1.94,
            1.35,
            2.79,
            n,
            "city ties",
            "ratio",
            "Mantel-Haenszel, two-way clustered",
        ),
        Estimate(
            "rate_ratio",
            2.31,
            1.42,
            3.76,
            n,
            "city ties",
            "rate ratio",
            "PPML, two-way clustered",
            effective_home_units=17.2,
            effective_countries=16.8,
            sentence="Inside a country sister regions have 2.31 times as many city ties.",
        ),
        Estimate(
            "country_rate_ratio",
            1.18,
            0.84,
            1.66,
            n,
            "city ties",
            "rate ratio",
            "PPML, two-way clustered",
            effective_home_units=17.2,
            effective_countries=16.8,
            sentence="With a country that has a sister region there are 1.18 times as many.",
        ),
        Estimate(
            "share_no_upper",
            0.284,
            0.2,
            0.381,
            n,
            "city ties",
            "share of ties",
            "two-way clustered, logit",
            weighted=0.26,
            weighted_low=0.19,
            weighted_high=0.33,
        ),
        Estimate(
            "upper_served",
            0.412,
            0.33,
            0.5,
            401,
            "upper ties",
            "share of ties",
            "two-way clustered, logit",
        ),
        Estimate(
            "predictive_gain",
            0.00412,
            0.0011,
            0.0072,
            30,
            "units held out",
            "nats per tie",
            "t over folds by home unit",
        ),
    )
    return {row.name: row for row in rows}


def verdicts() -> dict[str, ClaimVerdict]:
    rows = (
        ClaimVerdict(
            "C1",
            "Cities form ties even when their provinces have no corresponding sister province",
            "supported",
            "Most city ties lie outside sister provinces.",
            0.131,
            0.093,
            0.178,
            "A source that lists three times as many upper ties as are known today.",
        ),
        ClaimVerdict(
            "C2",
            "City ties arise between cities whose provinces are not linked at all",
            "supported",
            "More than one city tie in four goes to a country without any sister province.",
            0.284,
            0.2,
            0.381,
            "Upper ties with those countries that no source lists.",
        ),
        ClaimVerdict(
            "C3",
            "The city level follows its own logic; provincial ties do not fully predict city ties",
            "mixed",
            "City ties are not fully predicted by provinces, and yet they lie inside "
            "sister provinces more often than chance would have it.",
            1.62,
            1.28,
            2.05,
            "An interval within 0.8 to 1.25 would say independent; a share inside above "
            "one half would say predicted.",
        ),
    )
    return {row.claim: row for row in rows}
