"""The recipes of ARCHITECTURE.md are followed here: what is made up works everywhere it should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

NULL = """
import sys

from twolevel.nulls import catalogue

module = type(sys)("twolevel.nulls.made_up")


def shuffle_nothing(arrays, **asked):
    from dataclasses import replace

    from twolevel.nulls.region_labels import region_labels

    return replace(region_labels(arrays, n_draws=asked["n_draws"], seed=1), id="made-up")


module.shuffle_nothing = shuffle_nothing
sys.modules[module.__name__] = module
catalogue.HOME_NULLS["made-up"] = catalogue.NullModel(
    "made-up", "What is made up", "made_up", "shuffle_nothing", moves_by_steps=False
)

from sistercities.cli import main

sys.exit(main())
"""


def _typed(data: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True, text=True, check=False,
        env={**os.environ, "SISTERCITIES_DATA": str(data)},
    )  # fmt: skip


def test_a_null_is_one_module_and_one_line_of_the_catalogue(
    release_folder: Path, tmp_path: Path
) -> None:
    asked = ("study", "nesting", "--draws", "20", "--null")
    out = ("--out", str(tmp_path / "out"), "--format", "html")
    drawn = _typed(release_folder, NULL, *asked, "made-up", "--json", *out)
    assert drawn.returncode == 0, drawn.stderr
    assert list(json.loads(drawn.stdout)["nulls"]) == ["made-up"]
    (page,) = (tmp_path / "out").glob("*.html")
    assert "What is made up" in page.read_text(encoding="utf-8")
    unknown = _typed(release_folder, NULL, *asked, "made-up-too")
    assert unknown.returncode == 2
    assert "degree-country, made-up" in unknown.stderr
    assert "made-up" in _typed(release_folder, NULL, "study", "nesting", "--help").stdout
