"""The styles of narrow screens: they lay out, and colour nothing that wide screens do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sistercities.web.style_sheets import style_rules

_NARROW = re.compile(r"@media \(max-width[^{]*\{")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(?:^|;)\s*(?:color|background(?:-color)?|fill|opacity)\s*:\s*([^;]+)")
_LABELS = (".cards td::before", "var(--quiet)")
"""Heads of columns beside the cells of a card, in the colour of all quiet text."""


def _blocks(rules: str) -> Iterator[str]:
    """Give what stands in the blocks for narrow screens."""
    for found in _NARROW.finditer(rules):
        depth, at = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rules[at], 0)
            at += 1
        yield rules[found.end() : at - 1]


def test_a_narrow_screen_has_no_colours_of_its_own() -> None:
    """So contrasts of most pages are looked at wide alone (`COLOURS_ON_A_PHONE`)."""
    blocks = list(_blocks(re.sub(r"/\*.*?\*/", "", style_rules(), flags=re.DOTALL)))
    assert len(blocks) > 3
    coloured = {
        (chosen.strip(), value.strip())
        for block in blocks
        for chosen, said in _RULE.findall(block)
        for value in _COLOUR.findall(said)
    }
    assert coloured == {_LABELS}
