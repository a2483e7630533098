"""A made-up register of the drawn world, as an overlay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import world
from sistercities.dataset.overlays.account import AccountLine
from sistercities.dataset.overlays.overlay import Overlay, write_overlay
from sistercities.dataset.release.store import open_release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.source_record import Source
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

OWN = Place("x:gazette-neustedt", "Neustedt", "", "city", "DE", "", latitude=53.0, longitude=9.0,
            names=(("Neustedt", "und"),))  # fmt: skip
"""A place that the world lacks."""


def source(source_id: str = "gazette", year: int = 2030) -> Source:
    """Return a source that is newer than those of the world."""
    return Source(
        source_id=source_id, title="A gazette", producer="nobody: drawn for tests", version="1",
        snapshot_year=year, is_dated=True, licence="not stated", attribution="A gazette, made up",
        covers="some ties", gaps="all others",
    )  # fmt: skip


def claim(row: int, a: str, b: str, source_id: str = "gazette", **more: Any) -> ResolvedClaim:
    """Claim a tie between two places of the world by their ids; "" is a name that waits."""
    known = world.places()
    names = [known[one].name if one else "Nirgendwo" for one in (a, b)]
    countries = [known[one].country if one else "DE" for one in (a, b)]
    stated: dict[str, Any] = {
        "start": "", "precision": "none", "end": "", "status": "unknown", "kind": "unknown",
        "is_batch_date": False, "is_double_entry": False, "note": "", "licence": "not stated",
    } | more  # fmt: skip
    made = SourceClaim(
        claim_id=f"{source_id}:{row}",
        source_id=source_id,
        locator=f"row {row}",
        a=NamedEnd(names[0], countries[0]),
        b=NamedEnd(names[1], countries[1]),
        **stated,
    )
    outcomes = [
        Resolution(one, "alias+country", 0.9) if one else Resolution("", "", 0.0, "no such place")
        for one in (a, b)
    ]
    return ResolvedClaim(made, *outcomes)


CLAIMS = (
    # Ended later than the world knows: the status of the newer source is held.
    claim(1, world.NINGWAN, world.TOKIWA, status="ended", end="2028-01-01"),
    # A tie that the world lacks.
    claim(2, world.ALTWERDER, world.SAKURAI, start="2001-05-09", precision="day", status="active"),
    # A date where the world has none.
    claim(3, world.SONGGANG, world.SAKURAI, start="1999", precision="year", kind="sister"),
    # Another date than the world's, less precise.
    claim(4, world.SHUANGHE, world.TOKIWA, start="1979", precision="year"),
    # A name that waits, and an upper tie.
    claim(5, world.ALTWERDER, ""),
    claim(6, world.NORDMARK, world.HIGASHINO, start="2010", precision="year"),
)


def write(
    folder: str | Path,
    release: Path,
    claims: Sequence[ResolvedClaim] = CLAIMS,
    source_id: str = "gazette",
) -> Overlay:
    """Write the overlay against the release of the world."""
    account = [AccountLine(one.claim.claim_id, "new", one.claim.claim_id) for one in claims]
    with open_release(release) as base:
        return write_overlay(folder, claims, source(source_id), base, account, {"file": "made up"})
