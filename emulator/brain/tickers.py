"""Ticker symbols of well-known companies. A table only."""

from __future__ import annotations

from emulator.brain.library import fold

_TABLE = """
AAPL apple; MSFT microsoft; GOOGL google alphabet; AMZN amazon; NVDA nvidia; TSLA tesla; META meta facebook; NFLX netflix
INTC intel; AMD amd; IBM ibm; ORCL oracle; SAP sap; SIE.DE siemens; TM toyota; SONY sony; KO coca-cola coke; PEP pepsi pepsico
DIS disney; NKE nike; MCD mcdonald's mcdonalds; BA boeing; F ford; GM general-motors; V visa; MA mastercard; WMT walmart
005930.KS samsung; ADBE adobe; CRM salesforce; SPOT spotify; UBER uber; ABNB airbnb; PYPL paypal; SBUX starbucks; BMW.DE bmw
VOW3.DE volkswagen; MBG.DE mercedes mercedes-benz daimler; ADS.DE adidas; AIR.PA airbus; MC.PA lvmh; NESN.SW nestlé nestle
NOVN.SW novartis; ROG.SW roche; SHEL shell; BP bp; XOM exxon exxonmobil; JPM jpmorgan; GS goldman-sachs; BRK.B berkshire-hathaway
ASML asml; TSM tsmc; QCOM qualcomm; CSCO cisco; PLTR palantir; SHOP shopify; BABA alibaba; PFE pfizer; JNJ johnson-johnson
"""
_BY_NAME = {
    fold(name.replace("-", " ")): symbol
    for row in _TABLE.replace("\n", ";").split(";")
    if row.strip()
    for symbol, *names in [row.split()]
    for name in names
}


def symbol(name: str) -> str:
    """The symbol under which a company's shares are traded; empty when the table doesn't know it."""
    return _BY_NAME.get(fold(name.replace("-", " ")).strip(), "")
