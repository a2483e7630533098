"""What a brief is made from: gathered from the release and from the verbs that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.api.among_peers import benchmark
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.level_words import level_words
from sistercities.api.listing import ties_of
from sistercities.api.lists_read import lists_of_place
from sistercities.api.namesakes_told import namesakes_not_told
from sistercities.api.partner_scores import barred_partners, obstacles_between
from sistercities.api.partners import recommend
from sistercities.api.place_warnings import PlaceWarnings, warnings_of
from sistercities.api.records import Tie
from sistercities.api.scorecard import assess
from sistercities.dataset.around_of_its_name import level_namesake
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.merged_municipalities import PeopleOfParts, people_of_parts
from sistercities.dataset.release.store import Release
from sistercities.dataset.told_of_end import place_of_today
from sistercities.dataset.town_lookup import meet_place
from sistercities.dataset.typed_queries import FoundPlace
from sistercities.errors import InvalidArgument, NetworkError, Unanswerable
from sistercities.partners.answers import PartnerPlace
from sistercities.partners.assessment import Assessment
from sistercities.partners.barriers import read_barriers
from sistercities.partners.benchmark import Benchmark
from sistercities.partners.gate.called_for_care import CalledForCare
from sistercities.partners.gate.two_ends import care_with_each, read_ends
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.brief.facts import BriefCare, BriefFacts, BriefTie
from sistercities.report.cited_sources import CitedSource
from sistercities.sentences import PlaceName, Sentence, say
from sistercities.terms.progress import Progress, quiet

# Where a municipality was divided, gazetteers count the town that bears its name still.
_PLACES = """
    SELECT p.place_id, p.name, p.name_local, p.level, p.country,
        coalesce(c.name, p.country) AS country_name, p.region_iso, p.is_dual,
        CASE WHEN NOT (p.is_population_doubtful OR p.valid_to IS NOT NULL AND p.successor IS NULL)
            THEN p.population END AS population,
        p.population_year, p.latitude, p.longitude,
        (SELECT count(*) FROM ties t WHERE p.place_id IN (t.place_a, t.place_b)) AS n_ties,
        coalesce(p.population_source = 'cities-wup-2018', false) AS is_agglomeration
    FROM places p LEFT JOIN countries c USING (country)
    WHERE p.place_id IN ({marks})
"""
_TOLD_APART = """
    SELECT p.place_id, o.name FROM places p JOIN places o USING (region_iso)
    WHERE p.place_id IN ({marks}) AND o.level = 'region1' AND o.valid_to IS NULL
    AND p.level <> 'region1' AND EXISTS (
        SELECT 1 FROM places n WHERE n.name = p.name AND n.country = p.country
        AND n.region_iso <> p.region_iso AND n.level <> 'region1'
    ) ORDER BY o.place_id
"""
_REGION = """
    SELECT o.name FROM places p JOIN places o USING (region_iso)
    WHERE p.place_id = ? AND o.level = 'region1' AND o.valid_to IS NULL ORDER BY o.place_id LIMIT 1
"""
_BUSIEST = """
    SELECT p.name FROM places p JOIN ties t ON p.place_id IN (t.place_a, t.place_b)
    WHERE p.country = ? AND p.level NOT IN ('country', 'region1')
    GROUP BY p.place_id, p.name ORDER BY count(*) DESC, p.place_id LIMIT 3
"""


@dataclass(frozen=True, slots=True)
class BriefWishes:
    """What the places to approach shall have; nothing of it is a wish for a partner that is named.

    Attributes
    ----------
    themes, countries
        As `recommend` takes them; none by default.
    size
        The same; None for its default.
    """

    themes: tuple[str, ...] = ()
    size: str | None = None
    countries: tuple[str, ...] = ()

    def refuse_with(self, partner: str) -> None:
        """Refuse wishes on whom to approach where a partner is named.

        Raises
        ------
        InvalidArgument
            If there is one.
        """
        given = (
            ("theme", ", ".join(self.themes)),
            ("size", self.size or ""),
            ("country", ", ".join(self.countries)),
        )
        for name, value in given:
            if value:
                advice = say(
                    "it says whom to approach, and a brief on {partner} names nobody else; leave "
                    "it out, or leave {partner} out",
                    partner=partner,
                )
                raise InvalidArgument(name, value, advice)


NO_WISHES = BriefWishes()


def brief_facts(
    name: str,
    partner: str | None,
    purpose: str | None,
    data: AnyData,
    on_progress: Progress | None = None,
    wishes: BriefWishes = NO_WISHES,
) -> BriefFacts:
    """Gather what a brief says.

    What cannot be answered for this place, as where the data hold too little on it, is a sentence
    in its part of the brief; a name that is not understood is an error.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have one of the names.
    InvalidArgument
        If one is a country, the two are the same place or one lies in the other, the purpose is
        not known, or a wish is unknown, leaves nobody, or stands beside a partner.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    if partner is not None:
        wishes.refuse_with(partner)
    with open_data(data) as release:
        typed = _no_country(release, "place", name)
        namesake = level_namesake(release, name, typed)
        home, told = place_of_today(release, typed)
        other, told_too = _other_end(release, partner)
        held = ties_of(home.place_id, data=data)
        asked = [home.place_id] + ([other.place_id] if other else [])
        places = _places(release, [*asked, *(tie.b.place_id for tie in held)])
        region = release.query(_REGION, [home.place_id])
        regions = _told_apart(release, [tie.b.place_id for tie in held])
        sources = release.query("SELECT * FROM sources ORDER BY source_id")
        until = release.query("SELECT max(known_until) AS year FROM ties")[0]["year"]
        version = release.version
        lists = lists_of_place(
            release, home.place_id, home.country, home.region_iso, home.level, is_dual=home.is_dual
        )
        warnings = warnings_of(release, home.place_id)
        barred = _barred(release, home.place_id, held)
        care = _care_of_missed(release, home.place_id, held)
        in_question = () if other else _in_question(release, home.place_id, held, warnings)
    suggested = _suggestions(home.place_id, purpose, wishes, data) if other is None else None
    scored = assess(home.place_id, other.place_id, purpose=purpose, data=data) if other else None
    # The answers know more of a place's size than the gazetteer: they name it as they count it.
    for place in _as_counted(suggested, scored):
        places[place.place_id] = place
    return BriefFacts(
        place=places[home.place_id],
        region_name=region[0]["name"] if region else None,
        ties=tuple(_tie(tie, home.place_id, places, regions) for tie in held),
        sources=tuple(CitedSource.from_row(row) for row in sources),
        data_version=version,
        data_until=until or 0,
        benchmark=_benchmark(home.place_id, data, on_progress or quiet),
        suggestions=suggested,
        scorecard=scored,
        partner=places[other.place_id] if other else None,
        lists=lists,
        in_question=in_question,
        status=(*filter(None, (told, told_too)), *(one.sentence for one in warnings.status)),
        barred=barred,
        care_of_missed=care,
        with_care=() if other else _with_care(warnings.care_of_each, places),
        notes=() if namesake is None else (namesake.sentence,),
    )


def _other_end(release: Release, partner: str | None) -> tuple[FoundPlace | None, Sentence | None]:
    if partner is None:
        return None, None
    return place_of_today(release, _no_country(release, "partner", partner))


def _in_question(
    release: Release, place: str, held: Sequence[Tie], warnings: PlaceWarnings
) -> tuple[str, ...]:
    """Say of which partners it is open whether they are one, or whether they may stay one."""
    standing = [tie.b.place_id for tie in held if tie.stands.is_alive]
    return (
        *warnings.held_around,
        *namesakes_not_told(release, place),
        *barred_partners(release, place, standing),
    )


def _with_care(
    found: Sequence[CalledForCare], places: dict[str, PartnerPlace]
) -> tuple[BriefCare, ...]:
    """Name the partners with whom something calls for care, each so that it is no other."""
    named = [str(name) for one in found for name in one.partners]

    def called(name: PlaceName) -> str:
        place = places.get(name.place_id)
        if named.count(str(name)) == 1 or place is None:
            return str(name)
        return f"{name} ({level_words(place.level, is_dual=place.is_dual)})"

    return tuple(BriefCare(one.kind, one.reason, tuple(map(called, one.partners))) for one in found)


def _missed(held: Sequence[Tie]) -> list[str]:
    return [tie.b.place_id for tie in held if tie.stands.standing == "no_longer_listed"]


def _care_of_missed(
    release: Release, place: str, held: Sequence[Tie]
) -> dict[str, tuple[str, ...]]:
    """Say what calls for care with the partners that newer lists lack, by id."""
    missed, index = _missed(held), index_of(release)
    ends = read_ends(index, [place, *missed]) if missed else {}
    if place not in ends:
        return {}
    others = [ends[one] for one in missed if one in ends]
    return care_with_each(index, read_barriers(index), ends[place], others)


def _barred(release: Release, place: str, held: Sequence[Tie]) -> frozenset[str]:
    """Return the ids of the partners that newer lists lack and that something bars."""
    missed = _missed(held)
    found = obstacles_between(release, place, missed) if missed else {}
    return frozenset(
        other
        for other, obstacles in found.items()
        if any(one.strength == "bar" for one in obstacles)
    )


def _no_country(release: Release, argument: str, name: str) -> FoundPlace:
    found = meet_place(release, name)
    if found.level != "country":
        return found
    named = ", ".join(row["name"] for row in release.query(_BUSIEST, [found.country]))
    advice = (
        say(
            "{name} is a country. Give a city or region of it, such as {named}.",
            name=found.name,
            named=named,
        )
        if named
        else say("{name} is a country. Give a city or region of it.", name=found.name)
    )
    raise Unanswerable(argument, name, advice)


def _places(release: Release, ids: Sequence[str]) -> dict[str, PartnerPlace]:
    marks = ", ".join("?" for _ in ids)
    rows = release.query(_PLACES.format(marks=marks), ids)
    found = {row["place_id"]: _place(row) for row in rows}
    sums = people_of_parts(release, ids)
    return found | {one: _of_parts(found[one], sums[one]) for one in found.keys() & sums.keys()}


def _of_parts(place: PartnerPlace, together: PeopleOfParts) -> PartnerPlace:
    """Give a place that no source counts the people of its former municipalities."""
    return replace(
        place, population=together.people, population_year=together.year, is_of_parts=True
    )


def _told_apart(release: Release, ids: Sequence[str]) -> dict[str, str]:
    """Name the region of each place that has a namesake in another region of its country."""
    if not ids:
        return {}
    marks = ", ".join("?" for _ in ids)
    rows = release.query(_TOLD_APART.format(marks=marks), ids)
    return {row["place_id"]: row["name"] for row in rows}


def _place(row: dict[str, Any]) -> PartnerPlace:
    words = {key: row[key] or None for key in ("name_local", "region_iso")}
    return PartnerPlace(**{**row, **words})


def _tie(tie: Tie, home: str, places: dict[str, PartnerPlace], regions: dict[str, str]) -> BriefTie:
    return BriefTie(
        tie_id=tie.tie_id,
        partner=places[tie.b.place_id],
        start=tie.start,
        start_precision=tie.start_precision,
        end=tie.end,
        status=tie.status,
        kind=tie.kind,
        stands=tie.stands,
        sources=tie.sources,
        known_until=tie.known_until,
        confidence=tie.confidence,
        method=tie.method,
        also_at=tuple(dict.fromkeys(each.place.name for each in tie.other_levels)),
        partner_region=regions.get(tie.b.place_id),
        partner_until=tie.b.valid_to,
        of_town=None if tie.a.place_id == home else tie.a.name,
    )


def _suggestions(
    place_id: str, purpose: str | None, wishes: BriefWishes, data: AnyData
) -> ShortLists | str:
    try:
        return recommend(
            place_id,
            purpose=purpose,
            themes=wishes.themes,
            size=wishes.size,
            countries=wishes.countries,
            data=data,
        )
    except InvalidArgument as failure:
        # Whoever wished for something can wish otherwise.
        if failure.argument == "purpose" or wishes != NO_WISHES:
            raise
        return failure.advice


def _as_counted(
    suggested: ShortLists | str | None, scored: Assessment | None
) -> tuple[PartnerPlace, ...]:
    if scored is not None:
        return scored.home, scored.partner
    return (suggested.home,) if isinstance(suggested, ShortLists) else ()


def _benchmark(place_id: str, data: AnyData, on_progress: Progress) -> Benchmark | str:
    try:
        return benchmark(place_id, data=data, on_progress=on_progress)
    except InvalidArgument as failure:
        return failure.advice
    except NetworkError as failure:
        return str(failure)
