"""The verb for a place among its peers."""

from __future__ import annotations

from dataclasses import replace

from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.former_places import also_of_this_name, who_answers
from sistercities.api.ground import ground_of, position_of
from sistercities.partners.benchmark import Benchmark
from sistercities.partners.benchmarking import benchmark_place
from sistercities.partners.choosing import place_class
from sistercities.partners.exchange_partners import n_exchange_partners
from sistercities.partners.kept_expectation import kept_expectation
from sistercities.partners.stored_model import stored_model
from sistercities.sentences import listed
from sistercities.terms.progress import Progress, quiet


def benchmark(
    name: str,
    *,
    data: AnyData = None,
    on_progress: Progress = quiet,
) -> Benchmark:
    """Compare a place with its peers: number of ties, by partner country, by kind of partner.

    Parameters
    ----------
    name
        Name in any script, `name, country`, or a place id.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
    on_progress
        Told what is done, how many steps, out of how many.

    Returns
    -------
    Benchmark
        Actual and expected numbers with intervals; the place's own ties are not in what is
        expected of it.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name.
    InvalidArgument
        If it is a country, no place of today, or no place like it is in the data.
    NetworkError
        If the data hold no ties of places of its class.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    with open_data(data) as release:
        ground = ground_of(release, name)
        asked = position_of(release, ground, name)
        home, told = who_answers(release, ground, asked)
        model = stored_model(place_class(ground, home))
        expected = kept_expectation(release, ground, model.place_class, on_progress)
        n_exchange = n_exchange_partners(release, ground, home)
        found = benchmark_place(ground, model, expected, home, n_exchange=n_exchange)
        also = also_of_this_name(release, ground, name, asked)
        found = replace(found, notes=(*also, *found.notes)) if also else found
        if told is None:
            return found
        return replace(found, sentence=listed([told, found.sentence], "space"))
