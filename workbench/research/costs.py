"""What a run may cost and how long it may take, before it starts: the bands that Google's documentation gives.

A band, never a promise. The offline demo costs nothing and takes about a minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench import catalog
from workbench.research.brief import Brief, is_max, is_model


@dataclass(frozen=True)
class Band:
    """Dollars and minutes, from and to; how many searches and tokens that usually is."""

    usd: tuple[float, float]
    usual_minutes: int
    most_minutes: int
    searches: str
    tokens: str

    def price(self) -> str:
        """The price in words."""
        return f"about ${self.usd[0]:.0f} to ${self.usd[1]:.0f}"

    def words(self) -> str:
        """The band in one line."""
        time = f"mostly within {self.usual_minutes} minutes, {self.most_minutes} at most"
        return f"{self.price()}, {time}, {self.searches}"


USUAL = Band((1.0, 3.0), 20, 60, "about 80 searches", "250,000 tokens in, half to two thirds of them cached, and 60,000 out")
MAX = Band((3.0, 7.0), 20, 60, "up to 160 searches", "up to 900,000 tokens in and 80,000 out")
BASIS = "Google's own estimates for Deep Research: {tokens}. A plan costs cents. Searches, pages and charts are included."


def band(agent: str) -> Band | None:
    """The band of an agent; None where none is known. Plans cost cents; they aren't counted."""
    if not catalog.is_deep_research(agent):
        return None
    return MAX if is_max(agent) else USUAL


def words(brief: Brief, offline: bool) -> str:
    """What to expect, in one line."""
    found = band(brief.agent)
    if offline:
        real = f"; with a key: {found.words()}" if found is not None else ""
        return f"Free and about a minute in the offline demo{real}"
    if found is not None:
        return f"{found.words()[:1].upper()}{found.words()[1:]}"
    if is_model(brief.agent):
        return "Billed by tokens like any answer of this model, usually cents; a minute or two"
    return "What this agent costs and how long it takes isn't known here"


def basis(brief: Brief) -> str:
    """What the band rests on; empty where there is none."""
    found = band(brief.agent)
    return BASIS.format(tokens=found.tokens) if found is not None else ""


def needs_consent(brief: Brief, offline: bool) -> bool:
    """True when the price is worth a second question."""
    return is_max(brief.agent) and not is_model(brief.agent) and not offline
