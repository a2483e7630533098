"""What the preview of a register says: which places are offered, and how a tie stands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from sistercities.dataset.overlays import importing
from sistercities.dataset.overlays.why_waiting import why_waiting
from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.sources.register_ends import NOTHING
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution


def test_a_city_known_so_is_offered_before_villages_of_the_very_name() -> None:
    """Genova is Genoa, before the Génovas of Colombia; the country would tell."""
    places = [
        Place("x:village", "Génova", "", "city", "CO", "", population=7_000,
              names=(("Génova", "und"),)),
        Place("x:city", "Genoa", "", "city", "IT", "", population=580_000,
              names=(("Genoa", "und"), ("Genova", "it"))),
    ]  # fmt: skip
    names = cast(
        "ReleaseNames",
        SimpleNamespace(gazetteer=UserGazetteer(places), alike_partners=lambda *_: [],
                        elsewhere=lambda *_: []),
    )  # fmt: skip
    open_name = Resolution("", "", 0.0, SEVERAL, ("x:village",))
    found, step = why_waiting(NamedEnd("Genova", ""), NOTHING, open_name, "", names)
    assert found.candidates == ("x:city", "x:village")
    assert "a column with the country" in step
    found, _ = why_waiting(NamedEnd("Genova", "CO"), NOTHING, open_name, "", names)
    assert found.candidates == ("x:village",)


def test_a_tie_that_one_side_ended_is_not_called_active_beside_it() -> None:
    claim = cast("SourceClaim", SimpleNamespace(start="", end="2022", status="ended", kind=""))
    held: dict[str, Any] = {
        "start": "", "end": "", "status": "active", "kind": "", "sources": "made-up",
        "standing": "one_old_source", "standing_since": "2017", "seen_until": 2022,
        "absent_from": None,
    }  # fmt: skip
    assert importing._conflict(claim, [held]) == ""
    assert "the data hold active" in importing._conflict(claim, [held | {"standing": "active"}])
