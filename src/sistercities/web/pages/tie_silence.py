"""What the page of a tie says where the sources tell nothing: of no difference, and of no end."""

from __future__ import annotations

from sistercities.api.explorer.life import LifeLine
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.standing import Stands, written_date
from sistercities.web.asked import Asked
from sistercities.web.told import told

_OVER = ("ended", "suspended", "never_valid")
_TOLD = (*_OVER, "pending")
"""Standings of ties that ended, rest or never began: their silence needs no words."""
_NEWEST = "SELECT max(known_on) AS day FROM tie_events"


def agreed(tie: TieLine, stands: Stands, life: list[LifeLine], n_claims: int) -> str:
    """Give the key of what is said where no date, kind or place differs."""
    if n_claims <= 1:
        return "tie.one_claim"
    over = [one.date for one in life if one.kind in (tie.standing, "never_valid") and one.date]
    seen = [one.date for one in life if one.kind == "seen" and one.date]
    # A list that goes on naming a tie that rests does not say that it is practised.
    is_over = tie.standing in _OVER and tie.standing != "suspended"
    is_seen_since = is_over and bool(over and seen) and max(seen)[:4] > max(over)[:4]
    is_open = stands.contest is not None or is_seen_since
    return "tie.differ_on_standing" if is_open else "tie.no_conflicts"


def no_event(asked: Asked, tie: TieLine, stands: Stands) -> str:
    """Say that no end is known, and until when pages on ends were read.

    Silence is a claim: a tie may have been suspended on a page that nobody here has read. Of one
    that did not begin, or of which something is told, nothing is said.
    """
    newest = _newest_event(asked.site.explorer)
    if stands.events or tie.standing in _TOLD or not newest:
        return ""
    return asked.words("tie.no_event", date=told(asked, written_date(newest[:7])).sentence)


def _newest_event(explorer: Explorer) -> str:
    """Return the day of the newest page on an event, "" where there is none."""
    return explorer.once("newest event", lambda: explorer.query(_NEWEST)[0]["day"] or "")
