"""What a run may cost and how long it may take, before it starts: the bands that Google's documentation gives.

A band, never a promise. The offline demo costs nothing and takes about a minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.research.brief import Brief, is_max


@dataclass(frozen=True)
class Band:
    """Dollars, minutes and searches, from and to."""

    usd: tuple[float, float]
    minutes: tuple[int, int]
    searches: int
    offline: bool = False

    def words(self) -> str:
        """The band in one line."""
        if self.offline:
            return "Free and about a minute in the offline demo"
        price = f"${self.usd[0]:.0f} to ${self.usd[1]:.0f}"
        return f"About {price} and {self.minutes[0]} to {self.minutes[1]} minutes, up to {self.searches} searches"


USUAL = Band((1.0, 3.0), (5, 20), 80)
MAX = Band((3.0, 7.0), (10, 60), 160)


def band(brief: Brief, offline: bool) -> Band:
    """The band of a brief. Plans cost cents; they aren't counted."""
    found = MAX if is_max(brief.agent) else USUAL
    return Band(found.usd, found.minutes, found.searches, offline)


def needs_consent(brief: Brief, offline: bool) -> bool:
    """True when the price is worth a second question."""
    return is_max(brief.agent) and not offline
