"""Words as LaTeX takes them, for tables and for BibTeX."""

from __future__ import annotations

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "\u00a0": "~", "\u2212": "$-$", "\u00d7": r"$\times$", "<": r"\textless{}",
    ">": r"\textgreater{}", "\n": " ", "●": "", "○": "", "◐": "",
}  # fmt: skip
"""What LaTeX reads as a command, and signs that its usual fonts lack."""


def latex_text(text: str) -> str:
    """Write words so that LaTeX prints them as they are; shapes before a verdict are left out."""
    return "".join(_SPECIAL.get(letter, letter) for letter in text).strip("~ ")
