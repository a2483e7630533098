"""The years in which partnerships began as bars, for cards of pages without a map."""

from __future__ import annotations

from sistercities.web.timeline import Timeline

_BLUE = "#0072b2"


def year_bars(timeline: Timeline | None) -> str:
    """Draw the sound years of a timeline, the first and the last named; "" where there is none."""
    if timeline is None or timeline.years is None:
        return ""
    bars = [one for one in timeline.bars if one.kind == "year"]
    left, right = bars[0].x, bars[-1].x + bars[-1].width
    drawn = "".join(
        f'<rect x="{one.x:g}" y="{one.y:g}" width="{one.width:g}" height="{one.height:g}" '
        f'fill="{_BLUE}"/>'
        for one in bars if one.height
    )  # fmt: skip
    base = timeline.base
    labels = "".join(
        f'<text class="kept" x="{x:g}" y="{base + 22:g}" font-size="17" fill="#5c5c5c" '
        f'font-family="Source Sans Pro" text-anchor="{anchor}">{year}</text>'
        for x, anchor, year in (
            (left, "start", timeline.years.first), (right, "end", timeline.years.last),
        )
    )  # fmt: skip
    return (
        f'<svg viewBox="{left:g} 0 {right - left:g} {base + 30:g}"><path d="M{left:g} {base:g}'
        f'H{right:g}" stroke="#8a8a86" stroke-width="1"/>{drawn}{labels}</svg>'
    )
