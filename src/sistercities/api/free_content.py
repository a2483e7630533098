"""What an export holds where everything in it is under CC0: ties rebuilt from such claims alone.

The names are those that these claims write, the ids are identifiers. Coordinates, population,
levels, regions and countries come from GeoNames (CC BY) and stay out, and with them the dyads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sistercities.api.arguments import checked_words
from sistercities.api.export_tables import ALL, TIES, with_columns
from sistercities.dataset.licensed_ties import ties_of_licence
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.report.cited_sources import CitedSource
from sistercities.report.export_formats.content import ExportContent, ExportTable
from sistercities.terms import tables as terms
from sistercities.terms.schema import Table, text, whole

if TYPE_CHECKING:
    import pandas as pd

LICENCES = {"CC0": "CC0-1.0"}
"""What may be asked for, and its SPDX id."""
NODES = Table(
    "nodes",
    "Places by the names that the claims write, with number of ties",
    ("place_id",),
    (
        text("place_id", "stable id: gn:<GeoNames>, wd:<Wikidata> or x:<slug>", required=True),
        text("name", "name as the first of these claims writes it", required=True),
        text("given_id", "id that these claims give, such as wd:Q42"),
        whole("n_ties", "ties of the place in this export", required=True, unit="ties"),
    ),
)
FREE_TIES = replace(
    with_columns(TIES, (*terms.TIES.column_names, "name_a", "name_b")),
    title="Ties weighed from claims under CC0 alone",
)
NOTES = (
    "Everything here is under CC0-1.0: the ties are rebuilt from claims under CC0 alone, as if no "
    "other source were there.",
    "Names are as these claims write them. A place id is an identifier; which place a name means "
    "and the class of a tie are this project's own findings, made with GeoNames (CC BY 4.0) and "
    "with what the other sources say of the neighbours.",
    "Coordinates, population, levels and regions of places come from GeoNames and are not here, "
    "nor are the dyads and the facts on places, which rest on them.",
)


def free_content(
    release: Release, licence: str, tables: Sequence[str] | None, *, is_network: bool
) -> ExportContent:
    """Rebuild the ties from the claims of one licence.

    Raises
    ------
    InvalidArgument
        If the release holds no claim under that licence, or a table cannot be given under it.
    """
    spdx = LICENCES[licence]
    claims = release.frame("claims")
    claims = claims[claims["licence"] == spdx].reset_index(drop=True)
    if claims["tie_id"].isna().all():
        raise InvalidArgument(
            "licence", licence, "these data hold no tie under it; leave the licence out"
        )
    sources = release.frame("sources")
    ends = _ends(claims)
    ties = _with_names(ties_of_licence(release, spdx), ends)
    sources = sources[sources["source_id"].isin(claims["source_id"])].reset_index(drop=True)
    nodes = _nodes(ties, ends)
    held = {"nodes": (NODES, nodes), "ties": (FREE_TIES, ties)}
    if is_network:
        held["nodes"] = (NODES, nodes[nodes["n_ties"] > 0].reset_index(drop=True))
    else:
        held |= {"claims": (ALL["claims"], claims), "sources": (ALL["sources"], sources)}
        names = tuple(held) if tables is None else checked_words("tables", tables, tuple(held))
        held = {name: held[name] for name in names}
    return ExportContent(
        tables=tuple(ExportTable(schema, frame, spdx) for schema, frame in held.values()),
        version=release.version,
        title=f"sister ties by claims under {spdx} alone",
        notes=NOTES,
        sources=tuple(CitedSource.from_row(dict(row)) for _, row in sources.iterrows()),
    )


def _ends(claims: pd.DataFrame) -> pd.DataFrame:
    """Name and given id of each place, as the first claim has them; indexed by place id."""
    import pandas as pd

    sides = [
        claims[["claim_id", f"place_{end}", f"name_{end}", f"given_id_{end}"]].set_axis(
            ["claim_id", "place_id", "name", "given_id"], axis=1
        )
        for end in ("a", "b")
    ]
    every = pd.concat(sides).dropna(subset="place_id").sort_values("claim_id", kind="stable")
    return every.drop_duplicates("place_id").set_index("place_id").sort_index()


def _with_names(ties: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    names = {f"name_{end}": ties[f"place_{end}"].map(ends["name"]) for end in ("a", "b")}
    return ties.assign(**names)


def _nodes(ties: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    counted = pd.concat([ties["place_a"], ties["place_b"]]).value_counts()
    n_ties = ends.index.map(counted).fillna(0).astype(int)
    return ends[["name", "given_id"]].assign(n_ties=n_ties).reset_index()
