"""Simulated worlds of a study: a run that is kept kind by kind, and the bars that it is held to.

Each `study_<name>_worlds.py` draws and judges its own kinds of worlds; what they share is here.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scipy.stats import beta as beta_law

Rows = list[dict[str, Any]]
Stored = dict[str, Any]

WORLDS = 400
CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip
"""Words that say what brings about what; no sentence of a verdict may hold one."""
CAUSAL_COUNT = "a causal word"
BEGUN = "begun"
"""Under which a part of a run holds the worlds of a kind that is not done."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What is asked of all worlds of some kinds.

    Attributes
    ----------
    says
        In words, for the table.
    kinds
        Of worlds, each held to the bar by itself.
    names
        Of the counts that are added up.
    most, least
        Bounds of their share.
    """

    says: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    most: float = 1.0
    least: float = 0.0

    def rate(self, stored: Stored, kind: str) -> float:
        """Return the share in the worlds of a kind."""
        row = stored["counts"][kind]
        return float(sum(row[name] for name in self.names) / row["n_worlds"])

    def is_counted(self, stored: Stored, kind: str) -> bool:
        """Tell whether the counts of a kind answer what is asked."""
        return set(self.names) <= set(stored["counts"][kind])

    def holds(self, stored: Stored, kind: str) -> bool:
        """Tell whether a kind is within the bar; of few worlds whether the 99 % interval is."""
        row = stored["counts"][kind]
        low = high = self.rate(stored, kind)
        if row["n_worlds"] < WORLDS:
            low, high = bounds(sum(row[name] for name in self.names), row["n_worlds"])
        return self.least <= high and low <= self.most


def no_causal_word(kinds: Iterable[str]) -> Bar:
    """Return the bar on the words of the sentences."""
    return Bar("a causal word in the sentence", tuple(kinds), (CAUSAL_COUNT,), most=0.0)


def count_causal(rows: Rows) -> dict[str, int]:
    """Count the worlds whose sentence holds a causal word."""
    return {CAUSAL_COUNT: sum(bool(CAUSAL.search(row["sentence"])) for row in rows)}


def bounds(hits: int, n: int, level: float = 0.99) -> tuple[float, float]:
    """Exact binomial interval (Clopper & Pearson) of a rate."""
    tail = (1 - level) / 2
    low = float(beta_law.ppf(tail, hits, n - hits + 1)) if hits else 0.0
    high = float(beta_law.isf(tail, hits + 1, n - hits)) if hits < n else 1.0
    return low, high


def table_of_bars(bars: Sequence[Bar], stored: Stored) -> str:
    """Return the bars as a table: the worst kind of each, and whether it is within."""
    lines = ["| asked | worlds | worst | bar | holds |", "|---|---|---:|---:|---|"]
    for bar in bars:
        kinds = [kind for kind in bar.kinds if bar.is_counted(stored, kind)]
        if not kinds:
            continue
        rates = {kind: bar.rate(stored, kind) for kind in kinds}
        kind = (max if bar.most < 1 else min)(rates, key=lambda one: rates[one])
        limit = f"at most {bar.most:.1%}" if bar.most < 1 else f"at least {bar.least:.1%}"
        of = "all kinds" if set(kinds) == set(stored["counts"]) else "; ".join(kinds)
        holds = "yes" if bar.least <= rates[kind] <= bar.most else "within the 99 % interval"
        if not all(bar.holds(stored, one) for one in kinds):
            holds = "**no**"
        where = f" ({kind})" if len(kinds) > 1 and rates[kind] > 0 else ""
        lines.append(f"| {bar.says} | {of} | {rates[kind]:.1%}{where} | {limit} | {holds} |")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Run:
    """A run over all kinds of worlds of a study.

    Attributes
    ----------
    name
        Of the study.
    seed
        Fixed before the first run.
    kinds
        In the order of the tables.
    judged
        Judges worlds: kind, number and executor; where worlds are kept `at_once`, also the number
        of the first one, `first`.
    summary
        What is stored of the worlds of a kind beside the counts, by name.
    counts
        Counts the worlds of a kind.
    tables
        Of the page, by the name in its marks.
    packages
        Whose versions are stored.
    folder
        Where the counts are stored.
    at_once
        Worlds after which a run is kept; None keeps it after each kind.
    on_page
        Study on whose page the tables stand; `name` if empty.
    """

    name: str
    seed: int
    kinds: Sequence[str]
    judged: Callable[..., Rows]
    counts: Callable[[Rows], dict[str, int]]
    summary: Callable[[Rows], Mapping[str, Any]]
    tables: Callable[[Stored], Mapping[str, str]]
    packages: tuple[str, ...] = ("numpy", "scipy")
    folder: Path = Path(__file__).parent
    at_once: int | None = None
    on_page: str = ""

    @property
    def out(self) -> Path:
        """File of the counts."""
        return self.folder / f"study_{self.name}_worlds.json"

    @property
    def page(self) -> Path:
        """Where the tables stand."""
        return (
            Path(__file__).parents[2] / "docs" / "methods" / f"study-{self.on_page or self.name}.md"
        )

    def main(self) -> None:
        """Judge, store each kind as it is done, and write the tables."""
        parser = argparse.ArgumentParser(description=f"Calibrate the verdict of {self.name}.")
        parser.add_argument("--worlds", type=int, default=WORLDS)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--kinds", nargs="*", choices=self.kinds, default=list(self.kinds))
        parser.add_argument("--dry", action="store_true", help="print, and store nothing")
        asked = parser.parse_args()
        part = self.out.with_suffix(".part")
        stored = self._kept(part, is_some=set(asked.kinds) != set(self.kinds))
        with ProcessPoolExecutor(asked.workers) as workers:
            for kind in asked.kinds:
                if not asked.dry and self._is_done(stored, kind, asked.worlds):
                    continue
                rows = self._judged(
                    stored, kind, asked.worlds, workers, None if asked.dry else part
                )
                found = {"counts": self.counts(rows), **self.summary(rows)}
                print(kind, found, flush=True)
                for name, value in found.items():
                    stored.setdefault(name, {})[kind] = value
                stored.pop(BEGUN, None)
                if not asked.dry:
                    part.write_text(_text(stored), encoding="utf-8")
        if not asked.dry and set(self.kinds) <= set(stored["counts"]):
            self._write(stored)
            part.unlink(missing_ok=True)

    def _judged(
        self, stored: Stored, kind: str, n_worlds: int, workers: Executor, part: Path | None
    ) -> Rows:
        """Judge the worlds of a kind, and keep those that are done after every few."""
        if self.at_once is None:
            return self.judged(kind, n_worlds, workers)
        begun = stored.get(BEGUN, {})
        rows: Rows = begun["rows"] if begun.get("kind") == kind else []
        while len(rows) < n_worlds:
            upto = min(len(rows) + self.at_once, n_worlds)
            rows += self.judged(kind, upto, workers, first=len(rows))
            if part is not None:
                stored[BEGUN] = {"kind": kind, "rows": rows}
                part.write_text(_text(stored), encoding="utf-8")
        return rows[:n_worlds]

    def _head(self) -> Stored:
        versions = {name: version(name) for name in self.packages}
        return {"seed": self.seed, "python": platform.python_version(), "versions": versions}

    def _kept(self, part: Path, *, is_some: bool) -> Stored:
        """Return the kinds of a run that was ended, if it had the same head.

        Where some kinds alone are asked for, the others stay as they are stored.
        """
        found: Stored = {**self._head(), "counts": {}}
        for path in (self.out, part) if is_some else (part,):
            held = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
            if all(held.get(name) == value for name, value in self._head().items()):
                found |= {name: _both(found.get(name), value) for name, value in held.items()}
        return found

    @staticmethod
    def _is_done(stored: Stored, kind: str, n_worlds: int) -> bool:
        return bool(stored["counts"].get(kind, {}).get("n_worlds") == n_worlds)

    def _write(self, stored: Stored) -> None:
        stored.pop(BEGUN, None)
        for name, value in stored.items():
            if name not in self._head():
                stored[name] = {kind: value[kind] for kind in self.kinds if kind in value}
        self.out.write_text(_text(stored), encoding="utf-8")
        if not self.page.exists():
            return
        page = self.page.read_text(encoding="utf-8")
        for mark, table in self.tables(stored).items():
            begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
            before, after = page[: page.index(begin) + len(begin)], page[page.index(end) :]
            page = f"{before}\n{table}\n{after}"
        self.page.write_text(page, encoding="utf-8")


def _both(stored: Any, newer: Any) -> Any:
    """Set newer kinds beside those that are stored."""
    is_by_kind = isinstance(stored, dict) and isinstance(newer, dict)
    return {**stored, **newer} if is_by_kind else newer


def _text(stored: Stored) -> str:
    return json.dumps(stored, indent=1, default=_plain) + "\n"


def _plain(held: Any) -> Any:
    """Turn a number or flag of numpy into one of Python."""
    return held.item()
