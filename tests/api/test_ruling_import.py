"""A user's own rulings on what stands in the way: read strictly, kept as an overlay, heeded."""

from __future__ import annotations

import json
from pathlib import Path

import fastjsonschema
import pytest

import sistercities as sc
from promises.cli_reference import ROOT
from sistercities.cli.outcome import run
from sistercities.errors import InvalidArgument, OverlayError, RegisterError

HEAD = "row_id,strength,reason\n"
LINE = "sanctions:EU:RU,bar,the council decided so\n"
TALKS = "relations_downgraded:IN:PK,note,talks of the two cities go on\n"
FRONT = "special_status:UA-14:*,caution,the council knows where the line runs\n"


@pytest.fixture(autouse=True)
def overlays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path / "overlays"))
    return tmp_path


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, sc.records.RulingImport]:
    """Import three rulings that have nothing to do with each other: to ask with one takes long."""
    folder = tmp_path_factory.mktemp("council")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SISTERCITIES_OVERLAYS", str(folder / "overlays"))
        made = sc.registers.import_rulings(
            _file(folder, HEAD + LINE + TALKS + FRONT), name="council"
        )
    return folder / "overlays", made


@pytest.fixture
def ruled(
    council: tuple[Path, sc.records.RulingImport], overlays: Path, monkeypatch: pytest.MonkeyPatch
) -> sc.Data:
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(council[0]))
    return sc.Data(overlays=("council",))


def _file(folder: Path, text: str, name: str = "rulings.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _countries(found: sc.records.RecommendationList) -> set[str]:
    return {partner.place.country for partner in found.partners}


def test_what_an_import_changes_is_told(
    council: tuple[Path, sc.records.RulingImport],
) -> None:
    _, made = council
    assert {(one.row_id, one.before, one.after) for one in made.rulings} == {
        ("sanctions:EU:RU", "caution", "bar"),
        ("relations_downgraded:IN:PK", "bar", "note"),
        ("special_status:UA-14:*", "caution", "caution"),
    }
    schema = (ROOT / "docs" / "schemas" / "import-rulings.json").read_text(encoding="utf-8")
    fastjsonschema.compile(json.loads(schema))(made.to_json())


def test_a_ruling_bars_what_the_release_only_warns_of(ruled: sc.Data) -> None:
    asked = {"countries": ("RU", "DE"), "count": 200, "per_region": 50}
    assert _countries(sc.rank_partners("Poznań", **asked)) == {"RU", "DE"}
    assert _countries(sc.rank_partners("Poznań", **asked, data=ruled)) == {"DE"}
    seen = sc.assess("Poznań", "gn:498817", data=ruled)
    assert seen.verdict == "barred"
    assert sc.assess("Poznań", "gn:498817").verdict != "barred"


def test_a_ruling_lets_a_bar_be_a_note(ruled: sc.Data) -> None:
    assert "PK" in _countries(sc.rank_partners("Jaipur", countries=("PK",), data=ruled))
    strengths = {
        one.row_id: one.strength for one in sc.assess("Jaipur", "Karachi", data=ruled).obstacles
    }
    assert strengths["relations_downgraded:IN:PK"] == "note"


def test_a_ruling_on_a_region_held_in_part_sets_aside_whom_we_do_not_suggest(
    ruled: sc.Data,
) -> None:
    asked = {"countries": ("UA",), "count": 60, "per_region": 60}
    ours = {one.place.place_id for one in sc.rank_partners("Warsaw", **asked).partners}
    assert "gn:709717" not in ours
    found = sc.rank_partners("Warsaw", **asked, data=ruled)
    (donetsk,) = (one for one in found.partners if one.place.place_id == "gn:709717")
    # A war of the state is said before all else, then what the ruling makes a caution.
    told = {one.kind: one.strength for one in donetsk.to_say_first}
    assert told["special_status"] == "caution"
    assert not any("on which side of the line" in one.sentence for one in donetsk.to_say_first)


def test_the_same_file_changes_nothing_and_a_dry_run_writes_nothing(overlays: Path) -> None:
    file = _file(overlays, HEAD + LINE)
    assert not sc.registers.import_rulings(file, name="council", write=False).is_written
    assert sc.registers.overlays() == []
    assert not sc.registers.import_rulings(file, name="council").is_unchanged
    assert sc.registers.import_rulings(file, name="council").is_unchanged
    assert [(one.kind, one.problem) for one in sc.registers.overlays()] == [("rulings", "")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row_id,strength\nwar:RU:UA,bar\n", "the first line must be row_id,strength,reason"),
        (HEAD, "give one on each line"),
        (HEAD + "sanctions:EU:RU,forbidden,so\n", "give one of bar, caution, note"),
        (HEAD + "sanctions:EU:RU,bar,\n", "has no reason in line 2; fill it in"),
        (HEAD + LINE + LINE, "twice, in line 3 too; keep one of the two"),
        (HEAD + "sanctions:EU:RX,bar,so\n", "near it are sanctions:EU:RU"),
        (HEAD + "a,bar,b,c\n", "has 4 cells in line 2; give 3"),
    ],
)
def test_a_file_that_is_not_understood_says_what_to_do(
    overlays: Path, text: str, said: str
) -> None:
    with pytest.raises(RegisterError, match=said):
        sc.registers.import_rulings(_file(overlays, text), name="council")
    assert sc.registers.overlays() == []


def test_a_file_that_is_no_text_is_refused(overlays: Path) -> None:
    path = overlays / "rulings.csv"
    path.write_bytes(b"\xff\xfe\x00row")
    with pytest.raises(RegisterError, match="save it as one"):
        sc.registers.import_rulings(path)
    with pytest.raises(RegisterError, match="name another file"):
        sc.registers.import_rulings(overlays / "none.csv")


def test_two_overlays_do_not_rule_on_one_row(overlays: Path) -> None:
    for name in ("one", "two"):
        sc.registers.import_rulings(_file(overlays, HEAD + LINE, f"{name}.csv"), name=name)
    with pytest.raises(OverlayError, match="rules on sanctions:EU:RU, as another overlay does"):
        sc.rank_partners("Poznań", data=sc.Data(overlays=("one", "two")))


def test_rulings_do_not_replace_a_register(overlays: Path) -> None:
    register = _file(
        overlays, "city,country,partner,partner country\nPoznań,PL,Lviv,UA\n", "register.csv"
    )
    sc.import_register(register, name="mine")
    with pytest.raises(InvalidArgument, match="a register of ties has this name"):
        sc.registers.import_rulings(_file(overlays, HEAD + LINE), name="mine")


def test_the_command_shows_before_and_after(
    overlays: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(overlays, HEAD + LINE)
    assert run(["import", str(file), "--rulings", "--name", "council", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "caution" in said
    assert "Taken over as the overlay council." in said
    assert run(["import", str(file), "--rulings", "--name", "council", "--json", "--yes"]) == 0
    assert '"is_unchanged": true' in capsys.readouterr().out
