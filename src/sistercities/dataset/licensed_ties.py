"""Ties rebuilt from the claims of one licence alone, as if no other source were there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sistercities.dataset.assemble import signing_levels
from sistercities.dataset.claim_rows import place_end, resolved_claim
from sistercities.dataset.release.store import Release
from sistercities.dataset.weigh import weigh
from sistercities.dataset.weighing_ground import weighing_ground
from sistercities.terms.schema import Column, Table
from sistercities.terms.tables import TIES

if TYPE_CHECKING:
    import pandas as pd

_CLAIMS = "SELECT * FROM claims WHERE licence = ? AND tie_id IS NOT NULL ORDER BY claim_id"
_ENDS = """
    SELECT place_id, name, level, country, is_dual, valid_to FROM places WHERE place_id IN (
        SELECT place_a FROM claims WHERE licence = ? AND tie_id IS NOT NULL
        UNION SELECT place_b FROM claims WHERE licence = ? AND tie_id IS NOT NULL)
"""
_DTYPES = {"string": "str", "int": "int64", "float": "float64", "bool": "bool"}


def ties_of_licence(release: Release, licence: str) -> pd.DataFrame:
    """Weigh the claims under one licence; a frame with the columns of the table `ties`.

    Parameters
    ----------
    release
        Where the claims are.
    licence
        SPDX id, as the column `licence` of the claims has it.
    """
    rows = release.query(_CLAIMS, [licence])
    # That two ties are one agreement may rest on claims of other licences: each claim is its own.
    claims = [resolved_claim(row, is_folded=False) for row in rows]
    places = {row["place_id"]: place_end(row) for row in release.query(_ENDS, [licence] * 2)}
    held = {claim.claim.claim_id for claim in claims}
    # What the sources of other licences lack is theirs too: they cover nothing here.
    own = "(SELECT * FROM claims WHERE licence = '{}')".format(licence.replace("'", "''"))
    ground = weighing_ground(release, claims=own)
    told = {
        tie_id: tuple(one for one in happened if one.event_id in held)
        for tie_id, happened in ground.events.items()
    }
    weighed = weigh(
        claims,
        places,
        signing_levels(release.query("SELECT country, level FROM upper_tier")),
        replace(ground, events=told),
    )
    return frame_of_rows(TIES, weighed.ties)


def frame_of_rows(table: Table, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Lay out rows as a frame of the table's columns and types; missing stays missing."""
    import pandas as pd

    return pd.DataFrame(
        {
            column.name: pd.Series([row[column.name] for row in rows], dtype=_dtype(column))
            for column in table.columns
        }
    )


def _dtype(column: Column) -> Any:
    is_open_count = column.type == "int" and not column.is_required
    return "Int64" if is_open_count else _DTYPES[column.type]
