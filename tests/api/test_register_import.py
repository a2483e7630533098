"""A made-up register of the drawn world: what becomes of each line, and of a second import."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import sistercities as sc
import world
from sistercities.errors import InvalidArgument, OutputError, OverlayError, RegisterError

REGISTER = """Home,Country,Partner,Partner region,Partner country,Date,Status
Altwerder,DE,Tokiwa,,Japan,09.05.2001,active
宁湾市,CN,Tokiwa,,Japan,1993-01-01,active
Tokiwa,Japan,宁湾市,,China,1992-04-11,active
Altwerder,DE,Kawabe,,Japan,1990,
Altwerder,DE,Kawabe,Kitazawa,Japan,1990,
双鹤市,中国,川辺市,,JP,1899-12-30,
Altwerder,DE,Saint-Orme,,Germany,,
Altwerder,DE,Altwerder,,DE,,
Altwerder,DE,,,Japan,,
Tokiwa,JP,Altwerder,,DE,2001-05-09,active
Altwerdr,DE,Sakurai,,Japan,05/09/2001,
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Write the made-up register to a file."""
    path = tmp_path / "Our Register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture
def found(register: Path, release_folder: Path) -> sc.records.RegisterImport:
    """Import the made-up register."""
    return sc.import_register(register, data=release_folder, year=2026)


def _line(found: sc.records.RegisterImport, number: int) -> object:
    return next(line for line in found.account if line.line == str(number))


def test_each_line_has_its_outcome(found: sc.records.RegisterImport) -> None:
    outcomes = {line.line: line.outcome for line in found.account}
    assert outcomes == {
        "2": "new", "3": "known", "4": "known", "5": "waiting", "6": "new", "7": "known",
        "8": "waiting", "9": "refused", "10": "refused", "11": "repeated", "12": "waiting",
    }  # fmt: skip
    assert found.counts == {
        "new": 2, "known": 3, "waiting": 3, "repeated": 1, "refused": 2, "conflicts": 1,
        "endings": 0, "lines": 11,
    }  # fmt: skip
    assert (found.name, found.is_written) == ("our-register", True)


ENDINGS = """Home,Country,Partner,Partner country,Status
宁湾市,CN,Tokiwa,Japan,suspendiert
宁湾市,CN,Altwerder,DE,ended since 2024
Songgang,CN,Altwerder,DE,ended
宁湾市,CN,Saint-Orme,FR,active
"""


def test_a_line_that_ends_a_tie_that_stands_is_told_and_counted(
    tmp_path: Path, release_folder: Path
) -> None:
    path = tmp_path / "ends.csv"
    path.write_text(ENDINGS, encoding="utf-8")
    found = sc.import_register(path, data=release_folder, year=2026)
    told = {line.line: (line.outcome, line.status, line.ending) for line in found.account}
    assert told == {
        "2": ("known", "suspended", "listed 2026, active in 2020"),
        "3": ("known", "ended", "active in 2020"),  # of an exchange no list of twin towns tells
        "4": ("known", "ended", ""),  # suspended already
        "5": ("known", "active", ""),
    }
    assert found.counts["endings"] == 2


def test_a_line_says_how_its_places_were_found(found: sc.records.RegisterImport) -> None:
    line = _line(found, 6)
    assert line.place_b == f"Kawabe (city, JP-92, {world.KAWABE_K})"
    assert line.method_b == "alias+country+parents"
    assert line.tie_id == f"{world.ALTWERDER}~{world.KAWABE_K}"
    assert 0.8 <= line.confidence <= 1


def test_an_ambiguous_name_has_its_candidates(found: sc.records.RegisterImport) -> None:
    line = _line(found, 5)
    assert "Kawabe: which Kawabe is not stated" in line.told
    assert world.KAWABE_M in line.candidates_b
    assert world.KAWABE_K in line.candidates_b
    assert "region" in line.next_step


def test_a_place_in_the_wrong_country_is_told(found: sc.records.RegisterImport) -> None:
    line = _line(found, 8)
    assert "not in our gazetteer for DE, but there is Saint-Orme" in line.told
    assert line.next_step == "correct the country or the name"


def test_what_the_data_hold_otherwise_is_told_with_its_sources(
    found: sc.records.RegisterImport,
) -> None:
    assert _line(found, 3).conflict == (
        "start: here 1993-01-01, the data hold 1992-04-11 (zhwiki-2020)"
    )
    assert _line(found, 4).conflict == ""


def test_the_same_tie_the_other_way_round_is_one_claim(
    found: sc.records.RegisterImport, release_folder: Path
) -> None:
    assert "says the same as line 2" in _line(found, 11).told
    laid = sc.Data(release_folder, ["our-register"])
    tie = next(tie for tie in sc.ties_of("Altwerder", data=laid) if tie.b.name == "Tokiwa")
    claims = sc.claims(tie.tie_id, data=laid)
    assert list(claims["locator"]) == ["Our Register.csv, row 2"]


def test_the_same_tie_with_another_date_is_two_claims_and_told(
    found: sc.records.RegisterImport,
) -> None:
    line = _line(found, 4)
    assert line.claim_id == "our-register:4"
    assert "gives another start than line 3" in line.told


def test_nothing_that_a_second_line_on_a_tie_says_is_lost(
    tmp_path: Path, release_folder: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "No,Home,Country,Partner,Partner country,Date,Status,Note\n"
        "7,Altwerder,DE,Tokiwa,Japan,2001,,by letter\n"
        "8,Tokiwa,JP,Altwerder,DE,2001,,signed twice\n"
        "9,Altwerder,DE,Tokiwa,Japan,,,by phone\n"
        "10,Altwerder,DE,Tokiwa,Japan,2001-05-09,active,with a school\n"
        "11,Altwerder,DE,Tokiwa,Japan,1999,,\n"
        "12,Altwerder,DE,Tokiwa,Japan,1999,,again\n"
        "13,Altwerder,DE,Tokiwa,Japan,2001,,by letter\n",
        encoding="utf-8",
    )
    found = sc.import_register(path, data=release_folder, year=2026)
    told = {line.line: (line.outcome, line.told.split("; ")[-1]) for line in found.account}
    assert told == {
        "2": ("new", ""),
        "3": ("repeated", "this line says the same as line 2, where its note is kept too"),
        "4": ("repeated", "this line says the same as line 2, where its note is kept too"),
        "5": ("new", "this line says more of start and status than line 2"),
        "6": ("new", "this line gives another start than line 2"),
        "7": ("repeated", "this line says the same as line 6, where its note is kept too"),
        "8": ("repeated", "this line says the same as line 2"),
    }
    assert [line.line for line in found.account if line.next_step] == ["6"]
    claims = sc.claims(data=sc.Data(release_folder, [found.name]))
    notes = claims[claims["source_id"] == found.name].set_index("claim_id")["note"].to_dict()
    assert notes == {
        "r:2": "by letter; row 3, id 8: signed twice; row 4, id 9: by phone",
        "r:5": "with a school",
        "r:6": "row 7, id 12: again",
    }


def test_an_empty_date_in_disguise_and_an_ambiguous_one(found: sc.records.RegisterImport) -> None:
    assert "empty cell in disguise" in _line(found, 7).told
    assert _line(found, 7).start == ""
    assert _line(found, 12).start == "2001"


def test_one_place_twice_is_no_tie(found: sc.records.RegisterImport) -> None:
    assert "both names are one place, so there is no tie" in _line(found, 9).told


def test_a_misspelt_name_waits_with_what_is_alike(found: sc.records.RegisterImport) -> None:
    line = _line(found, 12)
    assert world.ALTWERDER in line.candidates_a
    assert "give the id of the one that is meant" in line.next_step


def test_the_account_is_a_file_beside_the_claims(found: sc.records.RegisterImport) -> None:
    assert found.account_file is not None
    text = Path(found.account_file).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["line"] for row in rows] == [line.line for line in found.account]
    assert [row["outcome"] for row in rows] == [line.outcome for line in found.account]


def test_ties_are_seen_by_every_verb(
    found: sc.records.RegisterImport, release_folder: Path
) -> None:
    laid = sc.Data(release_folder, [found.name])
    assert {tie.b.name for tie in sc.ties_of("Altwerder", data=laid)} >= {"Tokiwa", "Kawabe"}
    assert len(sc.ties(data=laid)) == len(sc.ties(data=release_folder)) + 2
    assert sc.place("Altwerder", data=laid).ties["total"] == 4
    assert found.name in set(sc.releases.data_sources(data=laid)["source_id"])
    assert sc.releases.data_status(data=laid).tables["claims"] == len(sc.claims(data=laid))
    assert len(sc.dyads("CN", 2020, of="ties", data=laid)) > 0
    assert any("our-register" in fact for fact in sc.releases.verify_data(data=laid).checked)


def test_the_environment_names_overlays_too(
    found: sc.records.RegisterImport, release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = len(sc.ties(data=release_folder))
    monkeypatch.setenv("SISTERCITIES_OVERLAY", found.name)
    assert len(sc.ties(data=release_folder)) == alone + 2
    assert len(sc.ties(data=sc.Data(release_folder, ()))) == alone


def test_a_study_with_an_overlay_names_it(
    found: sc.records.RegisterImport, release_folder: Path
) -> None:
    laid = sc.Data(release_folder, [found.name])
    study = sc.study_nesting("CN", 2020, draws=5, data=laid)
    assert f"+{found.name}." in study.data_version


def _state(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_second_import_of_the_same_file_changes_nothing(
    found: sc.records.RegisterImport, register: Path, release_folder: Path, overlays_of_nobody: Path
) -> None:
    before = _state(overlays_of_nobody)
    os.utime(register, (1, 1))
    again = sc.import_register(register, data=release_folder)
    assert again.is_unchanged
    assert again.year == 2026
    assert not again.changes
    assert _state(overlays_of_nobody) == before


def test_a_second_import_with_the_overlay_included_changes_nothing(
    found: sc.records.RegisterImport,
    register: Path,
    release_folder: Path,
    overlays_of_nobody: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The register is compared with the data in the package, not with itself."""
    before = _state(overlays_of_nobody)
    laid = sc.Data(release_folder, [found.name])
    assert sc.import_register(register, data=laid).is_unchanged
    monkeypatch.setenv("SISTERCITIES_OVERLAY", found.name)
    again = sc.import_register(register, data=release_folder)
    assert (again.is_unchanged, again.account) == (True, found.account)
    assert _state(overlays_of_nobody) == before


def test_the_same_lines_in_another_order_are_the_same_ties(
    found: sc.records.RegisterImport, register: Path, release_folder: Path
) -> None:
    laid = sc.Data(release_folder, [found.name])
    columns = ["tie_id", "start", "end", "status", "kind"]
    before = sc.ties(data=laid)[columns].sort_values("tie_id").to_numpy(object).tolist()
    heads, *lines = REGISTER.splitlines()
    register.write_text("\n".join([heads, *reversed(lines)]) + "\n", encoding="utf-8")
    again = sc.import_register(register, data=release_folder, year=2026)
    assert again.changes is not None
    assert not again.changes
    after = sc.ties(data=laid)[columns].sort_values("tie_id").to_numpy(object).tolist()
    assert list(map(str, after)) == list(map(str, before))


def test_a_changed_file_replaces_the_overlay_and_says_what_changed(
    found: sc.records.RegisterImport, register: Path, release_folder: Path
) -> None:
    text = REGISTER.replace("Altwerdr", "Altwerder").replace("09.05.2001", "10.05.2001")
    text = text.replace("2001-05-09", "2001-05-10")  # the same tie from its other side
    register.write_text(text + "Freihafen,DE,Portclair,,France,1970,\n", encoding="utf-8")
    again = sc.import_register(register, data=release_folder, year=2026)
    assert again.changes is not None
    assert again.changes.added[-1] == "Freihafen - Portclair"
    assert "Altwerdr - Sakurai" in again.changes.gone
    assert "Altwerder - Tokiwa: start 2001-05-09 -> 2001-05-10" in again.changes.changed
    assert not again.is_unchanged


def test_nothing_is_written_before_that_is_wanted(
    register: Path, release_folder: Path, overlays_of_nobody: Path
) -> None:
    preview = sc.import_register(register, write=False, data=release_folder)
    assert not preview.is_written
    assert list(overlays_of_nobody.iterdir()) == []
    written = sc.registers.write_import(preview, data=release_folder)
    assert written.is_written
    assert [each.name for each in sc.registers.overlays()] == ["our-register"]
    assert sc.registers.remove_overlay("our-register") == str(overlays_of_nobody / "our-register")
    assert sc.registers.overlays() == []


def test_the_columns_are_written_as_a_mapping_that_reads_the_same(
    found: sc.records.RegisterImport, register: Path, release_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mapping.json"
    sc.registers.write_mapping(found, path)
    again = sc.import_register(register, mapping=path, write=False, data=release_folder)
    assert again.account == found.account
    with pytest.raises(OutputError, match="it is there already; name a new file"):
        sc.registers.write_mapping(found, path)


def test_a_written_mapping_says_where_the_heads_are(tmp_path: Path, release_folder: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Our ties,\n\nHome,Partner\nAltwerder,Tokiwa\n")
    found = sc.import_register(path, country="DE", write=False, data=release_folder)
    assert found.mapping["header_row"] == 3
    sc.registers.write_mapping(found, tmp_path / "mapping.json")
    again = sc.import_register(
        path, mapping=tmp_path / "mapping.json", write=False, data=release_folder
    )
    assert again.mapping == found.mapping
    path.write_text("Altwerder,Tokiwa\nFreihafen,Sakurai\n")
    bare = sc.import_register(path, country="DE", write=False, data=release_folder)
    assert bare.mapping["header_row"] == -1


def test_the_account_is_written_without_keeping_the_register(
    register: Path, release_folder: Path, tmp_path: Path, overlays_of_nobody: Path
) -> None:
    found = sc.import_register(register, write=False, data=release_folder)
    path = sc.registers.write_account(found, tmp_path / "account.csv")
    rows = list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8-sig"))))
    assert [row["outcome"] for row in rows] == [line.outcome for line in found.account]
    assert list(overlays_of_nobody.iterdir()) == []
    with pytest.raises(OutputError, match="it is there already; name a new file"):
        sc.registers.write_account(found, path)


def test_a_year_that_is_assumed_is_told(register: Path, release_folder: Path) -> None:
    assumed = sc.import_register(register, write=False, data=release_folder)
    note = f"Dates are read as of {assumed.year}, for lack of a year: --year says which it is."
    assert note in assumed.notes
    stated = sc.import_register(register, write=False, year=2024, data=release_folder)
    assert not any("for lack of a year" in each for each in stated.notes)


def test_a_status_for_all_lines_without_one(tmp_path: Path, release_folder: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Home,Partner\nAltwerder,Tokiwa\n")
    silent = sc.import_register(path, country="DE", write=False, data=release_folder)
    assert silent.account[0].status == "unknown"
    assert any("--status active" in note for note in silent.notes)
    stated = sc.import_register(
        path, country="DE", status="active", write=False, data=release_folder
    )
    assert stated.account[0].status == "active"
    assert "Ties without a status are taken as active, as was stated." in stated.notes


def test_a_register_without_a_tie_is_not_kept(tmp_path: Path, release_folder: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Home,Partner\nAltwerder,\n,Tokiwa\n")
    with pytest.raises(RegisterError, match="holds no tie that is understood in 2 lines; fill in"):
        sc.import_register(path, data=release_folder)
    assert sc.registers.overlays() == []


def test_the_name_of_a_source_of_the_release_is_refused(
    register: Path, release_folder: Path
) -> None:
    with pytest.raises(InvalidArgument, match="a source of the release has this id"):
        sc.import_register(register, name=world.ZH, data=release_folder)


@pytest.mark.parametrize("name", ["wikidata", "Wikipedia-JA", "wikipedia"])
def test_the_names_of_updates_are_refused(
    register: Path, release_folder: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InvalidArgument, match="keeps its own under this name; choose another"):
        sc.import_register(register, name=name, write=False, data=release_folder)
    named = tmp_path / f"{name}.csv"
    named.write_text(REGISTER, encoding="utf-8")
    with pytest.raises(InvalidArgument, match="keeps its own under this name; choose another"):
        sc.import_register(named, data=release_folder)
    assert sc.import_register(named, name="wikidata-2026", write=False, data=release_folder)


def test_a_tie_listed_from_the_other_side_is_found_abroad(
    tmp_path: Path, release_folder: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Kommune;Partnerkommune;Land\nTokiwa;Altwerder;Deutschland\n")
    line = sc.import_register(path, country="DE", data=release_folder).account[0]
    assert line.outcome == "new"
    assert world.TOKIWA in line.place_a


def test_a_known_tie_tells_homonyms_apart(tmp_path: Path, release_folder: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Home,Country,Partner,Partner country\n梅坪市,CN,Kawabe,JP\n")
    line = sc.import_register(path, data=release_folder).account[0]
    assert (line.outcome, line.method_b) == ("known", "alias+country+known_tie")
    assert world.KAWABE_K in line.place_b


def test_a_damaged_overlay_stops_only_who_asks_for_it(
    found: sc.records.RegisterImport, release_folder: Path
) -> None:
    assert found.account_file is not None
    Path(found.account_file).write_text("spoilt")
    (state,) = sc.registers.overlays()
    assert "is damaged: account.csv differs from its checksum" in state.problem
    assert sc.ties_of("Altwerder", data=sc.Data(release_folder, ()))
    with pytest.raises(OverlayError, match="the overlay our-register is damaged"):
        sc.ties_of("Altwerder", data=sc.Data(release_folder, ["our-register"]))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_an_import_that_is_killed_leaves_the_old_overlay_or_the_new(
    found: sc.records.RegisterImport, register: Path, release_folder: Path, overlays_of_nobody: Path
) -> None:
    """Kill the whole command where it begins to write, and at steps after that."""
    text = REGISTER + "Freihafen,DE,Portclair,,France,1970,\n"
    register.write_text(text, encoding="utf-8")
    counts = set()
    for step in (1, 3, 5, 7, 9, 11):
        code = (
            "import os, signal, sys\n"
            "done = 0\n"
            "def watch(event, arguments):\n"
            "    global done\n"
            "    if event in ('open', 'os.rename', 'os.mkdir') and "
            f"{str(overlays_of_nobody)!r} in str(arguments) and '.unfinished' in str(arguments):\n"
            "        done += 1\n"
            f"        if done == {step}:\n"
            "            os.kill(os.getpid(), signal.SIGKILL)\n"
            "sys.addaudithook(watch)\n"
            "from sistercities.cli.outcome import run\n"
            f"run(['import', {str(register)!r}, '--year', '2026', '--yes'])\n"
        )
        environment = os.environ | {"SISTERCITIES_DATA": str(release_folder)}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=False
        )
        assert done.returncode in (0, -signal.SIGKILL)
        (state,) = sc.registers.overlays()
        assert state.problem == ""
        counts.add(state.claims)
        assert len(sc.ties(data=sc.Data(release_folder, ["our-register"]))) > 0
    before = sum(line.claim_id != "" for line in found.account)
    assert counts <= {before, before + 1}
    assert before in counts


OPEN_STATUS = """Home,Country,Partner,Partner country,Status
Altwerder,DE,Sakurai,JP,quiet
宁湾市,CN,Tokiwa,JP,Inactivo
Altwerder,DE,Tokiwa,JP,void
Altwerder,DE,Saint-Orme,FR,sin confirmar
"""


def test_a_line_whose_status_is_not_understood_is_no_tie_before_a_mapping_says_it(
    tmp_path: Path, release_folder: Path
) -> None:
    path, mapping = tmp_path / "open.csv", tmp_path / "open.json"
    path.write_text(OPEN_STATUS, encoding="utf-8")
    found = sc.import_register(path, data=release_folder, year=2026)
    told = {line.line: (line.outcome, line.tie_id, line.status) for line in found.account}
    tie = f"{world.ALTWERDER}~{world.TOKIWA}"
    assert told["2"] == told["3"] == told["5"] == ("waiting", "", "unknown")
    assert told["4"] == ("new", tie, "ended")
    assert found.account[0].place_b.startswith("Sakurai")
    assert "meanings.status" in found.account[1].next_step
    laid = sc.Data(release_folder, [found.name])
    ties = sc.ties(data=laid).set_index("tie_id")
    assert ties.loc[tie, "standing"] == "ended"
    assert len(ties) == len(sc.ties(data=release_folder)) + 1

    sc.registers.write_mapping(found, mapping)
    meanings = json.loads(mapping.read_text(encoding="utf-8"))
    assert meanings["meanings"]["status"] == {"Inactivo": "", "quiet": "", "sin confirmar": ""}
    again = sc.import_register(path, mapping=mapping, data=release_folder, year=2026)
    assert again.counts["waiting"] == 3
    meanings["meanings"]["status"] = {"Inactivo": "suspended", "quiet": "active"}
    mapping.write_text(json.dumps(meanings), encoding="utf-8")
    answered = sc.import_register(path, mapping=mapping, data=release_folder, year=2026)
    assert [line.outcome for line in answered.account] == ["new", "known", "new", "waiting"]
    assert [line.status for line in answered.account][:2] == ["active", "suspended"]
