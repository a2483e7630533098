"""Registers as city offices keep them, made up: several partners on a row or in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.errors import InvalidArgument, RegisterError
from sistercities.sources.register import Register, read_register
from sistercities.sources.register_mapping import RegisterMapping


def _read(tmp_path: Path, text: str, **stated: object) -> Register:
    path = tmp_path / "made-up.csv"
    path.write_text(text, encoding="utf-8")
    return read_register(path, "made-up", 2026, RegisterMapping().with_stated(**stated))


def _ties(register: Register) -> list[tuple[str, str, str, str, str]]:
    """Return line, home, partner, its country and the start of each tie."""
    return [
        (str(line.at), line.claim.a.name, line.claim.b.name, line.claim.b.country, line.claim.start)
        for line in register.lines
        if line.claim
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "City,Sister city 1,Sister city 2,Sister city 3",
        "City,Sister city,Sister city 2,Sister city 3",
        "City,1. sister city,2. sister city,3. sister city",
        "City,Partner1,Partner2,Partner3",
        "Stadt,Partnerstadt (1),Partnerstadt (2),Partnerstadt (3)",
        "市町村名,姉妹都市①,姉妹都市②,姉妹都市③",
        "中方城市,友好城市一,友好城市二,友好城市三",
        "City,Sister city,Sister city,Sister city",
    ],
)
def test_numbered_columns_of_partners_are_a_tie_each(tmp_path: Path, heads: str) -> None:
    found = _read(tmp_path, f"{heads}\nAltwerder,Tokiwa,Portclair,Sakurai\nFreihafen,Kawabe,,\n")
    assert [(at, a, b) for at, a, b, _, _ in _ties(found)] == [
        ("2a", "Altwerder", "Tokiwa"),
        ("2b", "Altwerder", "Portclair"),
        ("2c", "Altwerder", "Sakurai"),
        ("3", "Freihafen", "Kawabe"),
    ]
    assert any("B, C and D hold the partners of one place" in told for told in found.layout.told)


@pytest.mark.parametrize(
    "heads",
    [
        "Kommune,Partnerstadt 1,Land 1,seit 1,Partnerstadt 2,Land 2,seit 2,Bemerkung",
        "Kommune,Partnerstadt,Land,seit,Partnerstadt 2,Land 2,seit 2,Bemerkung",
        "Kommune,Partnerstadt,Land,seit,Partnerstadt,Land,seit,Bemerkung",
        "Kommune,Partner 1,,,Partner 2,,,Bemerkung\n,Name,Land,seit,Name,Land,seit,",
    ],
)
def test_each_partner_has_the_columns_of_its_number(tmp_path: Path, heads: str) -> None:
    row = "Altwerder,Tokiwa,Japan,1985,Saint-Orme,Frankreich,,by letter"
    found = _read(tmp_path, f"{heads}\n{row}\n")
    ties = [tie[1:] for tie in _ties(found)]
    assert ties == [
        ("Altwerder", "Tokiwa", "JP", "1985"),
        ("Altwerder", "Saint-Orme", "FR", ""),  # the year of the first is not that of the second
    ]
    assert {line.claim.note for line in found.lines if line.claim} == {"by letter"}


def test_a_partner_without_a_name_is_told_and_not_lost(tmp_path: Path) -> None:
    text = "City,Partner 1,Since 1,Partner 2,Since 2\nAltwerder,Tokiwa,1985,,1990\n"
    first, second = _read(tmp_path, text).lines
    assert (first.problem, str(second.at), second.problem) == (
        "",
        "2b",
        "it names no partner place",
    )


def test_numbers_in_heads_of_the_two_ends_are_no_second_partner(tmp_path: Path) -> None:
    found = _read(tmp_path, "City 1,Country 1,City 2,Country 2\nAltwerder,DE,Tokiwa,JP\n")
    assert _ties(found) == [("2", "Altwerder", "Tokiwa", "JP", "")]


def test_a_mapping_may_name_the_columns_of_further_partners(tmp_path: Path) -> None:
    text = "wir,eins,zwei,dann\nAltwerder,Tokiwa,Saint-Orme,1985\n"
    columns = {"home": "wir", "partner": "eins", "partner_2": "C", "start_2": "4"}
    found = _read(tmp_path, text, columns=columns)
    assert [(at, b, start) for at, _, b, _, start in _ties(found)] == [
        ("2a", "Tokiwa", ""),
        ("2b", "Saint-Orme", "1985"),
    ]
    with pytest.raises(InvalidArgument, match="partner_x"):
        RegisterMapping().with_stated(columns={"partner_x": "B"})


def test_columns_that_may_hold_partners_are_asked_about_with_their_cells(tmp_path: Path) -> None:
    text = "City,Sister city,Friendship city\nAltwerder,Tokiwa,Kawabe\nFreihafen,Sakurai,\n"
    (told,) = _read(tmp_path, text).layout.told
    assert "Column C Friendship city (1) is not read and may hold partners" in told
    text = "City,Partners\nAltwerder,Tokiwa,Portclair,Sakurai\nFreihafen,Kawabe,Saint-Orme\n"
    (told,) = _read(tmp_path, text).layout.told
    assert "Columns C (2), D (1) are not read and may hold partners" in told


@pytest.mark.parametrize(
    ("head", "cell", "is_asked"),
    [
        ("Other partners", "Saint-Orme (US), Kawabe (FR)", True),
        ("Other partners", "Kawabe", True),
        ("Others", "Saint-Orme (US), Kawabe (France)", True),
        ("Weitere Orte", "Kawabe (JP)", True),
        ("Number of partners", "12", False),
        ("Partners since", "1985", False),
        ("Others", "Agreed in writing (see the file)", False),
        ("Delegation", "Mayor, council", False),
    ],
)
def test_a_further_column_of_partners_is_asked_about_by_its_head_or_its_cells(
    tmp_path: Path, head: str, cell: str, is_asked: bool
) -> None:
    text = f'Home,Partner,Country,Since,{head}\nAltwerder,Tokiwa,JP,1985,"{cell}"\n'
    told = " ".join(_read(tmp_path, text).layout.told)
    assert (f"Column E {head} (1) is not read and may hold partners" in told) == is_asked


@pytest.mark.parametrize(
    ("cell", "split", "partners"),
    [
        ("Tokiwa; Saint-Orme", ";", ["Tokiwa", "Saint-Orme"]),
        ("Tokiwa、Sakurai", "、", ["Tokiwa", "Sakurai"]),
        ("Tokiwa, Japan, Saint-Orme, France", ",", ["Tokiwa, Japan", "Saint-Orme, France"]),
        ("Tokiwa (Kitazawa, Japan), Sakurai", ",", ["Tokiwa (Kitazawa, Japan)", "Sakurai"]),
        ("Tokiwa\nSaint-Orme\n", "newline", ["Tokiwa", "Saint-Orme"]),
        ("Tokiwa and Saint-Orme", " and ", ["Tokiwa", "Saint-Orme"]),
        ("Saint-Orme / Sankt Ormen", ";", ["Saint-Orme / Sankt Ormen"]),
    ],
)
def test_partners_in_one_cell_are_a_tie_each_where_the_sign_is_stated(
    tmp_path: Path, cell: str, split: str, partners: list[str]
) -> None:
    found = _read(tmp_path, f'City|Partners\nAltwerder|"{cell}"\n', split=split)
    assert [b for _, _, b, _, _ in _ties(found)] == partners


def test_the_cells_beside_several_partners_are_parted_with_them(tmp_path: Path) -> None:
    text = "City,Partners,Country,Since\nAltwerder,Tokiwa / Saint-Orme,Japan / France,1985 / 1990\n"
    assert _ties(_read(tmp_path, text, split="/")) == [
        ("2a", "Altwerder", "Tokiwa", "JP", "1985"),
        ("2b", "Altwerder", "Saint-Orme", "FR", "1990"),
    ]
    text = "City,Partners,Country\nAltwerder,Tokiwa / Sakurai,Japan\n"
    assert [country for *_, country, _ in _ties(_read(tmp_path, text, split="/"))] == ["JP", "JP"]


@pytest.mark.parametrize("split", ["and", "a" * 11, "12"])
def test_what_cannot_stand_between_two_names_is_refused(split: str) -> None:
    with pytest.raises(InvalidArgument, match="sign between two partners"):
        RegisterMapping().with_stated(split=split)


@pytest.mark.parametrize(
    ("partner", "name", "start"),
    [
        ("Tokiwa (1985)", "Tokiwa", "1985"),
        ("Tokiwa (Japan, seit 1985)", "Tokiwa (Japan)", "1985"),
        ("Tokiwa, 9 May 1985", "Tokiwa", "1985-05-09"),
        ("Tokiwa (12345)", "Tokiwa (12345)", ""),
        ("Tokiwa (1985), Sakurai (1990)", "Tokiwa (1985), Sakurai (1990)", ""),
    ],
)
def test_a_date_beside_a_name_is_the_start_and_told(
    tmp_path: Path, partner: str, name: str, start: str
) -> None:
    found = _read(tmp_path, f"City|Partner\nAltwerder|{partner}\n")
    (line,) = found.lines
    assert line.claim is not None
    assert (line.claim.b.name, line.claim.start) == (name, start)
    assert bool(line.told) == bool(start)


def test_a_date_beside_a_name_gives_way_to_the_column(tmp_path: Path) -> None:
    found = _read(tmp_path, "City,Partner,Since\nAltwerder,Tokiwa (1985),1990\n")
    assert [start for *_, start in _ties(found)] == ["1990"]


@pytest.mark.parametrize("heads", ["Partnerstadt,Land,seit", "Stadt,Land,seit"])
def test_the_register_of_one_place_needs_no_column_of_it(tmp_path: Path, heads: str) -> None:
    text = f"Partnerschaften der Stadt Altwerder,,\n{heads}\nTokiwa,Japan,1985\n"
    with pytest.raises(RegisterError, match="if it is the register of one place, name that with"):
        _read(tmp_path, text)
    found = _read(tmp_path, text, home="Altwerder", country="DE")
    assert _ties(found) == [("3", "Altwerder", "Tokiwa", "JP", "1985")]


def test_a_second_table_is_read_by_its_own_heads(tmp_path: Path) -> None:
    text = (
        "Home,Partner\nAltwerder,Tokiwa\n,\nFriendships,,\n"
        "Home,Country,Partner,Since\nAltwerder,JP,Kawabe,1988\n"
    )
    found = _read(tmp_path, text)
    assert [(at, b, start) for at, _, b, _, start in _ties(found)] == [
        ("2", "Tokiwa", ""),
        ("6", "Kawabe", "1988"),
    ]
    assert "New heads stand on line 5" in found.told[0]


def test_rows_above_the_heads_that_may_be_ties_are_counted(tmp_path: Path) -> None:
    text = "Register 2026,\nAltwerder,Tokiwa\nHome,Partner\nAltwerder,Sakurai\n"
    (told,) = _read(tmp_path, text).layout.told
    assert "1 of these rows has several cells: if they are ties" in told


def test_heads_below_many_empty_rows_are_found(tmp_path: Path) -> None:
    text = "Register,\n" + ",\n" * 80 + "Home,Partner\nAltwerder,Tokiwa\n" + ",\n" * 400
    found = _read(tmp_path, f"{text}Altwerder,Sakurai\n")
    assert [b for _, _, b, _, _ in _ties(found)] == ["Tokiwa", "Sakurai"]


HEADS = {
    "it": ("Comune,Provincia,Città gemellata,Stato,Anno del gemellaggio,Stato del gemellaggio,Note",
           ["home", "home_region", "partner", "partner_country", "start", "status", "note"]),
    "es": ("Municipio,Provincia,Ciudad hermana,País,Fecha de firma,Situación,Observaciones",
           ["home", "home_region", "partner", "partner_country", "start", "status", "note"]),
    "pl": ("Lp.,Gmina,Województwo,Miasto partnerskie,Kraj,Data podpisania umowy,Uwagi",
           ["id", "home", "home_region", "partner", "partner_country", "start", "note"]),
    "pt": ("Município,Distrito,Cidade geminada,País,Data da geminação,Situação,Observações",
           ["home", "home_region", "partner", "partner_country", "start", "status", "note"]),
}  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_columns_are_known_by_heads_in_the_south_and_the_east(
    tmp_path: Path, language: str
) -> None:
    heads, fields = HEADS[language]
    found = _read(tmp_path, heads + "\n" + ",".join("x" * len(fields)) + "\n")
    positions = {one.position: one.field for one in found.layout.columns}
    assert [positions.get(at, "") for at in range(len(fields))] == fields


@pytest.mark.parametrize(
    ("head", "words", "statuses"),
    [
        ("Stato", ("attivo", "sospeso"), ["active", "suspended"]),
        ("Estado", ("vigente", "finalizado"), ["active", "ended"]),
        ("Stan", ("aktywna", "zawieszona"), ["active", "suspended"]),
    ],
)
def test_a_column_of_states_that_holds_a_status_is_taken_as_it(
    tmp_path: Path, head: str, words: tuple[str, str], statuses: list[str]
) -> None:
    first, second = words
    text = f"Home,Partner,{head}\nAltwerder,Tokiwa,{first}\nAltwerder,Kawabe,{second}\n"
    found = _read(tmp_path, text)
    assert [line.claim.status for line in found.lines if line.claim] == statuses


@pytest.mark.parametrize(
    ("heads", "field"),
    [
        ("Comune,Città gemellata,Paese,Data del gemellaggio,Stato", "partner_country"),
        ("Comune,Città gemellata,Stato,Data del gemellaggio,Paese", "partner_country"),
        ("Municipio,Ciudad hermana,País,Fecha de firma,Estado", "partner_country"),
        ("Comune,Paese,Città gemellata,Data del gemellaggio,Stato", "home_country"),
    ],
)
def test_beside_a_status_the_only_country_is_the_partners_unless_it_is_that_of_all(
    tmp_path: Path, heads: str, field: str
) -> None:
    cells = {
        "Paese": ("Francia", "Germania"), "País": ("Francia", "Alemania"),
        "Stato": ("attivo", "cessato"), "Estado": ("vigente", "finalizado"),
        "Data del gemellaggio": ("1967", "1970"), "Fecha de firma": ("1967", "1970"),
    }  # fmt: skip
    if heads.startswith("Comune,Città gemellata,Stato"):
        cells["Paese"], cells["Stato"] = cells["Stato"], cells["Paese"]
    if field == "home_country":
        cells["Paese"] = ("Italia", "Italia")
    lines = [
        ",".join(cells.get(head, ("Altwerder", "Kawabe"))[at] for head in heads.split(","))
        for at in (0, 1)
    ]
    found = _read(tmp_path, "\n".join([heads, *lines, ""]))
    columns = {one.field: one.head for one in found.layout.columns}
    assert [one for one in columns if one.endswith("country")] == [field]
    assert [line.claim.status for line in found.lines if line.claim] == ["active", "ended"]


@pytest.mark.parametrize(
    "heads",
    [
        "Comune,Città gemellata,Paese,Data del gemellaggio,Stato",
        "Comune,Città gemellata,Stato,Data del gemellaggio,Paese",
    ],
)
def test_the_country_beside_a_column_of_states_that_is_the_status_is_the_partners(
    tmp_path: Path, heads: str
) -> None:
    first, last = ("Francia", "attivo") if heads.endswith("Stato") else ("attivo", "Francia")
    text = f"{heads}\nAltwerder,Tokiwa,{first},1957,{last}\n"
    for home in ("IT", ""):
        line = _read(tmp_path, text, country=home).lines[0]
        assert (line.written_a.end.country, line.written_b.end.country) == (home, "FR")
        assert line.claim is not None
        assert line.claim.status == "active"


def test_codes_have_the_meaning_that_a_mapping_gives_them(tmp_path: Path) -> None:
    text = "Home,Partner,Art,Status\nA,B,p,a\nA,C,f,r\nA,D,K,x\nA,E,Kontakt,beendet\n"
    meanings = {
        "kind": {"p": "sister", "f": "friendship", "k": "contact"},
        "status": {"a": "active", "r": "suspended"},
    }
    lines = _read(tmp_path, text, meanings=meanings).lines
    assert [(one.claim.kind, one.claim.status) for one in lines if one.claim] == [
        ("sister", "active"),
        ("friendship", "suspended"),
        ("contact", "unknown"),
        ("contact", "ended"),
    ]
    assert "status: 'x' is not a status that is known" in lines[2].told[0]


@pytest.mark.parametrize(
    ("meanings", "said"),
    [
        ({"start": {"p": "1990"}}, "give meanings to status or to kind"),
        ({"kind": {"p": "marriage"}}, "use one of sister, friendship"),
        ({"kind": "p"}, 'write {"p": "sister"'),
    ],
)
def test_a_meaning_that_no_column_has_is_refused(meanings: object, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        RegisterMapping().with_stated(meanings=meanings)


def test_an_id_beside_a_place_is_asked_about(tmp_path: Path) -> None:
    text = "id,City,Partner\n2867714,Altwerder,Tokiwa\n2892518,Freihafen,Sakurai\n"
    (told,) = _read(tmp_path, text).layout.told
    assert "Column A id stands beside the home place" in told
    assert "name it as home_id in a mapping file" in told
    counted = _read(tmp_path, "id,City,Partner\n1,Altwerder,Tokiwa\n2,Freihafen,Sakurai\n")
    assert counted.layout.told == ()


def test_an_id_that_can_only_be_of_a_place_is_taken_as_it(tmp_path: Path) -> None:
    found = _read(tmp_path, "City,Partner,id\nAltwerder,Tokiwa,Q42780\nFreihafen,Sakurai,Q42781\n")
    assert found.layout.position("partner_id") == 2
    assert "Column C id holds ids of places" in found.layout.told[0]


def test_numbers_below_one_head_of_partners_are_read_with_it(tmp_path: Path) -> None:
    text = "Kommune,Partnerschaften,,\n,1,2,3\nAltwerder,Tokiwa,Sakurai,\nFreihafen,Kawabe,,\n"
    assert [(at, b) for at, _, b, _, _ in _ties(_read(tmp_path, text))] == [
        ("3a", "Tokiwa"),
        ("3b", "Sakurai"),
        ("4", "Kawabe"),
    ]


def test_two_partners_and_no_home_place_are_the_two_ends(tmp_path: Path) -> None:
    text = "Partner 1,Land 1,Partner 2,Land 2,Jahr\nAltwerder,DE,Tokiwa,JP,1985\n"
    found = _read(tmp_path, text)
    assert _ties(found) == [("2", "Altwerder", "Tokiwa", "JP", "1985")]
    assert found.lines[0].claim.a.country == "DE"
    stated = _ties(_read(tmp_path, text, home="Freihafen"))
    assert [(a, b) for _, a, b, _, _ in stated] == [
        ("Freihafen", "Altwerder"),
        ("Freihafen", "Tokiwa"),
    ]


def test_blocks_of_two_ends_side_by_side_are_read_each(tmp_path: Path) -> None:
    text = "Stadt,Partner,Stadt,Partner\nAltwerder,Tokiwa,Freihafen,Sakurai\n"
    assert [(a, b) for _, a, b, _, _ in _ties(_read(tmp_path, text))] == [
        ("Altwerder", "Tokiwa"),
        ("Freihafen", "Sakurai"),
    ]


@pytest.mark.parametrize("partner", ["Tokiwa*", "Tokiwa ²", "Tokiwa 1)", "Tokiwa [3]"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(tmp_path: Path, partner: str) -> None:
    (line,) = _read(tmp_path, f"Home,Partner\nAltwerder,{partner}\n").lines
    assert line.claim is not None
    assert line.claim.b.name == "Tokiwa"
    assert "of a footnote is not read" in line.told[0]
