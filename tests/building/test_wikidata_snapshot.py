"""The reader of Wikidata's statements, on made-up items in the source's format."""

from pathlib import Path

import pytest

from release_build.readers.wikidata_snapshot import LABELS_FILE, STATEMENTS_FILE, read_wikidata
from sistercities.errors import BuildError, SourceError
from sistercities.terms.claims import SourceClaim

LABELS = "Q90\tAdorf\nQ7\tBeville\nQ800\tCestadt\n"
STATEMENTS = "Q90\tQ7\nQ7\tQ90\nQ800\tQ90\n"


def read(
    folder: Path, statements: str = STATEMENTS, labels: str = LABELS
) -> tuple[SourceClaim, ...]:
    (folder / STATEMENTS_FILE).write_text(statements, encoding="utf-8")
    (folder / LABELS_FILE).write_text(labels, encoding="utf-8")
    return read_wikidata(folder)


def test_a_pair_is_one_claim_whoever_states_it(tmp_path: Path) -> None:
    both, alone = read(tmp_path)
    assert (both.claim_id, alone.claim_id) == ("wikidata-2016:Q7~Q90", "wikidata-2016:Q90~Q800")
    assert both.locator.endswith(": Q7 P190 Q90 and Q90 P190 Q7")
    assert alone.locator.endswith(": Q800 P190 Q90")
    assert (both.note, alone.note) == ("", "stated by Q800 alone")


def test_ends_carry_label_and_id_and_nothing_that_the_source_does_not_say(tmp_path: Path) -> None:
    claim = read(tmp_path)[0]
    assert (claim.a.name, claim.a.given_id) == ("Beville", "wd:Q7")
    assert (claim.b.name, claim.b.given_id) == ("Adorf", "wd:Q90")
    assert (claim.a.country, claim.a.level, claim.start, claim.end) == ("", None, "", "")
    assert (claim.status, claim.kind, claim.precision) == ("unknown", "unknown", "none")
    assert (claim.is_double_entry, claim.licence) == (False, "CC0-1.0")


def test_the_order_of_the_lines_changes_nothing(tmp_path: Path) -> None:
    turned = "".join(sorted(STATEMENTS.splitlines(keepends=True), reverse=True))
    assert read(tmp_path, turned, LABELS) == read(tmp_path)


def test_a_statement_that_stands_twice_counts_once_and_is_noted(tmp_path: Path) -> None:
    claims = read(tmp_path, STATEMENTS + "Q800\tQ90\n")
    assert [claim.note for claim in claims] == [
        "",
        "stated by Q800 alone; the statement of Q800 stands there 2 times",
    ]


@pytest.mark.parametrize(
    ("statements", "labels", "message"),
    [
        ("Q90\tQ7\nQ7\n", LABELS, r"relations\.tsv, row 2, .*it has 1 fields"),
        (STATEMENTS + "Q7\tQ90\tQ800\n", LABELS, r"row 4, .*it has 3 fields"),
        ("Q90\t7\n", LABELS, r"row 1, column object: '7' .*Q and its number"),
        ("P190\tQ7\n", LABELS, r"column subject: 'P190'"),
        (STATEMENTS + "Q7\tQ7\n", LABELS, r"row 4, column object: 'Q7' .*no twin of itself"),
        (STATEMENTS + "Q7\tQ5\n", LABELS, r"'Q5' .*names\.tsv has no label of it"),
        (STATEMENTS + "\n", LABELS, r"row 4, "),
        (STATEMENTS[:-1], LABELS, r"row 3, .*may be cut"),
        (STATEMENTS.replace("\n", "\r\n"), LABELS, r"row 1, .*control character"),
        (STATEMENTS, LABELS + "Q7\tZwei\n", r"names\.tsv, row 4, column item: 'Q7' .*keep one"),
        (STATEMENTS, LABELS + "Q8\tDeheim\n", r"row 4, column item: 'Q8' .*no statement on it"),
        (STATEMENTS, LABELS.replace("Adorf", " "), r"row 1, column label: ' ' "),
        (STATEMENTS, LABELS.replace("Adorf", "A\u202edorf"), r"row 1, column label"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_its_line(
    tmp_path: Path, statements: str, labels: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, statements, labels)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"names\.tsv: cannot be read"):
        read_wikidata(tmp_path)
