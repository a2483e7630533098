"""The Chinese tables of 2026: `ties.tsv` and `conflicts.tsv`, read beside the lists of 2020."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from release_build.readers import china_conflicts, china_ties
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.claims import SourceClaim


@dataclass(frozen=True, slots=True)
class ChinaReading:
    """What the two tables say.

    Attributes
    ----------
    claims
        One for each row, ties first, in the order of the files.
    about
        By claim id, the id of the claim of the lists that it is about; new ties are left out.
    """

    claims: tuple[SourceClaim, ...]
    about: Mapping[str, str]


def read_china(folder: Path, lists: Collection[SourceClaim]) -> ChinaReading:
    """Read both tables.

    Parameters
    ----------
    folder
        The folder that holds them.
    lists
        The claims of the Chinese lists; a row names one by the part of its id after the source.

    Raises
    ------
    BuildError
        If a file cannot be read.
    SourceError
        If a column or a value is not understood, an id stands there twice, or a row does not go
        with the row of the lists that it names.
    """
    by_row = {claim.claim_id.partition(":")[2]: claim for claim in lists}
    ties = list(_rows(folder / china_ties.FILE, china_ties.COLUMNS, "id"))
    read = [
        (china_ties.tie_claim(row, named), named)
        for row, named in ((row, china_ties.named_claim(row, by_row)) for row in ties)
    ]
    dates = {row.values["source_address"]: row.values["source_date"] for row in ties}
    for row in _rows(folder / china_conflicts.FILE, china_conflicts.COLUMNS, "row_id"):
        listed = china_ties.listed_claim(row, by_row)
        read.append((china_conflicts.conflict_claim(row, listed, dates), listed))
    about = {claim.claim_id: named.claim_id for claim, named in read if named is not None}
    return ChinaReading(tuple(claim for claim, _ in read), about)


def _rows(path: Path, columns: tuple[str, ...], key: str) -> Iterator[WrittenRow]:
    seen: set[str] = set()
    snapshot = Snapshot(path, Origin(china_ties.SOURCE_ID))
    for line, values in table_rows(snapshot, columns, delimiter="\t"):
        row = WrittenRow(path.name, values[key].strip() or line, values)
        row.require(key)
        if values[key] in seen:
            raise row.refuse(key, "a row above has this id; keep one of them")
        seen.add(values[key])
        yield row
