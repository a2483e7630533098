"""Heads of registers: in two rows, over groups, above a title, and whose the columns are."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sistercities.errors import RegisterError
from sistercities.sources.register import Register, read_register
from sistercities.sources.register_heads import _holds, _inside, _spans
from sistercities.sources.register_line import RegisterLine
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_words import folded, words_of


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
    "zh twice": ("城市,国家,友好城市,国家,时间",
                 ["home", "home_country", "partner", "partner_country", "start"]),
    "de twice": ("Stadt,Staat,Partnerstadt,Staat,Seit",
                 ["home", "home_country", "partner", "partner_country", "start"]),
    "es": ("Ciudad,País,Ciudad hermana,País de la hermana,Año",
           ["home", "home_country", "partner", "partner_country", "start"]),
    "pt": ("Município,País,Cidade geminada,País da geminada,Ano",
           ["home", "home_country", "partner", "partner_country", "start"]),
    "it": ("Comune,Paese,Città gemellata,Paese gemellato,Anno",
           ["home", "home_country", "partner", "partner_country", "start"]),
    "pl": ("Miasto,Kraj,Miasto partnerskie,Kraj miasta partnerskiego,Rok",
           ["home", "home_country", "partner", "partner_country", "start"]),
    "unsaid": ("City,State,Country,City,State,Country,Since",
               ["home", "home_region", "home_country", "partner", "partner_region",
                "partner_country", "start"]),
}  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_columns_are_known_by_their_heads(tmp_path: Path, language: str) -> None:
    heads, fields = HEADS[language]
    cells = ("Japan" if field.endswith("country") else "x" for field in fields)
    found = _read(tmp_path, heads + "\n" + ",".join(cells) + "\n")
    positions = {one.position: one.field for one in found.layout.columns}
    assert [positions.get(at, "") for at in range(len(fields))] == fields


@pytest.mark.parametrize(
    ("heads", "line", "column", "read"),
    [
        ("Ciudad,Ciudad hermana,País,Vigencia", "Altwerder,Tokiwa,Japón,Indefinida", "status",
         "active"),
        ("Ciudad,Ciudad hermana,País,Vigencia", "Altwerder,Tokiwa,Japón,No vigente", "status",
         "ended"),
        ("Р. бр.,Град,Град побратим,Држава", "1,Altwerder,Tokiwa,Јапан", "id",
         "unknown"),
        ("R. br.,Grad,Grad pobratim,Država", "1,Altwerder,Tokiwa,Japan", "id",
         "unknown"),
    ],
)  # fmt: skip
def test_vigencia_is_a_status_and_a_serbian_number_a_number(
    tmp_path: Path, heads: str, line: str, column: str, read: str
) -> None:
    register = _read(tmp_path, f"{heads}\n{line}\n", country="RS")
    claim = _only(register).claim
    assert column in _fields(register)
    assert claim is not None
    assert claim.status == read


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


def _heads(register: Register) -> dict[str, int]:
    return {one.field: one.position for one in register.layout.columns}


def test_groups_above_say_whose_the_heads_are_though_each_row_alone_would_do(
    tmp_path: Path,
) -> None:
    text = (
        "自治体,,提携先,,提携\n都道府県,市区町村,国,都市,年月日\n"
        "南原県,常盤市,中国,宁湾市,1992/4/11\n"
    )
    found = _read(tmp_path, text)
    assert _heads(found) == {
        "home": 1, "home_region": 0, "partner": 3, "partner_country": 2, "start": 4,
    }  # fmt: skip
    claim = _only(found).claim
    assert claim is not None
    assert (claim.a.name, claim.b.name, claim.start) == ("常盤市", "宁湾市", "1992-04-11")


LONE = {
    "one country left of the partner": (
        "City,Country,City\nA,DE,B\nC,Germany,D\n", "home_country", True),
    "one country first": ("Country,City,Sister city\nJapan,A,B\nJP,C,D\n", "home_country", True),
    "several countries": ("City,Country,City\nA,UK,B\nC,Italy,D\n", "partner_country", True),
    "right of the partner": (
        "City,Sister city,Country\nA,B,UK\nC,D,UK\n", "partner_country", False),
    "as in East Asia": ("市,国,都市\nA,中国,B\nC,中国,D\n", "partner_country", True),
    "first in East Asia": ("国,市,姉妹都市\n日本,A,B\n日本,C,D\n", "home_country", True),
    "no heads": ("A,DE,Oxford,1947\nC,DE,Florenz,1952\n", "home_country", True),
    "a group says so": ("Home,,Partner\nCity,Country,City\nA,UK,B\n", "home_country", False),
    "two rows, no group says so": (
        "Our ties,,\nCity,Country,Sister city\nA,UK,B\nC,UK,D\n", "home_country", True),
}  # fmt: skip


@pytest.mark.parametrize("kind", LONE)
def test_a_country_that_does_not_say_whose_is_taken_by_its_place_and_told(
    tmp_path: Path, kind: str
) -> None:
    text, field, is_told = LONE[kind]
    found = _read(tmp_path, text)
    assert {each for each in _heads(found) if each.endswith("_country")} == {field}
    other = "partner_country" if field == "home_country" else "home_country"
    told = [each for each in found.layout.told if f"name it as {other} in" in each]
    assert bool(told) == is_told


def test_a_stated_country_settles_whose_the_column_is(tmp_path: Path) -> None:
    text = "City,Country,City\nA,UK,B\nC,UK,D\n"
    abroad = _read(tmp_path, text, country="DE")
    assert (_heads(abroad)["partner_country"], abroad.layout.told) == (1, ())
    assert _heads(_read(tmp_path, text, country="GB"))["home_country"] == 1


GROUPED = (
    "Our ties,,,,,,\nMitglied,,Partner,,Vertrag,,Bemerkung\n"
    "Stadt,Bundesland,Stadt,Land,unterzeichnet,beendet,\n"
    "Altwerder,Nordmark,Tokiwa,Japan,1985,,by letter\n"
)


def test_a_head_that_stands_in_the_upper_row_alone_is_read(tmp_path: Path) -> None:
    found = _read(tmp_path, GROUPED)
    assert _heads(found) == {
        "home": 0, "home_region": 1, "partner": 2, "partner_country": 3, "start": 4, "end": 5,
        "note": 6,
    }  # fmt: skip
    assert found.layout.header_row == 3
    claim = _only(found).claim
    assert claim is not None
    assert (claim.start, claim.note) == ("1985", "by letter")


@pytest.mark.parametrize(
    "columns",
    [
        {"home": "A", "home_region": "Bundesland", "partner": "C", "note": "Bemerkung"},
        {"home": "Mitglied Stadt", "home_region": "Mitglied Bundesland", "partner": "Partner Stadt",
         "note": "Bemerkung"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("header_row", [0, 3])
def test_a_mapping_names_heads_of_either_row(
    tmp_path: Path, columns: dict[str, str], header_row: int
) -> None:
    found = _read(tmp_path, GROUPED, columns=columns, header_row=header_row)
    assert _heads(found) == {"home": 0, "home_region": 1, "partner": 2, "note": 6}
    assert _only(found).name_b == "Tokiwa"


def test_a_mapping_blames_the_column_that_is_wrong(tmp_path: Path) -> None:
    columns = {"home": "A", "home_region": "Bundesland", "partner": "C", "note": "Notizen"}
    with pytest.raises(RegisterError, match=r"has no column 'Notizen', which .* for note;"):
        _read(tmp_path, GROUPED, columns=columns)


def test_data_below_the_heads_are_not_read_as_heads(tmp_path: Path) -> None:
    found = _read(tmp_path, "Home,Partner\nAltwerder,Tokiwa\nFreihafen,Sakurai\n")
    assert [line.number for line in found.lines] == [2, 3]


@pytest.mark.parametrize(
    "heads",
    ["縣市,締盟城市,國家,締結日期", "縣市,姊妹市,國別,簽約日期", "Landkreis,Partnerkreis,Land,Jahr",
     "Kreis,Partnerlandkreis,Land,Jahr"],
)  # fmt: skip
def test_heads_of_taiwan_and_of_german_kreise_are_known(tmp_path: Path, heads: str) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(f"{heads}\nAltwerder,Kawabe,Japan,1993\n", encoding="utf-8")
    (line,) = read_register(file, "ours", 2026).lines
    assert line.claim is not None
    said = (line.claim.a.name, line.claim.b.country, line.claim.b.name, line.claim.start)
    assert said == ("Altwerder", "JP", "Kawabe", "1993")


def test_a_head_that_says_kreis_is_said_of_the_names_below_it(tmp_path: Path) -> None:
    """Kassel below Landkreis was the city, and Nowy Sącz below Partnerkreis the town."""
    file = tmp_path / "ours.csv"
    rows = ("Altwerder,Nowa Rzeka,Polen", "Altwerder,Stadt Nowa Rzeka,Polen",
            "Landkreis Altwerder,Kawabe,Japan")  # fmt: skip
    file.write_text("\n".join(("Kreis,Partnerkreis,Land", *rows, "")), encoding="utf-8")
    mapping = RegisterMapping(country="DE")
    claims = [line.claim for line in read_register(file, "ours", 2026, mapping).lines]
    assert [(one.a.name, one.b.name) for one in claims if one] == [
        ("Kreis Altwerder", "Kreis Nowa Rzeka"),
        ("Kreis Altwerder", "Stadt Nowa Rzeka"),
        ("Landkreis Altwerder", "Kawabe"),
    ]


@pytest.mark.parametrize("head", ["对方城市名称", "友好城市的名称", "结好城市名称", "對方城市名稱"])
def test_a_chinese_head_that_begins_with_the_other_side_is_the_partners(
    tmp_path: Path, head: str
) -> None:
    """城市名称 inside is as long as the word for the partner, and was found first."""
    file = tmp_path / "ours.csv"
    file.write_text(f"城市名称,{head},国家\nAltwerder,Kawabe,日本\n", encoding="utf-8")
    (line,) = read_register(file, "ours", 2026).lines
    assert line.claim is not None
    said = (line.claim.a.name, line.claim.b.name, line.claim.b.country)
    assert said == ("Altwerder", "Kawabe", "JP")


def test_words_inside_a_head_are_those_that_a_look_at_all_of_them_finds() -> None:
    """In their own order, since of two as long as each other the first is taken."""
    rng = Random(3)
    words = [word for word in words_of("head") if len(word) >= 2]
    n_found = 0
    for _ in range(200):
        head = rng.choice(["", " ", "_", "・"]).join(rng.choices(words, k=rng.choice([1, 2, 3])))
        key, spans = folded(head), _spans(head)
        found = [word for word in words if _holds(key, spans, word)]
        assert _inside(key, spans) == found, head
        n_found += bool(found)
    assert n_found > 150
