"""The paragraph of a purpose is read aloud: whole sentences, of all that its table asks for."""

from __future__ import annotations

import pytest

from sistercities.partners.short_lists.purpose_facts import facts_of_each, say_what_serves
from sistercities.partners.short_lists.purpose_sentences import SPEAKS_OF
from sistercities.partners.short_lists.weighing import Purpose, purposes

_BREATH = 55
"""Words of a sentence that somebody reads aloud without a pause for breath."""


@pytest.mark.parametrize("purpose", purposes(), ids=lambda one: one.name)
def test_it_is_a_few_whole_sentences(purpose: Purpose) -> None:
    said = str(say_what_serves(purpose))
    assert ";" not in said
    sentences = said.removesuffix(".").split(". ")
    assert 1 <= len(sentences) <= 3
    assert max(len(one.split()) for one in sentences) <= _BREATH


def test_it_speaks_of_all_that_the_table_asks_for_and_of_nothing_else() -> None:
    asked = {
        name: frozenset(fact for line in lines for fact in line.names)
        | ({"apart"} if any(line.up_to_km for line in lines) else frozenset())
        for name, lines in facts_of_each().items()
    }
    assert asked == SPEAKS_OF


def test_kilometres_are_those_of_the_table() -> None:
    near = {
        name: max((each.up_to_km or 0 for each in lines if each.names == ("apart",)), default=0)
        for name, lines in facts_of_each().items()
    }
    for purpose in purposes():
        said = str(say_what_serves(purpose))
        assert (f"within {near[purpose.name]:.0f} km" in said.casefold()) == (
            near[purpose.name] > 0
        )
