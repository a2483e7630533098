"""What `--json` prints obeys its schema; the schemas say what the guide says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from promises.cli_reference import ROOT
from sistercities.dataset.release.store import open_release

SCHEMAS = ROOT / "docs" / "schemas"
COMMANDS = {
    "ties": [("ties", name) for name in ("Ningwan", "Songgang", "Jinghai", "Lanyu", "Tiantai")],
    "place": [("place", name) for name in ("Ningwan", "Jinghai", "Haute-Lise", "Valmont")],
    "covariates": [
        ("covariates", "Ningwan"),
        ("covariates", "Jinghai", "--every-year"),
        ("covariates", "Ningwan", "--with", "Tokiwa"),
    ],
    "assess": [
        ("assess", "Ningwan", "Sakurai"),
        ("assess", "Ningwan", "Tokiwa", "--weights", "economy=2,network=0"),
        ("assess", "Ningwan", "Higashino", "--purpose", "trade"),
        ("assess", "Qingmo", "Beaulac"),
    ],
    "benchmark": [("benchmark", name) for name in ("Ningwan", "Tiantai", "Qingmo", "Jinghai")],
    "recommend": [
        ("recommend", "Ningwan"),
        ("recommend", "Jinghai", "--level", "region"),
        ("recommend", "Tiantai", "--like", "Tokiwa", "--purpose", "trade", "--size", "any"),
    ],
    "recommend-all": [
        ("recommend", "Ningwan", "--all"),
        ("recommend", "Jinghai", "--level", "region", "--all"),
        ("recommend", "Tiantai", "--like", "Tokiwa", "--purpose", "trade", "--all"),
        ("recommend", "Ningwan", "--why", "Sakurai"),
    ],
    "seeking": [("seeking",), ("seeking", "Ningwan", "--themes", "trade,Kultur")],
    "evaluate": [("evaluate", "--first-year", "1992", "--last-year", "1996", "--workers", "1")],
    "path": [
        ("path", "Ningwan", "Tokiwa"),
        ("path", "Ningwan", "Jinghai", "--near", "--most", "3"),
        ("path", "Ningwan", "Tiantai", "--past"),
    ],
    "network": [
        ("network", "--draws", "3"),
        ("network", "--draws", "2", "--region", "CN-92", "--level", "all", "--past"),
        ("network", "--draws", "2", "--country", "FR", "--level", "region", "--as-of", "1990"),
        ("network", "--draws", "2", "--region", "CN-91", "--source", "older-2016"),
    ],
    "data-status": [("data", "status")],
    "data-verify": [("data", "verify")],
    "data-index": [("data", "index"), ("data", "index", "--again")],
    "study-nesting": [
        ("study", "nesting", "--draws", "20"),
        ("study", "nesting", "--draws", "5", "--null", "region-labels", "--as-of", "1990"),
        ("study", "nesting", "--draws", "5", "--country", "DE"),
    ],
    "study": [
        ("study", "drivers"),
        ("study", "order"),
        ("study", "connectivity"),
        ("study", "connectivity", "--country", "DE"),
        ("study", "attractiveness"),
        ("study", "diplomacy"),
        ("study", "hubs"),
    ],
    "study-all": [("study", "all", "--draws", "5")],
}

WRITING = ("export", "site-build", "data-update", "import", "import-notices", "import-rulings",
           "overlays")  # fmt: skip
"""Commands that write or fetch; what `data update` prints is tested where it has a server."""


BESIDE = ("sentences",)
"""Files that stand beside others; they are tested where they are written."""


def _schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _check(name: str) -> Callable[[Any], Any]:
    """Read a schema and make what checks it: that takes longer than to check."""
    return fastjsonschema.compile(_schema(name))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [(name, arguments) for name, typed in COMMANDS.items() for arguments in typed],
    ids=lambda part: part if isinstance(part, str) else " ".join(part),
)
def test_output_obeys_its_schema(typed: Callable, name: str, arguments: tuple[str, ...]) -> None:
    came = typed(*arguments, "--json")
    assert came.code == 0
    told = came.err.splitlines()
    tells = name in ("study-all", "data-index")  # what takes long says so, one line a part
    assert all(line.endswith(" ...") for line in told) if tells else not told
    _check(name)(json.loads(came.out))


def test_export_obeys_its_schema(typed: Callable, tmp_path: Path) -> None:
    came = typed("export", "--out", str(tmp_path / "made"), "--json")
    _check("export")(json.loads(came.out))


def test_a_static_site_obeys_its_schema(typed: Callable, tmp_path: Path) -> None:
    came = typed(
        "site", "build", str(tmp_path / "site"), "--country", "CN", "--lang", "en", "--json"
    )
    _check("site-build")(json.loads(came.out))


def test_imports_obey_their_schemas(typed: Callable, tmp_path: Path) -> None:
    register = tmp_path / "r.csv"
    register.write_text("Home,Country,Partner\nAltwerder,DE,Tokiwa\nAltwerder,DE,Kawabe\n,DE,X\n")
    check = _check("import")
    for options in ((), ("--yes",), ("--yes",)):
        check(json.loads(typed("import", str(register), "--json", *options).out))
    listed = json.loads(typed("overlays", "--json").out)
    _check("overlays")(listed)
    assert [each["name"] for each in listed] == ["r"]


def test_notices_obey_their_schemas(typed: Callable, tmp_path: Path) -> None:
    lines = [
        "City,Country,Countries wished,Size,Themes,Date",
        "Altwerder,DE,China,50-100k,culture,2024-05-09",
        'Ningwan,CN,Europe and Ruritania,small,"trade, bees",',
        "Kawabe,JP,any,similar,,2019",
        "Ningwan,CN,France,any,,2025-01",
        ",,,,,",
    ]
    file = tmp_path / "n.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    check = _check("import-notices")
    for options in ((), ("--yes",), ("--yes",)):
        check(json.loads(typed("import", str(file), "--notices", "--json", *options).out))
    check = _check("seeking")
    for place in ((), ("Ningwan",), ("Altwerder", "--themes", "trade")):
        found = json.loads(typed("seeking", *place, "--json").out)
        check(found)
        assert len(found["notices"]) == 4
    _check("overlays")(json.loads(typed("overlays", "--json").out))
    status = typed("data", "status", "--overlay", "n", "--json")
    _check("data-status")(json.loads(status.out))
    assert json.loads(status.out)["tables"]["seeking"] == 4


def test_a_schema_refuses_what_is_not_promised(typed: Callable) -> None:
    check = _check("ties")
    held = json.loads(typed("ties", "Ningwan", "--json").out)
    for key, wrong in {"class": "city", "start": "1992/04/11", "sources": "zhwiki-2020"}.items():
        with pytest.raises(fastjsonschema.JsonSchemaException):
            check([{**held[0], key: wrong}])
    for key in held[0]:
        with pytest.raises(fastjsonschema.JsonSchemaException):
            check([{k: v for k, v in held[0].items() if k != key}])


def test_the_keys_promised_in_the_guide_are_those_of_the_schemas() -> None:
    guide = (ROOT / "docs" / "guide" / "json.md").read_text(encoding="utf-8")
    for name in [*COMMANDS, *WRITING, *BESIDE]:
        assert f"](../schemas/{name}.json)" in guide
        section = next(part for part in guide.split("\n## ") if f"/{name}.json" in part)
        schema = _schema(name)
        top = schema.get("items", schema)
        named = set(re.findall(r"\w+", section))
        assert set(top["properties"]) <= named, name


def test_every_schema_belongs_to_a_command() -> None:
    assert {path.stem for path in SCHEMAS.glob("*.json")} == {*COMMANDS, *WRITING, *BESIDE}


@pytest.mark.parametrize("name", ["place", "ties", "covariates"])
def test_every_region_code_in_the_package_is_promised(name: str) -> None:
    """Singapore, Monaco, Hong Kong and Macau are regions under the code of their country."""
    text = (SCHEMAS / f"{name}.json").read_text(encoding="utf-8")
    (pattern,) = set(re.findall(r'"pattern": "(\^\[A-Z\]\{2\}[-(][^"]*)"', text))
    with open_release() as release:
        rows = release.query("SELECT DISTINCT region_iso FROM places WHERE region_iso IS NOT NULL")
    assert {"SG", "CN-ZJ"} <= {row["region_iso"] for row in rows}
    assert [row["region_iso"] for row in rows if not re.search(pattern, row["region_iso"])] == []
