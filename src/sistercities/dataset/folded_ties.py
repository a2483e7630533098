"""Rulings on single pairs of ties: that they are one agreement, or that they are two.

`folded_ties.csv` has a row for each pair that the rule of `folding` gets wrong: the places at the
ends that differ, the partner that both have, the verdict, and which place is held if that is not
for the rule to choose. Where both ends differ, such as Phuket and George Town of the province and
the island, `other_partner` is the partner of the other place.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow

COLUMNS = (
    "place", "other_place", "partner", "other_partner", "verdict", "held", "reason", "date",
)  # fmt: skip
VERDICTS = ("one", "two")


@dataclass(frozen=True, slots=True)
class FoldRuling:
    """One row: the ties of two places with one partner are one agreement, or two.

    `held` is the place whose tie is held; "" leaves it to the rule. `other_partner` is the partner
    of the other place where it is another; "" where both have one.
    """

    place: str
    other_place: str
    partner: str
    is_one: bool
    held: str
    reason: str
    other_partner: str = ""

    @property
    def tie_ids(self) -> tuple[str, str]:
        """Ids of the two ties."""
        partner = self.other_partner or self.partner
        first, second = (
            "~".join(sorted(ends))
            for ends in ((self.place, self.partner), (self.other_place, partner))
        )
        return first, second


def read_fold_rulings(path: Path) -> tuple[FoldRuling, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or two rows rule on one pair.
    """
    found: dict[frozenset[str], FoldRuling] = {}
    for row in ruling_rows(path, COLUMNS):
        ruling = _ruling(row)
        if frozenset(ruling.tie_ids) in found:
            raise row.refuse("place", "a row above rules on this pair; keep one of them")
        found[frozenset(ruling.tie_ids)] = ruling
    return tuple(found.values())


def _ruling(row: WrittenRow) -> FoldRuling:
    values = row.values
    for column in ("place", "other_place", "partner"):
        row.require_place_id(column)
    if values["other_partner"]:
        row.require_place_id("other_partner")
    row.require_one_of("verdict", VERDICTS)
    row.require_one_of("held", ("", values["place"], values["other_place"]))
    is_one = values["verdict"] == "one"
    if values["held"] and not is_one:
        raise row.refuse("held", "of two agreements both are held; leave it blank")
    return FoldRuling(
        values["place"], values["other_place"], values["partner"], is_one, values["held"],
        values["reason"], values["other_partner"],
    )  # fmt: skip
