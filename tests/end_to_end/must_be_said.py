"""The table of what must and must not be said of pairs and places of the release.

`what_must_be_said.csv` was written from the rows of `country_pairs_now`, `laws` and the ties of the
release and from the rules on what may be suggested, not from what the program printed. The strength
is the gravest of the rows on the two; a tie of the two and a partner that is much the same place
have sentences of their own.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from sistercities.cli.screen import Screen

Case = dict[str, str]
WRITTEN = Path(__file__).with_name("what_must_be_said.csv")
with WRITTEN.open(encoding="utf-8", newline="") as _file:
    CASES: tuple[Case, ...] = tuple(csv.DictReader(_file))
PAIRS = [one for one in CASES if one["kind"] == "pair"]
PLACES = [one for one in CASES if one["kind"] == "place"]
SEED, DRAWN_PAIRS, DRAWN_PLACES = 20261128, 7, 4
"""Pages and briefs take seconds each: a part is drawn, so that every run asks the same."""
PIPE = Screen(100, None)


def called(case: Case) -> str:
    """Name a case by its places."""
    return f"{case['home_name']}-{case['partner_name']}".strip("-")


def drawn(cases: list[Case], n: int) -> list[Case]:
    """Draw some cases, the same in every run."""
    at = np.random.default_rng(SEED).choice(len(cases), n, replace=False)
    return [cases[k] for k in sorted(at.tolist())]


def sentences_of(written: str) -> list[str]:
    """Give the sentences of a cell, or the parts of some."""
    return [one.strip() for one in written.split(" | ") if one.strip()]
