"""Probabilities that can be counted: dice, coins, balls from a bag, and surveys with an overlap.

Counts all outcomes or adds the shares that the message gives; what probability is, the library explains.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import product
from math import comb

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern

_LONGEST = 500
_ASKED = re.compile(r"\b(?:probability|chances?|odds|likel(?:y|ihood)|how probable)\b", re.I)
_N = number_pattern()
_DICE = re.compile(rf"\b(?:(?P<n>{_N}|a|an|the)\s+)?(?:fair |six-sided |normal |standard )*(?:dice|die)\b", re.I)
_COINS = re.compile(
    rf"\b(?:(?P<n>{_N}|a|an)\s+)?(?:fair )?coins?\b(?:.{{0,30}}?\b(?P<times>{_N}) times)?"
    rf"|\b(?P<tosses>{_N}) (?:coin )?(?:tosses|flips)",
    re.I,
)
_BOUND = re.compile(
    rf"\b(?P<how>at least|at most|exactly|more than|less than|fewer than|greater than|over|under|equals?|equal to|of|as|is|be|"
    rf"being|get|getting|rolling|an?)\s+(?:an? |the number )?(?P<k>\d{{1,3}}|{_N})\b",
    re.I,
)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s?(?:%|percent|per cent)")
_BALLS = re.compile(rf"\b(?P<n>{_N}) (?P<colour>red|blue|green|yellow|white|black|orange|purple|pink)\b", re.I)


@skill("chances")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for a probability whose outcomes can be counted."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    asked = _ASKED.search(text)
    continued = talk.past and re.search(r"\bprobability|chance", talk.past[-1].told[:300], re.I) and len(text) < 160
    if not asked and not continued:
        return None
    source = text if not continued or _known(text) else f"{talk.past[-1].said[:_LONGEST]}"
    answer = _survey(text) or _balls(text) or _dice(text, source) or _coins(text, source)
    return Offer(0.96, answer, whole=True) if answer else None


def _known(text: str) -> bool:
    return bool(re.search(r"\b(?:dice|die|coins?)\b", text, re.I))


def _test(text: str) -> tuple[Callable[[int], bool], str] | None:
    """What a number must be, and that in words."""
    tests: list[tuple[Callable[[int], bool], str]] = []
    if re.search(r"\beven\b", text, re.I):
        tests.append((lambda value: value % 2 == 0, "even"))
    if re.search(r"\bodd\b", text, re.I):
        tests.append((lambda value: value % 2 == 1, "odd"))
    for match in _BOUND.finditer(text):
        k, how = number(match["k"]), match["how"].lower()
        if k is None or re.match(r"\s*(?:dice|die|coins?|times|fair|six)", text[match.end() :], re.I):
            continue
        if how == "at least":
            tests.append((lambda value, k=k: value >= k, f"at least {k}"))  # type: ignore[misc]
        elif how == "at most":
            tests.append((lambda value, k=k: value <= k, f"at most {k}"))  # type: ignore[misc]
        elif how in ("more than", "greater than", "over"):
            tests.append((lambda value, k=k: value > k, f"more than {k}"))  # type: ignore[misc]
        elif how in ("less than", "fewer than", "under"):
            tests.append((lambda value, k=k: value < k, f"less than {k}"))  # type: ignore[misc]
        else:
            tests.append((lambda value, k=k: value == k, f"exactly {k}"))  # type: ignore[misc]
    if not tests:
        return None
    any_of = re.search(r"\bor\b", text, re.I) is not None
    words = (" or " if any_of else " and ").join(dict.fromkeys(said for _, said in tests))
    return (lambda value: (any if any_of else all)(test(value) for test, _ in tests)), words


def _dice(text: str, source: str) -> Callable[[], Reply] | None:
    match = _DICE.search(source)
    if match is None:
        return None
    count = number(match["n"] or "") or (1 if re.search(r"\bdie\b", source, re.I) or (match["n"] or "") in ("a", "the") else 2)
    if not 1 <= count <= 5:
        return None
    throws = list(product(range(1, 7), repeat=count))
    if re.search(r"\b(?:doubles?|the same number|both the same|a pair)\b", text, re.I) and count > 1:
        good = sum(len(set(throw)) == 1 for throw in throws)
        return partial(_counted, good, len(throws), "all dice show the same")
    test = _test(text)
    if test is None:
        return None
    good = sum(test[0](sum(throw)) for throw in throws)
    return partial(_counted, good, len(throws), f"the {'total' if count > 1 else 'number'} is {test[1]}")


def _coins(text: str, source: str) -> Callable[[], Reply] | None:
    match = _COINS.search(source)
    if match is None:
        return None
    tosses = number(match["times"] or match["tosses"] or match["n"] or "") or 1
    side = "tails" if re.search(r"\btails?\b", text, re.I) and not re.search(r"\bheads?\b", text, re.I) else "heads"
    if re.search(rf"\b(?:all|only|every) .{{0,12}}{side}|\b{side} (?:every|each) time|\bin a row\b|\bboth\b", text, re.I):
        return partial(_counted, 1, 2**tosses, f"all {tosses} show {side}")
    test = _test(text)
    if test is None:
        return partial(_counted, 1, 2, f"it shows {side}") if tosses == 1 else None
    if tosses > 60:
        return None
    good = sum(comb(tosses, heads) for heads in range(tosses + 1) if test[0](heads))
    return partial(_counted, good, 2**tosses, f"{test[1]} of {tosses} show {side}")


def _balls(text: str) -> Callable[[], Reply] | None:
    bag = {match["colour"].lower(): number(match["n"]) or 0 for match in _BALLS.finditer(text)}
    if len(bag) < 2 or not re.search(r"\b(?:balls?|marbles?|socks?|bag|urn|box|jar|drawer)\b", text, re.I):
        return None
    asked = text[max(text.lower().rfind(word) for word in ("probability", "chance", "odds", "likely")) :].lower()
    colour = next((name for name in bag if re.search(rf"\b{name}\b", asked)), "")
    total, drawn = sum(bag.values()), 2 if re.search(r"\b(?:two|both|2)\b", asked) else 1
    if not colour:
        return None
    if drawn == 2 and "with replacement" in text.lower().replace("without replacement", ""):
        return partial(_counted, bag[colour] ** 2, total**2, f"both are {colour}")
    return partial(_counted, comb(bag[colour], drawn), comb(total, drawn), f"{'both are' if drawn == 2 else 'it is'} {colour}")


def _counted(good: int, total: int, event: str) -> Reply:
    share = Fraction(good, total)
    said = f"{share.numerator}/{share.denominator}" if share.denominator > 1 else f"{share.numerator}"
    rough = f"{float(share):.2%}".replace(".00%", "%")
    text = f"The probability that {event} is **{said}**, about **{rough}**: {good:,} of {total:,} equally likely outcomes."
    notes = (Note("Counting the outcomes", f"{good:,} of {total:,} outcomes fit: {event}."),)
    return Reply(text, f"{said}, about {rough}.", said, notes=notes, data={"probability": float(share), "fraction": said})


def _survey(text: str) -> Callable[[], Reply] | None:
    """Two shares and their overlap, wherever "both" is spoken of."""
    shares = [(Fraction(match[1]), match.start()) for match in _PERCENT.finditer(text)]
    both_at = text.lower().find("both")
    if len(shares) != 3 or both_at < 0:
        return None
    both = min(shares, key=lambda share: abs(share[1] - both_at))
    first, second = [share for share, at in shares if (share, at) != both]
    union = first + second - both[0]
    asked = text[_ASKED.search(text).start() :].lower() if _ASKED.search(text) else text.lower()  # type: ignore[union-attr]
    sums = f"{float(first):g}% + {float(second):g}% − {float(both[0]):g}% = {float(union):g}%"
    if re.search(r"\b(?:neither|none|not like either|no)\b", asked):
        return partial(
            _shared, 100 - union, "neither", f"At least one of the two: {sums}. The rest of 100% is {float(100 - union):g}%."
        )
    if re.search(r"\b(?:only|just|exactly) one\b", asked):
        return partial(
            _shared, union - both[0], "exactly one", f"{sums}; without those who like both that is {float(union - both[0]):g}%."
        )
    return partial(_shared, union, "at least one", f"{sums}, because the overlap is counted twice otherwise.")


def _shared(share: Fraction, what: str, why: str) -> Reply:
    said = f"{float(share):g}%"
    note = Note("Adding shares that overlap", why)
    return Reply(
        f"The probability of {what} is **{said}**. {why}",
        f"{said}.",
        said,
        notes=(note,),
        data={"probability": float(share / 100)},
    )
