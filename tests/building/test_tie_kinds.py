"""A partner city is no twin town, and a list of twin towns says nothing of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from building.made_up_observations import known, place
from release_build.tie_kinds import COLUMNS, KindRuling, read_tie_kinds, with_tie_kinds
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.source_coverage import source_coverage
from sistercities.dataset.source_lists import SourceList, SourceLists
from sistercities.errors import BuildError, SourceError
from sistercities.sources.undated_claims import BOTH_STATE, ends_that_state

OLD, LIST = "wikidata-2017", "enwiki-2026"
RULING = KindRuling("gn:1~gn:2", "exchange", "it stands among the partner cities")
ROW = "gn:2,gn:1,exchange,it stands among the partner cities,https://town.invalid,2026-12-01"


def rulings(folder: Path, *rows: str) -> tuple[KindRuling, ...]:
    path = folder / "tie_kinds.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return read_tie_kinds(path)


def stated_at_both_ends() -> ResolvedClaim:
    one = known(OLD, "gn:1", "gn:2")
    return replace(one, claim=replace(one.claim, note=BOTH_STATE))


def test_claims_that_state_no_kind_take_that_of_the_ruling(tmp_path: Path) -> None:
    assert rulings(tmp_path, ROW) == (RULING,)
    other = known(OLD, "gn:1", "gn:3")
    ruled, kept = with_tie_kinds([stated_at_both_ends(), other], [RULING])
    assert ruled.claim.kind == "exchange"
    assert "partner cities" in ruled.claim.note
    assert ends_that_state(ruled.claim.note) == ("a", "b")
    assert kept == other


def test_a_list_of_twin_towns_says_nothing_of_a_partner_city() -> None:
    places = {
        one.place_id: one
        for one in (place("gn:1", "Ahaven", "NL"), place("gn:2", "Corva", "IT"),
                    place("gn:3", "Delta", "IT"), place("gn:4", "Eastham", "NL"))
    }  # fmt: skip
    lists = SourceLists(
        tuple(SourceList(LIST, of, "*", "list", True, "made up") for of in ("NL", "IT"))
    )

    def of_list(a: str, b: str) -> ResolvedClaim:
        one = known(LIST, a, b)
        ends = [
            replace(end, country=places[end.name].country) for end in (one.claim.a, one.claim.b)
        ]
        return replace(one, claim=replace(one.claim, a=ends[0], b=ends[1]))

    told = [of_list("gn:1", "gn:3"), of_list("gn:2", "gn:4"), stated_at_both_ends()]
    plain = source_coverage(told, places, lists)
    assert plain.covers(LIST, "gn:1", "gn:1~gn:2")
    ruled = source_coverage(with_tie_kinds(told, [RULING]), places, lists)
    assert not ruled.covers(LIST, "gn:1", "gn:1~gn:2")
    # A ruling on what Wikidata has does not make it a source that tells kinds apart.
    typed = known("typed", "gn:3", "gn:4")
    told.append(replace(typed, claim=replace(typed.claim, kind="exchange")))
    older = SourceLists((*lists.rows, SourceList(OLD, "*", "*", "list", True, "made up")))
    told += [known(OLD, "gn:4", "gn:2"), known(OLD, "gn:3", "gn:1")]
    again = source_coverage(with_tie_kinds(told, [RULING]), places, older)
    assert not again.covers(OLD, "gn:4", "gn:3~gn:4")


@pytest.mark.parametrize("kind", ["unknown", "sister"])
def test_a_ruling_on_no_tie_or_on_one_whose_kind_is_told_is_refused(kind: str) -> None:
    claim = known(OLD, "gn:1", "gn:2" if kind == "sister" else "gn:3")
    told = replace(claim, claim=replace(claim.claim, kind=kind))
    with pytest.raises(BuildError, match=r"tie_kinds\.csv: .*gn:1~gn:2; take the row out"):
        with_tie_kinds([told], [RULING])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [("exchange", "unknown", "kind"), ("exchange", "twin", "kind"), ("gn:2", "Corva", "place"),
     ("it stands among the partner cities", "", "reason"), ("https://town.invalid", "", "source")],
)  # fmt: skip
def test_rows_that_are_not_understood_are_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        rulings(tmp_path, ROW.replace(old, new))


def test_two_rows_on_one_tie_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="keep one"):
        rulings(tmp_path, ROW, ROW.replace("gn:2,gn:1", "gn:1,gn:2"))
