"""Areas of the world that people name and that are no continent, by their countries."""

SOUTH_ASIA = ("AF", "BD", "BT", "IN", "LK", "MV", "NP", "PK")
"""Members of the South Asian Association for Regional Cooperation: an area of its own."""
MIDDLE_EAST = (
    "AE", "BH", "IL", "IQ", "IR", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "YE",
)  # fmt: skip
"""Western Asia south of the Caucasus, an area of its own."""
AREAS = {"Middle East": MIDDLE_EAST, "South Asia": SOUTH_ASIA}
"""Areas that may be asked for as continents may, by their names."""
