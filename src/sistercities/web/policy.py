"""What a page may load: nothing from elsewhere, no script within it, no style but the one named."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from sistercities.web.style_sheets import opening_rules

STRICT = "Content-Security-Policy"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_OWN_STYLES = "style-src 'self'"
EMBED_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors *"
)
"""The reduced pages that others may set into theirs; they have neither scripts nor forms."""
CLOSED = (b"x-frame-options", b"DENY")
"""What all other answers say to browsers that do not know `frame-ancestors`."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=(), interest-cohort=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_OWN = re.compile(r"""(<[a-z][^<>]*) style="([^"<>{}&]*)\"""")


@cache
def page_policy() -> str:
    """Let a page have the rules that it carries: those of its opening, by their hash."""
    return POLICY.replace(_OWN_STYLES, f"{_OWN_STYLES} {_named(opening_rules())}")


def _named(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def with_rules(text: str) -> str:
    """Turn the styles that elements of a report have of their own into rules of its style sheet.

    A policy can name a style sheet by its hash, but no style of an element.

    Parameters
    ----------
    text
        HTML of the report.
    """
    rules: dict[str, int] = {}

    def marked(found: re.Match[str]) -> str:
        return f'{found[1]} data-rule="{rules.setdefault(found[2], len(rules))}"'

    text = _OWN.sub(marked, text)
    css = "".join(f'[data-rule="{k}"]{{{style}}}' for style, k in rules.items())
    return text.replace("</head>", f"<style>{css}</style>\n</head>", 1) if css else text


def report_policy(text: str) -> str:
    """Let a report of ours have the very styles that it carries, and nothing else.

    Parameters
    ----------
    text
        HTML of the report.
    """
    styles = " ".join(map(_named, _STYLE.findall(text))) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
