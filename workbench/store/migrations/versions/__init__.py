"""One file per step; the number at its front is the version of the database after it."""
