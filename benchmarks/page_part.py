"""The parts of docs/performance.md: each benchmark writes its own and leaves the others."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def write_part(name: str, text: str) -> None:
    """Put a part in its place on the page, or at its end."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Performance\n"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    part = f"{begin}\n{text}\n{end}"
    PAGE.write_text(f"{before.rstrip()}\n\n{part}\n{after.lstrip()}", encoding="utf-8")
