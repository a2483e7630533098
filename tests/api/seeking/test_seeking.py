"""How places match the made-up notices of the drawn world, and what is said of them."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import sistercities as sc
import world
from dataset import made_up_overlay
from sistercities.api import notice_matches
from sistercities.api.notice_matches import MOST_CANDIDATES, shipped_list
from sistercities.api.seeking_data import NoticeData
from sistercities.dataset.overlays.laying import read_overlays
from sistercities.dataset.overlays.merge import lay_over
from sistercities.dataset.release.store import open_release
from sistercities.errors import (
    InvalidArgument,
    OverlayError,
    OverlayNotFound,
    PlaceAmbiguous,
    PlaceNotFound,
)
from sistercities.partners.notices.matching import match


def _line(found: sc.records.NoticeImport, number: int):
    return next(line for line in found.account if line.line == str(number))


def test_without_a_place_the_notices_are_listed_the_newest_first(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    listed = sc.seeking(data=release_folder)
    assert (listed.as_of, listed.old_after_years, listed.place) == (2026, 5, None)
    assert [(one.place.name, one.age_years, one.is_old) for one in listed.notices] == [
        ("Ningwan", 0, False), ("Saint-Orme", 1, False), ("Altwerder", 2, False),
        ("Nirgendwo", 6, True), ("Kawabe", 7, True), ("Tokiwa", 8, True), ("Altwerder", 11, True),
    ]  # fmt: skip
    assert listed.offers == listed.own == ()
    orme = listed.notices[1]
    assert orme.unread == {"countries": "Ruritania", "size": "small", "themes": "bees"}
    assert (orme.countries, orme.countries_written) == (("CN",), "China and Ruritania")
    assert listed.notices[4].place.place_id is None


def test_a_place_is_held_against_the_notices_of_others(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    listed = sc.seeking("Zhutan", themes=["観光"], data=release_folder)
    assert listed.themes == ("tourism",)
    verdicts = {one.notice.notice_id: one.verdict for one in listed.offers}
    assert verdicts == {
        "our-notices:4": "fits", "our-notices:7": "open", "our-notices:12": "open",
        "our-notices:8": "open", "our-notices:5": "open", "our-notices:3": "fails",
        "our-notices:6": "fails",
    }  # fmt: skip
    assert [one.verdict for one in listed.offers] == ["fits"] + ["open"] * 4 + ["fails"] * 2
    first = listed.offers[0]
    assert first.notice.is_old
    assert {reason.criterion: reason.holds for reason in first.reasons} == dict.fromkeys(
        ("country", "size", "level", "tie", "obstacle", "themes"), True
    )
    too_large = next(one for one in listed.offers if one.notice.notice_id == "our-notices:3")
    (why,) = (one.sentence for one in too_large.reasons if one.is_decisive and one.holds is False)
    assert why == "Zhutan has 2,000,000 people, more than wished (50,000 to 100,000)."
    assert all(one.in_return is None for one in listed.offers)
    assert listed.own == ()
    assert listed.looked_at.startswith("Looked at: ")
    assert sc.seeking(data=release_folder).looked_at == ""


def test_old_notices_stand_last_among_those_that_fit_alike(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    offers = sc.seeking("Zhutan", data=release_folder).offers
    old = [one.notice.is_old for one in offers if one.verdict == "open"]
    assert old == sorted(old)


def test_places_are_found_for_the_notices_of_a_place(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    listed = sc.seeking("Altwerder", data=release_folder)
    newer, older = listed.own
    assert (newer.n_fitting, newer.n_open) == (1, 0)
    assert [one.place.place_id for one in newer.candidates] == [world.KAWABE_M]
    assert newer.candidates[0].notice_id is None
    # All cities, counties and districts of CN but the one that is tied; the tie with Songgang is
    # suspended. Their populations do not matter, since no size is wished: that is not known.
    assert older.n_fitting == 0
    names = {one.place.name for one in older.candidates}
    assert {"Shuanghe", "Zhutan", "Hushi", "Nanyuan", "Jinghai"} <= names
    assert names.isdisjoint({"Ningwan", "Songgang", "Lanyu", "Altwerder"})
    assert all(one.verdict == "open" for one in older.candidates)


def test_both_notices_count_in_return(found: sc.records.NoticeImport, release_folder: Path) -> None:
    listed = sc.seeking("Saint-Orme", data=release_folder)
    ningwan = next(one for one in listed.offers if one.notice.place.name == "Ningwan")
    assert (ningwan.verdict, ningwan.in_return) == ("fails", "fails")  # they are tied
    waiting = next(one for one in listed.offers if one.notice.place.place_id is None)
    assert waiting.in_return is None


def test_a_register_of_ones_own_tells_of_ties_that_the_data_lack(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    plain = sc.seeking("Zhutan", data=release_folder).offers[0]
    assert (plain.notice.place.name, plain.verdict) == ("Tokiwa", "fits")
    tied = made_up_overlay.write(
        "gazette", release_folder, [made_up_overlay.claim(1, world.ZHUTAN, world.TOKIWA)]
    )
    data = sc.Data(release_folder, [str(tied.folder)])
    listed = sc.seeking("Zhutan", data=data)
    tokiwa = next(one for one in listed.offers if one.notice.place.name == "Tokiwa")
    assert tokiwa.verdict == "fails"
    assert listed.data_version.endswith(f"+{_part('gazette')}+{_part('our-notices')}")


def _part(name: str) -> str:
    folder = Path(os.environ["SISTERCITIES_OVERLAYS"]) / name
    return f"{name}.{(folder / 'current').read_text().strip()[:8]}"


def test_a_score_orders_what_fits_alike(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    plain = [
        one.place.place_id
        for one in sc.seeking("Altwerder", limit=100, data=release_folder).own[1].candidates
    ]
    rank = {place: float(at) for at, place in enumerate(plain)}
    scored = sc.seeking(
        "Altwerder", limit=100, score=lambda _, place: rank.get(place), data=release_folder
    )
    assert [one.place.place_id for one in scored.own[1].candidates] == plain[::-1]
    few = sc.seeking("Altwerder", limit=2, data=release_folder).own[1]
    assert [one.place.place_id for one in few.candidates] == plain[:2]
    assert few.n_fitting + few.n_open == len(plain)


def test_what_fits_alike_stands_in_the_order_of_recommend(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    """Candidates that fit and share no theme come as `recommend` ranks them."""
    held = sc.seeking("Altwerder", limit=100, data=release_folder).own[1].candidates
    best = sc.rank_partners("Altwerder", count=1000, per_region=1000, data=release_folder).partners
    rank = {partner.place.place_id: partner.rank for partner in best}
    for verdict in ("fits", "open"):
        order = [rank[one.place.place_id] for one in held
                 if one.verdict == verdict and one.place.place_id in rank]  # fmt: skip
        assert order == sorted(order)
    by_size = sc.seeking("Altwerder", limit=100, order="size", data=release_folder).own[1]
    assert {one.place.place_id for one in by_size.candidates} == {
        one.place.place_id for one in held
    }
    assert [one.place.place_id for one in by_size.candidates] != [
        one.place.place_id for one in held
    ]
    with pytest.raises(InvalidArgument, match="use one of score, size"):
        sc.seeking("Altwerder", order="luck", data=release_folder)  # type: ignore[arg-type]


def test_the_shipped_list_is_understood_whole_and_holds_no_notice_on_purpose() -> None:
    path = shipped_list()
    assert path is not None
    heads = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert heads == ["place", "country", "countries", "size", "themes", "source", "date"]
    looked = sc.registers.import_notices(path, year=2026, write=False)
    assert [column.field for column in looked.columns] == heads
    assert looked.counts["taken"] == looked.counts["lines"] == 0
    assert sc.seeking().notices == ()


def test_a_line_of_the_shipped_list_is_matched_beside_those_of_the_user(
    found: sc.records.NoticeImport, release_folder: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "seeking.csv"
    path.write_text(
        "place,country,countries,size,themes,source,date\n"
        "Sakurai,JP,China,any,trade,made up,2025\n",
        encoding="utf-8",
    )
    before = sc.seeking("Ningwan", data=release_folder)
    monkeypatch.setattr(notice_matches, "shipped_list", lambda: path)
    after = sc.seeking("Ningwan", data=release_folder)
    assert len(after.notices) == len(before.notices) + 1
    (new,) = [one for one in after.offers if one.notice.place.name == "Sakurai"]
    assert (new.verdict, new.notice.source_id) == ("fits", "seeking")
    alone = sc.seeking(data=sc.Data(release_folder, []))
    assert "Sakurai" in {notice.place.name for notice in alone.notices}


def test_the_query_leaves_out_no_place_that_may_fit(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    today = sorted(key for key, place in world.places().items() if not place.valid_to)
    n_fitting = 0
    with open_release(release_folder) as release:
        lay_over(release, read_overlays(["our-notices"]))
        held = NoticeData.read(release)
        profiles = {place: held.profile(held.place(place)) for place in today}
        for _, wishes, seeker in held.notices:
            kept = {one.place_id for one in held.possible_partners(wishes, seeker)}
            verdicts = {place: match(wishes, seeker, profiles[place], None).verdict
                        for place in today if place != seeker.place_id}  # fmt: skip
            fitting = {place for place, verdict in verdicts.items() if verdict != "fails"}
            assert fitting <= kept, (seeker.place_id, fitting - kept)
            n_fitting += len(fitting)
    assert n_fitting


def test_notices_are_exported_where_they_are_laid_over(
    found: sc.records.NoticeImport, release_folder: Path, tmp_path: Path
) -> None:
    data = sc.Data(release_folder, ["our-notices"])
    made = sc.export(tmp_path / "with", data=data)
    assert made.rows["seeking.csv"] == 7
    text = (tmp_path / "with" / "seeking.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (rows[0]["notice_id"], rows[0]["countries_written"]) == ("our-notices:12", "China")
    assert "seeking.csv" not in sc.export(tmp_path / "without", data=release_folder).rows
    with pytest.raises(InvalidArgument, match="no notices are laid over the data"):
        sc.export(tmp_path / "none", tables=["seeking"], data=release_folder)
    alone = sc.export(tmp_path / "alone", tables=["ties"], data=data)
    assert set(alone.rows) == {"ties.csv", "codebook.csv"}
    credit = "Notices our-notices, imported from Our Notices.csv"
    assert credit in (tmp_path / "with" / "README.txt").read_text(encoding="utf-8")
    assert credit not in (tmp_path / "alone" / "README.txt").read_text(encoding="utf-8")


def test_the_state_of_the_data_knows_the_notices(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    data = sc.Data(release_folder, ["our-notices"])
    status = sc.releases.data_status(data=data)
    assert status.tables["seeking"] == 7
    assert {one.id: one.notices for one in status.sources}["our-notices"] == 7
    assert (
        "overlay our-notices: 7 notices, the places of 5 known"
        in sc.releases.verify_data(data=data).checked
    )
    assert "seeking" not in sc.releases.data_status(data=release_folder).tables
    with_it, without = (len(sc.ties_of("Tokiwa", data=each)) for each in (data, release_folder))
    assert with_it == without


def test_a_damaged_list_is_left_out_and_told(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    state = Path(found.account_file).parent
    (state / "seeking.parquet").write_bytes(b"PAR1 and no more")
    listed = sc.seeking(data=release_folder)
    assert listed.notices == ()
    assert "seeking.parquet differs from its checksum" in listed.left_out[0]
    assert sc.registers.overlays()[0].problem
    with pytest.raises(OverlayError, match="differs from its checksum"):
        sc.seeking(data=sc.Data(release_folder, ["our-notices"]))


def test_wrong_arguments_are_sentences(
    found: sc.records.NoticeImport, release_folder: Path
) -> None:
    def asked(*place: str, **more: object) -> None:
        sc.seeking(*place, data=release_folder, **more)

    with pytest.raises(InvalidArgument, match="name the place too"):
        asked(themes=["trade"])
    with pytest.raises(InvalidArgument, match="themes='bees' cannot be used; use trade"):
        asked("Ningwan", themes=["trade", "bees"])
    for limit in (0, MOST_CANDIDATES + 1, True, 1.5):
        with pytest.raises(InvalidArgument, match="from 1 to 1,000"):
            asked("Ningwan", limit=limit)
    with pytest.raises(PlaceNotFound):
        asked("Ningwann")
    with pytest.raises(PlaceAmbiguous):
        asked("Kawabe")
    with pytest.raises(OverlayNotFound):
        sc.seeking(data=sc.Data(release_folder, ["nope"]))


def test_a_union_is_its_members_of_the_date(tmp_path: Path, release_folder: Path) -> None:
    path = tmp_path / "unions.csv"
    path.write_text(
        "City,Country,Countries wished,Date\n"
        "Altwerder,DE,EU or Japan,2024-05-09\nNingwan,CN,欧盟国家,\nSakurai,JP,BRICS,2020\n",
        encoding="utf-8",
    )
    found = sc.registers.import_notices(path, data=release_folder, year=2026)
    assert [line.countries for line in found.account] == [
        "European Union (2024), JP",
        "European Union (2026)",
        "",
    ]
    assert _line(found, 2).told == (
        "countries: 'EU' is taken as the European Union of 2024-05-09: 27 countries"
    )
    assert "which countries 'BRICS' means the data do not hold" in _line(found, 4).told
    (altwerder, ningwan, sakurai) = (
        next(one for one in sc.seeking(data=release_folder).notices if one.place.name == name)
        for name in ("Altwerder", "Ningwan", "Sakurai")
    )
    assert altwerder.unions == ("EU:2024-05-09",)
    assert {"FR", "JP"} <= set(altwerder.countries)
    assert (sakurai.unions, sakurai.unread) == ((), {"countries": "BRICS"})
    offers = {
        one.notice.place.name: one for one in sc.seeking("Saint-Orme", data=release_folder).offers
    }
    said = {name: one.reasons[0] for name, one in offers.items()}
    assert said["Altwerder"].sentence == (
        "FR is among those wished (JP, the European Union of 2024)."
    )
    assert said["Ningwan"].sentence == "FR is among those wished (the European Union of 2026)."
    assert said["Sakurai"].holds is None
    assert ningwan.countries != altwerder.countries


def test_an_overlay_from_before_unions_is_read(
    found: sc.records.NoticeImport, release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file has no column of unions."""
    (overlay,) = read_overlays(["our-notices"])
    table = pq.read_table(overlay.notices_file)
    pq.write_table(table.drop_columns(["unions"]), overlay.notices_file)
    with open_release(release_folder) as release:
        lay_over(release, [overlay])
        assert len(NoticeData.read(release).notices) == table.num_rows


def test_a_chinese_city_has_the_residents_of_the_yearbook() -> None:
    """As in `recommend`: the gazetteer counts the built-up part of Ningbo alone."""
    with open_release(None) as release:
        held = NoticeData.read(release).place("gn:1799397").population
    assert held == sc.rank_partners("gn:1799397", count=1).home.population


def test_a_date_in_doubt_stands_after_sound_ones(tmp_path: Path, release_folder: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(
        "City,Country,Date\nAltwerder,DE,2099-01-01\nNingwan,CN,2015\nSakurai,JP,\n",
        encoding="utf-8",
    )
    sc.registers.import_notices(path, data=release_folder, year=2026)
    names = [one.place.name for one in sc.seeking(data=release_folder).notices]
    assert names == ["Ningwan", "Sakurai", "Altwerder"]


def test_a_notice_of_a_place_that_is_barred_does_not_fit(
    notices: Path, guarded_folder: Path
) -> None:
    """Altwerder (DE, in Nordmark) seeks in China; a drawn law bars Nordmark to places there."""
    sc.registers.import_notices(notices, data=guarded_folder, year=2026)
    found = sc.seeking("Ningwan", data=guarded_folder)
    by_name = {offer.notice.place.name: offer for offer in found.offers}
    (reason,) = (one for one in by_name["Altwerder"].reasons if one.criterion == "obstacle")
    assert by_name["Altwerder"].verdict == "fails"
    assert (reason.holds, reason.sentence) == (
        False, "No place in China ties with Nordmark (2021)."
    )  # fmt: skip
    (of_unknown,) = (one for one in by_name["Nirgendwo"].reasons if one.criterion == "obstacle")
    assert of_unknown.holds is None
    (own,) = found.own
    assert "DE-91" not in {one.place.region_iso for one in own.candidates}
    assert {one.place.country for one in own.candidates} == {"FR"}
