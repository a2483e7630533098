"""What is shown where there is no answer: why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.web.answers import Page, Refusal
from sistercities.web.asked import Asked
from sistercities.web.choices import pages_of
from sistercities.web.frame import Frame, Way, make_frame

_HEADED = (400, 404, 500, 503)
_LISTS = (
    ("/studies/", "/studies", "nav.studies"),
    ("/country/", "/countries", "nav.countries"),
    ("/pair/", "/countries", "nav.countries"),
)
"""Where addresses begin, and the list of what they may name."""


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """A refusal.

    Attributes
    ----------
    heading, sentence, lang
        What it is, why, and the language of that where it is not the page's.
    choices
        Pages of places that may be meant, the page itself without what cannot be used, and the list
        of studies or of countries where one of them is not there.
    """

    frame: Frame
    heading: str
    sentence: str
    lang: str | None
    choices: tuple[Way, ...]


def problem_page(asked: Asked, refusal: Refusal, choices: tuple[str, ...] = ()) -> Page:
    """Make the page of a refusal."""
    status = refusal.status if refusal.status in _HEADED else 400
    heading = asked.words(f"problem.{status}")
    frame = make_frame(asked, heading, refusal.sentence, is_shared=False)
    return Page(
        "problem.html",
        ProblemPage(
            frame, heading, refusal.sentence, refusal.lang,
            (*pages_of(asked, choices), *_without(asked, status), *_list_of(asked, status)),
        ),
    )  # fmt: skip


def _without(asked: Asked, status: int) -> tuple[Way, ...]:
    """Lead to the page without parameters, where one of these is at fault."""
    if status != 400 or not asked.params or asked.site.static is not None:
        return ()
    return (Way(asked.link(asked.path), asked.words("problem.without")),)


def _list_of(asked: Asked, status: int) -> tuple[Way, ...]:
    """Lead to the list of studies or of countries, where one of these is not there."""
    if status != 404:
        return ()
    return tuple(
        Way(asked.link(path), asked.words(label))
        for begins, path, label in _LISTS if asked.path.startswith(begins)
    )  # fmt: skip
