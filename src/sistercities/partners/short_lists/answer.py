"""What short lists consist of; plain records without arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from sistercities.partners.answers import Partner, PartnerPlace, notes_below, told_of_home
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import Sentence, listed, say, say_count
from sistercities.terms.json_records import (
    Amount,
    Count,
    Holds,
    JsonRecord,
    Key,
    Merged,
    Positive,
    frame_of_records,
    one_of,
    written,
)
from sistercities.terms.late_methods import record

if TYPE_CHECKING:
    import pandas as pd

BARRED = "barred"
"""Name of the list of places that are left out."""
LESS_SURE = "less_sure"
"""Name of the group of places for which fewer reasons speak."""
MOST_LISTS = 5
"""The three lists, the group beside them, and the places that are left out."""


_SAY_NEAR = frozenset(("near", "apart", "within_a_day"))
"""Arguments that say how many kilometres away a place lies."""
_ALWAYS = ("list", "rank", "place_id", "place_name", "place_country")
"""Columns of a frame of suggestions also where nothing is suggested."""


@record
class Telling:
    """One reason in a sentence.

    Attributes
    ----------
    argument
        Stable name of the argument.
    sentence
        What can be said aloud.
    """

    argument: str
    sentence: str


@record
class Suggestion(JsonRecord):
    """A place on a short list.

    Attributes
    ----------
    partner
        The place with score and reasons; `rank` is that on the list, and `reasons` are all
        features and wishes as the list weighs them, which add up to the score.
    telling
        At most four reasons: why it stands on the list, then what sets it apart from the other
        candidates of the list. None for a place that something bars.
    note
        The most telling thing to know beside the reasons, or against it; None where there is none.
    n_untold
        What else is to be known of it and stands neither in `caution` nor in `note`, nor in the
        notes on all places; a scorecard has it.
    """

    partner: Annotated[Partner, Merged()]
    telling: Annotated[tuple[Telling, ...], Holds(maxItems=4)]
    note: str | None = None
    n_untold: Count = 0

    @property
    def place(self) -> PartnerPlace:
        """The place."""
        return self.partner.place

    @property
    def caution(self) -> Obstacle | None:
        """The gravest of what is to be known before any reason; None where there is nothing.

        What holds of the home place by itself is none: it stands once, above the lists
        (`ShortLists.of_home`). That it is a neighbour is none where a reason says how near it lies.
        """
        is_told_near = any(one.argument in _SAY_NEAR for one in self.telling)
        first = self.partner.to_say_of_it
        return next((one for one in first if one.kind != "neighbour" or not is_told_near), None)

    @property
    @written(after="telling", key="caution")
    def caution_sentence(self) -> str | None:
        """The same in one sentence."""
        return None if self.caution is None else self.caution.sentence

    @property
    def untold(self) -> Sentence | None:
        """How much more is to be known of it, in a sentence; None where there is nothing."""
        if not self.n_untold:
            return None
        return say_count(
            "And {n} more thing to know: see the scorecard.",
            "And {n} more things to know: see the scorecard.",
            self.n_untold,
        )


@record
class ShortList(JsonRecord):
    """One of the lists.

    Attributes
    ----------
    name, title, meaning
        "near", "like" or "new"; "less_sure" for the group beside the lists, and "barred" where
        barred places are asked for; its title, and who stands on it.
    n_candidates
        Places that could stand on it.
    of_all
        What holds of all places that it names, one sentence each.
    suggestions
        The places, the best first.
    note
        Why it names fewer than asked for; None where it does not.
    sensible_in_ten
        Of the group beside the lists: of how many in ten such places readers said that they are
        sensible for homes of such a size; None where they read too few to tell, of the lists, and
        of regions.
    """

    name: Annotated[str, one_of(("near", "like", "new", LESS_SURE, BARRED))]
    title: str
    meaning: str
    n_candidates: Count
    of_all: tuple[str, ...]
    suggestions: Annotated[tuple[Suggestion, ...], Key("partners")]
    note: str | None
    sensible_in_ten: Annotated[int | None, Holds(minimum=0, maximum=10)] = None

    @property
    def is_of_the_three(self) -> bool:
        """Whether it is one of the three lists, and not what stands beside them."""
        return self.name not in (LESS_SURE, BARRED)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each suggestion, with the keys of its JSON; `list` names the list."""
        rows = ({"list": self.name, **one.to_json()} for one in self.suggestions)
        return frame_of_records(rows, _ALWAYS)


@record
class WeighedFor:
    """What a purpose weighs: one line of the table.

    Attributes
    ----------
    term, weight
        Feature, group of features or wish; what it is multiplied by, or how often it is added.
    title, reason
        What it is, and why it counts, in a few words.
    """

    term: str
    title: str
    weight: Amount
    reason: str


@record
class ShortLists(JsonRecord):
    """The short lists of a place, and what was asked.

    Attributes
    ----------
    home
        The place.
    lists
        In order: near your network, like you, new ground; a place without partners has no first.
        Where these name fewer than five places in all, and others are left for which fewer reasons
        speak, the best of those follow, up to five in all. Where barred places are asked for, those
        that are left out come last, each with what bars it.
    n_candidates
        Places that were compared after all filters.
    compared
        How many that is, and of which size, in one sentence.
    purpose
        Name of the purpose; None for none.
    purpose_words
        What the purpose weighs, and what is not known for it; "" without one.
    weighed_for
        The same, line by line.
    themes
        Names of the themes.
    filters
        One sentence for each word that was read as another, for each filter but the size, and for
        the themes.
    weights
        Weights other than 1 by feature, as the officer gave them or the purpose has them.
    notes
        What the reader should know, one sentence each.
    left_out
        How many places something bars, and of which states; then the reasons.
    data_version, model_version
        Version of the data, and of those that the model learned from.
    """

    home: PartnerPlace
    lists: Annotated[tuple[ShortList, ...], Holds(minItems=1, maxItems=MOST_LISTS)]
    n_candidates: Positive
    compared: str
    purpose: str | None
    purpose_words: str
    weighed_for: tuple[WeighedFor, ...]
    themes: tuple[str, ...]
    filters: tuple[str, ...]
    weights: dict[str, float]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]
    data_version: str
    model_version: str

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """All places of the three lists, list after list.

        Barred ones are none of them, nor are those that are less sure (`less_sure`).
        """
        return tuple(one for each in self.lists if each.is_of_the_three for one in each.suggestions)

    @property
    def less_sure(self) -> tuple[Suggestion, ...]:
        """The places beside the lists for which fewer reasons speak, where these name few."""
        return tuple(
            one for each in self.lists if each.name == LESS_SURE for one in each.suggestions
        )

    @property
    def of_home(self) -> tuple[str, ...]:
        """What calls for care with the home place by itself: said once, above the lists."""
        return told_of_home(one.partner for each in self.lists for one in each.suggestions)

    @property
    def notes_below(self) -> tuple[str, ...]:
        """The notes that are not said above the lists."""
        return notes_below(self.notes, self.of_home)

    @property
    def why_nobody(self) -> tuple[str, ...]:
        """Why no list names anybody, each reason once; empty where somebody is named.

        Where the lists have several reasons, each says of which lists it tells.
        """
        if self.suggestions or self.less_sure:
            return ()
        titles: dict[str, list[str]] = {}
        for one in self.lists:
            if one.is_of_the_three and one.note is not None:
                titles.setdefault(one.note, []).append(one.title)
        if len(titles) < 2:
            return tuple(titles)
        return tuple(
            say("{lists}: {reason}", lists=listed(of_lists), reason=note)
            for note, of_lists in titles.items()
        )

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each suggestion of all lists; `list` is the list it is on."""
        rows = ({"list": each.name, **one.to_json()} for each in self.lists
                for one in each.suggestions)  # fmt: skip
        return frame_of_records(rows, _ALWAYS)
