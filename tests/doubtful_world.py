"""The drawn world with one tie whose place is a guess, one told twice, and one name that waits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import world
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.folded_ties import FoldRuling
from sistercities.dataset.resolved import ResolvedClaim

WHY = "the region signed for its city"
FOLDED = "~".join(sorted((world.NINGWAN, world.MINAMIHARA)))
HELD = "~".join(sorted((world.NINGWAN, world.TOKIWA)))
GUESSED = "~".join(sorted((world.MOQI, world.TOKIWA)))
_METHOD = "alias+country+level+namesake_not_told"


def write_doubtful_world(folder: Path, region_called: str = "") -> Path:
    """Write the release into `folder/release` and return that folder.

    `region_called` gives the region of the folded tie another name, such as that of its city.
    """
    drawn = world.ingredients()
    region = drawn.places[world.MINAMIHARA]
    region = replace(region, name=region_called or region.name)
    drawn = replace(drawn, places={**drawn.places, world.MINAMIHARA: region})
    row = world.Drawn(world.NINGWAN, world.MINAMIHARA, "", "none")
    twice = world.drawn_claim(world.ZH, "Z9999", row, world.places())
    ruling = FoldRuling(
        world.TOKIWA, world.MINAMIHARA, world.NINGWAN, is_one=True, held=world.TOKIWA, reason=WHY
    )
    release = folder / "release"
    made = replace(drawn, resolved=[*map(_guessed, drawn.resolved), twice], fold_rulings=(ruling,))
    write_release(assemble(made), release, version="0.0.0-doubtful")
    return release


def _guessed(one: ResolvedClaim) -> ResolvedClaim:
    """Make a guess of the partner of one tie."""
    if one.own_tie_id != GUESSED:
        return one
    guess = {
        end: replace(getattr(one, end), method=_METHOD, confidence=0.9)
        for end in ("a", "b")
        if getattr(one, end).place_id == world.TOKIWA
    }
    return replace(one, **guess)
