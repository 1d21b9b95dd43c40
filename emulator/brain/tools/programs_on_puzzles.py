"""Recipes for programs on shares, weekends, shuffles, anagrams, Roman numerals, codes, leap years. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, code, recipe


@recipe(
    r"(?P<a>\d+(?:\.\d+)?)\s*(?:/|out of|of)\s*(?P<b>\d+(?:\.\d+)?)\b[^.?]{0,20}\b(?:as|in) (?:an? )?per ?cent(?:age)?\b",
    first=True,
)
def _share(match: re.Match[str], text: str, today: date) -> Program | None:
    if not float(match["b"]):
        return None
    return Program(
        f"print(f'{{{match['a']} / {match['b']}:.6g}}', f'{{{match['a']} / {match['b']} * 100:.6g}} %', sep=' = ')\n",
        "It is **{}**.",
    )


@recipe(r"\bhow many (?P<what>weekends|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b", first=True)
def _weekdays(match: re.Match[str], text: str, today: date) -> Program | None:
    found = sorted(str(one.value)[:10] for one in values.dates(text, today))
    if len(found) != 2:
        return None
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    said = match["what"].lower().rstrip("s")
    day = names.index(said) if said in names else 5
    source = """
        from datetime import date, timedelta

        day, end = date.fromisoformat({first}), date.fromisoformat({last})
        count = 0
        while day <= end:
            count += day.weekday() == {day}
            day += timedelta(days=1)
        print(count)
        """
    told = f"From {found[0]} to {found[1]} there are **{{}}** {match['what'].lower()}."
    return Program(code(source, first=found[0], last=found[1], day=day), told)


@recipe(r"\b(?P<what>shuffle|random order|pick|draw|choose|random sample)\b", first=True)
def _shuffled(match: re.Match[str], text: str, today: date) -> Program | None:
    span = re.search(r"\b(\d{1,4})\s*(?:to|-|–|through)\s*(\d{1,6})\b", text)
    listed = [
        part.strip(" .'\"") for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", text.partition(":")[2]) if part.strip(" .'\"")
    ]
    if span is None and len(listed) < 2:
        return None
    pool = f"list(range({span[1]}, {int(span[2]) + 1}))" if span else repr(listed)
    few = re.search(r"\b(?:pick|draw|choose|sample(?: of)?)\s+(\d{1,3})\b", text, re.I)
    if match["what"].lower() in ("pick", "draw", "choose") and not (
        few and re.search(r"\brandom|\bseed\b|\blottery", text, re.I)
    ):
        return None
    work = f"print(*random.sample(pool, {few[1]}), sep=', ')\n" if few else "random.shuffle(pool)\nprint(*pool, sep=', ')\n"
    return Program(f"import random\n\nrandom.seed(1)\npool = {pool}\n{work}", "Drawn: **{}**." if few else "Shuffled: **{}**.")


@recipe(r"\banagrams?\b", first=True)
def _anagrams(match: re.Match[str], text: str, today: date) -> Program | None:
    quoted = [str(one.value) for one in values.matches("quoted", text)]
    listed = re.findall(r"[^\W\d_]+", text.partition(":")[2])
    pair = re.search(r"\b(?:is|are) ['\"]?(\w+)['\"]? (?:an anagram of|and) ['\"]?(\w+)", text, re.I)
    if len(listed) > 2:
        source = """
            groups = {}
            for word in {words}:
                groups.setdefault("".join(sorted(word.lower())), []).append(word)
            print("; ".join(", ".join(group) for group in groups.values() if len(group) > 1) or "none")
            """.replace("groups = {}", "groups = dict()")
        return Program(code(source, words=listed), "The groups of anagrams: **{}**.")
    two = quoted[:2] if len(quoted) > 1 else list(pair.groups()) if pair else []
    if len(two) != 2:
        return None
    source = "same = sorted({a}.lower()) == sorted({b}.lower())\nprint('anagrams' if same else 'no anagrams')"
    return Program(code(source, a=two[0], b=two[1]), f"“{two[0]}” and “{two[1]}” are **{{}}**.")


_ROMAN = r"(?=[MDCLXVI])M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"


@recipe(r"\broman (?:numerals?|numbers?|digits?)\b|\bto roman\b", first=True)
def _roman(match: re.Match[str], text: str, today: date) -> Program | None:
    number = re.search(r"\b(\d{1,4})\b", text)
    numeral = next((one for one in re.findall(rf"\b({_ROMAN})\b", text) if one and (len(one) > 1 or not number)), "")
    table = (
        "signs = [(1000, 'M'), (900, 'CM'), (500, 'D'), (400, 'CD'), (100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'),\n"
    )
    table += "         (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')]\n"
    if numeral:
        work = f"text, total = {numeral!r}, 0\nfor value, sign in signs:\n    while text.startswith(sign):\n"
        work += "        total, text = total + value, text[len(sign):]\nprint(total)\n"
        return Program(table + work, f"{numeral} is **{{}}**.")
    if number and 0 < int(number[1]) < 4000:
        work = f"rest, text = {number[1]}, ''\nfor value, sign in signs:\n"
        work += "    text, rest = text + sign * (rest // value), rest % value\nprint(text)\n"
        return Program(table + work, f"{number[1]} is **{{}}**.")
    return None


_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


@recipe(
    r"\bhow many\b.{0,30}\b(?P<n>\d|two|three|four|five|six|seven|eight)[- ](?:digit|letter|character)"
    r" (?P<what>pins?|codes?|passwords?|words?|numbers|combinations)",
    first=True,
)
def _codes(match: re.Match[str], text: str, today: date) -> Program | None:
    size = _SMALL.get(match["n"].lower()) or int(match["n"])
    pool = 26 if re.search(r"\bletter", match[0], re.I) else 10
    unlike = bool(
        re.search(
            r"\b(?:no repeat\w*|without repeat\w*|not repeat\w*|distinct|all different|no digit twice|unique)\b", text, re.I
        )
    )
    led = match["what"].lower() == "numbers"
    first = pool - 1 if led else pool
    spread = f"math.perm({pool - 1}, {size - 1})" if unlike else f"{pool} ** {size - 1}"
    work = f"print({first} * {spread})\n"
    return Program(("import math\n\n" if unlike else "") + work, "There are **{}**.")


@recipe(r"\bis (?:the year )?(?P<year>\d{4}) a leap year\b", first=True)
def _leap(match: re.Match[str], text: str, today: date) -> Program | None:
    work = f"import calendar\n\nprint('a leap year' if calendar.isleap({match['year']}) else 'no leap year')\n"
    return Program(work, f"{match['year']} is **{{}}**.")


@recipe(r"\bvowels?\b.{0,12}\bconsonants?\b|\bconsonants?\b.{0,12}\bvowels?\b", first=True)
def _vowels(match: re.Match[str], text: str, today: date) -> Program | None:
    quoted = values.matches("quoted", text)
    if not quoted:
        return None
    source = """
        letters = [sign for sign in {text}.lower() if sign.isalpha()]
        vowels = sum(sign in "aeiou" for sign in letters)
        print(f"{vowels} vowels and {len(letters) - vowels} consonants")
        """
    return Program(code(source, text=str(quoted[0].value)), "It has **{}**.")
