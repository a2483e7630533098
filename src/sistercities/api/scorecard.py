"""The verb for a request that came in by letter: one place weighs another as a partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.former_places import also_of_this_name, who_answers
from sistercities.api.ground import ground_of, position_of
from sistercities.api.words_read import read_words
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.errors import Unanswerable
from sistercities.partners.assessing import Found, assess_pair
from sistercities.partners.assessment import Assessment
from sistercities.partners.choosing import place_class
from sistercities.partners.gate.kin import kin_of_partners
from sistercities.partners.gate.looked_at import looked_at
from sistercities.partners.gate.of_pairs import obstacles_of
from sistercities.partners.gate.strains import Strains
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.stored_model import stored_model
from sistercities.partners.told_apart_names import with_names_told_apart
from sistercities.partners.weights import feature_weights
from sistercities.sentences import listed, place_name, say
from sistercities.terms.place_errors import given_twice

_AROUND = """
    WITH RECURSIVE around AS (
        SELECT place_id AS inner_id, parent_id AS outer_id FROM parents
        WHERE place_id IN (?, ?) AND to_year IS NULL
        UNION SELECT a.inner_id, p.parent_id FROM parents p
        JOIN around a ON p.place_id = a.outer_id WHERE p.to_year IS NULL)
    SELECT inner_id FROM around WHERE outer_id IN (?, ?)
"""


def assess(
    name: str,
    partner: str,
    *,
    weights: str | Mapping[str, float] | None = None,
    purpose: str | None = None,
    data: AnyData = None,
) -> Assessment:
    """Weigh a partner for a place: each criterion, the standing, obstacles, comparable ties.

    Parameters
    ----------
    name, partner
        The place that decides, and the one that asks: a name in any script, `name, country`, or a
        place id.
    weights
        How much criteria count, by group or feature, as in `{"economy": 2, "network": 0.5}` or
        typed as `economy=2,network=0.5`; 1 is as usual, 0 leaves one out.
    purpose
        A preset of weights: trade, culture, education, tourism, environment or youth.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    Assessment
        Base and contributions add up to the score, those of unknown facts included.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have one of the names.
    InvalidArgument
        If one of the two is a country or no place of today, the two are the same, one lies in the
        other, or a weight is negative, unknown or no number.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    words, counted = read_words(purpose, ()), feature_weights(weights, purpose)
    with open_data(data) as release:
        ground = ground_of(release, name, partner)
        asked = position_of(release, ground, name)
        about = position_of(release, ground, partner, "partner")
        home, told = who_answers(release, ground, asked, with_place=about)
        other, told_too = who_answers(
            release, ground, about, argument="partner", with_place=asked
        )  # fmt: skip
        _check(release, ground, home, other)
        as_named, ground = ground, with_names_told_apart(ground, home, other)
        model = stored_model(_class_of(ground, home, other))
        kin = kin_of_partners(release, ground, home)
        strains = Strains(release, ground)
        signer_of = quarters_of(ground).signer_of
        obstacles = obstacles_of(release, ground, home, other, kin, strains, signer_of)
        seen = looked_at(ground, strains)
        terms = {} if words.purpose is None else words.purpose.weighing.terms
        what = Found(obstacles, kin, seen, as_named)
        found = assess_pair(ground, model, home, other, counted, what, terms)
        also = (
            *words.said,
            *also_of_this_name(release, ground, name, asked),
            *also_of_this_name(release, ground, partner, about),
        )
        found = replace(found, notes=(*also, *found.notes)) if also else found
        before = [one for one in (told, told_too) if one is not None]
        if not before:
            return found
        return replace(found, sentence=listed([*before, found.sentence], "space"))


def _class_of(ground: Ground, home: int, partner: int) -> str:
    """Say of which class the pair is; a region with a city is weighed as the home place is."""
    places = ground.places
    is_of_regions = places.is_region[home] and places.is_region[partner]
    if is_of_regions and not (places.is_city[home] and places.is_city[partner]):
        return "region"
    return place_class(ground, home)


def _check(release: Release, ground: Ground, home: int, partner: int) -> None:
    """Refuse two places between which there can be no tie."""
    places = ground.places
    here, there = str(places.names[home]), str(places.names[partner])
    if home == partner:
        raise Unanswerable("partner", there, given_twice(place_name(here, str(places.ids[home]))))
    ids = [str(places.ids[home]), str(places.ids[partner])]
    for row in index_of(release).query(_AROUND, [*ids, *ids]):
        inner, outer = (here, there) if row["inner_id"] == ids[0] else (there, here)
        advice = say(
            "{inner} lies in {outer}, so the two make no partnership. Name a place outside "
            "{outer}.",
            inner=inner,
            outer=outer,
        )
        raise Unanswerable("partner", there, advice)
