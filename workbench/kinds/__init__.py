"""One file per capability: its presenters, and later its tool specification. Found by `registry.discover`; none knows another."""
