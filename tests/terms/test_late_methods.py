"""Records with late methods do what `dataclass` makes a record do."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from sistercities.terms.late_methods import record, record_of_arrays, record_that_keeps


@dataclass(frozen=True, slots=True)
class Due:
    """What the records below are held against."""

    name: str
    years: tuple[int, ...] = ()
    held: dict[str, int] = field(default_factory=dict)

    @property
    def n_years(self) -> int:
        """How many there are."""
        return len(self.years)


@record
class Late:
    """The same."""

    name: str
    years: tuple[int, ...] = ()
    held: dict[str, int] = field(default_factory=dict)

    @property
    def n_years(self) -> int:
        """How many there are."""
        return len(self.years)


def test_it_is_made_compared_and_printed_as_a_dataclass() -> None:
    late, due = Late("a", (1, 2)), Due("a", (1, 2))
    assert repr(late) == repr(due).replace("Due", "Late")
    assert (late.name, late.years, late.held, late.n_years) == ("a", (1, 2), {}, 2)
    assert [one.name for one in fields(late)] == [one.name for one in fields(due)]
    assert late == Late("a", (1, 2))
    assert late != Late("b", (1, 2))
    assert late != due
    assert replace(late, name="b") == Late("b", (1, 2))
    assert Late("a").held is not Late("a").held
    with pytest.raises(TypeError, match="unhashable type: 'dict'"):
        hash(late)


@pytest.mark.parametrize("given", [(), ("a", (), {}, 4)])
def test_what_cannot_be_made_is_refused_in_the_same_words(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError) as due:
        Due(*given)
    with pytest.raises(TypeError) as late:
        Late(*given)
    assert str(late.value) == str(due.value).replace("Due", "Late")


def test_no_field_is_changed() -> None:
    late: Any = Late("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        late.name = "b"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del late.name


@record
class Pair:
    """Two words."""

    one: str
    other: str = ""


def test_another_process_gets_it_and_a_set_holds_it_once() -> None:
    pair = Pair("a", other="b")
    assert pickle.loads(pickle.dumps(pair)) == copy.copy(pair) == pair
    assert {pair, Pair("a", "b"), Pair("a")} == {pair, Pair("a")}


def test_those_of_arrays_are_what_they_are_and_not_what_they_hold() -> None:
    @record_of_arrays
    class Slotted:
        given: int

    @record_that_keeps
    class Kept:
        given: int

    for kind in (Slotted, Kept):
        assert kind(1) != kind(1)
        assert kind(1).given == 1
        assert replace(kind(1), given=2).given == 2
    assert not hasattr(Slotted(1), "__dict__")
    assert Kept(1).__dict__ == {"given": 1}


def test_the_methods_are_written_when_they_are_asked_for() -> None:
    @record
    class Unused:
        given: int

    stand_ins = {name: vars(Unused)[name] for name in ("__init__", "__repr__", "__eq__")}
    one = Unused(1)
    assert vars(Unused)["__init__"] is not stand_ins["__init__"]
    assert vars(Unused)["__repr__"] is stand_ins["__repr__"]
    assert repr(one).endswith("Unused(given=1)")
    assert vars(Unused)["__eq__"] is not stand_ins["__eq__"]
