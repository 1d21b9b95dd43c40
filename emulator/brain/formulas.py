"""Figures of business and everyday life by their formulas: churn, growth per year, break-even, margin, body mass and so on.

A formula names its quantities and the words that stand beside them; reading them from a message is `skills/formulas`' business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from emulator.brain.formula import Formula, Quantity, Values


def _q(key: str, label: str, near: str, unit: str = "", default: str = "") -> Quantity:
    return Quantity(key, label, near, unit, Decimal(default) if default else None)


def _f(name: str, asked: str, spelled: str, work: Callable[[Values], Decimal], *needs: Quantity, unit: str = "",
       meaning: str = "") -> Formula:  # fmt: skip
    return Formula(name, re.compile(asked, re.I), needs, work, spelled, unit, meaning)


def _root(value: Decimal, degree: Decimal) -> Decimal:
    return value ** (1 / degree) if value > 0 else Decimal(0)


_PERCENT = r"%|percent\b|per cent\b"
_PRICE = (
    r"(?:selling |sales |unit )?price|sell(?:s|ing)?(?: it| them| each)?(?: for| at)?|sold(?: for| at)?|revenue|sales|"
    r"turnover"
)
_COST = (
    r"(?<!fixed )(?<!variable )(?<!acquisition )costs?(?: me| us| price| of goods)?|cogs|bought|buy(?:ing)?|paid|pay|"
    r"made for|purchase"
)
FORMULAS: tuple[Formula, ...] = (
    _f(
        "churn rate",
        r"\bchurn\b",
        "{lost} ÷ {start} × 100",
        lambda v: v["lost"] / v["start"] * 100,
        _q("lost", "the customers lost", r"lost|lose|losing|left|cancel\w*|churned|gone|quit|leave"),
        _q(
            "start",
            "the customers at the start",
            r"customers?|subscribers?|users?|clients?|members?|had|have|start\w*|"
            r"began|of",
        ),
        unit="%",
        meaning="the share of customers who left in the period",
    ),
    _f(
        "retention rate",
        r"\bretention\b",
        "({end} − {new}) ÷ {start} × 100",
        lambda v: (v["end"] - v["new"]) / v["start"] * 100,
        _q("new", "the new customers", r"new|won|gained|acquired|joined", default="0"),
        _q("end", "the customers at the end", r"end|ended|now|left|remain\w*|stayed|kept|still"),
        _q("start", "the customers at the start", r"start\w*|had|began|customers?|users?|subscribers?|of"),
        unit="%",
        meaning="the share of customers who stayed",
    ),
    _f(
        "compound annual growth rate",
        r"\bcagr\b|\bcompound annual growth\b|\b(?:annual|yearly) growth rate\b",
        "(({end} ÷ {start})^(1 ÷ {years}) − 1) × 100",
        lambda v: (_root(v["end"] / v["start"], v["years"]) - 1) * 100,
        _q("years", "the number of years", r"in|over|within|for|years?", r"\s?-?(?:years?|yrs?)\b"),
        _q("start", "the value at the start", r"from|start\w*|began|initial\w*|grew from|of|was"),
        _q("end", "the value at the end", r"to|end\w*|final|now|reached|is"),
        unit="%",
        meaning="the steady yearly growth that leads from the one value to the other",
    ),
    _f(
        "body mass index",
        r"\bbmi\b|\bbody mass\b",
        "{weight} ÷ ({height} ÷ 100)²",
        lambda v: v["weight"] / (v["height"] / 100) ** 2,
        _q("weight", "your weight in kg", r"weigh\w*|weight", r"\s?(?:kgs?|kilos?|kilograms?)\b"),
        _q("height", "your height in cm", r"tall|height|high", r"\s?cm\b|\s?(?:m|metres?|meters?)\b"),
        meaning="18.5 to 25 counts as normal for adults; it says nothing of muscles or age",
    ),
    _f(
        "break-even point",
        r"\bbreak[- ]?even\b",
        "{fixed} ÷ ({price} − {variable})",
        lambda v: v["fixed"] / (v["price"] - v["variable"]),
        _q("fixed", "the fixed costs", r"fixed(?: costs?)?"),
        _q(
            "variable",
            "the variable cost per piece",
            r"variable(?: unit)?(?: costs?)?|unit cost|cost per (?:unit|piece)|"
            r"costs? (?:me|us)",
        ),
        _q(
            "price",
            "the price of a piece",
            r"(?:selling |sales |unit )?price|sell(?:s|ing)?(?: it| them| each)?(?: for| "
            r"at)?|sold",
        ),
        unit="pieces",
        meaning="from there on every further piece earns its contribution",
    ),
    _f(
        "return on investment",
        r"\broi\b|\breturn on investment\b",
        "({back} − {paid}) ÷ {paid} × 100",
        lambda v: (v["back"] - v["paid"]) / v["paid"] * 100,
        _q(
            "back",
            "what came back",
            r"back|got|get|returns?(?: of)?|earned?|made|sold|worth|revenue|brings?|brought|"
            r"gain\w*|receive\w*",
        ),
        _q("paid", "what was invested", r"invest\w*|cost\w*|spent|spend|paid|put in|bought|budget"),
        unit="%",
        meaning="the gain in proportion to what was put in",
    ),
    _f(
        "profit margin",
        r"\b(?:profit|gross|net|sales)? ?margin\b",
        "({price} − {cost}) ÷ {price} × 100",
        lambda v: (v["price"] - v["cost"]) / v["price"] * 100,
        _q("cost", "the cost", _COST),
        _q("price", "the price or revenue", _PRICE),
        unit="%",
        meaning="the share of the price that is left as profit",
    ),
    _f(
        "markup",
        r"\bmark-?up\b(?! (?:language|of \d))",
        "({price} − {cost}) ÷ {cost} × 100",
        lambda v: (v["price"] - v["cost"]) / v["cost"] * 100,
        _q("cost", "the cost", _COST),
        _q("price", "the price", _PRICE),
        unit="%",
        meaning="the profit in proportion to the cost",
    ),
    _f(
        "conversion rate",
        r"\b(?:conversion|click[- ]through|open|bounce|response) rate\b|\bctr\b",
        "{done} ÷ {all} × 100",
        lambda v: v["done"] / v["all"] * 100,
        _q(
            "done",
            "those who did it",
            r"converted|conversions?|bought|buyers|orders?|purchases?|sign(?:ed|-)?[ -]?ups?|"
            r"clicks?|clicked|"
            r"opens?|opened|sales|customers|left|replied|answers|answered|responses|bounced",
        ),
        _q("all", "all of them", r"visitors?|visits|views?|impressions?|sent|emails|users|leads|people|recipients|of|from"),
        unit="%",
        meaning="the share of all who took the step",
    ),
    _f(
        "customer acquisition cost",
        r"\b(?:customer )?acquisition cost\b|\bcac\b(?!.*\bltv\b)",
        "{spent} ÷ {won}",
        lambda v: v["spent"] / v["won"],
        _q("won", "the customers won", r"customers?|won|new|acquired|gained|signed"),
        _q("spent", "what was spent", r"spent|spend\w*|cost|budget|marketing|sales|ads?"),
        unit="$",
        meaning="what one new customer costs",
    ),
    _f(
        "customer lifetime value",
        r"\b(?:customer )?lifetime value\b|\b(?:c?ltv|clv)\b",
        "{revenue} × {months}",
        lambda v: v["revenue"] * v["months"],
        _q("months", "how many months a customer stays", r"for|stays?|lifetime|months?|over", r"\s?months?\b"),
        _q("revenue", "the revenue per month", r"pays?|revenue|arpu|spends?|per month|monthly|a month|each month"),
        unit="$",
        meaning="what a customer brings in all; the margin is still to be taken off",
    ),
    _f(
        "runway",
        r"\brunway\b|\bhow long (?:does|will|do)\b.{0,30}\b(?:cash|money|savings|funding|budget)\b",
        "{cash} ÷ {burn}",
        lambda v: v["cash"] / v["burn"],
        _q("burn", "what is spent per month", r"burn\w*|spend\w*|per month|monthly|a month|costs?"),
        _q("cash", "the money at hand", r"cash|bank|have|with|raised|savings|funding|budget"),
        unit="months",
        meaning="how long the money lasts at this pace",
    ),
    _f(
        "monthly payment",
        r"\b(?:monthly|mortgage|loan|car) (?:payments?|rate|instal?ments?)\b|\bpay (?:back )?(?:per|each|"
        r"every|a) month\b",
        "{loan} × r ÷ (1 − (1 + r)^(−12 × {years})) with r = {rate} % ÷ 12",
        lambda v: (
            v["loan"] * (v["rate"] / 1200) / (1 - (1 + v["rate"] / 1200) ** (-12 * v["years"]))
            if v["rate"]
            else v["loan"] / (12 * v["years"])
        ),
        _q("rate", "the yearly interest in per cent", r"interest|rate|at|apr", rf"\s?(?:{_PERCENT})"),
        _q("years", "the years", r"over|for|in|years?", r"[\s-]?(?:years?|yrs?)\b"),
        _q("loan", "the sum borrowed", r"loan|mortgage|borrow\w*|of|credit|for|on|price"),
        unit="$",
        meaning="the same every month, interest and repayment together",
    ),
    _f(
        "amount with compound interest",
        r"\bcompound(?:ed|ing)?\b|\bhow much (?:will|would|do|does|"
        r"is)\b.{0,60}\b(?:interest|return|invest\w*|grow)\b|"
        r"\b(?:invest\w*|deposit\w*|put)\b.{0,80}\byears?\b.{0,30}\bhow much\b",
        "{start} × (1 + {rate} ÷ 100)^{years}",
        lambda v: v["start"] * (1 + v["rate"] / 100) ** v["years"],
        _q("rate", "the yearly interest in per cent", r"interest|rate|at|return", rf"\s?(?:{_PERCENT})"),
        _q("years", "the years", r"over|for|in|after|years?", r"[\s-]?(?:years?|yrs?)\b"),
        _q("start", "the sum at the start", r"invest\w*|deposit\w*|put|start\w*|of|on|with|have|principal"),
        unit="$",
        meaning="with the interest of each year earning interest from then on",
    ),
    _f(
        "simple interest",
        r"\bsimple interest\b",
        "{start} × {rate} ÷ 100 × {years}",
        lambda v: v["start"] * v["rate"] / 100 * v["years"],
        _q("rate", "the yearly interest in per cent", r"interest|rate|at", rf"\s?(?:{_PERCENT})"),
        _q("years", "the years", r"over|for|in|after|years?", r"[\s-]?(?:years?|yrs?)\b"),
        _q("start", "the sum at the start", r"invest\w*|deposit\w*|put|of|on|principal|borrow\w*"),
        unit="$",
        meaning="interest on the sum itself only",
    ),
)
