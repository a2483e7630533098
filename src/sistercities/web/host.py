"""Who runs the site: its name, where corrections go, the imprint, the licence of what is added.

What a host gives is text: pages show it whole and never read markup in it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from sistercities.errors import InvalidArgument

TITLE, CONTACT = "SISTERCITIES_TITLE", "SISTERCITIES_CONTACT"
IMPRINT, LICENCE = "SISTERCITIES_IMPRINT", "SISTERCITIES_LICENCE"
"""Variables that hold what the options of the same names do."""
IMPRINT_PATH = "/imprint"
LONGEST_TITLE, LONGEST_LICENCE, LONGEST_ADDRESS, LONGEST_IMPRINT = 80, 200, 300, 20_000
_MAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[\w-]{2,63}"
)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Classes of characters that move or hide the text around them."""
_JOINERS = "\u200c\u200d"
"""What some scripts need between letters, though it is unseen."""


@dataclass(frozen=True, slots=True)
class Host:
    """Who runs a site, as far as they say.

    Attributes
    ----------
    title
        Name of the site; "" leaves the one that the pages have in each language.
    contact
        Where corrections go: an e-mail address, or an address that begins with https://; or "".
    imprint
        Address of the imprint elsewhere; "" where there is none, or where its text is here.
    imprint_text
        Text of the imprint, a page of the site; "" where there is none.
    licence
        Licence of what the host adds, in words or as an address; or "".
    keeps_log
        Whether the server writes a line for each answer.
    """

    title: str = ""
    contact: str = ""
    imprint: str = ""
    imprint_text: str = ""
    licence: str = ""
    keeps_log: bool = False

    @property
    def contact_href(self) -> str:
        """Address that a link to the contact has; "" where there is none."""
        return (
            self.mail_href() if "@" in self.contact and not _is_web(self.contact) else self.contact
        )

    def mail_href(self, subject: str = "", body: str = "") -> str:
        """Address that begins an e-mail to the host; "" where the contact is none.

        Parameters
        ----------
        subject, body
            What stands in the e-mail at first.
        """
        if not self.contact or _is_web(self.contact):
            return ""
        given = {"subject": subject, "body": body}
        asked = "&".join(f"{name}={quote(text, safe='')}" for name, text in given.items() if text)
        return f"mailto:{quote(self.contact, safe='@')}{'?' if asked else ''}{asked}"

    @property
    def licence_href(self) -> str:
        """Address of the licence; "" where it is given in words."""
        return self.licence if _is_web(self.licence) else ""

    def title_or(self, usual: str) -> str:
        """Name of the site; that of the pages where the host gives none."""
        return self.title or usual


def read_host(
    title: str | None = None,
    contact: str | None = None,
    imprint: str | None = None,
    licence: str | None = None,
) -> Host:
    """Check what a host gives; None takes what the environment says, "" gives nothing.

    Parameters
    ----------
    title, contact, licence
        As in `Host`.
    imprint
        An address that begins with https://, or the name of a file of plain text in UTF-8.

    Raises
    ------
    InvalidArgument
        If a value cannot be shown or used.
    """
    where, text = _imprint(_given(imprint, IMPRINT))
    return Host(
        title=_line("title", _given(title, TITLE), LONGEST_TITLE),
        contact=_contact(_given(contact, CONTACT)),
        imprint=where,
        imprint_text=text,
        licence=_licence(_given(licence, LICENCE)),
    )


def _given(value: str | None, variable: str) -> str:
    return (os.environ.get(variable, "") if value is None else value).strip()


def _line(name: str, value: str, most: int) -> str:
    """Take one line of text.

    Raises
    ------
    InvalidArgument
        If it is too long, or holds what moves or hides the text around it.
    """
    if len(value) > most:
        advice = f"it has {len(value)} characters; give at most {most}"
        raise InvalidArgument(name, value[:most] + "…", advice)
    if any(unicodedata.category(one) in _UNSEEN and one not in _JOINERS for one in value):
        advice = "it holds characters that cannot be seen; give one line of plain text"
        raise InvalidArgument(name, ascii(value)[1:-1], advice)
    return value


def _contact(value: str) -> str:
    if not value or _MAIL.fullmatch(value):
        return value
    return _address(
        "contact",
        value,
        "give an e-mail address such as mail@example.org, or one that begins with https://",
    )


def _licence(value: str) -> str:
    if not _is_web(value):
        return _line("licence", value, LONGEST_LICENCE)
    return _address("licence", value, "give words such as CC BY 4.0, or a whole https address")


def _imprint(value: str) -> tuple[str, str]:
    """Return the address of the imprint, or its text."""
    advice = "give an address that begins with https://, or a file of plain text in UTF-8"
    if not value:
        return "", ""
    if "://" in value:
        return _address("imprint", value, advice), ""
    return "", _text_of(value, advice)


def _text_of(name: str, advice: str) -> str:
    try:
        read = Path(name).read_bytes()
        text = read.decode("utf-8-sig").replace("\r\n", "\n").strip()
    except (OSError, ValueError):
        raise InvalidArgument("imprint", name, advice) from None
    if not text or len(text) > LONGEST_IMPRINT or "\x00" in text:
        advice = f"the file has {len(text)} characters; give one of 1 to {LONGEST_IMPRINT:,}"
        raise InvalidArgument("imprint", name, advice)
    return text


def _address(name: str, value: str, advice: str) -> str:
    """Take an address of the web, as a link may have it.

    Raises
    ------
    InvalidArgument
        If it is none, or holds a name and password.
    """
    _line(name, value, LONGEST_ADDRESS)
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        is_whole = False
    if not is_whole or any(one in value for one in ' "<>\\^`{|}'):
        raise InvalidArgument(name, value, advice)
    return value


def _is_web(value: str) -> bool:
    return value.startswith(("https://", "http://"))
