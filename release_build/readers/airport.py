"""An airport, as both sources of flights describe it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Airport:
    """One airport.

    Attributes
    ----------
    code
        ICAO code; IATA code where there is none.
    name, location
        Its name, and the town that the source says it lies at.
    country
        ISO 3166-1 alpha-2, or the source's own name of the country.
    latitude, longitude
        In degrees.
    """

    code: str
    name: str
    location: str
    country: str
    latitude: float
    longitude: float
