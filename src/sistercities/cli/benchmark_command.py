"""`benchmark PLACE`."""

from __future__ import annotations

from sistercities.cli.options import AsJson, Data, Overlay, ShowAll, chosen, repeated
from sistercities.cli.recommend_command import Place
from sistercities.cli.screen import Screen, say, say_json
from sistercities.cli.small_matrices import expect_small_matrices


def benchmark(
    place: Place,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Compare a place with its peers: ties expected in all, by country, by kind of partner."""
    expect_small_matrices()
    from sistercities import api

    found = api.benchmark(place, data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.benchmark_page import benchmark_lines

    of_data = repeated(data, overlay)
    say(benchmark_lines(found, Screen.here(), show_all=show_all, of_data=of_data))
