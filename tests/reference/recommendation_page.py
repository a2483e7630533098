"""Write the tables of docs/methods/recommendation.md from the stored evaluation.

    python tests/reference/recommendation_page.py

Nothing is evaluated here; `make_recommendation.py` says how the stored file was made.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sistercities.partners.chance_words import LEAST, TESTED
from sistercities.partners.verdict import rule_of_words

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "methods" / "recommendation.md"
STORED = HERE / "recommendation.json"
TUNING = HERE / "recommendation_tuning.json"
NETWORKS = HERE / "town_networks.json"
BLOCK = re.compile(r"(<!-- table (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)

Json = dict[str, Any]


def number(found: Json, form: Callable[[float], str]) -> str:
    """Write a number with its interval."""
    if found["value"] is None:
        return "–"
    low, high = ("?" if found[key] is None else form(found[key]) for key in ("low", "high"))
    return f"{form(found['value'])} ({low} to {high})"


def rank(value: float) -> str:
    """Write a mean log rank as the rank that it is the log of."""
    return f"{math.exp(value):,.0f}"


def percent(value: float) -> str:
    """Write a share."""
    return f"{100 * value:.1f} %"


def decimals(value: float) -> str:
    """Write a small number."""
    return f"{value:.4f}"


def times(value: float) -> str:
    """Write a ratio."""
    return f"{value:.2f}"


MEASURES: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    ("mean_log_rank", "typical rank", rank),
    ("country_hit_50", "first 50 in the country", percent),
    ("hit_10", "first 10", percent),
    ("hit_50", "first 50", percent),
    ("mean_reciprocal_rank", "mean of 1/rank", decimals),
    ("average_precision", "average precision", decimals),
)
CORRECTED: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    ("mean_log_country_rank", "typical rank in the country", rank),
    ("degree_rank", "rank among places with as many ties", percent),
)
RATIOS = (
    ("mean_log_rank", "typical rank"),
    ("country_hit_50", "first 50 in the country"),
    ("mean_reciprocal_rank", "mean of 1/rank"),
    ("hit_50", "first 50"),
)


def rows(head: list[str], lines: list[list[str]]) -> Iterator[str]:
    """Write a table."""
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for line in lines:
        yield "| " + " | ".join(line) + " |"


def methods_table(task: Json, measures: tuple[tuple[str, str, Any], ...]) -> Iterator[str]:
    """Write measures by method."""
    lines = [
        [f"`{one['name']}`", *(number(one["measures"][key], form) for key, _, form in measures)]
        for one in task["methods"]
    ]
    yield from rows(["method", *(title for _, title, _ in measures)], lines)


def ratios_table(task: Json, what: str = "model", field: str = "comparisons") -> Iterator[str]:
    """Write the model, or the lists, over each other method."""
    lines = [
        [f"`{one['name']}`", *(number(one["ratios"][key], times) for key, _ in RATIOS)]
        for one in task[field]
    ]
    yield from rows([f"{what} over", *(title for _, title in RATIOS)], lines)


def classes_table(task: Json) -> Iterator[str]:
    """Write the measures by class of the model and of the best simple baseline."""
    rival = task["best_simple"]["mean_log_rank"]
    lines = []
    for one in task["classes"]:
        line = [one["kind"], one["name"], f"{one['n_ties']:,}"]
        for name in ("model", rival):
            found = one["methods"][name]
            line.append(number(found["mean_log_rank"], rank))
            line.append(number(found["country_hit_50"], percent))
        lines.append(line)
    head = ["class of", "", "ties", "typical rank, model", "first 50 in the country, model",
            f"typical rank, {rival}", f"first 50 in the country, {rival}"]  # fmt: skip
    yield from rows(head, lines)


LISTS = "short-lists"


def simple_of(task: Json) -> list[str]:
    """Name the simple baselines."""
    return [one["name"] for one in task["comparisons"] if one["is_simple"]]


def best_of_class(task: Json, one: Json) -> str:
    """Name the simple baseline with the best typical rank in a class; the first of equal ones."""
    return min(simple_of(task), key=lambda name: one["methods"][name]["mean_log_rank"]["value"])


def lists_classes_table(task: Json) -> Iterator[str]:
    """Write the measures by class of the three lists, the model, and the best simple baseline."""
    lines = []
    for one in task["classes"]:
        best = best_of_class(task, one)
        of = [one["methods"][name] for name in (LISTS, "model", best)]
        lines.append([
            one["kind"], one["name"], f"{one['n_ties']:,}",
            *(number(found["mean_log_rank"], rank) for found in of),
            f"`{best}`",
            *(number(found["hit_50"], percent) for found in of),
            *(number(found["mean_reciprocal_rank"], decimals) for found in of[:2]),
        ])  # fmt: skip
    head = ["class of", "", "ties", "typical rank, lists", "model", "best simple one", "which",
            "first 50, lists", "model", "best simple one", "mean of 1/rank, lists",
            "model"]  # fmt: skip
    yield from rows(head, lines)


def lists_behind(task: Json) -> Iterator[str]:
    """Name the classes in which some simple baseline ranks ties higher than the lists."""
    names = []
    for one in task["classes"]:
        best = best_of_class(task, one)
        ours = one["methods"][LISTS]["mean_log_rank"]["value"]
        if ours > one["methods"][best]["mean_log_rank"]["value"]:
            names.append(f"{one['kind']}: {one['name']} (`{best}`)")
    said = "; ".join(names) if names else "none"
    yield f"Classes in which a simple baseline has a better typical rank than the lists: {said}."


def behind(task: Json) -> Iterator[str]:
    """Name the classes in which the best simple baseline ranks ties higher than the model."""
    rival = task["best_simple"]["mean_log_rank"]
    names = [
        f"{one['kind']}: {one['name']}"
        for one in task["classes"]
        if one["methods"]["model"]["mean_log_rank"]["value"]
        > one["methods"][rival]["mean_log_rank"]["value"]
    ]
    said = "; ".join(names) if names else "none"
    yield f"Classes in which `{rival}` has the better typical rank: {said}."


def calibration_table(task: Json) -> Iterator[str]:
    """Write the share tied beside the probability."""
    lines = [
        [f"{one['low']:g} to {one['high']:g}", f"{one['predicted']:.2g}", f"{one['observed']:.2g}",
         f"{one['n_ties']:,.0f}"]
        for one in task["calibration"]
    ]  # fmt: skip
    yield from rows(["probability", "mean", "share tied", "ties"], lines)


def summary(task: Json) -> Iterator[str]:
    """Write what was ranked."""
    yield (
        f"{task['n_ties']:,} ties of {task['n_homes']:,} home places in {task['n_lists']:,} lists "
        f"of {task['n_candidates']:,.0f} candidates on average, {task['n_in_country']:,.0f} of "
        f"them in the partner's country. {task['n_unreachable']:,} more ties have a partner that "
        "is in no list."
    )


def exposure_table(fair: Json) -> Iterator[str]:
    """Write how suggestions spread."""
    groups = list(fair["candidate_shares"])
    lines = [
        [one["name"], f"{one['gini']:.3f}", percent(one["top_share"]), f"{one['n_suggested']:,}",
         *(percent(one["shares"].get(group, 0.0)) for group in groups)]
        for one in fair["exposures"]
    ]  # fmt: skip
    shares = [percent(fair["candidate_shares"][group]) for group in groups]
    lines.append(["all candidates", "", "", "", *shares])
    yield from rows(["", "Gini", "busiest hundredth", "places suggested", *groups], lines)


def homes_table(fair: Json) -> Iterator[str]:
    """Write what home places of a class are suggested."""
    lines = [
        [one["kind"], one["name"], str(one["n_homes"]), percent(one["within_reach"]),
         percent(one["is_open"]), percent(one["is_near"]), f"{one['n_countries']:.1f}"]
        for one in fair["homes"]
    ]  # fmt: skip
    head = ["class of", "", "home places", "within four times the size", "with a tie already",
            "within three hours or a flight", "countries of ten"]  # fmt: skip
    yield from rows(head, lines)


def leaks_table(found: Json) -> Iterator[str]:
    """Write the checks for leaks."""
    lines = [
        [str(one["year"]), f"{one['n_pairs']:,}", str(one["n_compared"]),
         ", ".join(one["changed"]) or "nothing"]
        for one in found["leaks"]
    ]  # fmt: skip
    yield from rows(["cut-off", "pairs", "values compared", "what knew the future"], lines)


AIM = 1.5
"""Times the best simple baseline's mean of 1/rank that the model was meant to reach."""


def aims(found: Json) -> Iterator[str]:
    """Say how the model stands against what was aimed at, whatever came out."""
    for name in ("forecasting", "completion"):
        task = found[name]
        of = {one["name"]: one["ratios"] for one in task["comparisons"]}
        best = task["best_simple"]
        clear = [
            f"{title} {number(of[best[key]][key], times)} of `{best[key]}`, "
            + ("clear of 1" if is_clear(key, of[best[key]][key]) else "not clear of 1")
            for key, title in RATIOS[:2]
        ]
        key, title = RATIOS[2]
        last = of[best[key]][key]
        reached = "reached" if last["value"] >= AIM else "not reached"
        yield (
            f"- {name.capitalize()}: {'; '.join(clear)}; {title} {number(last, times)} of "
            f"`{best[key]}`: the aim is {reached}."
        )


def is_clear(key: str, found: Json) -> bool:
    """Whether the interval lies on the better side of 1."""
    if key.startswith("mean_log"):
        return found["high"] is not None and found["high"] < 1
    return found["low"] is not None and found["low"] > 1


def tuning_table(tried: Json) -> Iterator[str]:
    """Write what was tried on the earlier cut-offs, the best of each method first."""
    lines = sorted(tried.items(), key=lambda one: (one[0].split()[0], one[1]))
    yield from rows(["setting", "typical rank"], [[f"`{name}`", rank(log)] for name, log in lines])


def networks_table(found: Json) -> Iterator[str]:
    """Write what telling networks of towns apart does to ties that were held out."""
    words = {"all": "one tie in ten", "members": "every other tie of members, beside their network"}
    lines = []
    for kind, held in words.items():
        for draw in found["draws"]:
            alike, apart = draw[kind]["alike"], draw[kind]["apart"]
            lines.append([
                held, f"{draw[kind]['ties']:,}",
                *(f"{one['mean_reciprocal_rank']:.4f}" for one in (alike, apart)),
                *(f"{one['typical_rank']:,.0f}" for one in (alike, apart)),
            ])  # fmt: skip
    head = ["held out", "ranks", "mean of 1/rank, all alike", "told apart",
            "typical rank, all alike", "told apart"]  # fmt: skip
    yield from rows(head, lines)


def rule_of_chances() -> Iterator[str]:
    """Say between which bounds a chance is told."""
    yield (
        f"From {TESTED:g}, where the last class of the calibration below begins, `at least 1 in "
        f"{1 / TESTED:.0f}`; below {LEAST:g} no number, but that such pairs are "
        "hardly ever partners."
    )


def tables(found: Json) -> dict[str, str]:
    """Make each block of the page."""
    made: dict[str, Iterator[str]] = {
        "sentence": iter([found["sentence"]]),
        "words": (f"- {line}" for line in rule_of_words()),
        "chances": rule_of_chances(),
        "undated": iter([", ".join(f"`{name}`" for name in found["undated"]) + "."]),
        "aims": aims(found),
        "leaks": leaks_table(found),
        "tuning": tuning_table(json.loads(TUNING.read_text(encoding="utf-8"))),
        "networks": networks_table(json.loads(NETWORKS.read_text(encoding="utf-8"))),
        "exposure": exposure_table(found["fairness"]),
        "homes": homes_table(found["fairness"]),
    }
    for name in ("forecasting", "completion"):
        task = found[name]
        made |= {
            f"{name}-ties": summary(task),
            f"{name}-methods": methods_table(task, MEASURES),
            f"{name}-corrected": methods_table(task, CORRECTED),
            f"{name}-ratios": ratios_table(task),
            f"{name}-classes": classes_table(task),
            f"{name}-behind": behind(task),
            f"{name}-lists-ratios": ratios_table(task, "lists", "lists_comparisons"),
            f"{name}-lists-classes": lists_classes_table(task),
            f"{name}-lists-behind": lists_behind(task),
            f"{name}-calibration": calibration_table(task),
        }
    return {name: "\n".join(lines) for name, lines in made.items()}


def with_tables(page: str) -> str:
    """Put the tables of the stored evaluation in the place of those of a page."""
    made = tables(json.loads(STORED.read_text(encoding="utf-8")))
    return BLOCK.sub(lambda found: f"{found[1]}{made[found[2]]}\n{found[3]}", page)


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
