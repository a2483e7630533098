"""Every error this package raises on purpose, one tree.

* SistercitiesError
  - SourceError            a snapshot says something the reader does not know
  - BuildError             the release cannot be built
  - ReleaseError           the release in the package is damaged or foreign
  - OverlayError           an overlay on the release is missing or damaged
    - OverlayNotFound      no overlay of that name
  - RegisterError          a register cannot be read as one
  - PlaceNotFound          no place of that name
    - CountryNotFound      no country or territory of that code
  - PlaceAmbiguous         several places of that name
    - TwoCouncils          of a town that has two councils of its name
  - InvalidArgument        an argument is outside what is allowed
    - Unanswerable         it is understood, and there is no answer for it
      - NothingToSuggest   every place that is asked for is barred
  - NetworkError           arrays that do not describe a two-level network
  - OutputError            a file or folder cannot be written
  - FetchError             a source on the network gives no usable answer
  - MissingExtra           a library that comes with an extra of the package is not installed

Each message is a sentence that ends in a next step: the thing, the value, what is allowed or near,
what to do. `exit_code` is what the command line returns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sistercities.sentences import listed, say
from twolevel.errors import (
    LONGEST_SHOWN,
    DeliberateError,
    InvalidArgument,
    MissingExtra,
    NetworkError,
    shown,
)

__all__ = [
    "LONGEST_SHOWN",
    "BuildError",
    "CountryNotFound",
    "FetchError",
    "InvalidArgument",
    "MissingExtra",
    "NetworkError",
    "NothingToSuggest",
    "OutputError",
    "OverlayError",
    "OverlayNotFound",
    "PlaceAmbiguous",
    "PlaceNotFound",
    "RegisterError",
    "ReleaseError",
    "SistercitiesError",
    "SourceError",
    "TwoCouncils",
    "Unanswerable",
    "needing_study",
]

SistercitiesError = DeliberateError
"""Base of all errors raised on purpose, those of `twolevel` among them; the command line prints
these without a traceback."""


class SourceError(SistercitiesError, ValueError):
    """A row of a snapshot holds a column or a value that its reader does not know."""

    exit_code = 3

    def __init__(self, file: str, row: int | str, column: str, value: object, advice: str) -> None:
        super().__init__(f"{file}, row {row}, column {column}: {value!r} is not known; {advice}")
        self.file, self.row, self.column, self.value = file, row, column, value


class BuildError(SistercitiesError):
    """The release cannot be built from the snapshots and decisions at hand."""

    exit_code = 3


class ReleaseError(SistercitiesError):
    """A file of the release is missing, damaged, or not ours."""

    exit_code = 3

    def __init__(self, file: str, problem: str, advice: str) -> None:
        super().__init__(f"{file}: {problem}; {advice}")
        self.file, self.problem = file, problem


class OverlayError(SistercitiesError):
    """An overlay is missing, damaged, or not one; the release itself is whole."""

    exit_code = 3

    def __init__(self, overlay: str, problem: str, advice: str) -> None:
        super().__init__(f"the overlay {overlay} {problem}; {advice}")
        self.overlay, self.problem = overlay, problem


class OverlayNotFound(OverlayError):
    """No overlay is there: the name is mistyped, and nothing is damaged."""

    exit_code = 2


class RegisterError(SistercitiesError, ValueError):
    """A file that is given as a register cannot be read as one; nothing was imported."""

    exit_code = 2

    def __init__(self, file: str, problem: str, advice: str) -> None:
        super().__init__(f"{shown(file)} {problem}; {advice}")
        self.file, self.problem = file, problem


class PlaceNotFound(SistercitiesError, LookupError):
    """No place has this name; `candidates` are the nearest, as lines to print."""

    exit_code = 2

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        super().__init__(
            say(
                "no place in our gazetteer is called {name!r}, and it holds municipalities from "
                "500 persons; nearest: {candidates}; try another spelling, the local script, or a "
                "place id such as gn:1799397",
                name=name,
                candidates=listed(candidates, "comma"),
            )
            if candidates
            else say(
                "no place in our gazetteer is called {name!r}, and it holds municipalities from "
                "500 persons; try another spelling, the local script, or a place id such as "
                "gn:1799397",
                name=name,
            )
        )
        self.name, self.candidates = name, tuple(candidates)


class CountryNotFound(PlaceNotFound):
    """No place of the data lies in a country or territory of this code."""

    def __init__(self, code: str) -> None:
        SistercitiesError.__init__(
            self,
            say(
                "no place of these data lies in a country or territory of the code {code!r}; take "
                "one from the list of countries and territories",
                code=code,
            ),
        )
        self.name, self.candidates = code, ()


class PlaceAmbiguous(SistercitiesError, LookupError):
    """Several places have this name; `candidates` tell them apart, as lines to print.

    `n` is how many have it, where the last line tells that there are more than have a line.
    """

    exit_code = 2

    def __init__(self, name: str, candidates: Sequence[str], n: int | None = None) -> None:
        super().__init__(
            say(
                "{name!r} is the name of {n} places: {candidates}; use the place id, or add the "
                "country, the region or the level, as in 'Valencia, ES', 'Suzhou, CN-JS' or "
                "'Osaka (city)'",
                name=name,
                n=len(candidates) if n is None else n,
                candidates=listed(candidates, "comma"),
            )
        )
        self.name, self.candidates = name, tuple(candidates)


class TwoCouncils(PlaceAmbiguous):
    """A town of a divided island has two councils of its name, and either may be meant."""

    def __init__(self, name: str, candidates: Sequence[str], there: str, displaced: str) -> None:
        super().__init__(name, candidates)
        self.args = (
            say(
                "{name!r} is the name of {n} places: {candidates}; use the place id, or write "
                "{there!r} for the council in the town and {displaced!r} for the displaced one",
                name=name,
                n=len(candidates),
                candidates=listed(candidates, "comma"),
                there=there,
                displaced=displaced,
            ),
        )


class Unanswerable(InvalidArgument):
    """An argument is understood, and there is no answer for it: a place that has ended, a country.

    Its message is the advice alone: whole sentences that name what was asked for.
    """

    def __init__(self, argument: str, value: object, sentence: str) -> None:
        super().__init__(argument, value, sentence)
        self.args = (sentence,)


class NothingToSuggest(Unanswerable):
    """Every place that the filters leave is barred by a war, a law or another ruling."""

    def __init__(self, sentence: str) -> None:
        super().__init__("filters", "", sentence)


class OutputError(SistercitiesError, OSError):
    """A file or folder cannot be written; nothing is left half-written."""

    exit_code = 4

    def __init__(self, path: str, problem: str, advice: str) -> None:
        super().__init__(f"{shown(path)} cannot be written: {problem}; {advice}")
        self.path = path

    def __str__(self) -> str:
        return str(self.args[0])


class FetchError(SistercitiesError):
    """A source on the network gives no usable answer; the data stand as they were."""

    exit_code = 5

    def __init__(self, endpoint: str, problem: str, advice: str) -> None:
        super().__init__(f"{endpoint}: {problem}; the data stand as they were; {advice}")
        self.endpoint, self.problem = endpoint, problem


STUDY = "study"
"""Extra of the statistics and of tables as frames."""
_OF_STUDY = frozenset({"numba", "pandas", "pyarrow", "scipy", "statsmodels"})


@contextmanager
def needing_study(needed_for: str) -> Iterator[None]:
    """Say of what is loaded or run inside which library of the extra `study` it lacks, if any.

    Parameters
    ----------
    needed_for
        What needs the library, as the sentence begins.

    Raises
    ------
    MissingExtra
        If one of these libraries is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as reason:
        library = (reason.name or "").partition(".")[0]
        if library not in _OF_STUDY:
            raise
        raise MissingExtra(needed_for, library, STUDY) from None
