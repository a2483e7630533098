"""Encodings in letters of ASCII alone, as old mail and old databases had them.

Bytes of theirs are valid UTF-8, and read as that they are nonsense without a fault: so they are
looked for before. Marks tell where other letters begin and end.
"""

from __future__ import annotations

from sistercities.errors import RegisterError
from sistercities.sources.everyday_letters import OLDER, score
from sistercities.terms.late_expressions import late_expression

_JAPANESE = late_expression(rb"\x1b(?:\$[B@]|\(J)")
_KOREAN = b"\x1b$)C"
_OTHER = late_expression(rb"\x1b\$[()*+,./-]?[0-~]")
"""ISO-2022 of another letter set, as that of Chinese, for which there is no decoder."""
_HZ = late_expression(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
"""Chinese in letters of ASCII: two of them between marks are one character."""
_UTF_7 = late_expression(rb"\+[A-Za-z0-9+/]{3,}")
_LEAST_OF_UTF_7 = 6
"""Letters of it in all: fewer may by chance be a word behind a plus sign."""
_ENOUGH = 0.8


def mail_encoding(file: str, content: bytes) -> tuple[str, str] | None:
    """Return codec and name of such an encoding; None where nothing speaks for one.

    Raises
    ------
    RegisterError
        If the bytes are of one that cannot be read.
    """
    if _JAPANESE.search(content):
        return "iso2022_jp_ext", "ISO-2022-JP"
    if _KOREAN in content:
        return "iso2022_kr", "ISO-2022-KR"
    if _OTHER.search(content):
        problem = "has an encoding of the ISO-2022 family that is not recognised"
        raise RegisterError(file, problem, "save it as UTF-8")
    if content.isascii() and _HZ.search(content):
        return "hz", "HZ"
    return ("utf_7", "UTF-7") if content.isascii() and _is_utf_7(content) else None


def _is_utf_7(content: bytes) -> bool:
    """Whether all of it decodes, and what is beyond ASCII then are everyday letters."""
    if sum(len(run) - 1 for run in _UTF_7.findall(content)) < _LEAST_OF_UTF_7:
        return False
    try:
        text = content.decode("utf_7")
    except UnicodeDecodeError:
        return False
    for encoding in OLDER:
        try:
            older = text.encode(encoding.codec)
        except UnicodeEncodeError:
            continue
        if score(older, encoding) >= _ENOUGH:
            return True
    return False
