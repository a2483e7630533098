"""How values stand in the tables and files that a surface gives away."""

from __future__ import annotations

from sistercities.terms.whole_numbers import whole as whole
