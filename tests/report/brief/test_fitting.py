"""What a brief gives up until it stands on two pages: as much as line by line, with fewer tries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from report.brief import made_up_brief as made_up
from sistercities.report.brief import content, paper
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.room import Room


@dataclass(frozen=True)
class _Brief:
    """A brief of which only the room matters."""

    room: Room
    facts: None = None
    words: None = None


class _Setter:
    """Pages that hold so many lines of ties, and so many other lines."""

    def __init__(self, lines_of_first: int, lines_of_second: int) -> None:
        self.lines = lines_of_first, lines_of_second
        self.asked = 0

    def pages(self, brief: Any) -> tuple[int, int]:
        self.asked += 1
        return self.ends(brief.room)

    def ends(self, room: Room) -> tuple[int, int]:
        others = room.per_list * room.reasons + room.criteria + room.obstacles + room.unknown
        first = 1 + (room.tie_lines > self.lines[0])
        return first, first + 1 + (others > self.lines[1])


def _line_by_line(room: Room, setter: _Setter, most: int) -> Room:
    for _ in range(most):
        first, last = setter.ends(room)
        if first == 1 and last <= 2:
            break
        room = room.less_first() if first > 1 else room.less_second()
    return room


@pytest.mark.parametrize("most", [0, 1, 5, 24, 60])
def test_as_much_is_given_up_as_line_by_line(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "brief_of", lambda _facts, _words, room, **_: _Brief(room))
    for lines in ((first, second) for first in range(30) for second in range(0, 32)):
        setter: Any = _Setter(*lines)
        found = paper.fitted(_Brief(Room()), setter, most).room  # type: ignore[arg-type]
        assert found == _line_by_line(Room(), setter, most), lines


def test_what_never_fits_is_set_a_few_times_and_what_fits_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paper, "brief_of", lambda _facts, _words, room, **_: _Brief(room))
    for lines, most in (((28, 99), 1), ((28, 0), 8), ((0, 0), 8), ((16, 10), 20)):
        setter: Any = _Setter(*lines)
        paper.fitted(_Brief(Room()), setter)  # type: ignore[arg-type]
        assert setter.asked <= most, lines


def test_the_map_is_drawn_again_only_where_it_shows_less(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = made_up.facts()
    large = brief_of(facts)
    for room in (Room(tie_lines=5, unknown=1), Room(per_list=1), Room(per_list=3, reasons=1)):
        small = brief_of(facts, room=room, larger=large)
        assert small == brief_of(facts, room=room)
        assert (small.map is large.map) == (room.per_list == 5)
    assert brief_of(facts, room=Room(per_list=1)).map != large.map
    monkeypatch.setattr(content, "map_drawing", lambda *_: pytest.fail("it is there"))
    assert brief_of(facts, room=Room(tie_lines=5), larger=large).map is large.map
