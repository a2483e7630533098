"""What a page of a claim, and the first page, say of its parts."""

from __future__ import annotations

import dataclasses
from typing import Any

from report.made_up_study import full
from sistercities.report.chapters.claim_pages import claim_pages
from sistercities.report.chapters.files import chapter_csv
from sistercities.report.chapters.fragment import Fragment, failed
from sistercities.report.chapters.part_tables import (
    MOST_ROWS,
    figure_of_parts,
    part_table,
    short_rows_table,
)
from sistercities.report.figures.parts_figure import draw_parts
from sistercities.report.summary import part_lines
from sistercities.report.tables import changed_notes, marks_words
from sistercities.sentences import listed, say
from sistercities.studies.connectivity.models import DESTINATIONS, NEARBY
from sistercities.studies.hubs.part_words import LIST_HAS_GROWN
from sistercities.studies.parts import ALONE, PartFinding, PartRow


def row(number: int, *, is_turned: bool = False) -> PartRow:
    """Make a number under another rule."""
    return PartRow(f"rule {number}", f"rule number {number}", 1.5, 1.2, 1.9, 7,
                   "supported", is_turned)  # fmt: skip


def part(claim: str = "C4", name: str = "trade", **found: Any) -> PartFinding:
    """Make a part as a study tells it."""
    given: dict[str, Any] = {
        "question": "Is it so?", "side": "above", "verdict": "supported", "answer": "more",
        "sentence": f"Cities have more {name}.", "value": 2.0, "low": 1.5, "high": 3.0,
        "unit": "ratio", "line": 1.0, "n": 70, "n_of": "ties", "method": "counted", "rows": (),
        "would_change": "Other lists.", "rule": "Above 1.",
    }  # fmt: skip
    return PartFinding(claim, name, **{**given, **found})


def told_or_open(side: str, **found: Any) -> PartFinding:
    """Make a part that the data tell, or cannot."""
    if side == "open":
        untold = {"answer": "cannot be told", "verdict": "cannot be told from these data"}
        return part(**{**untold, **found}, side=side)
    return part(**found, side=side, verdict="supported")


def plain(words: str) -> str:
    """Return words with ordinary spaces, as they are read."""
    return words.replace("\u00a0", " ")


def fragment(*parts: PartFinding) -> Fragment:
    """Make the chapter of a study that judges parts."""
    made = failed("drivers", "What goes with ties?", ("C4",), "")
    return dataclasses.replace(made, parts=parts)


def test_a_short_table_has_a_line_a_rule_and_those_first_that_change_the_answer() -> None:
    rows = tuple(row(k, is_turned=k == 9) for k in range(10))
    found = short_rows_table(part(rows=rows))
    assert found is not None
    assert len(found.rows) == 1 + MOST_ROWS
    assert {cell.small for line in found.rows for cell in line} == {""}
    assert found.rows[2][1].words == "1.50 (1.20 to 1.90)"
    assert found.rows[1][0].words == "rule number 9"
    assert found.rows[1][3].words.endswith("(changed)")
    assert found.caption == (
        "Much trade, counted in other ways: the answer changes in 1 of 10 cases."
    )


def test_the_table_of_a_page_is_of_the_first_part_that_is_judged() -> None:
    other = dataclasses.replace(row(1), low=None, high=None, verdict="described")
    count = part("C1", "exist", line=None, low=None, high=None, unit="city ties",
                 verdict="described", rows=(other,))  # fmt: skip
    chance = part("C1", "chance", rows=(row(2),))
    (page,) = claim_pages([fragment(count, chance)], "2026.1", 1)
    assert page.rows is not None
    assert page.rows.caption.startswith("More than if chance chose the countries")
    (alone,) = claim_pages([fragment(count)], "2026.1", 1)
    assert alone.rows is not None
    assert [line[1].words for line in alone.rows.rows] == ["2", "2"]


def test_facts_of_pairs_of_countries_say_what_is_held_alike_and_what_is_not_among_them() -> None:
    """Some may be chance once trade is held alike: that is not all else equal."""
    lost = PartRow("all-facts", "trade too", 1.1, 0.9, 1.3, 7, "cannot be told from these data",
                   is_turned=True)  # fmt: skip
    kept = dataclasses.replace(lost, is_turned=False)
    parts = [
        part(name="world-distance", unit="rate ratio", rows=(lost,)),
        part(name="world-trade", unit="rate ratio"),
        part(name="world-language", unit="rate ratio", rows=(kept,)),
        told_or_open("open", name="world-colony", unit="rate ratio"),
    ]
    (page,) = claim_pages([fragment(*parts)], "2026.1", 1)
    assert plain(page.held).startswith(
        "Distance, border, language and colonial tie held alike, more partnerships go with: "
        "● nearness (2.00 times) and ● language in common (2.00 times). With trade, migrants, air "
        "routes and politics held alike too, 1 of these 2 may be chance. All of these held "
        "alike, more partnerships go with: ● trade (2.00 times). The tie of the regions is not "
        "among these facts"
    )
    assert "All else equal" not in page.held
    assert plain(page.answer) == (
        "More: ● nearness, ● trade, ● language in common. That is half of the claim: none of them "
        "is set beside the tie of the regions, so whether they weigh more is not told."
    )


def test_facts_are_listed_after_the_part_that_answers_the_claim() -> None:
    """Benefit against the formal link is what the claim says: it leads though it stays open."""
    names = ("benefit", "income", "distance", "own", "trade", "migrants", "flights", "formal")
    sides = ("open", "above", "above", "below", "open", "open", "open", "above")
    parts = [told_or_open(side, name=name) for name, side in zip(names, sides, strict=True)]
    parts[0] = dataclasses.replace(parts[0], unit="share", line=0.0)
    parts[3] = dataclasses.replace(parts[3], answer="fewer")
    (page,) = claim_pages([fragment(*parts)], "2026.1", 1)
    assert plain(page.answer) == (
        "? Benefit over the formal link: cannot be told. More: ● high income, economy alike, "
        "● short distance, ● regions that are sisters. Fewer: ● earlier tie with the country."
    )
    assert [line.part.part for line in page.lines] == [
        "benefit", "income", "distance", "own", "formal",
    ]  # fmt: skip


def test_a_changed_rule_of_a_part_that_is_not_told_is_said_on_the_page_too() -> None:
    names = ("benefit", "income", "distance", "own", "formal", "trade", "migrants")
    parts = [told_or_open("open" if name in names[-2:] else "above", name=name) for name in names]
    parts[-1] = dataclasses.replace(parts[-1], changed="Pairs are drawn otherwise.")
    (page,) = claim_pages([fragment(*parts)], "2026.1", 1)
    assert parts[-1].part not in [line.part.part for line in page.lines]
    assert [str(note) for note in page.changed] == ["† Many migrants: pairs are drawn otherwise."]


def test_what_was_changed_in_several_rules_alike_is_said_once() -> None:
    drawn, asked = say("Pairs are drawn otherwise."), say("It was asked otherwise.")
    both = listed((asked, drawn), "space")
    notes = changed_notes(
        [part(changed=drawn), part(name="formal", changed=both), part(name="own")]
    )
    assert [str(note) for note in notes] == [
        "† Much trade; Regions that are sisters: pairs are drawn otherwise.",
        "† Regions that are sisters: it was asked otherwise.",
    ]


def test_a_claim_of_facts_is_answered_by_its_first_part_alone_where_that_is_told() -> None:
    """What more partnerships go with stands in the drawing above the line, and on its page."""
    benefit = part(
        name="benefit", unit="share", value=0.3, line=0.0, answer="benefit foretells more"
    )
    (page,) = claim_pages([fragment(benefit, part(), part(name="formal"))], "2026.1", 1)
    assert plain(page.answer) == "● Benefit over the formal link: benefit foretells more."


def test_a_description_has_its_number_and_neither_mark_of_a_side_nor_verdict() -> None:
    share = part(name="formal-share", side="described", verdict="described", unit="share",
                 value=0.09, low=0.05, high=0.14, line=None, rows=(row(1),))  # fmt: skip
    (page,) = claim_pages([fragment(part(), share)], "2026.1", 1)
    line = page.lines[1]
    assert (line.mark, str(line.verdict)) == ("–", "described, with no verdict")
    drawn = str(svg_of(share))
    assert "9.0 % (5.0 % to 14.0 %)" in drawn
    assert "mark-" not in drawn
    table = short_rows_table(share)
    assert table is not None
    assert "with no verdict" in table.caption


def test_where_nothing_goes_with_partnerships_nothing_is_counted_twice() -> None:
    parts = [told_or_open("open", name=name) for name in ("income", "distance", "own")]
    (page,) = claim_pages([fragment(*parts)], "2026.1", 1)
    assert page.answer == "The data cannot tell what goes with more partnerships."


def test_what_size_alone_may_bring_stands_after_what_holds_at_equal_size() -> None:
    size = part("C5", "size", verdict="mixed", side="open", answer="it depends")
    raw = [part("C5", name, unit="correlation", line=0.0, value=0.5, low=0.4, high=0.6,
                answer="they go together")
           for name in ("flights", "exports")]  # fmt: skip
    (page,) = claim_pages([fragment(size, *raw)], "2026.1", 1)
    assert plain(page.answer) == (
        "◐ Flights at equal size and wealth: it depends. They go together: ● flights and partners, "
        "● exports and partners."
    )


def test_one_country_alone_cannot_answer_what_countries_differ_in() -> None:
    """Missing data would be another reason, and fuller lists would not help."""
    parts = [told_or_open("open", claim="C6", name=name, low=0.1, high=9.0, answer=ALONE)
             for name in ("chosen", "growing")]  # fmt: skip
    (page,) = claim_pages([fragment(*parts)], "2026.1", 1)
    assert plain(page.answer) == (
        "? Chosen more than other countries: cannot be told: countries differ so much that one "
        "country's figure proves nothing."
    )
    assert page.alone.startswith("One country alone cannot answer this")
    told = told_or_open("below", claim="C6", name="growing")
    (other,) = claim_pages([fragment(parts[0], told)], "2026.1", 1)
    assert other.alone == ""


def test_a_part_that_is_open_for_another_reason_says_that_reason() -> None:
    """The line of the first page and the page of the claim must not name two."""
    held = told_or_open("open", claim="C8", name="coming", unit="share", line=0.0, value=0.1,
                        low=0.05, high=0.2, answer=LIST_HAS_GROWN)  # fmt: skip
    (page,) = claim_pages([fragment(held)], "2026.1", 1)
    assert plain(page.answer) == (
        "? Hubs coming forward: cannot be told, as it may be the list that has grown."
    )
    alone = told_or_open("open", claim="C8", name="alike", low=0.1, high=9.0, answer=ALONE)
    (page,) = claim_pages([fragment(alone, held)], "2026.1", 1)
    assert page.alone == ""


def test_each_country_without_which_it_may_be_chance_is_named_as_one_of_them() -> None:
    """It is enough to leave out one, not all of them."""
    several, one = listed(["India", "Japan", "the United States"], "or"), say("Japan")
    for carried, said in (
        (several, "leave out any one of India, Japan or the United States, and it may be chance"),
        (one, "leave out Japan, and it may be chance"),
    ):
        rivals = told_or_open("open", claim="C7", name="rivals", carried_by=carried)
        (page,) = claim_pages([fragment(rivals)], "2026.1", 1)
        assert plain(page.answer) == f"? No fewer in rival countries: cannot be told; {said}."


def test_what_no_list_tells_is_not_counted_as_none() -> None:
    untold = told_or_open("open", claim="C1", name="exist", line=None, unit="city ties", n=0,
                          value=None, low=None, high=None)  # fmt: skip
    (page,) = claim_pages([fragment(untold)], "2026.1", 1)
    assert plain(page.answer) == "? Partners where the region has none: cannot be told."
    assert "none is known" not in str(page.lines[0].head)
    assert " 0 " not in part_lines([untold])[1]


def test_the_lines_of_two_claims_say_that_they_count_the_same_ties() -> None:
    none = part("C1", "exist", line=None, unit="city ties", low=None, high=None, n=551)
    outside = part("C2", "exist", line=None, unit="city ties", low=None, high=None, n=1205)
    first, second = claim_pages([fragment(none, outside)], "2026.1", 1)
    assert first.answer == "Yes, they exist: 551, counted in C2 too."
    assert second.answer == "Yes, they exist: 1,205, the 551 of C1 among them."
    (alone,) = claim_pages([fragment(outside)], "2026.1", 1)
    assert alone.answer == "Yes, they exist: 1,205."


def test_why_nothing_is_told_is_said_once() -> None:
    why = "no city of Hong Kong is among the pairs"
    untold = part(side="open", value=None, low=None, high=None, note=why,
                  sentence=f"Whether it is so cannot be told: {why}.")  # fmt: skip
    (page,) = claim_pages([fragment(untold)], "2026.1", 1)
    assert page.lines[0].reason == ""
    table = part_table([untold], "Parts")
    said = " ".join(cell.words for cell in table.rows[0]) + " ".join(table.reasons)
    assert said.count(why) == 1


def test_a_note_that_the_sentence_does_not_say_stays() -> None:
    (page,) = claim_pages(
        [fragment(part(side="open", value=None, low=None, high=None, note="too few cities"))],
        "2026.1", 1,
    )  # fmt: skip
    assert page.lines[0].reason == "Too few cities."


def test_a_count_alone_is_not_drawn_beside_a_line() -> None:
    count = part("C2", "exist", line=None, unit="city ties", low=None, high=None)
    (page,) = claim_pages([fragment(count)], "2026.1", 1)
    assert page.figure is None


def test_an_interval_that_goes_on_beyond_the_drawing_ends_in_an_arrow() -> None:
    """A clipped end without one would be read as the end of the interval."""
    inside = str(svg_of(part(low=1.5, high=3.0)))
    beyond = str(svg_of(part(low=0.26, high=485.0)))
    both = str(svg_of(part(low=0.0, high=485.0)))
    assert [drawn.count('class="arrow"') for drawn in (inside, beyond, both)] == [0, 1, 2]


def svg_of(one: PartFinding) -> list[object]:
    return list(draw_parts([one])(800.0).marks)


def test_a_part_that_is_not_supported_says_what_would_be() -> None:
    refused = part("C7", "far", verdict="not supported", rows=(row(1),))
    (page,) = claim_pages([fragment(part("C7", "exist"), refused)], "2026.1", 1)
    exist, far = page.lines
    assert "more than in others or as many as in others" in far.meaning
    assert exist.meaning == ""
    assert (far.label, far.mark, far.verdict) == (
        "No fewer far in UN votes", "○", "not supported",
    )  # fmt: skip
    assert page.rows is not None
    assert far.meaning not in page.rows.notes  # its line says it


def test_a_page_says_once_what_turns_an_answer() -> None:
    """The table below says it of its part, and the sentence of one that rests on a country."""
    first = part("C7", "exist", rows=(row(1, is_turned=True),))
    other = part("C7", "far", rows=(row(1, is_turned=True),))
    carried = part("C7", "rivals", carried_by="India", rows=(row(1),),
                   sentence="Without India it may be chance.")  # fmt: skip
    (page,) = claim_pages([fragment(first, other, carried)], "2026.1", 1)
    assert [bool(line.turned) for line in page.lines] == [False, True, False]
    assert page.rows is not None
    assert "1 of 1 cases" in page.rows.caption


def test_a_row_that_leaves_nothing_to_judge_is_told_beside_those_that_turn_the_answer() -> None:
    """It can turn nothing, and a reader who counts the rows would miss it."""
    gone = PartRow("gone", "no list", None, None, None, 0, "cannot be told from these data",
                   is_turned=False, note="no ties are left")  # fmt: skip
    first = part("C7", "rivals", rows=(row(1), gone))
    other = part("C7", "far", rows=(row(1, is_turned=True), row(2), gone))
    (page,) = claim_pages([fragment(first, other)], "2026.1", 1)
    assert page.rows is not None
    assert page.rows.caption.endswith("the answer stays. 1 row leaves too little to judge.")
    assert page.lines[1].turned == (
        "Counted in other ways, the answer changes in 1 of 3 cases. 1 row leaves too little to "
        "judge."
    )


def test_a_claim_that_counts_alone_is_answered_by_what_is_judged_beside_it() -> None:
    """A count that no country could miss is no answer, and neither is "3 others stay open"."""
    count = part("C7", "exist", line=None, low=None, high=None, unit="city ties",
                 side="described", verdict="described", n=205)  # fmt: skip
    rivals = told_or_open("open", claim="C7", name="rivals", carried_by="India")
    far = told_or_open("open", claim="C7", name="far")
    (page,) = claim_pages([fragment(count, rivals, far)], "2026.1", 1)
    assert plain(page.answer) == (
        "Yes, they exist: 205. ? No fewer in rival countries: cannot be told; leave out India, "
        "and it may be chance."
    )


def test_that_there_are_partnerships_stands_in_words_and_not_in_the_mark_of_a_verdict() -> None:
    count = part("C1", "exist", line=None, low=None, high=None, unit="city ties", value=304.0,
                 side="described", verdict="described", n=551, answer="yes, they exist: 551",
                 changed="Changed: so.")  # fmt: skip
    fewer = part("C1", "chance", verdict="not supported", side="below", answer="fewer", value=0.88)
    (page,) = claim_pages([fragment(count, fewer)], "2026.1", 1)
    assert plain(page.answer) == (
        "Yes, they exist: 551. ○ More than if chance chose the countries: fewer (0.88 times)."
    )
    assert (
        plain(page.lines[0].head) == "Partners where the region has none. Yes, they exist: 551. †"
    )
    assert "551, 304 confirmed" in str(svg_of(count))
    assert "551, 304 confirmed" in part_lines([count])[1]


def test_where_one_country_carries_an_answer_the_main_run_is_judged_as_its_rows_are() -> None:
    """Else a row that cannot be told is said to differ from one that cannot be told."""
    turned = dataclasses.replace(row(1, is_turned=True), verdict="cannot be told from these data")
    carried = told_or_open("open", claim="C7", name="rivals", value=0.49, low=0.27, high=0.91,
                           carried_by="India", rows=(turned,))  # fmt: skip
    table = short_rows_table(carried)
    assert table is not None
    assert plain(table.rows[0][3].words) == "○ not supported by its interval; withheld"
    assert "cannot be told" in table.rows[1][3].words
    free = short_rows_table(part("C7", "rivals", rows=(row(1),)))
    assert free is not None
    assert plain(free.rows[0][3].words) == "● supported"


def test_what_depends_on_how_it_is_measured_is_drawn_each_way() -> None:
    """One number with a diamond would say that it is told."""
    ways = (
        PartRow(str(DESTINATIONS.label), "airports within 30 km alone", 1.23, 1.12, 1.34, 290,
                "supported", is_turned=True),
        PartRow(str(NEARBY.label), "airports within 60 km alone", 1.09, 0.96, 1.23, 290,
                "cannot be told from these data", is_turned=True),
    )  # fmt: skip
    size = part("C5", "size", verdict="mixed", side="open", value=1.23, rows=ways)
    drawn = str(svg_of(size))
    assert "it depends, see below" in drawn
    assert "1.23 (1.12 to 1.34)" in drawn
    assert "1.09 (0.96 to 1.23)" in drawn
    assert drawn.count("mark-vermilion") == 1
    assert drawn.count("◐") == 1


def test_all_rows_that_turn_an_answer_stand_on_the_page_of_many_parts() -> None:
    rows = tuple(row(k, is_turned=k in (3, 7, 9)) for k in range(10))
    parts = [part(name="benefit", rows=rows), *(part(name=f"part-{k}") for k in range(7))]
    (page,) = claim_pages([fragment(*parts)], "2026.1", 1)
    assert page.rows is not None
    assert [line[0].words for line in page.rows.rows[1:]] == [
        "rule number 3", "rule number 7", "rule number 9",
    ]  # fmt: skip
    assert "changes in 3 of 10 cases" in page.rows.caption


def test_a_rule_that_was_changed_afterwards_is_marked_wherever_its_verdict_stands() -> None:
    how = "Changed after its number was seen: a half was called support."
    changed = part("C7", "far", changed=how, rows=(row(1),))
    (page,) = claim_pages([fragment(part("C7", "exist"), changed)], "2026.1", 1)
    assert [line.mark for line in page.lines] == ["●", "●†"]
    table = part_table([part("C7", "exist"), changed], "Parts")
    assert [plain(line[1].words) for line in table.rows] == ["● supported", "● supported †"]
    assert [plain(note) for note in table.notes] == ["† No fewer far in UN votes: c" + how[1:]]
    assert "†" in str(svg_of(changed))
    assert "† The rule of 1 part was changed" in str(marks_words([changed]))
    assert "†" not in marks_words([part()])


def test_a_part_beside_the_line_that_is_not_told_says_why() -> None:
    carried = told_or_open("open", claim="C7", name="rivals", low=1.2, carried_by="India")
    holds = told_or_open("open", claim="C7", name="far", low=0.9, carried_by="Japan")
    figure = figure_of_parts("f", "Title", [carried, holds], "2026.1", 1, "parts.csv")
    assert [plain(note) for note in figure.notes] == [
        "? beside the line: No fewer in rival countries: leave out India, and it may be chance.",
    ]


def test_a_drawing_has_ticks_of_the_scales_that_its_parts_stand_on() -> None:
    ratio = part()
    correlation = part("C5", "flights", unit="correlation", line=0.0, value=0.5, low=0.4, high=0.6)
    alone, both = str(svg_of(ratio)), str(list(draw_parts([ratio, correlation])(800.0).marks))
    assert "⅛" in alone
    assert "correlation, difference of shares" not in alone
    assert "⅛" in both
    assert "correlation, difference of shares" in both
    assert "\N{MINUS SIGN}0.5" in both


def test_the_terminal_marks_a_rule_that_was_changed_and_says_so_once() -> None:
    lines = part_lines([part("C7", "exist"), part("C7", "far", changed="Changed: so.")])
    assert [("†" in line) for line in lines] == [False, False, True, True]
    assert "supported †" in lines[2]
    assert all("†" not in line for line in part_lines([part()]))


def test_the_file_of_a_figure_leaves_that_of_a_table_of_its_name() -> None:
    """The file named below a table has all of its rows and columns."""
    result = full()
    table = result.tables[0]
    figure = dataclasses.replace(result.figures[0], id=table.name)
    files = chapter_csv(dataclasses.replace(result, figures=(figure,)))
    held = files[f"{result.study}-{table.name}.csv"].decode("utf-8-sig").splitlines()
    assert held[0].split(",") == [column.name for column in table.columns]
    assert (
        files[f"{result.study}-{table.name}-figure.csv"].decode("utf-8-sig").startswith("series,")
    )


def test_one_change_of_all_parts_that_are_left_names_none_of_them() -> None:
    """Ten names in a row are a line that nobody reads."""
    seen, drawn = say("It was asked otherwise."), say("Pairs are drawn otherwise.")
    many = [part(name=f"part-{k}", changed=drawn) for k in range(5)]
    first = part(name="benefit", changed=seen)
    assert [str(note) for note in changed_notes([first, *many])] == [
        "† Benefit over the formal link: it was asked otherwise.",
        "† All other parts: pairs are drawn otherwise.",
    ]
    with_another = changed_notes([first, *many, part(name="own")])
    assert str(with_another[1]).startswith("† C4.part-0; C4.part-1")


def test_of_many_parts_those_are_drawn_that_are_told() -> None:
    parts = [part(name=f"part-{k}") for k in range(4)]
    parts += [told_or_open("open", name=f"open-{k}") for k in range(4)]
    (page,) = claim_pages([fragment(*parts)], "2026.1", 1)
    assert page.figure is not None
    assert "C4.part-3" in str(page.figure.wide)
    assert "C4.open" not in str(page.figure.wide)
    assert str(page.figure.title) == "Each part that can be told, in a number"
