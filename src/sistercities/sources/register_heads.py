"""What may be the heads of a register, in one row or in two, and which fields they name.

A row of group heads (own side, partner) is read together with the row below it; a group over a
column without a head below is the head of that column alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from sistercities.sources.register_cells import SheetRow
from sistercities.sources.register_mapping import ColumnChoice
from sistercities.sources.register_words import (
    FIELDS,
    OF_PARTNER,
    Field,
    folded,
    unsaid_fields,
    words_of,
)
from sistercities.terms.late_methods import late_expression

_BETWEEN_WORDS = late_expression(r"[/_-]|(?<=[a-z])(?=[A-Z])")
"""What parts the words of a head: home_region, home-region, homeRegion."""
OTHER_NAME_OF: dict[str, Field] = {
    "home": "home_other_name", "partner": "partner_other_name",
}  # fmt: skip
_LEAST_OF_LANGUAGE = 3
"""Letters of a language that may stand anywhere in a head: `en` is a word of French too."""
UNSAID = "by its head and place"
"""How a column is known whose head does not say whose it is, as `City` does not."""
_ROWS_LOOKED_AT = 15
_LONGEST_HEAD = 60
_WHAT = {
    "home": "name", "partner": "name", "home_region": "region", "partner_region": "region",
    "home_country": "country", "partner_country": "country",
}  # fmt: skip
_OF_PARTNER = ("对方", "對方", "友好", "结好", "結好")
"""Words with which Chinese says that what follows is of the partner: 对方城市名称."""
_PARTNERS: dict[Field, Field] = {
    "home": "partner", "home_region": "partner_region", "home_country": "partner_country",
    "home_id": "partner_id",
}  # fmt: skip
_EAST_ASIAN = "\u1100"
"""Where the letters of East Asia begin, whose words stand without spaces."""
_KNOWN_HEADS = 2
"""Known words that the lower of two rows must hold: a line of data holds none."""


class Heading(NamedTuple):
    """What may be the heads: of one row, or of two with groups above; `at` is where it begins.

    A group over a column without a head below is the head of that column alone.
    """

    at: int
    heads: list[str]
    groups: list[str]

    @property
    def height(self) -> int:
        """Rows that it takes."""
        return 2 if self.groups else 1

    def shown(self) -> list[str]:
        """Return the heads as one line each."""
        if not self.groups:
            return self.heads
        pairs = zip(self.groups, self.heads, strict=True)
        return [head if group == head else f"{group} {head}".strip() for group, head in pairs]

    def spellings(self) -> list[dict[str, int]]:
        """Return what the columns may be called, folded, to where they are, the fullest first."""
        ways = (self.shown(), self.heads, self.groups)
        return [_unlike({at: folded(head) for at, head in enumerate(way)}) for way in ways]

    def names(self, wanted: str) -> int | None:
        """Return the position of the column that is called so; None where there is none."""
        found = (way[folded(wanted)] for way in self.spellings() if folded(wanted) in way)
        return next(found, None)

    @property
    def is_grouped(self) -> bool:
        """Whether the groups say whose the heads below are, and those are heads indeed."""
        below = [h for h, group in zip(self.heads, self.groups, strict=False) if h != group]
        known = [head for head in below if _exactly(head) or _unsaid(head)]
        sides = {field.partition("_")[0] for field, _ in _by_groups(self)}
        return bool(self.groups) and sides >= {"home", "partner"} and len(known) >= _KNOWN_HEADS


def _unlike(heads: dict[int, str]) -> dict[str, int]:
    """Return the heads with their positions; of those that stand twice, the first."""
    return {head: at for at, head in reversed(heads.items()) if head}


def headings(rows: Sequence[SheetRow]) -> list[Heading]:
    """Heads that the first rows may make: each alone, and as the groups above the next row."""
    made = []
    filled = [at for at, row in enumerate(rows) if not row.is_empty]
    for at in filled[:_ROWS_LOOKED_AT]:
        made.append(Heading(at, plain_heads(rows[at]), []))
        double = doubled(rows, at)
        if double:
            made.append(double)
    return made


def doubled(rows: Sequence[SheetRow], at: int) -> Heading | None:
    """Read a row as the groups above the next one; None where either says nothing."""
    if at + 1 >= len(rows) or rows[at].is_empty:
        return None
    groups, below = plain_heads(rows[at]), plain_heads(rows[at + 1])
    width = max(len(groups), len(below))
    below += [""] * (width - len(below))
    spread = _spread(groups, below)
    heads = [head or (groups[at] if at < len(groups) else "") for at, head in enumerate(below)]
    return Heading(at, heads, spread)


def _spread(groups: Sequence[str], below: Sequence[str]) -> list[str]:
    """Give each column the group that stands above it or, where it has a head, to its left."""
    spread, current = [], ""
    for at, head in enumerate(below):
        current = (groups[at] if at < len(groups) else "") or (current if head else "")
        spread.append(current)
    return spread


def plain_heads(row: SheetRow) -> list[str]:
    """Return what may be heads in a row; a long text is none."""
    return [text if len(text) <= _LONGEST_HEAD else "" for text in row.texts()]


def worth_of(heading: Heading) -> tuple[int, bool, int]:
    """Count the fields that it names; the two that no register lacks weigh more."""
    fields = {one.field for one in guess_columns(heading)}
    is_enough = {"home", "partner"} <= fields
    return len(fields) + 2 * is_enough, heading.is_grouped, -heading.height


def names_both(heading: Heading, *, has_home: bool = True) -> bool:
    """Whether it names home place and partner, or the partner and something else of it."""
    fields = {one.field for one in guess_columns(heading)}
    return {"home", "partner"} <= fields if has_home else "partner" in fields and len(fields) > 1


def are_exact(texts: Sequence[str], *, has_home: bool = True) -> bool:
    """Whether texts are heads word for word: a home place and a partner, or one and two others."""
    fields = {_exactly(text) for text in texts if text and len(text) <= _LONGEST_HEAD} - {None}
    if has_home:
        return {"home", "partner"} <= fields
    return "partner" in fields and len(fields) > 2


def guess_columns(heading: Heading) -> list[ColumnChoice]:
    """Take each head at its word, the plainest first; then those that do not say whose."""
    taken: dict[Field, ColumnChoice] = {}
    used: set[int] = set()
    shown = heading.shown()
    for field, at in _by_groups(heading):
        if field not in taken:
            taken[field] = ColumnChoice(field, at, shown[at], "by its head")
            used.add(at)
    for find in (_exactly, _holding):
        for at, head in enumerate(heading.heads):
            named = find(head)
            if named and named not in taken and at not in used:
                taken[named] = ColumnChoice(named, at, shown[at], "by its head")
                used.add(at)
        if find is _exactly:
            _add_unsaid(heading.heads, taken, used)
    _give_the_first_to_home(heading.heads, shown, taken, used)
    _add_other_names(heading.heads, taken, used)
    return list(taken.values())


def _give_the_first_to_home(
    heads: Sequence[str],
    shown: Sequence[str],
    taken: dict[Field, ColumnChoice],
    used: set[int],
) -> None:
    """Of two heads that are the same, one behind each place, take the first as the home place's.

    `城市, 国家, 友好城市, 国家`: a word that alone is of the partner is of each place there.
    """
    home, partner = taken.get("home"), taken.get("partner")
    if home is None or partner is None or home.position > partner.position:
        return
    for field, other in OF_PARTNER.items():
        first = taken.get(other)
        if first is None or field == "home" or field in taken:
            continue
        same = [
            at for at, head in enumerate(heads) if folded(head) == folded(heads[first.position])
        ]
        if len(same) == 2 and home.position < same[0] < partner.position < same[1]:
            taken[field] = replace(first, field=field)
            taken[other] = replace(first, position=same[1], head=shown[same[1]])
            used.add(same[1])


def _add_other_names(
    heads: Sequence[str], taken: dict[Field, ColumnChoice], used: set[int]
) -> None:
    """Take a second column of names in another language, as `partner_name_en`, as such."""
    for at, head in enumerate(heads):
        field = OTHER_NAME_OF.get(_holding(head) or "")
        if at in used or field is None or field in taken or not _names_a_language(head):
            continue
        taken[field] = ColumnChoice(field, at, head, "by its head")
        used.add(at)


def _names_a_language(head: str) -> bool:
    """Whether a head names a language; two letters do so at its end: `partner_name_en`."""
    key, spans = folded(head), _spans(head)
    last = folded(_BETWEEN_WORDS.sub(" ", head).split()[-1])
    return any(
        word == last if word.isascii() and len(word) < _LEAST_OF_LANGUAGE
        else _holds(key, spans, word)
        for word in words_of("language")
    )  # fmt: skip


def _by_groups(heading: Heading) -> list[tuple[Field, int]]:
    """Fields of the columns whose group says whose they are: own side, partner."""
    found: list[tuple[Field, int]] = []
    sides: dict[str | None, int] = {"home": 0, "partner": 1}
    for at, (group, head) in enumerate(zip(heading.groups, heading.heads, strict=False)):
        side = sides.get(_exactly(group) or _holding(group))
        if side is None or group == head:
            continue
        said = _exactly(head) or ""
        what = _unsaid(head) or _WHAT.get(said, "")
        if what:
            found.append((unsaid_fields(what)[side], at))
        elif not said:
            found.append((("home", "partner")[side], at))
    return found


def may_be_partner(head: str) -> bool:
    """Whether a head speaks of a partner place, perhaps of something else of it."""
    return (_exactly(head) or _holding(head)) == "partner"


def speaks_of_partners(head: str) -> bool:
    """Whether a word for partners stands somewhere in a head: other partners, more partner cities.

    Not all such heads are of partners (number of partners), so look at what stands below.
    """
    words = words_of("whole head")
    return any(words.get(span) == "partner" for span in _spans(head))


def _exactly(head: str) -> Field | None:
    key = folded(head)
    return _as_field(words_of("head").get(key) or words_of("whole head").get(key, ""))


@lru_cache(maxsize=4_096)
def _unsaid(head: str) -> str:
    """Return what a head is of that does not say whose; of `City / Town`, what both are of."""
    words = words_of("unsaid head")
    if folded(head) in words:
        return words[folded(head)]
    meanings = {words.get(folded(part), "") for part in head.split("/")}
    return meanings.pop() if len(meanings) == 1 else ""


@lru_cache(maxsize=4_096)
def _holding(head: str) -> Field | None:
    """Find the longest known word in a head that says more than that.

    With spaces between its words a head that speaks of a partner is not of the home place, however
    long the word for that is: `partner gemeente`.
    """
    key, spans = folded(head), _spans(head)
    inside = _inside(key, spans)
    if not inside:
        return None
    longest = _as_field(words_of("head")[max(inside, key=len)])
    if longest in _PARTNERS and head.strip().startswith(_OF_PARTNER):
        return _PARTNERS[longest]
    of_partner = longest == "home" and " " in head.strip() and max(head) < _EAST_ASIAN
    is_partner = of_partner and "partner" in {words_of("head")[word] for word in inside}
    return "partner" if is_partner else longest


def _inside(key: str, spans: frozenset[str]) -> list[str]:
    """Return the known words that stand in a head, in their own order."""
    order, anywhere = _long_words()
    found = {word for word in spans if word in order}
    if not key.isascii():
        found.update(word for word in anywhere if word in key)
    return sorted(found, key=order.__getitem__)


@cache
def _long_words() -> tuple[dict[str, int], list[str]]:
    """Give the places of the known words of two letters and more, and which need no spaces."""
    words = [word for word in words_of("head") if len(word) >= 2]
    return {word: at for at, word in enumerate(words)}, [w for w in words if _needs_no_spaces(w)]


def _needs_no_spaces(word: str) -> bool:
    return not word.isascii() and not any("a" <= letter <= "z" for letter in word)


def _holds(key: str, spans: frozenset[str], word: str) -> bool:
    """Whether the word stands in the head; a Latin one as whole words only."""
    return word in key if _needs_no_spaces(word) else word in spans


def _spans(head: str) -> frozenset[str]:
    """Return one to five words of a head that stand together, each folded to one."""
    parts = [folded(part) for part in _BETWEEN_WORDS.sub(" ", head).split()]
    at = range(len(parts))
    return frozenset("".join(parts[a : b + 1]) for a in at for b in at if a <= b <= a + 4)


_FIELDS: dict[str, Field] = {field: field for field in FIELDS}


def _as_field(text: str) -> Field | None:
    return _FIELDS.get(text)


def _add_unsaid(
    heads: Sequence[str],
    taken: dict[Field, ColumnChoice],
    used: set[int],
) -> None:
    found = [(at, head, _unsaid(head)) for at, head in enumerate(heads)
             if at not in used and _unsaid(head)]  # fmt: skip
    for what in dict.fromkeys(meaning for _, _, meaning in found):
        columns = [(at, head) for at, head, meaning in found if meaning == what]
        for (at, head), field in zip(columns, _whose(what, columns, taken), strict=False):
            if field not in taken:
                taken[field] = ColumnChoice(field, at, head, UNSAID)
                used.add(at)


def _whose(
    what: str,
    columns: Sequence[tuple[int, str]],
    taken: dict[Field, ColumnChoice],
) -> list[Field]:
    """Say whose each column is: a lone country is the partner's, a region that of its place."""
    home, partner = unsaid_fields(what)
    free = [field for field in (home, partner) if field not in taken]
    if len(columns) > 1 or len(free) < 2:
        return free
    if what == "country":
        return [partner]
    at = columns[0][0]
    if what != "name" and "partner" in taken:
        return [partner if at > taken["partner"].position else home]
    return [home]
