"""The verb `seeking`: notices of places that look for a partner, matched in both directions.

The project's own list of notices, `data/seeking.csv`, laid over a release.

The list is empty on purpose: no source gives notices with leave to ship. A notice that may be
shipped is a line of that file, in the columns that `import --notices` reads; it is matched together
with the lists that a user imports.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from sistercities.api.data_choice import AnyData, as_data, open_data, overlays_named
from sistercities.api.seeking_data import NoticeData
from sistercities.api.seeking_records import (
    CandidatePlace,
    MatchReason,
    Notice,
    Offer,
    OwnNotice,
    SeekingList,
    SeekingPlace,
)
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.overlays.folder import names_of_overlays
from sistercities.dataset.overlays.overlay import read_overlay
from sistercities.dataset.release.store import Release
from sistercities.dataset.town_lookup import meet_place
from sistercities.errors import InvalidArgument, OverlayError, Unanswerable
from sistercities.partners.barriers import read_barriers
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.notices.matching import Match, Score, match, ordered
from sistercities.partners.notices.wishes import OLD_AFTER_YEARS, Profile, Wishes
from sistercities.sentences import say
from sistercities.sources.notice_words import theme_of
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.notices import THEMES, Theme

MOST_CANDIDATES = 1_000
_Seeking = tuple[Notice, Wishes, Profile]
Order = Literal["score", "size"]
"""What orders places that fit alike: the score of `recommend`, or how near the populations are."""


def seeking(
    place: str | None = None,
    *,
    themes: Sequence[str] = (),
    limit: int = 20,
    order: Order = "score",
    score: Score | None = None,
    data: AnyData = None,
) -> SeekingList:
    """List notices of places that look for a partner, and match a place with them.

    With a place: which notices of others it fits, and which places fit its own notices, each with
    the reasons. Without one: the notices alone.

    Parameters
    ----------
    place
        Name in any script, `name, country`, or a place id; None lists the notices.
    themes
        What the place looks for: trade, technology, tourism, culture, education, youth, sport,
        environment, health, agriculture, administration, relief. Its own notices add theirs.
    limit
        Candidates for each notice of the place, 1 to 1,000.
    order
        What comes first among those that fit alike and share as many themes: "score" is the score
        that `recommend` gives the other place, then the nearer population; "size" is the nearer
        population alone.
    score
        In place of the score of `recommend`: how good a partner a place is, by the ids of the two.
    data
        Folder of another release, or `Data` with overlays. Where none of these overlays holds
        notices, all of the user's lists of notices are read.

    Returns
    -------
    SeekingList
        Notices, the newest first, old ones marked; offers and candidates, those that fit first.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name; the message lists candidates.
    InvalidArgument
        If a theme is none of the list, or is given without a place, the place is a country, the
        order is not known, or the limit is out of range.
    ReleaseError, OverlayError
        If the release or an overlay that is named is damaged.
    """
    stated = _checked_themes(themes, place)
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MOST_CANDIDATES:
        raise InvalidArgument(
            "limit", limit, say("give a whole number from 1 to {most:,}", most=MOST_CANDIDATES)
        )
    if order not in get_args(Order):
        raise InvalidArgument(
            "order", order, say("use one of {allowed}", allowed=", ".join(get_args(Order)))
        )
    chosen, left_out = _with_lists(data)
    with open_data(chosen) as release:
        lay_shipped_notices(release)
        held = NoticeData.read(release)
        found = SeekingList(
            data_version=release.version,
            as_of=held.as_of,
            old_after_years=OLD_AFTER_YEARS,
            place=None,
            themes=stated,
            notices=RecordTuple(notice for notice, _, _ in held.notices),
            offers=RecordTuple(),
            own=RecordTuple(),
            left_out=left_out,
        )
        if place is None:
            return found
        here = held.place(meet_place(release, place).place_id)
        if here.level == "country" and not here.is_dual:
            why = say("{name} is a country. Give a city or region of it.", name=here.name)
            raise Unanswerable("place", place, why)
        if held.notices:
            # Only here numpy is needed: without a notice there is nobody to match.
            from sistercities.partners.gate.looked_at import rows_looked_at

            found = replace(found, looked_at=rows_looked_at(read_barriers(index_of(release))))
        if score is None and order == "score" and held.notices:
            from sistercities.api.partner_scores import score_of_partners

            score = score_of_partners(release, str(here.place_id))
        return _matched(found, held, here, limit, score)


def _checked_themes(themes: Sequence[str], place: str | None) -> tuple[Theme, ...]:
    named = (themes,) if isinstance(themes, str) else tuple(themes)
    if named and place is None:
        advice = say("themes are those of a place; name the place too")
        raise InvalidArgument("themes", ", ".join(map(str, named)), advice)
    known = {each: theme_of(each) for each in named}
    odd = next((each for each, theme in known.items() if theme is None), None)
    if odd is not None:
        raise InvalidArgument("themes", odd, say("use {allowed}", allowed=", ".join(THEMES)))
    return tuple(each for each in THEMES if each in known.values())


def _with_lists(data: AnyData) -> tuple[AnyData, tuple[str, ...]]:
    """Add all lists of notices of the user's own, unless one is named; say which are damaged."""
    chosen, named = as_data(data), overlays_named(data)
    if any(read_overlay(each).is_of_notices for each in named):
        return chosen, ()
    lists, left_out = [], []
    for name in names_of_overlays():
        try:
            lists += [name] if read_overlay(name).is_of_notices else []
        except (OverlayError, InvalidArgument) as failure:
            left_out.append(str(failure))
    return replace(chosen, overlays=(*named, *lists)), tuple(left_out)


def _matched(
    found: SeekingList, held: NoticeData, here: SeekingPlace, limit: int, score: Score | None
) -> SeekingList:
    own = [each for each in held.notices if each[0].place.place_id == here.place_id]
    others = [each for each in held.notices if each[0].place.place_id != here.place_id]
    of_notices = {theme for _, _, profile in own for theme in profile.themes}
    profile = replace(
        held.profile(here, held.containers_of([str(here.place_id)])[str(here.place_id)]),
        themes=frozenset((*found.themes, *of_notices)),
    )
    return replace(
        found,
        place=here,
        offers=RecordTuple(_offers(held, profile, own, others, score)),
        own=RecordTuple(_own(held, profile, each, others, limit, score) for each in own),
    )


def _offers(
    held: NoticeData,
    here: Profile,
    own: Sequence[_Seeking],
    others: Sequence[_Seeking],
    score: Score | None,
) -> list[Offer]:
    """Hold the place against the notices of others; of equal ones the newest first."""
    ties, found = held.ties_of(here.place_id), dict[int, Offer]()
    seekers = {seeker.place_id for _, _, seeker in others}
    around, between = held.containers_of(seekers), _between(held, here, seekers)
    matches = []
    for notice, wishes, seeker in others:
        whole = replace(seeker, containers=around[seeker.place_id])
        tie, obstacles = ties.get(seeker.place_id), between.get(seeker.place_id)
        one = match(wishes, whole, here, tie, obstacles)
        returned = [match(mine, here, whole, tie, obstacles) for _, mine, _ in own]
        best = ordered(returned)[0].verdict if returned and seeker.place_id else None
        found[id(one)] = Offer(notice, one.verdict, _reasons(one), best)
        matches.append(one)
    offers = [found[id(one)] for one in ordered(matches, _of_seeker(score))]
    return sorted(offers, key=lambda one: (_RANK[one.verdict], one.notice.is_old is True))


_RANK = {"fits": 0, "open": 1, "fails": 2}


def _of_seeker(score: Score | None) -> Score | None:
    """Score the seeker of a notice as a partner of the place, not the other way round."""
    return None if score is None else lambda seeker, place: score(place, seeker)


def _between(
    held: NoticeData, here: Profile, others: Collection[str]
) -> dict[str, tuple[Obstacle, ...]]:
    """Say what stands between the place and others, by id; those not known are left out."""
    if not others:
        return {}
    # Numpy is needed only here: without a notice nobody is looked at.
    from sistercities.api.partner_scores import obstacles_between

    return obstacles_between(held.release, here.place_id, others)


def _own(
    held: NoticeData,
    here: Profile,
    mine: _Seeking,
    others: Sequence[_Seeking],
    limit: int,
    score: Score | None,
) -> OwnNotice:
    notice, wishes, _ = mine
    notices = {seeker.place_id: (one, seeker) for one, _, seeker in reversed(others)}
    ties, inside = held.ties_of(here.place_id), held.inside(here.place_id)
    places: dict[str, SeekingPlace] = {}
    matches = []
    possible = held.possible_partners(wishes, here)
    between = _between(held, here, {str(place.place_id) for place in possible})
    for place in possible:
        key = str(place.place_id)
        profile = held.profile(place, (here.place_id,) if key in inside else ())
        if key in notices:
            profile = replace(profile, themes=notices[key][1].themes)
        one = match(wishes, here, profile, ties.get(key), between.get(key))
        if one.verdict != "fails":
            places[key] = place
            matches.append(one)
    first = ordered(matches, score)[:limit]
    verdicts = [one.verdict for one in matches]
    return OwnNotice(
        notice=notice,
        n_fitting=verdicts.count("fits"),
        n_open=verdicts.count("open"),
        candidates=tuple(
            CandidatePlace(
                places[one.place.place_id],
                one.verdict,
                _reasons(one),
                notices[one.place.place_id][0].notice_id if one.place.place_id in notices else None,
            )
            for one in first
        ),
    )


def _reasons(one: Match) -> tuple[MatchReason, ...]:
    return tuple(
        MatchReason(each.name, each.holds, each.is_decisive, each.sentence) for each in one.criteria
    )


SOURCE = "seeking"
"""Id of the list, as of a source."""
LICENCE = "as the data of the project"
_YEAR = "SELECT max(snapshot_year) AS year FROM sources"


def shipped_list() -> Path | None:
    """Return the file of the list: in the package, or in the checkout that it is run from."""
    packaged = Path(str(files("sistercities"))) / "data" / "seeking.csv"
    checkout = Path(__file__).parents[3] / "data" / "seeking.csv"
    return next((path for path in (packaged, checkout) if path.is_file()), None)


def lay_shipped_notices(release: Release, path: Path | None = None) -> int:
    """Let the queries of an opened release see the notices of the list; return how many.

    Parameters
    ----------
    release
        An opened release, with or without overlays.
    path
        Another list; None takes the project's own.

    Raises
    ------
    RegisterError
        If the list cannot be read.
    """
    chosen = path or shipped_list()
    if chosen is None or _n_lines(chosen) < 2:
        return 0
    from sistercities.dataset.overlays.merge import lay_rows_of_notices
    from sistercities.dataset.overlays.notices import account_for_notices
    from sistercities.sources.notices import read_notices
    from sistercities.sources.register_mapping import RegisterMapping

    year = release.query(_YEAR)[0]["year"]
    listed = read_notices(chosen, year, RegisterMapping(is_of_notices=True))
    made = account_for_notices(listed.lines, SOURCE, chosen.name, LICENCE, release)
    lay_rows_of_notices(release, made.rows)
    return len(made.rows)


def _n_lines(path: Path) -> int:
    text = path.read_text(encoding="utf-8-sig")
    return sum(bool(line.strip()) for line in text.splitlines())
