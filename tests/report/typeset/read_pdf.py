"""Read a PDF back with pypdf."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader


def pages(content: bytes) -> list[str]:
    """Words of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def closed(words: str) -> str:
    """Words without any space, so that it does not matter where lines end."""
    return re.sub(r"[\s\u200b\u00a0]+", "", words)


def all_words(content: bytes) -> str:
    """Words of a PDF without any space."""
    return closed("".join(pages(content)))
