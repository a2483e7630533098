"""The recipes of ARCHITECTURE.md on data and reasons are followed here, each with a made-up one."""

from __future__ import annotations

import json
from pathlib import Path

from promises.cli_reference import ROOT
from promises.recipe_followed import follow

COLUMN = """
import sys
from dataclasses import dataclass, replace

sys.path[:0] = sys.argv.pop(1).split("|")

from sistercities.terms import tables

column = tables.whole("n_made_up", "how often it was made up", required=True)
wider = replace(tables.TIES, columns=(*tables.TIES.columns, column))
tables.TABLES = tuple(wider if one is tables.TIES else one for one in tables.TABLES)
tables.BY_NAME["ties"], tables.TIES = wider, wider

from sistercities.dataset import weigh

weigh_one = weigh._weigh_one


def weigh_one_more(*told):
    tie, conflicts = weigh_one(*told)
    return tie | {"n_made_up": 7}, conflicts


weigh._weigh_one = weigh_one_more

from sistercities.api import records
from sistercities.terms.json_records import Count


@dataclass(frozen=True, slots=True)
class Tie(records.Tie):
    n_made_up: Count


records.Tie = Tie

import world

import json
from pathlib import Path

from release_build.schemas.record_schema import schema_of

folder = Path(sys.argv[1])
world.write_world(folder)
(folder / "ties.json").write_text(json.dumps(schema_of(list[Tie], "ties")))
"""

COVARIATE = """
import sys

sys.path[:0] = sys.argv.pop(1).split("|")

from sistercities.terms import city_variables

made_up = city_variables.CityVariable(
    "bees", "city_covariates", "swarms of bees in the town", "swarms", "zhwiki-2020"
)
city_variables.CITY_VARIABLES = (*city_variables.CITY_VARIABLES, made_up)

from dataclasses import replace
from pathlib import Path

import world
from release_build.covariates.value_rows import value_row

from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble

rows = [value_row(world.NINGWAN, "bees", 2020, 12.0, "swarms", "zhwiki-2020")]
told = replace(world.ingredients(), covariates={"city_covariates": rows})
write_release(dict(assemble(told)), Path(sys.argv[1]) / "release", version="0.0.0-bees")
"""

SOURCE = """
import sys

sys.path[:0] = sys.argv.pop(1).split("|")

from dataclasses import replace
from pathlib import Path

import world
from release_build.resolved_claims import resolve_each
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.decisions import read_decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.sources import origins
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.terms.claims import NamedEnd, SourceClaim

made_up = replace(
    origins.SOURCES[0], source_id="made-up", title="A made-up list", snapshot_year=2025
)
origins.SOURCES = (*origins.SOURCES, made_up)


def read_made_up(snapshot):
    for line, row in table_rows(snapshot, ("here", "there", "country", "since"), "\\t"):
        yield SourceClaim(
            f"made-up:{line}", "made-up", f"line {line}", NamedEnd(row["here"], "CN"),
            NamedEnd(row["there"], row["country"]), row["since"], "year", False, "", "active",
            "sister", False, "", "facts",
        )


folder = Path(sys.argv[1])
listed = folder / "made_up.tsv"
listed.write_text("here\\tthere\\tcountry\\tsince\\nZhutan\\tTokiwa\\tJP\\t1999\\n")
gazetteer = Gazetteer(
    replace(one, names=((one.name, "und"), *one.names)) for one in world.places().values()
)
resolved = resolve_each(
    read_made_up(Snapshot(listed, Origin("made-up"))), gazetteer, read_decisions(folder)
)
told = world.ingredients()
told = replace(
    told,
    resolved=[*told.resolved, *resolved],
    sources=[*told.sources, *origins.source_rows(["made-up"])],
)
write_release(dict(assemble(told)), folder / "release", version="0.0.0-source")
"""

FEATURE = """
import sys

sys.path[:0] = sys.argv.pop(1).split("|")

import json

import numpy as np

from sistercities.partners.features import size
from sistercities.partners.features.feature import Feature


def bees(pairs):
    return (pairs.b % 3).astype(np.float64)


def say_bees(value, names):
    return f"{names.partner} has {value:.0f} swarms of bees."


size.FEATURES = (
    *size.FEATURES,
    Feature("bees", "size", "Bees", bees, say_bees, (0.0, 1.0, 2.0), "counted", direction=1),
)

from partners.made_up_ground import made_up_ground
from sistercities.partners.stored_model import as_json
from sistercities.partners.train import train
from sistercities.partners.weights import parse_weights
from sistercities.partners.reasons import reasons_of

ground = made_up_ground()
model = train(ground)
ends = int(ground.ties.a[0]), int(ground.ties.b[0])
told = reasons_of(model, ground, *ends, {})
with open(sys.argv[1], "w") as file:
    json.dump({
        "stored": list(json.loads(as_json(model))["features"]),
        "told": {one.feature: str(one.sentence) for one in told},
    }, file)
"""


def _follow(
    code: str, *commands: tuple[str, ...], words: tuple[str, ...] = (), data: Path | None = None
) -> list[str]:
    """Follow a recipe with what tests are made of at hand; return what each command prints."""
    path = f"{ROOT}|{ROOT / 'src'}|{ROOT / 'tests'}"
    came = follow(code, *commands, words=(path, *words), data=data)
    assert [one.code for one in came] == [0] * len(came), came
    return [one.out for one in came]


def test_a_column_of_ties_is_in_the_table_the_record_and_the_schema(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _, ties, _ = _follow(
        COLUMN,
        ("data", "verify"), ("ties", "Ningwan", "--json"),
        ("export", "--tables", "ties", "--out", str(out)),
        words=(str(tmp_path),), data=tmp_path / "release",
    )  # fmt: skip
    assert {one["n_made_up"] for one in json.loads(ties)} == {7}
    schema = json.loads((tmp_path / "ties.json").read_text(encoding="utf-8"))
    assert schema["items"]["properties"]["n_made_up"] == {"type": "integer", "minimum": 0}
    assert "n_made_up" in schema["items"]["required"]
    assert "n_made_up" in (out / "ties.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "how often it was made up" in (out / "codebook.csv").read_text(encoding="utf-8")


def test_a_covariate_is_one_line_and_where_it_is_read(tmp_path: Path) -> None:
    told = _follow(
        COVARIATE,
        ("covariates", "Ningwan", "--json"), ("covariates", "Songgang", "--json"),
        words=(str(tmp_path),), data=tmp_path / "release",
    )  # fmt: skip
    fact, unknown = (
        one for each in told for one in json.loads(each)["facts"] if one["variable"] == "bees"
    )
    assert (fact["value"], fact["unit"], fact["year"]) == (12, "swarms", 2020)
    assert fact["meaning"] == "swarms of bees in the town"
    assert unknown["value"] is None


def test_a_source_is_a_record_a_reader_and_a_call(tmp_path: Path) -> None:
    status, ties = _follow(
        SOURCE,
        ("data", "status", "--json"), ("ties", "Zhutan", "--json"),
        words=(str(tmp_path),), data=tmp_path / "release",
    )  # fmt: skip
    (line,) = (one for one in json.loads(status)["sources"] if one["id"] == "made-up")
    assert (line["title"], line["claims"], line["ties_alone"]) == ("A made-up list", 1, 1)
    (tie,) = (one for one in json.loads(ties) if one["sources"] == ["made-up"])
    assert (tie["b"]["name"], tie["start"]) == ("Tokiwa", "1999")


def test_a_feature_is_a_function_and_its_line(tmp_path: Path) -> None:
    assert _follow(FEATURE, words=(str(tmp_path / "made.json"),)) == []
    made = json.loads((tmp_path / "made.json").read_text(encoding="utf-8"))
    assert "bees" in made["stored"]
    assert made["told"]["bees"].endswith("swarms of bees.")
