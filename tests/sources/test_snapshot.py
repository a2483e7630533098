"""A snapshot keeps bytes and hash; a table with other columns than known is refused."""

import gzip
import hashlib
from pathlib import Path

import pytest

from sistercities.errors import BuildError, SourceError
from sistercities.sources.snapshot import Origin, Snapshot, file_rows, table_rows


def written(folder: Path, text: str, name: str = "made_up.csv") -> Snapshot:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Snapshot(path, Origin("made-up"))


def test_keeps_the_bytes_and_their_hash(tmp_path: Path) -> None:
    snapshot = written(tmp_path, "a,b\n1,é\n")
    assert snapshot.raw == "a,b\n1,é\n".encode()
    assert snapshot.sha256 == hashlib.sha256("a,b\n1,é\n".encode()).hexdigest()


def test_reads_a_zipped_file_and_hashes_what_is_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "made_up.csv.gz"
    path.write_bytes(gzip.compress(b"a\n1\n", mtime=0))
    snapshot = Snapshot(path, Origin("made-up"))
    assert [row for _, row in table_rows(snapshot, ("a",))] == [{"a": "1"}]
    assert snapshot.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_table_without_quotes_keeps_quotation_marks(tmp_path: Path) -> None:
    snapshot = written(tmp_path, 'a\tb\n"One", they say\tit is "two"\n', "made_up.tsv")
    rows = list(table_rows(snapshot, ("a", "b"), "\t", has_quotes=False))
    assert rows == [(2, {"a": '"One", they say', "b": 'it is "two"'})]
    with pytest.raises(SourceError):
        list(table_rows(snapshot, ("a", "b"), "\t"))


def test_rows_carry_their_line_number(tmp_path: Path) -> None:
    rows = list(table_rows(written(tmp_path, "a,b\n1,2\n3,4\n"), ("a", "b")))
    assert rows == [(2, {"a": "1", "b": "2"}), (3, {"a": "3", "b": "4"})]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a,b,new\n1,2,3\n", "new"),
        ("a\n1\n", "b"),
        ("a,b\n1\n", "(all)"),
        ("a,b\n1,2,3\n", "(all)"),
        ("a,b,a\n1,2,3\n", "a"),
        ("a,b\n\n1,2\n", "(all)"),
        ('a,b\n1,"2\n', "(all)"),
        ('a,b\n1,"2"2\n', "(all)"),
        ("a,b\n1,2\0\n", "b"),
        ("", "a"),
    ],
)
def test_refuses_another_shape(tmp_path: Path, text: str, column: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(table_rows(written(tmp_path, text), ("a", "b")))
    assert caught.value.file == "made_up.csv"
    assert caught.value.column == column


def test_a_missing_file_is_a_sentence_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="give the folder"):
        _ = Snapshot(tmp_path / "none.csv", Origin("made-up")).text


def test_refuses_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("名\n".encode("gb18030"))
    with pytest.raises(SourceError, match="UTF-8"):
        _ = Snapshot(path, Origin("made-up")).text


def test_an_old_encoding_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("a\nplain\né\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"row 3, .*save it as UTF-8"):
        list(file_rows(path, ("a",)))


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "marked.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")
    assert list(file_rows(path, ("a", "b"))) == [(2, {"a": "1", "b": "2"})]


WHOLE = gzip.compress(b"a\n" + bytes(range(65, 91)) * 20, mtime=0)


@pytest.mark.parametrize(
    "found", [b"a\n1\n", WHOLE[:-9], WHOLE[:12] + b"\xff" * 20 + WHOLE[32:], WHOLE[:-6] + b"\0" * 6]
)
def test_a_broken_or_cut_gzip_file_is_refused(tmp_path: Path, found: bytes) -> None:
    path = tmp_path / "made_up.csv.gz"
    path.write_bytes(found)
    with pytest.raises(SourceError, match=r"made_up\.csv\.gz, row 0, .*fetch it again"):
        list(file_rows(path, ("a",)))


def test_the_hash_of_a_missing_file_is_a_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="give the folder"):
        _ = Snapshot(tmp_path / "none.csv", Origin("made-up")).sha256
