"""The ties of the release, written as a register and imported, come back as the same ties.

A register names places as its country does and partners in Latin script. What comes back as
another tie is counted as wrong: some names are those of a city and of the region around it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import sistercities as sc

LINES = 400


@pytest.mark.parametrize("country", ["JP", "DE"])
def test_ties_come_back_as_themselves(tmp_path: Path, country: str) -> None:
    ties = sc.ties(country=country)
    abroad = ties[ties["country_a"] != ties["country_b"]].sample(LINES, random_state=1)
    path = tmp_path / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["Home", "Partner", "Partner country", "Date"])
        for row in abroad.to_dict("records"):
            home, partner = ("a", "b") if row["country_a"] == country else ("b", "a")
            local, start = row[f"name_local_{home}"], row["start"]
            name = local if isinstance(local, str) and local else row[f"name_{home}"]
            stated = start if isinstance(start, str) else ""
            writer.writerow([name, row[f"name_{partner}"], row[f"country_{partner}"], stated])
    found = sc.import_register(path, country=country, year=2026, write=False)
    came = {int(line.line): line.tie_id for line in found.account}
    due = dict(enumerate(abroad["tie_id"], start=2))
    right = sum(came[line] == tie_id for line, tie_id in due.items())
    wrong = sum(came[line] not in ("", tie_id) for line, tie_id in due.items())
    assert right >= 0.97 * LINES
    assert wrong <= 0.015 * LINES
