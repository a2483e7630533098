"""Whether an address is that of a government or of a register of ties: the rule of `is_official`.

Only what the address itself proves counts. A copy of an official page on another host, a page
behind a bare number and a state's newspaper do not: what cannot be told is not official.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SUFFIXES = frozenset({
    "govt.nz", "gc.ca", "gouv.fr", "gv.at", "admin.ch", "lg.jp", "go.jp", "go.kr", "go.id", "go.th",
    "go.ke", "go.tz", "go.ug", "go.cr", "gub.uy", "gob.ar", "gob.bo", "gob.cl", "gob.do", "gob.ec",
    "gob.es", "gob.gt", "gob.mx", "gob.pa", "gob.pe", "gob.sv", "gob.ve",
})  # fmt: skip
"""Endings that only bodies of the state may register. `go.it` is not: anybody of Gorizia may."""
_STATE = re.compile(r"(?:.+\.)?gov(?:\.[a-z]{2})?")
"""gov alone (the United States) and gov under a country, such as gov.cn."""
_JAPANESE_BODY = re.compile(r"(?:.+\.)?(?:pref|metro|city|town|vill)\.[a-z-]+(?:\.[a-z-]+)?\.jp")
"""Domains that the Japanese registry keeps for local governments, such as city.x.hokkaido.jp."""
_HOSTS = {
    "www.clair.or.jp": "register of the Council of Local Authorities for International Relations",
    "chengdu.thaiembassy.org": "consulate-general of Thailand in Chengdu",
    "www.norway.cn": "embassy of Norway in China",
}
"""Hosts of public bodies whose names do not show it, each looked at."""


def is_official_address(address: str) -> bool:
    """Whether the host of a web address belongs to a government or to a register of ties.

    Parameters
    ----------
    address
        As the source gives it; what is no web address is not official.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        return False
    if host in _HOSTS or _STATE.fullmatch(host) or _JAPANESE_BODY.fullmatch(host):
        return True
    return ".".join(host.split(".")[-2:]) in _SUFFIXES
