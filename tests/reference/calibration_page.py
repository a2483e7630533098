"""Write the tables of docs/twolevel/calibration.md from the stored calibrations.

    python tests/reference/calibration_page.py

Nothing is simulated here; the head of each stored file's script says how it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twolevel.exact.besag_clifford import clopper_pearson

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "twolevel" / "calibration.md"
STORED = {
    "kinds": HERE / "kinds_calibration.json",
    "nulls": ROOT / "src" / "twolevel" / "calibrate" / "calibration.json",
    "mrqap": HERE / "mrqap_size.json",
    "ratios": HERE / "dyads_rate_ratios.json",
    "slopes": HERE / "dyads_simulation.json",
    "nested": HERE / "nested_calibration.json",
    "counts": HERE / "counts_simulation.json",
    "choice": HERE / "choice_simulation.json",
    "shapley": HERE / "shapley_simulation.json",
    "timing": HERE / "timing_simulation.json",
}
EXACT, ASYMPTOTIC = (0.0, 0.065), (0.035, 0.065)
MANY_CLUSTERS, FEW_CLUSTERS = (0.92, 0.98), (0.90, 0.98)
"""What is promised of sizes at 5 %, and of the coverage of 95 % intervals."""
HOLDING = {
    "independence": ("upper-ties", "degree-country", "start-years"),
    "common-cause": ("start-years",),
}
"""Nulls whose hypothesis is true of a kind of uneven worlds."""
LAYOUT_OF = {"home and foreign": "modest layout", "whole": "whole networks"}
SHAPLEY = {"weighted": "`weighted_shapley`", "one way": "`shapley_deviance`"}
TAILS = ("start-years, city ties later", "start-years, city ties earlier")
NULL_ORDER = (
    "region-labels", "upper-ties", "degree", "degree-totals", "degree-country", "start-years",
    "gravity", "gravity-cities",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One stored rate.

    Attributes
    ----------
    method, worlds
        What was run, and on what.
    rate, n_worlds
        Share, and of how many worlds.
    promise
        Lowest and highest rate promised; None where nothing is.
    """

    method: str
    worlds: str
    rate: float
    n_worlds: int
    promise: tuple[float, float] | None

    def cells(self) -> str:
        """Return the row of a table."""
        low, high = clopper_pearson(round(self.rate * self.n_worlds), self.n_worlds, 0.99)
        return (
            f"| {self.method} | {self.worlds} | {self.rate:.1%} | {low:.1%} to {high:.1%} "
            f"| {self.n_worlds:,} | {self._promised()} |"
        )

    def _promised(self) -> str:
        if self.promise is None:
            return "–"
        low, high = self.promise
        said = f"at most {high:.1%}" if low == 0 else f"{low:.1%} to {high:.1%}"
        return said if low <= self.rate <= high else f"{said}: **no**"


def stored(name: str) -> dict[str, Any]:
    """Return a stored file."""
    found: dict[str, Any] = json.loads(STORED[name].read_text(encoding="utf-8"))
    return found


def sizes() -> Iterator[Line]:
    """Yield how often each test rejects at 5 % where its hypothesis holds."""
    for network, kinds in stored("kinds")["size"].items():
        rows = kinds["independence"]
        for null_id in (name for name in NULL_ORDER if name in rows):
            promise = ASYMPTOTIC if null_id.startswith("gravity") else EXACT
            row = rows[null_id]
            yield Line(f"`{null_id}`", LAYOUT_OF[network], row["rate"], row["n_worlds"], promise)
    for null_id, row in stored("nulls")["size"].items():
        yield Line(f"`{null_id}`", "China's layout", row["rate"], row["n_worlds"], EXACT)
    mrqap = stored("mrqap")
    for case, row in mrqap["size"].items():
        yield Line("MRQAP", case, row["rate"], mrqap["n_worlds"], EXACT)
    for layout, rows in stored("nested")["rates"].items():
        for kind in ("independent", "common cause, taste fitted"):
            row = rows[kind]
            rate = row["rejected"] / row["n_fitted"]
            yield Line("nested model", f"{layout}, {kind}", rate, row["n_fitted"], ASYMPTOTIC)
    for case, rows in stored("ratios")["cases"].items():
        if case.endswith(" units, no effect") or case.endswith("layout, no effect"):
            for name, row in rows.items():
                yield Line(f"`{name}`", case, row["rejects 1"], row["worlds"], ASYMPTOTIC)


def coverages() -> Iterator[Line]:
    """Yield how often each 95 % interval holds what it should."""
    for layout, tilts in stored("nulls")["coverage"].items():
        promise = FEW_CLUSTERS if layout == "china" else MANY_CLUSTERS
        for tilt, rows in tilts.items():
            for name, row in rows.items():
                worlds = f"{layout}, effect of upper ties {tilt}"
                rate = row["rate"]
                yield Line(f"`{name}`", worlds, rate["rate"], rate["n_worlds"], promise)
    for case, rows in stored("ratios")["cases"].items():
        promise = FEW_CLUSTERS if case.startswith("China") else MANY_CLUSTERS
        for name, row in rows.items():
            yield Line(f"`{name}`", case, row["covers mean"], row["worlds"], promise)
    for case, rows in stored("slopes")["cases"].items():
        for name, row in rows.items():
            yield Line(name, case, row["coverage"], row["worlds"], _slope_promise(case, name))
    for layout, rows in stored("nested")["rates"].items():
        for kind in ("independent", "tied", "common cause, taste fitted"):
            row = rows[kind]
            promise = FEW_CLUSTERS if layout == "china" else MANY_CLUSTERS
            rate = row["covered"] / row["n_fitted"]
            yield Line("nested model", f"{layout}, {kind}", rate, row["n_fitted"], promise)


def _slope_promise(case: str, name: str) -> tuple[float, float] | None:
    """Nothing is promised of what the page on dyadic regression advises against."""
    if name in ("logit", "PPML, robust errors", "PPML, two-way errors") and (
        name == "logit" or "undirected" in case
    ):
        return None
    return FEW_CLUSTERS if "25 x 25" in case else MANY_CLUSTERS


def elsewhere() -> Iterator[Line]:
    """Yield what methods say where their model does not hold and no level does anything."""
    nested = stored("nested")["rates"]
    for layout, rows in nested.items():
        for kind in (
            "common cause", "common cause, effects fitted", "tastes of each level", "uneven places",
        ):  # fmt: skip
            row = rows[kind]
            rate = row["rejected"] / row["n_fitted"]
            yield Line("nested model", f"{layout}, {kind}", rate, row["n_fitted"], None)
    for name, row in stored("ratios")["cases"]["80 units, common cause, no effect"].items():
        worlds = "80 units, common cause of unit and country"
        yield Line(f"`{name}`", worlds, row["rejects 1"], row["worlds"], None)
    for kind, rows in stored("nulls")["rejections"].items():
        for null_id, row in rows.items():
            if kind != "alike":
                told = "common cause of unit and country" if kind == "common cause" else kind
                worlds = f"China's layout, {told}"
                yield Line(f"`{null_id}`", worlds, row["rate"], row["n_worlds"], None)


def lines_table(what: str, lines: Iterator[Line]) -> str:
    """Return a table of stored rates."""
    head = [
        f"| method | worlds | {what} | 99 % interval | number of worlds | promised |",
        "|---|---|---:|---|---:|---|",
    ]
    return "\n".join(head + [line.cells() for line in lines])


def kinds_table(network: str) -> str:
    """Return what each null says on each kind of worlds; bold where its hypothesis is true."""
    kinds = stored("kinds")["kinds"][network]
    names = [name for name in (*NULL_ORDER, *TAILS) if any(name in rows for rows in kinds.values())]
    heads = [
        f"`{n}`" if n not in TAILS else n.replace("start-years", "`start-years`") for n in names
    ]
    table = [
        f"| worlds | {' | '.join(heads)} |",
        "|---|" + "---:|" * len(names),
    ]
    for kind, rows in kinds.items():
        cells = [
            f"**{rows[name]['rate']:.0%}**"
            if name.partition(",")[0] in HOLDING.get(kind, ())
            else f"{rows[name]['rate']:.0%}"
            for name in names
        ]
        table.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(table)


def power_table() -> str:
    """Return the stored power of `degree-country` at China's layout."""
    rows = [
        Line("`degree-country`", f"China's layout, log odds {beta}", row["rate"], row["n_worlds"],
             None).cells()
        for beta, row in stored("nulls")["power"].items()
    ]  # fmt: skip
    return "\n".join([lines_table("rejected at 5 %", iter(())), *rows])


def marked(rate: float, promise: tuple[float, float] | None) -> str:
    """Return a rate, bold where it is outside what is promised."""
    is_kept = promise is None or promise[0] <= rate <= promise[1]
    return f"{rate:.1%}" if is_kept else f"**{rate:.1%}**"


def slopes_table(name: str) -> str:
    """Return sizes of the slopes that are 0 and coverage of all, of counts or of choices."""
    held = stored(name)
    slopes = held["slopes"]
    idle = [slope for slope, value in slopes.items() if value == 0]
    heads = [f"{slope}: rejects" for slope in idle] + [f"{slope}: holds" for slope in slopes]
    table = [f"| worlds | method | {' | '.join(heads)} |", "|---|---|" + "---:|" * len(heads)]
    for worlds, methods in held["cases"].items():
        covers = FEW_CLUSTERS if worlds.startswith("China") else MANY_CLUSTERS
        for method, rows in methods.items():
            cells = [marked(rows[slope]["rejects 0"], ASYMPTOTIC) for slope in idle]
            cells += [marked(rows[slope]["covers"], covers) for slope in slopes]
            table.append(f"| {worlds} | {method} | {' | '.join(cells)} |")
    return "\n".join(table)


def shapley_table() -> str:
    """Return the coverage of intervals of Shapley shares and of their differences."""
    table = [
        "| worlds | decomposition | share | its target | holds | ends below | begins above |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for method, layouts in stored("shapley")["cases"].items():
        for worlds, case in layouts.items():
            promise = FEW_CLUSTERS if worlds.startswith("China") else MANY_CLUSTERS
            for name, row in case["shares"].items():
                table.append(
                    f"| {worlds} | {SHAPLEY[method]} | {name} | {row['target']:.2f} "
                    f"| {marked(row['covers'], promise)} | {row['ends below']:.1%} "
                    f"| {row['begins above']:.1%} |"
                )
    return "\n".join(table)


def hazard_table() -> str:
    """Return sizes and coverage of the hazard in worlds in which it holds."""
    table = [
        "| layout | worlds | maximum likelihood rejects | its profile holds | Firth rejects "
        "| its profile holds | t by pair rejects | its interval holds |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for layout, kinds in stored("timing")["hazard"].items():
        covers = MANY_CLUSTERS if layout.startswith("forty") else FEW_CLUSTERS
        for kind in ("independent", "province-led", "city-led"):
            cells = []
            for method in ("none", "firth", "pair"):
                row = kinds[kind][method]
                # by pair: the slope is 0 but under city-led, so what is not covered is rejected
                hits = row.get("rejected", row["n"] - row["covered"])
                rejected = marked(hits / row["n"], ASYMPTOTIC)
                cells += [
                    "" if kind == "city-led" else rejected,
                    marked(row["covered"] / row["n"], covers),
                ]
            table.append(f"| {layout} | {kind} | {' | '.join(cells)} |")
    return "\n".join(table)


def events_table() -> str:
    """Return sizes and coverage of the event study in worlds in which it holds."""
    table = [
        "| layout | worlds | before the start rejects | years 1 to 5 reject | hold "
        "| years 6 to 10 reject | hold |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for layout, kinds in stored("timing")["event study"].items():
        covers = MANY_CLUSTERS if layout.startswith("forty") else FEW_CLUSTERS
        for kind in ("independent", "province-led", "wave, country periods"):
            before = kinds[kind]["before start"]
            cells = [marked(before["rejected"] / before["n"], ASYMPTOTIC)]
            for years in ("1 to 5", "6 to 10"):
                row = kinds[kind][years]
                rejected = marked(row["rejected"] / row["n"], ASYMPTOTIC)
                cells += [
                    "" if kind == "province-led" else rejected,
                    marked(row["covered"] / row["n"], covers),
                ]
            table.append(f"| {layout} | {kind} | {' | '.join(cells)} |")
    return "\n".join(table)


def tables() -> dict[str, str]:
    """Return every table of the page by the name of its marks."""
    return {
        "size": lines_table("rejected at 5 %", sizes()),
        "home and foreign": kinds_table("home and foreign"),
        "whole": kinds_table("whole"),
        "elsewhere": lines_table("rejected at 5 %", elsewhere()),
        "coverage": lines_table("holds its target", coverages()),
        "power": power_table(),
        "counts": slopes_table("counts"),
        "choice": slopes_table("choice"),
        "shapley": shapley_table(),
        "hazard": hazard_table(),
        "events": events_table(),
    }


def with_tables(page: str) -> str:
    """Put every table between its marks."""
    for name, table in tables().items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        before, after = page[: page.index(begin) + len(begin)], page[page.index(end) :]
        page = f"{before}\n{table}\n{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
