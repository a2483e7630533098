"""sistercities: sister ties of cities and provinces, dated and sourced, and the statistics on them.

The verbs (`places`, `ties`, `dyads`, `study_nesting`, ...) and the modules beside them (`records`,
`registers`, `releases`, `reports`, `validation`) are loaded when they are first used, so importing
the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sistercities import records as records
    from sistercities import registers as registers
    from sistercities import releases as releases
    from sistercities import reports as reports
    from sistercities import validation as validation
    from sistercities.api import (
        Data,
        assess,
        benchmark,
        brief,
        claims,
        country_pairs,
        covariates,
        dyads,
        export,
        facts_of,
        geo_places,
        geo_ties,
        graph,
        import_register,
        measure_network,
        path,
        place,
        places,
        rank_partners,
        recommend,
        seeking,
        study,
        study_all,
        study_nesting,
        ties,
        ties_of,
    )

__version__ = "0.2.0"

__all__ = [
    "Data",
    "assess",
    "benchmark",
    "brief",
    "claims",
    "country_pairs",
    "covariates",
    "dyads",
    "export",
    "facts_of",
    "geo_places",
    "geo_ties",
    "graph",
    "import_register",
    "measure_network",
    "path",
    "place",
    "places",
    "rank_partners",
    "recommend",
    "seeking",
    "study",
    "study_all",
    "study_nesting",
    "ties",
    "ties_of",
]

_MODULES = ("records", "registers", "releases", "reports", "validation")

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a verb or a module on first use, and find a name that has moved."""
        if name in __all__:
            return getattr(import_module("sistercities.api"), name)
        if name in _MODULES:
            return import_module(f"sistercities.{name}")
        from sistercities.api.moved_names import MOVED, find_moved

        if name in MOVED:
            return find_moved(name)
        has = ", ".join([*__all__, *_MODULES])
        raise AttributeError(f"sistercities has no {name!r}; it has {has}")

    def __dir__() -> list[str]:
        """List the public names."""
        return [*__all__, *_MODULES, "__version__"]
