"""The public promise: the verbs of the package, each with one question that it answers.

Belongs here: what a user calls, named as in the guide, stable between versions. Not here: how a
number comes about (`studies`, `twolevel`), how it is drawn (`report`), how it is printed (`cli`).
What verbs return is in `sistercities.records`; what fewer people need is in `registers`,
`releases`, `reports` and `validation`. A verb is loaded when it is first used, so a list of ties
does not pay for the statistics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.lazy_names import load_lazily

if TYPE_CHECKING:
    from sistercities.api.all_studies import study_all
    from sistercities.api.among_peers import benchmark
    from sistercities.api.any_study import study, study_nesting
    from sistercities.api.briefs import brief
    from sistercities.api.covariate_frames import country_pairs, covariates
    from sistercities.api.data_choice import Data
    from sistercities.api.dyad_frames import dyads
    from sistercities.api.export_files import export
    from sistercities.api.frames import claims, places, ties
    from sistercities.api.graph_frames import geo_places, geo_ties, graph
    from sistercities.api.listing import ties_of
    from sistercities.api.network_measures import measure_network
    from sistercities.api.notice_matches import seeking
    from sistercities.api.partners import rank_partners, recommend
    from sistercities.api.place_cards import place
    from sistercities.api.place_facts import facts_of
    from sistercities.api.register_import import import_register
    from sistercities.api.scorecard import assess
    from sistercities.api.tie_paths import path

_HOMES = {
    "sistercities.api.all_studies": ("study_all",),
    "sistercities.api.among_peers": ("benchmark",),
    "sistercities.api.any_study": ("study", "study_nesting"),
    "sistercities.api.briefs": ("brief",),
    "sistercities.api.covariate_frames": ("country_pairs", "covariates"),
    "sistercities.api.data_choice": ("Data",),
    "sistercities.api.dyad_frames": ("dyads",),
    "sistercities.api.export_files": ("export",),
    "sistercities.api.frames": ("claims", "places", "ties"),
    "sistercities.api.graph_frames": ("geo_places", "geo_ties", "graph"),
    "sistercities.api.listing": ("ties_of",),
    "sistercities.api.network_measures": ("measure_network",),
    "sistercities.api.notice_matches": ("seeking",),
    "sistercities.api.partners": ("rank_partners", "recommend"),
    "sistercities.api.place_cards": ("place",),
    "sistercities.api.place_facts": ("facts_of",),
    "sistercities.api.register_import": ("import_register",),
    "sistercities.api.scorecard": ("assess",),
    "sistercities.api.tie_paths": ("path",),
}

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

if not TYPE_CHECKING:
    _load, __dir__ = load_lazily(__name__, _HOMES)

    def __getattr__(name: str) -> object:
        """Load a verb from its module on first use, and find a name that has moved."""
        if name not in __all__:
            from sistercities.api.moved_names import MOVED, find_moved

            if name in MOVED:
                return find_moved(name)
        return _load(name)
