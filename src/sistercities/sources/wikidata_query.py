"""Reader of the pages that `wikidata_pages` fetches: one claim for each statement of P190.

* A statement has its own id, and its two directions are two claims: what one item says is not
  what the other says, and their dates may differ.
* A date counts to its stated precision: day, month, year; a decade or a century is no start. A
  year later than that of the snapshot is `suspect`.
* An end, also one at an unknown date, makes the tie `ended`. Otherwise the status is `unknown`:
  Wikidata states none. So is the kind.
* What is left out is counted by name: deprecated statements, those whose partner is unknown or is
  no item, and those of an item with itself.
* The country is the ISO code of the item's country (P17), or its own code where it has one; an
  item in several countries has none. The level is read off the English names of the classes
  (P31), where they all say the same. A label is English, else language-neutral, else local, else
  Chinese, else the item's number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sistercities.errors import SourceError
from sistercities.sources.enwiki_names import level_of_suffix
from sistercities.sources.wikidata_pages import (
    ENTITY,
    FACT_COLUMNS,
    FACTS,
    STATEMENT_COLUMNS,
    Row,
    Term,
    item_of,
    number_of,
    result_rows,
)
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import Level, Precision

LICENCE = "CC0-1.0"
_STATEMENT = f"{ENTITY}statement/"
_POINT = re.compile(r"Point\((?P<lon>-?[0-9.eE-]+) (?P<lat>-?[0-9.eE-]+)\)", re.IGNORECASE)
_TIME = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\dZ?")
_RANKS = ("PreferredRank", "NormalRank", "DeprecatedRank")
_PRECISIONS: dict[str, tuple[int, Precision]] = {
    "11": (10, "day"), "10": (7, "month"), "9": (4, "year"),
}  # fmt: skip
"""Length of the ISO date, and its precision, by `wikibase:timePrecision`."""
_MUNICIPAL = re.compile(
    r"\b(city|town|municipality|commune|comune|village|metropolis|Gemeinde)\b",
    re.IGNORECASE,
)
_FEDERAL = re.compile(r"((u\.s\.|federated|constituent|federal) )?state", re.IGNORECASE)
_NO_LEVEL = re.compile(
    r"\b(capital|twin|port|former|sister|seat|residence|university|free|hanseatic|holy|million|"
    r"ancient|city-state|global|college|border|largest|tourist|planned)\b",
    re.IGNORECASE,
)
_MOST_NOTED = 3


@dataclass(slots=True)
class Item:
    """What Wikidata says of one item, as far as it was asked."""

    labels: dict[str, str] = field(default_factory=dict)
    local: list[str] = field(default_factory=list)
    iso: set[str] = field(default_factory=set)
    own_iso: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    points: list[tuple[float, float]] = field(default_factory=list)
    geonames: list[str] = field(default_factory=list)

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2; "" where none is stated or several are."""
        codes = self.own_iso or self.iso
        return next(iter(codes)) if len(codes) == 1 else ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Labels, the one to show first, each once."""
        chinese = [self.labels.get(lang, "") for lang in ("zh-hans", "zh-cn", "zh", "zh-hant")]
        known = [self.labels.get("en", ""), self.labels.get("mul", ""), *self.local, *chinese]
        return tuple(dict.fromkeys(one for one in known if one.strip()))

    @property
    def level(self) -> Level | None:
        """Level that the names of its classes state; None where they state none or several."""
        stated = {level_of_class(name, self.country) for name in self.classes.values()} - {None}
        return stated.pop() if len(stated) == 1 else None


@dataclass(frozen=True, slots=True)
class WikidataReading:
    """The claims, the items at their ends, and how many statements were left out, by reason."""

    claims: tuple[SourceClaim, ...]
    items: dict[str, Item]
    left_out: dict[str, int]


@dataclass(slots=True)
class _Statement:
    """The rows of one statement, put together."""

    item: str
    partner: Term
    rank: str
    starts: set[tuple[str, str]] = field(default_factory=set)
    ends: set[tuple[str, str]] = field(default_factory=set)
    is_end_told: bool = False
    references: set[str] = field(default_factory=set)


def read_wikidata_pages(
    pages: Mapping[str, bytes], source_id: str, snapshot_year: int
) -> WikidataReading:
    """Read a snapshot.

    Parameters
    ----------
    pages
        Pages by file name.
    source_id
        Id of the source, which each claim's id begins with.
    snapshot_year
        Year of the snapshot: a later start is suspect.

    Raises
    ------
    SourceError
        If a page is no answer to our query, or a value has another form than promised.
    """
    statements: dict[str, _Statement] = {}
    items: dict[str, Item] = {}
    for name in sorted(pages):
        if name.startswith("statements-"):
            for number, row in result_rows(name, pages[name], STATEMENT_COLUMNS):
                _note_statement(statements, name, number, row)
        elif name.startswith("facts-"):
            for number, row in result_rows(name, pages[name], FACT_COLUMNS):
                _note_fact(items, name, number, row)
    left_out: Counter[str] = Counter()
    claims = []
    for guid, one in sorted(statements.items(), key=lambda pair: (_key(pair[1]), pair[0])):
        reason = _why_left_out(one)
        if reason:
            left_out[reason] += 1
        else:
            claims.append(_claim(guid, one, items, source_id, snapshot_year))
    return WikidataReading(tuple(claims), items, dict(left_out))


def level_of_class(name: str, country: str) -> Level | None:
    """Level that the English name of a class states: `city of Japan`, `prefecture of Japan`.

    A word such as capital or port says nothing of the level.
    """
    head = re.split(r" of | in ", name, maxsplit=1)[0]
    if not head or _NO_LEVEL.search(head):
        return None
    if re.search(r"\b(city|municipal) district\b|\bdistrict of the city\b", head):
        return "district"
    word = head.split()[-1].title()
    stated = level_of_suffix(f"x {word}", country)
    if stated and (word != "State" or _FEDERAL.fullmatch(head)):
        return stated
    return "city" if _MUNICIPAL.search(head) else None


def _note_statement(statements: dict[str, _Statement], file: str, number: int, row: Row) -> None:
    guid = _required(file, number, row, "statement").text.removeprefix(_STATEMENT)
    item = item_of(_required(file, number, row, "item").text)
    rank = _required(file, number, row, "rank").text.rpartition("#")[2]
    if not item or rank not in _RANKS:
        raise SourceError(file, number, "rank", rank, "a statement has an item and a rank we know")
    partner = _required(file, number, row, "partner")
    one = statements.setdefault(guid, _Statement(item, partner, rank))
    for told, when, precision in (
        (one.starts, "start", "startPrecision"), (one.ends, "end", "endPrecision"),
    ):  # fmt: skip
        if when in row:
            told.add((row[when].text, _required(file, number, row, precision).text))
    one.is_end_told |= "endTold" in row
    one.references |= {row[name].text for name in ("url",) if name in row}
    if "statedIn" in row and item_of(row["statedIn"].text):
        one.references.add(f"stated in {item_of(row['statedIn'].text)}")


def _required(file: str, number: int, row: Row, column: str) -> Term:
    if column not in row:
        raise SourceError(file, number, column, "", "each row states it; fetch the page again")
    return row[column]


def _note_fact(items: dict[str, Item], file: str, number: int, row: Row) -> None:
    item_id = item_of(_required(file, number, row, "item").text)
    fact, value = _required(file, number, row, "fact").text, _required(file, number, row, "value")
    if not item_id or fact not in FACTS:
        raise SourceError(file, number, "fact", fact, f"use one of {', '.join(FACTS)}")
    item = items.setdefault(item_id, Item())
    text = row["text"].text if "text" in row else ""
    if fact == "label":
        item.labels[value.lang] = value.text
    elif fact == "local":
        item.local = sorted({*item.local, value.text})
    elif fact in ("iso", "own_iso"):
        (item.iso if fact == "iso" else item.own_iso).add(value.text)
    elif fact in ("parent", "class"):
        (item.parents if fact == "parent" else item.classes)[item_of(value.text)] = text
    elif fact == "geonames":
        item.geonames = sorted({*item.geonames, value.text})
    else:
        item.points += _points(value)


def _points(value: Term) -> list[tuple[float, float]]:
    """Read `Point(lon lat)`; a point on another globe has its address before it and is none."""
    found = _POINT.fullmatch(value.text.strip())
    if not found:
        return []
    try:
        lat, lon = float(found["lat"]), float(found["lon"])
    except ValueError:
        return []
    return [(lat, lon)] if abs(lat) <= 90 and abs(lon) <= 180 else []


def _key(one: _Statement) -> tuple[int, str]:
    return number_of(one.item), one.partner.text


def _why_left_out(one: _Statement) -> str:
    if one.rank == "DeprecatedRank":
        return "deprecated"
    partner = item_of(one.partner.text)
    if not partner:
        return "partner unknown"
    return "tied to itself" if partner == one.item else ""


def _claim(
    guid: str, one: _Statement, items: Mapping[str, Item], source_id: str, snapshot_year: int
) -> SourceClaim:
    partner = item_of(one.partner.text)
    start, precision = _dated(one.starts)
    end, _ = _dated(one.ends)
    if start and int(start[:4]) > snapshot_year:
        precision = "suspect"
    is_ended = one.is_end_told or bool(one.ends)
    stated = min(len(start), len(end))  # only what both dates state can tell their order
    if end[:stated] < start[:stated]:
        precision = "suspect"
    return SourceClaim(
        claim_id=f"{source_id}:{guid}",
        source_id=source_id,
        locator=f"https://www.wikidata.org/wiki/{one.item}#P190, statement {guid}",
        a=_end(one.item, items),
        b=_end(partner, items),
        start=start,
        precision=precision,
        is_batch_date=False,
        end=end,
        status="ended" if is_ended else "unknown",
        kind="unknown",
        is_double_entry=False,
        note=_note(one),
        licence=LICENCE,
    )


def _dated(told: Iterable[tuple[str, str]]) -> tuple[str, Precision]:
    """Return the earliest date and its precision; the more exact of two that agree."""
    dates = []
    for text, precision in told:
        found = _TIME.fullmatch(text)
        if found and precision in _PRECISIONS and found["date"] > "0001":
            length, word = _PRECISIONS[precision]
            dates.append((found["date"], length, word))
    if not dates:
        return "", "none"
    year = min(date[:4] for date, _, _ in dates)
    date, length, word = max(
        (one for one in dates if one[0][:4] == year), key=lambda one: (one[1], one[0])
    )
    return date[:length], word


def _end(item_id: str, items: Mapping[str, Item]) -> NamedEnd:
    item = items.get(item_id, Item())
    parents = tuple(name for _, name in sorted(item.parents.items()) if name)
    classes = sorted(name for name in item.classes.values() if name)
    kind = f"({'; '.join(classes)})" if classes else ""
    latitude, longitude = item.points[0] if len(set(item.points)) == 1 else (None, None)
    return NamedEnd(
        name=item.spellings[0] if item.spellings else item_id,
        country=item.country,
        level=item.level,
        context=" ".join(part for part in (", ".join(parents), kind) if part),
        parents=parents,
        latitude=latitude,
        longitude=longitude,
        given_id=f"wd:{item_id}",
    )


def _note(one: _Statement) -> str:
    parts = []
    for word, told in (("start", one.starts), ("end", one.ends)):
        if len(told) > 1:
            parts.append(f"several dates of {word}: {', '.join(sorted(t[:10] for t, _ in told))}")
    if one.is_end_told and not one.ends:
        parts.append("ended at an unknown date")
    if one.rank == "PreferredRank":
        parts.append("preferred rank")
    named = sorted(one.references)[:_MOST_NOTED]
    if named:
        parts.append(f"references: {' '.join(named)}")
    return "; ".join(parts)
