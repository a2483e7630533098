"""The list of origins is refused with a sentence if it cannot be read."""

from pathlib import Path

import pytest

from sistercities.errors import BuildError
from sistercities.sources.origins import FOLDERS, ORIGINS, PARTS, require_shippable


def test_origins_in_another_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / ORIGINS).write_bytes("ties-zhwiki-2020:\n  ship: é\n".encode("latin-1"))
    with pytest.raises(BuildError, match=r"ORIGINS\.yml cannot be read .*mend the file"):
        require_shippable(tmp_path)


def test_a_folder_in_place_of_the_origins_is_refused(tmp_path: Path) -> None:
    (tmp_path / ORIGINS).mkdir()
    with pytest.raises(BuildError, match=r"ORIGINS\.yml cannot be read"):
        require_shippable(tmp_path)


def _origins(folder: Path, ship_of_part: str) -> Path:
    entries = dict.fromkeys(FOLDERS.values(), "facts")
    entries |= {one: ship_of_part for one, _ in PARTS.values()}
    lines = [f"{one}:\n  ship: {ship}\n" for one, ship in entries.items()]
    (folder / ORIGINS).write_text("".join(lines), encoding="utf-8")
    return folder


def test_one_part_of_a_folder_is_shipped_only_under_its_very_words(tmp_path: Path) -> None:
    assert {folder for folder, _ in PARTS.values()} == {"country-pairs-spoken-language"}
    require_shippable(_origins(tmp_path, "local-only (GDP from World Bank, CC BY 4.0: facts)"))
    require_shippable(_origins(tmp_path, "facts"))


@pytest.mark.parametrize(
    "ship", ["local-only", "local-only (GDP from USITC, CC BY 4.0: facts)", "local-only (facts)"]
)
def test_a_part_without_its_words_is_not_shipped(tmp_path: Path, ship: str) -> None:
    with pytest.raises(BuildError, match=r"so world-bank-gdp may not be shipped"):
        require_shippable(_origins(tmp_path, ship))
