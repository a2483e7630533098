"""Light dataclasses do what those of `dataclasses` do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from functools import cached_property
from typing import ClassVar

import pytest

from sistercities.light_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A point.

    Attributes
    ----------
    x, y, tags
        Made up.
    """

    KIND: ClassVar[str] = "made up"
    x: float
    y: float = 2.0
    tags: tuple[str, ...] = field(default_factory=tuple, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Named(Point):
    name: str = "?"


@dataclass(frozen=True, eq=False)
class Alone:
    at: Point

    @cached_property
    def doubled(self) -> float:
        return 2 * self.at.x


@dataclass
class Open:
    held: list[int] = field(default_factory=list)
    n_seen: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.n_seen = len(self.held)


@dataclasses.dataclass(frozen=True)
class OfUser(Point):
    note: str = ""


@dataclass(slots=True)
class Counted:
    name: str
    n: int = field(default=7, init=False)
    later: int = field(init=False)


@pytest.mark.parametrize("n_before", [0, 10])
def test_the_first_instances_are_as_the_later_ones(n_before: int) -> None:
    @dataclass(frozen=True)
    class Own:
        a: int
        b: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError("less than none")

    for _ in range(n_before):
        Own(1), Counted("x")
    assert (Own(1), Own(1, [2]).b, Own(b=[], a=3).a) == (Own(1, []), [2], 3)
    assert Own(1).b is not Own(1).b
    with pytest.raises(ValueError, match="less than none"):
        Own(-1)
    for args, given in (((), {}), ((1, [], 2), {}), ((1,), {"a": 2}), ((1,), {"c": 2})):
        with pytest.raises(TypeError, match=r"Own\.__init__\(\)"):
            Own(*args, **given)  # type: ignore[arg-type]
    one = Counted("x")
    assert (one.name, one.n, hasattr(one, "later")) == ("x", 7, False)
    with pytest.raises(TypeError):
        Counted("x", n=3)  # type: ignore[call-arg]


def test_a_class_of_a_user_may_be_made_of_one() -> None:
    one = OfUser(1.0, note="n")
    assert (one.y, one.note, replace(one, note="m").note) == (2.0, "n", "m")
    with pytest.raises(FrozenInstanceError):
        one.x = 3.0  # type: ignore[misc]


def test_arguments_defaults_and_own_lists() -> None:
    assert (Point(1.0).y, Point(1.0, y=3.0).y, Point(1.0).tags) == (2.0, 3.0, ())
    one, other = Open(), Open([5])
    one.held.append(1)
    assert (other.held, other.n_seen, Open().held, Open().n_seen) == ([5], 1, [], 0)
    assert Named(1.0, 2.0, (), "x").name == "x"


@pytest.mark.parametrize("given", [(), (1.0, 2.0, (), 3)])
def test_a_wrong_number_of_arguments_is_told_with_the_name_of_the_class(
    given: tuple[object, ...],
) -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__\(\)"):
        Point(*given)  # type: ignore[arg-type]


def test_equal_and_hashed_by_what_is_compared() -> None:
    assert Point(1.0, tags=("a",)) == Point(1.0)
    assert Point(1.0) != Point(1.5)
    assert Point(1.0) != Named(1.0)
    assert len({Point(1.0), Point(1.0, 2.0), Point(2.0)}) == 2
    assert Alone(Point(1.0)) != Alone(Point(1.0))
    assert Open([1]) == Open([1])
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open())


def test_nothing_of_a_frozen_one_is_set_or_deleted() -> None:
    for one in (Point(1.0), Named(1.0), Alone(Point(1.0))):
        first = fields(one)[0].name
        with pytest.raises(FrozenInstanceError):
            setattr(one, first, 3.0)
        with pytest.raises(FrozenInstanceError):
            delattr(one, first)
    assert Alone(Point(4.0)).doubled == 8.0


def test_shown_with_the_fields_that_are_shown() -> None:
    assert repr(Point(1.0)) == "Point(x=1.0, y=2.0)"
    assert repr(Alone(Point(1.0))) == "Alone(at=Point(x=1.0, y=2.0))"


def test_copied_pickled_replaced_and_taken_apart() -> None:
    one = Named(1.0, 5.0, ("a",), "n")
    assert pickle.loads(pickle.dumps(one)) == one == copy.copy(one)
    assert pickle.loads(pickle.dumps(one)).tags == ("a",)
    assert replace(one, y=6.0) == Named(1.0, 6.0, name="n")
    assert asdict(Point(1.0)) == {"x": 1.0, "y": 2.0, "tags": ()}
    assert is_dataclass(Point)
    assert not hasattr(one, "__dict__")
    match one:
        case Named(x, y):
            assert (x, y) == (1.0, 5.0)
