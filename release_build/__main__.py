"""`python -m release_build`: build the release."""

from __future__ import annotations

import sys

from release_build.build import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
