"""500 odd files: each is read, or refused in a sentence that ends in what to do next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sistercities.errors import RegisterError
from sistercities.sources.register import Register, read_register
from sources.odd_registers import odd_file

N_FILES, AT_ONCE = 500, 25


def asked_of(folder: Path, seed: int) -> Register | RegisterError:
    """Read a file; anything but an answer or a refusal is told with its seed."""
    ending, content = odd_file(seed)
    path = folder / f"{seed}{ending}"
    path.write_bytes(content)
    try:
        return read_register(path, "own-odd", 2026)
    except RegisterError as refused:
        return refused
    except Exception as fault:  # noqa: BLE001 - told with the seed that makes it
        pytest.fail(f"odd_file({seed}) is no answer and no sentence: {fault!r}")


@pytest.mark.parametrize("first", range(0, N_FILES, AT_ONCE))
def test_an_odd_file_is_read_or_refused_in_a_sentence(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + AT_ONCE):
        said = asked_of(tmp_path, seed)
        if isinstance(said, RegisterError):
            sentence, _, advice = str(said).rpartition("; ")
            assert sentence.startswith(f"{seed}."), sentence
            assert advice, sentence
            assert "Traceback" not in sentence, sentence
            continue
        for line in said.lines:
            assert (line.claim is None) == bool(line.problem), (seed, line)
            assert line.claim is not None or line.next_step, (seed, line)
    assert len(list(tmp_path.iterdir())) == AT_ONCE, "reading writes nothing"


def test_the_files_are_odd_in_many_ways(tmp_path: Path) -> None:
    """Were nearly all refused at the door, the rest of the reader would not be asked."""
    said = [asked_of(tmp_path, seed) for seed in range(60)]
    read = [one for one in said if isinstance(one, Register)]
    assert len(read) > 15
    assert any(line.claim for one in read for line in one.lines)
    reasons = Counter(str(one).partition(" ")[2][:30] for one in said if one not in read)
    assert len(reasons) >= 6, reasons


def test_a_seed_makes_the_same_text_each_time() -> None:
    assert odd_file(3) == odd_file(3)
    assert len({odd_file(seed)[1] for seed in range(50)}) > 45
