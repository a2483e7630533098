"""A server that a proxy shows below a folder of its own address: `https://example.org/ties/`.

The pages name their addresses from the root; here the folder is put before them, and taken from
what is asked, whether the proxy has taken it away already or not.
"""

from __future__ import annotations

import os
import re

from starlette.types import ASGIApp, Receive, Scope, Send

from sistercities.errors import InvalidArgument

ROOT_PATH = "SISTERCITIES_ROOT_PATH"
_LONGEST = 100
_PATH = re.compile(r"(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)+")
_ADDRESSES = re.compile(r' (href|src|action|data-[a-z-]+)="/(?!/)')


def read_root(root: str | None = None) -> str:
    """Check the folder; None takes what the environment says, "" or / is none.

    Raises
    ------
    InvalidArgument
        If no address can have it.
    """
    value = (os.environ.get(ROOT_PATH, "") if root is None else root).strip().rstrip("/")
    if value and (len(value) > _LONGEST or not _PATH.fullmatch(value)):
        advice = "give the folder of the address, such as /ties: letters, digits, hyphens, slashes"
        raise InvalidArgument("root-path", value, advice)
    return value


def rooted_html(html: str, root: str) -> str:
    """Put the folder before each address of this site in the tags of a page."""
    return _ADDRESSES.sub(rf' \1="{root}/', html) if root else html


def rooted_json(text: str, root: str) -> str:
    """Put the folder before each address of this site that JSON names as `href`."""
    return re.sub(r'"href":\s?"/(?!/)', f'"href":"{root}/', text) if root else text


class Rooted:
    """Take the folder from what is asked.

    Parameters
    ----------
    app
        What answers.
    root
        The folder, without a slash at its end.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self.app, self.root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as if it stood at the root."""
        if scope["type"] == "http" and self.root:
            path = scope["path"]
            if path == self.root or path.startswith(f"{self.root}/"):
                scope = {**scope, "path": path[len(self.root) :] or "/"}
                raw = scope.get("raw_path")
                if raw and raw.startswith(self.root.encode()):
                    scope["raw_path"] = raw[len(self.root) :] or b"/"
        await self.app(scope, receive, send)
