"""The parts of C6 and C8 with each of seven countries as the home country, on the release.

    python tests/reference/placebo_countries.py
    python tests/reference/placebo_countries.py report

The first writes placebo_countries.json beside this file and a table under "Placebo homes" in
docs/methods/calibration.md: half a minute on one core. Nothing says that one of the seven is
special; each is judged as the studies judge China. Draws of the network are the same for all, and
betweenness follows paths from some cities, so numbers differ a little from those of the studies.

The row of a home country of which the package holds a report is that of the report, by its numbers:
the second command sets those rows anew and judges nothing, and a test holds the page to them.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.placebo_homes import RUN, rule_of
from sistercities.dataset.release.store import open_release
from sistercities.studies.attractiveness.choices import drawn_rows
from sistercities.studies.attractiveness.choosing import chosen_by, main_scope
from sistercities.studies.attractiveness.cities import Cities, world_cities
from sistercities.studies.attractiveness.country_effects import (
    draw_choice_rows,
    fit_country_effects,
    named_countries,
    stand_among,
)
from sistercities.studies.attractiveness.country_trends import known_rows, trend_among
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.models import fit_choices
from sistercities.studies.attractiveness.part_rows import NOBODY, why_no_standing, why_no_trend
from sistercities.studies.hubs.among_countries import interval_of, ratios_among_countries
from sistercities.studies.hubs.change import measure_change
from sistercities.studies.hubs.data import HubsData, read_hubs_data
from sistercities.studies.hubs.draws import HubDraws, draw_hubs
from sistercities.studies.hubs.evidence import (
    HUB_SHARE,
    Evidence,
    hub_ratios,
    ratios_at_equal_size,
)
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.part_rows import interval_of_change
from sistercities.studies.hubs.parts import why_no_ratio
from sistercities.studies.hubs.read_network import read_network, two_sources, world_rules
from sistercities.studies.part_rules import Interval

SEED, YEAR, N_DRAWS, N_SOURCES = 1, 2026, 20, 400
HOMES = ("CN", "HU", "PL", "NL", "DE", "FR", "IT")
OUT = Path(__file__).with_suffix(".json")
PARTS = ("C6.chosen", "C6.growing", "C8.share", "C8.alike", "C8.coming")

Row = dict[str, Any]


def row_of(part: str, interval: Interval, reason: str, side: str = "") -> Row:
    """Return number, interval and answer of a part."""
    told = "too few to judge" if reason else side or rule_of(part).side(interval)
    ends = (None, None) if reason else (interval.low, interval.high)
    return {"value": interval.value, "low": ends[0], "high": ends[1], "side": told}


def choices_by_home(data: AttractivenessData, cities: Cities) -> dict[str, Row]:
    """Judge C6.chosen of each home; one fit holds the effects of all countries."""
    scope = main_scope(data, YEAR)
    assert scope is not None
    every = chosen_by(data, cities, NOBODY, YEAR, scope)
    own = chosen_by(data, cities, HOMES[0], YEAR, scope)
    model = fit_choices(drawn_rows(cities, own.choices, own.is_alternative, own.is_home,
                                   n_sampled=(6, 10, 8), seed=SEED))  # fmt: skip
    named = named_countries(cities, every, model, SEED)
    effects = fit_country_effects(cities, draw_choice_rows(cities, every, SEED), named)
    found = {}
    for home in HOMES:
        standing = stand_among(effects, home)
        found[home] = row_of("C6.chosen", standing.interval(), why_no_standing(standing))
    return found


def trend_of_home(data: AttractivenessData, home: str) -> Row:
    """Judge C6.growing of a home."""
    known = known_rows(data, home, YEAR)
    standing = trend_among(data, home, known[known["is_whole"]])
    return row_of("C6.growing", standing.interval(), why_no_trend(standing))


def hubs_of_home(data: HubsData, cities: Cities, home: str, draws: HubDraws) -> dict[str, Row]:
    """Judge the parts of C8 of a home."""
    rules = world_rules(data, YEAR)
    assert rules is not None
    read = read_network(data, cities, home, YEAR, rules, is_known_alone=True)
    network = read.network
    traits, beyond = ratios_at_equal_size(network, draws)
    presence = hub_ratios(network, draws)
    n = int(network.is_home.sum()), network.n_home_ties
    evidence = Evidence(*n, presence, beyond, None, draws, traits)
    found = {}
    for part, ratios, of_what in (("C8.share", presence, ()), ("C8.alike", beyond, traits)):
        ones = ratios_among_countries(network, draws, ratios, of_what)
        intervals = [interval_of(one) for one in ones.values()]
        reason = why_no_ratio(evidence, ratios[MEASURES[0]])
        side = rule_of(part).side_of_all(intervals)
        found[part] = row_of(part, intervals[0], reason, side)
    both = two_sources(data, home, rules, read.codes)
    assert both is not None
    change = measure_change(both, network.home, n_sources=N_SOURCES, seed=SEED)
    first = change.by_measure.get(MEASURES[0])
    interval = Interval(None, None, None) if first is None else interval_of_change(first)
    return found | {"C8.coming": row_of("C8.coming", interval, change.note)}


def every_home() -> dict[str, dict[str, Row]]:
    """Judge all parts of all homes."""
    with open_release() as release:
        data = read_hubs_data(release)
    cities, rules = world_cities(data.choice), world_rules(data, YEAR)
    assert rules is not None
    network = read_network(data, cities, HOMES[0], YEAR, rules).network
    draws = draw_hubs(network, top=HUB_SHARE, n_draws=N_DRAWS, n_sources=N_SOURCES, seed=SEED)
    chosen = choices_by_home(data.choice, cities)
    return {
        home: {"C6.chosen": chosen[home], "C6.growing": trend_of_home(data.choice, home)}
        | hubs_of_home(data, cities, home, draws)
        for home in HOMES
    }


def reported(home: str) -> dict[str, Row]:
    """Return the parts of a home country as its report in the package has them.

    Each side is by its interval alone, as for the other homes; empty where there is no report.
    """
    held = files("sistercities").joinpath("data", "reports", f"{home}.zip")
    if not held.is_file():
        return {}
    with held.open("rb") as file, ZipFile(file) as report:
        studies = json.loads(report.read("study.json"))["studies"].values()
    found = {f"{one['claim']}.{one['part']}": one for study in studies for one in study["parts"]}
    return {part: _reported(part, found[part]) for part in PARTS}


def _reported(part: str, held: Row) -> Row:
    interval = Interval(held["value"], held["low"], held["high"])
    reason = held["note"] if held["low"] is None else ""
    alone = "" if part == "C8.coming" else held["side"]
    return row_of(part, interval, reason, alone)


def with_reports(stored: dict[str, dict[str, Row]]) -> dict[str, dict[str, Row]]:
    """Set the rows of homes that have a report to those of the report."""
    return {home: reported(home) or rows for home, rows in stored.items()}


def table(stored: dict[str, dict[str, Row]]) -> str:
    """Return the homes as a table."""
    lines = [f"| home | {' | '.join(PARTS)} |", "|---|" + "---|" * len(PARTS)]
    for home, rows in stored.items():
        lines.append(f"| {home} | {' | '.join(_cell(part, rows[part]) for part in PARTS)} |")
    return "\n".join(lines)


def _cell(part: str, row: Row) -> str:
    if row["low"] is None:
        return "too few to judge" if row["side"] == "too few to judge" else "cannot be told"
    scale, form = (100, "+.0f") if part == "C8.coming" else (1, ".2f")
    value, low, high = (format(scale * row[key], form) for key in ("value", "low", "high"))
    return f"{value} ({low} to {high}): {row['side']}"


def main() -> None:
    """Judge, or take what was judged; store, and write the table into the page."""
    is_report_alone = "report" in sys.argv[1:]
    held = json.loads(OUT.read_text(encoding="utf-8")) if is_report_alone else every_home()
    stored = with_reports(held)
    text = json.dumps(stored, indent=1, default=lambda one: np.asarray(one).item())
    OUT.write_text(text + "\n", encoding="utf-8")
    page, (begin, end) = RUN.page, ("<!-- placebo countries: begin -->",
                                    "<!-- placebo countries: end -->")  # fmt: skip
    said = page.read_text(encoding="utf-8")
    before, after = said[: said.index(begin) + len(begin)], said[said.index(end) :]
    page.write_text(f"{before}\n{table(stored)}\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
