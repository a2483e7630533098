"""`python -m sistercities`: the command, where its script is not on the path."""

from __future__ import annotations

from sistercities.cli import command

if __name__ == "__main__":
    command()
