"""The core runs without the libraries of the extra `study`; what needs them says what to type."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
from end_to_end import without_study
from sistercities.errors import MissingExtra, needing_study

TYPE = "type: pip install 'sistercities[study]', in a checkout: pip install '.[study]'."


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, release_folder: Path) -> dict[str, Any]:
    """Ask everything once, on the release in the package, and of a register on the drawn world."""
    folder = tmp_path_factory.mktemp("core")
    environment = {
        **os.environ, "SISTERCITIES_OVERLAYS": str(folder / "overlays"), "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": str(Path(sc.__file__).parents[1]),
    }  # fmt: skip
    environment.pop("SISTERCITIES_DATA", None)
    program = [sys.executable, without_study.__file__, str(folder), str(release_folder)]
    done = subprocess.run(program, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_nothing_of_it_was_loaded(told: dict[str, Any]) -> None:
    assert told["loaded"] == []


@pytest.mark.parametrize("asked", [*without_study.ASKED, *without_study.OF_A_REGISTER])
def test_a_command_of_the_core_answers(told: dict[str, Any], asked: str) -> None:
    code, last = told["commands"][asked]
    due = 2 if asked == "ties Ningpoo" else 0  # nobody bears that name: near ones are offered
    assert code == due, last
    assert "[study]" not in last


@pytest.mark.parametrize("page", without_study.PAGES)
def test_a_page_of_the_explorer_answers(told: dict[str, Any], page: str) -> None:
    assert told["pages"][page] == 200


@pytest.mark.parametrize("asked", without_study.OF_STUDY)
def test_a_study_says_what_to_install_and_leaves_nothing(told: dict[str, Any], asked: str) -> None:
    code, last = told["commands"][asked]
    assert code == MissingExtra.exit_code == 2
    assert last.startswith("Error: `sistercities study` needs ")
    assert last.endswith(TYPE)
    assert not {"study", "all"} & set(told["left"])


def test_what_is_lacked_is_named_once() -> None:
    with pytest.raises(MissingExtra) as found, needing_study("a table"):
        raise ModuleNotFoundError("No module named 'scipy.stats'", name="scipy.stats")
    assert str(found.value).startswith("a table needs scipy, which is not installed; type: ")
    assert (found.value.library, found.value.extra) == ("scipy", "study")


def test_another_library_that_lacks_is_no_matter_of_the_extra() -> None:
    with pytest.raises(ModuleNotFoundError) as found, needing_study("a table"):
        raise ModuleNotFoundError("No module named 'odd'", name="odd")
    assert not isinstance(found.value, MissingExtra)


VERBS = ("ties", "places", "dyads", "measure_network", "study_all", "validation.calibrate")
_EACH = """
import json, operator, sys
sys.path.insert(0, sys.argv[1])
import without_study; without_study.hide()
import sistercities
said = {}
for verb in sys.argv[2:]:
    try:
        operator.attrgetter(verb)(sistercities)()
    except Exception as failure:
        said[verb] = [type(failure).__module__, type(failure).__qualname__, str(failure)]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said_by_verbs() -> dict[str, list[str]]:
    """Call verbs in a program that lacks the libraries; give what each raises."""
    environment = {**os.environ, "PYTHONPATH": str(Path(sc.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", _EACH, str(Path(without_study.__file__).parent), *VERBS],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_of_python_says_what_to_install(
    said_by_verbs: dict[str, list[str]], verb: str
) -> None:
    module, name, sentence = said_by_verbs[verb]
    assert (module.rpartition(".")[2], name) == ("errors", "MissingExtra")
    assert sentence.endswith("pip install '.[study]'")
