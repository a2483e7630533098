"""An update from the lists of a Wikipedia."""

from __future__ import annotations

import world
from end_to_end.updates.drawn_updates import (
    CHINESE_LISTS,
    LISTS,
    ids_of,
    rows_of,
    told_by,
    updated,
)
from sources.loopback import (
    WikiServer,
    serving,
)


def test_an_update_of_the_english_lists() -> None:
    server = WikiServer(LISTS)
    with serving(server):
        update = updated(server, accept=lambda _: True)
    told = {one for one in told_by(update) if one[0] != "gone"}
    assert told == {("added", "Altwerder", "Tokiwa", "tie", "", "since 2003")}
    of_enwiki = {one.tie_id for one in world.claims() if one.claim.source_id == world.EN} - {None}
    assert ids_of(update, "gone") == {frozenset(tie.split("~")) for tie in of_enwiki if tie} - {
        frozenset((world.NINGWAN, world.TOKIWA)), frozenset((world.TOKIWA, world.PORTCLAIR)),
    }  # fmt: skip
    assert (update.n_claims, update.n_waiting, update.n_not_understood) == (4, 1, 1)
    assert update.overlay == "wikipedia-en"
    refused = [row for row in rows_of(update, "account.csv") if row["outcome"] == "refused"]
    assert [row["told"] for row in refused] == [
        "no country that is known: Atlantis: [[Somewhere]], Atlantis"
    ]
    assert refused[0]["line"].endswith("revision 1010, line 7")
    assert update.shapes["tie"] == 4


def test_an_update_of_the_chinese_lists_tells_what_is_gone() -> None:
    server = WikiServer(CHINESE_LISTS)
    with serving(server):
        update = updated(server, language="zh", accept=lambda _: True)
    told = told_by(update)
    assert ("ended", "Shuanghe", "Tokiwa", "status", "active", "suspended") in {
        (change, *sorted((a, b)), *rest) for change, a, b, *rest in told
    }
    assert ("added", "since 2015-03, active") in {(one[0], one[5]) for one in told}
    of_zhwiki = {frozenset((one.a.place_id, one.b.place_id)) for one in world.claims()
                 if one.claim.source_id == world.ZH}  # fmt: skip
    still = {
        frozenset(p) for p in ((world.LANYU, world.MINAMIHARA), (world.SHUANGHE, world.TOKIWA))
    }
    assert ids_of(update, "gone") == of_zhwiki - still
    assert update.overlay == "wikipedia-zh"
