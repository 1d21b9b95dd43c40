"""Currencies by whose they are: "Australian dollars", "Swedish krona".

A table and its reader; currencies with a name of their own are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WHOSE = {
    whose.replace("_", " "): code
    for whose, code in (
        pair.split(":")
        for pair in (
            "australian:AUD canadian:CAD american:USD us:USD u.s.:USD hong_kong:HKD singapore:SGD new_zealand:NZD british:GBP"
            " swiss:CHF swedish:SEK norwegian:NOK danish:DKK mexican:MXN japanese:JPY indian:INR chinese:CNY turkish:TRY"
            " polish:PLN czech:CZK hungarian:HUF brazilian:BRL korean:KRW south_korean:KRW south_african:ZAR thai:THB israeli:ILS"
        ).split()
    )
}
_MONEY = re.compile(
    rf"\b({'|'.join(re.escape(one) for one in sorted(_WHOSE, key=len, reverse=True))})\s+(dollars?|pounds?|francs?"
    r"|kron(?:a|or|e|er)|pesos?|yen|rupees?|yuan|renminbi|lira|zloty|koruna|forint|real|reais|won|rand|baht|shekels?)\b",
    re.I,
)


def named(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The currencies that a text names so, as ISO codes, each with the place of the money's own word."""
    yield from ((_WHOSE[match[1].lower()], match.span(2)) for match in _MONEY.finditer(text))
