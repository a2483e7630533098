"""Effects of groups on a choice, against a fit with a column a group, a loop, and bad input."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.choice.clusters import two_way_choice_errors
from twolevel.choice.conditional_logit import conditional_logit
from twolevel.choice.group_effects import group_effects
from twolevel.errors import NetworkError

N_SETS, N_IN_SET, N_GROUPS = 400, 6, 5


def made_up(seed: int = 3, *, first: int = -1) -> dict[str, np.ndarray]:
    """Draw choices among alternatives of groups, numbered from `first` on."""
    rng = np.random.default_rng(seed)
    n = N_SETS * N_IN_SET
    x, group = rng.normal(size=(n, 2)), rng.integers(first, N_GROUPS, n)
    offset = rng.normal(0, 0.5, n)
    truth = np.append(rng.normal(0, 0.8, N_GROUPS), 0.3)
    utility = x @ [0.7, -0.4] + truth[group] + offset + rng.gumbel(size=n)
    best = utility.reshape(N_SETS, N_IN_SET).argmax(axis=1)
    chosen = np.zeros((N_SETS, N_IN_SET), dtype=bool)
    chosen[np.arange(N_SETS), best] = True
    choice = np.repeat(np.arange(N_SETS), N_IN_SET)
    return {
        "x": x, "choice": choice, "is_chosen": chosen.ravel(), "group": group, "offset": offset,
        "by_chooser": (choice * 7) % 30, "by_alternative": 10 * group + rng.integers(0, 8, n) + 10,
    }  # fmt: skip


def as_columns(given: dict[str, np.ndarray]) -> np.ndarray:
    return np.column_stack(
        (given["x"], *(given["group"] == g for g in range(N_GROUPS)))
    ).astype(float)  # fmt: skip


def test_effects_are_those_of_a_fit_with_a_column_a_group() -> None:
    given = made_up()
    found = group_effects(**given)
    peer = conditional_logit(
        as_columns(given), given["choice"], given["is_chosen"], offset=given["offset"]
    )
    effects = peer.coefficients[2:]
    assert found.coefficients == pytest.approx(peer.coefficients[:2], abs=1e-7)
    assert found.effects == pytest.approx(effects - effects.mean(), abs=1e-7)
    assert found.n_chosen.sum() == (given["is_chosen"] & (given["group"] >= 0)).sum()


def test_the_error_of_a_difference_of_two_groups_is_that_of_a_column() -> None:
    """With two groups the centred effects are plus and minus half of their difference."""
    given = made_up(first=0)
    given["group"] = given["group"] % 2
    found = group_effects(**given)
    design = np.column_stack((given["x"], given["group"] == 1)).astype(float)
    peer = conditional_logit(design, given["choice"], given["is_chosen"], offset=given["offset"])
    errors = two_way_choice_errors(
        design, given["choice"], given["is_chosen"], given["offset"], peer.coefficients,
        by_chooser=given["by_chooser"], by_alternative=given["by_alternative"],
    )  # fmt: skip
    half = peer.coefficients[2] / 2
    assert found.effects == pytest.approx([-half, half], abs=1e-7)
    assert found.standard_errors == pytest.approx(2 * [errors.standard_errors[2] / 2], rel=1e-6)


def test_the_numbers_of_groups_do_not_matter() -> None:
    given = made_up(first=0)
    order = np.array([3, 0, 4, 1, 2])
    first = group_effects(**given)
    again = group_effects(**(given | {"group": order[given["group"]]}))
    assert again.effects[order] == pytest.approx(first.effects, abs=1e-7)
    assert again.standard_errors[order] == pytest.approx(first.standard_errors, rel=1e-6)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"group": np.zeros(N_SETS * N_IN_SET, dtype=int)}, "group"),
        ({"group": np.arange(N_SETS * N_IN_SET)}, "never or always"),
        ({"is_chosen": np.ones(N_SETS * N_IN_SET, dtype=bool)}, "one chosen row a set"),
        ({"offset": np.zeros(3)}, "offset"),
        ({"by_chooser": np.zeros(N_SETS * N_IN_SET, dtype=int)}, "two and more"),
        ({"x": np.ones((N_SETS * N_IN_SET, 1))}, "no maximum"),
    ],
)
def test_bad_input_says_what_to_do(changed: dict[str, np.ndarray], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        group_effects(**(made_up() | changed))
