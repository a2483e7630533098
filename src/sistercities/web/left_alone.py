"""What the process holds that workers are forked from is not searched for cycles; loaded last.

A search writes into each object that it looks at, and memory that a worker has written into is its
own from then on.
"""

from __future__ import annotations

import gc

gc.collect()
gc.freeze()
