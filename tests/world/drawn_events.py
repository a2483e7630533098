"""What happened in the lives of ties of the drawn world."""

from __future__ import annotations

from typing import Any, NamedTuple

from sistercities.terms.claims import SourceClaim
from sistercities.terms.events import TieEvent
from sistercities.terms.places import Place
from sistercities.terms.told_events import STATUS_AFTER
from world.drawn_claims import EV, named_end
from world.drawn_places import FREIHAFEN, KAWABE_M, NINGWAN, PORTCLAIR, SAKURAI, SHUANGHE, places


class Happened(NamedTuple):
    """One event in the life of a tie; the page that tells it is made up."""

    a: str
    b: str
    event: Any
    date: str
    basis: Any = "stated"
    decided_by: Any = ""
    page_date: str = "2022-06"


_EVENTS = (
    Happened(KAWABE_M, PORTCLAIR, "never_valid", "2021-06-24"),
    Happened(NINGWAN, PORTCLAIR, "suspended", "2021-03", decided_by="a"),
    Happened(NINGWAN, PORTCLAIR, "resumed", "2022-05-06", decided_by="both"),
    Happened(SHUANGHE, PORTCLAIR, "kept", "2022-03-02", "at the latest", "b"),
    Happened(SAKURAI, FREIHAFEN, "ended", "2022-03-03", decided_by="a"),
)


def events() -> tuple[TieEvent, ...]:
    """Give what happened in the lives of ties, with the claims that tell it."""
    known = places()
    return tuple(
        TieEvent(
            claim=_event_claim(f"{EV}:V{n:04}", one, known),
            event=one.event,
            date=one.date,
            basis=one.basis,
            decided_by=one.decided_by,
            certainty="high",
            source_title=f"Paper of the drawn world, page {n}",
            source_date=one.page_date,
        )
        for n, one in enumerate(_EVENTS, start=1)
    )


def _event_claim(claim_id: str, one: Happened, known: dict[str, Place]) -> SourceClaim:
    status = STATUS_AFTER[one.event]
    return SourceClaim(
        claim_id=claim_id,
        source_id=EV,
        locator=f"https://paper.example/{claim_id.rpartition(':')[2]}",
        a=named_end(one.a, EV, known),
        b=named_end(one.b, EV, known),
        start="",
        precision="none",
        is_batch_date=False,
        end=one.date if status in ("ended", "suspended") else "",
        status=status,
        kind="unknown",
        is_double_entry=False,
        note="",
        licence="facts",
        seen_year=int(one.date[:4]),
    )
