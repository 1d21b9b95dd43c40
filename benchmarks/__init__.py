"""Reproducible measurements of Stepwise with its peers beside it, on the same emulator, in the same run."""
