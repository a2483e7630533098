"""Reader of the lists of sister cities of the English and the Chinese Wikipedia, from wikitext.

The shapes that are known:

* a place in bold, in a heading or after `;`, and a bullet for each partner below it:
  `'''[[Aa]]'''`, then `* {{flagicon|FRA}} [[Bee]], France (1990)`;
* a table without heads, the home in the first cell or, where it is empty, as in the row above:
  `| 〖[[甲市]]〗- | {{JPN}}[[乙市]]（1990年1月2日）`;
* a table with heads, whose columns are told by their words.

Every other line is counted by its shape, and what may hold a tie and was not understood is handed
back with page, line and reason. Sections such as `See also` are left out by name and counted.

A list in English states no status; one in Chinese is of ties in force, of kind `sister`, unless a
heading or the line says otherwise. A tie struck through is `suspended`.

The two ends of a tie on a list, with what name, words and title of the page say of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sistercities.sources.country_words import CountryWords
from sistercities.sources.enwiki_names import parse_name
from sistercities.sources.mediawiki_pages import WikiPage
from sistercities.sources.wikitext import Line, parse_line, split_markup, without_notes
from sistercities.sources.wikitext_ties import (
    NotUnderstood,
    Partner,
    TableRow,
    cell_under,
    kind_of_section,
    part_beside,
    read_home,
    read_partner,
    status_of_section,
    table_rows,
    told_columns,
)
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import Level

_CHINESE_ENDINGS: tuple[tuple[str, Level], ...] = (
    ("地区", "region2"), ("地區", "region2"), ("自治州", "region2"), ("盟", "region2"),
    ("省", "region1"), ("自治区", "region1"), ("自治區", "region1"), ("市", "city"),
    ("区", "district"), ("區", "district"), ("县", "county"), ("縣", "county"),
    ("旗", "county"), ("镇", "city"), ("鎮", "city"),
)  # fmt: skip


def english_end(name: str, country: str, parents: tuple[str, ...], page: str) -> NamedEnd:
    """Put an end of an English list together; the name may state its level and container."""
    written = parse_name(name, country)
    return named_end(name, country, written.level, (*written.parents, *parents), page)


def named_end(
    name: str, country: str, level: Level | None, parents: tuple[str, ...], page: str
) -> NamedEnd:
    """Put an end together; what the page's title says beyond the name tells homonyms apart."""
    beyond = _beyond(name, page)
    known = tuple(dict.fromkeys(part for part in (*parents, *beyond) if part and part != name))
    return NamedEnd(name, country, level, ", ".join(known), known)


def _beyond(name: str, page: str) -> tuple[str, ...]:
    """Return what a title says beyond the name: the region in `Halifax, West Yorkshire`."""
    bracketed = re.fullmatch(r".+? \((?P<inside>[^()]+)\)", page)
    if bracketed:
        return (bracketed["inside"],)
    head, comma, tail = page.partition(", ")
    return (tail,) if comma and head == name else ()


def chinese_level(name: str, country: str) -> Level | None:
    """Level that the ending of a Chinese name states; None elsewhere, where 县 may be a region."""
    if country != "CN":
        return None
    return next((level for ending, level in _CHINESE_ENDINGS if name.endswith(ending)), None)


LICENCE = "CC-BY-SA-4.0"
_HEADING = re.compile(r"(?P<marks>={1,6})\s*(?P<text>.+?)\s*(?P=marks)\s*")
_LEFT_OUT = re.compile(
    r"see also|references|notes|footnotes|external links|further reading|sources|bibliography|"
    r"另见|另見|参见|參見|参考.*|參考.*|注释|註釋|注解|脚注|腳註|外部链接|外部連結|相关条目|相關條目|"
    r"来源|來源|备注|備註",
    re.IGNORECASE,
)
_CONTAINERS = frozenset({"columns-list", "plainlist", "flatlist", "multicol", "col-list"})
_GROUP = re.compile(r"级|級|友好|姐妹|城市|列表|概述|概况|^[A-Z](?:\s*[–-]\s*[A-Z])?$")
_GROUP_IN_ENGLISH = re.compile(
    r"former|past|twin|sister|partner|friend|cooperat|agreement|other|town|cities|list|overview|"
    r"europe|asia|africa|america|oceania",
    re.IGNORECASE,
)
"""Words of a heading that is no place; one that is a link is a place all the same."""
_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that may hold a tie and was not understood."""

    page: str
    revision: int
    line: int
    reason: str
    text: str


@dataclass(slots=True)
class ListReading:
    """The claims of all pages, what was not understood, and how many lines of each shape."""

    claims: list[SourceClaim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    shapes: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ListSource:
    """What the claims are of: source id, language, and the year of the snapshot."""

    source_id: str
    language: str
    year: int


def read_lists(
    pages: Sequence[WikiPage], source: ListSource, countries: CountryWords
) -> ListReading:
    """Read every page; a page that is about no known country or region is not understood whole."""
    reading = ListReading()
    for page in pages:
        country, region = countries.of_page(page.about)
        reader = _PageReader(page, source, countries, country, region, reading)
        if country or source.language == "zh":
            reader.read()
        else:
            reader.refuse(
                0, f"the page is about no country that is known: {page.about}", page.title
            )
    return reading


class _PageReader:
    """Walks down one page, with the heading and the home that hold at each line."""

    def __init__(
        self,
        page: WikiPage,
        source: ListSource,
        countries: CountryWords,
        country: str,
        region: str,
        reading: ListReading,
    ) -> None:
        self.page, self.source, self.countries, self.reading = page, source, countries, reading
        self.country, self.region = country, region
        self.is_chinese = source.language == "zh"
        is_of_place = self.is_chinese and (bool(region) or not country)
        self.page_home = page.about if is_of_place else ""
        self.home, self.home_page = self.page_home, ""
        self.heading = ""
        self.left_out_at = 0
        self.line_claims: Counter[int] = Counter()

    def read(self) -> None:
        lines = list(enumerate(without_notes(self.page.text).split("\n"), 1))
        at = 0
        while at < len(lines):
            block = _block(lines, at)
            at += len(block)
            number, text = block[0]
            heading = _HEADING.fullmatch(text.strip())
            if heading:
                self._heading(len(heading["marks"]), heading["text"])
            elif self.left_out_at:
                self._count("in a section left out", len(block))
            elif text.lstrip().startswith("{|"):
                self._table(block)
            else:
                self._line(number, "\n".join(line for _, line in block).strip())

    def _count(self, shape: str, n: int = 1) -> None:
        self.reading.shapes[shape] += n

    def refuse(self, line: int, reason: str, text: str) -> None:
        """Hand a line back as not understood."""
        self._count("not understood")
        page = self.page
        self.reading.unread.append(Unread(page.title, page.revision, line, reason, text[:300]))

    def _heading(self, level: int, text: str) -> None:
        self._count("heading")
        if self.left_out_at and level > self.left_out_at:
            return
        line = parse_line(text)
        self.left_out_at = level if _LEFT_OUT.fullmatch(line.text) else 0
        self.heading = line.text
        is_named = level > 2 and not (
            self.countries.code(line.text) or _GROUP_IN_ENGLISH.search(line.text)
        )
        if (line.links or is_named) and not _GROUP.search(line.text):
            self.home, self.home_page = read_home(line)
        elif level <= 2:
            self.home, self.home_page = self.page_home, ""

    def _line(self, number: int, text: str) -> None:
        if not text:
            return
        if _is_layout(text):
            self._count("layout")
        elif text.startswith(("*", "#")):
            self._bullet(number, text.lstrip("*#:; "))
        elif text.startswith(("'''", ";")):
            self._home(number, text.lstrip(";"))
        elif not self.heading and self.home == self.page_home:
            self._count("introduction")
        else:
            self._count("running text")
            if "[[" in text or "{{" in text:
                self.refuse(number, "running text with links", text)

    def _home(self, number: int, text: str) -> None:
        name, page = read_home(parse_line(text))
        if not any(letter.isalpha() for letter in name):
            self.refuse(number, "bold text without a name", text)
            return
        self._count("home")
        self.home, self.home_page = name, page

    def _bullet(self, number: int, text: str) -> None:
        line = parse_line(text)
        if not line.text and not line.unread:
            self._count("layout")
            return
        self._tie(number, line, text)

    def _tie(self, number: int, line: Line, text: str) -> None:
        partner = read_partner(line, self.countries, self.source.year)
        if isinstance(partner, NotUnderstood):
            self.refuse(number, partner.reason, text)
        elif not self.home:
            self.refuse(number, "no place stands above it", text)
        else:
            self._count("tie")
            self.reading.claims.append(self._claim(number, partner))

    def _table(self, block: Sequence[tuple[int, str]]) -> None:
        rows = table_rows(block[1:])
        columns: dict[str, int] = {}
        for row in rows:
            if row.stray:
                self.refuse(row.line, "text on the mark of a row", row.stray)
            if row.is_head:
                self._count("head of a table")
                columns = told_columns([parse_line(cell.text).text for cell in row.cells])
            elif row.cells and columns:
                self._row_under_heads(row, columns)
            elif row.cells:
                self._row_without_heads(row)

    def _row_without_heads(self, row: TableRow) -> None:
        texts = [cell.text for cell in row.cells if parse_line(cell.text).text]
        if len(row.cells) > 2 or len(texts) not in (1, 2):
            self.refuse(row.line, "a row without heads", " | ".join(c.text for c in row.cells))
            return
        if len(texts) == 2:
            self.home, self.home_page = read_home(parse_line(texts[0]))
        self._tie(row.line, parse_line(texts[-1]), texts[-1])

    def _row_under_heads(self, row: TableRow, columns: dict[str, int]) -> None:
        whole = " | ".join(cell.text for cell in row.cells)
        if "partner" not in columns or columns["partner"] >= len(row.cells):
            self.refuse(row.line, "no column of partners", whole)
            return
        if "home" in columns:
            home = parse_line(cell_under(row.cells, columns, "home"))
            if home.text:
                self.home, self.home_page = read_home(home)
        names = _BREAK.split(cell_under(row.cells, columns, "partner"))
        others = [_BREAK.split(cell_under(row.cells, columns, key)) for key in ("country", "start")]
        for position, name in enumerate(each for each in names if parse_line(each).text):
            told = [part_beside(parts, position, len(names)) for parts in others]
            text = f"{name}（{'，'.join(part for part in told if part)}）"
            self._tie(row.line, parse_line(text), text)

    def _claim(self, number: int, partner: Partner) -> SourceClaim:
        page, source = self.page, self.source
        self.line_claims[number] += 1
        nth = self.line_claims[number]
        row = f"{page.page_id}-{number}" + (f"-{nth}" if nth > 1 else "")
        status = partner.status or status_of_section(self.heading)
        kind = partner.kind or kind_of_section(self.heading)
        return SourceClaim(
            claim_id=f"{source.source_id}:{row}",
            source_id=source.source_id,
            locator=f"https://{source.language}.wikipedia.org/w/index.php?oldid={page.revision} "
            f"({page.title}), line {number}",
            a=self._home_end(),
            b=self._partner_end(partner),
            start=partner.start,
            precision=partner.precision,
            is_batch_date=False,
            end=partner.end,
            status=status or ("active" if self.is_chinese else "unknown"),
            kind=kind or ("sister" if self.is_chinese else "unknown"),
            is_double_entry=False,
            note=partner.note,
            licence=LICENCE,
        )

    def _home_end(self) -> NamedEnd:
        above = (self.region,) if self.region and self.region != self.home else ()
        if self.is_chinese:
            level = chinese_level(self.home, self.country)
            above = () if level == "region1" else above
            return named_end(self.home, self.country, level, above, self.home_page)
        return english_end(self.home, self.country, above, self.home_page)

    def _partner_end(self, partner: Partner) -> NamedEnd:
        if self.is_chinese:
            return named_end(partner.name, partner.country, None, partner.parents, partner.page)
        return english_end(partner.name, partner.country, partner.parents, partner.page)


def _block(lines: Sequence[tuple[int, str]], at: int) -> list[tuple[int, str]]:
    """Return the line, or the lines of the table or template that it opens."""
    first = lines[at][1].lstrip()
    if first.startswith("{|"):
        return _until(lines, at, "{|", "|}")
    if first.startswith("{{") and not _is_container(first):
        return _until(lines, at, "{{", "}}")
    return [lines[at]]


def _until(
    lines: Sequence[tuple[int, str]], at: int, opening: str, closing: str
) -> list[tuple[int, str]]:
    """Return the lines until what is opened is closed; one line where it never is."""
    depth = 0
    for last in range(at, len(lines)):
        text = lines[last][1]
        depth += text.count(opening) - text.count(closing)
        if depth <= 0:
            return list(lines[at : last + 1])
    return list(lines[at:]) if opening == "{|" else [lines[at]]


def _is_container(text: str) -> bool:
    name = re.split(r"[|}]", text.lstrip("{"), maxsplit=1)[0].strip().casefold()
    return name in _CONTAINERS and "}}" not in text


def _is_layout(text: str) -> bool:
    """Whether a line holds no words of its own: templates, categories, files, tags, rules."""
    if _is_container(text) or re.fullmatch(r"\}\}|__[A-Z]+__|-{4,}|\|+|</?\w[^<>]*>", text):
        return True
    is_bullet = text.startswith(("*", "#", ";", "'''"))
    if is_bullet:
        return False
    line = parse_line(text)
    has_own = any(
        kind == "text" and piece.strip() and not re.fullmatch(r"(?:\s|<[^<>]*>)*", piece)
        for kind, piece in split_markup(text)
    )
    return not has_own and not line.links and not line.flags
