"""What is to be known of a place before anything else, without a numerical package."""

from __future__ import annotations

from itertools import permutations

import sistercities as sc
from sistercities.api.data_choice import open_data
from sistercities.api.place_warnings import (
    barriers_of,
    count_disputed,
    warnings_of,
    warnings_of_countries,
    warnings_of_tie,
)
from sistercities.dataset.index.opened import index_of

LAREDO, WENZHOU = "gn:4705349", "gn:1791388"
KHANKENDI, MONTEBELLO = "gn:146970", "gn:5374322"
SMOLENSK, KERCH = "gn:491687", "gn:706524"
SIMFEROPOL, HOUSTON, TAIPEI, BOISE = "gn:693805", "gn:4699066", "gn:1668341", "gn:5586437"
MYKOLAIV = "gn:700569"


def test_a_place_of_special_status_says_it_first_with_date_and_source() -> None:
    (row,) = sc.place(SIMFEROPOL).status
    assert row.sentence.startswith(
        "Ukraine and the EU do not recognise that Russia counts Crimea as its own"
    )
    assert "Ukraine and the EU do not recognise that" in row.sentence
    assert row.as_of
    assert row.addresses
    assert sc.place(SIMFEROPOL).to_json()["status"][0]["row_id"] == "special_status:UA-43:*"


def test_of_a_status_what_it_is_to_one_state_is_left_to_partners_there() -> None:
    with open_data(None) as release:
        rows = [one.row_id for one in warnings_of(index_of(release), TAIPEI).status]
    assert rows == ["special_status:TW:*"]


def test_partners_in_question_are_those_that_the_benchmark_names() -> None:
    """The gate over arrays and the reading of single rows are two ways to one answer."""
    said = [one for one in sc.benchmark(HOUSTON).notes if "This concerns " in one]
    assert said
    assert sorted(sc.place(HOUSTON).in_question) == sorted(said)


def test_of_two_partners_it_is_said_whoever_comes_first() -> None:
    with open_data() as release:
        index = index_of(release)
        rows = barriers_of(index)
        said = {warnings_of_tie(index, *ends, rows) for ends in permutations((LAREDO, WENZHOU))}
        assert warnings_of_tie(index, LAREDO, BOISE, rows) == ()
        assert warnings_of_tie(index, LAREDO, "gn:1", rows) == ()
    ((law,),) = said
    assert law.startswith("Bodies in Texas may not establish, keep or renew")
    assert law.endswith("Whether this partnership has ended since is not known here.")


def test_a_tie_tells_of_the_status_of_either_place_that_calls_for_care() -> None:
    with open_data() as release:
        index = index_of(release)
        rows = barriers_of(index)
        (said,) = {
            warnings_of_tie(index, *ends, rows) for ends in permutations((KHANKENDI, MONTEBELLO))
        }
        of_taipei = warnings_of_tie(index, TAIPEI, BOISE, rows)
    assert [str(one).partition(" governed")[0] for one in said] == ["An Armenian administration"]
    # Of mainland China, with which a partner elsewhere has nothing to do, its page says no word.
    assert len(of_taipei) == 1
    assert "Shanghai ended its tie with Prague in January 2020" in str(of_taipei[0])
    assert "Mainland Affairs Council" not in str(of_taipei[0])


def test_a_tie_with_crimea_says_so_also_where_the_other_end_is_russian() -> None:
    """Its page, the list of the Russian place and what is told of the two have one sentence."""
    with open_data() as release:
        index = index_of(release)
        rows = barriers_of(index)
        said = {warnings_of_tie(index, *ends, rows) for ends in permutations((SMOLENSK, KERCH))}
        of_smolensk = warnings_of(index, SMOLENSK).in_question
    ((status,),) = said
    assert str(status).startswith("Ukraine and the EU do not recognise that Russia counts Crimea")
    assert [str(one) for one in of_smolensk if "Crimea" in str(one)] == [
        f"{status} This concerns 1 partner of Smolensk (Kerch)."
    ]
    assert str(status) in [one.sentence for one in sc.assess(SMOLENSK, KERCH).obstacles]


def test_one_place_needs_but_the_rows_that_are_told_of_it() -> None:
    """A list of ties reads few rows, a page of many places all of them: both say the same.

    One place of each unit is asked, so that every unit is.
    """
    in_units = "'UA-43', 'GE-AB', 'CN-XZ', 'US-TX', 'US-FL', 'US-IN', 'US-AR', 'KP-01', 'RU-MOW'"
    with open_data() as release:
        index = index_of(release)
        rows = barriers_of(index)
        places = index.tuples(
            "SELECT min(place_id) FROM places "
            "WHERE place_id IN (SELECT place_id FROM tie_counts) AND "
            f"(region_iso IN ({in_units}) OR country IN ('TW', 'KP', 'IR', 'PS', 'CY', 'SD')) "
            "GROUP BY country, region_iso"
        )
        few = {one: warnings_of(index, one) for (one,) in places}
        assert few == {one: warnings_of(index, one, rows) for one in few}
    assert len(few) > 60
    assert any(one.status for one in few.values())
    assert any(one.in_question for one in few.values())


def test_most_places_have_nothing_of_that_kind() -> None:
    with open_data(None) as release:
        found = warnings_of(index_of(release), BOISE)
    assert (found.status, found.in_question) == ((), ())


def test_ties_with_an_end_of_disputed_status_are_counted_and_two_states_have_their_rows() -> None:
    with open_data(None) as release:
        rows = index_of(release)
        barriers = barriers_of(rows)
        ties = [(SIMFEROPOL, HOUSTON), (HOUSTON, BOISE)]
        assert count_disputed(rows, ties, barriers) == 1
    between = warnings_of_countries("RU", "UA", barriers)
    assert "have been at war since 24 February 2022" in between[0]
    assert between == tuple(dict.fromkeys(between))
    assert warnings_of_countries("UA", "UA", barriers) == ()


def test_of_partners_that_newer_lists_lack_it_is_told_what_bars_them_before_one_asks() -> None:
    """Moscow and Saint Petersburg stand on old lists of Mykolaiv, and no longer on newer ones."""
    with open_data() as release:
        told = warnings_of(index_of(release), MYKOLAIV)
    said = " ".join(str(one) for one in told.of_missed)
    assert "at war since 24 February 2022" in said
    assert "Moscow" in said
    assert not any("Moscow" in str(one) for one in told.of_partners), "they are no partners today"
