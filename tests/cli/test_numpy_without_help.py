"""A command loads NumPy without the texts of its help, and NumPy does all else as ever."""

from __future__ import annotations

import subprocess
import sys

_ASKED = """
import sys
from sistercities.cli.numpy_without_help import leave_out_help
leave_out_help()
import numpy as np
import pandas as pd
from scipy.stats import norm
assert np.ndarray.sum.__doc__ is None, "it was laid out"
rng = np.random.default_rng(5)
values = rng.normal(size=(40, 3))
frame = pd.DataFrame(values).groupby(values[:, 0] > 0).sum()
print(np.linalg.inv(values.T @ values).tolist(), frame.to_numpy().tolist(), norm.cdf(0.3))
print(np.unique(values.astype(np.float32)).tolist(), np.float64(3).is_integer(), repr(values[:2]))
leave_out_help()
assert sys.modules["numpy._core._add_newdocs"].__dict__.get("add_newdoc") is None
"""


def test_numbers_are_those_of_numpy_with_help() -> None:
    def printed(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        return done.stdout

    lines = _ASKED.splitlines()
    with_help = "\n".join(
        line for line in lines if "leave_out_help" not in line and "assert" not in line
    )
    assert printed(_ASKED) == printed(with_help) != ""


def test_numpy_that_is_loaded_keeps_its_help() -> None:
    code = (
        "import numpy as np\nfrom sistercities.cli.numpy_without_help import leave_out_help\n"
        "leave_out_help()\nassert 'sum' in np.ndarray.sum.__doc__"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
