"""Short lists over many places: what purposes change, who is named often, and where they lie.

`python benchmarks/short_lists.py` writes docs/data-quality/short-lists.md and ends non-zero where a
bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from short_lists_areas import AREAS, AreaShares, mean_shares, share_of
from short_lists_most_named import HEADING as MORE_HOMES
from short_lists_most_named import MOST_OF_TWENTY, HomeNames, OfTwenty, of_twenty, section
from short_lists_most_named import lines as lines_of_twenty
from short_lists_purposes import HEADING, OfPurposes, of_purposes
from short_lists_purposes import lines as lines_of_purposes
from short_lists_readings import FIRST_HEADING, readings
from short_lists_unnamed import Unnamed, unnamed
from short_lists_unnamed import lines as lines_of_unnamed
from short_lists_verdicts import PAGE
from sistercities import api
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.care_on_lists import care_of
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import kinds_for
from sistercities.partners.parts_of_world import SOUTH_ASIA
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.choose_reasons import arguments_called, has_one_of
from sistercities.partners.short_lists.footing import Asked
from sistercities.partners.short_lists.kinds import UP_TO, ListKind
from sistercities.partners.short_lists.less_sure import FEW_IN_ALL, less_sure_kind
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Flag, Index

SEED = 17
NEXT, AREAS_HEADING = "## Who is named most", "## Parts of the world"
"""Headings of what follows what readings say on the page, and of what follows that."""
MANY_HOMES = 2_400
"""Home places of which it is counted again who is named most."""
SMALL, N_SMALL, N_WITHOUT_TIES = 20_000, 10, 20
FIVE, MOST_TIMES = 5, 4.0
"""Names of which a first screen has enough; times as large or as small as places are at most."""
CONTINENTS = ("EU", "AS", "NA", "AF", "SA", "OC")


def sixty_places(ground: Ground, seed: int = SEED) -> list[int]:
    """Draw sixty cities: all continents, twenty without ties, ten under 20,000 people."""
    rng, places = np.random.default_rng(seed), ground.places
    cities = np.flatnonzero(
        places.is_city & ~places.is_former & (places.population > 0) & (places.level == 2)
    )
    continent = ground.countries.continents[places.country[cities]]
    has_ties = ground.ties.degree[cities] > 0
    is_small = places.population[cities] < SMALL
    found: list[int] = []

    def draw(flags: np.ndarray, count: int) -> None:
        left = cities[flags & ~np.isin(cities, found)]
        found.extend(rng.choice(left, count, replace=False).tolist())

    for code in CONTINENTS:
        draw((continent == code) & ~has_ties & ~is_small, 3)
        draw((continent == code) & has_ties & ~is_small, 5)
    draw(~has_ties & ~is_small, N_WITHOUT_TIES - 3 * len(CONTINENTS))
    draw(has_ties & is_small, N_SMALL)
    return found


def five_times_sixty(ground: Ground) -> list[int]:
    """Draw sixty places five times, those of `SEED` first; a place that is drawn twice is one."""
    drawn = (sixty_places(ground, SEED + k) for k in range(5))
    return [*dict.fromkeys(place for each in drawn for place in each)]


def many_places(ground: Ground, count: int, seed: int = SEED) -> list[int]:
    """Draw places that may ask, whether they have ties or not."""
    places = ground.places
    cities = np.flatnonzero(places.is_city & ~places.is_former & (places.population > 0))
    drawn: list[int] = np.random.default_rng(seed).choice(cities, count, replace=False).tolist()
    return drawn


def _asked(ground: Ground, place: int) -> ShortLists:
    return api.recommend(str(ground.places.ids[place]))


def _areas(ground: Ground, at: Index) -> list[str]:
    codes = ground.countries.codes.astype(str)[ground.places.country[at]]
    continents = ground.countries.continents.astype(str)[ground.places.country[at]]
    names = {"AF": "Africa", "SA": "South America"}
    return [
        "South Asia" if code in SOUTH_ASIA else names.get(continent, "elsewhere")
        for code, continent in zip(codes.tolist(), continents.tolist(), strict=True)
    ]


def _fitting(ground: Ground, home: int, n_named: int, n_less_sure: int) -> Fitting:
    """Find the places of like size that nothing bars, and those a list could name.

    Less is enough for a home place to which few are named, or nobody. Whom something keeps off all
    lists, as a state with which relations are broken off, and who has no reason of the list, does
    not fit.
    """
    asked: Asked = next((asked for asked, up_to in UP_TO[::-1] if n_named <= up_to), "least")
    wishes = Wishes(filters=Filters(size="near"))
    facts = choose(ground, stored_model("city"), home, wishes, {}).facts
    is_kept_off = care_of(facts, wishes)[1]

    def fits(kind: ListKind, asked: Asked) -> Flag:
        has_reason = has_one_of(facts, arguments_called(kind.own_arguments))
        stands = kind.may_stand(facts) & kind.rests_on_enough(facts, asked)
        return np.asarray(stands & has_reason & ~is_kept_off)

    could = np.any([fits(kind, asked) for kind in kinds_for(ground, home)], axis=0)
    is_few = n_named + n_less_sure <= FEW_IN_ALL
    if is_few:
        could |= np.any([fits(kind, "for_few") for kind in kinds_for(ground, home)], axis=0)
    # Whom other facts speak for is named where nobody else could be.
    if is_few and not could.any():
        could = np.any([fits(kind, "for_nobody") for kind in kinds_for(ground, home)], axis=0)
    asked = "one" if is_few else "few"
    could_too = could.copy()
    if n_less_sure:
        could_too |= fits(less_sure_kind(), asked)
    at = facts.pairs.b
    return Fitting(Counter(_areas(ground, at)), at[could], at[could_too])


@dataclass(frozen=True)
class Fitting:
    """Who fits a home place.

    Attributes
    ----------
    of_size
        Places of like size that nothing bars, by area.
    could, could_too
        Positions of those that a list could name, and that a list or the group beside them could;
        where the group names nobody, a list alone.
    """

    of_size: Counter[str]
    could: Index
    could_too: Index


@dataclass(frozen=True)
class NamedByMany:
    """Who is named to many home places.

    Attributes
    ----------
    homes
        Who is named to each home place, and who could be.
    shares
        Of each area.
    n_without, n_full
        Home places to which nobody is named, and those to which five or more are.
    n_out_of_band
        Names of places over four times or under a quarter of the size of the home place.
    """

    homes: tuple[HomeNames, ...]
    shares: dict[str, AreaShares]
    n_without: int
    n_full: int
    n_out_of_band: int

    @property
    def named(self) -> Counter[int]:
        """How often each place is named."""
        return Counter(place for home in self.homes for place in home.named)

    @cached_property
    def of_twenty(self) -> OfTwenty:
        """Share of the names that the twenty places have that are named most."""
        return of_twenty(self.homes)


class _Tally:
    """Counts names home by home."""

    def __init__(self) -> None:
        self.homes: list[HomeNames] = []
        self.n_out_of_band = 0
        self.rows: dict[str, list[tuple[float, float, float]]] = {area: [] for area in AREAS}

    def add(
        self, ground: Ground, home: int, at: list[int], could_at: Index, of_size: Counter[str]
    ) -> None:
        """Add the places that are named to a home place."""
        self.homes.append(HomeNames(tuple(at), could_at))
        self.n_out_of_band += n_out_of_band(ground, home, at)
        names = Counter(_areas(ground, np.array(at))) if at else Counter[str]()
        could = Counter(_areas(ground, could_at))
        for area in AREAS:
            of_all = of_size[area] / max(of_size.total(), 1)
            self.rows[area].append((share_of(names, area), share_of(could, area), of_all))

    def counted(self) -> NamedByMany:
        """Return what was counted."""
        shares = {area: mean_shares(each) for area, each in self.rows.items()}
        n_of_each = np.array([len(home.named) for home in self.homes])
        return NamedByMany(
            tuple(self.homes), shares, int((n_of_each == 0).sum()),
            int((n_of_each >= FIVE).sum()), self.n_out_of_band,
        )  # fmt: skip


def n_out_of_band(ground: Ground, home: int, at: list[int]) -> int:
    """Count the places whose size lies in no usual band of the home place."""
    people = ground.places.population
    times = people[np.array(at, dtype=np.int64)] / people[home]
    return int(((times > MOST_TIMES) | (times < 1 / MOST_TIMES)).sum())


def named_by_many(ground: Ground, homes: list[int]) -> tuple[NamedByMany, NamedByMany]:
    """Count who is named how often, and the share of each area: by the lists, and with the group.

    The group are the places beside the lists for which fewer reasons speak.
    """
    of_lists, with_group = _Tally(), _Tally()
    for k, home in enumerate(homes):
        at, beside = names_of(ground, home)
        fitting = _fitting(ground, home, len(at), len(beside))
        of_lists.add(ground, home, at, fitting.could, fitting.of_size)
        with_group.add(ground, home, [*at, *beside], fitting.could_too, fitting.of_size)
        print(f"\r{k + 1} of {len(homes)} places", end="", file=sys.stderr)
    print(file=sys.stderr)
    return of_lists.counted(), with_group.counted()


def names_of(ground: Ground, home: int) -> tuple[list[int], list[int]]:
    """Return who is named to a home place: by the lists, and by the group beside them."""
    found = _asked(ground, home)
    of_lists, beside = (
        [ground.position[one.place.place_id] for one in each]
        for each in (found.suggestions, found.less_sure)
    )
    return of_lists, beside


def _lines(
    ground: Ground, changed: OfPurposes, many: NamedByMany,
    with_group: NamedByMany, without: Unnamed,
) -> Iterator[str]:  # fmt: skip
    yield from ("# Short lists, measured over many places", "")
    yield f"Release {ground.version}; written by `python benchmarks/short_lists.py` (seed {SEED})."
    yield ""
    yield from lines_of_purposes(changed)
    yield from readings()
    yield from _measured(ground, changed, many, with_group, without)


def _measured(
    ground: Ground, changed: OfPurposes, many: NamedByMany,
    with_group: NamedByMany, without: Unnamed,
) -> Iterator[str]:  # fmt: skip
    """Say who is named most, and where those lie who are named."""
    yield from ("", NEXT, "")
    both = (("the lists", many), ("with the group beside them", with_group))
    yield f"{len(many.homes):,} places drawn from all cities. The bar is that the twenty places"
    yield f"named most have {MOST_OF_TWENTY:.0%} of the names at most: it is asked of the"
    yield f"{MANY_HOMES:,} home places below, since of {len(many.homes):,} chance alone comes close"
    yield "to it. Nobody is named to most places without partners that lie far from others of their"
    yield "size."
    yield ""
    yield "| | names | homes without a name | with five | out of band |"
    yield "|---|---|---|---|---|"
    for title, each in both:
        yield (
            f"| {title} | {each.named.total():,} | {each.n_without} | {each.n_full} | "
            f"{each.n_out_of_band} |"
        )
    yield ""
    yield from lines_of_twenty([(title, each.of_twenty) for title, each in both])
    yield ""
    yield "By chance: if each home place had as many names, drawn from those that its lists could"
    yield "name. In the other half: of the names to one half of the homes the twenty have so much"
    yield "that are named most to the other half. Errors are standard errors over draws of homes."
    yield ""
    yield "Named most, with the group:"
    most = with_group.named.most_common(20)
    yield ", ".join(f"{ground.places.names[at]} ({n})" for at, n in most) + "."
    yield ""
    yield from lines_of_unnamed(without, len(many.homes))
    yield from _of_more_homes(PAGE.read_text(encoding="utf-8"))
    yield from (AREAS_HEADING, "")
    yield "Mean over home places of the share of an area: among the names on the lists (of homes"
    yield "that have any), among the places that some list could name, since they rest on what is"
    yield "enough for that home place (less where few or nobody would be named),"
    yield "and among all places of like size that nothing bars. The bar is the second: who lies far"
    yield "away and shares nothing with the home place fits by size alone. Readers called one in"
    yield "six of those far away sensible that have no partner on record, and most places of South"
    yield "Asia have none. Against all places of like size each of the three has too few names."
    yield "With the group beside the lists the places that it could name count among the second."
    yield "An area is short where its share of the names is less by two standard errors of the"
    yield "difference (`more`, in percentage points)."
    yield f"Missed: {'; '.join(missed(changed, many, with_group)) or 'nothing'}."
    yield ""
    yield "| area | of the names | of those that could be named | more | of those of like size |"
    yield "|---|---|---|---|---|"
    for title, each in (("", many), (", with the group", with_group)):
        for area in AREAS:
            of_area = each.shares[area]
            yield (
                f"| {area}{title} | {of_area.named:.1%} | {of_area.could:.1%} | "
                f"{100 * (of_area.named - of_area.could):+.2f} ± {100 * of_area.error:.2f} | "
                f"{of_area.of_size:.1%} |"
            )


def _of_more_homes(text: str) -> Iterator[str]:
    """Keep what the page has of more home places, which are not asked for each time."""
    if MORE_HOMES in text:
        kept = text.split(MORE_HOMES, 1)[1].split(AREAS_HEADING, 1)[0]
        yield f"{MORE_HOMES}{kept.rstrip()}"
        yield ""


def with_more_homes(text: str, rows: Sequence[tuple[str, OfTwenty]]) -> str:
    """Put who is named most to more home places into the page, before the parts of the world."""
    before, after = text.split(AREAS_HEADING, 1)
    before = before.split(MORE_HOMES, 1)[0]
    said = "\n".join(section(rows))
    return f"{before.rstrip()}\n\n{said}\n\n{AREAS_HEADING}{after}"


def _write_most_named(ground: Ground, n_homes: int) -> None:
    """Ask for many home places who is named, and put it into the page."""
    named = [names_of(ground, home) for home in many_places(ground, n_homes)]
    rows = rows_of_more_homes(named)
    PAGE.write_text(with_more_homes(PAGE.read_text(encoding="utf-8"), rows), encoding="utf-8")
    print("\n".join(section(rows)))
    wrong = [title for title, each in rows if each.share > MOST_OF_TWENTY]
    sys.exit(f"Missed: {'; '.join(wrong)}." if wrong else 0)


def rows_of_more_homes(
    named: Sequence[tuple[Sequence[int], Sequence[int]]],
) -> list[tuple[str, OfTwenty]]:
    """Measure the twenty named most, by the lists alone and with the group beside them."""
    return [
        ("the lists", of_twenty([HomeNames(tuple(at)) for at, _ in named])),
        ("with the group beside them", of_twenty([HomeNames((*at, *more)) for at, more in named])),
    ]


def _with_readings(text: str) -> str:
    """Put what readings say today into the page, between what is measured."""
    before, after = text.split(FIRST_HEADING, 1)[0], text.split(NEXT, 1)[1]
    said = "\n".join(readings())
    return f"{before.rstrip()}\n{said}\n\n{NEXT}{after}"


def _write_purposes(changed: OfPurposes) -> None:
    """Put what purposes change into the page, and end non-zero where a bar is missed."""
    text, said = PAGE.read_text(encoding="utf-8"), "\n".join(lines_of_purposes(changed))
    before, after = text.split(HEADING, 1)[0], text.split(FIRST_HEADING, 1)[1]
    PAGE.write_text(f"{before}{said}\n\n{FIRST_HEADING}{after}", encoding="utf-8")
    print(said)
    wrong = changed.missed()
    sys.exit(f"Missed: {'; '.join(wrong)}." if wrong else 0)


def missed(changed: OfPurposes, many: NamedByMany, with_group: NamedByMany) -> list[str]:
    """Name the bars that are missed."""
    found = changed.missed()
    for title, each in (("", many), (" with the group", with_group)):
        if each.n_out_of_band:
            found.append(f"{each.n_out_of_band} names lie outside the band{title}")
        found += [
            f"{area} has {of_area.named:.1%} of {of_area.could:.1%}{title}"
            for area, of_area in each.shares.items()
            if of_area.is_short
        ]
    return found


def main() -> None:
    """Measure, write the page, and end non-zero where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=600, help="places that ask")
    parser.add_argument(
        "--most-named",
        action="store_true",
        help=f"write who is named most to {MANY_HOMES:,} places into the page, no more",
    )
    parser.add_argument("--page", action="store_true", help="write the page")
    parser.add_argument(
        "--readings", action="store_true", help="write what readings say into the page, no more"
    )
    parser.add_argument(
        "--purposes", action="store_true", help="write what purposes change into the page, no more"
    )
    asked = parser.parse_args()
    if asked.readings:
        PAGE.write_text(_with_readings(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        return
    with open_data(None) as release:
        ground = ground_of(release)
    if asked.most_named:
        _write_most_named(ground, MANY_HOMES)
        return
    changed = of_purposes(ground, sixty_places(ground), five_times_sixty(ground))
    if asked.purposes:
        _write_purposes(changed)
        return
    homes = many_places(ground, asked.homes)
    many, with_group = named_by_many(ground, homes)
    of_nobody = [home for home, each in zip(homes, many.homes, strict=True) if not each.named]
    without = unnamed(ground, of_nobody)
    text = "\n".join(_lines(ground, changed, many, with_group, without)) + "\n"
    if asked.page:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    wrong = missed(changed, many, with_group)
    sys.exit(f"Missed: {'; '.join(wrong)}." if wrong else 0)


if __name__ == "__main__":
    main()
