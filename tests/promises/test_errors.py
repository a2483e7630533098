"""An error that a process at work raises arrives whole: its sentence, its attributes, its code."""

from __future__ import annotations

import inspect
import pickle

import pytest

from sistercities import errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.SistercitiesError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_survives_the_way_between_processes(kind: type[errors.SistercitiesError]) -> None:
    has_own = "__init__" in vars(kind) or "__init__" in vars(kind.__mro__[1])
    wanted = inspect.signature(kind.__init__).parameters if has_own else {"self": 0, "said": 0}
    sent = kind(*(f"word {k}" for k in range(len(wanted) - 1)))
    arrived = pickle.loads(pickle.dumps(sent))
    assert type(arrived) is kind
    assert str(arrived) == str(sent)
    assert arrived.args == sent.args
    assert vars(arrived) == vars(sent)
    assert arrived.exit_code == sent.exit_code


@pytest.mark.parametrize(
    "failure",
    [
        errors.InvalidArgument("country", "x" * 10_000, "give a code"),
        errors.OutputError("x" * 10_000, "file name too long", "give a code"),
        errors.RegisterError("x" * 10_000, "is not there", "give a code"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_long_value_does_not_bury_the_sentence(failure: errors.SistercitiesError) -> None:
    assert len(str(failure)) < 200
    assert "10,00" in str(failure)
    assert str(failure).endswith("give a code")
