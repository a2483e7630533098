"""What a server lets programs read that read every page."""

from __future__ import annotations

_DEAR = ("/search", "/recommend", "/assess", "/benchmark", "/path", "/compare", "/embed/", "/api/")
"""What is computed for each reader, and the reduced forms of pages."""


def robots_text(root: str = "") -> str:
    """Write `robots.txt`: every page may be read, but not each order and filter of its table.

    Parameters
    ----------
    root
        Folder of the address below which the site is shown.
    """
    closed = [*(f"{root}{path}" for path in _DEAR), f"{root}/*?*sort=", f"{root}/*?*page="]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Allow: {root}/"]
    return "\n".join(lines) + "\n"
