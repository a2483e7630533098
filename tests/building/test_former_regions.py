"""A former region is a place of its own, with an end and an heir, and knows what lay in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from release_build.former_regions import (
    COLUMNS,
    FormerMember,
    read_former_members,
    read_former_regions,
)
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.ranked_rules import resolve_plainly
from sistercities.errors import SourceError
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place

ROW = {
    "place_id": "x:old-land", "name": "Oldland", "name_local": "", "names": "旧地|旧地大区",
    "level": "region1", "country": "FR", "region_iso": "FR-NEW", "valid_from": "1972",
    "valid_to": "2015", "successor": "x:newland", "members": "x:dep-1|x:dep-2",
    "source": "made-up law", "reason": "merged",
}  # fmt: skip
NEW = Place("x:newland", "Newland", "", "region1", "FR", "FR-NEW", names=(("Newland", "und"),))


def write(folder: Path, **changes: str) -> Path:
    path = folder / "former_regions.csv"
    row = {**ROW, **changes}
    text = "\n".join((",".join(COLUMNS), ",".join(row[one] for one in COLUMNS)))
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_it_has_an_end_and_an_heir(tmp_path: Path) -> None:
    (old,) = read_former_regions(write(tmp_path))
    assert (old.valid_from, old.valid_to, old.successor) == (1972, 2015, "x:newland")
    assert (old.level, old.region_iso) == ("region1", "FR-NEW")


def test_its_members_lay_in_it_until_its_last_year(tmp_path: Path) -> None:
    assert read_former_members(write(tmp_path)) == (
        FormerMember("x:dep-1", "x:old-land", 2015, "made-up law"),
        FormerMember("x:dep-2", "x:old-land", 2015, "made-up law"),
    )


def test_its_name_is_not_that_of_its_heir(tmp_path: Path) -> None:
    world = Gazetteer([NEW, *read_former_regions(write(tmp_path))])
    assert world.region_by_iso["FR-NEW"] == "x:newland"
    end = NamedEnd("旧地大区", "FR", hint_region_iso="FR-NEW", hint_level="region1")
    assert resolve_plainly(end, world).place_id == "x:old-land"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("valid_to", ""),
        ("valid_to", "last year"),
        ("valid_to", "²"),
        ("valid_to", "99999"),
        ("valid_to", "0"),
        ("valid_to", "1971"),
        ("valid_from", "٢٠٠٠"),
        ("successor", ""),
        ("successor", "Newland"),
        ("members", "x:dep-1|dep 2"),
        ("members", "x:dep-1|"),
        ("place_id", "old"),
        ("country", "ZZ"),
        ("region_iso", "BE-NEW"),
        ("level", "realm"),
    ],
)
@pytest.mark.parametrize("reader", [read_former_regions, read_former_members])
def test_refuses_a_row_that_is_not_understood(
    tmp_path: Path, reader: Callable[[Path], object], column: str, value: str
) -> None:
    with pytest.raises(SourceError) as caught:
        reader(write(tmp_path, **{column: value}))
    assert (caught.value.row, caught.value.column) == (2, column)


def test_a_former_place_stands_there_once(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[1], "utf-8")
    with pytest.raises(SourceError, match=r"row 3, column place_id: 'x:old-land'"):
        read_former_regions(path)
