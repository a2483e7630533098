"""How a comparison among peers is written, for the surfaces."""

from __future__ import annotations

from sistercities.partners.benchmark import written_expected, written_span

__all__ = ["written_expected", "written_span"]
