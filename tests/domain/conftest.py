"""No test of the domain is timed: a busy machine makes the first example of a property slow."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None, max_examples=60)
settings.load_profile("untimed")
