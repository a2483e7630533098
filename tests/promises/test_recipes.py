"""The recipes of ARCHITECTURE.md are followed here: what is made up works everywhere it should."""

from __future__ import annotations

import json
from pathlib import Path

from promises.recipe_followed import follow

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
"""


STUDY = """
import sys
from dataclasses import replace

from sistercities.studies import registry

package = type(sys)("sistercities.studies.made_up")
data, study = type(sys)(package.__name__ + ".data"), type(sys)(package.__name__ + ".study")


def study_made_up(read, **asked):
    from sistercities.studies.order.study import study_order

    return replace(study_order(read, **asked), study="made_up")


from sistercities.studies.order.data import read_order_data

data.read_made_up_data, study.study_made_up = read_order_data, study_made_up
sys.modules |= {one.__name__: one for one in (package, data, study)}
registry.STUDIES["made_up"] = registry.Study(
    "made_up", ("C3",), registry.say("Is it made up?"), "Ask whether it is made up."
)
"""

FORMAT = """
import sys

from sistercities.report.export_formats import formats
from sistercities.report.export_formats.content import WrittenFile

module = type(sys)("sistercities.report.export_formats.made_up")
module.READING = ("Read it aloud.",)
module.files = lambda content: {"made-up.txt": WrittenFile(b"made up", "text/plain", ("ties",))}
sys.modules[module.__name__] = module
formats.FORMATS["made-up"] = formats.Format("made_up", is_network=False)
"""


def test_a_null_is_one_module_and_one_line_of_the_catalogue(
    release_folder: Path, tmp_path: Path
) -> None:
    asked = ("study", "nesting", "--draws", "20", "--null")
    out = ("--out", str(tmp_path / "out"), "--format", "html")
    drawn, unknown, told = follow(
        NULL,
        (*asked, "made-up", "--json", *out), (*asked, "made-up-too"),
        ("study", "nesting", "--help"),
        data=release_folder,
    )  # fmt: skip
    assert drawn.code == 0, drawn.err
    assert list(json.loads(drawn.out)["nulls"]) == ["made-up"]
    (page,) = (tmp_path / "out").glob("*.html")
    assert "What is made up" in page.read_text(encoding="utf-8")
    assert unknown.code == 2
    assert "degree-country, made-up" in unknown.err
    assert "made-up" in told.out


def test_a_study_is_a_package_and_one_line_of_the_registry(
    release_folder: Path, tmp_path: Path
) -> None:
    out = ("--out", str(tmp_path / "out"), "--format", "html")
    ran, told = follow(
        STUDY, ("study", "made_up", "--json", *out), ("study", "--help"), data=release_folder
    )
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["study"] == "made_up"
    (page,) = (tmp_path / "out").glob("*.html")
    assert "Is it made up?" in page.read_text(encoding="utf-8")
    assert "Ask whether it is made up." in told.out


def test_a_format_of_export_is_one_module_and_one_line(
    release_folder: Path, tmp_path: Path
) -> None:
    asked = ("export", "--format", "made-up", "--out", str(tmp_path / "out"))
    written, told = follow(FORMAT, asked, ("export", "--help"), data=release_folder)
    assert written.code == 0, written.err
    assert (tmp_path / "out" / "made-up.txt").read_text(encoding="utf-8") == "made up"
    assert "made-up" in told.out
