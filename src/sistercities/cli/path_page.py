"""The chains of ties between two places on a terminal."""

from __future__ import annotations

from sistercities.api import Obstacle, TiePath
from sistercities.api.standing import STANDS, short_standing
from sistercities.api.tie_paths import Chain, Link
from sistercities.cli.screen import MISSING, Screen, wrapped
from sistercities.cli.ties_page import both_names


def path_lines(found: TiePath, screen: Screen) -> list[str]:
    """Lay out the chains, each tie with its year and its standing."""
    lines = [found.sentence, *(f"! {one.sentence}" for one in _to_say(found))]
    if not found.chains:
        return lines
    lines.append("")
    for chain in found.chains:
        lines += wrapped(f"  {_spelled(chain)}", screen.width)
    if len(found.chains) < found.n_chains:
        more = found.n_chains - len(found.chains)
        lines.append(f"  ... and {more:,} more as short: --most shows up to 50")
    lines += [
        "",
        "In brackets: when the tie began, and how it stands unless it is active or listed.",
    ]
    if any(link.start is None for chain in found.chains for link in chain.links):
        lines.append("A dash is a year that is not known.")
    return lines


def _to_say(found: TiePath) -> list[Obstacle]:
    """List what bars a tie of the two ends, or calls for care."""
    return [one for one in found.obstacles if one.strength != "note"]


def _spelled(chain: Chain) -> str:
    parts = [both_names(chain.places[0])]
    for link, place in zip(chain.links, chain.places[1:], strict=True):
        parts.append(f"({_began(link)}) {both_names(place)}, {place.country}")
    return " ".join(parts)


def _began(link: Link) -> str:
    year = MISSING if link.start is None else link.start[:4]
    if link.start_precision == "suspect":
        year += "?"
    if link.standing in STANDS:
        return year
    return f"{year}, {short_standing(link.standing, link.standing_since, link.seen_until)}"
