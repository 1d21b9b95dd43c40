"""The same chat written the usual ways, as fair yardsticks. They run in their own environment (.venv-bench)."""
