"""The words of the pages: one module a language, each with the same keys."""
