"""How much of each part two pages have room for, and what is given up first."""

from __future__ import annotations

from dataclasses import dataclass, replace

_LESS_LINES = 1


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each part there is room for.

    Attributes
    ----------
    tie_lines
        Lines of the table of ties.
    per_list, reasons
        Places of each short list, and reasons of each place.
    criteria
        Rows of the scorecard.
    obstacles
        What stands in the way, and comparable pairs.
    unknown
        Sentences on what is not known.
    care
        What calls for care with partners and is told in full; whom else it concerns is named.
    """

    tie_lines: int = 28
    per_list: int = 5
    reasons: int = 2
    criteria: int = 8
    obstacles: int = 3
    unknown: int = 7
    care: int = 12

    def less_first(self) -> Room:
        """Give up lines of the first page."""
        return replace(self, tie_lines=max(self.tie_lines - _LESS_LINES, 1))

    def less_second(self) -> Room:
        """Give up a line of the second page, where it is missed least."""
        if self.unknown > 3:
            return replace(self, unknown=self.unknown - 1)
        if self.criteria > 8:
            return replace(self, criteria=self.criteria - 1)
        # A council that hears why three are named is served better than by five bare names.
        if self.per_list > 3:
            return replace(self, per_list=self.per_list - 1)
        if self.reasons > 1:
            return replace(self, reasons=1)
        if self.obstacles > 2:
            return replace(self, obstacles=self.obstacles - 1)
        # What is to be known of many partners is looked up by whoever turns to one of them.
        if self.unknown == 1 and self.care > 4:
            return replace(self, care=self.care - 1)
        return replace(
            self, unknown=max(self.unknown - 1, 1), criteria=max(self.criteria - 1, 1),
            per_list=max(self.per_list - 1, 1) if self.unknown == 1 else self.per_list,
            care=max(self.care - 1, 0) if self.per_list == 1 else self.care,
        )  # fmt: skip


COMMON = Room()
"""Two pages in every format, so that all say the same; Typst cuts further where it must."""
