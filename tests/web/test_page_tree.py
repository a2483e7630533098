"""A page that is written plainly has the tree that a browser makes of it; others are refused."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from html5lib.html5parser import ParseError

from web.addresses import PAGES
from web.page_tree import NotPlain, plain_tree
from web.reader import Reader, parsed, strictly_parsed

_AROUND = "<!doctype html><html><head><title>t</title></head><body>{}</body></html>"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_type_of_page_is_plain_and_its_tree_that_of_a_browser(
    reader: Reader, lang: str
) -> None:
    for address in PAGES:
        page = reader.page(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        made, due = (ElementTree.tostring(one(page)) for one in (plain_tree, strictly_parsed))
        assert made == due, address


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>x</p></b>", "<div><p>x", "<p id=\"a\" id=\"b\">x</p>", "<p>&foo; x</p>",
        "<p>a &amp b</p>", "<a href='x'y>z</a>", "<table><p>x</p></table>",
        "<p>x<div>y</div></p>", "<p/>x", "<p>\x00x</p>", "<span>x</div></span>",
        "<a href=\"1\"><a href=\"2\">x</a></a>", "<b>x</b></b>", "</p>", "<script>x</script",
        "<!-- a -- b -->", "<h1>x<h2>y</h2></h1>", "<button>a<button>b</button></button>",
        "<form><form></form></form>", "<select><p>x</p></select>", "<tr><td>x</td></tr>",
        "<svg><p>x</p></svg>", "<p>&#1;</p>", "<div/>", "<html>", "<body>", "<head></head>",
        "<dl><dt>x<dd>y</dd></dt></dl>", "<p>&#127;</p>",
    ],
)  # fmt: skip
def test_an_error_of_html_is_an_error(body: str) -> None:
    with pytest.raises(ParseError):
        parsed(_AROUND.format(body))


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><head><title>t</title></head><body><div>x",
        "<!doctype html>x<html><head><title>t</title></head><body></body></html>",
        "<!doctype html><html><head><title>t</title></head><body></body></html>x",
        "<!doctype html><html><head><title>t</title></head><body></body></html><p>",
        "<html><head><title>t</title></head><body></body></html>",
    ],
)
def test_an_error_around_the_body_is_one_too(page: str) -> None:
    with pytest.raises(ParseError):
        parsed(page)


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>x</td></tr></table>", "<table> <tr><td>x</td></tr>\n</table>y",
        "<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>",
        "<table><thead><tr><th>x</th></tr></thead><tr><td>y</td></tr></table>",
        "<pre>\n\nx</pre>", "<table>x</table>",
        "<textarea>\nx&amp;</textarea>", "<ul><li>x<li>y</ul>", "<p>x<p>y",
        "<dl><div><dt>x</dt><dd>y</dd></div></dl>", "<dl><dt>x<dd>y</dl>",
        "<ul><li><ul><li>x</li></ul></li></ul>", "<select><option>x<option>y</select>",
        "<svg viewBox=\"0 0 1 1\"><g><path d=\"M0\"/></g></svg>",
        "<svg><clipPath id=\"a\"><use xlink:href=\"#b\" /></clipPath><title>t</title></svg>",
        "<p hidden>x<br>y<wbr></p> <input disabled value=\"&quot;\">", "<a href=x>y</a>",
        "<script>if (a < b && c) {}</script><style>a > b {}</style>", "<P CLASS=\"A\">x</P>",
        "<script><!-- <script>x</script> --></script>", "<dl><dt>x</dt></dl><dt>y</dt>",
        "<em>x<strong>y</strong></em>&#39;&nbsp;&lt;",
    ],
)  # fmt: skip
def test_any_page_without_an_error_has_the_tree_of_a_browser(body: str) -> None:
    page = _AROUND.format(body) + "\n"
    assert ElementTree.tostring(parsed(page)) == ElementTree.tostring(strictly_parsed(page))


def test_what_is_not_plain_is_told() -> None:
    with pytest.raises(NotPlain):
        plain_tree(_AROUND.format("<p>x<p>y"))
