"""How the nesting study is made, in a paragraph for those who know statistics."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.sentences import listed, say
from sistercities.studies.findings import Method
from sistercities.studies.parts import PartFinding

LITERATURE = (
    "Besag & Clifford (1989), doi:10.1093/biomet/76.4.633",
    "Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136",
    "Mantel & Haenszel (1959), doi:10.1093/jnci/22.4.719",
)


def method(parts: Iterable[PartFinding]) -> Method:
    """Say how the study was made.

    Parameters
    ----------
    parts
        Its parts, whose rules are told.
    """
    return Method(
        question=say("Do city ties follow the ties of the regions?"),
        outcome=say(
            "City ties alive in the year, of regions of which a source lists the ties of both "
            "levels; inside are those whose regions are sisters."
        ),
        estimator=say(
            "Share inside, weighted by how much of each list is known (Horvitz-Thompson); ties "
            "inside over their mean under a null; intervals clustered by home region and country."
        ),
        null=say(
            "The main null keeps how many ties each home city has with each country, and how "
            "many each city abroad has; that for countries without an upper tie does not keep "
            "the countries."
        ),
        assumptions=say(
            "Lists that leave out ties leave them out alike inside and outside; bounds say what "
            "any others would do."
        ),
        rule=listed((part.rule for part in parts), "space"),
        literature=LITERATURE,
    )
