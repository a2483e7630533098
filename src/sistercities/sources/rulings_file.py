"""A user's own rulings on what stands in the way: a CSV file with row_id, strength and reason."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import RegisterError
from sistercities.terms.words import STRENGTHS

COLUMNS = ("row_id", "strength", "reason")
_HEAD = ",".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class OwnRuling:
    """One line: the row it rules on, how strongly that counts, and why."""

    line: int
    row_id: str
    strength: str
    reason: str


@dataclass(frozen=True, slots=True)
class RulingsFile:
    """A file of rulings: its name, the hash of its bytes, its lines."""

    file: str
    sha256: str
    rulings: tuple[OwnRuling, ...]


def read_rulings(path: str | Path) -> RulingsFile:
    """Read a file of rulings.

    Raises
    ------
    RegisterError
        If the file cannot be read, lacks a column, rules on a row twice, or a line says no
        strength or no reason.
    """
    file = Path(path)
    try:
        raw = file.read_bytes()
        rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), strict=True))
    except OSError as problem:
        said = (problem.strerror or "the system refuses").lower()
        raise RegisterError(file.name, f"cannot be read ({said})", "name another file") from None
    except (UnicodeDecodeError, csv.Error):
        raise RegisterError(file.name, "is no CSV file in UTF-8", "save it as one") from None
    if not rows or sorted(COLUMNS) != sorted(head.strip() for head in rows[0]):
        advice = f"the first line must be {_HEAD}, in any order"
        raise RegisterError(file.name, "has other columns than rulings have", advice)
    heads = [head.strip() for head in rows[0]]
    found: dict[str, OwnRuling] = {}
    for line, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            ruling = _ruling(file.name, line, heads, cells)
            if ruling.row_id in found:
                said = f"rules on {ruling.row_id} twice, in line {line} too"
                raise RegisterError(file.name, said, "keep one of the two")
            found[ruling.row_id] = ruling
    if not found:
        raise RegisterError(file.name, "holds no ruling", "give one on each line")
    return RulingsFile(file.name, hashlib.sha256(raw).hexdigest(), tuple(found.values()))


def _ruling(file: str, line: int, heads: list[str], cells: list[str]) -> OwnRuling:
    if len(cells) != len(heads):
        problem = f"has {len(cells)} cells in line {line}"
        raise RegisterError(file, problem, f"give {len(heads)}: {_HEAD}; quote a comma in a cell")
    values = {head: cell.strip() for head, cell in zip(heads, cells, strict=True)}
    empty = next((name for name in COLUMNS if not values[name]), None)
    if empty:
        raise RegisterError(file, f"has no {empty} in line {line}", "fill it in")
    if values["strength"] not in STRENGTHS:
        problem = f"has the strength {values['strength'][:40]!r} in line {line}"
        raise RegisterError(file, problem, f"give one of {', '.join(STRENGTHS)}")
    return OwnRuling(line, values["row_id"], values["strength"], values["reason"])
