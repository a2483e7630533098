"""BLAKE2b, without OpenSSL, whose loading takes a thirtieth of the time of a list of ties.

`hashlib` loads it before anything is asked, and then gives the same function of Python's own.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python of another make
    from hashlib import blake2b

__all__ = ["blake2b"]
