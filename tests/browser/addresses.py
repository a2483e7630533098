"""One address of every type of page, on the release in the package."""

from __future__ import annotations

from sistercities.studies.registry import NAMES

NINGBO = "gn:1799397"
ZHEJIANG = "gn:1784764"
AACHEN = "gn:3247449"
ADDRESSES = {
    "start": "/",
    "search": "/search",
    "search with several": "/search?q=Springfield",
    "search with none": "/search?q=zzzzzz",
    "place": f"/place/{NINGBO}",
    "place filtered": f"/place/{NINGBO}?standing=active&sort=-partner",
    "region": f"/region/{ZHEJIANG}",
    "region's ties": f"/region/{ZHEJIANG}/ties",
    "region's places": f"/region/{ZHEJIANG}/places",
    "sister regions": f"/region/{ZHEJIANG}/sisters",
    "countries": "/countries",
    "country": "/country/CN",
    "country's ties": "/country/CN/ties?page=2",
    "country's partners": "/country/CN/partners",
    "country's regions": "/country/CN/regions",
    "country's places": "/country/CN/places",
    "pair": "/pair/CN/JP",
    "tie": f"/tie/{NINGBO}~{AACHEN}",
    "life of a tie": f"/tie/{NINGBO}~{AACHEN}/life",
    "where sources differ": f"/tie/{NINGBO}~{AACHEN}/conflicts",
    "path": f"/path?from={NINGBO}&to={AACHEN}",
    "cousins": f"/path?from={NINGBO}&to=gn:2988507",
    "embedded": f"/embed/place/{NINGBO}",
    "embedded region": f"/embed/region/{ZHEJIANG}",
    "embedded country": "/embed/country/CN",
    "embedded tie": f"/embed/tie/{NINGBO}~{AACHEN}",
    "embedded pair": "/embed/pair/CN/JP",
    "recommend": "/recommend",
    "recommended": f"/recommend?q={NINGBO}",
    "request": "/assess",
    "assess": f"/assess?q={NINGBO}&partner=gn:2735943",
    "peers": "/benchmark",
    "benchmark": f"/benchmark?q={NINGBO}",
    "way": "/path",
    "compare": "/compare",
    "compared": f"/compare?place={NINGBO}&place=gn:1797929",
    "four compared": (
        "/compare?place=gn:2950159&place=gn:2988507&place=gn:2643743&place=gn:524901"
    ),
    "standing": f"/place/{NINGBO}/standing",
    "studies": "/studies",
    "report": "/studies/CN",
    **{f"study of {study}": f"/studies/CN/{study}" for study in NAMES},
    "data": "/data",
    "columns": "/data/columns",
    "coverage": "/data/coverage",
    "methods": "/methods",
    "imprint": "/imprint",
    "missing": "/nothing-here",
}
COLOURS_ON_A_PHONE = frozenset(
    {
        "start", "search", "place", "region", "country", "pair", "tie", "recommended", "assess",
        "benchmark", "compared", "report", "study of order", "data", "embedded", "missing",
    }
)  # fmt: skip
"""One page of each template, whose colours are looked at on a phone too."""
