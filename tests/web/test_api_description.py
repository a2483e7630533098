"""The API keeps its description: what it allows is answered so, what it forbids is refused so."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from sistercities.web.application import make_application
from sistercities.web.site import Site

N_ADDRESSES = 10
TOO_LONG = 414
EXAMPLES = {GenerationMode.POSITIVE: 12, GenerationMode.NEGATIVE: 12}


@pytest.fixture(scope="module")
def operations(site: Site) -> list[Any]:
    """Everything that the description names, asked within this process."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_application(site))
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_address_answers_as_its_description_says(
    operations: list[Any], mode: GenerationMode
) -> None:
    assert len(operations) >= N_ADDRESSES
    asked = 0
    for operation in operations:
        has_parameters = bool(operation.path_parameters or operation.query)
        if mode is GenerationMode.NEGATIVE and not has_parameters:
            continue

        @settings(
            max_examples=EXAMPLES[mode],
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def answer(case: Any) -> None:
            nonlocal asked
            response = case.call()
            asked += 1
            assert b"Traceback" not in response.content
            if response.status_code == TOO_LONG:  # before its parameters are looked at
                assert set(response.json()) == {"error"}
            else:
                case.validate_response(response)

        answer()
    assert asked > 100
