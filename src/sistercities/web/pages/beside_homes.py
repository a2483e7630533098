"""What other countries show of the same: city ties inside sister regions, country by country.

A report on one country answers for that country. Beside it stands what the report of the world says
of each country with lists, where such a report is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from sistercities.api.explorer.chapters import APPENDIX, drawings_of
from sistercities.api.explorer.reports import StudyReport
from sistercities.api.study_names import WORLD
from sistercities.web.asked import Asked
from sistercities.web.pages.chapters import chapter_path, home_name
from sistercities.web.report_words import said_html, told_of_report
from sistercities.web.told import Told, parted

_STUDY, _PART, _FIGURE = "homes", "C3.homes", "figure-homes-homes"


@dataclass(frozen=True, slots=True)
class BesideHomes:
    """The countries beside each other.

    Attributes
    ----------
    kicker
        Whom they stand beside; "" on the page of the world.
    title
        What holds over all of them, in one sentence; on the page of the world, which says that
        below, what is drawn.
    rest
        What else is said of them, such as how many regions have lists; "" on the page of the world.
    figure
        Drawing of each country, for wide and for narrow screens.
    how
        Address of how it was found.
    world
        Address of what the data say of the world; None on that page itself.
    """

    kicker: str
    title: Told
    rest: Told
    figure: Markup
    how: str
    world: str | None


def beside_homes(asked: Asked, report: StudyReport) -> BesideHomes | None:
    """Set countries beside each other; None where no report of the world compares them.

    Parameters
    ----------
    asked
        The request.
    report
        The report that is shown.
    """
    is_world = report.country == WORLD
    world = report if is_world else of_the_world(asked)
    if world is None:
        return None
    part = next((one for one in world.parts if one.id == _PART and one.value is not None), None)
    drawn = drawings_of(world, APPENDIX, _FIGURE, partial(said_html, asked))
    if part is None or drawn is None:
        return None
    words = asked.words
    title, rest = parted(told_of_report(asked, part.sentence))
    return BesideHomes(
        kicker="" if is_world else words("studies.beside", country=home_name(asked, report)),
        title=Told(words("studies.each_country")) if is_world else title,
        rest=Told("") if is_world else rest,
        figure=Markup(drawn),
        how=asked.link(chapter_path(world.name, _STUDY)),
        world=None if is_world else asked.link(f"/studies/{world.name}"),
    )  # fmt: skip


def of_the_world(asked: Asked) -> StudyReport | None:
    """Find the report of the world; None where none is here."""
    return next((one for one in asked.site.finished_reports if one.country == WORLD), None)
