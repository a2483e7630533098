"""What a claim is told by on the page of a study: parts with their verdicts, never one for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sistercities.api.explorer.report_parts import ReportPart
from sistercities.api.explorer.report_store import ReportFolder
from sistercities.api.explorer.reports import ReportVerdict, StudyReport
from sistercities.sentences import say
from sistercities.studies.diplomacy.part_rules import PART_RULES
from sistercities.studies.part_rules import Interval, IntervalPart
from sistercities.studies.parts import Told as Held
from sistercities.studies.parts import interval_finding
from sistercities.studies.phrases import ONE_LIST, one_after_another
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages.chapters import made_from
from sistercities.web.pages.stories import Story, claim_lines, stories_of
from sistercities.web.pages.studies import absent, cautions
from sistercities.web.site import Site

Tell = Callable[..., Story]
PARTS = {rule.id: rule for rule in PART_RULES if isinstance(rule, IntervalPart)}
_UNTOLD = "cannot be told from these data"


def _part(name: str, verdict: str = "supported", note: str = "") -> ReportPart:
    return ReportPart(
        study="nesting", claim="C1", part=name, question=f"Is it {name}?", verdict=verdict,
        answer=f"yes, {name}", sentence=f"It is {name}.", value=2.5, low=1.5, high=4.25,
        unit="ratio", line=1.0, n=9, n_of="ties", turned=0, rows=0, note=note, carried_by="",
    )  # fmt: skip


@pytest.fixture
def told(site: Site, tmp_path: Path) -> Tell:
    """Give what tells the story of one claim with these parts."""

    def story(*parts: ReportPart, lang: str = "en", verdict: str = "supported") -> Story:
        store = ReportFolder(tmp_path)
        called = (ReportVerdict(parts[0].claim, "", verdict, "", None, None, None),)
        report = StudyReport("CN", "CN", 2020, "1", "So.", called, parts, store, has_page=False)
        (one,) = stories_of(Asked(site, Words(lang), "/studies/CN", {}, ""), report)
        return one

    return story


def test_the_first_part_answers_the_words_and_the_next_stands_beside_it(told: Tell) -> None:
    story = told(_part("there"), _part("often", "not supported"), _part("new"))
    assert story.second is not None
    assert [story.first.title.sentence, story.second.title.sentence] == [
        "It is there.", "It is often.",
    ]  # fmt: skip
    assert story.first.label.sentence == "C1.there"
    assert (story.second.mark, story.second.verdict) == ("○", "not supported")
    assert story.parts == "This claim has 3 parts."


def test_the_first_part_leads_though_the_data_cannot_tell_it(told: Tell) -> None:
    """It is what the claim says; the next that is told stands beside it."""
    story = told(_part("first", _UNTOLD), _part("last", _UNTOLD), _part("there"))
    assert story.first.title.sentence == "It is first."
    assert story.second is not None
    assert story.second.title.sentence == "It is there."
    assert story.parts == "This claim has 3 parts. The data cannot answer 2 of them."
    untold = told(_part("first", _UNTOLD), _part("last", _UNTOLD))
    assert untold.first.title.sentence == "It is first."
    assert untold.second is None


def test_a_claim_that_compares_is_told_by_what_it_compares_with(told: Tell) -> None:
    """Economy and culture "more than formal links": the formal link is the other half."""
    names = ("benefit", "income", "distance", "formal", "formal-share")
    verdicts = (_UNTOLD, "supported", "supported", "supported", "described")
    parts = [replace(_part(name, verdict), claim="C4")
             for name, verdict in zip(names, verdicts, strict=True)]  # fmt: skip
    story = told(*parts)
    assert story.second is not None
    assert [story.first.title.sentence, story.second.title.sentence] == [
        "It is benefit.", "It is formal.",
    ]  # fmt: skip


def test_a_number_that_the_sentence_says_stands_once(told: Tell) -> None:
    said = replace(_part("there"), sentence="It is there (2.50, 95 % interval 1.50 to 4.25).")
    assert told(said).first.number == ""
    half_said = replace(_part("there"), sentence="It is there 2.50 times.")
    assert (told(half_said).first.number, told(half_said).first.interval) == (
        "2.50", "1.50 to 4.25",
    )  # fmt: skip
    share = replace(_part("there"), unit="share", value=0.21, low=0.143, high=0.297,
                    sentence="A fifth is there, 21 % (14 % to 30 %).")  # fmt: skip
    assert told(share).first.number == ""
    assert told(replace(share, sentence="A fifth is there.")).first.number == "21.0 %"
    assert told(_part("there", note="so it is")).first.note.sentence == "So it is."
    twice = replace(_part("there", note="so it is."), sentence="There, so it is.")
    assert told(twice).first.note.sentence == ""


def test_a_claim_of_one_part_says_nothing_of_others(told: Tell) -> None:
    assert told(_part("there")).parts == ""


@pytest.mark.parametrize(
    ("note", "due"), [("", ""), ("18 ties have it", "18 ties have it."), ("so it is", "So it is.")]
)
def test_a_note_is_a_sentence(told: Tell, note: str, due: str) -> None:
    assert told(_part("there", note=note)).first.note.sentence == due


def test_a_part_that_is_not_supported_says_what_would_be(told: Tell) -> None:
    far = replace(_part("far", "not supported"), claim="C7", answer="fewer than in others")
    story = told(replace(_part("exist"), claim="C7"), far)
    assert story.second is not None
    assert "as many as in others" in story.second.meaning.sentence
    assert story.first.meaning.sentence == ""
    chinese = told(replace(_part("exist"), claim="C7"), far, lang="zh").second
    assert chinese is not None
    assert chinese.meaning.lang is None


def test_the_number_of_the_world_stands_beside_one_that_lies_on_the_other_side(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader of both reports would take one of them for wrong."""
    store = ReportFolder(tmp_path)
    mine = replace(_part("far"), claim="C7", value=1.31, low=1.06, high=1.62)
    beside = replace(mine, part="world-far", value=0.79, low=0.64, high=0.98)

    def across(*others: ReportPart, country: str = "CN", lang: str = "en") -> tuple[str, ...]:
        world = StudyReport("WORLD", "WORLD", 2026, "1", "So.", (), others, store, has_page=False)
        home = replace(world, name=country, country=country, parts=(mine,))
        monkeypatch.setattr(Site, "finished_reports", property(lambda _site: [home, world]))
        (one,) = stories_of(Asked(site, Words(lang), "/studies/CN", {}, ""), home)
        return one.across

    (said,) = across(beside)
    assert "“No fewer far in UN votes” has the number 0.79 (0.64 to 0.98)" in said
    assert "neither explains the other" in said
    assert "0.79" in across(beside, lang="zh")[0]
    assert across(replace(beside, value=1.2)) == across() == across(beside, country="WORLD") == ()


def test_an_interval_among_countries_is_not_called_that_of_the_number(told: Tell) -> None:
    own = told(_part("exist")).first.interval_of
    among = told(replace(_part("chosen"), claim="C6")).first.interval_of
    assert own == "95 % interval"
    assert "countries differ" in among


def test_a_claim_without_any_answer_says_so(told: Tell) -> None:
    story = told(*(_part(name, _UNTOLD) for name in ("first", "second", "third")))
    assert story.parts == "The data answer none of its 3 parts."


def test_a_rule_that_was_changed_after_its_number_says_so_beside_the_verdict(told: Tell) -> None:
    how = "Changed after its number was seen: a half was called support."
    first, second = _part("predicted"), replace(_part("close"), changed=how)
    story = told(first, second)
    assert story.second is not None
    assert (story.first.mark, story.second.mark) == ("●", "●†")
    assert (story.first.changed.sentence, story.second.changed.sentence) == ("", how)


@pytest.mark.parametrize(("lang", "said"), [
    ("en", "Yes, they exist: 551. ○ More than if chance chose the countries: fewer (0.88 times)."),
    ("zh", "有，共551条。○ 多于随机选定国家的情形：更少（0.88倍）。"),
])  # fmt: skip
def test_each_claim_has_a_line_that_says_in_words_what_exists(
    site: Site, tmp_path: Path, lang: str, said: str
) -> None:
    count = replace(
        _part("exist", "described"), value=304.0, low=None, high=None, unit="city ties",
        line=None, n=551, answer="a description",
    )  # fmt: skip
    answer = {"en": "fewer", "zh": "更少"}[lang]
    parts = (count, replace(_part("chance", "not supported"), value=0.88, answer=answer))
    report = StudyReport(
        "CN", "CN", 2020, "1", "So.", (), parts, ReportFolder(tmp_path), has_page=False
    )
    (line,) = claim_lines(Asked(site, Words(lang), "/studies/CN", {}, ""), report)
    assert line.claim == "C1"
    assert line.said.sentence.replace("\u00a0", " ") == said


def test_a_count_bears_words_in_place_of_the_mark_of_a_verdict(told: Tell) -> None:
    count = replace(
        _part("exist", "described"), value=304.0, low=None, high=None, unit="city ties",
        line=None, n=551,
    )  # fmt: skip
    first = told(count, _part("chance", "not supported")).first
    assert (first.mark, first.verdict) == ("", "yes, they exist: 551")


def test_what_the_first_rule_said_stands_beside_the_verdict(told: Tell) -> None:
    """Folded away, a turned verdict was read as if no rule had been changed."""
    rule = PARTS["C7.rivals"]
    changed = interval_finding(
        rule, Interval(0.5, 0.4, 0.6, 0.4, 0.6), Held("", "", "ratio", 1, "ties", "")
    ).changed
    story = told(replace(_part("there"), changed=changed))
    assert story.first.at_first.sentence == "By the first rule: supported."
    assert told(_part("there")).first.at_first.sentence == ""


def test_a_fact_between_countries_answers_half_of_its_claim(told: Tell) -> None:
    part = replace(_part("world-trade"), claim="C4")
    assert "not set beside the tie of the regions" in told(part).first.meaning.sentence
    assert told(_part("there")).first.meaning.sentence == ""


def test_the_page_says_what_stands_below_its_first_sentence(site: Site, tmp_path: Path) -> None:
    """That all rests on one list stood in a fold, and how many rules were changed nowhere."""
    note = one_after_another(
        ["We compared 9.", say(ONE_LIST, units="provinces", source="A of 2020")]
    )
    parts = (
        _part("exist", note=note),
        replace(_part("hubs"), claim="C8", changed="Changed.", as_of=2026),
    )
    report = StudyReport(
        "CN", "CN", 2020, "1", "So.", (), parts, ReportFolder(tmp_path), has_page=True
    )
    asked = Asked(site, Words("en"), "/studies/CN", {}, "")
    one_list, changed = (one.sentence for one in cautions(asked, report))
    assert one_list.startswith("Which provinces are sisters is known from A of 2020 alone")
    assert changed.startswith("Of 1 of its 2 parts the rule was changed")
    assert made_from(asked, report) == "Made from data 1, as of 2020. C8: as of 2026."
    assert absent(asked, report) == ""
    world = replace(report, country="WORLD")
    assert absent(asked, world).startswith("C2, C3, C4, C5, C6, C7 ask about one home country")
