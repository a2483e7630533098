"""Names of countries and home regions in the table of pairs, and why a driver is not known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sistercities.sentences import listed, place_name, say
from sistercities.studies.drivers.data import DriversData
from sistercities.studies.drivers.ground import Ground
from sistercities.studies.drivers.part_rows import Names


def names_of(data: DriversData, ground: Ground) -> Names:
    """Return the names of countries and home regions by their numbers."""
    names = data.study.tables.places.set_index("place_id")["name"]
    regions = ground.homes.drop_duplicates("unit")
    return {
        "country": {k: data.study.country_name(c) for k, c in enumerate(ground.facts.codes)},
        "region": {
            int(unit): place_name(str(names[region]), str(region))
            for unit, region in zip(regions["unit"], regions["region"], strict=True)
        },
    }


def missing_drivers(data: DriversData, ground: Ground, rows: pd.DataFrame) -> dict[str, str]:
    """Say why drivers are not known, where more can be said than that they do not vary."""
    if "official_language" in rows or rows.empty:
        return {}
    shared = np.flatnonzero(ground.facts.constant["official_language"] == 1)
    names = [data.study.country_name(ground.facts.codes[k]) for k in shared.tolist()]
    if not names:
        return {"language": say("no country has an official language in common with it")}
    return {
        "language": say(
            "no city of {countries}, where an official language is shared, is among the pairs: "
            "their regions, or facts on their economy or politics, are not known",
            countries=listed(names, "and"),
        )
    }
