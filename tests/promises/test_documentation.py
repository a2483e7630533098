"""Documentation that lies fails: commands, options, public names, words, rooms, errors."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import sistercities as sc
from promises import cli_reference
from sistercities import api
from sistercities.terms import words

ROOT = cli_reference.ROOT
PACKAGE = ROOT / "src" / "sistercities"


def _text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def test_the_page_of_commands_is_current() -> None:
    assert cli_reference.PAGE.read_text(encoding="utf-8") == cli_reference.page(), (
        "run `python tests/promises/cli_reference.py`"
    )


def test_every_command_and_option_has_words_of_its_own() -> None:
    page = _text("docs", "guide", "cli.md")
    for path, command in cli_reference.paths(cli_reference.root_command()):
        assert f"`{' '.join(('sistercities', *path))}`" in page
        assert command.help or path == (), path
        for option in command.params:
            assert option.help, (path, option.name)
            assert max(option.opts, key=len).removeprefix("--") in page or option.metavar in page


def test_every_exit_code_is_that_of_an_error_or_of_the_program() -> None:
    from sistercities import errors
    from sistercities.cli.app import EXIT_CODES

    tree = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in tree if issubclass(kind, errors.SistercitiesError)}
    assert codes <= set(EXIT_CODES)
    assert set(EXIT_CODES) - codes == {0, 130}


MODULES = ("records", "registers", "releases", "reports", "validation")
PUBLIC = [
    *((sc, name) for name in sc.__all__),
    *((getattr(sc, module), name) for module in MODULES for name in getattr(sc, module).__all__),
]


def _title(each: object) -> str:
    return each if isinstance(each, str) else each.__name__


def test_public_names_are_the_same_everywhere() -> None:
    assert sc.__all__ == api.__all__ == sorted(api.__all__)
    assert set(dir(sc)) == {*api.__all__, *MODULES, "__version__"}
    with pytest.raises(AttributeError, match=r"has no 'tyes'; it has .* ties"):
        _ = sc.tyes
    with pytest.raises(AttributeError, match=r"registers has no 'overlay'; it has .* overlays"):
        _ = sc.registers.overlay


@pytest.mark.parametrize("module", MODULES)
def test_a_module_beside_the_verbs_shows_what_it_lists(module: str) -> None:
    beside = getattr(sc, module)
    assert beside.__all__ == sorted(beside.__all__) == dir(beside)
    assert not set(beside.__all__) & set(sc.__all__)
    assert len(inspect.cleandoc(beside.__doc__).split()) > 5


def _documented(module: object) -> str:
    """Return the part of the page that lists the names of a module."""
    page = _text("docs", "guide", "api.md")
    heading = "The verbs" if module is sc else f"`{module.__name__}`"
    return page.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(("module", "name"), PUBLIC, ids=_title)
def test_every_public_name_is_documented(module: object, name: str) -> None:
    thing = getattr(module, name)
    said = inspect.cleandoc(thing.__doc__ or "")
    assert len(said.split()) > 5
    assert re.search(rf"^\| .*`{name}\b", _documented(module), re.MULTILINE)
    if isinstance(thing, type):
        return
    code = thing.__code__
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    assert ("Parameters\n" in said) == bool(arguments)
    for argument in arguments:
        assert re.search(rf"^(\w+, )*{argument}(, \w+)*$", said, re.MULTILINE), argument
    assert "Returns\n" in said
    pure = name in ("study_json", "study_summary")
    assert ("Raises\n" in said) != pure


def test_the_glossary_has_every_word_of_the_data_and_the_methods() -> None:
    glossary = _text("GLOSSARY.md")
    schema = _text("docs", "schemas", "study-nesting.json")
    vocabulary = {
        *words.LEVELS, *words.TIE_CLASSES, *words.STATUSES, *words.KINDS, *words.PRECISIONS,
    }  # fmt: skip
    estimands = {
        *("rate_ratio", "country_rate_ratio", "share_inside", "share_no_upper"),
        *("observed_over_expected", "odds_ratio", "upper_served", "predictive_gain"),
    }
    nulls = {"region-labels", "upper-ties", "degree", "degree-country"}
    for name in estimands | nulls:
        assert f'"{name}"' in schema
    verdicts = {"supported", "not supported", "mixed", "cannot be told from these data"}
    for word in vocabulary | estimands | nulls | verdicts | {"autonomy"}:
        assert f"`{word}`" in glossary, word
    for word in ("tie", "place", "parent", "dyad", "claim", "snapshot", "covariate", "decision"):
        assert re.search(rf"\b{word}\b", glossary), word


def test_the_rooms_of_the_map_are_the_folders() -> None:
    table = _text("ARCHITECTURE.md").split("| room of sistercities |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| ([\w, ]+) \|", table, re.MULTILINE)
    held = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*") if path.is_file()
            and "__pycache__" not in path.parts}  # fmt: skip
    paths = [PACKAGE / name for name in held if name != "py.typed"]
    rooms = {path.stem for path in paths if path.name[0] != "_"} - {"data"}
    assert sorted(name for row in rows for name in row.split(", ")) == sorted(rooms)


def test_the_map_stays_on_two_pages() -> None:
    """Some 1,200 words are two sheets of A4 at 9.5 points, and somebody reads them."""
    assert len(_text("ARCHITECTURE.md").split()) <= 1_200


_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
_ROOTS = (".", "src", "src/sistercities", "src/twolevel")


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/data/building.md"])
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    named = {path for path in _PATH.findall(_text(page)) if not path.startswith("..")}
    assert named
    assert {
        path for path in named if not any((ROOT / root / path).exists() for root in _ROOTS)
    } == set()


def test_a_ruling_on_a_name_is_explained_column_by_column() -> None:
    from sistercities.dataset.decisions import NAME_COLUMNS, RETIRE_CHECKS

    page = _text("CONTRIBUTING.md")
    table = page.split("| column of `names_*.csv` |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)`", " ".join(rows))) == NAME_COLUMNS
    assert all(f"`{check}`" in table for check in RETIRE_CHECKS)


MENDING = (
    "date_corrections*.csv", "folded_ties.csv", "tie_kinds.csv", "places*.csv",
    "place_corrections*.csv", "place_facts*.csv",
)  # fmt: skip


@pytest.mark.parametrize("pattern", MENDING)
def test_every_column_of_a_file_that_mends_a_tie_is_explained(pattern: str) -> None:
    table = _text("CONTRIBUTING.md").split("| file | column | what stands there |")[1]
    rows = table.split("\n\n")[0].split(f"| `{pattern}` |")[1]
    own = re.split(r"\n\| `[\w*]+\.csv` \|", rows)[0]
    named = {
        name for row in own.split("\n| |") for name in re.findall(r"`(\w+)`", row.split("|")[0])
    }
    for path in (ROOT / "data" / "decisions").glob(pattern):
        head = path.read_text(encoding="utf-8").split("\n", 1)[0].strip()
        assert set(head.split(",")) - {"reason", "date"} == named, path.name


def test_a_check_that_retires_a_ruling_on_a_date_is_said() -> None:
    from release_build.date_rulings import RETIRE_CHECKS

    assert all(f"`{check}`" in _text("CONTRIBUTING.md") for check in RETIRE_CHECKS)


def test_whoever_has_no_index_of_packages_is_told_what_to_type() -> None:
    guide = sorted((ROOT / "docs" / "guide").glob("*.md"))
    said_by_us = [ROOT / "src" / "twolevel" / "errors.py", *PACKAGE.rglob("*.html")]
    for page in (*guide, *said_by_us):
        said = page.read_text(encoding="utf-8")
        for extra in re.findall(r"pip install 'sistercities\[([\w{}]+)\]'", said):
            assert f"pip install '.[{extra}]'" in said, (page.name, extra)


@pytest.mark.parametrize(
    "init", sorted(PACKAGE.rglob("__init__.py")), ids=lambda path: path.parent.name
)
def test_every_room_says_what_belongs_there(init: Path) -> None:
    said = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
    assert said
    if init.parent.parent == PACKAGE:
        assert "Belongs here:" in said
        assert "Not here:" in said


def test_the_tree_at_the_top_of_errors_is_true() -> None:
    from sistercities import errors

    drawn: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"( *)[*-] (\w+)", line)
        if match:
            drawn.append((len(match[1]) // 2, match[2]))
    due: list[tuple[int, str]] = []
    known = {kind: name for name, kind in vars(errors).items() if isinstance(kind, type)}

    def draw(kind: type, depth: int) -> None:
        due.append((depth, known[kind]))
        for child in kind.__subclasses__():
            if child in known:
                draw(child, depth + 1)

    draw(errors.SistercitiesError, 0)
    assert sorted(drawn) == sorted(due)
    assert drawn[0] == due[0]


def test_the_version_is_one() -> None:
    import tomllib

    project = tomllib.loads(_text("pyproject.toml"))["project"]
    assert project["version"] == sc.__version__
    assert f"version: {sc.__version__}\n" in _text("CITATION.cff")
    assert f"## {sc.__version__}\n" in _text("CHANGELOG.md")


def _pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_links_between_pages_lead_somewhere() -> None:
    for page in _pages():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)
