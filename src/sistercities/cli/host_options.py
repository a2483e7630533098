"""Options by which a host says who runs a site."""

from __future__ import annotations

from typing import Annotated

import typer

Title = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Name of the site, at most 80 characters "
        "[default: $SISTERCITIES_TITLE, else the name that the pages have in each language].",
        show_default=False,
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Where corrections go: an e-mail address, or one that begins with https:// "
        "[default: $SISTERCITIES_CONTACT, else none].",
        show_default=False,
    ),
]
Imprint = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS|FILE",
        help="The imprint: an address that begins with https://, or a file of plain text, which "
        "becomes a page [default: $SISTERCITIES_IMPRINT, else none].",
        show_default=False,
    ),
]
Licence = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT|ADDRESS",
        help="Licence of what you add to the data, named at the foot of each page beside theirs "
        "[default: $SISTERCITIES_LICENCE, else none].",
        show_default=False,
    ),
]
