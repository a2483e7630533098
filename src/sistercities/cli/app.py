"""The commands, assembled: all of them for help, and one alone where one is typed."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from sistercities import __version__
from sistercities.cli.exit_codes import EXIT_CODES
from sistercities.cli.screen import say

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
    "study": ("study_commands", "app"),
    "place": ("place_commands", "place"),
    "ties": ("place_commands", "ties"),
    "path": ("path_command", "path"),
    "seeking": ("seeking_command", "seeking"),
    "covariates": ("covariates_command", "covariates"),
    "recommend": ("recommend_command", "recommend"),
    "assess": ("assess_command", "assess"),
    "benchmark": ("benchmark_command", "benchmark"),
    "brief": ("brief_command", "brief"),
    "evaluate": ("evaluate_command", "evaluate"),
    "data": ("data_commands", "app"),
    "import": ("import_command", "import_"),
    "overlays": ("overlays_command", "app"),
    "export": ("export_command", "export"),
    "serve": ("serve_command", "serve"),
    "site": ("site_commands", "app"),
}
"""Module and name of each command, in the order of the help; `app` is a group of commands."""


def assembled(typed: str | None = None) -> typer.Typer:
    """Assemble the commands.

    Parameters
    ----------
    typed
        The first word that was typed: where it is a command it is loaded alone, because building
        the others would take as long as a list of ties. None or another word takes all.
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
    for verb in [typed] if typed in VERBS else VERBS:
        module, name = VERBS[verb]
        found = getattr(import_module(f"sistercities.cli.{module}"), name)
        if name == "app":
            app.add_typer(found, name=verb)
        else:
            app.command(verb)(found)
    return app


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
