"""A country without a report of its own: what the report of the world found of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sistercities.api.explorer.report_store import ReportFolder
from sistercities.api.explorer.reports import StudyReport
from sistercities.errors import InvalidArgument
from sistercities.web.answers import Answer, Feed, Page, Redirect
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages.country import CountryPage, country_page
from sistercities.web.pages.one_home import HomePage, home_answer, home_path
from sistercities.web.pages.studies import one_report, studies_page
from sistercities.web.site import Site, StaticFiles

HEAD = (
    "country,ratio,low,high,answer,n_units,n_ties,effective_units,n_upper,inside,no_upper,"
    "expected,as_of,enters,why\n"
)
ABOVE = "3.3,1.5,7.5,more often than by chance,21,590,14.7,95,0.2,0.4,36.7,2026,true,"
OPEN = "1.3,0.9,2.0,cannot be told,9,393,7.8,24,0.27,0.4,84.3,2026,true,"
FEW = "2.02,0.96,4.24,cannot be told,6,2314,4.4,45,0.11,0.57,126.4,2026,true,too few"
ONE = ",,,cannot be told,1,134,1,28,0.16,0.56,21,2026,false,too few"
NONE = ",,,cannot be told,0,0,0,0,,,,2026,false,no tie"

Ask = Callable[..., Asked]


@pytest.fixture
def ask(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Give a request to a site whose report of the world has these numbers of China."""

    def asked(row: str | None, lang: str = "en", own: str = "", **params: str) -> Asked:
        name = site.country("CN", "en")
        rows = "" if row is None else f"{name},{row}\n"
        (tmp_path / "homes-homes.csv").write_text(HEAD + rows, encoding="utf-8")
        (tmp_path / "world-countries.csv").write_text(
            f"country,ties,n_more,n_fewer,more,fewer\n{name},9,13,15,'FR, JP',{name}\n".replace(
                "'", '"'
            ),
            encoding="utf-8",
        )
        store = ReportFolder(tmp_path)
        made = [StudyReport("WORLD", "WORLD", 2026, "1", "So.", (), (), store, has_page=True)]
        if own:
            made.append(StudyReport(own, "CN", 2026, "1", "So.", (), (), store, has_page=True))
        monkeypatch.setattr(Site, "finished_reports", property(lambda _site: made))
        given = params if lang == "en" else {"lang": lang, **params}
        return Asked(site, Words(lang), "/studies/CN", given, "")

    return asked


def shown(answer: Answer) -> HomePage:
    assert isinstance(answer, Page)
    assert isinstance(answer.context, HomePage)
    return answer.context


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ABOVE, "80 % lie outside sister regions; yet 3.3 times as many lie inside them as chance"),
        (OPEN, "anything from 0.9 to 2.0 times is possible"),
        (FEW, "2.0 times (0.96 to 4.2) rests on 6 regions, too few to speak for the others"),
        (FEW.replace("0.96,4.24", ","), "2.0 times rests on 6 regions"),
        (ONE, "of one of its regions alone, too few to speak for the others"),
        (NONE, "of none of the regions in which its cities with known partners lie does a source"),
        (None, "no source of ours lists all partners of any of its regions"),
    ],
)
def test_each_country_is_answered_or_told_why_not(ask: Ask, row: str | None, said: str) -> None:
    asked = ask(row)
    page = shown(one_report(asked, "CN", "html"))
    assert said in page.answer
    assert ("cannot be told" in page.answer) == (row != ABOVE)
    assert page.code == "CN"
    assert "with 13 countries, first of all" in page.among_all
    assert "clearly fewer with 15, first of all CN." in page.among_all


def test_with_how_many_there_are_more_or_fewer_is_said_where_it_is_so(
    ask: Ask, tmp_path: Path
) -> None:
    asked = ask(ABOVE)
    table = tmp_path / "world-countries.csv"
    for counts, words in (("9,0,3,,CN", "more with none"), ("9,2,0,CN,", "fewer with none"),
                          ("9,0,0,,", "with no country")):  # fmt: skip
        table.write_text(f"country,ties,n_more,n_fewer,more,fewer\nCN,{counts}\n", encoding="utf-8")
        assert words in shown(one_report(asked, "CN", "html")).among_all


def test_a_country_says_of_how_many_regions_and_what_the_first_claims_ask(
    ask: Ask, tmp_path: Path
) -> None:
    """`Partnerships alive in: 2026` was read as 2,026 partnerships; seven answers were none."""
    asked = ask(ABOVE)
    table = tmp_path / "homes-homes.csv"
    held = table.read_text(encoding="utf-8").splitlines()
    table.write_text(f"{held[0]},n_regions\n{held[1]},46\n", encoding="utf-8")
    page = shown(one_report(asked, "CN", "html"))
    assert "Only 21 of its 46 regions take part" in page.answer
    facts = {one.label: one.value for one in page.facts}
    assert facts["Outside sister regions (claim C2)"] == "472"
    assert facts["With countries where the region has no partner (claim C1)"] == "236"
    assert (page.facts[-1].label, page.facts[-1].value) == ("As of", "2026")


def test_who_has_more_or_fewer_partners_has_a_number(ask: Ask, tmp_path: Path) -> None:
    asked = ask(ABOVE)
    (tmp_path / "world-countries.csv").write_text(
        "country,ties,n_more,n_fewer,more,fewer,more_ratios,fewer_ratios\n"
        'CN,9,5,19,"FR, JP","IR, PL","8.49, 5.33","0.09, 0.10"\n',
        encoding="utf-8",
    )
    said = shown(one_report(asked, "CN", "html")).among_all
    assert "FR (8.49 times), JP (5.33 times)" in said
    assert "IR (0.09 times), PL (0.10 times)" in said


def test_too_few_regions_are_never_called_an_answer(ask: Ask) -> None:
    """An interval above chance does not speak for a country of which one region is known."""
    sure = FEW.replace("0.96,4.24", "1.8,2.3")
    assert "cannot be told" in home_answer(ask(sure), "CN")


def test_a_number_on_chance_does_not_look_like_one_beside_it(ask: Ask) -> None:
    assert "(0.96 to" in home_answer(ask(FEW), "CN")
    assert "(1.04 to" in home_answer(ask(FEW.replace("0.96", "1.04")), "CN")


def test_the_numbers_come_as_data(ask: Ask) -> None:
    feed = one_report(ask(ABOVE), "CN", "json")
    assert isinstance(feed, Feed)
    (row,) = feed.records
    assert (row["code"], row["ratio"], row["n_units"]) == ("CN", 3.3, 21)
    empty = one_report(ask(None), "CN", "json")
    assert isinstance(empty, Feed)
    assert list(empty.records) == []


def test_without_a_report_of_the_world_nothing_is_said(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no study looked for is not known; it is not that there is none."""
    asked = ask(None)
    monkeypatch.setattr(Site, "finished_reports", property(lambda _site: []))
    with pytest.raises(InvalidArgument):
        one_report(asked, "CN", "html")
    answer = country_page(asked, "CN", None, "html")
    assert isinstance(answer, Page)
    assert isinstance(answer.context, CountryPage)
    assert (answer.context.follows, answer.context.studies) == ("", None)


def test_a_country_with_a_report_leads_to_it(ask: Ask) -> None:
    found = one_report(ask(ABOVE, own="of-mine"), "CN", "html")
    assert isinstance(found, Redirect)
    assert found.address == "/studies/of-mine"
    small = one_report(ask(ABOVE), "cn", "html")
    assert isinstance(small, Redirect)
    assert small.address == "/studies/CN"
    by_country = studies_page(ask(ABOVE, country="cn"), "html")
    assert isinstance(by_country, Redirect)
    assert by_country.address == "/studies/CN"


def test_the_page_of_a_country_says_it_and_leads_there(ask: Ask) -> None:
    answer = country_page(ask(FEW, lang="zh"), "CN", None, "html")
    assert isinstance(answer, Page)
    assert isinstance(answer.context, CountryPage)
    assert "只依据6个省州" in answer.context.follows
    assert answer.context.studies == "/studies/CN?lang=zh"


def test_files_lead_to_the_world_where_a_country_has_no_page(ask: Ask, site: Site) -> None:
    """Only countries with numbers have a page in a static site."""
    asked = ask(None)
    assert home_path(asked, "CN") == "/studies/CN"
    asked.site.static = StaticFiles()
    try:
        assert home_path(asked, "CN") == "/studies/WORLD"
        assert home_path(ask(ONE), "CN") == "/studies/CN"
    finally:
        site.static = None
