"""A finger on the screen, as the browser's own protocol moves it."""

from __future__ import annotations

from typing import Any

_STEPS = 8


def drag_finger(page: Any, start: tuple[float, float], across: float) -> None:
    """Put a finger down, move it to the right, or to the left where negative, and lift it."""
    session = page.context.new_cdp_session(page)
    x, y = start

    def touch(kind: str, points: list[dict[str, float]]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", [{"x": x, "y": y}])
    for step in range(1, _STEPS + 1):
        touch("touchMove", [{"x": x + across * step / _STEPS, "y": y}])
    touch("touchEnd", [])


def middle_of(part: Any) -> tuple[float, float]:
    """Middle of a part of the page, where it is on the screen."""
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
