"""Rows of a table that are no ties: sums, and remarks below it such as `Source: ...` or `* ...`."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sources.register_words import folded, words_of
from sistercities.terms.late_expressions import late_expression

_MARK = late_expression(r"^\s*(?:[*＊※†‡•°¹²³⁴]|\(\*\)|\d\)\s)")
_COLON = late_expression(r"[:：]")
_FIRST_WORD = late_expression(r"^[\s*＊※\[(（【「]*([^\W\d_]+)")


def is_remark(texts: Sequence[str]) -> bool:
    """Whether a row holds a remark on the table and nothing else.

    Parameters
    ----------
    texts
        What its cells say. A merged cell has its text in each.

    Examples
    --------
    >>> is_remark(["", "※ as of 2025", ""]), is_remark(["Fonte: Prefeitura", "Fonte: Prefeitura"])
    (True, True)
    >>> is_remark(["Fonte", ""]), is_remark(["* Lyon", "Leipzig"])
    (False, False)
    """
    text = _only(texts)
    return bool(text) and (bool(_MARK.match(text)) or _begins_as_remark(text))


def is_of_sums(texts: Sequence[str]) -> bool:
    """Whether a row says in one cell how many there are: `Total de acuerdos: 14`.

    Examples
    --------
    >>> is_of_sums(["Total de acuerdos: 14", ""]), is_of_sums(["Total", "Lyon"])
    (True, False)
    """
    text = _only(texts)
    first = _FIRST_WORD.match(text) if text else None
    has_number = any(map(str.isdigit, text))
    return bool(first) and has_number and folded(first[1] if first else "") in words_of("total")


def _only(texts: Sequence[str]) -> str:
    """Return the one text of a row; "" where it says several things."""
    said = {text for text in texts if any(map(str.isalnum, text))}
    return said.pop() if len(said) == 1 else ""


def _begins_as_remark(text: str) -> bool:
    head, _, rest = _COLON.sub("\n", text, count=1).partition("\n")
    return bool(rest.strip()) and folded(head) in words_of("remark")
