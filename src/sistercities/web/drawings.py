"""Pictures that stand beside a page: an SVG file that knows light and dark."""

from __future__ import annotations

import base64
import hashlib

_DARK = {
    "#e2e2dc": "#353b41",
    "#f1f5f8": "#1b2127",
    "#0072b2": "#56b4e9",
    "#767676": "#9aa0a6",
    "#ffffff": "#15181b",
    "#1b1b1b": "#ececea",
}
"""What a colour of the drawing is on a dark page."""
_RULES = "".join(
    f'[{what}="{light}"]{{{what}:{dark}}}'
    for light, dark in _DARK.items()
    for what in ("fill", "stroke")
)
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1b1b1b}.home{font-weight:700}"
    ".halo{paint-order:stroke;stroke:#f1f5f8;stroke-width:3px;stroke-linejoin:round}"
    ".country{fill:#575757;font-style:italic}.map-n{font-size:8.5px;fill:#ffffff}"
    ".map-n.hollow{fill:#1b1b1b}"
    f"@media (prefers-color-scheme:dark){{{_RULES}text{{fill:#ececea}}.halo{{stroke:#1b2127}}"
    ".country{fill:#b0b0ae}.map-n{fill:#10151a}.map-n.hollow{fill:#ececea}}"
)
POLICY = (
    "default-src 'none'; style-src 'sha256-"
    f"{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; frame-ancestors 'none'"
)
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'


def styled_svg(drawn: str, style: str) -> tuple[str, str]:
    """Make a file of an SVG element with styles of its own, and the policy that lets it have them.

    Parameters
    ----------
    drawn
        An element that begins with `<svg`.
    style
        CSS; what would end the element is left out.
    """
    css = style.replace("<", "").replace("&", "")
    opening, _, rest = drawn.removeprefix("<svg").partition(">")
    hashed = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; frame-ancestors 'none'"
    return f"{_HEAD}{opening}><style>{css}</style>{rest}", policy


def svg_file(drawn: str) -> str:
    """Make a file of an SVG element: its name space, and the style of light and dark.

    Parameters
    ----------
    drawn
        An element that begins with `<svg`.
    """
    opening, _, rest = drawn.removeprefix("<svg").partition(">")
    return f"{_HEAD}{opening}><style>{STYLE}</style>{rest}"
