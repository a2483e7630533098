"""How a Japanese municipality is written: kanji, kana, Hepburn, with and without 市 or -shi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from release_build.readers.japan_municipalities import JapaneseMunicipality
from sistercities.dataset.gazetteer.hepburn import romanised, with_long_vowels
from sistercities.dataset.scripts import name_key

_SUFFIXES = {"市": ("し",), "町": ("まち", "ちょう"), "村": ("むら", "そん"), "区": ("く",)}
_BEFORE_LIPS = (("nb", "mb"), ("np", "mp"), ("nm", "mm"))
_MAY_BE_LONG = ("oo", "ou", "uu")
_LONGER = (("ヶ", "ケ"), ("ケ", "ヶ"))


@dataclass(frozen=True)
class JapaneseNames:
    """The spellings of one municipality; a ward is written behind its city: 札幌市中央区."""

    of: JapaneseMunicipality

    @cached_property
    def _kana(self) -> tuple[str, str]:
        """Kana of the name and of its suffix."""
        endings = _SUFFIXES[self.of.name[-1]]
        suffix = next((one for one in endings if self.of.kana.endswith(one)), "")
        return self.of.kana.removesuffix(suffix), suffix

    @cached_property
    def plain(self) -> str:
        """The name in plain Hepburn without suffix, as published or, where that fails, by rule."""
        stem, suffix = self._kana
        words = self.of.romaji.split()
        latin_suffix = romanised(suffix).replace("ou", "o")
        if len(words) > 1 and words[-1].lower() in {latin_suffix, "cho", "machi", "mura", "son"}:
            words.pop()
        published = " ".join(words)
        # One or two are written without a gap before the suffix: Akamura, Higashison.
        for form in (published, published.removesuffix(latin_suffix)):
            if form and with_long_vowels(form, stem):
                return form
        by_rule = romanised(stem)
        is_certain = by_rule and not any(pair in by_rule for pair in _MAY_BE_LONG)
        is_of_another_name = not published or self.of.earlier_name
        return by_rule.capitalize() if is_certain and is_of_another_name else published

    @cached_property
    def latin(self) -> str:
        """The name as it is shown: Hepburn with its long vowels, without suffix."""
        return with_long_vowels(self.plain, self._kana[0]) or self.plain

    @cached_property
    def suffix(self) -> str:
        """The suffix in Hepburn with its long vowel: shi, machi, chō, mura, son or ku."""
        return romanised(self._kana[1]).replace("ou", "ō")

    @cached_property
    def stem_keys(self) -> frozenset[str]:
        """Keys of the name in Latin letters without suffix; Nanboku is written Namboku too."""
        key = name_key(self.plain)
        other = key
        for plain, labial in _BEFORE_LIPS:
            other = other.replace(plain, labial)
        return frozenset({key, other} - {""})

    @cached_property
    def _in_kanji(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.of.name, self.of.earlier_name)))

    @cached_property
    def whole_keys(self) -> frozenset[str]:
        """Keys of the whole name in kanji: it belongs to one place of a prefecture."""
        return frozenset(map(name_key, self._in_kanji))

    @cached_property
    def bare_keys(self) -> frozenset[str]:
        """Keys in kanji without suffix; none for a ward, whose 北 or 中央 tells nothing."""
        return frozenset(name_key(name[:-1]) for name in self._in_kanji if name[-1] != "区")

    def spellings(self) -> dict[str, str]:
        """Every spelling with its language: `ja` for kanji and kana, `und` in Latin letters."""
        found = dict.fromkeys(self._in_japanese(), "ja")
        found |= dict.fromkeys(self._in_latin(), "und")
        # One kana alone, つ, is no name; one kanji, 津, is.
        return {name: found[name] for name in found if len(name) > 1 or name in self.of.name}

    def _in_japanese(self) -> Iterator[str]:
        if self.of.city:
            yield self.of.city + self.of.name
            return
        for name in self._in_kanji:
            for written in (name, *(name.replace(*pair) for pair in _LONGER)):
                yield written
                if self.bare_keys:
                    yield written[:-1]
        yield self.of.kana
        yield self._kana[0]

    def _in_latin(self) -> Iterator[str]:
        if self.of.city:
            return
        plain_suffix = self.suffix.replace("ō", "o")
        for stem, suffix in ((self.plain, plain_suffix), (self.latin, self.suffix)):
            yield stem
            yield f"{stem}-{suffix}"
        words = self.of.romaji.split()
        if words and name_key(words[0]) not in self.stem_keys:
            yield words[0]
