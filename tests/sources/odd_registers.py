"""Files as people send them, damaged and odd: a seed makes one, the same bytes each time."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from openpyxl import Workbook

Rows = list[list[str]]

HEADS = (
    ["City", "Partner city", "Country", "Since", "Note"],
    ["城市", "友好城市", "国家", "结好时间", "备注"],
    ["Stadt", "Partnerstadt", "Land", "seit", "Bemerkung"],
    ["Commune", "Ville jumelée", "Pays", "Date", "Remarques"],
    ["自治体名", "提携先", "国名", "提携年月日", "備考"],
    ["City", "City", "City", "City", "City"],
    ["", "", "", "", ""],
    ["a", "b", "c", "d", "e"],
)
HOMES = ("Ningwan", "宁湾市", "Meiping", "Songgang", "双鹤", "Zhutan", "Jinghai", "Nowhere")
PARTNERS = ("Tokiwa", "常盤市", "Portclair", "Kawabe", "Saint-Orme", "Altwerder", "Büschow", "")
COUNTRIES = ("Japan", "日本", "FR", "Frankreich", "Germany", "Atlantis", "", "JP / FR")
DATES = ("1981-08-08", "昭和64年1月7日", "05/13/2001", "1899-12-30", "13.13.2013", "seit 1990",
         "199", "44197", "民国元年", "2031", "", "?", "1990–1995")  # fmt: skip
ODD = ("=1+1", "@SUM(A1)", "\u202eabc", "a\x00b", "x" * 700, "😀🏙", '"', "''", "\t", "a\nb",
       "null", "NaN", "1e999", "-", "〃", "\ufeff", "\ufffd", "MÃ¼nchen", "{[(<", "a;b,c|d",
       "\u3000", "\u0301", "０１２", "a\r\nb", "<b>x</b>", "../../secret", "%s%n",
       "\x1b[31m")  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk",
             "shift_jis", "big5", "euc_jp", "euc_kr", "cp1252", "latin-1", "cp1251", "iso2022_jp",
             "mac_roman", "cp437", "utf-7", "cp1256")  # fmt: skip


def odd_file(seed: int) -> tuple[str, bytes]:
    """Make the ending and the bytes of a file: two in five are workbooks, half are damaged."""
    rng = random.Random(seed)
    rows = _rows(rng)
    if seed % 5 < 2:
        ending, content = ".xlsx", _workbook(rng, rows)
        damages: Sequence[Callable[..., bytes]] = (*_OF_BYTES, *_OF_PARTS)
    else:
        ending, content = rng.choice([".csv", ".tsv", ".txt", ".xlsx"]), _text(rng, rows)
        damages = _OF_BYTES
    for _ in range(rng.choice([0, 0, 1, 2])):
        content = rng.choice(damages)(rng, content)
    return ending, content


def _rows(rng: random.Random) -> Rows:
    """Make a table, of which some cells are odd, some rows too short or too long."""
    rows = [list(rng.choice(HEADS))] if rng.random() < 0.9 else []
    kinds = (HOMES, PARTNERS, COUNTRIES, DATES, ODD)
    for _ in range(rng.choice([0, 1, 2, 3, 6, 6, 6, 25])):
        row = [rng.choice(ODD if rng.random() < 0.08 else kind) for kind in kinds]
        rows.append(row[: rng.randint(0, 5)] if rng.random() < 0.05 else row)
    if rng.random() < 0.1:
        rows.insert(rng.randint(0, len(rows)), ["A title above or between"])
    if rng.random() < 0.06:
        rows = [[*row, *rng.choices(ODD, k=rng.randint(1, 300))] for row in rows]
    if rng.random() < 0.1:
        rows = [*rows, [], [""] * 5, *rows]
    return rows


def _text(rng: random.Random, rows: Rows) -> bytes:
    delimiter = rng.choice([",", ";", "\t", "|", ", ", ":", "  "])
    end = rng.choice(["\n", "\r\n", "\r", "\n\n", "\x85", "\u2028"])
    quote = rng.choice(["", '"', '"', "'", "“"])
    lines = []
    for row in rows:
        own = rng.choice([",", ";"]) if rng.random() < 0.03 else delimiter
        lines.append(own.join(_quoted(rng, cell, quote) for cell in row))
    text = end.join(lines) + rng.choice(["", end, end * 3, "\x1a"])
    if rng.random() < 0.1:
        text = "sep=" + delimiter + end + text
    return text.encode(rng.choice(ENCODINGS), rng.choice(["replace", "ignore"]))


def _quoted(rng: random.Random, cell: str, quote: str) -> str:
    if not quote or (quote != '"' and rng.random() < 0.5):
        return cell
    inside = cell if rng.random() < 0.1 else cell.replace(quote, quote * 2)
    return f"{quote}{inside}" if rng.random() < 0.02 else f"{quote}{inside}{quote}"


def _workbook(rng: random.Random, rows: Rows) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([_cell(rng, text) for text in row])
    for _ in range(rng.choice([0, 0, 1, 3])):
        top, left = rng.randint(1, 9), rng.randint(1, 5)
        sheet.merge_cells(start_row=top, start_column=left, end_row=top + rng.randint(0, 40),
                          end_column=left + rng.randint(0, 2))  # fmt: skip
    for name in rng.choice([(), (), ("Empty",), ("目录", "Other")]):
        other = book.create_sheet(name, rng.choice([0, 1]))
        if name == "Other":
            other.append(["nothing", "of", "use"])
    held = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(held)
    return held.getvalue()


def _cell(rng: random.Random, text: str) -> object:
    """Most cells are text; a spreadsheet also holds numbers, days, truths and errors."""
    if rng.random() < 0.1:
        return rng.choice([3.5, -1, 0, 44197, True, date(1990, 5, 1), datetime(1899, 12, 30),
                           time(12, 5), "#REF!", "=A1", None, 1e300])  # fmt: skip
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")


def _cut(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randint(0, len(content))]


def _beheaded(rng: random.Random, content: bytes) -> bytes:
    return content[rng.randint(1, 40) :]


def _flipped(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice([1, 3, 30])):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _with_zeros(rng: random.Random, content: bytes) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + b"\0" * rng.choice([1, 2, 50]) + content[at:]


def _gap(rng: random.Random, content: bytes) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + content[at + rng.randint(1, 200) :]


def _twice(rng: random.Random, content: bytes) -> bytes:
    """Put a file after itself, or in a cell of another."""
    if rng.random() < 0.5:
        return content + content
    return b'City,Partner,Country\r\n"' + content + b'",x,y\r\n'


def _noise(rng: random.Random, content: bytes) -> bytes:
    return rng.randbytes(rng.choice([1, 10, 2000])) + content[:100]


def _two_encodings(rng: random.Random, content: bytes) -> bytes:
    return content + "杭州,常盤,日本\r\n".encode(rng.choice(["gb18030", "shift_jis", "utf-16-le"]))


_OF_BYTES = (_cut, _beheaded, _flipped, _with_zeros, _gap, _twice, _noise, _two_encodings)


def _parts(content: bytes) -> dict[str, bytes]:
    """Parts of a workbook; none where it is no longer a ZIP file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error):
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return held.getvalue()


def _without_a_part(rng: random.Random, content: bytes) -> bytes:
    parts = _parts(content)
    if parts:
        del parts[rng.choice(sorted(parts))]
    return _packed(parts)


def _spoilt_part(rng: random.Random, content: bytes) -> bytes:
    parts = _parts(content)
    if parts:
        name = rng.choice(sorted(parts))
        parts[name] = rng.choice((_cut, _flipped, _gap, _with_zeros))(rng, parts[name])
    return _packed(parts)


def _other_values(rng: random.Random, content: bytes) -> bytes:
    """Sound XML that says what no spreadsheet would."""
    parts = _parts(content)
    sheet = "xl/worksheets/sheet1.xml"
    if sheet in parts:
        before, after = rng.choice([
            (b't="s"', b't="d"'), (b't="n"', b't="e"'), (b"<v>", b"<v>9999999999"),
            (b'r="A', b'r="ZZZZ'), (b'r="B', b'r="'), (b"<v>", b"<v>x"), (b'r="1"', b'r="-1"'),
            (b"<sheetData>", b"<sheetData><row/><c/>"), (b"<v>", b"<v>1e400"),
            (b'ref="', b'ref="Q'), (b"<sheetData>", b"<sheetData><!-- -->"),
        ])  # fmt: skip
        parts[sheet] = parts[sheet].replace(before, after)
    return _packed(parts)


def _nested(rng: random.Random, content: bytes) -> bytes:
    """Put a workbook into an archive, under the name of a part or another."""
    name = rng.choice(["register.xlsx", "xl/workbook.xml", "[Content_Types].xml", "../x", "a/b/c"])
    return _packed({name: content})


_OF_PARTS = (_without_a_part, _spoilt_part, _spoilt_part, _other_values, _other_values, _nested)
