"""In the release no part has more people than a whole whose own figure is borne out."""

from __future__ import annotations

from sistercities.dataset.release.store import open_release

_BORNE_OUT = """
    SELECT c.place_id, c.name, c.population, w.name AS whole, w.population AS people
    FROM parents t JOIN places c USING (place_id) JOIN places w ON w.place_id = t.parent_id
    WHERE t.to_year IS NULL AND c.place_id <> w.place_id AND w.level = 'city'
        AND c.region_iso = w.region_iso AND c.population IS NOT NULL AND w.population IS NOT NULL
        AND 2 * 6371 * asin(sqrt(
            pow(sin(radians(c.latitude - w.latitude) / 2), 2) + cos(radians(c.latitude))
            * cos(radians(w.latitude)) * pow(sin(radians(c.longitude - w.longitude) / 2), 2))) < 75
        AND (c.country IN ('BR', 'JP', 'KR') AND c.level IN ('city', 'district')
                AND NOT (w.is_dual AND c.level = 'city')
            OR c.level = 'district' AND NOT w.is_population_doubtful
                AND coalesce(w.population_source, '') NOT IN ('', 'geonames'))
"""
"""Districts in a municipality that another source counts; in three countries towns too."""


def test_no_part_exceeds_its_whole() -> None:
    pairs = open_release().query(_BORNE_OUT, [])
    assert len(pairs) > 200
    assert [row for row in pairs if row["population"] > row["people"]] == []
