"""Sentences go into JSON with what they were made of, and come back as they were."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass

import numpy as np
import pytest

from sistercities.sentence_records import records_of, said_again, said_from, said_in
from sistercities.sentences import (
    CountryName,
    Listed,
    Said,
    Sentence,
    as_clause,
    capital,
    country_name,
    listed,
    lowered,
    place_name,
    say,
    say_count,
)


def _through_json(one: Said) -> Said:
    text, record = next(iter(json.loads(json.dumps(records_of([one]))).items()))
    return said_from(text, record)


def test_a_sentence_comes_back_with_template_and_values() -> None:
    inner = say_count("{n:,} tie", "{n:,} ties", 1234)
    made = say(
        "{place} of {country} has {ties}, a share of {share:.1%}.",
        place=place_name("Ulm", "p1"),
        country=country_name("Germany", "DE"),
        ties=inner,
        share=np.float64(0.25),
    )
    back = _through_json(made)
    assert isinstance(back, Sentence)
    assert back == "Ulm of Germany has 1,234 ties, a share of 25.0%."
    assert back.template.format(**back.values) == back
    ties = back.values["ties"]
    assert isinstance(ties, Sentence)
    assert (ties.template, ties.plural, ties.n) == ("{n:,} tie", "{n:,} ties", 1234)
    assert back.values["place"].place_id == "p1"  # type: ignore[attr-defined]
    assert back.values["country"].code == "DE"  # type: ignore[attr-defined]


def test_a_list_comes_back_with_its_parts() -> None:
    back = _through_json(listed([say("one"), "two", say("three")], "or"))
    assert isinstance(back, Listed)
    assert (str(back), back.bond, len(back.parts)) == ("one, two or three", "or", 3)


def test_a_sentence_around_what_has_no_record_has_none_either() -> None:
    inner = say("There is no fit: {reason}.", reason=ValueError("y is empty"))
    around = say("This cannot be told: {note}", note=inner)
    assert records_of([inner, around, listed(["a", inner])]) == {}


def test_a_name_of_two_places_is_no_name_of_either() -> None:
    both = [place_name("Suzhou", "a"), place_name("Suzhou", "b"), place_name("Ulm", "c")]
    assert list(records_of(both)) == ["Ulm"]


def test_what_has_no_place_in_json_is_left_out() -> None:
    assert records_of([say("{x}", x=float("nan")), say("{x}", x=object()), "plain"]) == {}


@dataclass(frozen=True)
class _Row:
    label: str
    held: dict[str, tuple[str, ...]]


def test_sentences_are_found_wherever_a_result_holds_them() -> None:
    row = _Row(say("a"), {say("b"): ("plain", say("c"))})
    assert [str(one) for one in said_in([row, copy.deepcopy(row)])] == ["a", "b", "c"] * 2


def test_texts_in_json_become_what_they_were_made_of() -> None:
    records = records_of([say("a"), country_name("Chile", "CL")])
    back = said_again({"k": ["a", ("Chile", 1)], "n": None}, records)
    assert back == {"k": ["a", ["Chile", 1]], "n": None}
    assert [type(one) for one in (back["k"][0], back["k"][1][0])] == [Sentence, CountryName]


def test_a_sentence_stays_what_it_is_with_another_stop_or_letter() -> None:
    made = say("they are {n}.", n=2)
    assert [as_clause(made), capital(made), lowered(capital(made))] == [
        "they are 2", "They are 2.", "they are 2.",
    ]  # fmt: skip
    both = listed([say("it is."), country_name("Chile", "CL")])
    for one in (as_clause(made), capital(made), capital(both), lowered(country_name("A", "A"))):
        assert _through_json(one) == one  # type: ignore[arg-type]
    assert capital("plain") == "Plain"


@pytest.mark.parametrize("record", [{}, {"template": 1}, {"parts": ["a"], "bond": "x"}])
def test_a_record_of_something_else_is_refused(record: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        said_from("text", record)
