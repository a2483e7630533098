"""Whether it helps to tell networks of towns apart, on ties of the older source alone.

    python tests/reference/town_networks.py

No tie of the completion's test is looked at: of the ties that Wikidata held in 2016 one in ten is
held out, the model is fitted on the others, once with the ties of networks of towns like all others
and once told apart, and the held-out ties are ranked by both. A second kind of draw holds out every
other tie of members of networks that is none of their network: what telling apart is for. The
results stand in town_networks.json, and `recommendation_page.py` writes them on the page. The seeds
were fixed beforehand. It takes some three minutes on one core.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from sistercities.dataset.release.store import open_release
from sistercities.partners.additive_model import class_members
from sistercities.partners.evaluation.completion import OLDER
from sistercities.partners.evaluation.evaluate import Settings
from sistercities.partners.evaluation.methods import additive
from sistercities.partners.evaluation.ranks import TieRanks
from sistercities.partners.evaluation.running import run_lists, some_homes
from sistercities.partners.evaluation.task import Task
from sistercities.partners.ground import Ground
from sistercities.partners.read_ground import read_ground
from twolevel.core.array_types import Flag

STORED = Path(__file__).with_name("town_networks.json")
SEEDS = (21, 22, 23)
HOMES = 500
HELD, HELD_OF_MEMBERS, HELD_BESIDE = 0.1, 0.5, 0.02


def without_networks(ground: Ground) -> Ground:
    """Let all ties count alike, as if no network were told apart."""
    ties = replace(ground.ties)
    ties.__dict__["_is_of_network"] = np.zeros(len(ties.a), dtype=np.bool_)
    return replace(ground, ties=ties)


def task_of(ground: Ground, held: Flag, seed: int) -> Task:
    """Make a task of which some ties are held out."""
    ties = ground.ties
    left = replace(ties, a=ties.a[~held], b=ties.b[~held], year=ties.year[~held])
    known = replace(ground, ties=left, recorded=left.keys)
    members = class_members(known, "city")
    candidates = members[left.degree[members] > 0]
    homes = np.zeros(ground.n_places, dtype=np.bool_)
    homes[candidates] = True
    asked = held & homes[ties.a] & homes[ties.b]
    a = np.concatenate([ties.a[asked], ties.b[asked]])
    b = np.concatenate([ties.b[asked], ties.a[asked]])
    per_tie = Settings().completion_per_tie
    return Task("held out", known, homes, candidates, candidates, a, b, 0, per_tie, seed)


def ranked(task: Task, only: Flag | None = None) -> dict[str, Any]:
    """Rank the held-out ties both ways."""
    method = additive("model", "the additive model", smoothing=Settings().completion_smoothing)
    homes = some_homes(task, HOMES)
    if only is not None:
        homes = task.listed_homes[only[task.listed_homes]]
    found: dict[str, Any] = {}
    for name, ground in (("alike", without_networks(task.ground)), ("apart", task.ground)):
        ranks = run_lists(replace(task, ground=ground), [method], homes)["model"]
        found[name] = measures(ranks)
    return found | {"ties": len(ranks.rank)}


def measures(ranks: TieRanks) -> dict[str, float]:
    """Mean of 1/rank and typical rank."""
    return {
        "mean_reciprocal_rank": round(float((1 / ranks.rank).mean()), 4),
        "typical_rank": round(float(np.exp(np.log(ranks.rank).mean())), 1),
    }


def main() -> None:
    """Draw, rank and store."""
    with open_release() as release:
        ground = read_ground(release, as_of=2016, source=OLDER)
    ties = ground.ties
    is_city = np.zeros(ground.n_places, dtype=np.bool_)
    is_city[class_members(ground, "city")] = True
    of_cities = is_city[ties.a] & is_city[ties.b]
    of_network = ties._is_of_network
    is_member = np.zeros(ground.n_places, dtype=np.bool_)
    is_member[ties.a[of_network]] = is_member[ties.b[of_network]] = True
    beside = (is_member[ties.a] | is_member[ties.b]) & ~of_network
    rows = []
    for seed in SEEDS:
        drawn = np.random.default_rng(seed).random(len(ties.a))
        everywhere = ranked(task_of(ground, of_cities & (drawn < HELD), seed))
        share = np.where(beside, HELD_OF_MEMBERS, HELD_BESIDE)
        held = of_cities & (drawn < share) & ~of_network
        rows.append(
            {
                "seed": seed,
                "all": everywhere,
                "members": ranked(task_of(ground, held, seed), is_member),
            }
        )
        print(rows[-1], flush=True)
    stored = {"source": OLDER, "network_ties": int(of_network.sum()), "draws": rows}
    STORED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
