"""Names that a module loads when they are first used, so that importing it costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def load_lazily(
    module: str, homes: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make the `__getattr__` and the `__dir__` of a module that shows names of others.

    Parameters
    ----------
    module
        What the module is called, for the error that names what it has.
    homes
        The names that each other module defines.

    Returns
    -------
    tuple
        The two functions, to be set in the module.
    """
    home = {name: where for where, names in homes.items() for name in names}

    def load(name: str) -> object:
        """Load a name from the module that defines it."""
        if name not in home:
            raise AttributeError(f"{module} has no {name!r}; it has {', '.join(sorted(home))}")
        from sistercities.errors import needing_study

        with needing_study(f"`{name}`"):
            return getattr(import_module(home[name]), name)

    def names() -> list[str]:
        """List the public names."""
        return sorted(home)

    return load, names
