"""What a request must look like, with the hosted service's wording where it is known. Raises ApiError, changes nothing."""

from __future__ import annotations

from typing import Any

from emulator.validate.combinations import check_combinations
from emulator.validate.inputs import check_input
from emulator.validate.parameters import check_parameters

__all__ = ["check"]


def check(body: dict[str, Any]) -> None:
    """Refuse a create body that can't be served; the chain it continues is checked elsewhere."""
    check_parameters(body)
    check_combinations(body)
    check_input(body)
