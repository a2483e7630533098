"""Made-up facts for briefs: doubtful ties, names in many scripts, names that look like markup."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sistercities.partners.answers import Partner, PartnerPlace
from sistercities.partners.assessment import (
    Assessment,
    ComparablePair,
    Criterion,
    InShort,
    Standing,
)
from sistercities.partners.benchmark import Benchmark, CountedTies, Peer
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.reason import Reason
from sistercities.partners.short_lists.answer import ShortList, ShortLists, Suggestion, Telling
from sistercities.report.brief.facts import BriefFacts, BriefTie
from sistercities.report.cited_sources import CitedSource
from sistercities.terms.standing_words import Stands
from sistercities.terms.told_events import ToldEvent
from sistercities.terms.words import Strength

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
    "+SUM(A1)",
    '#set page(width: 1cm) "quoted" \\ $x$ @label',
    "Ha\x07rbour\x00",
)
SCRIPTS = ("宁湾市", "ときわ市", "한빛시", "Москва", "القاهرة", "קדימה", "ზუგდიდი", "Αθήνα")


def place(name: str, number: int = 0, **given: Any) -> PartnerPlace:
    """Make up a place; every second one has no coordinates where `number` says so."""
    held: dict[str, Any] = {
        "place_id": f"x:{number}",
        "name": name,
        "name_local": None,
        "level": "city",
        "country": "CN",
        "country_name": "China",
        "region_iso": "CN-ZJ",
        "is_dual": False,
        "population": 1_234_567,
        "population_year": 2023,
        "latitude": -60.0 + number % 130,
        "longitude": -170.0 + (number * 37) % 340,
        "n_ties": number + 1,
    }
    return PartnerPlace(**(held | given))


def stands(standing: str = "active", since: str = "2026", **given: Any) -> Stands:
    """Make up how a tie stands: active in 2026, by the Gazette."""
    held: dict[str, Any] = {
        "standing": standing, "since": since, "source_id": "gazette", "source_title": "The Gazette",
        "seen_from": 2016, "seen_until": 2026, "end": None, "events": (),
    }  # fmt: skip
    return Stands(**(held | given))


def ended(date: str = "2022-01-01") -> Stands:
    """Make up the standing of a tie that a page says has ended."""
    event = ToldEvent(
        "ended", date, "stated", date, ("x:4",), "high", "gazette", "A page of the Gazette",
        "https://gazette.example/4", "2022-02",
    )  # fmt: skip
    return stands("ended", date, end=date, events=(event,))


def tie(partner: PartnerPlace, **given: Any) -> BriefTie:
    """Make up a tie: dated, active, of two sources."""
    held: dict[str, Any] = {
        "tie_id": f"t:{partner.place_id}",
        "partner": partner,
        "start": "1986-05-04",
        "start_precision": "day",
        "end": None,
        "status": "active",
        "kind": "sister",
        "stands": stands(),
        "sources": ("gazette", "chronicle"),
        "known_until": 2026,
        "confidence": 0.98,
        "method": "alias+country+level",
        "also_at": (),
    }
    return BriefTie(**(held | given))


def doubtful_ties() -> tuple[BriefTie, ...]:
    """One tie of each kind of doubt, and one partner a name and a script."""
    doubts = (
        tie(place("Altwerder", 1, country="DE", country_name="Germany")),
        tie(place("Tokiwa", 2), start="1901-01-01", start_precision="suspect"),
        tie(place("Valmont", 3), start=None, start_precision="none", status="unknown",
            stands=stands("listed")),
        tie(place("Kawabe", 4), status="ended", end="2022-01-01", stands=ended()),
        tie(place("Ostrau", 10), confidence=0.9, method="alias+country+level+namesake_not_told"),
        tie(place("Songgang", 5), sources=("gazette",), known_until=2016,
            stands=stands("one_old_source", "2016", seen_until=2016)),
        tie(place("Jinghai", 6), also_at=("Haute-Lise",)),
        tie(place("Lanyu", 7, latitude=None, longitude=None), status="pending",
            stands=stands("pending")),
        tie(place("Moqi", 8), known_until=2016,
            stands=stands("no_longer_listed", seen_until=2016)),
    )  # fmt: skip
    hostile = (tie(place(name, 20 + n)) for n, name in enumerate(HOSTILE))
    scripts = (tie(place(f"P{n}", 40 + n, name_local=name)) for n, name in enumerate(SCRIPTS))
    return (*doubts, *hostile, *scripts)


def reason(feature: str, contribution: float, **given: Any) -> Reason:
    """Make up a reason of a group of its own."""
    held: dict[str, Any] = {
        "feature": feature,
        "group": feature,
        "title": f"Title of {feature}",
        "value": 1.0,
        "contribution": contribution,
        "sentence": f"This is what {feature} says.",
        "evidence": "ties of the release",
        "is_known": True,
    }
    return Reason(**(held | given))


REASONS = (
    reason("partner_ties", 3.0),
    reason("network", 2.0, evidence="Daegu (KR), Varna (BG); ties of the release"),
    reason("network2", 1.5, group="network"),
    reason("trade", 1.0, evidence="World Bank"),
    reason("coast", 0.5),
    reason("secret", 0.4, is_known=False, value=None),
    reason("distance", -1.0),
)


TELLING = (Telling("port", "Both have a seaport."), Telling("near", "Near: about 90 km away."))


def obstacles(n: int, strength: Strength = "caution") -> tuple[Obstacle, ...]:
    """Make up what stands in the way."""
    return tuple(
        Obstacle(
            "sanctions", strength, f"Obstacle {k} is known.", "a source", as_of="2026-02",
            places=("x:8",),
        )
        for k in range(n)
    )  # fmt: skip


def recommendations() -> ShortLists:
    """Two lists: five places, each with one thing more to know than the last; and one place."""
    partners = tuple(
        Partner(
            rank=3 * number + 1,
            place=place(f"Candidate {number}" if number else "<b>Bold</b>", 60 + number),
            score=1.0,
            base=-5.0,
            probability=0.2,
            reasons=REASONS,
            obstacles=obstacles(number),
        )
        for number in range(5)
    )
    notes = (
        "Ningwan is a region and a city at once; `--level` ranks regions instead.",
        "The model learned on other data.",
    )
    left_out = ("40 places cannot be suggested.", "A reason.")
    suggestions = tuple(
        Suggestion(one, TELLING, "To be noted." if k == 1 else None, max(len(one.obstacles) - 1, 0))
        for k, one in enumerate(partners)
    )
    last = replace(partners[0], place=place("Last of All"), obstacles=())
    lists = (
        ShortList(
            "like", "Like you", "Places like it.", 900, ("All lie high.",), suggestions, None
        ),
        ShortList("new", "New ground", "Elsewhere.", 9, (), (Suggestion(last, TELLING),), None),
    )
    return ShortLists(
        place("Ningwan"),
        lists,
        4321,
        "We compared 4,321 cities of any size.",
        None,
        "",
        (),
        (),
        (),
        {},
        notes,
        left_out,
        "v1",
        "v1",
    )


def assessment(n_obstacles: int = 2, strength: Strength = "caution") -> Assessment:
    """Make up a scorecard with criteria for, against, and unknown."""
    known = tuple(
        Criterion(reason(f"feature{n}", 2.0 - 0.3 * n), 1.0, 10.0 * (n % 9), None)
        for n in range(16)
    )
    unknown = (Criterion(reason("secret", 0.1, is_known=False, value=None), 1.0, None, None),)
    return Assessment(
        home=place("Ningwan", name_local="宁湾市"),
        partner=place("Cairo", 9, name_local="القاهرة", country="EG", country_name="Egypt"),
        verdict="possible",
        sentence="Cairo ranks 12 of 4,321 places for Ningwan. About 1 in 40 pairs of places "
        "like these two are partners.",
        in_short=InShort(("It speaks for it.",), ("It speaks against it.",), ("To find out.",)),
        standing=Standing(1.0, -5.0, 0.01, "About 1 in 100 pairs is tied.", 12, 4321, 99.0),
        criteria=known,
        unknown=unknown,
        obstacles=obstacles(n_obstacles, strength),
        looked_at="Looked at: 9 entries.",
        comparable=(ComparablePair(place("Here", 80), place("There", 81), 1999, 0.4),),
        comparable_among="Looked for among all.",
        n_partners=7,
        weights={},
        notes=(),
        data_version="v1",
        model_version="v1",
    )


def benchmark(actual: int = 20) -> Benchmark:
    """Make up a place among its peers."""
    return Benchmark(
        home=place("Ningwan"),
        sentence=f"Ningwan has {actual} partners. Places like it usually have between 4 and 21.",
        ties=CountedTies(actual, 11.7, 4, 21, 2, 29, 82.4),
        by_country=(),
        n_partners=actual,
        n_exchange=0,
        kinds=(),
        peers=(Peer(place("Peerton", 90), 0.1),),
        peers_among="Looked for among 10 places.",
        notes=(),
        data_version="v1",
        model_version="v1",
    )


def source(source_id: str) -> CitedSource:
    """Make up a source."""
    return CitedSource(
        source_id=source_id,
        title=f"The {source_id.title()}",
        producer="its writers",
        version="of 2026",
        snapshot_year=2026,
        licence="CC0-1.0",
        attribution="",
        covers="",
        gaps="",
    )


def facts(**given: Any) -> BriefFacts:
    """Make up a brief's facts: doubtful ties and suggestions."""
    held: dict[str, Any] = {
        "place": place("Ningwan", name_local="宁湾市", longitude=121.5, latitude=29.9),
        "region_name": "Zhejiang",
        "ties": doubtful_ties(),
        "sources": tuple(map(source, ("chronicle", "gazette", "unused"))),
        "data_version": "2026.11.0",
        "data_until": 2026,
        "benchmark": benchmark(),
        "suggestions": recommendations(),
    }
    return BriefFacts(**(held | given))


def facts_with_partner(
    n_obstacles: int = 2, strength: Strength = "caution", **given: Any
) -> BriefFacts:
    """Make up a brief's facts: a partner that asks."""
    held = assessment(n_obstacles, strength)
    return replace(facts(suggestions=None, scorecard=held, partner=held.partner), **given)


def many_ties(n: int, name: str = "Sister town number {n}") -> tuple[BriefTie, ...]:
    """Make up many ties with long names."""
    return tuple(tie(place(name.format(n=k), 100 + k), start=f"{1950 + k % 70}") for k in range(n))
