"""Judges a given text by its words: the sentiment of a review, and whether a message looks like spam or worse."""

from __future__ import annotations

import re

from emulator.brain import material
from emulator.brain.dialogue import Talk
from emulator.brain.mind import instruction
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join, words

GOOD = frozenset(
    (
        "amazing great good excellent wonderful fantastic love loved loves like liked best awesome "
        "perfect happy brilliant superb delightful beautiful recommend recommended enjoyed enjoy fast "
        "easy helpful friendly nice pleased impressed favourite favorite outstanding lovely fun tasty "
        "delicious comfortable spotless clean cosy cozy generous sturdy crisp gorgeous stunning reliable welcoming attentive "
        "spacious stylish elegant impressive charming polite professional responsive intuitive durable smooth kind quick "
        "gem impeccable masterpiece exceptional stellar flawless terrific marvelous phenomenal thrilled satisfied exquisite "
        "magnificent incredible breathtaking refreshing bursting outstanding"
    ).split()
)
BAD = frozenset(
    (
        "bad terrible awful horrible hate hated worst poor disappointing disappointed broken slow rude "
        "useless waste boring ugly annoying cheap fails failed fail failure never refund dirty cold "
        "noisy expensive difficult wrong problem problems crash crashes sad angry unhappy overpriced "
        "mediocre dropping dropped late delayed missing damaged scratched leaking leaks flimsy uncomfortable loud smelly "
        "stained cramped unhelpful confusing buggy laggy freezes overheats soggy bland stale undercooked salty ignored lacking "
        "inedible insult atrocious dreadful appalling unacceptable disgusting unpleasant frustrating frustrated regret lousy "
        "nightmare unreliable defective faulty ruined unprofessional misleading upset disaster worse terribly horribly"
    ).split()
)
_NEGATIONS = frozenset("not no never isn't wasn't don't doesn't didn't hardly can't won't".split())
_SPAM = re.compile(
    (
        r"\bfree (?:money|gift|iphone|prize)|\bclick (?:here|below|the link)|\bclaim (?:your|the|a)\b|"
        r"\bwinner\b|\byou(?:'ve| have) won\b|\blottery\b|\b100% (?:free|guaranteed)|\bact now\b|"
        r"\blimited time\b|\bearn \$|\bcasino\b|\bviagra\b|\bcrypto giveaway|\bverify your account\b|\bno "
        r"risk\b|\bbuy (?:cheap|now)\b|\bprize\b|\bwire transfer\b|\b(?:make|earn) \$?[\d,]+\$? (?:a|per) (?:day|week|month)"
        r"|\bwork from home\b.{0,40}\b(?:dm|no experience|easy)|\b(?:dm|message) me (?:now|for)\b|\blimited offer\b"
        r"|\bbank details\b|\bcialis\b"
        r"|\bdouble your (?:money|bitcoin|crypto)|\baccount (?:has been |is |was )?(?:suspended|locked|limited)\b"
        r"|\bget rich\b|\bcheap meds\b"
        r"|\bsend (?:me )?(?:your )?(?:password|gift cards?|card number|bitcoin)\b|\bsubscribe now\b|\b(?:followers"
        r"|likes) for (?:sale|cheap)\b"
    ),
    re.I,
)
_HARM = re.compile(
    (
        r"\b(?:kill|murder|bomb|attack|shoot|stab|hurt) (?:you|him|her|them|people|everyone|myself|"
        r"yourself)\b|\bhow to (?:make|build) (?:a )?(?:bomb|weapon)|\bi will find you\b"
    ),
    re.I,
)
_RUDE = re.compile(r"\b(?:idiot|stupid|moron|dumb|loser|shut up|trash|pathetic|hate you|crap|damn|bastard)\b", re.I)
_MODERATE = re.compile(
    (
        r"\bmoderat(?:e|ion)\b|\b(?:is|are) (?:this|the following|it) (?:\w+ ){0,2}(?:spam|safe|harmful|"
        r"toxic|appropriate|a scam)|\bspam (?:or|check)|\bclassify\b.{0,40}\b(?:spam|safe|toxic)"
    ),
    re.I,
)
_SENTIMENT = re.compile(
    (
        r"\bsentiment\b|^\W*review\s*:|\bpositive or negative\b|\b(?:rate|analy[sz]e|classify|"
        r"evaluate)\b.{0,30}\b(?:review|feedback|comment|tone|mood|text)\b|\bhow does (?:this|the) \w+ "
        r"(?:feel|sound)"
    ),
    re.I,
)


@skill("judgement")
def offer(talk: Talk) -> Offer | None:
    """Fits when a text is to be moderated or its mood is asked for."""
    task = instruction(talk.prompt)
    moderate, mood = _MODERATE.search(task), _SENTIMENT.search(task)
    if not (moderate or mood):
        return None
    found = material.of(talk, earlier=False)
    if found is None:
        return None
    judged = found.text if verdict(found.text)[0] != "safe" else talk.prompt
    return Offer(0.93, (lambda: _moderated(judged)) if moderate else (lambda: _mood(found.text)), whole=True)


def verdict(text: str) -> tuple[str, float, str]:
    """The category of a message, how sure that is, and why."""
    for category, pattern in (("harmful", _HARM), ("spam", _SPAM), ("inappropriate", _RUDE)):
        signs = [match.group().lower() for match in pattern.finditer(text[:50_000])]
        if signs:
            return (
                category,
                min(0.99, 0.75 + 0.1 * len(set(signs))),
                (f"it contains {join([f'“{sign}”' for sign in list(dict.fromkeys(signs))[:4]])}, typical of {category} messages"),
            )
    return "safe", 0.9, "it contains no sign of spam, insult or threat"


def _moderated(text: str) -> Reply:
    category, sure, why = verdict(text)
    safe = category == "safe"
    rows = (
        ("Check", "Result"),
        ("Safe", "yes" if safe else "no"),
        ("Category", category),
        ("Confidence", f"{sure:.0%}"),
        ("Reason", why),
    )
    said = (
        f"**Verdict: {category}** "
        f"({'no action needed' if safe else 'should not be published as it is'}).\n\n- **Safe:** "
        f"{'yes' if safe else 'no'}\n- **Confidence:** {sure:.0%}\n- **Reason:** {why}."
    )
    return Reply(
        said,
        f"The message is {category}: {why}.",
        category,
        (f"**Category:** {category}", f"**Confidence:** {sure:.0%}", f"**Reason:** {why}"),
        rows,
        (
            Note("Searching for warning signs", f"I look for spam phrases, insults and threats: {why}."),
            Note("Deciding on a verdict", f"That makes the message {category}, with a confidence of {sure:.0%}."),
        ),
        {"is_safe": safe, "category": category, "confidence": round(sure, 2), "reason": why},
    )


def mood(text: str) -> tuple[str, float, list[str], list[str]]:
    """The sentiment of a text, a score from -1 to 1, and the words that speak for and against."""
    found = [word.lower() for word in words(text[:50_000])]
    good: list[str] = []
    bad: list[str] = []
    for index, word in enumerate(found):
        turned = bool(_NEGATIONS & set(found[max(0, index - 2) : index]))
        if word in GOOD or word in BAD:
            (bad if (word in GOOD) == turned else good).append(("not " if turned else "") + word)
    total = len(good) + len(bad)
    score = (len(good) - len(bad)) / total if total else 0.0
    return (
        ("positive" if score > 0.2 else "negative" if score < -0.2 else "mixed" if total else "neutral"),
        round(score, 2),
        good,
        bad,
    )


def _mood(text: str) -> Reply:
    label, score, good, bad = mood(text)
    stars = max(1, min(5, round(3 + 2 * score)))
    reasons = [f"**Speaks for it:** {', '.join(dict.fromkeys(good))}"] * bool(good) + [
        f"**Speaks against it:** {', '.join(dict.fromkeys(bad))}"
    ] * bool(bad)
    said = (f"The sentiment is **{label}** (score {score:+.2f} on a scale from −1 to +1, about {stars} of 5 stars).") + (
        "\n\n" + "\n".join(f"- {reason}" for reason in reasons) if reasons else ""
    )
    return Reply(
        said,
        f"The sentiment is {label}.",
        label.capitalize(),
        tuple(reasons) or (f"Sentiment: {label}",),
        (("Measure", "Value"), ("Sentiment", label), ("Score", f"{score:+.2f}"), ("Stars", str(stars))),
        (
            Note(
                "Weighing the words",
                (
                    f"{len(good)} word{'s' * (len(good) != 1)} sound{'s' * (len(good) == 1)} positive and {len(bad)} "
                    f"negative; a “not” before a word turns it round."
                ),
            ),
            Note("Summing up", f"The score is {score:+.2f}, so the text is {label}."),
        ),
        {"sentiment": label, "score": score, "stars": stars},
    )
