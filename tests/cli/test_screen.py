"""How answers fit a terminal: columns line up in any script, lists keep to one screen."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.progress import Progress

import world
from sistercities.api import place, ties_of
from sistercities.api import progress_bar as progress
from sistercities.cli import screen
from sistercities.cli.place_page import place_lines
from sistercities.cli.screen import (
    Screen,
    _cut_table,
    _whole_table,
    one_screen,
    say,
    say_json,
    table,
    whole_columns,
    wrapped,
)
from sistercities.cli.ties_page import ties_lines

ROWS = [["宁波", "x"], ["Ningbo [sic]", "yy"], ["노보시비르스크", "z"]]


def test_letters_take_the_cells_that_unicode_gives_them() -> None:
    known = [(chr(at), cells) for low, high, cells in screen._CELLS for at in range(low, high + 1)]
    assert [letter for letter, cells in known if cell_len(letter) != cells] == []
    for name in ("Nagaokakyō, 長岡京市", "e\u0301vora", "ขอนแก่น", "👍 平泽시", "Ереван\t"):
        assert screen.cell_len(name) == cell_len(name)


def test_columns_line_up_by_cells() -> None:
    head, *lines = table(["Place", "Tie"], ROWS, 80)
    at = cell_len(head[: head.index("Tie")])
    starts = [
        cell_len(line[: len(line) - len(row[1])]) for line, row in zip(lines, ROWS, strict=True)
    ]
    assert starts == [at] * 3
    assert "Ningbo [sic]" in lines[1]


def test_no_line_is_wider_than_the_terminal(release_folder: Path) -> None:
    held = ties_of("Ningwan", data=release_folder)
    for width in (40, 60, 80, 100, 140):
        rows = ties_lines(held, Screen(width, 24), show_all=True)[2 : 3 + len(held)]
        assert max(cell_len(line) for line in rows) <= width


def test_a_sentence_breaks_between_words_and_keeps_its_indent() -> None:
    sentence = "    宁波 Ningbo is a city whose ties are many, old, and known to the day."
    lines = wrapped(sentence, 30)
    assert len(lines) > 1
    assert all(line.startswith("    ") and cell_len(line) <= 30 for line in lines)
    assert " ".join(line.strip() for line in lines) == sentence.strip()
    assert wrapped(sentence, 200) == [sentence]
    assert wrapped("share inside   12 %   n 900", 20) == ["share inside   12 %   n 900"]
    assert wrapped("x" * 50, 20) == ["x" * 50]


def test_a_long_answer_keeps_its_first_and_its_last_lines() -> None:
    lines, last = [f"line {n}" for n in range(50)], ["", "Report: here"]
    shown = one_screen(lines, last, Screen(80, 24), show_all=False)
    assert len(shown) < 24  # the prompt needs a line too
    assert shown[0] == "line 0"
    assert shown[-2:] == last
    assert shown[-3] == f"... and {50 - (len(shown) - 3)} more lines: --all shows them"
    assert one_screen(lines, last, Screen(80, 24), show_all=True) == [*lines, *last]
    assert one_screen(lines, last, Screen(80, None), show_all=False) == [*lines, *last]


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (40, "Began Partner Standing"),
        (60, "Began Partner Region Standing"),
        (80, "Began Partner Region Class Standing Sources"),
        (120, "Began Partner Region Class Standing Kind Source"),
    ],
)
def test_a_narrow_terminal_shows_what_matters_most(
    release_folder: Path, width: int, columns: str
) -> None:
    held = ties_of("Ningwan", data=release_folder)
    lines = ties_lines(held, Screen(width, 24), show_all=False)
    (heads,) = (line for line in lines if line.startswith("Began "))
    assert " ".join(heads.split()) == columns


def test_columns_that_do_not_fit_are_left_out_whole_and_said_to_be() -> None:
    row = "share inside   27.8 % to 31.8 %   1,092"
    assert whole_columns(row, 80) == row
    assert whole_columns(row, 36) == "share inside   27.8 % to 31.8 %"
    assert whole_columns("a sentence of one column that is long", 10).endswith("long")
    shown = one_screen([row], ["Report: here"], Screen(36, 24), show_all=False)
    assert "--json has them all" in " ".join(shown)
    assert "--json" not in " ".join(one_screen([row], [], Screen(80, 24), show_all=False))


def test_spellings_of_a_place_stand_side_by_side_and_fit(release_folder: Path) -> None:
    card = place("镜海", data=release_folder)
    for width in (60, 80, 10_000):
        lines = place_lines(card, Screen(width, None), show_all=True)
        text = " ".join(line.strip() for line in lines)
        assert all(each.name in text for each in card.names)
        assert "Чинхай (ru)" in text
        assert "(und)" not in text
        assert max(cell_len(line) for line in lines[2:]) <= width


def test_a_list_keeps_to_one_screen_unless_asked(release_folder: Path) -> None:
    held = ties_of(world.NINGWAN, data=release_folder) * 20
    for width in (40, 120):
        shown = ties_lines(held, Screen(width, 24), show_all=False)
        assert sum(len(wrapped(line, width)) for line in shown) < 24
        assert any("--all shows them" in line for line in shown)
    assert len(ties_lines(held, Screen(120, 24), show_all=True)) > 100
    assert len(ties_lines(held, Screen(120, None), show_all=False)) > 100


def test_a_bar_waits_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    bar = progress.Bar()
    appeared = []
    monkeypatch.setattr(bar, "_appear", lambda: appeared.append(now[0]) or _stop())
    now[0] = 0.9
    bar("draws", 1, 10)
    assert appeared == []
    now[0] = 1.1
    with pytest.raises(InterruptedError):
        bar("draws", 2, 10)
    assert appeared == [1.1]


def _stop() -> None:
    raise InterruptedError


def test_parts_side_by_side_have_a_bar_each_until_they_are_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", -1.0)
    bar = progress.Bar(by_part=True)
    shown = Progress(disable=True)
    monkeypatch.setattr(bar, "_appear", lambda: shown)
    bar("drivers: pairs", 0, 2)
    bar("hubs: draws", 1, 4)
    bar("drivers: regressions", 1, 3)
    held = [(task.description, task.completed, task.total) for task in shown.tasks]
    assert held == [("drivers: regressions", 1, 3), ("hubs: draws", 1, 4)]
    bar("drivers: done", 1, 1)
    assert [task.description for task in shown.tasks] == ["hubs: draws"]
    one = progress.Bar()
    alone = Progress(disable=True)
    monkeypatch.setattr(one, "_appear", lambda: alone)
    one("Wikidata: sister cities", 0, 2)
    one("Wikipedia (de): lists", 0, 2)
    assert [task.description for task in alone.tasks] == ["Wikipedia (de): lists"]


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress_bar() as report:
        assert report is None
    assert capsys.readouterr().err == ""


EVIL = "Ning\x1b]0;title\x07wan\x9b31m\x7f"
CLEAN = "Ning]0;titlewan31m"


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say([f"{EVIL} has 2 ties.", *table(("Place", "Tie"), [[EVIL, "x\ny"]], 80)])
    sentence, _, row = capsys.readouterr().out.splitlines()
    assert sentence == f"{CLEAN} has 2 ties."
    assert row == f"{CLEAN}  x y"


def test_a_name_comes_back_from_json_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"name": EVIL})
    printed = capsys.readouterr().out
    assert json.loads(printed) == {"name": EVIL}
    assert not any(
        ord(each) < 10 or 11 <= ord(each) < 32 or 127 <= ord(each) < 160 for each in printed
    )


def test_heads_are_bold_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in "".join(table(("Place",), [["x"]], 80))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert table(("Place",), [["x"]], 80)[0].startswith("\x1b[1mPlace")


@pytest.mark.parametrize("seed", range(20))
def test_a_table_that_fits_is_that_of_rich(seed: int) -> None:
    draw = random.Random(seed)
    pool = ["Ningbo 宁波市", "", "Köln", "–", "1,234", "[b]q[/b]", "東京都 Tokyo", ":cat:"]
    heads = [f"H{column}" for column in range(draw.randint(1, 5))]
    rows = [[draw.choice(pool) for _ in heads] for _ in range(draw.randint(0, 5))]
    is_right = [draw.random() < 0.5 for _ in heads]
    assert _whole_table(heads, rows, 100, is_right) == _cut_table(heads, rows, 100, is_right)
    assert _whole_table(heads, rows, 1, is_right) == []


def test_where_no_terminal_looks_each_part_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress_bar_or_lines() as report:
        report("nesting: done before", 1, 1)
        report("growth: reading", 0, 2)
        report("growth: fitting", 1, 2)
        report("growth: fitting", 2, 2)
        report("hubs: reading", 0, 2)
        report("growth: done", 1, 1)
        report("hubs: drawing", 0, 2)
    assert capsys.readouterr().err == "nesting: done before\ngrowth ...\nhubs ...\n"
