"""What each exit code means; the codes of the errors themselves stand in `errors`."""

from __future__ import annotations

OK, UNEXPECTED, WRONG_INPUT, DAMAGED, CANNOT_WRITE, UNREACHED, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130
EXIT_CODES = {
    OK: "done",
    UNEXPECTED: "an unexpected failure; set SISTERCITIES_DEBUG=1 to see where",
    WRONG_INPUT: "wrong input: an option, a year, or a name that is unknown or ambiguous",
    DAMAGED: "the data are damaged or foreign",
    CANNOT_WRITE: "a file or folder cannot be written; nothing is left half-written",
    UNREACHED: "a source on the network gives no usable answer; the data stand as they were",
    INTERRUPTED: "interrupted with Ctrl-C; nothing is left half-written",
}
