"""The imprint of the host, where it gives one as text."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.errors import SistercitiesError
from sistercities.sentences import say
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, make_frame


@dataclass(frozen=True, slots=True)
class ImprintPage:
    """The paragraphs of the imprint, each a tuple of its lines."""

    frame: Frame
    paragraphs: tuple[tuple[str, ...], ...]


class NoImprint(SistercitiesError):
    """The host gives no text: there is no such page."""


def imprint_page(asked: Asked) -> Answer:
    """Make the page of the imprint.

    Raises
    ------
    NoImprint
        If the host gives no text.
    """
    text = asked.site.host.imprint_text
    if not text:
        raise NoImprint(
            say("this site has no imprint; whoever runs it gives one with `--imprint FILE`")
        )
    frame = make_frame(asked, asked.words("foot.imprint"))
    parts = (part.strip("\n") for part in text.split("\n\n"))
    return Page(
        "imprint.html", ImprintPage(frame, tuple(tuple(one.split("\n")) for one in parts if one))
    )
