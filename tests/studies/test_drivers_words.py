"""What is said of economy, culture and earlier ties beside the formal link, one by one."""

from __future__ import annotations

from sistercities.studies.drivers.part_words import (
    alone_sentence,
    benefit_answer,
    people_sentence,
    weights_sentence,
)
from sistercities.studies.part_rules import Interval

ECONOMY, CULTURE, EARLIER = "economy and trade", "culture and language", "earlier ties nearby"


def test_what_is_told_of_all_together_is_not_said_of_each() -> None:
    answer = benefit_answer("above", [], [ECONOMY, CULTURE, EARLIER], "they foretell more")
    assert answer.endswith("cannot tell whether any of the three does so alone")
    said = alone_sentence("above", [], [ECONOMY, CULTURE])
    assert "cannot tell whether any of the three does so alone" in said


def test_a_kind_that_foretells_more_by_itself_is_named_beside_those_that_are_open() -> None:
    answer = benefit_answer("above", [ECONOMY], [CULTURE, EARLIER], "they foretell more")
    assert answer == (
        "more is foretold by economy and trade alone than by the formal link; of culture and "
        "language or earlier ties nearby that cannot be told"
    )
    said = alone_sentence("above", [ECONOMY], [CULTURE])
    assert (
        said == "So it is of economy and trade alone; of culture and language that cannot be told."
    )


def test_nothing_is_said_of_each_where_the_answer_is_another() -> None:
    assert benefit_answer("open", [], [ECONOMY], "cannot be told") == "cannot be told"
    assert alone_sentence("below", [], [ECONOMY]) == ""


def test_shares_stand_in_their_order_with_the_formal_link_among_them() -> None:
    said = weights_sentence(
        [(CULTURE, 0.048), ("formal tie of the regions", 0.097), (ECONOMY, 0.293)]
    )
    assert said == (
        "Of all that the facts foretell: economy and trade 29 %, formal tie of the regions 10 %, "
        "culture and language 5 %."
    )
    assert weights_sentence([]) == ""


def test_shares_that_do_not_make_up_the_whole_say_where_the_rest_is() -> None:
    """29, 10, 6 and 6 of 100 stood alone, and a reader asked for the other 49."""
    said = weights_sentence([(ECONOMY, 0.286), (CULTURE, 0.056)], beside=0.508)
    assert said == (
        "Of all that the facts foretell: economy and trade 29 %, culture and language 6 %; the "
        "other 51 % is of facts that the claim does not name, or that go with fewer partnerships."
    )


def test_the_ratio_of_income_has_its_other_condition_beside_it() -> None:
    said = people_sentence(Interval(2.38, 1.18, 4.79))
    assert "equal population" in said
    assert "2.38 times (1.18 to 4.79)" in said
    assert people_sentence(Interval(None, None, None)) == ""
