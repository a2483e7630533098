"""Every error that the statistics raise on purpose: sentences that end in a next step.

* DeliberateError
  - InvalidArgument        an argument is outside what is allowed
  - NetworkError           arrays that do not describe a two-level network
  - MissingExtra           a library that comes with an extra of the package is not installed
"""

from __future__ import annotations

from typing import Any, ClassVar

from twolevel.sentences import say

LONGEST_SHOWN = 400
"""Characters of a value or a path that an error repeats; no sentence is lost in a long one."""

_SHOWN_OF_LONGER = 40


def shown(text: str) -> str:
    """Return the text, or its beginning and its length where it would bury the sentence."""
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[:_SHOWN_OF_LONGER]}… ({len(text):,} characters)"


class DeliberateError(Exception):
    """Base of all errors raised on purpose, which a caller may show without a traceback."""

    exit_code: ClassVar[int] = 1

    @property
    def sentence(self) -> str:
        """The message, with what it was made of where it keeps that (`sentences.Sentence`)."""
        return self.args[0] if self.args else ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as sentence and attributes; arguments would be asked again."""
        return _arrived, (type(self), self.args, self.__dict__)


def _arrived(
    kind: type[DeliberateError], said: tuple[object, ...], attributes: dict[str, object]
) -> DeliberateError:
    failure = kind.__new__(kind, *said)
    failure.args = said
    failure.__dict__.update(attributes)
    return failure


class InvalidArgument(DeliberateError, ValueError):
    """An argument is outside what is allowed."""

    exit_code = 2

    def __init__(self, argument: str, value: object, advice: str) -> None:
        super().__init__(
            say(
                "{argument}={value} cannot be used; {advice}",
                argument=argument,
                value=shown(repr(value)),
                advice=advice,
            )
        )
        self.argument, self.value, self.advice = argument, value, advice


class NetworkError(DeliberateError, ValueError):
    """Arrays given to the statistics do not describe a two-level network."""

    exit_code = 2

    def __init__(self, argument: str, problem: str, advice: str) -> None:
        super().__init__(f"{argument}: {problem}; {advice}")
        self.argument = argument


class MissingExtra(DeliberateError, ImportError):
    """A library that comes with an extra of the package is not installed."""

    exit_code = 2

    def __init__(self, needed_for: str, library: str, extra: str) -> None:
        super().__init__(
            say(
                "{needed_for} needs {library}, which is not installed; type: "
                "pip install 'sistercities[{extra}]', in a checkout: pip install '.[{extra}]'",
                needed_for=needed_for,
                library=library,
                extra=extra,
            )
        )
        self.library, self.extra = library, extra
