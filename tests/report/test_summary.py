"""The study on a terminal."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from report.made_up_result import few, many, odd
from sistercities.report.nesting.summary import summary_of
from sistercities.report.summary import columns
from sistercities.studies.claims import CLAIMS
from sistercities.studies.nesting.part_rules import PART_RULES
from sistercities.studies.parts import PartFinding


def test_the_sentence_comes_first_and_a_warning_after_it():
    assert summary_of(many())[0] == many().headline
    assert summary_of(odd())[:2] == [odd().headline, odd().first_line_warning]


def test_the_parts_stand_below_their_claims_a_line_each():
    rules = {rule.id: rule for rule in PART_RULES}
    told = (
        ("C1.exist", 7.0, None, None, "city ties"),
        ("C3.independent", 2.85, 1.8, 4.5, "ratio"),
    )
    parts = tuple(
        PartFinding(
            claim=name[:2], part=name[3:], question="", side="above",
            verdict=rules[name].verdict_of("above"), answer=rules[name].answer_of("above"),
            sentence="Said.", value=value, low=low, high=high, unit=unit,
            line=None if unit == "city ties" else 1.0, n=9,
            n_of="ties", method="", rows=(), would_change="", rule="",
        )
        for name, value, low, high, unit in told
    )  # fmt: skip
    lines = summary_of(replace(many(), parts=parts))
    first = lines.index(f"C1  {CLAIMS['C1']}")
    assert lines[:2] == [many().headline, ""]
    assert lines[first : first + 4] == [
        f"C1  {CLAIMS['C1']}",
        "  exist        described, with no verdict  9, 7 confirmed       A description",
        f"C3  {CLAIMS['C3']}",
        "  independent  not supported               2.85 (1.80 to 4.50)  More often than by chance",
    ]


def test_verdicts_numbers_and_the_run_are_there():
    text = "\n".join(summary_of(many()))
    assert "C3  mixed" in text
    assert "13.1 %     9.3 % to 17.8 %    15.2 %" in text
    assert "degree-country" in text
    assert "seed 7" in text


def test_each_verdict_has_the_words_of_its_claim():
    lines = summary_of(many())
    for claim, row in many().verdicts.items():
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{claim}  "))
        assert lines[at + 1 : at + 3] == [f"    Claim: {row.claim_text}.", f"    {row.sentence}"]


@pytest.mark.parametrize("make", [many, few, odd])
def test_it_is_plain_text_of_about_one_screen(make):
    lines = summary_of(make())
    assert len(lines) <= 40
    assert not any("\x1b" in line or "\n" in line or line != line.rstrip() for line in lines)
    assert not any("nan" in line.split() for line in lines)


def test_what_is_withheld_says_why():
    assert any("did not mix" in line for line in summary_of(odd()))


def test_a_table_without_a_number_is_not_printed():
    assert not any("Share inside" in line for line in summary_of(few()))
    assert any("Share inside" in line for line in summary_of(many()))


def test_columns_line_up_with_chinese_names():
    lines = columns([["宁波", "1"], ["Ningbo", "12"], ["x", "123"]], frozenset({1}))
    assert {cell_len(line) for line in lines} == {11}
    assert columns([]) == []
