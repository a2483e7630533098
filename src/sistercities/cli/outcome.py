"""How a command ends: its exit code, and a sentence where it fails.

What was typed: full-width digits are digits, and a failure names what somebody typed.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FunctionType
from typing import TypeVar, cast

import typer

from sistercities.cli import interrupts
from sistercities.cli.app import INTERRUPTED, OK, UNEXPECTED, WRONG_INPUT
from sistercities.cli.screen import SOME_CONTROLS, silence, spelled, unwritable
from sistercities.errors import (
    InvalidArgument,
    OutputError,
    SistercitiesError,
    Unanswerable,
    needing_study,
)

_Work = TypeVar("_Work", bound=Callable[..., object])
_WORDS = 33_000
"""Size of a frame that makes Python take a piece of half a megabyte, of which half stays free."""


def with_room(work: _Work) -> _Work:
    """Give a function a frame below which its calls find room; what they leave alone is free."""
    frame = cast(FunctionType, work)
    frame.__code__ = frame.__code__.replace(co_stacksize=_WORDS)
    return work


_FULL_WIDTH = re.compile(r"(--[a-z-]+=)?[-－]?[０-９]+(?:[.．][０-９]+)?")
_NO_NUMBER = re.compile(r"(?P<typed>'.*'|\".*\") is not a valid (?P<kind>int|float)")
"""How Typer says that no number was typed."""
_WHOLE, _ANY = "give a whole number in digits, such as 10", "give a number in digits, such as 12.5"
_UNKNOWN = re.compile(r"No such command '(?P<typed>.*?)'\.")
"""How Typer says that there is no such command, before what it proposes itself, if anything."""
_SEE_HELP = "`--help` lists what is allowed."
_OTHERWISE = {
    "formats": "--format",
    "from_snapshot": "--from",
    "nulls": "--null",
    "partner": "--with",
    "variables": "--only",
}
"""Options that are not called as their argument is."""


def in_plain_digits(argument: str) -> str:
    """Write a number of full-width digits, as East Asian keyboards type them, in plain ones.

    Whatever holds anything else, such as the name of a place, stays as it is.
    """
    is_number = _FULL_WIDTH.fullmatch(argument)
    return unicodedata.normalize("NFKC", argument) if is_number else argument


def no_number(failure: Exception) -> str:
    """Say what was typed where a number is meant; nothing for any other failure."""
    param, said = getattr(failure, "param", None), _NO_NUMBER.match(getattr(failure, "message", ""))
    if param is None or said is None:
        return ""
    name = param.opts[-1] if param.opts and param.opts[-1].startswith("-") else param.name
    advice = _WHOLE if said["kind"].startswith("int") else _ANY
    return f"{name}={said['typed']} cannot be used; {advice}."


def as_typed(failure: InvalidArgument, typed: Sequence[str]) -> InvalidArgument:
    """Name the option in place of the argument; one that was not typed keeps its name."""
    argument = failure.argument
    option = _OTHERWISE.get(argument, f"--{argument.replace('_', '-')}")
    is_typed = any(each == option or each.startswith(f"{option}=") for each in typed)
    if not is_typed or isinstance(failure, Unanswerable):
        return failure
    return InvalidArgument(option, failure.value, failure.advice)


_INTERRUPTED = "Stopped; nothing is left half-written. Run the command again to start over."
_OF_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
# Typer brings its own copy of click or uses the installed one, by version: ask it for the class.
_ClickError: type[Exception] = typer.BadParameter.__mro__[2]


@with_room
def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never show a traceback of ours."""
    _speak_utf8()
    _show_long_work()
    try:
        _check_output()
        code = _run(arguments)
    except SistercitiesError as failure:
        if not interrupts.came():  # else a library made a failure of the Ctrl-C
            return _fail(_laid_out(failure), failure.exit_code)
        code = INTERRUPTED
    except SystemExit as ended:
        if ended.code:  # a library gave up
            return _fallen(ended)
        silence()  # a reader of the help left early: typer's own way out
        return OK
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as failure:  # noqa: BLE001  the last resort: a sentence in place of a traceback
        if not interrupts.came():
            return _fallen(failure)
        code = INTERRUPTED
    if code == INTERRUPTED:
        _tell(interrupts.last_words() or _INTERRUPTED)
    return code


def _show_long_work() -> None:
    """Let a terminal see that the index of the data is made, which any command may have to do."""
    if sys.stderr is not None:
        from sistercities.api.making_shown import show_making

        show_making()


def _check_output() -> None:
    if sys.stdout is None:
        raise OutputError("the output", "it is closed", "send it to a terminal, a file or a pipe")


def _fallen(failure: BaseException) -> int:
    """Say what a failure means that no command foresaw; one of the output is the system's."""
    if isinstance(failure, OSError) and failure.filename is None and failure.errno in _OF_OUTPUT:
        silence()
        told = unwritable(failure)
        return _fail(_laid_out(told), told.exit_code)
    return _unexpected(failure)


def _run(arguments: Sequence[str] | None) -> int:
    from sistercities.cli.app import assembled

    typed = sys.argv[1:] if arguments is None else arguments
    command = typer.main.get_command(assembled(typed))
    try:
        with needing_study(f"`sistercities {' '.join(typed[:1])}`"):
            code = command.main(
                [_as_typed_utf8(each) for each in typed],
                prog_name="sistercities",
                standalone_mode=False,
            )
    except InvalidArgument as failure:
        raise as_typed(failure, typed) from None
    except _ClickError as failure:
        if type(failure).__name__ == "NoArgsIsHelpError":  # a group alone: its help is the answer
            _tell(str(failure))
            return WRONG_INPUT
        return _fail(_unknown_command(failure) or f"{_sentence(failure)} {_SEE_HELP}", WRONG_INPUT)
    return code if isinstance(code, int) else OK


def _unknown_command(failure: Exception) -> str:
    """Name the command that is meant where there is no such one; "" for any other failure."""
    unknown, context = _UNKNOWN.match(_sentence(failure)), getattr(failure, "ctx", None)
    if unknown is None or context is None:
        return ""
    from sistercities.cli.nearest_command import advice_on

    commands = getattr(context.command, "commands", {})
    word, path = unknown["typed"], context.command_path
    advice = advice_on(word, commands, path, _inside_groups(context)) or _SEE_HELP
    return f"No such command {word!r}. {_ended(advice)}"


def _inside_groups(context: typer.Context) -> set[str]:
    """Give the commands that stand in a group, with its name before them."""
    top = getattr(context.find_root().command, "commands", {})
    return {
        f"{group} {name}" for group, held in top.items() for name in getattr(held, "commands", {})
    }


def _as_typed_utf8(argument: str) -> str:
    """Read what was typed as UTF-8, also where the system's locale is plain ASCII."""
    return in_plain_digits(os.fsencode(argument).decode("utf-8", "replace"))


def _sentence(failure: Exception) -> str:
    said = no_number(failure)
    if said:
        return said
    return _ended(str(getattr(failure, "format_message", failure.__str__)()))


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?")) else f"{text}."


def _laid_out(failure: SistercitiesError) -> str:
    """Put the candidates of a failure on lines of their own."""
    text = str(failure)
    candidates = getattr(failure, "candidates", ())
    head, listed, tail = text.partition(", ".join(candidates)) if candidates else (text, "", "")
    if not listed:
        return text
    tail = tail.lstrip("; ")
    return "\n".join([head.rstrip(), *(f"  {each}" for each in candidates), _capital(tail)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fail(sentence: str, code: int) -> int:
    _tell(f"Error: {_ended(sentence)}")
    return code


def _unexpected(failure: BaseException) -> int:
    if os.environ.get("SISTERCITIES_DEBUG"):
        raise failure
    what = f"{type(failure).__name__}: {failure}".splitlines()[0]
    return _fail(
        f"something unexpected happened ({what}); set SISTERCITIES_DEBUG=1 to see where, and "
        "report it with the command that you typed",
        UNEXPECTED,
    )


def _tell(text: str) -> None:
    with suppress(OSError):  # where nobody listens the exit code still tells
        print(SOME_CONTROLS.sub("", spelled(text)), file=sys.stderr, flush=True)


def _speak_utf8() -> None:
    """Names come in many scripts: what is piped is UTF-8, a terminal shows ? for what it lacks."""
    if sys.stderr is None:  # closed: the exit code still tells
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
