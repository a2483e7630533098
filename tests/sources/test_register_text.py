"""Encodings and separators of made-up registers."""

from __future__ import annotations

import pytest

from sistercities.errors import RegisterError
from sistercities.sources.register_encoding import decode
from sistercities.sources.register_text import split

JAPANESE = (
    "都道府県名,市区町村名,国名,提携先\n南原県,常盤市,フランス,サントルム\n"
    "北沢県,川辺町,ドイツ,アルト\n"
)
CHINESE = (
    "城市;友好城市;国家;结好时间\n双鹤市;常盘市;日本;1981年8月8日\n宁湾市;圣奥尔姆;法国;1997年\n"
)
GERMAN = "Kommune;Land;Partnerkommune\nAltwerder;Österreich;Grünbürg an der Mößl\n"

KOREAN = "자치단체,자매도시,국가\n가람시,알트베르더,독일\n나래시,상토름,프랑스\n"
TAIWANESE = "縣市,姊妹市,國家,結盟日期\n青墨市,聖奧爾姆,法國,民國70年\n寧灣市,常盤市,日本,1981年\n"
POLISH = "Miasto;Partner\nŁąkowo;Altwerder\nŻabień;Saint-Orme\n"
TURKISH = "Belediye;Ülke;Kardeş şehir\nIşıkköy;İtalya;Altwerder\nGüneyce;Çin;Ningwan\n"
RUSSIAN = "Город;Страна;Побратим\nСеверинск;Китай;Нинвань\nЗаречье;Япония;Токива\n"
UKRAINIAN = "Місто;Країна;Побратим\nЗелений Яр;Грузія;Ґомі\n"
GREEK = "Δήμος;Χώρα;Αδελφοποιημένη πόλη\nΝέα Όχθη;Γαλλία;Σεντ Ορμ\n"
HEBREW = "עיר;מדינה;עיר תאומה\nגבעת הים;צרפת;סנט אורם\n"
ARABIC = "المدينة;الدولة;المدينة التوأم\nعين الوادي;فرنسا;سانت أورم\n"
LITHUANIAN = "Miestas;Šalis;Partneris\nŽaliakalnis;Čekija;Lipany\nPašilė;Lenkija;Ąžuolai\n"
LATVIAN = "Pilsēta;Valsts;Sadraudzības pilsēta\nŠķūnene;Igaunija;Ņurme\n"
THAI = "เมือง;ประเทศ;เมืองพี่เมืองน้อง\nบ้านนา;จีน;หนิงวาน\n"
FRENCH = "Commune;Pays;Jumelage\nLiègerolles;Grèce;Altwerder\nFrançay;Norvège;Là-bas\n"
ICELANDIC = "Sveitarfélag;Land;Vinabær\nÞverá;Noregur;Ålvik\nSkógarnes;Danmörk;Ærby\n"
RARE = "都道府県名,市区町村名\n南原県,𠮷野町\n"

ENCODED = [
    ("utf-8", CHINESE, "UTF-8"),
    ("utf-8-sig", GERMAN, "UTF-8"),
    ("utf-16", JAPANESE, "UTF-16"),
    ("utf-16-le", GERMAN, "UTF-16"),
    ("utf-16-be", GERMAN, "UTF-16"),
    ("utf-16-le", "市,国\n一宮　市,一\n" + JAPANESE, "UTF-16"),
    ("utf-16-be", "市,国\n一宮　市,一\n" + JAPANESE, "UTF-16"),
    ("utf-32", RARE, "UTF-32"),
    ("utf-32-le", JAPANESE, "UTF-32"),
    ("utf-32-be", GERMAN, "UTF-32"),
    ("euc_jp", JAPANESE, "EUC-JP"),
    ("iso2022_jp", JAPANESE, "ISO-2022-JP"),
    ("iso2022_kr", KOREAN, "ISO-2022-KR"),
    ("utf-7", CHINESE, "UTF-7"),
    ("utf-7", GERMAN, "UTF-7"),
    ("cp949", KOREAN, "EUC-KR"),
    ("cp950", TAIWANESE, "Big5"),
    ("cp1250", POLISH, "Windows-1250"),
    ("mac_roman", GERMAN, "Mac Roman"),
    ("cp850", GERMAN, "CP850"),
    ("gb18030", CHINESE, "GB18030"),
    ("hz", CHINESE, "HZ"),
    ("cp932", JAPANESE, "Shift-JIS"),
    ("cp1252", GERMAN, "Windows-1252"),
    ("cp1252", FRENCH, "Windows-1252"),
    ("cp1252", ICELANDIC, "Windows-1252"),
    ("cp1254", TURKISH, "Windows-1254"),
    ("cp1251", RUSSIAN, "Windows-1251"),
    ("cp1251", UKRAINIAN, "Windows-1251"),
    ("cp1253", GREEK, "Windows-1253"),
    ("cp1255", HEBREW, "Windows-1255"),
    ("cp1256", ARABIC, "Windows-1256"),
    ("cp1257", LITHUANIAN, "Windows-1257"),
    ("cp1257", LATVIAN, "Windows-1257"),
    ("cp874", THAI, "Windows-874"),
]


@pytest.mark.parametrize(
    ("codec", "text", "named"), ENCODED, ids=[f"{each[0]}-{n}" for n, each in enumerate(ENCODED)]
)
def test_the_encoding_is_found_and_the_evidence_told(codec: str, text: str, named: str) -> None:
    found = decode("made-up.csv", text.encode(codec))
    assert (found.text, found.encoding) == (text, named)
    assert found.evidence


def test_wide_text_with_a_mark_of_either_order_is_read() -> None:
    for mark, codec in ((b"\x00\x00\xfe\xff", "utf-32-be"), (b"\xff\xfe\x00\x00", "utf-32-le"),
                        (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):  # fmt: skip
        assert decode("f.csv", mark + RARE.encode(codec)).text == RARE
    with pytest.raises(RegisterError, match="is damaged or is not utf-16"):
        decode("f.csv", b"\xff\xfe" + RARE.encode("utf-16-le")[:-1])


def test_utf_16_that_is_stated_is_read_in_its_own_order() -> None:
    for codec in ("utf-16-le", "utf-16-be", "utf-16"):
        assert decode("f.csv", JAPANESE.encode(codec), "utf-16").text == JAPANESE


def test_letters_that_an_old_database_wrote_as_two_are_read_as_one() -> None:
    halves = "𠮷".encode("utf-16-be")
    pair = "".join(chr(int.from_bytes(halves[at : at + 2])) for at in (0, 2))
    content = RARE.encode().replace("𠮷".encode(), pair.encode("utf-8", "surrogatepass"))
    found = decode("f.csv", content)
    assert (found.text, found.encoding) == (RARE, "CESU-8")
    with pytest.raises(RegisterError, match=r"is UTF-8 but for .* not, first on line 2"):
        decode("f.csv", content.replace(pair[0].encode("utf-8", "surrogatepass"), b""))


@pytest.mark.parametrize("text", [JAPANESE, CHINESE, POLISH])
def test_utf_8_that_is_damaged_is_not_read_as_something_else(text: str) -> None:
    cut = (text + "Łódź").encode()[:-1]
    mixed = (text * 9).encode() + "Köln\n".encode("cp1252")
    with pytest.raises(RegisterError, match="one byte that is not, first on line 4; save it again"):
        decode("f.csv", cut)
    with pytest.raises(RegisterError, match="one byte that is not, first on line 28"):
        decode("f.csv", mixed)


def test_a_stated_encoding_is_taken_at_its_word() -> None:
    content = "Wien;Łódź\n".encode("cp1250")
    assert decode("f.csv", content, "cp1250").text == "Wien;Łódź\n"
    with pytest.raises(RegisterError, match=r"does not decode at byte .*state --encoding"):
        decode("f.csv", JAPANESE.encode("cp932"), "utf-8")
    with pytest.raises(RegisterError, match=r"is no encoding; use one of utf-8, utf-16, gb18030"):
        decode("f.csv", content, "klingon")
    with pytest.raises(RegisterError, match=r"as rot13, which is no encoding"):
        decode("f.csv", content, "rot13")


def test_chinese_in_letters_of_ascii_that_is_damaged_is_a_sentence() -> None:
    content = CHINESE.encode("hz").replace(b"~}", b"!~}", 1)
    for encoding in ("", "hz"):
        with pytest.raises(RegisterError, match=r"does not decode.*; save it again as UTF-8"):
            decode("f.csv", content, encoding)


@pytest.mark.parametrize(
    "text",
    [
        "Home,Partner,Phone\nAu,Berg,+12025550123\nAu,Tal,+4912345678\n",
        "Home,Partner,Note\nAu,Berg,Sister+City+Program-2001\n",
        "Home,Partner\nAu,+Rio\nAu,Berg+Udo-Platz\n",
        "Home,Partner,Note\nAu,Berg,\x1b[31mred\n",
    ],
)
def test_a_plus_sign_or_an_escape_alone_is_no_other_encoding(text: str) -> None:
    found = decode("f.csv", text.encode("ascii"))
    assert (found.text, found.encoding) == (text, "UTF-8")


def test_letters_of_ascii_that_no_decoder_knows_are_refused() -> None:
    chinese = b"Home,Partner\n\x1b$)A\x0eD~2(\x0f,Berg\n"
    with pytest.raises(RegisterError, match=r"ISO-2022 family .* not recognised; save it as UTF-8"):
        decode("f.csv", chinese)


def test_an_encoding_that_nothing_speaks_for_is_refused() -> None:
    arabic = "مدينة;بلد\nالقاهرة;مصر\n".encode("iso8859_6")
    with pytest.raises(RegisterError, match=r"not recognised; save it as UTF-8"):
        decode("f.csv", arabic)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(RegisterError, match=r"holds zero bytes; save the table as CSV"):
        decode("f.csv", b"\x01\x00\x00\x07\x00" * 40)


@pytest.mark.parametrize(
    ("delimiter", "named"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_what_stands_between_cells_is_found(delimiter: str, named: str) -> None:
    rows = [["Home", "Partner", "Note"], ["Altwerder", "Tokiwa", "a; b, c"], ["X", "Y", "1,5"]]
    text = "".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\n"
        for row in rows
    )
    found = split("f.csv", text)
    assert found.delimiter_name == named
    assert [cells for _, cells in found.rows] == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a,b\n"open,1\n' + "x,y\n" * 60, "opens on line 2 and is never closed; close it"),
        ('a,b\nc,"open', "opens on line 2 and is never closed"),
        ('a,b\nc,"', "opens on line 2 and is never closed"),
        ('a,b\nc,"two\nlines"\n"d","o""pen\nx,y\n', "opens on line 4 and is never closed"),
        ('a,b\nc,"two\nlines","open\nx,y\n', "opens on line 3 and is never closed"),
        ('a,b\r"two\rlines",c\rd,"open\r', "opens on line 4 and is never closed"),
        (
            'a,b\n"open,1\n' + "x,y\n" * 30 + 'e,"f"\n',
            "opens on line 2 and is not closed within 20",
        ),
        ("a,b\n" + "x" * 1_000_001 + ",y\n", "cell of more than 1,000,000 characters on line 2"),
        ('a,b\nc,"' + "x\n" * 600_000 + '"\n', "cell of more than 1,000,000 characters on line 2"),
        ('a,b\nc,"' + "x\n" * 600_000, "opens on line 2 and is never closed"),
    ],
)
def test_a_quotation_mark_that_stays_open_and_a_long_cell_are_told_with_their_line(
    text: str, said: str
) -> None:
    with pytest.raises(RegisterError, match=said):
        split("f.csv", text)


def test_a_long_note_is_no_open_quotation_mark() -> None:
    note = "a line of a long note\n" * 30
    assert split("f.csv", f'a,b\nc,"{note}"\n').rows[1][1] == ["c", note]
    long = "b, " * 70_000
    assert split("f.csv", f"a;b\nc;{long}\n").rows[1][1] == ["c", long]


def test_rows_that_a_cell_may_have_swallowed_are_told() -> None:
    found = split("f.csv", 'a,b,c\n"A,B,1\nC,D,2\n"E",F,3\nG,H,4\n')
    assert found.told == (
        "A cell that ends on line 4 holds what may be rows of the table: "
        "look whether a quotation mark is missing there, or one too many.",
    )
    assert split("f.csv", 'a,b,c\n"A\n(Nord)\nX",B,1\n').told == ()


def test_a_cell_may_span_lines() -> None:
    found = split("f.csv", 'a,b\n"two\nlines",c\nd,e\n')
    assert found.rows == [(1, ["a", "b"]), (3, ["two\nlines", "c"]), (4, ["d", "e"])]


@pytest.mark.parametrize("zeros", [b"\0", b"\0\0", b"\0\0\0\0"])
@pytest.mark.parametrize("before", [b"", b" "])
def test_a_stray_zero_byte_makes_no_wide_letters_of_a_plain_text(
    zeros: bytes, before: bytes
) -> None:
    lines = b"Altwerder,Tokiwa,drawn" + zeros + b",\n" + b"Altwerder,Kawabe,as drawn\n" * 3
    content = before + lines + b"Altwerder,Sakurai," + b"drawn " * 4_000
    with pytest.raises(RegisterError, match="holds zero bytes"):
        decode("f.csv", content)
