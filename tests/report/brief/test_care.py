"""What calls for care with partners: grouped, said once, and no partner lost for want of room."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import openpyxl
import pytest

from report.brief import made_up_brief as made_up
from report.typeset.read_pdf import all_words, closed
from sistercities.report.brief.care import care_lines
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.facts import BriefCare
from sistercities.report.brief.files import page_of
from sistercities.report.brief.paper import pdf_of
from sistercities.report.brief.parts import BriefBlock
from sistercities.report.brief.room import Room
from sistercities.report.brief.word_file import document_of
from sistercities.report.brief.words import ENGLISH
from sistercities.report.brief.workbook import workbook_of
from sistercities.report.typeset.paper_drawing import light_rules
from sistercities.terms.words import ObstacleKind

_PROGRAM = "The Uppsala Conflict Data Program recorded"
_UNTIL = "; the edition that we hold ends with 2024."
RIVALS = BriefCare("listed_unfriendly", "A lists B as unfriendly.", ("Minato",))
WAR = BriefCare("war", "A and B have been at war since 2022.", ("Sakurai", "Moqi"))
WITHIN = (
    BriefCare("war_within", f"{_PROGRAM} war of the government of C in 2024{_UNTIL}", ("Lago",)),
    BriefCare("war_within", f"{_PROGRAM} war of the government of D in 2023{_UNTIL}", ("Karto",)),
)
SANCTIONS = BriefCare("sanctions", "B has sanctions against E.", ("Pyona",))
ALL = (RIVALS, *WITHIN, SANCTIONS, WAR)


def test_each_line_is_about_one_thing_wars_first_with_the_names_before_what_it_is() -> None:
    wars, sanctions, others = care_lines(ALL, ENGLISH, 9)
    assert wars == (
        "War or armed conflict. Sakurai and Moqi: A and B have been at war since 2022. Recorded "
        "by the Uppsala Conflict Data Program, of which the edition that we hold ends with 2024: "
        "Lago: war of the government of C in 2024; Karto: war of the government of D in 2023."
    )
    assert sanctions == "Sanctions. Pyona: B has sanctions against E."
    assert others == "Relations and status of states. Minato: A lists B as unfriendly."


def test_one_war_alone_and_wars_of_two_editions_are_told_in_the_words_of_their_rows() -> None:
    (one,) = care_lines(WITHIN[:1], ENGLISH, 9)
    assert one == f"War or armed conflict. Lago: {WITHIN[0].reason}"
    newer = replace(WITHIN[1], reason=WITHIN[1].reason.replace("ends with 2024", "ends with 2025"))
    (two,) = care_lines((WITHIN[0], newer), ENGLISH, 9)
    assert WITHIN[0].reason in two
    assert newer.reason in two


@pytest.mark.parametrize("most", range(6))
def test_whatever_there_is_room_for_every_partner_is_named(most: int) -> None:
    said = " ".join(care_lines(ALL, ENGLISH, most))
    for one in ALL:
        assert all(name in said for name in one.partners)
    left = [one for one in ALL if one.reason.removesuffix(_UNTIL)[-20:] not in said]
    assert len(left) <= len(ALL) - most
    assert ("the table (XLSX) says what calls for care" in said) == bool(left)
    if most >= 1:
        assert WAR.reason in said


def test_of_those_left_to_the_table_the_number_is_told() -> None:
    first = care_lines((WAR, *WITHIN, replace(WITHIN[0], partners=("Rosta",))), ENGLISH, 1)[0]
    assert first.endswith(
        "Also Lago, Karto and Rosta: for these 3 the table (XLSX) says what calls for care."
    )


def test_the_workbook_says_of_each_partner_what_calls_for_care() -> None:
    made = brief_of(made_up.facts(with_care=ALL), room=Room(care=0))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(made)))["With care"]
    rows = {(row[0].value, row[2].value) for row in sheet.iter_rows(min_row=2)}
    assert rows == {(name, one.reason) for one in ALL for name in one.partners}


def test_partners_that_newer_lists_lack_stand_there_too() -> None:
    """Their sentence says that the table tells which sanctions or wars."""
    missed = next(tie for tie in made_up.doubtful_ties() if tie.partner.name == "Moqi")
    care = {missed.partner.place_id: ("At war since 2022.", "Sanctions hold.")}
    made = brief_of(made_up.facts(care_of_missed=care))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(made)))["With care"]
    rows = [(row[0].value, row[2].value) for row in sheet.iter_rows(min_row=2)]
    assert rows == [("Moqi", "At war since 2022."), ("Moqi", "Sanctions hold.")]


def test_names_stand_out_in_every_format_and_no_word_is_lost() -> None:
    made = brief_of(made_up.facts(with_care=ALL))
    assert "<b>Sakurai and Moqi:</b> A and B have been at war" in page_of(made)
    runs = [run for each in docx.Document(io.BytesIO(document_of(made))).paragraphs
            for run in each.runs if run.bold]  # fmt: skip
    assert "Sakurai and Moqi:" in [run.text for run in runs]
    said = all_words(pdf_of(made))
    for line in care_lines(ALL, ENGLISH, 9):
        assert closed(line) in said


def test_a_name_within_another_is_not_taken_for_it() -> None:
    block = BriefBlock("", (), strong=("Haifa:", "Osaka and Haifa:"))
    told = "Osaka and Haifa: at war. New Haifa: none."
    assert block.parted(told) == (
        ("Osaka and Haifa:", True), (" at war. New Haifa: none.", False),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["special_status", "entry_limits", "relations_downgraded", "law"])
def test_what_is_neither_war_nor_sanctions_is_about_states(kind: ObstacleKind) -> None:
    (line,) = care_lines((BriefCare(kind, "So it is.", ("Minato",)),), ENGLISH, 1)
    assert line.startswith("Relations and status of states. Minato:")


def test_notes_are_given_up_only_after_all_else_that_is_less_grave() -> None:
    room, seen = Room(), []
    while (smaller := room.less_second()) != room:
        seen.append(room := smaller)
    first = next(one for one in seen if one.care < Room().care)
    assert first.unknown == 1
    assert (first.reasons, first.per_list) == (1, 3)
    assert (seen[-1].care, seen[-1].per_list) == (0, 1)


def test_numbers_in_marks_of_the_map_can_be_read() -> None:
    """They stood black on blue, on paper and on the page."""
    page = page_of(brief_of(made_up.facts()))
    for rules in (page, light_rules()):
        (rule,) = re.findall(r"svg \.map-n ?\{([^}]*)\}", rules)
        assert re.search(r"fill: (?:var\(--paper\)|#ffffff)", rule)


def test_on_a_phone_the_map_has_its_few_large_names() -> None:
    page = page_of(brief_of(made_up.facts()))
    phone = page[page.index("@media screen and (max-width: 620px)") : page.index("@media print")]
    assert ".map-names.wide { display: none; }" in phone
    assert ".map-names.narrow { display: inline; }" in phone
    assert "white-space: normal" in phone
    assert 'class="map-names narrow"' in page


def test_partners_that_newer_lists_lack_are_all_named_where_they_call_for_care_or_are_barred() -> (
    None
):
    """Of Istanbul the fourth stood as "and 1 more"."""
    missed = tuple(
        replace(tie, stands=replace(tie.stands, standing="no_longer_listed"))
        for tie in made_up.many_ties(6)
    )
    ids = [tie.partner.place_id for tie in missed]
    care = {one: (f"Law {k}.",) for k, one in enumerate(ids)}
    for facts in (
        made_up.facts(ties=missed, care_of_missed=care),
        made_up.facts(ties=missed, barred=frozenset(ids)),
    ):
        said = " ".join(brief_of(facts).ties.notes)
        assert all(tie.partner.name in said for tie in missed)
