"""Text that a spreadsheet shows as it stands and never runs as a formula."""

from __future__ import annotations

from sistercities.terms.late_methods import late_expression

_FORMULA = late_expression(r"[\t\r\n]|[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
"""A tab or a line break, or a sign that begins a formula: plain, full-width or small, as
spreadsheets in East Asia take them, or the minus sign of mathematics; after what cannot be seen
too, because some readers strip it."""


def plain_text(value: object) -> object:
    """Put a single quote before a text that a spreadsheet would run as a formula."""
    if not isinstance(value, str) or not _FORMULA.match(value):
        return value
    try:
        float(value)
    except ValueError:
        return f"'{value}"
    return value
