"""What the process holds that workers are forked from is not searched for cycles; loaded last.

A search writes into each object that it looks at, and memory that a worker has written into is its
own from then on. What all pages take is made before.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from sistercities.web.ready import UNREADABLE, make_program_ready

with suppress(*UNREADABLE):  # a page that needs it says what is wrong
    make_program_ready()
gc.collect()
gc.freeze()
