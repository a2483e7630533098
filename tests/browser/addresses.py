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
    "countries": "/countries",
    "country": "/country/CN",
    "country's ties": "/country/CN/ties?page=2",
    "pair": "/pair/CN/JP",
    "tie": f"/tie/{NINGBO}~{AACHEN}",
    "path": f"/path?from={NINGBO}&to={AACHEN}",
    "cousins": f"/path?from={NINGBO}&to=gn:2988507",
    "embedded": f"/embed/place/{NINGBO}",
    "recommend": "/recommend",
    "recommended": f"/recommend?q={NINGBO}",
    "assess": f"/assess?q={NINGBO}&partner=gn:2735943",
    "benchmark": f"/benchmark?q={NINGBO}",
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
    "missing": "/nothing-here",
}
