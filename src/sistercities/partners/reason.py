"""One reason for or against a partner: what it adds to the score, and how to say it."""

from __future__ import annotations

from dataclasses import dataclass

_DIFFERENCES = ("size_match", "income_gap", "distance", "hours_apart", "latitude_gap")
"""Features whose 0 says that two places are alike; 0 of any other says that something is absent."""


_NO_ARGUMENTS = ("colonial_tie", "partner_income", "income_gap")
"""A colonial past, and how rich a country is: nobody gives them to a mayor as a reason."""
_OF_BOTH = ("coast", "port", "mountains", "capital", "seat")
_BOTH = 3.0
"""Value of a fact that holds of both places: what they have in common never speaks against."""
_NEVER_AGAINST = (
    "shared_partners", "shared_at_home", "tied_with_alike", "neighbours_tied", "region_ties",
    "sister_region",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a pair, what it adds to the score, and how to say it.

    Attributes
    ----------
    feature, group, title
        Name, group and words of the feature.
    value
        Value on the feature's own scale; None where unknown or without sense for the pair.
    contribution
        What it adds to the score, in log odds, its weight included.
    sentence
        One plain sentence, also where the value is unknown.
    evidence
        Where the fact comes from, or which places stand behind it.
    is_known
        False where the value is unknown; a fact that makes no sense of the pair is not unknown.
    parts
        Names of the features that are told as one (`bundles`); empty for one alone.
    may_be_given
        False of partners in common none of which may be named as a reason (`gate.nameable`).
    """

    feature: str
    group: str
    title: str
    value: float | None
    contribution: float
    sentence: str
    evidence: str
    is_known: bool
    parts: tuple[str, ...] = ()
    may_be_given: bool = True

    @property
    def is_argument(self) -> bool:
        """Whether somebody could give it as a reason for a partner, or against one.

        A colonial past and the wealth of a country are none, nor is what makes no sense of the
        pair; and that two have partners, the sea or their rank in common, or other ties around
        them, never speaks against, whatever the other terms leave it with. Partners in common
        that are barred, or call for care, are none either.
        """
        if not self.may_be_given:
            return False
        if self.is_known and self.value is None:
            return False
        is_shared = self.feature in _NEVER_AGAINST and bool(self.value)
        is_shared = is_shared or (self.feature in _OF_BOTH and self.value == _BOTH)
        return self.feature not in _NO_ARGUMENTS and not (is_shared and self.contribution < 0)

    @property
    def is_absence(self) -> bool:
        """Whether it says that something is absent, such as a common language.

        Where absence adds to a score, it is no reason that one gives for a partner.
        """
        return self.value == 0 and self.feature not in _DIFFERENCES
