"""Registers with several partners on one row: columns that are numbered, or that stand again.

`Sister city 1, Country 1, Sister city 2, Country 2` is read as two ties, and so is `Partner, Since,
Partner, Since`. A column that bears no number and stands once is that of all partners of the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sistercities.sources.register_heads import Heading, guess_columns
from sistercities.sources.register_mapping import ColumnChoice
from sistercities.sources.register_words import OF_PARTNER, folded
from sistercities.terms.late_methods import late_expression
from sistercities.terms.normal_forms import normalised

_NUMBER = late_expression(
    r"(?<!\d)(?P<n>\d{1,2})(?!\d)(?:st|nd|rd|th|er|ème|ª|º)?\b|(?<=.)(?P<kanji>[一二三四五六七八九])$"
)
_KANJI = "一二三四五六七八九"
_SIGNS = " \t#.:,;_-()[]/"


def partner_groups(heading: Heading) -> list[list[ColumnChoice]]:
    """Return the columns of each partner of a row, those that all share among them.

    Empty where a row has one partner.
    """
    numbers, plain = _numbered(heading)
    shown = heading.shown()
    found: list[list[ColumnChoice]] = []
    for number in sorted({one for one in numbers if one is not None}):
        choices = guess_columns(_only(plain, numbers, number))
        at = {one.field: one.position for one in choices}.get("partner")
        if at is not None and numbers[at] == number:
            own = [replace(one, head=shown[one.position]) for one in choices]
            shared = own if not found else [one for one in own if numbers[one.position] == number]
            found.append(shared)
    return found if len(found) > 1 else []


def as_two_ends(groups: list[list[ColumnChoice]]) -> list[list[ColumnChoice]]:
    """Take `Partner 1` and `Partner 2` as the two ends of a tie where no home place is beside."""
    if len(groups) != 2 or any(one.field == "home" for one in groups[0]):
        return groups
    first, second = groups
    own = {one.field for one in second}
    of_home = {partner: home for home, partner in OF_PARTNER.items()}
    ends = [replace(one, field=of_home[one.field]) if one.field in own & of_home.keys() else one
            for one in first]  # fmt: skip
    taken = {one.field for one in ends}
    return [[*ends, *(one for one in second if one.field not in taken)]]


def guess_single(heading: Heading) -> list[ColumnChoice]:
    """Take each head at its word, whatever number it bears: `City 1` and `City 2` are two ends."""
    shown = heading.shown()
    return [replace(one, head=shown[one.position]) for one in guess_columns(unnumbered(heading))]


def unnumbered(heading: Heading) -> Heading:
    """Return the heading without the numbers in it."""
    return _numbered(heading)[1]


def _only(heading: Heading, numbers: Sequence[int | None], number: int) -> Heading:
    """Return the heading without the columns of the other numbers."""
    keep = [each in (None, number) for each in numbers]
    heads = [head if kept else "" for head, kept in zip(heading.heads, keep, strict=True)]
    groups = [group if kept else "" for group, kept in zip(heading.groups, keep, strict=False)]
    return Heading(heading.at, heads, groups)


def _numbered(heading: Heading) -> tuple[list[int | None], Heading]:
    """Return the number of each column, and the heading without numbers."""
    width = len(heading.heads)
    above = [_apart(group) for group in heading.groups] or [("", None)] * width
    below = [_apart(head) for head in heading.heads]
    numbers = [a[1] if a[1] is not None else b[1] for a, b in zip(above, below, strict=True)]
    if not any(one is not None for one in numbers):
        return _repeated(heading), heading
    groups = [stem for stem, _ in above] if heading.groups else []
    plain = Heading(heading.at, [stem for stem, _ in below], groups)
    return _with_first(numbers, plain), plain


def _apart(head: str) -> tuple[str, int | None]:
    """Take the number out of a head; None where it has none, or several."""
    text = normalised("NFKC", head)
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return head, None
    one = found[0]
    stem = f"{text[: one.start()].rstrip(_SIGNS)} {text[one.end() :].lstrip(_SIGNS)}".strip(_SIGNS)
    number = int(one["n"]) if one["n"] else _KANJI.index(one["kanji"]) + 1
    return stem, number


def _with_first(numbers: list[int | None], plain: Heading) -> list[int | None]:
    """Give the first number to the columns without one that the numbered ones go on from.

    `Partner, Since, Partner 2, Since 2`; where no partner stands without a number, none is given.
    """
    keys = [folded(head) for head in plain.shown()]
    least = min(one for one in numbers if one is not None)
    goes_on = {key for key, number in zip(keys, numbers, strict=True) if number is not None and key}
    partner = next((one.position for one in guess_columns(plain) if one.field == "partner"), None)
    if least < 2 or partner is None or numbers[partner] is not None or keys[partner] not in goes_on:
        return numbers
    pairs = zip(keys, numbers, strict=True)
    return [1 if number is None and key in goes_on else number for key, number in pairs]


def _repeated(heading: Heading) -> list[int | None]:
    """Give numbers to the columns whose heads stand as often as that of the partner does."""
    keys = [folded(head) for head in heading.shown()]
    numbers: list[int | None] = [None] * len(keys)
    partner = next((one.position for one in guess_columns(heading) if one.field == "partner"), None)
    if partner is None:
        return numbers
    n = keys[partner:].count(keys[partner])
    for key in set(keys) - {""} if n > 1 else ():
        at = [position for position, each in enumerate(keys) if each == key]
        own = at[1:] if len(at) == n + 1 else at  # the first is that of the home place
        if len(own) == n:
            for number, position in enumerate(own, start=1):
                numbers[position] = number
    return numbers
