"""Conversion between currencies, by a fixed table of one day. It is a demonstration and says so."""

from __future__ import annotations

from typing import TypedDict

from workbench.toolbox import function

DATE = "2026-11-02"
PER_EURO: dict[str, float] = {
    "EUR": 1.0, "USD": 1.16, "GBP": 0.87, "JPY": 176.5, "CHF": 0.93, "CNY": 8.25, "INR": 102.4, "BRL": 6.22, "CAD": 1.62,
    "AUD": 1.77, "NZD": 2.02, "SEK": 10.95, "NOK": 11.7, "DKK": 7.46, "PLN": 4.25, "CZK": 24.3, "HUF": 388.0, "RON": 5.09,
    "TRY": 48.6, "MXN": 21.4, "ZAR": 20.1, "KRW": 1655.0, "SGD": 1.51, "HKD": 9.02, "THB": 37.6, "IDR": 19300.0, "ILS": 3.79,
    "AED": 4.26, "SAR": 4.35, "EGP": 54.8, "ARS": 1690.0, "CLP": 1090.0, "COP": 4480.0, "ISK": 145.0, "UAH": 48.8,
}  # fmt: skip
NAMES = {
    "euro": "EUR", "dollar": "USD", "us dollar": "USD", "pound": "GBP", "pound sterling": "GBP", "yen": "JPY", "yuan": "CNY",
    "swiss franc": "CHF", "rupee": "INR", "real": "BRL", "krone": "NOK", "krona": "SEK", "zloty": "PLN", "won": "KRW",
    "peso": "MXN", "rand": "ZAR", "lira": "TRY", "baht": "THB", "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY",
}  # fmt: skip


class Exchanged(TypedDict):
    """An amount in another currency."""

    result: float
    currency: str
    given: str
    rate: float
    date: str
    about: str


@function("Currency converter", ":material/currency_exchange:")
def convert_currency(amount: float, from_currency: str, to_currency: str) -> Exchanged:
    """Convert an amount of money from one currency to another at a fixed rate of one day.

    Args:
        amount: How much money.
        from_currency: The code of its currency, such as "EUR".
        to_currency: The code of the currency wanted, such as "JPY".
    """
    start, target = _code(from_currency), _code(to_currency)
    rate = PER_EURO[target] / PER_EURO[start]
    return {
        "result": round(amount * rate, 2),
        "currency": target,
        "given": f"{amount:,.2f} {start}",
        "rate": float(f"{rate:.6g}"),
        "date": DATE,
        "about": "A fixed table for demonstration, not a market rate.",
    }


def _code(text: str) -> str:
    word = text.strip()
    code = NAMES.get(word.lower(), NAMES.get(word.lower().removesuffix("s"), word.upper()))
    if code not in PER_EURO:
        raise ValueError(f"{text!r} is not a currency that is known here. Known are {', '.join(sorted(PER_EURO))}.")
    return code
