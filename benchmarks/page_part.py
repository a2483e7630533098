"""The parts of a page, docs/performance.md by default: each benchmark writes its own."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def write_part(name: str, text: str, path: Path = PAGE) -> None:
    """Put a part in its place on the page at `path`, or at its end."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    page = path.read_text(encoding="utf-8") if path.exists() else "# Performance\n"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    part = f"{begin}\n{text}\n{end}"
    path.write_text(f"{before.rstrip()}\n\n{part}\n{after.lstrip()}", encoding="utf-8")
