"""The sentence that opens a scorecard: what bars, what the two had, what calls for care, the rank.

What calls for care stands in it before the rank, war before all else: whoever repeats one sentence
repeats it with the caution. Of two whose partnership ended or is suspended no rank is said.
"""

from __future__ import annotations

from sistercities.partners.assessment import Standing
from sistercities.partners.gate.obstacle import STORIES, Obstacle, what_calls_for_care
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.verdict import Verdict
from sistercities.sentences import Said, Sentence, listed, say
from sistercities.terms.words import OVER_TIES, OWN_TIES


def headline(
    ground: Ground, home: int, partner: int, standing: Standing, obstacles: tuple[Obstacle, ...],
    verdict: Verdict, kept_out_by: str | None = None,
) -> Said:  # fmt: skip
    """Say how a partner is to be judged, in a sentence or two.

    Parameters
    ----------
    ground, home, partner
        Facts, and positions of the two places.
    standing
        Rank and chance of the partner.
    obstacles
        What stands in the way.
    verdict
        The word for the partner.
    kept_out_by
        Id of the row that keeps the partner from being suggested; None where none does.
    """
    here, there = (named_place(ground, k) for k in (home, partner))
    place = _among(ground, home, partner, standing)
    if verdict.word == "barred":
        return _of_barred(here, there, obstacles, kept_out_by)
    told = (*_story(obstacles), *what_calls_for_care(obstacles))
    before = listed([one.sentence for one in told], "space")
    if any(one.kind in OVER_TIES for one in told):
        # A rank beside it would be read as advice to take it up again.
        return before
    if any(one.kind in OWN_TIES for one in told):
        return say("{story} By its score alone it would rank {place}.", story=before, place=place)
    if any(one.kind in STORIES for one in told):
        return say(
            "{story} By its score alone {there} would rank {place}.",
            story=before, there=there, place=place,
        )  # fmt: skip
    if told:
        return say(
            "{care} By its score alone {there} ranks {place} for {here}. {chance}",
            care=before, there=there, here=here, place=place, chance=standing.chance,
        )  # fmt: skip
    return say(
        "{there} ranks {place} for {here}. {chance}",
        there=there, here=here, place=place, chance=standing.chance,
    )  # fmt: skip


def _among(ground: Ground, home: int, partner: int, standing: Standing) -> Sentence:
    """Say the rank; two places of one country are compared with others of it alone."""
    rank, n = standing.rank, standing.n_candidates
    own, there = (int(ground.places.country[at]) for at in (home, partner))
    if own != there:
        return say("{rank:,} of {n:,} places", rank=rank, n=n)
    country = named_country(ground, own)
    return say("{rank:,} of {n:,} places in {country}", rank=rank, n=n, country=country)


def _story(obstacles: tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
    """Find what the two had with each other, who would sign, and what is the same as a partner."""
    own = [one for one in obstacles if one.kind in OWN_TIES][:1]
    others = (one for one in obstacles if one.kind in STORIES and one.kind not in OWN_TIES)
    return (*own, *others)


def _of_barred(
    here: Said, there: Said, obstacles: tuple[Obstacle, ...], kept_out_by: str | None
) -> Sentence:
    """Say what bars or withholds, and of two that are partners that we know no more."""
    # A row that withholds is a caution: it comes after what bars, and before all other care.
    bar = next(
        one for one in obstacles
        if one.strength == "bar" or (one.row_id is not None and one.row_id == kept_out_by)
    )  # fmt: skip
    if any(each.kind == "tied" for each in obstacles):
        return say(
            "{here} and {there} are partners by our sources. {reason} Whether they have ended it "
            "since is not known here.",
            here=here, there=there, reason=bar.sentence,
        )  # fmt: skip
    return say(
        "{there} cannot be suggested to {here}. {reason}",
        there=there, here=here, reason=bar.sentence,
    )  # fmt: skip
