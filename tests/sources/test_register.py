"""Registers as associations keep them, made up: heads in five languages, and odd lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sistercities.errors import InvalidArgument, RegisterError
from sistercities.sources.register import Register, RegisterLine, read_register
from sistercities.sources.register_countries import country_code
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


HEADS = {
    "en": ("Home city,Sister city,Country,Date signed,Status,Type,Notes",
           ["home", "partner", "partner_country", "start", "status", "kind", "note"]),
    "ja": ("番号,都道府県名,市区町村名,国名,州名,提携先都市名,提携年月日,備考",
           ["id", "home_region", "home", "partner_country", "partner_region", "partner", "start",
            "note"]),
    "zh": ("序号,省份,中方城市,外方城市,国家,结好时间,状态,备注",
           ["id", "home_region", "home", "partner", "partner_country", "start", "status", "note"]),
    "de": ("Kommune,Bundesland,Partnerkommune,Land,Beziehungsform,Beginn,Bemerkung",
           ["home", "home_region", "partner", "partner_country", "kind", "start", "note"]),
    "fr": ("Commune,Département,Ville jumelée,Pays,Année de jumelage,Observations",
           ["home", "home_region", "partner", "partner_country", "start", "note"]),
    "unsaid": ("City,State,Country,City,State,Country,Since",
               ["home", "home_region", "home_country", "partner", "partner_region",
                "partner_country", "start"]),
}  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_columns_are_known_by_their_heads(tmp_path: Path, language: str) -> None:
    heads, fields = HEADS[language]
    found = _read(tmp_path, heads + "\n" + ",".join("x" * len(fields)) + "\n")
    positions = {one.position: one.field for one in found.layout.columns}
    assert [positions.get(at, "") for at in range(len(fields))] == fields


def test_a_title_above_the_heads_is_passed_over_and_told(tmp_path: Path) -> None:
    found = _read(tmp_path, "Our ties in 2026,,\n,,\nHome,Partner,Since\nAltwerder,Tokiwa,1985\n")
    assert _only(found).number == 4
    assert "Our ties in 2026" in found.layout.told[0]


def test_two_rows_of_heads_are_read_together(tmp_path: Path) -> None:
    text = (
        "Eigene Stadt,,Partnerkommune,,\nBezeichnung,Bundesland,Bezeichnung,Staat,Seit\n"
        "Altwerder,Nordmark,Tokiwa,Japan,1985\n"
    )
    found = _read(tmp_path, text)
    assert {one.field: one.position for one in found.layout.columns} == {
        "home": 0, "home_region": 1, "partner": 2, "partner_country": 3, "start": 4,
    }  # fmt: skip
    assert "Two rows of heads are read together." in found.layout.told
    claim = _only(found).claim
    assert claim is not None
    assert (claim.a.name, claim.b.name, claim.b.country) == ("Altwerder", "Tokiwa", "JP")


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
    with pytest.raises(RegisterError, match=r"partner place \(columns: A, B\).*--mapping"):
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


def test_a_cell_that_looks_like_a_formula_is_kept_as_text(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner\n=cmd|' /C calc'!A0,Tokiwa\n"))
    assert line.name_a == "=cmd|' /C calc'!A0"
    assert "kept as text" in line.told[0]


def test_a_country_that_nobody_knows_is_told(tmp_path: Path) -> None:
    line = _only(_read(tmp_path, "Home,Partner,Country\nA,B,Atlantis\n"))
    assert line.unplaced_b == "the country 'Atlantis' is not known"


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
        ("Atlantis", ""), ("", ""),
    ],
)  # fmt: skip
def test_countries_are_known_by_the_names_that_people_write(name: str, code: str) -> None:
    assert country_code(name) == code
