"""The commands, assembled: all of them for help, and one alone where one is typed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from sistercities import __version__
from sistercities.cli.screen import say

OK, UNEXPECTED, WRONG_INPUT, DAMAGED, CANNOT_WRITE, UNREACHED, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130
EXIT_CODES = {
    OK: "done",
    UNEXPECTED: "an unexpected failure; set SISTERCITIES_DEBUG=1 to see where",
    WRONG_INPUT: "wrong input: an option, a year, or a name that is unknown or ambiguous",
    DAMAGED: "the data are damaged or foreign",
    CANNOT_WRITE: "a file or folder cannot be written; nothing is left half-written",
    UNREACHED: "a source on the network gives no usable answer; the data stand as they were",
    INTERRUPTED: "interrupted with Ctrl-C; nothing is left half-written",
}


_CODES = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in EXIT_CODES.items())
EPILOG = f"""\b
Exit codes:
{_CODES}

\b
Examples:
  sistercities ties 宁波
  sistercities study nesting --country CN --out study-CN
"""

VERBS: dict[str, tuple[str, str]] = {
    "study *": ("study_command", "COMMANDS"),
    "study all": ("study_all_command", "every"),
    "place": ("place_command", "place"),
    "ties": ("ties_command", "ties"),
    "path": ("path_command", "path"),
    "network": ("network_command", "network"),
    "seeking": ("seeking_command", "seeking"),
    "covariates": ("covariates_command", "covariates"),
    "recommend": ("recommend_command", "recommend"),
    "assess": ("assess_command", "assess"),
    "benchmark": ("benchmark_command", "benchmark"),
    "brief": ("brief_command", "brief"),
    "evaluate": ("evaluate_command", "evaluate"),
    "data update": ("data_update_command", "update"),
    "data status": ("data_status_command", "status"),
    "data verify": ("data_verify_command", "verify"),
    "data index": ("data_index_command", "index"),
    "import": ("import_command", "import_"),
    "overlays": ("overlays_command", "app"),
    "export": ("export_command", "export"),
    "serve": ("serve_command", "serve"),
    "site build": ("site_build_command", "build"),
}
"""Module and name of each command, as it is typed, in the order of the help.

`app` is a command that has others below it; `*` stands for the studies of the registry.
"""
GROUPS = {
    "study": "Ask a question of the data.",
    "data": "What the data hold, and whether they are whole.",
    "site": "The explorer as static files.",
}
"""What the help says of a word that several commands begin with."""


def assembled(typed: Sequence[str] = ()) -> typer.Typer:
    """Assemble the commands.

    Parameters
    ----------
    typed
        The words that were typed: where they begin with a command it is loaded alone, because
        building the others would take as long as a list of ties. Others take all.
    """
    # Help is plain text: boxes would cost most of its time, and nobody misses them.
    app = typer.Typer(
        name="sistercities",
        help="Sister ties of cities and provinces, dated and sourced, and honest statistics on "
        "them.",
        epilog=EPILOG,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    groups: dict[str, typer.Typer] = {}
    for verb in _verbs_of(typed):
        module, name = VERBS[verb]
        found = getattr(import_module(f"sistercities.cli.{module}"), name)
        group, _, last = verb.rpartition(" ")
        if name == "app":
            app.add_typer(found, name=verb)
        elif not group:
            app.command(verb)(found)
        else:
            if group not in groups:
                groups[group] = _new_group(group, app)
            for each, command in (found if last == "*" else {last: found}).items():
                groups[group].command(each)(command)
    return app


def _verbs_of(typed: Sequence[str]) -> list[str]:
    """List the commands that begin with the words that were typed, all where there is none.

    A word that names no command of its own is one of the studies.
    """
    is_named = len(typed) > 1 and not typed[1].startswith("-")
    one_of_many = [f"{typed[0]} *"] if is_named else []
    for words in (" ".join(typed[:2]), *one_of_many, " ".join(typed[:1])):
        found = [verb for verb in VERBS if verb == words or verb.startswith(f"{words} ")]
        if found:
            return found
    return list(VERBS)


def _new_group(name: str, app: typer.Typer) -> typer.Typer:
    group = typer.Typer(help=GROUPS[name], no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(group, name=name)
    return group


def _show_version(wanted: bool) -> None:
    if wanted:
        say([f"sistercities {__version__}"])
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Hold the options of the program itself."""
