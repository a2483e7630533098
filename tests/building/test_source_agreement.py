"""What two sources share, by country; links made with the other source's ties do not count."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import world
from release_build.pages.source_agreement import (
    EARLIER,
    LATER,
    PAGE,
    TABLE,
    WORLD,
    agreement,
    chapman,
    main,
    page_text,
    source_agreement,
    table_text,
    twins,
)
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.release.store import default_folder, open_release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError


def told(source: str, number: int, pair: tuple[str, str], method: str) -> ResolvedClaim:
    drawn = world.drawn_claim(world.EN, f"E8{number:03d}", world.Drawn(*pair, "", "none"), PLACES)
    return replace(
        drawn,
        claim=replace(drawn.claim, claim_id=f"{source}:{number}", source_id=source),
        a=replace(drawn.a, method=method),
        b=replace(drawn.b, method=method),
    )


PROJECT = Path(__file__).parents[2]
PLACES = world.places()
TOWNS = sorted(one for one, place in PLACES.items() if place.level == "city")[:6]
PAIRS = list(combinations(TOWNS, 2))


def release_of(folder: Path, claims: Iterable[ResolvedClaim]) -> Path:
    drawn = world.ingredients()
    row = dict(drawn.sources[0])
    sources = [*drawn.sources, *({**row, "source_id": one} for one in (EARLIER, LATER))]
    unique = {one["source_id"]: one for one in sources}
    changed = replace(drawn, resolved=list(claims), sources=list(unique.values()))
    write_release(assemble(changed), folder / "release", version="0.0.0-two")
    return folder / "release"


def test_ties_are_counted_by_set_and_country(tmp_path: Path) -> None:
    earlier = [told(EARLIER, n, pair, "alias") for n, pair in enumerate(PAIRS[:5])]
    later = [told(LATER, n, pair, "anything") for n, pair in enumerate(PAIRS[3:9])]
    with open_release(release_of(tmp_path, [*earlier, *later])) as release:
        first, *countries = source_agreement(release)
    assert (first.country, first.in_wikidata, first.in_enwiki) == (WORLD, 5, 6)
    assert (first.in_both, first.only_wikidata, first.only_enwiki) == (2, 3, 4)
    for one in countries:
        own = [
            {frozenset(pair) for pair in pairs if one.country in {PLACES[p].country for p in pair}}
            for pairs in (PAIRS[:5], PAIRS[3:9])
        ]
        assert (one.in_wikidata, one.in_enwiki) == (len(own[0]), len(own[1]))
        assert one.in_both == len(own[0] & own[1])


def test_links_that_rest_on_ties_of_other_sources_do_not_count(tmp_path: Path) -> None:
    claims = [
        told(EARLIER, 0, PAIRS[0], "alias+known_ties"),
        told(EARLIER, 1, PAIRS[1], "natural_earth"),
        told(LATER, 0, PAIRS[0], "alias"),
    ]
    with open_release(release_of(tmp_path, claims)) as release:
        found = source_agreement(release)[0]
    assert (found.in_wikidata, found.in_enwiki, found.in_both) == (1, 1, 0)


def test_ties_with_places_of_our_own_do_not_count(tmp_path: Path) -> None:
    own = next(one for one in PLACES if one.startswith("x:"))
    claims = [told(source, 0, (world.NINGWAN, own), "alias") for source in (EARLIER, LATER)]
    claims += [told(EARLIER, 1, PAIRS[0], "alias"), told(LATER, 1, PAIRS[1], "alias")]
    with open_release(release_of(tmp_path, claims)) as release:
        assert source_agreement(release)[0].in_both == 0


def test_a_release_without_one_of_the_sources_is_refused(tmp_path: Path) -> None:
    folder = release_of(tmp_path, [told(LATER, 0, PAIRS[0], "alias")])
    with open_release(folder) as release, pytest.raises(BuildError, match="no ties of wikidata"):
        source_agreement(release)


def test_the_estimate_recovers_a_known_total_on_average() -> None:
    """500 ties, each list catching its share at random: the intervals hold 95 % of the time."""
    rng = np.random.default_rng(11)
    found, held = [], 0
    for _ in range(400):
        first, second = rng.random(500) < 0.4, rng.random(500) < 0.6
        total, low, high = chapman(int(first.sum()), int(second.sum()), int((first & second).sum()))
        found.append(total)
        held += low <= 500 <= high
    # The mean of 400 estimates, each with a standard error of about 18.
    assert np.mean(found) == pytest.approx(500, abs=4)
    assert 0.92 <= held / 400 <= 0.98


def test_no_total_is_estimated_from_few_ties_in_common() -> None:
    few = agreement("NZ", {f"t{n}" for n in range(9)}, {f"t{n}" for n in range(6)})
    assert (few.in_both, few.total, few.total_low, few.total_high) == (6, None, None, None)
    none = agreement("NZ", set(), {"t1"})
    assert (none.share_of_wikidata, none.share_of_enwiki) == (None, 0.0)
    assert table_text([none]).splitlines()[1] == "NZ,0,1,0,0,1,,0.000,,,"


def test_a_tie_with_a_town_beside_its_region_is_a_twin(tmp_path: Path) -> None:
    claims = [
        told(EARLIER, 0, (world.NINGWAN, "gn:812"), "alias"),
        told(LATER, 0, (PLACES[world.NINGWAN].parent_ids[0], "gn:812"), "alias"),
        told(EARLIER, 1, (world.HUSHI, "gn:611"), "alias"),
    ]
    with open_release(release_of(tmp_path, claims)) as release:
        assert twins(release) == 1


def test_page_and_table_are_written_and_say_the_same(tmp_path: Path) -> None:
    claims = [told(EARLIER, n, pair, "alias") for n, pair in enumerate(PAIRS)]
    claims += [told(LATER, n, pair, "alias") for n, pair in enumerate(PAIRS[:9])]
    rows = [agreement(WORLD, {"a~b"}, {"a~b"}), agreement("CN", {"a~b"}, {"a~b", "a~c"})]
    page = page_text(rows, {"CN": "China"}, 3)
    assert "| China | 1 | 0 | 1 | 100 % | 50 % |  |" in page
    assert main([str(release_of(tmp_path, claims)), str(tmp_path)]) == 0
    (first, *_) = csv.DictReader((tmp_path / TABLE).read_text(encoding="utf-8").splitlines())
    assert (first["country"], first["in_both"]) == (WORLD, "9")


def test_the_page_in_the_project_is_that_of_the_release(tmp_path: Path) -> None:
    assert main([str(default_folder()), str(tmp_path)]) == 0
    for name in (PAGE, TABLE):
        found = (PROJECT / "docs" / "data-quality" / name).read_text(encoding="utf-8")
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert found == written, f"{name}: run python -m release_build.pages.source_agreement"


def test_a_folder_that_is_not_there_ends_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = [told(EARLIER, 0, PAIRS[0], "alias"), told(LATER, 0, PAIRS[0], "alias")]
    release = release_of(tmp_path, claims)
    assert main([str(release), str(tmp_path / "nowhere")]) == 4
    assert capsys.readouterr().err.endswith("give a folder that may be written\n")
