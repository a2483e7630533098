"""Lists of partnerships as a sentence names them."""

from __future__ import annotations

from sistercities.sentences import Sentence, say, to_say
from sistercities.studies.study_data import StudyData

NAMES_OF_LISTS = {
    "enwiki": to_say("English Wikipedia of {year}"),
    "wikidata": to_say("Wikidata of {year}"),
    "zhwiki": to_say("Chinese Wikipedia of {year}"),
}
"""Sources that a sentence names, by what their ids begin with; others go by their ids."""


def list_name(source: str, year: int) -> Sentence:
    """Name a source with its year.

    Parameters
    ----------
    source
        Its id, as in `enwiki-2026`.
    year
        That of its snapshot.
    """
    template = NAMES_OF_LISTS.get(source.partition("-")[0])
    if template is None:
        return say("{source}", source=source)
    return say(template, year=str(year))


def alone_words(study: StudyData, source: str) -> Sentence:
    """Say on which list an answer rests, and what is a city in it."""
    years = study.tie_sources().set_index("source_id")["snapshot_year"]
    return say(
        "All from {list}, where districts and counties are cities of their own.",
        list=list_name(source, int(years[source])),
    )
