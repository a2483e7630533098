"""The commands, assembled."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities import __version__
from sistercities.cli import (
    assess_command,
    benchmark_command,
    brief_command,
    covariates_command,
    data_commands,
    evaluate_command,
    export_command,
    import_command,
    overlays_command,
    path_command,
    place_commands,
    recommend_command,
    seeking_command,
    serve_command,
    site_commands,
    study_commands,
)
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

# Help is plain text: boxes would cost most of its time, and nobody misses them.
app = typer.Typer(
    name="sistercities",
    help="Sister ties of cities and provinces, dated and sourced, and honest statistics on them.",
    epilog=EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(study_commands.app, name="study")
app.command("place")(place_commands.place)
app.command("ties")(place_commands.ties)
app.command("path")(path_command.path)
app.command("seeking")(seeking_command.seeking)
app.command("covariates")(covariates_command.covariates)
app.command("recommend")(recommend_command.recommend)
app.command("assess")(assess_command.assess)
app.command("benchmark")(benchmark_command.benchmark)
app.command("brief")(brief_command.brief)
app.command("evaluate")(evaluate_command.evaluate)
app.add_typer(data_commands.app, name="data")
app.command("import")(import_command.import_)
app.add_typer(overlays_command.app, name="overlays")
app.command("export")(export_command.export)
app.command("serve")(serve_command.serve)
app.add_typer(site_commands.app, name="site")


def _show_version(wanted: bool) -> None:
    if wanted:
        say([f"sistercities {__version__}"])
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Hold the options of the program itself."""
