"""The modules that run in a browser: their own tests by Node, and a second opinion from here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from promises.cli_reference import ROOT
from sistercities.report.export_formats.great_circles import great_circle
from sistercities.report.maps.apart import cluster
from sistercities.report.maps.arcs import middle_of_ties, way
from sistercities.report.maps.projection import Sheet

BROWSER = ROOT / "browser"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node is not on this machine")
_ASKED = """
import { greatCircle } from "./src/great_circle.js";
const pairs = JSON.parse(process.argv[1]);
console.log(JSON.stringify(pairs.map(([start, end]) => greatCircle(start, end, 500))));
"""


def _node(*arguments: str) -> subprocess.CompletedProcess[str]:
    assert NODE is not None
    return subprocess.run(
        [NODE, *arguments], cwd=BROWSER, capture_output=True, text=True, check=False, timeout=120
    )


@needs_node
def test_the_modules_pass_their_own_tests() -> None:
    tests = sorted(str(path.relative_to(BROWSER)) for path in BROWSER.glob("tests/*.test.mjs"))
    done = _node("--test", *tests)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    passed = re.search(r"^(?:#|ℹ) pass (\d+)", done.stdout, re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) >= 17


@needs_node
def test_great_circles_are_those_of_the_exports() -> None:
    """Two implementations, one in each language: the same parts, point by point, to a metre."""
    rng = np.random.default_rng(20261125)
    ends = np.column_stack([rng.uniform(-180, 180, 400), rng.uniform(-75, 75, 400)]).round(4)
    pairs = [[a.tolist(), b.tolist()] for a, b in zip(ends[:200], ends[200:], strict=True)]
    pairs += [[[121.5, 29.9], [-122.4, 37.8]], [[-179.99, 0.0], [179.99, 1.0]]]
    done = _node("--input-type=module", "--eval", _ASKED, json.dumps(pairs))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    n_cut = 0
    for (start, end), parts in zip(pairs, found, strict=True):
        due = great_circle(tuple(start), tuple(end), 500.0)
        assert [len(part) for part in parts] == [len(part) for part in due]
        for part, expected in zip(parts, due, strict=True):
            np.testing.assert_allclose(part, expected, atol=2e-5)
        n_cut += len(parts) == 2
    assert n_cut > 50


def _in_git() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no checkout of git, so nothing says what is kept in it")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_script_of_others_is_kept_in_git() -> None:
    """Ours are short modules of short lines; what npm brings is named by the lock file alone."""
    scripts = [path for path in _in_git() if path.suffix in (".js", ".mjs", ".cjs", ".ts", ".wasm")]
    assert scripts
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert len(text) < 12_000, path
        assert max(len(line) for line in text.splitlines()) < 200, path
        assert not re.search(r"@license|sourceMappingURL|@preserve", text), path
    assert [path for path in _in_git() if {"node_modules", "built"} & set(path.parts)] == []


def test_the_lock_file_names_versions_and_hashes_but_no_host() -> None:
    text = (BROWSER / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert "registry" not in text
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    named = json.loads((BROWSER / "package.json").read_text(encoding="utf-8"))
    wanted = named["dependencies"] | named["devDependencies"]
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version


_LAID = """
import { middleOf, spelled, way } from "./src/arcs.js";
import { cluster } from "./src/clusters.js";
import { place } from "./src/sheet.js";
const { home, others } = JSON.parse(process.argv[1]);
const middle = middleOf(home, others);
const points = others.map((other) => place(other, middle));
console.log(JSON.stringify({
  middle, points, members: cluster(points).map((one) => one.members),
  ends: others.map((other) => way(home, other, middle).flat()),
}));
"""


@needs_node
@pytest.mark.parametrize("home", [(-157.9, 21.3), (121.5, 29.9), (7.6, 51.0), (178.4, -18.1)])
def test_a_map_lies_where_the_server_drew_it(home: tuple[float, float]) -> None:
    """What a script draws on the drawing of the server lies on it, to a hundredth of a pixel."""
    rng = np.random.default_rng(20261130)
    others = np.column_stack([rng.uniform(-180, 180, 60), rng.uniform(-55, 70, 60)]).round(3)
    asked = json.dumps({"home": home, "others": others.tolist()})
    done = _node("--input-type=module", "--eval", _LAID, asked)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    pairs = [(float(x), float(y)) for x, y in others]
    assert found["middle"] == middle_of_ties(home, pairs)
    sheet = Sheet(found["middle"])
    points = [sheet.of(*pair) for pair in pairs]
    np.testing.assert_allclose(found["points"], points, atol=0.01)
    assert found["members"] == [list(one.members) for one in cluster(points)]
    for pair, drawn in zip(pairs, found["ends"], strict=True):
        due = [point for part in way(sheet, home, pair) for point in part]
        np.testing.assert_allclose(drawn, due, atol=0.02)
