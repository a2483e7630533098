"""Memory of tables that is given back as soon as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def memory_given_back() -> Iterator[None]:
    """Let Arrow take its memory from the system, which gets back at once what is free again.

    Its own allocator keeps what it had for the next table: 120 MB more for all tables together.
    """
    import pyarrow as pa

    earlier = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(earlier)
