"""Recipes for programs on loans, chance, series and lists of words. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, code, recipe

_MOST_ROLLS = 1_000_000


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


@recipe(r"\b(?:monthly (?:payment|instal\w+|rate)|mortgage|annuity|loan)\b")
def _loan(match: re.Match[str], text: str, today: date) -> Program | None:
    rate = re.search(r"(\d+(?:\.\d+)?)\s?(?:%|percent)", text)
    years = re.search(r"(\d{1,3})[ -]?(year|month)s?\b", text, re.I)
    amounts = [one.value for one in values.numbers(text) if one.unit not in ("percent", "years", "months") and one.value >= 500]
    if not (rate and years and amounts):
        return None
    months = int(years[1]) * (12 if years[2].lower() == "year" else 1)
    source = """
        amount, rate, months = {amount}, {rate} / 100 / 12, {months}
        payment = amount * rate / (1 - (1 + rate) ** -months) if rate else amount / months
        print(f"{payment:,.2f}")
        """
    made = code(source, amount=amounts[0], rate=float(rate[1]), months=months)
    if re.search(r"\binterest\b", text, re.I):
        more = 'print(f"{payment * months - amount:,.2f}")\n'
        return Program(made + more, "", lines=("The monthly payment is **{}**.", "The interest comes to **{}** in all."))
    return Program(made, "The monthly payment is **{}**.")


@recipe(r"\b(?:simulat\w+|roll\w*|throw\w*|flip\w*|toss\w*)\b.{0,60}\b(?:dice|die|coins?)\b", first=True)
def _chance(match: re.Match[str], text: str, today: date) -> Program | None:
    """Dice and coins thrown many times, always with the same seed."""
    times = re.search(r"(\d[\d,]{1,9})\s*(?:rolls?|times|throws?|flips?|tosses|trials?|games?)", text, re.I)
    if times is None or _whole(times[1]) > _MOST_ROLLS:
        return None
    rolls = _whole(times[1])
    return _thrown(text, rolls)


def _thrown(text: str, rolls: int) -> Program:
    if re.search(r"\bcoins?\b", text, re.I):
        source = "import random\n\nrandom.seed(1)\nheads = sum(random.random() < 0.5 for _ in range({rolls}))\nprint(heads)\n"
        return Program(code(source, rolls=rolls), f"Heads came up **{{}}** times in {rolls:,} flips.")
    many = re.search(r"\b(two|three|four|five|[2-9]) (?:\w+ )?dice\b", text, re.I)
    dice = {"two": 2, "three": 3, "four": 4, "five": 5}.get(many[1].lower(), 0) or int(many[1]) if many else 1
    wanted = re.search(
        r"\b(?:sums?|totals?|shows?|is|of|a|equal)\s+(?:is |of |equals? |equal(?:ing)? )?(?:to |an? )?(\d{1,2})\b(?!.*\brolls\b)",
        text,
        re.I,
    )
    source = """
        import random
        from collections import Counter

        random.seed(1)
        sums = Counter(sum(random.randint(1, 6) for _ in range({dice})) for _ in range({rolls}))
        """
    if re.search(r"\b(?:average|mean|expected)\b", text, re.I):
        mean = "print(round(sum(total * count for total, count in sums.items()) / sums.total(), 4))\n"
        return Program(code(source, dice=dice, rolls=rolls) + mean, "On average the sum is **{}**.")
    if wanted:
        shown = f'print(f"{{sums[{wanted[1]}]}} times ({{sums[{wanted[1]}] / {rolls}:.2%}})")\n'
        return Program(code(source, dice=dice, rolls=rolls) + shown, f"In {rolls:,} rolls {wanted[1]} came up **{{}}**.")
    return Program(code(source, dice=dice, rolls=rolls) + "for total in sorted(sums):\n    print(total, sums[total])\n")


_NUMBERS = {word: value for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}


@recipe(
    r"\bhow many (?:different )?(?:ways|orders|arrangements|permutations)\b.{0,40}?\b(\d{1,3}|" + "|".join(_NUMBERS) + r")\b"
    r".{0,60}\b(?:sit|seated|stand|arranged?|line(?:d)? up|ordered|in a (?:row|line)|(?:on|in) a (?:shelf|queue))"
)
def _arrangements(match: re.Match[str], text: str, today: date) -> Program | None:
    count = _NUMBERS.get(match[1].lower(), 0) or int(match[1])
    around = 1 if re.search(r"\b(?:round|around|circular)\b", text, re.I) else 0
    return Program(f"import math\n\nprint(math.factorial({count - around}))\n", "There are **{}** ways.")


@recipe(r"\bsum of (?:the |all (?:the )?)?digits (?:of|in)\s+(\d{1,40})(?:\s*(?:\^|\*\*|to the power of)\s*(\d{1,4}))?")
def _digit_sum(match: re.Match[str], text: str, today: date) -> Program | None:
    number = match[1] + (f" ** {match[2]}" if match[2] else "")
    return Program(f"print(sum(int(digit) for digit in str({number})))\n", f"The digits of {number} sum to **{{}}**.")


_BASES = {"binary": ("b", "binary"), "hex": ("x", "hexadecimal"), "hexadecimal": ("x", "hexadecimal"), "octal": ("o", "octal")}


@recipe(r"\b(\d{1,30})\b[^\d\n]{0,30}\b(?:in(?:to)?|to|as)\s+(?P<bases>(?:binary|hex(?:adecimal)?|octal)\b[^\n?]{0,40})")
def _bases(match: re.Match[str], text: str, today: date) -> Program | None:
    wanted = dict(_BASES[word.lower()] for word in re.findall(r"binary|hexadecimal|hex|octal", match["bases"], re.I))
    shown = ", ".join(f"{name} {{{match[1]}:{sign}}}" for sign, name in wanted.items())
    return Program(f'print(f"{shown}")\n', f"{match[1]} is **{{}}**.")


_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


@recipe(r"\bhow many (second|minute|hour|day|week)s (?:are (?:there )?)?in an? (hour|day|week|leap year|year)\b")
def _in_a_year(match: re.Match[str], text: str, today: date) -> Program | None:
    days = {"year": 365, "leap year": 366}.get(match[2].lower())
    whole = days * 86400 if days else _SECONDS[match[2].lower()]
    source = f"print(f'{{{whole} / {_SECONDS[match[1].lower()]}:,.10g}}')\n"
    return Program(source, f"A {match[2].lower()} has **{{}}** {match[1].lower()}s.")


@recipe(r"\bcorrelat\w+\b")
def _correlation(match: re.Match[str], text: str, today: date) -> Program | None:
    lists = re.findall(r"-?\d+(?:\.\d+)?(?:\s*,\s*-?\d+(?:\.\d+)?)+", text)
    rows = [[float(part) for part in one.split(",")] for one in lists[:2]]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        return None
    source = "import statistics\n\nprint(round(statistics.correlation({a}, {b}), 6))\n"
    return Program(code(source, a=rows[0], b=rows[1]), "The correlation is **{}**.")


@recipe(r"\bpascal'?s? triangle\b")
def _pascal(match: re.Match[str], text: str, today: date) -> Program | None:
    rows = re.search(r"\b(\d{1,2})\s+rows?\b|\brows?\s+(\d{1,2})\b", text, re.I)
    count = min(int(rows[1] or rows[2]), 30) if rows else 5
    return Program(f"import math\n\nfor n in range({count}):\n    print(*(math.comb(n, k) for k in range(n + 1)))\n")


@recipe(r"\b(?:leibniz|approximate|estimate|compute)\b.{0,30}\b(?:pi|π)\b")
def _pi(match: re.Match[str], text: str, today: date) -> Program | None:
    terms = re.search(r"(\d[\d,]*)\s*(?:terms|iterations|steps|points|samples)", text, re.I)
    count = min(_whole(terms[1]), 2_000_000) if terms else 100_000
    if re.search(r"\b(?:monte|random|points|samples)\b", text, re.I):
        source = """
            import random

            random.seed(1)
            n = {n}
            print(4 * sum(random.random() ** 2 + random.random() ** 2 <= 1 for _ in range(n)) / n)
            """
    else:
        source = "print(4 * sum((-1) ** k / (2 * k + 1) for k in range({n})))\n"
    return Program(code(source, n=count), f"With {count:,} steps π comes to **{{}}**.")


@recipe(r"\b(?:sort|order|arrange)\b.{0,60}\bby (?:their )?length\b[^:]{0,30}:?\s*(?P<list>[^.?]{3,2000})")
def _by_length(match: re.Match[str], text: str, today: date) -> Program | None:
    said = match["list"] if "," in match["list"] else text.partition(":")[2]
    parts = [part.strip(" \"'.?") for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", said) if part.strip(" \"'.?")]
    down = bool(re.search(r"\b(?:longest first|descending|decreasing|longest to shortest)\b", text, re.I))
    source = 'print(", ".join(sorted({parts}, key=len, reverse={down})))\n'
    return Program(code(source, parts=parts, down=down), "By length: **{}**.") if len(parts) > 1 else None


@recipe(
    r"\b(?:word (?:frequenc\w+|counts?)|how often (?:does )?each word|count (?:the )?(?:frequency|occurrences) of"
    r" (?:each )?words?)\b[^:\n]{0,40}:\s*(?P<text>.{3,5000})"
)
def _frequencies(match: re.Match[str], text: str, today: date) -> Program | None:
    source = """
        from collections import Counter

        words = "".join(sign if sign.isalnum() else " " for sign in {text}.lower()).split()
        print(", ".join(f"{word}: {count}" for word, count in Counter(words).most_common(20)))
        """
    return Program(code(source, text=match["text"].strip(" \"'")), "The words, most frequent first: **{}**.")


@recipe(r"\bmost (?:frequent|common|used)(?: (?:word|one|term))?\b(?!.{0,20}\b(?:letter|character|number|value)s?\b)")
def _commonest(match: re.Match[str], text: str, today: date) -> Program | None:
    quoted = values.matches("quoted", text)
    if not quoted:
        return None
    source = """
        from collections import Counter

        words = "".join(sign if sign.isalnum() else " " for sign in {text}.lower()).split()
        most = Counter(words).most_common()
        print(", ".join(f"{word} ({count} times)" for word, count in most if count == most[0][1]))
        """
    return Program(code(source, text=str(quoted[0].value)), "The most frequent: **{}**.")


_FEW = {word: value for value, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_N = r"(\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"


@recipe(
    rf"\b(?:probability|chance|odds|likely)\b.{{0,40}}?"
    r"(?P<how>exactly|at least|at most|more than|fewer than|less than|getting|of)\s+"
    rf"(?P<k>{_N})\s+(?P<what>heads?|tails?|sixes|six|ones|twos|threes|fours|fives|successes)\b.{{0,30}}?\b(?P<n>{_N})\s+"
    r"(?:\w+ ){0,2}?(?:flips?|tosses|coins?|rolls?|throws?|dice|times|trials)",
    first=True,
)
def _binomial(match: re.Match[str], text: str, today: date) -> Program | None:
    """How likely it is to have so many of one outcome in so many tries."""
    share = re.search(r"(\d+(?:\.\d+)?)\s?(?:%|percent)", text)
    face = match["what"].lower().startswith(("head", "tail"))
    chance = f"Fraction({share[1]!r}) / 100" if share else "Fraction(1, 2)" if face else "Fraction(1, 6)"
    count, tries = (_FEW.get(raw.lower()) or int(raw) for raw in (match["k"], match["n"]))
    low, high = {
        "at least": (count, tries), "at most": (0, count), "more than": (count + 1, tries),
        "fewer than": (0, count - 1), "less than": (0, count - 1),
    }.get(match["how"].lower(), (count, count))  # fmt: skip
    if not 0 <= count <= tries <= 2_000:
        return None
    source = f"""
        from fractions import Fraction
        from math import comb

        p, n = {chance}, {tries}
        total = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range({low}, {high} + 1))
        print(f"{{float(total):.6g}} ({{float(total):.2%}})")
        """
    return Program(code(source), "The probability is **{}**.")


@recipe(
    r"\b(?:sav\w+|deposit\w*|invest\w*|put(?:ting)? aside)\b.{0,60}\b(?:a|per|each|every) (?P<per>month|year|week)\b", first=True
)
def _saving(match: re.Match[str], text: str, today: date) -> Program | None:
    """What a regular sum comes to with interest."""
    rate = re.search(r"(\d+(?:\.\d+)?)\s?(?:%|percent)", text)
    years = re.search(r"(\d{1,3}) years?\b", text, re.I)
    amount = re.search(r"[$€£]?\s?(\d[\d,]*(?:\.\d+)?)", match[0] if re.search(r"\d", match[0]) else text)
    if not (years and amount):
        return None
    source = """
        payment, periods, years = {payment}, {periods}, {years}
        rate = {rate} / 100 / periods
        saved = 0.0
        for _ in range(years * periods):
            saved = saved * (1 + rate) + payment
        print(f"{saved:,.2f}")
        """
    periods = {"month": 12, "year": 1, "week": 52}[match["per"].lower()]
    made = code(
        source, payment=float(amount[1].replace(",", "")), periods=periods, years=min(int(years[1]), 100),
        rate=float(rate[1]) if rate else 0.0,
    )  # fmt: skip
    return Program(made, f"After {years[1]} years you have **{{}}**, paid in at the end of each {match['per'].lower()}.")
