"""The life of a tie on its page: each point with its source."""

from __future__ import annotations

from sistercities.api.explorer.life import LifeLine, life_of
from sistercities.api.explorer.records import TieLine
from sistercities.web.addresses import tie_path
from sistercities.web.asked import Asked
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.tables import Cell
from sistercities.web.told import told, told_source

LIFE_KEYS = (
    "kind", "date", "when", "what", "decided_by", "certainty", "source_id", "source_title",
    "address",
)  # fmt: skip
_BY = {"kept": "life.by", "proposed": "life.proposed_by"}
"""What is said of whoever told an event that needs no decision."""
_ADDRESSES = ("https://", "http://")


def life_listing(asked: Asked, tie: TieLine) -> Listing[LifeLine]:
    """List what is known of a tie's life, each point with its source."""
    words = asked.words
    ends = {end.place_id: asked.called(end).first for end in (tie.here, tie.there)}

    def cells(line: LifeLine) -> tuple[Cell, ...]:
        when, what = told(asked, line.when), told(asked, line.what)
        deciders = words("list.and").join(ends[one] for one in line.decided_by if one in ends)
        by = _BY.get(line.kind, "life.decided_by")
        note = words(by, place=deciders) if deciders else None
        if line.certainty == "whole country":
            note = words("life.whole_country")
        href = line.address if line.address.startswith(_ADDRESSES) else None
        source = told_source(asked, line.source_title or "").sentence or words("year.unknown")
        return (
            Cell(when.sentence, lang=when.lang, mark="date"),
            Cell(what.sentence, lang=what.lang, note=note),
            Cell(source, href or asked.link("/data")),
        )

    columns = (
        ListColumn("date", words("column.when")),
        ListColumn("what", words("column.what")),
        ListColumn("source_title", words("column.source")),
    )
    return Listing(
        "life", f"{tie_path(tie.tie_id)}/life", words("tie.life"), words("tie.no_life"), columns,
        life_of(asked.site.explorer, tie), _record, cells, LIFE_KEYS, usual="date",
    )  # fmt: skip


def _record(line: LifeLine) -> dict[str, object]:
    return {key: getattr(line, key) for key in LIFE_KEYS}
