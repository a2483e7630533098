"""Beside a report on one country: what the report of the world says of each country."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sistercities.api.explorer.report_parts import ReportPart
from sistercities.api.explorer.report_store import ReportFolder
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages.beside_homes import BesideHomes, beside_homes
from sistercities.web.site import Site

MEAN = ReportPart(
    study="homes", claim="C3", part="homes", question="Do they?", verdict="not supported",
    answer="more", sentence="Over 6 countries, 1.90 times as many.", value=1.9, low=1.3, high=2.8,
    unit="ratio", line=1.0, n=6, n_of="countries", turned=0, rows=0, note="", carried_by="",
)  # fmt: skip
FIGURE = (
    '<figure id="figure-homes-homes"><figcaption><h3>Each</h3></figcaption>'
    '<div class="wide"><svg style="width: 9px"><text>Japan</text></svg></div></figure>'
)

Show = Callable[..., BesideHomes | None]


@pytest.fixture
def show(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """Give what sets a report beside that of the world, if there is one."""

    def shown(
        country: str, *parts: ReportPart, drawn: str = FIGURE, has_world: bool = True,
        lang: str = "en",
    ) -> BesideHomes | None:  # fmt: skip
        (tmp_path / "appendix.html").write_text(drawn, encoding="utf-8")
        world = StudyReport("WORLD", "WORLD", 2026, "1", "So.", (), parts, ReportFolder(tmp_path),
                            has_page=True)  # fmt: skip
        home = replace(world, name="CN", country="CN", parts=())
        reports = [home, world] if has_world else [home]
        monkeypatch.setattr(Site, "finished_reports", property(lambda _site: reports))
        params = {} if lang == "en" else {"lang": lang}
        asked = Asked(site, Words(lang), "/studies/CN", params, "")
        return beside_homes(asked, next(one for one in reports if one.country == country))

    return shown


def test_a_country_stands_beside_the_others_with_a_way_to_the_world(show: Show) -> None:
    beside = show("CN", MEAN)
    assert beside is not None
    assert beside.kicker.endswith(" beside other countries")
    assert beside.title.sentence == MEAN.sentence
    assert "Japan" in beside.figure
    assert "style" not in beside.figure
    assert (beside.how, beside.world) == ("/studies/WORLD/homes", "/studies/WORLD")


def test_the_world_does_not_lead_to_itself(show: Show) -> None:
    beside = show("WORLD", MEAN)
    assert beside is not None
    assert (
        beside.title.sentence
        == "Do cities find partners where their regions have them? Country by country"
    )
    assert (beside.kicker, beside.world) == ("", None)


def test_a_chinese_page_keeps_its_language_in_the_ways(show: Show) -> None:
    beside = show("CN", MEAN, lang="zh")
    assert beside is not None
    assert beside.kicker == "中国与其他国家相比"
    assert beside.how == "/studies/WORLD/homes?lang=zh"
    assert beside.title.lang == "en"  # the report keeps no making of this sentence


@pytest.mark.parametrize(
    "lacks",
    [{"has_world": False}, {"drawn": "<p>nothing</p>"}],
    ids=["no report of the world", "no drawing"],
)
def test_without_what_it_needs_nothing_stands_there(show: Show, lacks: dict[str, object]) -> None:
    assert show("CN", MEAN, **lacks) is None


def test_a_mean_without_a_number_is_not_shown(show: Show) -> None:
    assert show("CN", replace(MEAN, value=None, low=None, high=None)) is None
    assert show("CN") is None
