"""What each command answers on the drawn world."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fastjsonschema
import pytest

import sistercities as sc
import world
from release_build.writing.release_files import write_release
from sistercities.api.card_records import Spelling
from sistercities.api.place_cards import as_read
from sistercities.cli.place_page import place_lines
from sistercities.cli.screen import Screen
from sistercities.cli.ties_page import ties_lines
from sistercities.dataset.assemble import assemble
from sistercities.dataset.standing import RULE

_WIDE = Screen(200, None)
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"

_LACKED = "A newer list leaves 1 of them out."
_NO_LONGER = "No longer listed (--standing no_longer_listed): an older source names it"


@pytest.mark.parametrize(
    "name", ["Ningwan", "宁湾", "寧灣", "Ning-wan", "ningwan shi", "닝완", "gn:929"]
)
def test_ties_answers_in_any_script(typed: Callable, name: str) -> None:
    came = typed("ties", name, "--json")
    assert came.code == 0
    held = json.loads(came.out)
    due = {ends for ends in world.TIES if world.NINGWAN in ends}
    assert {frozenset({tie["a"]["place_id"], tie["b"]["place_id"]}) for tie in held} == due
    assert {tie["a"]["place_id"] for tie in held} == {world.NINGWAN}


def test_ties_json_says_what_the_world_says(typed: Callable) -> None:
    for key in (world.SHUANGHE, world.JINGHAI, world.MEIPING, world.SONGGANG, world.LANYU):
        for tie in json.loads(typed("ties", key, "--json").out):
            due = world.TIES[frozenset({tie["a"]["place_id"], tie["b"]["place_id"]})]
            said = (tie["class"], tie["start"], tie["start_precision"], tie["status"])
            assert said == tuple(due)


def test_ties_begin_with_a_sentence_and_show_doubt(typed: Callable) -> None:
    came = typed("ties", "Songgang")
    first, *rest = came.out.splitlines()
    assert first == (
        "Songgang 松岗市 (city, CN-92) has 2 known partners; no reliable year is known of any of "
        "them."
    )
    assert rest[0] == f"{_LACKED} Also on record: 1 suspended."
    suspect = next(line for line in rest if "Kawabe" in line)
    assert suspect.startswith("1979? ")
    undated = next(line for line in rest if "Sakurai" in line)
    assert undated.startswith("– ")
    assert undated.endswith("enwiki-2026 only")
    assert "suspended 2012" in came.out
    assert "Class: lower joins two cities, towns or other places below regions." in rest
    assert "A dash is a year that is not known." in rest
    assert f"Listed: {RULE['listed']}." in rest


def _standings(typed: Callable, name: str, *more: str) -> dict[str, str]:
    held = json.loads(typed("ties", name, *more, "--json").out)
    return {tie["b"]["place_id"]: tie["standing"] for tie in held}


def test_ties_say_how_each_stands_since_when_and_by_which_source(typed: Callable) -> None:
    for pair, due in world.STANDING.items():
        one, other = sorted(pair)
        held = json.loads(typed("ties", one, "--json").out)
        (tie,) = (each for each in held if each["b"]["place_id"] == other)
        assert (tie["standing"], tie["standing_since"], tie["standing_source"]) == due
        assert tie["standing_sentence"].endswith(".")


def test_a_tie_brings_its_events_with_who_decided_and_the_page(typed: Callable) -> None:
    held = json.loads(typed("ties", world.PORTCLAIR, "--json").out)
    (tie,) = (each for each in held if each["b"]["place_id"] == world.NINGWAN)
    assert [
        (one["event"], one["date"], one["date_basis"], one["decided_by"]) for one in tie["events"]
    ] == [
        ("suspended", "2021-03", "stated", [world.NINGWAN]),
        ("resumed", "2022-05-06", "stated", [world.NINGWAN, world.PORTCLAIR]),
    ]
    assert tie["events"][1]["source"] == {
        "source_id": world.EV,
        "title": "Paper of the drawn world, page 3",
        "address": "https://paper.example/V0003",
        "date": "2022-06",
    }
    assert tie["absent_from"] == 2026
    assert tie["standing_sentence"] == (
        "Active: resumed on 6 May 2022. The list of 2026, which has other partners of both, does "
        "not name it."
    )


def test_who_decided_is_told_whichever_end_is_asked_for(typed: Callable) -> None:
    for name in (world.SAKURAI, world.FREIHAFEN):
        held = json.loads(typed("ties", name, "--json").out)
        (event,) = (one for tie in held for one in tie["events"] if one["event"] == "ended")
        assert event["decided_by"] == [world.SAKURAI]


def test_only_what_sources_let_stand_is_said_in_the_present_tense(typed: Callable) -> None:
    lines = typed("ties", "Sakurai").out.splitlines()
    assert lines[0].startswith("Sakurai 桜居市 (city, JP-93) has 2 known partners;")
    assert lines[1] == f"{_LACKED} Also on record: 1 no longer listed, 1 ended."
    assert any(line.startswith(_NO_LONGER) for line in lines)
    assert (
        "That is no end: a list of twin towns may leave out a partnership of another kind; ask one "
        "of the two before you rely on it."
    ) in lines
    old = typed("ties", "Roquefeuille", "--standing", "one_old_source").out.splitlines()
    assert "That is no end; ask one of the two before you rely on it." in old
    card = typed("place", "Sakurai").out.splitlines()
    assert card[0].endswith(
        "2 known partners: 1 active in 2020 but not on the list of 2026, 1 listed in 2026."
    )
    assert card[1] == lines[1]
    (first, *_) = typed("ties", "Roquefeuille", "--standing", "one_old_source").out.splitlines()
    assert first == "Roquefeuille: 1 of 2 ties known (only on an old list)."


def test_a_place_of_which_nothing_stands_says_so(tmp_path: Path) -> None:
    tables = world.tables()
    over = [
        tie | {"standing": "no_longer_listed", "standing_since": "2026"} for tie in tables["ties"]
    ]
    write_release(tables | {"ties": over}, tmp_path / "over", version="0.0.0-over")
    held = sc.ties_of("Hushi", data=tmp_path / "over")
    lines = ties_lines(held, _WIDE, show_all=True)
    assert lines[0] == "Hushi 湖石县 (county, CN-91): we know of no partnership that stands today."
    card = place_lines(sc.place("Hushi", data=tmp_path / "over"), _WIDE, show_all=True)
    assert card[0].endswith(": we know of no partnership that stands today.")


def test_ties_are_kept_by_standing_and_by_status(typed: Callable) -> None:
    every = _standings(typed, world.PORTCLAIR)
    assert set(every.values()) == {
        "active", "listed", "no_longer_listed", "ended", "never_valid",
    }  # fmt: skip
    alive = _standings(typed, world.PORTCLAIR, "--standing", "alive")
    assert alive == {one: word for one, word in every.items() if word in ("active", "listed")}
    two = _standings(typed, world.PORTCLAIR, "--standing", "ended", "--standing", "never_valid")
    assert set(two.values()) == {"ended", "never_valid"}
    unstated = _standings(typed, world.PORTCLAIR, "--status", "unknown")
    assert set(unstated.values()) == {"listed", "no_longer_listed"}


def test_where_no_tie_is_of_that_kind_the_others_are_counted(typed: Callable) -> None:
    lines = typed("ties", "Hushi", "--standing", "ended").out.splitlines()
    assert lines[0] == "Hushi 湖石县: none of 1 tie known is of that kind."
    assert lines[1] == "By standing: 1 active."
    assert json.loads(typed("ties", "Hushi", "--standing", "ended", "--json").out) == []
    came = typed("ties", "Hushi", "--standing", "asleep")
    assert came.code == 2
    assert "use one of alive, active, listed, one_old_source" in came.err


def test_the_words_of_the_standings_are_told_as_the_option_calls_them(typed: Callable) -> None:
    lines = typed("ties", "Sakurai").out.splitlines()
    for word in ("active", "listed", "no_longer_listed"):
        (told,) = (one for one in lines if one.endswith(f": {RULE[word]}."))
        head = told.removesuffix(f": {RULE[word]}.").lower()
        assert head == word or f"--standing {word}" in head
    assert not any("stands (source of" in line for line in lines)


def test_a_place_counts_its_ties_by_standing_and_year(typed: Callable) -> None:
    card = json.loads(typed("place", world.PORTCLAIR, "--json").out)
    plain = [{key: one[key] for key in ("standing", "year", "n")} for one in card["standing"]]
    assert card["standing"][0]["absent_from"] == 2026
    assert plain == [
        {"standing": "active", "year": 2022, "n": 2},
        {"standing": "active", "year": 2020, "n": 1},
        {"standing": "listed", "year": 2026, "n": 1},
        {"standing": "no_longer_listed", "year": 2026, "n": 1},
        {"standing": "ended", "year": 2010, "n": 1},
        {"standing": "never_valid", "year": 2021, "n": 1},
    ]
    state = json.loads(typed("data", "status", "--json").out)
    assert sum(state["standing"].values()) == len(world.TIES)
    assert state["standing"]["one_old_source"] == 2


@pytest.fixture(scope="module")
def told_at_two_levels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the drawn world where one more source row names the region of Tokiwa."""
    drawn = world.ingredients()
    row = world.Drawn(world.NINGWAN, world.MINAMIHARA, "", "none")
    more = world.drawn_claim(world.ZH, "Z9999", row, world.places())
    folder = tmp_path_factory.mktemp("levels") / "release"
    write_release(
        assemble(replace(drawn, resolved=[*drawn.resolved, more])), folder, version="0.0.0-levels"
    )
    return folder


def test_a_tie_that_may_be_one_told_at_two_levels_says_so(told_at_two_levels: Path) -> None:
    held = sc.ties_of("Ningwan", data=told_at_two_levels)
    told = {tie.b.place_id: tie.other_levels for tie in held if tie.other_levels}
    ids = {tie.b.place_id: tie.tie_id for tie in held}
    of_province = sc.ties_of(world.QINGMO, data=told_at_two_levels)
    above = next(tie.tie_id for tie in of_province if tie.b.place_id == world.MINAMIHARA)
    assert {
        place: [(other.tie_id, other.end, other.place.place_id) for other in others]
        for place, others in told.items()
    } == {
        world.TOKIWA: [(ids[world.MINAMIHARA], "b", world.MINAMIHARA)],
        world.MINAMIHARA: [(ids[world.TOKIWA], "b", world.TOKIWA), (above, "a", world.QINGMO)],
    }
    line = next(one for one in ties_lines(held, _WIDE, show_all=True) if one.startswith("Maybe"))
    assert line.split("both held: ")[1] == (
        "Tokiwa 常盤市 (city) and Minamihara 南原県 (region); "
        "Minamihara 南原県, tied to Qingmo 青墨省 (region) too."
    )


def test_the_end_that_is_told_at_another_level_may_be_the_place_itself(
    told_at_two_levels: Path,
) -> None:
    (held,) = (
        tie
        for tie in sc.ties_of("Tokiwa", data=told_at_two_levels)
        if tie.b.place_id == world.NINGWAN
    )
    (other,) = held.other_levels
    assert (other.end, other.place.place_id) == ("a", world.MINAMIHARA)
    lines = ties_lines([held], _WIDE, show_all=True)
    assert "both held: Ningwan 宁湾市, tied to Minamihara 南原県 (region) too." in " ".join(lines)


def test_json_names_the_ties_at_other_levels(
    typed: Callable, told_at_two_levels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", str(told_at_two_levels))
    held = json.loads(typed("ties", "Ningwan", "--json").out)
    check = json.loads((SCHEMAS / "ties.json").read_text(encoding="utf-8"))
    fastjsonschema.compile(check)(held)
    ends = {tie["b"]["name"]: tie["other_levels"] for tie in held if tie["other_levels"]}
    assert ends["Minamihara"][0]["place"]["name"] == "Tokiwa"
    assert sum(not tie["other_levels"] for tie in held) == len(held) - 2


def test_without_such_a_tie_nothing_is_said_of_levels(typed: Callable) -> None:
    assert all(tie["other_levels"] == [] for tie in json.loads(typed("ties", "宁湾", "--json").out))
    assert "two levels" not in typed("ties", "宁湾").out


def test_people_of_an_urban_area_are_called_so(release_folder: Path) -> None:
    card = sc.place("Ningwan", data=release_folder)
    of_area = replace(
        card, population=310_000, population_year=2020, population_source="cities-wup-2018"
    )
    said = "\n".join(place_lines(of_area, _WIDE, show_all=True))
    assert "310,000 in its urban area (2020, cities-wup-2018)" in said
    assert "agglomeration" not in said


def test_people_of_former_municipalities_are_called_so(release_folder: Path) -> None:
    card = replace(sc.place("Ningwan", data=release_folder), population=None)
    merged = replace(card, population_of_parts=62_395)
    dated = replace(merged, population_of_parts_years="2011-2020")
    for one, told in ((merged, "undated"), (dated, "2011-2020")):
        said = "\n".join(place_lines(one, _WIDE, show_all=True))
        assert f"its former municipalities together: about 62,000 ({told})" in said
    assert "together" not in "\n".join(place_lines(card, _WIDE, show_all=True))


def test_a_place_in_a_city_says_so(release_folder: Path) -> None:
    card = sc.place("Ningwan", data=release_folder)
    held = replace(card.parents[0], name="Jinghai", place_id=world.JINGHAI)
    assert "It lies in the city" not in "\n".join(place_lines(card, _WIDE, show_all=True))
    for said in ({"is_dual": True}, {"level": "city"}):
        inside = replace(card, parents=(replace(held, **said),))
        lines = place_lines(inside, _WIDE, show_all=True)
        assert lines[-3] == (
            "It lies in the city of Jinghai; a source may list its partners there: "
            f"sistercities ties {world.JINGHAI}"
        )
        former = replace(inside, parents=(replace(held, **said, to_year=1990),))
        assert "It lies in the city" not in "\n".join(place_lines(former, _WIDE, show_all=True))


def test_a_place_without_ties_says_what_to_try(typed: Callable) -> None:
    came = typed("ties", "Tiantai")
    assert came.code == 0
    assert "We know of no sister" in came.out
    assert "The lists read for CN are of 2020 and 2026; they may miss a partner." in came.out
    assert f"sistercities ties {world.LANYU}" in came.out
    assert json.loads(typed("ties", "Tiantai", "--json").out) == []
    assert typed("place", "Tiantai").out.startswith("We know of no sister city of Tiantai")


def test_place_tells_names_parents_other_ids_and_counts(typed: Callable) -> None:
    card = json.loads(typed("place", "镜海", "--json").out)
    assert card["place_id"] == world.JINGHAI
    assert card["is_dual"] is True
    assert card["redirects"] == ["gn:906"]
    assert {"name": "Чинхай", "lang": "ru", "script": "Cyrl"} in card["names"]
    assert card["ties"] == {"upper": 0, "lower": 0, "cross": 0, "dual": 2, "total": 2}
    lise = json.loads(typed("place", "Haute-Lise", "--json").out)
    spans = [(p["place_id"], p["from_year"], p["to_year"]) for p in lise["parents"]]
    assert spans == [(world.GRAND_VAL, 2016, None), (world.VALMONT, None, 2015)]
    assert re.search(r"in region +Valmont .*, until 2015", typed("place", "Haute-Lise").out)


def test_a_place_names_what_it_took_in_and_its_ties(typed: Callable) -> None:
    card = json.loads(typed("place", "Grand-Val", "--json").out)
    (one,) = card["took_in"]
    assert (one["place_id"], one["valid_to"]) == (world.VALMONT, 2015)
    assert one["ties"] == sum(world.VALMONT in ends for ends in world.TIES)
    assert f"took in     Valmont ... to 2015 {world.VALMONT}: " in typed("place", "Grand-Val").out
    assert json.loads(typed("place", "Valmont", "--json").out)["took_in"] == []


def test_status_counts_the_world(typed: Callable) -> None:
    status = json.loads(typed("data", "status", "--json").out)
    classes = [tie.tie_class for tie in world.TIES.values()]
    by_class = {name: status["ties"][name] for name in ("upper", "lower", "cross", "dual")}
    assert by_class == {name: classes.count(name) for name in by_class}
    assert status["ties"]["total"] == len(classes)
    country = {key: place.country for key, place in world.places().items()}
    is_domestic = [len({country[end] for end in ends}) == 1 for ends in world.TIES]
    assert status["ties"]["domestic"] == sum(is_domestic)
    assert status["places"]["total"] == len(country) == sum(status["places"]["by_level"].values())
    sound = [t for t in world.TIES.values() if t.precision in ("day", "month", "year")]
    assert status["ties"]["dated"] == len(sound)
    assert status["first_year"] == min(int(tie.start[:4]) for tie in sound if tie.start)
    english = next(row for row in status["sources"] if row["id"] == world.EN)
    assert (english["claims"], english["resolved"], english["needs_review"]) == (9, 8, 1)
    assert all(line["scope"] for line in status["coverage"])
    alone = [source["ties_alone"] for source in status["sources"]]
    assert sum(alone) < len(classes)  # some ties are in both
    assert all(a <= source["ties"] for a, source in zip(alone, status["sources"], strict=True))
    not_alive = ("ended", "suspended", "pending", "never_valid")
    over = [tie for tie in world.TIES.values() if tie.status in not_alive]
    assert sum(status["last_seen"].values()) == len(classes) - len(over)
    assert list(status["last_seen"]) == ["2026", "2022", "2020", "2016"]
    said = typed("data", "status").out
    # What is known by the date of a total stands beside all that is held, and makes no share.
    assert "CN: published for 2020-12-31: 40 ties; known here by then: 28; " in said
    assert "held here of any date, undated ones too: 29. Not comparable: counts differ." in said


def test_verify_says_that_all_is_whole(typed: Callable) -> None:
    came = typed("data", "verify")
    assert came.code == 0
    assert came.out.startswith("Data 0.0.0-world are whole")


def test_study_prints_a_summary_and_the_way_to_the_report(typed: Callable) -> None:
    came = typed("study", "nesting", "--draws", "20")
    assert (came.code, came.err) == (0, "")
    assert "degree-country" in came.out
    last = "The full report: sistercities study nesting --country CN --out study-CN"
    assert came.out.rstrip().endswith(last)
    narrowed = typed("study", "nesting", "--draws", "20", "--region", "CN-91")
    last = "sistercities study nesting --country CN --region CN-91 --out study-CN-91"
    assert narrowed.out.rstrip().endswith(last)


def test_study_writes_the_report_and_says_where(typed: Callable, tmp_path: Path) -> None:
    came = typed("study", "nesting", "--draws", "20", "--out", str(tmp_path / "a" / "b"), "--json")
    printed = json.loads(came.out)
    stored = json.loads((tmp_path / "a" / "b" / "study.json").read_text(encoding="utf-8"))
    assert printed == stored
    assert (tmp_path / "a" / "b" / "report.html").stat().st_size > 10_000


def test_workers_do_not_change_the_numbers(typed: Callable) -> None:
    """Of 251 draws there are two jobs; that both have one seed is noticed."""
    run = ("study", "nesting", "--draws", "251", "--null", "degree", "--json", "--workers")
    assert json.loads(typed(*run, "1").out) == json.loads(typed(*run, "2").out)


def test_null_is_repeatable(typed: Callable) -> None:
    run = ("study", "nesting", "--draws", "5", "--null", "degree", "--null", "upper-ties", "--json")
    assert set(json.loads(typed(*run).out)["nulls"]) == {"degree", "upper-ties"}


def test_a_country_without_upper_ties_cannot_be_told(typed: Callable) -> None:
    came = typed("study", "nesting", "--country", "de", "--draws", "5", "--json")
    told = json.loads(came.out)
    assert told["country"] == "DE"
    assert told["verdicts"]["C3"]["verdict"] == "cannot be told from these data"


def test_version_and_help(typed: Callable) -> None:
    from sistercities import __version__

    assert typed("--version").out == f"sistercities {__version__}\n"
    assert typed("--help").code == 0
    assert "Exit codes:" in typed("--help").out


def test_that_no_year_is_known_is_said_of_the_partners_that_stand_alone() -> None:
    """Gothenburg has a dated tie in its list, which ended: of that one the sentence speaks not."""
    lines = ties_lines(sc.ties_of("Göteborg"), Screen(200, None), show_all=True)
    assert lines[0].endswith("has 8 known partners; no reliable year is known of any of them.")
    assert any(line.startswith("2003-10-23  Shanghai") for line in lines)


@pytest.mark.parametrize(
    ("country", "lang", "shown"),
    [("UA", "zh", "哈尔科夫"), ("TW", "zh", "哈爾科夫"), ("JP", "ja", "哈爾科夫")],
)
def test_a_chinese_name_is_simplified_as_on_the_pages_in_chinese(
    country: str, lang: str, shown: str
) -> None:
    pytest.importorskip("opencc")
    assert as_read(Spelling("哈爾科夫", lang, "Hani"), country) == shown
