"""From the names that sources write to places, by ranked rules."""
