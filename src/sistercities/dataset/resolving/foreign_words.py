"""Foreign towns as dictionaries of Japanese and Chinese name them: フィンドレー is Findlay.

`foreign_words.csv` leads from a name in katakana or Han characters to its spelling in Latin
letters. It says nothing of which Findlay is meant: whoever asks looks the Latin name up in the
country that is stated, by the rules for every other name. The table is made of JMnedict and
CC-CEDICT by `collect_foreign_words`; their licence stands beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from unicodedata import normalize

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.resolving.han_sounds import han_stem
from sistercities.dataset.scripts import fold_han, is_han
from sistercities.terms.late_methods import late_expression

_JOINTS = late_expression(r"[·•・‧･＝=゠_ .-]")
_KANA = late_expression("[ァ-ヺー]{2,}")
_ENDS = late_expression("(?:特別市|特別区|自治区|準州|[州県郡省市町村区縣區島])$")
_AROUND = late_expression(r"[ _]*[(（].*$")
BETWEEN = "|"
"""Sign between two spellings of one name in the table."""


@cache
def foreign_words() -> Mapping[str, tuple[str, ...]]:
    """Read the table: name to its spellings in Latin letters."""
    path = Path(__file__).with_name("foreign_words.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["name"]: tuple(row["latin"].split(BETWEEN)) for row in rows}


def word_key(name: str) -> str:
    """Reduce a name to what the table has: katakana or simplified Han without joints; or "".

    Examples
    --------
    >>> word_key("サンクト・ペテルブルグ"), word_key("佛羅倫斯"), word_key("Florence")
    ('サンクトペテルブルグ', '佛罗伦斯', '')
    """
    plain = _JOINTS.sub("", normalize("NFKC", _AROUND.sub("", name)))
    if _KANA.fullmatch(plain):
        return plain
    folded = fold_han(plain)
    return folded if re.fullmatch("[一-鿿]{2,}", folded) else ""


def latin_words(name: str) -> tuple[str, ...]:
    """Return the Latin spellings of a name, whole or without its level; () if none is known."""
    known = foreign_words()
    return next((known[key] for key in _keys(name) if key in known), ())


def _keys(name: str) -> tuple[str, ...]:
    """Keys of the name as it stands and without 市, 州 and their like."""
    plain = normalize("NFKC", _AROUND.sub("", name))
    forms = [plain, *bare_names(plain), _ENDS.sub("", plain)]
    if is_han(plain):
        forms.append(han_stem(plain))
    return tuple(dict.fromkeys(key for one in forms if (key := word_key(one))))
