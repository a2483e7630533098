"""From the names of the snapshots to places, source by source, by ranked rules and by evidence.

The rules that a user's register shares are `sistercities.dataset.resolving`.
"""
