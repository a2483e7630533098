"""Lines of a register on one tie: which of them repeat an earlier one, and what they say beside it.

Nothing that a line says is lost: what it says otherwise or more exactly makes it a claim of its
own, and where it says the same its note goes to the claim of the earlier line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.register import LineNumber
from sistercities.terms.claims import SourceClaim

FIELDS = ("start", "end", "status", "kind")
"""What two lines on one tie are compared by."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a line says beside an earlier one on the same tie.

    `otherwise` are the fields that it states differently, `more` those that only it states or
    states more exactly, `has_note` whether its note went to the claim of the earlier line.
    """

    of: LineNumber
    otherwise: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    has_note: bool = False

    @property
    def is_claim(self) -> bool:
        """Whether it says something that makes it a claim of its own."""
        return bool(self.otherwise or self.more)

    @property
    def sentence(self) -> str:
        """Say how the two lines stand to each other."""
        said = [f"says {', '.join(self.otherwise)} otherwise than"] if self.otherwise else []
        said += [f"says {', '.join(self.more)} more exactly than"] if self.more else []
        if not said:
            kept = ", where its note is kept too" if self.has_note else ""
            return f"this line says the same as line {self.of}{kept}"
        return f"this line {' and '.join(said)} line {self.of}"


def once_each(
    resolved: Mapping[LineNumber, ResolvedClaim],
) -> tuple[dict[LineNumber, ResolvedClaim], dict[LineNumber, Repeat]]:
    """Keep one claim of those that say the same, with all their notes; also who repeats whom."""
    kept: dict[LineNumber, ResolvedClaim] = {}
    repeats: dict[LineNumber, Repeat] = {}
    kept_of: dict[object, list[LineNumber]] = {}
    for number, one in resolved.items():
        key = one.tie_id or frozenset((end.name, end.country, end.parents)
                                      for end in (one.claim.a, one.claim.b))  # fmt: skip
        earlier = kept_of.setdefault(key, [])
        ways = [_compared(at, kept[at].claim, one.claim) for at in earlier]
        same = next((way for way in ways if not way.is_claim), None)
        if same:
            repeats[number] = replace(same, has_note=one.claim.note not in kept[same.of].claim.note)
            kept[same.of] = _with_note(kept[same.of], one.claim)
            continue
        if ways:
            repeats[number] = ways[0]
        kept[number] = one
        earlier.append(number)
    return kept, repeats


def _compared(at: LineNumber, first: SourceClaim, second: SourceClaim) -> Repeat:
    """Say in which fields the second says something that the first does not."""
    otherwise: list[str] = []
    more: list[str] = []
    for field in FIELDS:
        held, said = getattr(first, field), getattr(second, field)
        if says_else(held, said):
            is_silent = held in ("", "unknown") or said.startswith(held)
            (more if is_silent else otherwise).append(field)
    return Repeat(at, tuple(otherwise), tuple(more))


def _with_note(kept: ResolvedClaim, repeat: SourceClaim) -> ResolvedClaim:
    """Keep the note of a line that says the same otherwise, with where it stands."""
    claim = kept.claim
    if repeat.note in claim.note:
        return kept
    where = repeat.locator.rpartition(", row ")[2]
    note = "; ".join(filter(None, (claim.note, f"row {where}: {repeat.note}")))
    return replace(kept, claim=replace(claim, note=note))


def says_else(held: str, said: str) -> bool:
    """Whether what is said is not what is held; a coarser date and silence say nothing else."""
    return bool(said) and said != "unknown" and not held.startswith(said)
