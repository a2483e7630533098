"""How the study of nesting looks: sections, eight figures, tables and words of its own."""
