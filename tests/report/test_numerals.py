"""Numbers as readers see them."""

import pytest

from sistercities.report import numerals


@pytest.mark.parametrize(
    ("write", "value", "written"),
    [
        (numerals.whole, 12345, "12,345"),
        (numerals.whole, -3, "−3"),
        (numerals.figures, 0.00412, "0.00412"),
        (numerals.figures, 141.4, "141"),
        (numerals.figures, 1234.5, "1,234"),
        (numerals.figures, 0, "0"),
        (numerals.ratio, 1.6161, "1.62"),
        (numerals.ratio, 34.04, "34.0"),
        (numerals.ratio, 350.4, "350"),
        (numerals.signed, 0.3, "+0.30"),
        (numerals.signed, -0.3, "−0.30"),
        (numerals.signed, -0.001, "0.00"),
        (numerals.signed, 0.0, "0.00"),
        (numerals.percent, 0.1312, "13.1 %"),
        (numerals.probability, 0.00035, "0.00035"),
        (numerals.probability, 0.00001, "< 0.0001"),
        (numerals.probability, 1.0, "1"),
    ],
)
def test_numbers(write, value, written):
    assert write(value) == written


@pytest.mark.parametrize(
    "write",
    [
        numerals.whole,
        numerals.figures,
        numerals.ratio,
        numerals.signed,
        numerals.percent,
        numerals.probability,
    ],
)
@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_what_is_missing_is_a_dash_and_never_zero(write, value):
    assert write(value) == "–"


def test_an_interval_needs_both_ends():
    assert numerals.span("1", "2") == "1 to 2"
    assert numerals.span("1", "–") == "–"


def test_a_unit_decides_how_a_number_is_read():
    assert numerals.in_unit(0.5, "share of city ties") == "50.0 %"
    assert numerals.in_unit(1.5, "ratio") == "1.50"
    assert numerals.in_unit(0.00123, "nats per tie") == "0.00123"
