"""How far a tie stands, on every page that speaks of it, in both languages, and in the API."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

import world
from sistercities.api.explorer.life import _once
from sistercities.api.standing import STANDINGS, ToldEvent, standing_word
from sistercities.web.pages import place_answer
from sistercities.web.pages import tie as tie_module
from sistercities.web.site import Site
from web.reader import Reader, all_of, parsed, words_of

IDS = {"~".join(sorted(pair)): due for pair, due in world.STANDING.items()}
RESUMED = "~".join(sorted((world.NINGWAN, world.PORTCLAIR)))
ENDED = "~".join(sorted((world.SAKURAI, world.FREIHAFEN)))


def _json(reader: Reader, address: str) -> Any:
    return json.loads(reader.page(address))


def _lead(reader: Reader, address: str) -> str:
    page = parsed(reader.page(address))
    return next(words_of(one) for one in all_of(page, "p") if one.get("class") == "lead")


@pytest.mark.parametrize("tie_id", IDS)
def test_only_a_tie_that_sources_let_stand_is_said_in_the_present_tense(
    reader: Reader, tie_id: str
) -> None:
    said = _lead(reader, f"/tie/{tie_id}")
    standing, since, _source = IDS[tie_id]
    is_of_today = int(since[:4]) >= 2021
    is_of_one_side = "Of the other side no decision is known." in said
    is_of_both = standing == "active" and is_of_today and not is_of_one_side
    assert (" are partners (" in said) == is_of_both
    assert (" are listed as partners (" in said) == (standing == "listed")
    first = said.partition(".")[0]
    assert standing == "active" or "): " in first or "is announced" in first  # how it stands


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_tie_that_ended_and_that_one_side_keeps_says_both_at_once(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    kept = ToldEvent(
        "kept", "2022-03-04", "stated", "2022-03-04", (world.SAKURAI,), "high", "x-2022",
        "A page", "https://paper.example/1", None, ("Sakurai",),
    )  # fmt: skip
    held = tie_module.events_of_tie
    monkeypatch.setattr(tie_module, "events_of_tie", lambda *asked: (*held(*asked), kept))
    said = _lead(reader, f"/tie/{ENDED}?lang={lang}")
    if lang == "en":
        assert said.startswith("Our sources do not agree on the partnership of ")
        assert said.endswith(
            "Sakurai decided on 4 March 2022 to keep it all the same, as another source says."
        )
    else:
        assert "说法不一" in said
        assert said.endswith("另一来源称，樱居市于2022年3月4日仍决定保留。")


def test_a_page_that_says_that_it_is_still_so_is_told_with_its_own_day(real: Reader) -> None:
    said = words_of(parsed(real.page("/tie/gn:1799962~gn:1856057")))  # Nanjing and Nagoya
    assert "suspended since 21 February 2012. It was still so on 13 August 2025." in said
    (line,) = _json(real, "/tie/gn:1799962~gn:1856057/life.json")["rows"][-1:]
    assert (line["when"], line["what"]) == ("13 August 2025", "Still suspended")


def test_who_proposes_to_end_a_tie_has_decided_nothing(real: Reader) -> None:
    said = words_of(parsed(real.page("/tie/gn:3337499~gn:625142")))
    assert "proposed by West Pomerania" in said
    assert "decided by" not in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_where_no_end_is_told_the_page_says_until_when_it_was_looked(
    reader: Reader, site: Site, lang: str
) -> None:
    events = site.explorer.query("SELECT tie_id, known_on FROM tie_events")
    newest = max(row["known_on"] for row in events if row["known_on"])
    with_event = {row["tie_id"] for row in events}
    said = {tie_id: words_of(parsed(reader.page(f"/tie/{tie_id}?lang={lang}"))) for tie_id in IDS}
    words = {"en": "We know of no end and no suspension.", "zh": "没有已知的终止或中止。"}[lang]
    for tie_id, (standing, *_) in IDS.items():
        is_open = standing not in ("ended", "suspended", "never_valid", "pending")
        assert (words in said[tie_id]) == (is_open and tie_id not in with_event), tie_id
        assert words not in said[tie_id] or newest[:4] in said[tie_id].partition(words)[2][:90]


@pytest.mark.parametrize(
    ("tie_id", "is_open"),
    [
        ("gn:1850147~gn:524901", False),  # a source suspends it; a later list revokes nothing
        ("gn:1796236~gn:2711537", True),  # ended in 2020, on a list of 2021
        ("gn:11611632~gn:2776488", False),
    ],
)
def test_sources_that_disagree_on_whether_a_tie_stands_do_not_agree(
    real: Reader, tie_id: str, is_open: bool
) -> None:
    said = words_of(parsed(real.page(f"/tie/{tie_id}")))
    assert ("do not agree on whether the partnership stands" in said) == is_open
    assert ("The sources do not differ." in said) <= (not is_open)


def test_a_later_event_settles_what_an_earlier_one_says(reader: Reader) -> None:
    assert "do not agree" not in _lead(reader, f"/tie/{RESUMED}")


def test_a_list_after_a_suspension_revokes_nothing(real: Reader) -> None:
    tie_id = "gn:1850147~gn:524901"
    said = _lead(real, f"/tie/{tie_id}")
    assert "suspended probably since 2022" in said
    assert "do not agree" not in said
    table = words_of(parsed(real.page("/place/gn:1850147?size=100&standing=suspended")))
    assert "Moscow" in table
    held = _json(real, f"/api/v1/ties/{tie_id}")
    assert held["standing_sentence"].startswith("Suspended")


def test_a_tie_says_how_it_stands_and_who_says_so(reader: Reader) -> None:
    page = parsed(reader.page(f"/tie/{ENDED}"))
    said = words_of(page)
    assert (
        "Our sources name a partnership of Freihafen and Sakurai (start year unknown): ended on "
        "3 March 2022." in said
    )
    links = {one.get("href"): one for one in all_of(page, "a")}
    assert words_of(links["https://paper.example/V0005"]).endswith(
        "Paper of the drawn world, page 5"
    )


def test_the_life_of_a_tie_has_each_sighting_and_each_event_in_the_order_of_time(
    reader: Reader,
) -> None:
    held = _json(reader, f"/tie/{RESUMED}/life.json")["rows"]
    assert [(one["kind"], one["date"]) for one in held] == [
        ("began", "2000-09-27"),
        ("seen", "2020"),
        ("suspended", "2021-03"),
        ("resumed", "2022-05-06"),
    ]
    assert held[2]["decided_by"] == [world.NINGWAN]
    assert held[3]["address"] == "https://paper.example/V0003"
    rows = list(csv.DictReader(io.StringIO(reader.page(f"/tie/{RESUMED}/life.csv"))))
    assert [row["kind"] for row in rows] == [one["kind"] for one in held]
    page = words_of(parsed(reader.page(f"/tie/{RESUMED}")))
    assert "March 2021 Suspended decided by Ningwan Paper of the drawn world, page 2" in page
    assert "resumed on 6 May 2022." in page


def test_a_place_says_what_stands_and_what_else_is_on_record(reader: Reader) -> None:
    assert _lead(reader, f"/place/{world.SAKURAI}") == (
        "Sakurai has 2 known partners in one country: Zhutan (CN), Songgang (CN). A newer list "
        "leaves 1 of them out. Also on record: 1 no longer listed, 1 ended."
    )
    assert _lead(reader, f"/place/{world.ROQUEFEUILLE}").endswith(
        "1 of them is confirmed only by a list of 2016."
    )
    chinese = _lead(reader, f"/place/{world.SAKURAI}?lang=zh")
    assert "另知：" in chinese


@pytest.mark.parametrize(
    ("n", "due"), [(4, None), (5, "All of them are called exchange partners, which most lists")]
)
def test_a_place_sets_exchange_partners_apart_as_comparisons_do(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, n: int, due: str | None
) -> None:
    monkeypatch.setattr(place_answer, "count_ties", lambda *_asked: n)
    said = _lead(reader, f"/place/{world.NINGWAN}?n={n}")
    assert (due in said) if due else ("exchange" not in said)


@pytest.mark.parametrize("address", ["/country/JP", "/pair/FR/JP", f"/region/{world.HIGASHINO}"])
def test_areas_count_what_stands_apart_from_what_is_on_record(reader: Reader, address: str) -> None:
    assert "no longer listed" in words_of(parsed(reader.page(address)))


@pytest.mark.parametrize("standing", STANDINGS)
def test_lists_are_kept_by_standing(reader: Reader, standing: str) -> None:
    due = {tie for tie, one in IDS.items() if one[0] == standing}
    if standing == "active":
        due = {
            tie["tie_id"]
            for tie in _json(reader, "/api/v1/ties?size=500")["ties"]
            if tie["standing"] == "active"
        }
    held = _json(reader, f"/api/v1/ties?standing={standing}&size=500")["ties"]
    assert {tie["tie_id"] for tie in held} == due
    rows = _json(reader, f"/place/{world.PORTCLAIR}.json?standing={standing}")["rows"]
    assert {row["tie_id"] for row in rows} == {tie for tie in due if world.PORTCLAIR in tie}
    assert {(row["standing"], row["status"]) for row in rows} <= {
        (tie["standing"], tie["status"]) for tie in held
    }


def test_alive_stands_for_the_first_three(reader: Reader) -> None:
    held = _json(reader, "/api/v1/ties?standing=alive&size=500")["ties"]
    assert {tie["standing"] for tie in held} == {"active", "listed", "one_old_source"}
    page = parsed(reader.page(f"/place/{world.PORTCLAIR}?standing=alive"))
    chosen = [one.get("value") for one in all_of(page, "option") if one.get("selected") is not None]
    assert chosen == ["alive", "year"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_says_the_standing_of_each_tie(reader: Reader, lang: str) -> None:
    rows = _json(reader, f"/place/{world.PORTCLAIR}.json")["rows"]
    page = parsed(reader.page(f"/place/{world.PORTCLAIR}?lang={lang}"))
    cells = [words_of(row[3]) for row in all_of(all_of(page, "tbody")[0], "tr")]
    words = [str(standing_word(row["standing"])) for row in rows]
    if lang == "en":
        starts = [cell.startswith(word) for cell, word in zip(cells, words, strict=True)]
        assert all(starts)
        assert "no longer listed last on a list of 2016" in cells
    else:
        assert "名单不再列出 最后见于2016年的名单" in cells


def test_lists_are_sorted_by_standing(reader: Reader) -> None:
    rows = _json(reader, f"/place/{world.PORTCLAIR}.json?sort=standing")["rows"]
    order = [STANDINGS.index(row["standing"]) for row in rows]
    assert order == sorted(order)
    assert len(set(order)) > 3


def test_maps_draw_what_is_not_alive_apart_and_say_so(reader: Reader) -> None:
    held = _json(reader, f"/place/{world.PORTCLAIR}/map.json")["ties"]
    former = {one["id"] for one in held if one["is_former"]}
    not_alive = ("no_longer_listed", "suspended", "ended", "pending", "never_valid")
    assert former == {
        tie for tie, one in IDS.items() if world.PORTCLAIR in tie and one[0] in not_alive
    }
    (missed,) = (one for one in held if world.SAKURAI in one["id"])
    assert "no longer listed (2016)" in missed["said"]
    page = words_of(parsed(reader.page(f"/place/{world.PORTCLAIR}")))
    for line in (
        "active, listed, or only on an old list",
        "no longer listed",
        "suspended, ended or not signed",
    ):
        assert line in page
    assert "ties that stand" not in page


def test_a_tie_that_a_newer_list_leaves_out_names_the_list_that_has_it(reader: Reader) -> None:
    (missed,) = (
        tie for tie, one in IDS.items()
        if one[0] == "no_longer_listed" and {world.PORTCLAIR, world.SAKURAI} == set(tie.split("~"))
    )  # fmt: skip
    said = words_of(parsed(reader.page(f"/tie/{missed}")))
    listed, _, newer = said.partition("Listed by: ")[2].partition(". Newer, and without it: ")
    assert listed
    assert newer
    assert not newer.startswith(listed)
    assert "较新而未列出它的：" in words_of(parsed(reader.page(f"/tie/{missed}?lang=zh")))


def test_the_api_gives_a_tie_with_its_standing_and_its_events(reader: Reader) -> None:
    held = _json(reader, f"/api/v1/ties/{ENDED}")
    tie = held["tie"]
    assert (tie["standing"], tie["standing_since"], tie["standing_source"]) == IDS[ENDED]
    assert held["standing_sentence"] == "Ended on 3 March 2022."
    (event,) = held["events"]
    assert (event["event"], event["decided_by"]) == ("ended", [world.SAKURAI])
    assert event["source_title"] == "Paper of the drawn world, page 5"
    card = _json(reader, f"/api/v1/places/{world.SAKURAI}")
    counted = {"standing": "ended", "year": 2022, "n": 1, "listed": None, "absent_from": None}
    assert counted in card["standing"]


def test_the_path_says_how_its_ties_stand(reader: Reader) -> None:
    address = f"/path?from={world.SAKURAI}&to={world.PORTCLAIR}&past=yes"
    assert _lead(reader, address) == (
        "A tie of Sakurai and Portclair (year not known) was listed until 2016; a newer list of "
        "both lacks it."
    )
    (row,) = _json(reader, address.replace("/path?", "/path.json?"))["chains"][0]["links"]
    assert row["standing"] == "no_longer_listed"
    chinese = _lead(reader, f"{address}&lang=zh")
    assert "在名单上出现到2016年" in chinese


def test_inside_a_region_tie_that_is_over_nothing_lies(reader: Reader) -> None:
    rows = _json(reader, f"/place/{world.SAKURAI}.json")["rows"]
    assert {row["region_tie"] for row in rows if row["standing"] == "ended"} == {None}


def test_a_source_that_names_a_tie_in_the_lists_of_both_ends_saw_it_once() -> None:
    row = {
        "year": 2026, "status": "unknown", "source_id": "lists", "title": "Lists", "start": None,
    }  # fmt: skip
    twice = [row | {"locator": "row 1"}, row | {"locator": "row 9"}]
    other = row | {"locator": "row 2", "status": "ended"}
    assert _once([*twice, other]) == [twice[0], other]


@pytest.mark.parametrize(
    ("lang", "now", "then"),
    [
        ("en", "The partnership lies inside sister regions:", "When it was signed ("),
        ("zh", "该关系位于友好省州之内：", "签署时（"),
    ],
)
def test_a_tie_lies_inside_regions_of_today_and_lay_inside_former_ones(
    reader: Reader, lang: str, now: str, then: str
) -> None:
    """Valmont ended in 2015: what began in it lies in its partnerships no more."""
    rows = [one for one in _json(reader, "/api/v1/ties?size=500")["ties"] if one["region_tie"]]
    former = [one for one in rows if world.VALMONT in one["region_tie"].split("~")]
    of_today = [one for one in rows if one not in former]
    assert former
    assert of_today
    for held, said, unsaid in ((former, then, now), (of_today, now, then)):
        for one in held:
            page = words_of(
                all_of(parsed(reader.page(f"/tie/{one['tie_id']}?lang={lang}")), "main")[0]
            )
            assert said in page
            assert unsaid not in page
