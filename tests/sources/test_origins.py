"""The list of origins is refused with a sentence if it cannot be read."""

from pathlib import Path

import pytest

from sistercities.errors import BuildError
from sistercities.sources.origins import ORIGINS, require_shippable


def test_origins_in_another_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / ORIGINS).write_bytes("ties-zhwiki-2020:\n  ship: é\n".encode("latin-1"))
    with pytest.raises(BuildError, match=r"ORIGINS\.yml cannot be read .*mend the file"):
        require_shippable(tmp_path)


def test_a_folder_in_place_of_the_origins_is_refused(tmp_path: Path) -> None:
    (tmp_path / ORIGINS).mkdir()
    with pytest.raises(BuildError, match=r"ORIGINS\.yml cannot be read"):
        require_shippable(tmp_path)
