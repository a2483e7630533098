"""Places that are much the same as a partner, on the release."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.partners.gate.kin import kin_of_partners
from sistercities.partners.ground import Ground

XIAN, NEW_DELHI, DELHI = "gn:1790630", "gn:1261481", "gn:1273294"


def test_a_partner_lies_in_a_municipality_also_through_its_district(
    release: Release, ground: Ground
) -> None:
    """New Delhi lies in a district of Delhi: who has the one is not told to approach the other."""
    at = ground.position
    assert at[NEW_DELHI] in ground.ties.partners(at[XIAN])
    found = kin_of_partners(release, ground, at[XIAN])
    assert found[at[DELHI]] == (at[NEW_DELHI], "lies_in")
