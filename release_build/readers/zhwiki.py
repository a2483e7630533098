"""Sister ties of Chinese units, typed from the lists of the Chinese Wikipedia (2019-2020).

What the reader makes of the source's words:

* `cn_level` province is a first-level region; prefecture and county units take their level from
  the ending of their name: 市 city, 州 盟 地区 second-level region, 县 旗 county, 区 district,
  镇 city.
* Status `friendly_exchange` is an active tie of kind `exchange`; every other row is of kind
  `sister`, also a letter of intent or a memorandum: its status `pending` says that it is not yet
  one. Two rows whose footnote speaks of friendly cooperation are of kind `friendship`.
* A batch date (many ties nationwide on one day) keeps the day as written with precision `year`; a
  suspect date keeps it with precision `suspect`, and the reason is added to the note.
* A row without a version comes from a web page and belongs to another source: see `china_web`.
* The typist's English name, level and region are hints, never source data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from release_build.readers import china_web
from release_build.readers.china_pages import is_official_address
from release_build.readers.china_web import level_of_ending
from sistercities.errors import SourceError
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.snapshot import Snapshot, table_rows
from sistercities.sources.written_values import is_date, is_region_code
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import Kind, Level, Precision, Status

SOURCE_ID = "zhwiki-2020"
LICENCE = "CC-BY-SA-4.0"
COLUMNS = (
    "cn_province", "cn_prefecture", "cn_unit", "cn_level", "partner_country", "partner_name_zh",
    "partner_state_zh", "date", "year", "status", "end_date", "note", "source_path",
    "source_commit", "verified", "row_id", "date_quality", "flag_reason", "partner_level",
    "partner_level_certain", "partner_name_en", "partner_region_en", "partner_region_iso",
)  # fmt: skip
_STATUSES: dict[str, tuple[Status, Kind]] = {
    "active": ("active", "sister"),
    "pending": ("pending", "sister"),
    "friendly_exchange": ("active", "exchange"),
    "ended": ("ended", "sister"),
    "suspended": ("suspended", "sister"),
}
_QUALITIES: dict[str, Precision] = {
    "day": "day", "month": "month", "year": "year", "none": "none", "suspect": "suspect",
}  # fmt: skip
_LENGTHS = {"day": (10,), "month": (7,), "year": (4,), "none": (0,), "suspect": (4, 7, 10)}
_HINTED_LEVELS: dict[str, Level | None] = {
    "city": "city", "region1": "region1", "region2": "region2", "district": "district",
    "unknown": None,
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2026
"""Years a date may fall in; some rows come from pages of 2023 to 2026, later than the lists."""
_MAY_END: tuple[Status, ...] = ("ended", "suspended")
_WEB = ("http://", "https://")
_FRIENDLY = "footnote calls it friendly cooperation"


def read_zhwiki(snapshot: Snapshot) -> Iterator[SourceClaim]:
    """Yield one claim per row, in the order of the file; rows of web pages are of `china-web`.

    Parameters
    ----------
    snapshot
        The table `zhwiki_friendship_ties.tsv`.

    Raises
    ------
    SourceError
        If a column, level, status, country code or date is not known, a tie ends before it begins
        or though it is active, or two rows have one `row_id`.
    """
    seen: set[str] = set()
    rows = list(table_rows(snapshot, COLUMNS, delimiter="\t"))
    newest = china_web.newest_by_page(values for _, values in rows if not values["source_commit"])
    for line, values in rows:
        row = _Row(snapshot.path.name, values["row_id"].strip() or str(line), values)
        row.require_new(seen)
        claim = row.claim()
        yield claim if values["source_commit"] else _of_web_page(claim, values, newest)


def _of_web_page(
    claim: SourceClaim, values: Mapping[str, str], newest: Mapping[str, int]
) -> SourceClaim:
    page = values["source_path"]
    return replace(
        claim,
        claim_id=f"{china_web.SOURCE_ID}:{values['row_id']}",
        source_id=china_web.SOURCE_ID,
        licence=china_web.licence_of(page),
        seen_year=china_web.seen_year(page, newest),
        is_official=is_official_address(page),
    )


class _Row:
    """One row, with what is needed to say where a value is not understood."""

    def __init__(self, file: str, row_id: str, values: dict[str, str]) -> None:
        self.file, self.row_id, self.values = file, row_id, values

    def require_new(self, seen: set[str]) -> None:
        """Refuse a row without an id, or with the id of a row above; else note the id as seen."""
        if not self.values["row_id"].strip():
            raise self._fail("row_id", "each row has an id of its own")
        if self.row_id in seen:
            raise self._fail("row_id", "a row above has this id; keep one of them")
        seen.add(self.row_id)

    def claim(self) -> SourceClaim:
        status, kind = _STATUSES[self._one_of("status", _STATUSES)]
        precision = self._precision()
        is_batch = "batch_date(" in self.values["flag_reason"]
        return SourceClaim(
            claim_id=f"{SOURCE_ID}:{self.row_id}",
            source_id=SOURCE_ID,
            locator=self._locator(),
            a=self._chinese_end(),
            b=self._partner(),
            start=self._date("date"),
            precision="year" if is_batch and precision == "day" else precision,
            is_batch_date=is_batch,
            end=self._end(status),
            status=status,
            kind="friendship" if _FRIENDLY in self.values["note"] else kind,
            is_double_entry=self._one_of("verified", ("double_entry", "single_entry"))[0] == "d",
            note=self._note(precision),
            licence=LICENCE,
        )

    def _fail(self, column: str, advice: str) -> SourceError:
        return SourceError(self.file, self.row_id, column, self.values[column], advice)

    def _one_of(self, column: str, known: Collection[str]) -> str:
        if self.values[column] not in known:
            raise self._fail(column, f"use one of {', '.join(known)}")
        return self.values[column]

    def _date(self, column: str) -> str:
        value = self.values[column]
        if value and not is_date(value, FIRST_YEAR, LAST_YEAR):
            span = f"from {FIRST_YEAR} to {LAST_YEAR}"
            raise self._fail(
                column, f"a date is YYYY, YYYY-MM or YYYY-MM-DD of the calendar, {span}"
            )
        return value

    def _end(self, status: Status) -> str:
        start, end = self._date("date"), self._date("end_date")
        if end and status not in _MAY_END:
            raise self._fail("end_date", f"the tie is {status}; mend the status or the end")
        # Only what both dates state can tell their order: 1999 does not precede 1999-05.
        stated = min(len(start), len(end))
        if end[:stated] < start[:stated]:
            raise self._fail("end_date", f"the tie begins {start}; mend one of the dates")
        return end

    def _precision(self) -> Precision:
        quality, date = self._one_of("date_quality", _QUALITIES), self._date("date")
        if len(date) not in _LENGTHS[quality]:
            raise self._fail("date", f"it does not fit date_quality {quality}; mend one of them")
        if self.values["year"] != date[:4]:
            raise self._fail("year", f"it is not the year of the date {date}; mend one of them")
        return _QUALITIES[quality]

    def _locator(self) -> str:
        path, commit = self.values["source_path"], self.values["source_commit"]
        if not path.strip():
            raise self._fail("source_path", "each row states its page or address")
        if path.startswith(_WEB):
            return path
        return f"{path}@{commit[:8]} row {self.row_id}" if commit else f"{path} row {self.row_id}"

    def _note(self, precision: Precision) -> str:
        doubt = self.values["flag_reason"] if precision == "suspect" else ""
        parts = (self.values["note"], f"date doubtful: {doubt}" if doubt else "")
        return "; ".join(part for part in parts if part)

    def _chinese_end(self) -> NamedEnd:
        level, name = self._one_of("cn_level", ("province", "prefecture", "county")), self._unit()
        above = [self.values["cn_prefecture"]] if level == "county" else []
        parents = (*above, self.values["cn_province"]) if level != "province" else ()
        parents = tuple(dict.fromkeys(one for one in parents if one and one != name))
        return NamedEnd(name, "CN", self._chinese_level(name, level), ", ".join(parents), parents)

    def _unit(self) -> str:
        if not self.values["cn_unit"].strip():
            raise self._fail("cn_unit", "each row names its Chinese unit")
        return self.values["cn_unit"]

    def _chinese_level(self, name: str, level: str) -> Level:
        if level == "province":
            return "region1"
        found = level_of_ending(name)
        if found is None:
            raise self._fail("cn_unit", "its ending states no level; teach the reader the ending")
        return found

    def _partner(self) -> NamedEnd:
        country = self.values["partner_country"]
        if country not in known_countries():
            raise self._fail("partner_country", "use an ISO 3166-1 alpha-2 code")
        if not self.values["partner_name_zh"].strip():
            raise self._fail("partner_name_zh", "each row names its partner")
        region = self.values["partner_region_iso"]
        if region and not is_region_code(region, country):
            raise self._fail("partner_region_iso", f"a code of this partner begins with {country}-")
        hinted = _HINTED_LEVELS[self._one_of("partner_level", _HINTED_LEVELS)]
        is_certain = self._one_of("partner_level_certain", ("yes", "no")) == "yes"
        state = self.values["partner_state_zh"]
        return NamedEnd(
            self.values["partner_name_zh"],
            country,
            context=state,
            parents=(state,) if state else (),
            hint_name=self.values["partner_name_en"],
            hint_region_iso=region,
            hint_level=hinted if is_certain else None,
        )
