"""How pages show a tie whose place is a guess, and where the address of a folded tie leads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import doubtful_world
import world
from sistercities.web.site import open_site
from web.reader import Reader, all_of, parsed, words_of


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Ask the explorer of the drawn world with doubts."""
    folder: Path = doubtful_world.write_doubtful_world(tmp_path_factory.mktemp("doubtful"))
    site = open_site(folder)
    asking = Reader(site)
    yield asking
    asking.close()
    site.explorer.close()


def test_the_page_of_a_tie_says_which_name_is_a_guess(doubtful: Reader) -> None:
    page = words_of(parsed(doubtful.page(f"/tie/{doubtful_world.GUESSED}")))
    name = world.places()[world.TOKIWA].name_local
    assert "How sure we are of the two places" in page
    assert f"which {name} is not stated, we take the largest" in page
    plain = words_of(parsed(doubtful.page(f"/tie/{doubtful_world.HELD}")))
    assert "we take the largest" not in plain


@pytest.mark.parametrize(
    ("lang", "opening", "doubt"),
    [
        ("en", "Our sources name a partnership of ", "is not stated, we take the largest): "),
        ("zh", "来源列有", "此处取最大的一个）："),
    ],
)
def test_the_first_sentence_of_a_guess_says_so_wherever_it_is_shown(
    doubtful: Reader, lang: str, opening: str, doubt: str
) -> None:
    page = parsed(doubtful.page(f"/tie/{doubtful_world.GUESSED}?lang={lang}"))
    (lead,) = (words_of(one) for one in all_of(page, "p") if one.get("class") == "lead")
    shown = [one.get("content") for one in all_of(page, "meta")
             if "description" in (one.get("name") or one.get("property") or "")]  # fmt: skip
    assert lead.startswith(opening)
    assert doubt in lead
    assert " are partners" not in lead
    assert shown == [lead, lead]


def test_the_first_words_on_a_place_say_which_partner_is_a_guess(doubtful: Reader) -> None:
    said = "No source says which Tokiwa is a partner of Moqi; we take the largest."
    of_home = "No source says which Tokiwa is the partner of Moqi; we take the largest."
    for place, due in ((world.MOQI, said), (world.TOKIWA, of_home)):
        page = parsed(doubtful.page(f"/place/{place}"))
        (lead,) = (words_of(one) for one in all_of(page, "p") if one.get("class") == "lead")
        assert due in lead
    chinese = words_of(parsed(doubtful.page(f"/place/{world.TOKIWA}?lang=zh")))
    assert "没有来源说明与" in chinese


def test_a_feed_says_what_is_doubtful(doubtful: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    from sistercities.api.explorer import changes

    monkeypatch.setattr(changes, "_STARTS", changes._STARTS.replace(changes._SINCE, "1900"))
    feed = doubtful.ask("/changes.atom").text
    assert "In doubt: which place of the name is not stated." in feed


def test_a_list_of_ties_says_which_of_them_is_a_guess(doubtful: Reader) -> None:
    page = words_of(parsed(doubtful.page(f"/place/{world.MOQI}")))
    assert "which place of the name is not stated" in page
    rows = json.loads(doubtful.page(f"/place/{world.MOQI}.json"))["rows"]
    assert {row["tie_id"]: row["confidence"] for row in rows}[doubtful_world.GUESSED] == 0.9


def test_the_address_of_a_folded_tie_leads_to_the_one_that_is_held(doubtful: Reader) -> None:
    turned = "~".join(reversed(doubtful_world.FOLDED.split("~")))
    for old in (doubtful_world.FOLDED, turned):
        answer = doubtful.ask(f"/tie/{old}")
        assert answer.status_code == 308
        assert answer.headers["location"] == f"/tie/{doubtful_world.HELD}"


def test_the_tie_that_is_held_tells_at_which_place_the_other_source_puts_it(
    doubtful: Reader,
) -> None:
    page = words_of(parsed(doubtful.page(f"/tie/{doubtful_world.HELD}")))
    assert doubtful_world.WHY in page
    assert "Minamihara" in page


def test_two_places_of_one_name_are_told_apart_where_sources_differ(tmp_path: Path) -> None:
    city = world.places()[world.TOKIWA]
    folder = doubtful_world.write_doubtful_world(tmp_path, region_called=city.name)
    site = open_site(folder)
    asking = Reader(site)
    page = words_of(parsed(asking.page(f"/tie/{doubtful_world.HELD}")))
    assert f"city, {city.region_iso}" in page
    assert f"first-level region, {city.region_iso}" in page
    (line,) = json.loads(asking.page(f"/api/v1/ties/{doubtful_world.HELD}"))["conflicts"]
    assert line["kept_place"]["place_id"] == world.TOKIWA
    assert line["other_place"]["place_id"] == world.MINAMIHARA
    asking.close()
    site.explorer.close()


def test_the_rule_by_which_one_of_two_is_held_is_said_in_the_language_of_the_page(
    reader: Reader,
) -> None:
    page = words_of(parsed(reader.page("/tie/gn:821~gn:912?lang=zh")))
    assert "可靠的先于存疑的" in page
    assert "sound before suspect" not in page


def test_the_words_of_a_ruling_are_marked_as_english(doubtful: Reader) -> None:
    page = doubtful.page(f"/tie/{doubtful_world.HELD}?lang=zh")
    assert f'lang="en">{doubtful_world.WHY}' in page


def test_a_table_of_all_columns_says_how_sure_the_places_are(doubtful: Reader) -> None:
    page = parsed(doubtful.page(f"/place/{world.MOQI}?columns=all"))
    heads = [words_of(one) for one in all_of(page, "th")]
    assert "How sure" in heads
    rows = {words_of(row) for row in all_of(page, "tr")}
    assert any(re.search(r"\b9\d %", row) for row in rows)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "90 % sure of the two places"), ("zh", "对这两个地点的把握为 90%")]
)
def test_a_partner_that_is_less_surely_read_says_so(lang: str, said: str) -> None:
    from types import SimpleNamespace
    from typing import Any

    from sistercities.web.asked import Asked
    from sistercities.web.languages import Words
    from sistercities.web.tie_columns import doubts_of

    explorer = SimpleNamespace(once=lambda _key, _make: {})
    site: Any = SimpleNamespace(static=None, explorer=explorer)
    asked = Asked(site, Words(lang), "/place/gn:1", {}, "https://host.example")
    weak: Any = SimpleNamespace(tie_id="gn:1~gn:2", doubt=None, confidence=0.9, absent_from=None)
    sure: Any = SimpleNamespace(tie_id="gn:1~gn:2", doubt=None, confidence=0.95, absent_from=None)
    assert doubts_of(asked, weak) == [said]
    assert doubts_of(asked, sure) == []
    sure.absent_from = 2026
    assert "2026" in doubts_of(asked, sure)[0]
