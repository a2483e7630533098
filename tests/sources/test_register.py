"""Registers as associations keep them, made up: heads in five languages, and odd lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sistercities.errors import InvalidArgument, RegisterError
from sistercities.sources.register import Register, read_register
from sistercities.sources.register_countries import code_in_cell, country_code
from sistercities.sources.register_line import RegisterLine
from sistercities.sources.register_mapping import RegisterMapping, read_mapping


def _read(tmp_path: Path, text: str, **stated: object) -> Register:
    path = tmp_path / "made-up.csv"
    path.write_text(text, encoding="utf-8")
    return read_register(path, "made-up", 2026, RegisterMapping().with_stated(**stated))


def _fields(register: Register) -> dict[str, str]:
    return {one.field: one.head or one.letter for one in register.layout.columns}


def _only(register: Register) -> RegisterLine:
    assert len(register.lines) == 1
    return register.lines[0]


def test_a_title_that_is_cut_is_shown_as_cut(tmp_path: Path) -> None:
    found = _read(tmp_path, f"{'a' * 200},\nHome,Partner\nA,B\n")
    assert found.layout.told == (f"Above the heads, and not read: {'a' * 130}….",)


@pytest.mark.parametrize("mark", ["〃", "同上", '""""', "dito"])
def test_a_mark_for_as_above_brings_what_stands_there(tmp_path: Path, mark: str) -> None:
    text = f"Home,Partner,Country,Since\nA,B,Japan,1985\n{mark},C,{mark},{mark}\n{mark},D,,\n"
    _, second, third = _read(tmp_path, text).lines
    assert second.claim is not None
    assert third.claim is not None
    assert (second.name_a, second.claim.b.country, second.claim.start) == ("A", "JP", "1985")
    assert "is taken as what stands above it, A" in second.told[0]
    assert (third.name_a, third.claim.start) == ("A", "")


def test_a_mark_for_as_above_with_nothing_above_it_is_told(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner\n〃,B\n"))
    assert "'〃' has no letter" in line.problem


def test_dashes_are_empty_cells(tmp_path: Path) -> None:
    text = (
        "市町村名,国名,州名,提携先,年月日,備考\n"
        "常盤市,中国,―,宁湾市,－,―\n南原県,中国,青墨省,―,-,\n"
    )
    first, second = _read(tmp_path, text).lines
    assert first.claim is not None
    assert (first.claim.b.parents, first.claim.start, first.told) == ((), "", ())
    assert second.problem == "it names no partner place"
    assert "or if the region itself signed, write it as the place" in second.next_step


def test_a_column_of_regions_is_that_of_the_places_for_lack_of_another(tmp_path: Path) -> None:
    found = _read(tmp_path, "序号,省/市,外方城市,国别\n1,青墨省,Nordmark,德国\n")
    assert _fields(found)["home"] == "省/市"
    assert "Column B 省/市 is taken as the home place, for lack of another." in found.layout.told


def test_heads_that_stand_again_on_the_next_page_are_no_tie(tmp_path: Path) -> None:
    found = _read(tmp_path, "Home,Partner\nA,B\nHome,Partner\nC,D\n")
    assert [line.problem for line in found.lines] == ["", "repeats the heads", ""]


def test_without_heads_the_columns_are_guessed_and_the_user_is_told(tmp_path: Path) -> None:
    rows = "Altwerder,Tokiwa,Japan,1985\nFreihafen,Saint-Orme,France,09.05.2001\n"
    found = _read(tmp_path, rows)
    assert _fields(found) == {"home": "A", "partner": "B", "partner_country": "C", "start": "D"}
    assert found.layout.is_guessed
    assert "No row of heads was found" in found.layout.told[0]
    assert [line.number for line in found.lines] == [1, 2]


def test_a_table_about_something_else_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"partner place \(first row: A Altwerder, B 1985\)"):
        _read(tmp_path, "Altwerder,1985\nFreihafen,1990\n")


def test_a_line_says_what_the_table_says(tmp_path: Path) -> None:
    text = (
        "Home,Home region,Partner,Country,Since,Until,Status,Type,Note,Source,No\n"
        "Altwerder,Nordmark,Tokiwa,ドイツ連邦共和国,09.05.2001,2010,terminated,friendship,"
        "by letter,Gazette 7,17\n"
    )
    claim = _only(_read(tmp_path, text, country="Deutschland")).claim
    assert claim is not None
    assert (claim.a.country, claim.a.parents, claim.b.country) == ("DE", ("Nordmark",), "DE")
    assert (claim.start, claim.precision, claim.end) == ("2001-05-09", "day", "2010")
    assert (claim.status, claim.kind) == ("ended", "friendship")
    assert claim.note == "by letter; source: Gazette 7"
    assert claim.claim_id == "made-up:2"
    assert claim.locator == "made-up.csv, row 2, id 17"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",Tokiwa,1985", "it names no home place"),
        ("Altwerder,,1985", "it names no partner place"),
        ("Altwerder,12345,1985", "'12345' has no letter"),
        (f"Altwerder,{'x' * 10_000},1985", "has 10,000 characters, the limit is 200"),
        ("Total,99,", "is a line of totals"),
        ("Altwerder,Tokiwa,1985,surplus", "it has 4 cells where the others have 3"),
    ],
)
def test_a_line_that_is_no_tie_is_refused_and_the_others_are_read(
    tmp_path: Path, row: str, problem: str
) -> None:
    text = f"Home,Partner,Since\nAltwerder,Tokiwa,1985\n{row}\nFreihafen,Sakurai,1990\n"
    first, odd, last = _read(tmp_path, text).lines
    assert first.claim is not None
    assert last.claim is not None
    assert odd.claim is None
    assert problem in odd.problem
    assert odd.next_step
    assert len(odd.name_b) < 100


def test_an_empty_home_place_is_filled_down_only_when_that_is_said(tmp_path: Path) -> None:
    text = "Home,Partner\nAltwerder,Tokiwa\n,Sakurai\n"
    assert _read(tmp_path, text).lines[1].claim is None
    filled = _read(tmp_path, text, fill_down=True).lines[1]
    assert filled.name_a == "Altwerder"
    assert "taken from the line above" in filled.told[0]


def test_what_is_not_understood_is_kept_as_a_note_and_told(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner,Status,Kind\nA,B,quiet,pen friends\n"))
    assert line.claim is not None
    assert (line.claim.status, line.claim.kind) == ("unknown", "unknown")
    assert line.claim.note == "status: quiet; kind: pen friends"
    assert len(line.told) == 2
    assert line.open_status == "quiet"


def test_a_date_that_is_not_taken_as_it_stands_is_kept_as_a_note(tmp_path: Path) -> None:
    text = (
        "Home,Partner,Since,Until,Note\nA,B,1985-1990,,by letter\nA,C,ca. 1991,,\n"
        "A,D,2001,1999,\nA,E,1899-12-30,,\nA,F,2001-05-09,,\n"
    )
    notes = [line.claim.note for line in _read(tmp_path, text).lines if line.claim]
    assert notes == ["by letter; start: 1985-1990", "start: ca. 1991", "end: 1999", "", ""]


@pytest.mark.parametrize("name", ["＝1+1", "＋cmd", "−cmd", "－cmd", "＠SUM(1)", "=1", "@x"])
def test_signs_of_any_width_are_told_and_kept(tmp_path: Path, name: str) -> None:
    line = _only(_read(tmp_path, f"Home,Partner\n{name} A,Tokiwa\n"))
    assert line.name_a == f"{name} A"
    assert "looks like a formula and is kept as text" in line.told[0]


def test_a_cell_that_looks_like_a_formula_is_kept_as_text(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner\n=cmd|' /C calc'!A0,Tokiwa\n"))
    assert line.name_a == "=cmd|' /C calc'!A0"
    assert "kept as text" in line.told[0]


def test_a_country_that_nobody_knows_is_told(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner,Country\nA,B,Atlantis\n"))
    assert line.written_b.unplaced == "the country 'Atlantis' is not known"


def test_a_country_beside_the_name_is_read_where_no_column_has_it(tmp_path: Path) -> None:
    text = 'Home,Partner\nAltwerder,"Tokiwa (Japan)"\nAltwerder,"Kawabe, Kitazawa"\n'
    first, second = _read(tmp_path, text).lines
    assert first.claim is not None
    assert (first.claim.b.name, first.claim.b.country) == ("Tokiwa (Japan)", "JP")
    assert second.claim is not None
    assert (second.claim.b.country, second.claim.b.parents) == ("", ("Kitazawa",))


def test_an_end_before_its_start_is_left_out(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner,Start,End\nA,B,2001-05,1999\n"))
    assert line.claim is not None
    assert (line.claim.start, line.claim.end) == ("2001-05", "")
    assert "lies before the start" in line.told[0]


def test_an_end_makes_the_tie_ended(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner,Start,End\nA,B,2001,2001-07\n"))
    assert line.claim is not None
    assert (line.claim.end, line.claim.status) == ("2001-07", "ended")


def test_ids_are_read_as_people_write_them(tmp_path: Path) -> None:
    text = "Home,Partner,Partner id\nA,B,Q42106\nA,C,gn:811\nA,D,nonsense\n"
    lines = _read(tmp_path, text).lines
    assert [line.claim.b.given_id for line in lines if line.claim] == ["wd:Q42106", "gn:811", ""]
    assert "is no place id" in lines[2].told[0]


@pytest.mark.parametrize("suffix", [".json", ".toml"])
def test_a_mapping_file_says_which_column_is_what(tmp_path: Path, suffix: str) -> None:
    stated = tmp_path / f"mapping{suffix}"
    stated.write_text(
        json.dumps({"columns": {"home": "Ort", "partner": "C"}, "country": "DE", "year": 2024})
        if suffix == ".json"
        else 'country = "Germany"\nyear = 2024\n[columns]\nhome = "Ort"\npartner = "3"\n'
    )
    mapping = read_mapping(stated)
    assert (mapping.country, mapping.year) == ("DE", 2024)
    path = tmp_path / "r.csv"
    path.write_text("Ort,Jahr,Wohin\nAltwerder,1985,Tokiwa\n")
    line = read_register(path, "r", 2026, mapping).lines[0]
    assert (line.name_a, line.name_b) == ("Altwerder", "Tokiwa")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "is no mapping of keys to values"),
        ("{", "is no mapping"),
        ('{"colums": {}}', "states 'colums', which no mapping has; use attribution, columns"),
        ('{"country": 49}', "states country = 49, which is no str"),
        ('{"fill_down": 1}', "states fill_down = 1, which is no bool"),
        ('{"columns": {"city": "A"}}', "use one of home, home_region"),
        ('{"country": "Atlantis"}', "give an ISO 3166-1 code"),
        ('{"date_order": "ymd"}', "use dmy or mdy"),
        ('{"year": 20260}', "give the year whose state"),
        ('{"licence": "\\ud800"}', "states under licence half of a letter"),
        ('{"title": "a\\ud800b"}', "states under title half of a letter"),
        ('{"meanings": {"status": {"\\udc00": "ended"}}}', "under meanings half of a letter"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(text)
    with pytest.raises((RegisterError, InvalidArgument), match=said):
        read_mapping(path)


def test_a_column_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    text = "Home,Partner\nA,B\n"
    for column in ("Wohin", "Z", "9"):
        with pytest.raises(RegisterError, match=r"has no column .* use one of Home, Partner"):
            _read(tmp_path, text, columns={"home": "Home", "partner": column})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutschland", "DE"), ("ドイツ連邦共和国", "DE"), ("德国", "DE"), ("Allemagne", "DE"),
        ("USA", "US"), ("U.S.A.", "US"), ("アメリカ合衆国", "US"), ("Etats-Unis", "US"),
        ("Kingdom of Denmark", "DK"), ("スウェーデン王国", "SE"), ("VR China", "CN"),
        ("韓国", "KR"), ("大韩民国", "KR"), ("Korea", "KR"), ("NA", "NA"), ("JPN", "JP"),
        ("République de Guinée", "GN"), ("Niger", "NE"), ("Nigeria", "NG"),
        ("United States of America", "US"), ("Hong Kong, China", "HK"), ("Korea, North", "KP"),
        ("West Germany", "DE"), ("Allemagne de l'Ouest", "DE"), ("Alemania Occidental", "DE"),
        ("Germania Ovest", "DE"), ("NRD", "DE"), ("EE.UU.", "US"), ("EEUU", "US"),
        ("EE. UU.", "US"), ("Stany Zjednoczone", "US"), ("Wielka Brytania", "GB"),
        ("Grã-Bretanha", "GB"), ("Niemcy", "DE"), ("Alemanha", "DE"), ("Vietname", "VN"),
        ("Holanda", "NL"), ("Repubblica Popolare Cinese", "CN"),
        ("West-Duitsland", "DE"), ("Länsi-Saksa", "DE"), ("Vesttyskland", "DE"),
        ("Västtyskland", "DE"), ("Západní Německo", "DE"), ("Nyugat-Németország", "DE"),
        ("Западная Германия", "DE"), ("서독", "DE"), ("Tây Đức", "DE"), ("BuH", "BA"),
        ("Atlantis", ""), ("", ""),
    ],
)  # fmt: skip
def test_countries_are_known_by_the_names_that_people_write(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("F", "FR"), ("CH", "CH"), ("SLO", "SI"), ("Japan", "JP"), ("China (PRC)", "CN"),
        ("Allemagne (Sarre)", "DE"), ("England, U.K.", "GB"), ("Korea (North)", "KP"),
        ("China (Taiwan)", ""), ("Korea (Hamgyong)", ""), ("Frankreich, Italien", ""),
        ("Congo (RDC)", "CD"), ("Atlantis (F)", ""), ("", ""), ("()", ""), (",", ""),
    ],
)  # fmt: skip
def test_a_cell_for_countries_may_say_more_than_the_name(text: str, code: str) -> None:
    assert code_in_cell(text) == code


def test_a_column_of_dates_that_is_not_used_is_told(tmp_path: Path) -> None:
    text = "Home,Partner,Feierlich,Post code\nA,B,09.05.2001,34117\nC,D,1.2.1990,35390\n"
    assert _read(tmp_path, text).layout.told == (
        "No column is taken as the start, but C Feierlich holds dates and is not used: name it as "
        "start in a mapping file (--write-mapping, then --mapping).",
    )
    assert _read(tmp_path, text.replace("Feierlich", "Since")).layout.told == ()


@pytest.mark.parametrize("row", ["合計,15件,,", ",合計,15,", "总计,,13对,", "Summe,,38,"])
def test_totals_are_known_wherever_they_stand(tmp_path: Path, row: str) -> None:
    text = f"番号,都道府県名,市区町村名,提携先都市名\n1,南原県,常盤市,Ningwan\n{row}\n"
    line = _read(tmp_path, text).lines[1]
    assert (line.problem, line.next_step) == ("is a line of totals", "none is due")


REGIONS = (
    "都道府県名,市区町村名,州名,提携先都市名\n"
    "北沢県,川辺町,,Ningwan\n南原県,,青墨省,\n南原県,,,Ningwan\n"
)


@pytest.mark.parametrize("fill_down", [False, True])
def test_a_region_that_signed_is_not_sent_to_the_line_above(
    tmp_path: Path, fill_down: bool
) -> None:
    """The region of the line is not that of the line above, whose place it must not take."""
    _, of_regions, of_region = _read(tmp_path, REGIONS, fill_down=fill_down).lines
    assert of_regions.problem == of_region.problem == "it names no home place"
    assert of_regions.next_step == (
        "fill in the home place, or if the region itself signed, write it as the home and as the "
        "partner place"
    )
    assert "--fill-down" not in of_regions.next_step + of_region.next_step


def test_fill_down_is_advised_where_it_would_help(tmp_path: Path) -> None:
    text = "Home,Partner\nAltwerder,Tokiwa\n,Sakurai\n,\n"
    assert "--fill-down" in _read(tmp_path, text).lines[1].next_step
    assert "--fill-down" not in _read(tmp_path, "Home,Partner,No\nA,B,1\n,,2\n").lines[1].next_step


def test_a_place_that_is_filled_down_brings_its_region(tmp_path: Path) -> None:
    text = "Home,Home region,Partner\nKawabe,Kitazawa,B\n,,C\n,Kitazawa,D\n"
    lines = _read(tmp_path, text, fill_down=True).lines
    assert [line.claim.a.parents for line in lines if line.claim] == [("Kitazawa",)] * 3


def test_a_status_that_is_stated_for_all_is_that_of_silent_lines(tmp_path: Path) -> None:
    text = "Home,Partner,End,Status\nA,B,,\nA,C,2001,\nA,D,,suspended\nA,E,,quiet\n"
    found = _read(tmp_path, text, status="active").lines
    assert [line.claim.status for line in found if line.claim] == [
        "active", "ended", "suspended", "unknown",
    ]  # fmt: skip
    with pytest.raises(InvalidArgument, match="use one of active, suspended"):
        _read(tmp_path, text, status="lively")


def test_a_country_that_is_misspelt_has_its_nearest(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner,Country\nA,B,Fankreich\n"))
    assert line.written_b.unplaced == (
        "the country 'Fankreich' is not known; the nearest is Frankreich (FR)"
    )


def test_two_countries_in_a_cell_are_told(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, 'Home,Partner,Country\nA,"B, C","Schweden, Finnland"\n'))
    assert line.written_b.unplaced == "the country cell names 2 countries, Schweden, Finnland"
    assert line.written_b.next_step == "write one tie on each line"


def test_a_state_that_is_no_more_is_kept_with_its_successors(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner,Country\nA,B,ČSSR\n"))
    assert (line.written_b.states, line.written_b.former) == (("CZ", "SK"), "ČSSR")
    assert line.written_b.unplaced == ""


def test_lines_in_a_cell_are_kept_apart(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, 'Home,Partner\nA,"Tokiwa\nSakurai"\n'))
    assert line.name_b == "Tokiwa Sakurai"
    assert line.written_b.joined == ("Tokiwa", "Sakurai")


def test_an_encoding_is_named_as_it_was_stated(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes("Home,Partner\nA,\x85\xff".encode("latin-1"))
    with pytest.raises(RegisterError, match="is not shift_jis: it does not decode"):
        read_register(path, "r", 2026, RegisterMapping(encoding="shift_jis"))
