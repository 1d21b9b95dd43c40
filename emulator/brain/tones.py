"""Changes of a text's tone and of its parts: lighter, warmer, urgent, with emoji, signed, as a short message.

Works on mails and on plain text; a mail is known by its subject line and its close.
"""

from __future__ import annotations

import re

from emulator.brain.text import capitalise, pick, plain, sentences, words

_CLOSE = re.compile(
    r"\n\n(?P<close>Kind regards|With warm wishes|All my love|Best regards|Best wishes|Warm wishes|"
    r"All the best|Cheers|Best|Yours[^\n,]*|Sincerely|"
    r"Thanks)[^\n]*\n(?P<name>.+)",
    re.I,
)
_GREETING = re.compile(r"^(?P<hi>Dear|Hi|Hello) (?P<whom>[^,\n]{1,60}),$", re.M)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f]")
_PICTURES: tuple[tuple[str, str], ...] = (
    (r"delay|later?\b|postpon|wait", "⏳"),
    (r"release|launch|ship|new\b|introduc", "🚀"),
    (r"meeting|call\b|talk\b|discuss", "🗓️"),
    (r"thank|grateful|appreciat", "🙏"),
    (r"invit|party|celebrat|join us|birthday", "🎉"),
    (r"sorry|apolog|unfortunately", "😔"),
    (r"question|ask\b|help", "💬"),
    (r"coffee|tea\b", "☕"),
    (r"water|sea\b|ocean", "💧"),
    (r"food|eat|dinner|lunch|cook|pizza", "🍽️"),
    (r"money|price|cost|revenue|budget|sales", "💰"),
    (r"travel|trip|visit|city|flight", "✈️"),
    (r"love|heart|dear", "❤️"),
    (r"sun|day\b|morning|summer", "☀️"),
    (r"team|together|people|everyone", "👥"),
    (r"idea|think|learn|know", "💡"),
    (r"grow|increase|better|improv", "📈"),
    (r"fast|quick|speed|ready", "⚡"),
    (r"music|song|sing", "🎵"),
    (r"dog|cat\b|animal", "🐾"),
    (r"work|job|task|project", "💼"),
    (r"earth|world|climate|plant|nature", "🌍"),
    (r"star|moon|night|space", "🌙"),
)
_FUN_LINES = (
    "The coffee machine has read this, too, and had no remarks.",
    "If this made you frown, please imagine it sung by a cheerful choir.",
    "No spreadsheets were harmed in the writing of these lines.",
)
_TONES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "funny": (("Fasten your seat belts:", "Drum roll, please:", "Sit down, take a biscuit:"), _FUN_LINES),
    "warm": (
        ("I hope you are having a good week.", "I hope this finds you well."),
        ("If there is anything I can do, I'm only a message away.", "Thank you for being so patient and kind about it."),
    ),
    "excited": (
        ("We couldn't be more excited!", "Great news first!"),
        ("I can't wait to hear what you think!", "This is going to be good!"),
    ),
    "persuasive": (
        ("Here is why it is worth a minute of your time.", "This is one of those chances one is glad to have taken."),
        ("Say yes now, and the rest is easy.", "There is little to lose and a good deal to win, so let us start."),
    ),
    "urgent": (
        ("This needs your attention today.", "Please read this right away."),
        ("I need your answer by the end of the day, please.",),
    ),
    "sorry": (
        ("First of all, I am truly sorry.", "I know that this comes at a bad time, and I apologise."),
        ("Thank you very much for your patience and understanding.",),
    ),
}


def is_mail(text: str) -> bool:
    """Whether a text has a greeting and a close."""
    return bool(_CLOSE.search(text) and _GREETING.search(text))


def _parts(mail: str) -> tuple[str, str, str]:
    """All up to the greeting, the paragraphs, and the close of a mail."""
    greeting, close = _GREETING.search(mail), _CLOSE.search(mail)
    assert greeting is not None
    assert close is not None
    return mail[: greeting.end()], mail[greeting.end() : close.start()].strip(), mail[close.start() :].strip()


def toned(text: str, tone: str) -> str:
    """The text in another tone: a line before it, a line after it."""
    text = sober(text)
    before, after = (pick(lines, text, tone) for lines in _TONES[tone])
    if is_mail(text):
        head, body, close = _parts(text)
        return (
            f"{head}\n\n{before} {capitalise(body)} {after}\n\n{_light(close) if tone in {'funny', 'warm', 'excited'} else close}"
        )
    return f"{before} {text.strip()}\n\n{after}" if "\n" not in text.strip() else f"{before}\n\n{text.strip()}\n\n{after}"


_MORE = (
    "Please take the time you need to look at it, and tell me what is unclear. I am happy to go through it together.",
    "I wanted you to hear it from me first and in good time. If it helps, I can give you more of the background.",
    "Should anything change, I will write again at once. Until then you can reach me at any time.",
)


def lengthened(mail: str) -> str:
    """A mail with two sentences more that state no new facts."""
    head, body, close = _parts(mail)
    more = next((line for line in _MORE if line not in body), "")
    return f"{head}\n\n{body}\n\n{more}\n\n{close}" if more else mail


def sober(text: str) -> str:
    """The text without the lines that an earlier change of tone has added."""
    for lines in (line for pair in _TONES.values() for line in pair):
        for line in lines:
            text = re.sub(rf"[ \n]*{re.escape(line)}$|{re.escape(line)}\s*|(?<=\S) {re.escape(line)}", "", text, flags=re.M)
    return text.replace("Warm wishes,", "Kind regards,").strip()


def _light(close: str) -> str:
    return re.sub(r"^(?:Kind|Best) regards", "Warm wishes", close)


def with_emoji(text: str, one: bool = False) -> str:
    """The text with pictures: a single one at its first paragraph, or one for each line that speaks of something drawable."""
    lines = text.split("\n")
    body = range(len(lines))
    if is_mail(text):
        start = next((place for place, line in enumerate(lines) if _GREETING.match(line)), 0)
        body = range(start + 1, len(lines) - text[_at_close(text) :].strip().count("\n") - 1)
    used: set[str] = set()
    for place in body:
        line = lines[place].rstrip()
        if not re.search(r"\w{3}", line) or line.startswith(("```", "|")):
            continue
        picture = next(
            (sign for pattern, sign in _PICTURES if sign not in used and re.search(rf"\b(?:{pattern})", line, re.I)), ""
        )
        if picture or not used:
            picture = picture or "✨"
            lines[place] = f"{line} {picture}{'  ' if lines[place].endswith('  ') else ''}"
            used.add(picture)
        if one and used:
            break
    return "\n".join(lines)


def _at_close(mail: str) -> int:
    close = _CLOSE.search(mail)
    return close.start() if close else len(mail)


def without_emoji(text: str) -> str:
    """The text without pictures."""
    return re.sub(rf" ?{_EMOJI.pattern}", "", text).strip()


def with_action(text: str) -> str:
    """The text with a line that says what to do now."""
    if is_mail(text):
        head, body, close = _parts(text)
        return f"{head}\n\n{body} **Please reply by Friday, so that we can go on.**\n\n{close}"
    title = re.match(r"\*\*([^*\n]{2,60})\*\*", text)
    thing = f"your {title[1][:1].lower() + title[1][1:]}" if title else "yours"
    return f"{text.strip()}\n\n**Get {thing} today, and see the difference by tomorrow.**"


def with_hashtags(text: str) -> str:
    """The text with its weightiest words as tags."""
    counted = [word for word in words(plain(text)) if len(word) > 5 and not re.search(r"\W", word)]
    tags = list(dict.fromkeys(sorted(counted, key=lambda word: (-counted.count(word), -len(word)))))[:4]
    return f"{text.strip()}\n\n{' '.join('#' + capitalise(tag) for tag in tags)}"


def with_postscript(text: str, what: str) -> str:
    """The text with a postscript in the user's words, or a light one."""
    said = re.sub(r"^(?:that|saying(?: that)?|with|about)\s+", "", what.strip(" .:"))
    return f"{text.rstrip()}\n\nP.S. {capitalise(said or pick(_FUN_LINES, text)).rstrip('.')}."


def signed(mail: str, name: str) -> str:
    """The mail signed by somebody."""
    close = _CLOSE.search(mail)
    return f"{mail[: close.start('name')]}{name}{mail[close.end('name') :]}" if close else mail


def addressed(mail: str, name: str) -> str:
    """The mail to somebody."""
    return _GREETING.sub(lambda match: f"{match['hi']} {name},", mail, count=1)


def for_channel(mail: str, channel: str) -> str:
    """The mail's paragraph as a short message."""
    head, body, _ = _parts(mail)
    greeting = _GREETING.search(head)
    whom = greeting["whom"] if greeting and not greeting["whom"].startswith("[") else "everyone"
    told = [line for line in sentences(plain(body)) if not re.match(r"(?:I hope|Please let me know)", line)] or sentences(
        plain(body)
    )
    told[0] = capitalise(re.sub(r"^I (?:would like to|wanted to|am writing to) let you know that ", "", told[0]))
    if channel in {"tweet", "linkedin post"}:
        return with_hashtags(" ".join(told[: 2 if channel == "tweet" else 9]))
    return f"Hi {whom}! {' '.join(told[:3])} 👋"


_LONGEST_TWEET = 240


def tweeted(text: str) -> str:
    """The first sentences of a text that fit into a short post, with tags."""
    kept = ""
    for sentence in sentences(plain(re.sub(r"^\*\*[^*\n]+\*\*\n\n", "", text))):
        if kept and len(kept) + len(sentence) > _LONGEST_TWEET:
            break
        kept = f"{kept} {sentence}".strip()
    return with_hashtags(kept)


_ORDER = re.compile(
    r"^(?:send|give|call|do|finish|come|fix|stop|tell|write|check|reply|answer|bring|make|submit|get|pay|read|review|update|"
    r"change|move|open|close|"
    r"sign|show|explain|help|let|take|put|leave|wait|be|go|return|complete|prepare|clean|turn|confirm)\b",
    re.I,
)


_FORBIDS = re.compile(r"(?:do not|don't|don’t|never)\b", re.I)


def softened(text: str) -> str:
    """Orders as requests, with a word of thanks; other sentences stay as they are."""
    said = []
    for sentence in sentences(text.strip().strip("\"“”'")):
        bare = re.sub(r"^please,?\s+|,? please$|\b(?:right )?now\b", "", sentence.rstrip(".!? "), flags=re.I).strip()
        if _FORBIDS.match(bare):
            said.append(f"Please {bare[:1].lower()}{bare[1:]}.")
            continue
        said.append(f"Could you please {bare[:1].lower()}{bare[1:]}?" if _ORDER.match(bare) else sentence)
    return f"{' '.join(said)} Thank you very much!"
