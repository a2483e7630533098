"""Which lists of regions a source vouches for by its own account, and our rulings on them.

A table of typed ties says of each region whether its list was read whole (`sources.whole_lists`).
A ruling in `data/decisions/region_lists*.csv` on the same list goes before that account: a list
that its page words as "among them are" is not whole. A ruling that says what the account says is
retired.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from release_build.readers.whole_lists import ListAccount
from sistercities.dataset.coverage_decisions import RegionList, read_region_lists
from sistercities.errors import BuildError

FILES = "region_lists*.csv"


def region_lists(decisions: Path, accounts: Iterable[ListAccount]) -> tuple[RegionList, ...]:
    """Return what sources say of their lists, with our rulings in place of what they replace.

    Parameters
    ----------
    decisions
        Folder with the rulings.
    accounts
        What the tables say of the lists that they were typed from.

    Raises
    ------
    SourceError
        If a ruling is not understood.
    BuildError
        If two files rule on one list, or a ruling says what the source says.
    """
    rulings = _rulings(decisions)
    told = {one.key: one for one in map(_told, accounts)}
    for key, ruling in rulings.items():
        if key in told and told[key].is_listed == ruling.is_listed:
            raise BuildError(
                f"data/decisions/{FILES}: the ruling on {ruling.region_iso} ({ruling.source_id}) "
                "is what the source says; take the row out"
            )
    return tuple({**told, **rulings}.values())


def _rulings(decisions: Path) -> dict[tuple[str, str, str, str], RegionList]:
    rulings: dict[tuple[str, str, str, str], RegionList] = {}
    for path in sorted(decisions.glob(FILES)):
        for ruling in read_region_lists(path):
            if ruling.key in rulings:
                raise BuildError(
                    f"{path.name}: another file rules on the list of {ruling.region_iso} in "
                    f"{ruling.source_id}; keep one of the rows"
                )
            rulings[ruling.key] = ruling
    return rulings


def _told(account: ListAccount) -> RegionList:
    return RegionList(
        account.source_id,
        account.country,
        account.region_iso,
        "upper",
        account.is_whole,
        account.year,
        account.reason,
    )
