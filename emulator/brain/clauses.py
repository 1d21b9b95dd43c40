"""The grammar of statements in the first person: how a clause becomes (kind, about, value), and how it is told back.

Bounded patterns, anchored at the clause's start; a question or a request is never a statement.
"""

from __future__ import annotations

import re

from emulator.brain.text import capitalise, sentences

Statement = tuple[str, str, str]
_LEADS = re.compile(
    r"^(?:(?:oh|well|so|and|but|also|ok|okay|hey|hi|hello|howdy|greetings|good (?:morning|afternoon|"
    r"evening|day)|yes|no|sorry|actually|please|fyi|bonjour|salut|hola|hallo|guten tag|ciao|"
    r"buongiorno|olá|namaste|by the way|btw|just so you know|"
    r"let me introduce myself|wait|hmm|there|anyway|correction|in fact|as i said|honestly|true|"
    r"personally|nice to meet you|thanks|thank you)\b[\s,:;!.–-]*)+",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:[;,]|\band\b|\bbut\b|\balso\b|\bwhile\b|\bbecause\b)*[;,]?\s*(?:\band\b|\bbut\b|"
    r"[;,])\s*(?=(?:also\s+|then\s+)?(?:i(?:'m|’m|'ve|’ve|'d|’d)?\s|i\s|im\s|my\s|our\s|allergic to\s|"
    r"work (?:as|at|for)\s|live in\s|come from\s|(?:love|hate|enjoy|dislike|adore)\s|we\s|call me\s|"
    r"you can call me\s|remember\s"
    r"|what\b|who\b|where\b|when\b|why\b|how\b|can you\b|could you\b|tell me\b|please\b|is\s|are\s|do\s|does\s))",
    re.I,
)
_QUESTION = re.compile(
    (
        r"^(?:what|who|whom|whose|where|when|why|how|which|is|are|am|was|were|do|does|did|can|could|would|"
        r"will|should|shall|may|have i|has|suggest|recommend)\b"
    ),
    re.I,
)
_NAME = r"([^\W\d_][\w'’.-]{0,30}(?-i:(?: [A-Z][\w'’-]{0,30}){0,2}))"
_NOT_NAMES = frozenset(
    "a an the in at on from not so very too also just really here there back fine good great ok okay "
    "well happy sad tired bored new sure sorry interested looking trying "
    "planning going learning studying working living writing reading building thinking wondering "
    "feeling using having getting making doing asking hungry vegetarian vegan "
    "allergic afraid afraid curious confused lost ready done born married single retired based able "
    "about all always never currently now still only one someone your my "
    "into fond keen excited glad american british indian german french spanish italian japanese "
    "chinese dutch unemployed ill sick busy free stuck".split()
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            "name",
            (
                rf"^(?:my (?:full |first |real |actual )?name(?:'s|’s| is| was)(?: actually| really| now)?|name:|"
                rf"call me|you (?:can|may|should) call me|(?:people|friends|they|everyone) calls? me|i am called|"
                rf"i'?m called|i go by|i am known as|me llamo|mi nombre es|je m['’]appelle|mon nom est|ich hei(?:ß|"
                rf"ss)e|mein name ist|mi chiamo|il mio nome è|(?:o )?meu nome é|eu me chamo|ik heet|mijn naam is|"
                rf"nazywam się|jag heter|mitt namn är)\s+(?:not \S{{1,30}} but )?{_NAME}"
            ),
        ),
        (
            "age",
            (
                r"^(?:i am|i'?m|i’m|i just turned|i turned|my age is|i will be)\s+(\d{1,3})(?:\s+years?(?:[ "
                r"-]old)?)?\b(?! (?:km|kg|m|cm|miles|feet|percent|%))"
            ),
        ),
        ("birthday", r"^(?:my birthday is|i was born on|i was born in(?= \d))\s+(?:on |in )?(.{1,40})"),
        (
            "origin",
            (
                r"^(?:i am|i'?m|i’m|(?:i )?come|i was born in|i hail|originally|i am originally|i'?m "
                r"originally)\s+(?:originally\s+)?(?:from\s+)(.{1,60})|^i was born in (.{1,60})|^i grew up in "
                r"(.{1,60})"
            ),
        ),
        (
            "home",
            (
                r"^(?:(?:i )?(?:currently |now |still )?(?:live|reside|stay)|i'?m (?:currently |now )?(?:living|"
                r"based|staying)|i am (?:currently |now )?(?:living|based|staying)|i(?:'ve| have)? (?:just |"
                r"recently )?moved|my home is|we live)\s+(?:in|at|near|to)\s+(.{1,60}?)(?= with | since | for \d|"
                r"$)"
            ),
        ),
        ("employer", r"^(?:i )?(?:currently |now )?work (?:at|for)\s+(.{1,60})"),
        (
            "job",
            (
                r"^(?:(?:i )?(?:currently |now )?work as|my (?:job|profession|occupation) is|i'?m working as|i am "
                r"working as|i earn my living as)\s+(?:being |to be )?(?:an? |the )?(.{1,60})"
            ),
        ),
        ("allergy", r"^(?:(?:i am|i'?m|i’m) )?(?:very |really |also )?allergic to\s+(.{1,80})|^i have an? (.{1,40}) allergy"),
        ("diet", r"^(?:i am|i'?m|i’m)\s+(?:an? )?((?:strict )?(?:vegetarian|vegan|pescatarian|gluten[ -]free))"),
        (
            "quit",
            (
                r"^i (?:no longer|don'?t|do not) (?:really )?(?:like|love|enjoy)\s+(.{1,80}?) any ?more|^i no "
                r"longer (?:like|love|enjoy)\s+(.{1,80})"
            ),
        ),
        (
            "dislike",
            (
                r"^(?:hate|dislike)\s+(.{1,120})|^(?:i (?:really |also |absolutely )?(?:don'?t|don’t|do not|"
                r"never) (?:really |particularly )?(?:like|love|enjoy|care for)|i (?:really |also |absolutely "
                r")?(?:hate|dislike|detest|loathe|can'?t stand|can’t stand|cannot stand|avoid)|(?:i am|i'?m|i’m) "
                r"not (?:a (?:big )?fan of|fond of|into|keen on))\s+(.{1,120})"
            ),
        ),
        (
            "like",
            (
                r"^(?:love|enjoy|adore)\s+(.{1,160})|^(?:i (?:really |also |absolutely |just |do |particularly |"
                r"especially |kind of )*(?:like|love|enjoy|adore|prefer|am into|am (?:a )?(?:big |huge |great "
                r")?fan of|am fond of|am keen on|am interested in|am passionate about|am crazy about)|(?:i'?m|"
                r"i’m) (?:really |also |very )?(?:into|(?:a )?(?:big |huge |great )?(?:fan of)|fond of|keen on|"
                r"interested in|passionate about|crazy about)|my hobb(?:y is|ies are)|my interests are|my "
                r"interests include|my hobbies include)\s+(.{1,160})"
            ),
        ),
        ("speak", r"^i (?:also |can )?speak\s+(.{1,60})"),
        ("learning", r"^(?:i am|i'?m|i’m) (?:currently |also )?(?:learning|studying)\s+(.{1,80})|^i study\s+(.{1,80})"),
        (
            "plan",
            (
                r"^(?:i am|i'?m|i’m|we are|we're) (?:currently |also )?(?:planning|going|travell?ing|flying|"
                r"thinking of|thinking about|hoping|looking forward)\s+(.{1,120})|^(?:i|we) (?:plan|intend|hope|"
                r"want|would like)\s+(to (?:go|visit|travel|learn|buy|run|move|become|start|build|see|"
                r"spend)\b.{0,100})"
            ),
        ),
        (
            "have",
            (
                r"^(?:i|we) (?:also |have got |'ve got )?(?:have|own|'ve got|got)\s+(?!to\b|been\b|never\b|no "
                r"idea|a question|a problem|an issue|some questions|not\b)(.{1,80})"
            ),
        ),
        (
            "note",
            (
                r"^(?:(?:can|could|will) you )?(?:please )?(?:remember|note|keep in mind|don'?t forget|do not "
                r"forget|memori[sz]e|make a note)(?: down)?(?: that| this|:|,)*\s+(?!what\b|who\b|when\b|my "
                r"name\?|me\b|to\b.{0,80}\?)(.{2,300})"
            ),
        ),
        ("forget", r"^(?:please )?forget (?:about |that |my )?(.{2,80})"),
        ("meant", r"^(?:i (?:actually )?meant|it'?s actually|make that)\s+(?!to\b|that\b)(.{1,60})"),
        ("my", r"^my ([a-z][\w'’ -]{0,40}?)(?:'s|’s)? (?:is|are|was|=) (?:actually |now |called |named )?(.{1,160})"),
        (
            "the",
            (
                r"^the ((?:secret |code |pass|magic |project |meeting |launch |wifi |budget |deadline |release |"
                r"room |order |ticket |team )[\w' -]{0,40}?) (?:is|are|will be|=) (.{1,120})"
            ),
        ),
    )
)
_IS_NAME = re.compile(rf"^(?:i am|i'm|i’m|im|this is|it is|it's|it’s)\s+{_NAME}(?=\s*(?:$|[,.!;(]| here\b| and\b| from\b))", re.I)
_IS_A = re.compile(
    (
        r"^(?:i am|i'm|i’m|im)\s+(?:also\s+)?an?\s+((?!bit\b|little\b|lot\b|fan\b|big fan|huge fan|"
        r"while\b|vegetarian|vegan)[\w' -]{3,60})"
    ),
    re.I,
)
_PREFERS = re.compile(r"^(?:(?:i )?(?:like|love|enjoy|watching|playing|reading)\b)", re.I)
_TAIL = re.compile(
    (
        r"\s*(?:,?\s*(?:by the way|btw|please|though|too|as well|very much|a lot|so much|the most|right "
        r"now|at the moment|these days|and you|what about you|how about you|thanks|thank you|"
        r"instead))+\s*$"
    ),
    re.I,
)


def split(text: str) -> list[str]:
    """The clauses of a text that may be statements."""
    found: list[str] = []
    for sentence in sentences(text[:20_000]):
        found += [clause for piece in _CUT.split(sentence[:600]) if (clause := piece.strip())]
    return found


def read(clause: str, previous: str = "") -> list[Statement]:
    """The statements in a clause; `previous` is the kind of the statement before it, which a bare list may continue."""
    body = _LEADS.sub("", clause).strip()
    if not body or body.endswith("?") or _QUESTION.match(body):
        return [] if not body.lower().startswith(("can you remember", "could you remember")) else _by_rules(body.rstrip("?"))
    return _by_rules(body)


def _by_rules(body: str) -> list[Statement]:
    for kind, pattern in _RULES:
        if match := pattern.match(body):
            groups = [group for group in match.groups() if group]
            return _statements(kind, groups) if groups else []
    if (match := _IS_NAME.match(body)) and match[1].split()[0].lower() not in _NOT_NAMES and _like_a_name(match[1], body):
        return [("name", "", _name(match[1]))]
    if match := _IS_A.match(body):
        return _statements("job", [match[1]])
    return []


def _like_a_name(name: str, body: str) -> bool:
    first = name.split()[0]
    alone = len(body.split()) <= 3 and not first.lower().endswith(("ing", "ed"))
    return first[:1].isupper() or alone


def _statements(kind: str, groups: list[str]) -> list[Statement]:
    value = _clean(groups[-1])
    if kind == "name":
        first = value.split()[0].lower() if value.split() else ""
        return [("name", "", _name(value))] if first not in _NOT_NAMES | {"is", "what", "and", "i"} else []
    if kind in {"like", "dislike", "allergy", "speak"}:
        wanted, _, spurned = value.partition(" but not ")
        return [(kind, "", item) for item in items(wanted)] + [("dislike", "", item) for item in items(spurned) if item]
    if kind == "quit":
        return [("dislike", "", item) for item in items(value)]
    if kind == "have":
        return [
            statement
            for part in re.split(r",\s+|\s+and\s+(?=an?\b|two\b|three\b|my\b|one\b|\d)", value)
            for statement in _having(part)
        ]
    if kind == "job" and " at " in value:
        return [("job", "", value.split(" at ")[0]), ("employer", "", value.split(" at ", 1)[1])]
    if kind == "note":
        return [("note", "", value), *[told for told in _by_rules(_first_person(value)) if told[0] != "note"]]
    if kind in {"my", "the"}:
        return _owned(kind, groups[0], value)
    return [(kind, "", value)] if value else []


def _having(value: str) -> list[Statement]:
    match = re.match(r"(?:an? |my )?(.{1,40}?) (?:named|called|whose name is|by the name of) (.{1,60})$", value, re.I)
    if match:
        return [("have", match[1].strip(), match[2].strip())]
    return [("have", "", value)]


def _owned(kind: str, about: str, value: str) -> list[Statement]:
    about = re.sub(r"(?:'s|’s)? name$", "", about.strip(), flags=re.I) if kind == "my" else about.strip()
    if not about or about.lower() in {"question", "problem", "request", "point", "task", "goal here"}:
        return []
    if re.fullmatch(r"(?:first |full )?name", about, re.I):
        return [("name", "", _name(value))]
    return [(kind, about.lower() if about.islower() or about[:1].isupper() else about, value)]


def _first_person(value: str) -> str:
    return value if re.match(r"(?:i|my|the)\b|i'", value, re.I) else f"my {value}"


def items(value: str) -> list[str]:
    """The members of 'cricket, chess and watching movies', each as a noun or a gerund."""
    parts = re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|as well as)\s+", value)
    return [
        _gerund(part)
        for part in (_clean(raw) for raw in parts)
        if part and part.lower() not in {"to", "it", "that", "this", "you", "them", "also"}
    ]


def _gerund(item: str) -> str:
    item = _PREFERS.sub(
        lambda match: "" if match.group().lower() in {"like", "love", "enjoy", "i like", "i love", "i enjoy"} else match.group(),
        item,
    ).strip()
    match = re.match(r"to ([a-z]+)\b(.*)", item, re.I)
    if not match:
        return item
    verb = match[1].lower()
    if verb.endswith("ie"):
        verb = verb[:-2] + "y"
    elif verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    elif verb in {"run", "swim", "jog", "get", "sit", "shop", "knit", "win", "plan", "chat", "hug"}:
        verb += verb[-1]
    return f"{verb}ing{match[2]}"


def _clean(value: str) -> str:
    return _TAIL.sub("", value.strip(' \t.,;:!"“”*')).strip(" .,;:!")


def _name(value: str) -> str:
    kept = [word for word in value.split()[:3]]
    while len(kept) > 1 and not kept[-1][:1].isupper():
        kept.pop()
    return " ".join(word if word[:1].isupper() else capitalise(word) for word in kept).strip(".,!'")


_TOLD = {
    "name": "your name is {v}",
    "age": "you are {v} years old",
    "home": "you live in {v}",
    "origin": "you come from {v}",
    "job": "you work as {a} {v}",
    "employer": "you work at {v}",
    "birthday": "your birthday is {v}",
    "allergy": "you are allergic to {v}",
    "diet": "you are {v}",
    "like": "you like {v}",
    "dislike": "you don't like {v}",
    "speak": "you speak {v}",
    "learning": "you are learning {v}",
    "plan": "you are planning {v}",
    "note": "you asked me to remember: {v}",
    "the": "the {b} is {v}",
    "my": "your {b} is {v}",
}


def told(kind: str, value: str, about: str) -> str:
    """A statement as a clause addressed to the user."""
    if kind == "have":
        return f"you have {value if not about else _article(about) + ' called ' + value}"
    if kind == "plan" and value.startswith("to "):
        return f"you want {value}"
    if kind == "plan" and not re.match(r"(?:an?|the|my|our) ", value):
        return f"you are planning {value}"
    if kind == "job" and re.match(r"(?:an?|the) ", value):
        return f"you are {value}"
    return _TOLD.get(kind, "you said {v}").format(
        v=second_person(value), b=second_person(about), a="an" if value[:1].lower() in "aeiou" else "a"
    )


def _article(noun: str) -> str:
    return noun if re.match(r"(?:two|three|four|\d)\b", noun) else f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def second_person(text: str) -> str:
    """'my sister and I am' -> 'your sister and you are'."""
    swaps = {
        "my": "your",
        "i": "you",
        "me": "you",
        "mine": "yours",
        "i'm": "you're",
        "i've": "you've",
        "am": "are",
        "our": "your",
        "myself": "yourself",
    }
    return re.sub(
        r"(?<!\w)(?:my|i'm|i've|i|me|mine|am|our|myself)(?!\w)", lambda match: swaps[match.group().lower()], text, flags=re.I
    )
