"""Reader of the sister-city statements (P190) of Wikidata as crawled in 2016.

Two files without a header: `relations.tsv` has one directed statement a line (subject, object),
`names.tsv` one label for each item, German where there is one. A pair of items is one claim,
whether one of the two states it or both. A statement that stands there twice counts once; the
note of its claim says how often it stands.

The source gives no country, no level, no date and no status.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from sistercities.errors import SourceError
from sistercities.sources.snapshot import CONTROL, Origin, Snapshot
from sistercities.terms.claims import NamedEnd, SourceClaim

SOURCE_ID = "wikidata-2016"
LICENCE = "CC0-1.0"
STATEMENTS_FILE = "relations.tsv"
LABELS_FILE = "names.tsv"
_ITEM = re.compile(r"Q[1-9][0-9]{0,14}")

Statement = tuple[str, str]
"""Subject and object, as item ids such as `Q42`."""


def read_wikidata(folder: Path) -> tuple[SourceClaim, ...]:
    """Read each undirected pair of items as one claim, in the order of the item numbers.

    Raises
    ------
    BuildError
        If a file cannot be read.
    SourceError
        If a line has not two fields, a field is no item or no label, an item has two labels or
        none, a label belongs to no statement, or an item is tied to itself.
    """
    labels = _read_labels(folder / LABELS_FILE)
    statements = _read_statements(folder / STATEMENTS_FILE, labels)
    _require_stated(labels, statements)
    pairs = {_pair(statement) for statement in statements}
    return tuple(_claim(pair, statements, labels) for pair in sorted(pairs, key=_numbers))


def _read_labels(path: Path) -> dict[str, str]:
    labels: dict[str, str] = {}
    for line, (item, label) in _rows(path, ("item", "label")):
        if not label.strip():
            raise SourceError(path.name, line, "label", label, "each item has a label; fetch it")
        if item in labels:
            advice = "a line above has this item; keep one of them"
            raise SourceError(path.name, line, "item", item, advice)
        labels[item] = label
    return labels


def _read_statements(path: Path, labels: Mapping[str, str]) -> Counter[Statement]:
    statements: Counter[Statement] = Counter()
    for line, (subject, other) in _rows(path, ("subject", "object")):
        for column, item in (("subject", subject), ("object", other)):
            if item not in labels:
                advice = f"{LABELS_FILE} has no label of it; take both files from one crawl"
                raise SourceError(path.name, line, column, item, advice)
        if subject == other:
            advice = "an item is no twin of itself; take the line out"
            raise SourceError(path.name, line, "object", other, advice)
        statements[subject, other] += 1
    return statements


def _rows(path: Path, columns: tuple[str, str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield (line number, the two fields) of a file of tabs that has no header."""
    lines = Snapshot(path, Origin(SOURCE_ID)).text.split("\n")
    if lines.pop():
        advice = "the file does not end with a line end, so it may be cut; fetch it again"
        raise SourceError(path.name, len(lines) + 1, "(all)", "(end of file)", advice)
    for number, line in enumerate(lines, 1):
        fields = line.split("\t")
        if len(fields) != len(columns):
            advice = f"it has {len(fields)} fields; a line is {' and '.join(columns)}"
            raise SourceError(path.name, number, "(all)", line, advice)
        for column, value in zip(columns, fields, strict=True):
            _check_field(path.name, number, column, value)
        yield number, (fields[0], fields[1])


def _check_field(file: str, line: int, column: str, value: str) -> None:
    if CONTROL.search(value):
        advice = "a field holds no control character; take it out"
        raise SourceError(file, line, column, value, advice)
    if column != "label" and not _ITEM.fullmatch(value):
        raise SourceError(file, line, column, value, "an item is written Q and its number")


def _require_stated(labels: Mapping[str, str], statements: Mapping[Statement, int]) -> None:
    stated = {item for statement in statements for item in statement}
    for line, item in enumerate(labels, 1):
        if item not in stated:
            advice = f"{STATEMENTS_FILE} has no statement on it; take both files from one crawl"
            raise SourceError(LABELS_FILE, line, "item", item, advice)


def _pair(statement: Statement) -> Statement:
    first, second = sorted(statement, key=_number)
    return first, second


def _number(item: str) -> int:
    return int(item[1:])


def _numbers(pair: Statement) -> tuple[int, int]:
    return _number(pair[0]), _number(pair[1])


def _claim(
    pair: Statement, statements: Mapping[Statement, int], labels: Mapping[str, str]
) -> SourceClaim:
    first, second = pair
    made = [one for one in (pair, (second, first)) if statements.get(one)]
    written = " and ".join(f"{subject} P190 {other}" for subject, other in made)
    return SourceClaim(
        claim_id=f"{SOURCE_ID}:{first}~{second}",
        source_id=SOURCE_ID,
        locator=f"Wikidata, crawled 2016-09-10: {written}",
        a=_end(first, labels),
        b=_end(second, labels),
        start="",
        precision="none",
        is_batch_date=False,
        end="",
        status="unknown",
        kind="unknown",
        is_double_entry=False,
        note=_note(made, statements),
        licence=LICENCE,
    )


def _end(item: str, labels: Mapping[str, str]) -> NamedEnd:
    return NamedEnd(labels[item], "", given_id=f"wd:{item}")


def _note(made: list[Statement], statements: Mapping[Statement, int]) -> str:
    parts = [] if len(made) > 1 else [f"stated by {made[0][0]} alone"]
    parts += [
        f"the statement of {one[0]} stands there {statements[one]} times"
        for one in made
        if statements[one] > 1
    ]
    return "; ".join(parts)
