"""What the upper units of a country are called, in words that pages can say in another language."""

from __future__ import annotations

from sistercities.sentences import retold, say


def unit_said(title: str) -> str:
    """Say the title of a tier; one that has no words here stays as it is."""
    known = {
        "province": say("province"),
        "region": say("region"),
        "state": say("state"),
        "prefecture": say("prefecture"),
        "county or council area": say("county or council area"),
        "departement": say("département"),
    }
    return known.get(title, title)


def plural(word: str) -> str:
    """Plural of a word for a region; it keeps what the word is made of."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return retold(word, word[:-1] + "ies")
    return retold(word, word + "s")
