"""`recommend`: partners for a place, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.ground import ground_of, position_of
from sistercities.api.scorecard import refuse_former
from sistercities.partners.answers import RecommendationList
from sistercities.partners.filters import Filters
from sistercities.partners.gate.kin import kin_of_partners
from sistercities.partners.gate.of_pairs import obstacles_of_candidates
from sistercities.partners.recommending import (
    COUNT,
    PER_REGION,
    Wishes,
    explain_partner,
    place_class,
    recommend_partners,
)
from sistercities.partners.stored_model import stored_model
from sistercities.partners.weights import feature_weights


def recommend(
    name: str,
    *,
    count: int = COUNT,
    countries: Sequence[str] = (),
    not_countries: Sequence[str] = (),
    continents: Sequence[str] = (),
    languages: Sequence[str] = (),
    min_population: int | None = None,
    max_population: int | None = None,
    max_distance_km: float | None = None,
    purpose: str | None = None,
    weights: str | Mapping[str, float] | None = None,
    like: str | None = None,
    why: str | None = None,
    per_region: int = PER_REGION,
    per_country: int | None = None,
    level: str | None = None,
    domestic: bool = False,
    include_barred: bool = False,
    data: AnyData = None,
) -> RecommendationList:
    """Recommend partners for a city, a district or a region, each with the reasons for it.

    Parameters
    ----------
    name
        Name in any script, `name, country`, or a place id.
    count
        Partners to name.
    countries, not_countries
        ISO 3166-1 codes, or unions of countries such as EU: only these, none of these.
    continents, languages
        Names in English; languages are official ones of the country.
    min_population, max_population
        Persons; places whose population is not known do not pass.
    max_distance_km
        From the home place.
    purpose
        "trade", "culture", "education", "tourism" or "technology": what counts more.
    weights
        Weights by group or feature, as `{"economy": 2}` or "economy=2,network=0.5"; they go
        before the purpose.
    like
        A place that partners should be like.
    why
        A place: only that one, with its rank and all its reasons.
    per_region
        Most partners of one first-level region.
    per_country
        Most partners of one country; None names as many as come.
    level
        "city" or "region", for a place that is both; None takes city.
    domestic
        Places of the own country, not those abroad.
    include_barred
        Name places too that a war, a law or another ruling bars, each with the reason.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    RecommendationList
        Partners in order. The score of each, in log odds, is the base and the contributions of its
        reasons added up.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have one of the names.
    InvalidArgument
        If a wish is unknown or out of range, the place is a country or none of today, or the
        filters leave nothing.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    counting = feature_weights(weights, purpose)
    filters = Filters(
        tuple(countries), tuple(not_countries), tuple(continents), tuple(languages),
        min_population, max_population, max_distance_km,
    )  # fmt: skip
    with open_data(data) as release:
        ground = ground_of(release, name, like, why)
        home = position_of(release, ground, name)
        refuse_former(release, ground, home)
        alike = None if like is None else position_of(release, ground, like, "like")
        partner = None if why is None else position_of(release, ground, why, "why")
        model = stored_model(place_class(ground, home, level))
        wishes = Wishes(
            count, per_region, per_country, filters, counting, alike, domestic, include_barred
        )
        kin = kin_of_partners(release, ground, home)
        obstacles = partial(obstacles_of_candidates, release, ground, home)
        if partner is not None:
            return explain_partner(ground, model, home, partner, wishes, obstacles, kin)
        return recommend_partners(ground, model, home, wishes, obstacles, kin)
