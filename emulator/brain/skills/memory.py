"""Answers questions about what the user said of themselves, from the user's own words in this conversation.

Never guesses: what was not said is said to be unknown.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.facts import Fact
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join

_ABOUT_ME = re.compile(
    r"\bwhat (?:did|have) i (?:just )?(?:tell|told|say|said|mention|mentioned|share|shared)(?: "
    r"to)?(?: you)?(?: about)? (?:myself|me)|\bwhat do you (?:know|remember|recall) (?:about|of) me|"
    r"\bwho am i\b.*\bknow"
    r"|\bwhat did i just tell you\b|\btell me (?:about myself|what you know about me)|"
    r"\b(?:summari[sz]e|describe|list) (?:what you know about me|me\b|my profile|everything (?:you "
    r"know|i told you) about (?:me|myself))|\bdo you (?:know|remember) (?:anything about me|me\b|who "
    r"i am)|\bwhat (?:have you learned|did you learn) about me|\beverything (?:you know|i(?:'ve| "
    r"have)? (?:told|said)).*\b(?:me|myself)\b",
    re.I,
)
_ASKS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (title, kinds, re.compile(pattern, re.I))
    for title, kinds, pattern in (
        (
            "name",
            ("name",),
            (
                r"\b(?:what(?:'s| is|s| was)?|tell me|say|do you (?:know|remember|recall)|remember|recall|spell|"
                r"guess|repeat)\b(?: [\w ]{0,20})? my (?:full |first |own )?name\b|^\W*who am i\b|\bmy name\s*\?|"
                r"\bhow am i called|\bwhat am i called|\bwhat should you call me|\bhow (?:do|should) you call me|"
                r"c[oó]mo me llamo|wie hei(?:ß|ss)e ich|comment (?:est-ce que )?je m['’]appelle|come mi chiamo|"
                r"qual (?:é )?o? ?meu nome|wie ist mein name|quel est mon nom|cu[aá]l es mi nombre"
            ),
        ),
        ("age", ("age",), r"\bhow old am i\b|\bwhat(?:'s| is) my age\b|\bmy age\s*\?"),
        (
            "home",
            ("home", "origin"),
            (
                r"\bwhere (?:do|did) i live\b|\b(?:what|which) (?:city|town|country|place) (?:do|am) i (?:live|"
                r"living|from|in)\b|\bwhat(?:'s| is) my (?:home|hometown|city|address|location)\b|\bwhere am i "
                r"(?:living|based)\b"
            ),
        ),
        (
            "origin",
            ("origin", "home"),
            (
                r"\bwhere (?:am|do|did) i (?:from|come from|grow up|born)\b|\bwhere was i born\b|\bwhat(?:'s| is) "
                r"my nationality\b|\b(?:what|which) (?:city|town|country|place) am i from\b"
            ),
        ),
        (
            "work",
            ("job", "employer"),
            (
                r"\bwhat(?:'s| is) my (?:job|profession|occupation|work|role)\b|\bwhat do i (?:do|work as)(?: for "
                r"(?:a living|work)| as a job)?\s*\??$|\bwhere do i work\b|\bwho do i work for\b|\bwhat am i by "
                r"profession\b|\bwhich company do i\b"
            ),
        ),
        (
            "dislikes",
            ("dislike",),
            (
                r"\bwhat (?:do|did|things do|food do) i (?:don'?t|not|hate|dislike)|\bwhat (?:\w+ )?don'?t i "
                r"(?:like|enjoy|eat)|\bwhat do i (?:hate|dislike)\b|\bmy dislikes\b"
            ),
        ),
        (
            "likes",
            ("like",),
            (
                r"\bwhat (?:do|did|things do|sports? do|food do|activities do|else do) i (?:say i )?(?:also "
                r")?(?:like|love|enjoy|prefer|play|watch)|\b(?:what(?:'s| is| are)|tell me|list|name|which are|do "
                r"you (?:know|remember|recall)) (?:what )?(?:my (?:hobb(?:y|ies)|interests?|likes|passions?|"
                r"favou?rite things|favou?rite activities)|i like)\b|\bwhat am i (?:into|interested in|a fan of|"
                r"fond of)\b|\bmy hobbies\s*\?"
            ),
        ),
        ("allergies", ("allergy",), r"\bwhat am i allergic to\b|\bmy allerg(?:y|ies)\b"),
        ("diet", ("diet",), r"\bam i (?:a )?(?:vegetarian|vegan|pescatarian)|\bmy diet\b"),
        (
            "pets and things",
            ("have",),
            (
                r"\b(?:do i have|what|which)\b.{0,20}\b(?:pets?|animals?)\b.{0,20}\b(?:i have|i own|have|\?)|\bdo "
                r"i have (?:a |any )?pets?|\bwhat do i (?:have|own)\b"
            ),
        ),
        ("languages", ("speak",), r"\b(?:what|which|how many) languages? (?:do|can) i speak\b"),
        ("studies", ("learning",), r"\bwhat am i (?:learning|studying)\b|\bwhat do i study\b"),
        (
            "plans",
            ("plan",),
            (
                r"\bwhat (?:am|are) (?:i|we) planning\b|\bwhat(?:'s| is| are) my plans?\b|\bwhere am i (?:going|"
                r"travell?ing)\b|\bwhat do i (?:plan|want)\b"
            ),
        ),
        ("birthday", ("birthday",), r"\bwhen (?:is my birthday|was i born)\b|\bmy birthday\s*\?"),
        (
            "things to remember",
            ("note",),
            (
                r"\bwhat (?:did|have) i (?:ask|asked|tell|told) you to (?:remember|note|keep)|\bwhat should you "
                r"remember\b|\bwhat (?:do|did) you remember\b|\bwhat(?:'s| is| are) (?:the|my) notes?\b"
            ),
        ),
    )
)
_MINE = re.compile(
    (
        r"\b(?:what(?:'s|’s| is| are| was| were)?|who(?:'s|’s| is| are)|when(?:'s| is| are)|where(?:'s| "
        r"is| are)|which is|how old is|tell me|do you (?:know|remember|recall)|remember|repeat|"
        r"recall)\b(?: again)?(?: what)?(?: the name of| the name for)? (?:my|our) ([a-z][\w'’ "
        r"-]{0,60}?)(?:'s name|’s name| name| called| is| was| are)?\s*(?:\?|$|again|please|now|\.)"
    ),
    re.I,
)
_THE = re.compile(
    (
        r"\bwhat(?:'s|’s| is| was| are) the ([a-z][\w' -]{1,40}?)(?: again| i (?:told|gave|mentioned|"
        r"asked).*)?\s*(?:\?|$|\.)"
    ),
    re.I,
)
_DO_I = re.compile(
    (
        r"^\W*do i (?:really |still |also )?(like|love|enjoy|hate|dislike|have|own|speak|live in|work as|"
        r"work at)\s+(.{1,60}?)\s*\?*\s*$"
    ),
    re.I,
)
_AM_I = re.compile(r"^\W*am i (?:an? |really |allergic to )?(.{1,60}?)\s*\?*\s*$", re.I)


@skill("memory")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on the user's own facts."""
    text = talk.gist
    if (
        len(text) > 500
        or " my " not in f" {text.lower()} "
        and not re.search(r"\b(?:i|me|myself|the)\b|llamo|appelle|hei|chiamo|nome|nom|nombre", text, re.I)
    ):
        return None
    if _ABOUT_ME.search(text):
        return Offer(0.95, lambda: _profile(talk))
    for title, kinds, pattern in _ASKS:
        if pattern.search(text):
            return Offer(0.95, partial(_recall, talk, title, kinds))
    if match := _DO_I.match(text):
        return Offer(0.9, lambda: _whether(talk, match[2]))
    if (match := _MINE.search(text)) or (match := _THE.search(text)):
        return _owned_offer(talk, match[1], firm=match.re is _MINE)
    if (match := _AM_I.match(text)) and facts.known(talk.said):
        return Offer(0.7, lambda: _whether(talk, match[1]))
    return None


def _known(talk: Talk) -> list[Fact]:
    return facts.known(talk.said)


def _where(talk: Talk, fact: Fact) -> str:
    return "in this very message" if fact.turn >= len(talk.past) else f"in turn {fact.turn + 1}"


def _recall(talk: Talk, title: str, kinds: tuple[str, ...]) -> Reply:
    known = _known(talk)
    found = [fact for kind in kinds for fact in known if fact.kind == kind]
    if kinds[0] == "have":
        found += [
            fact
            for fact in known
            if fact.kind == "my" and re.search(r"\b(?:dog|cat|pet|horse|bird|fish|hamster|rabbit)\b", fact.about, re.I)
        ]
    looked = Note(
        "Looking back over the conversation",
        f"I search {len(talk.said)} message{'s' * (len(talk.said) > 1)} of the user for {title}.",
    )
    if not found:
        return _unknown(title, looked, known)
    if kinds[0] in {"home", "origin"}:
        found = [fact for fact in found if fact.kind == found[0].kind]
    said = [fact.told() for fact in found]
    quote = Note("Finding the statement", f"{capitalise(_where(talk, found[-1]))} the user said so: {join(said)}.")
    checked = Note(
        "Checking for corrections", "Only the latest statement of this kind counts, and nothing said later contradicts it."
    )
    text, brief, word = _spoken(kinds[0], found)
    return Reply(
        text,
        brief,
        word,
        tuple(capitalise(part) + "." for part in said) if len(said) > 1 else (),
        notes=(quote, looked, checked),
        data={title: [fact.value for fact in found] if len(found) > 1 else found[0].value},
    )


def _spoken(kind: str, found: list[Fact]) -> tuple[str, str, str]:
    values = [fact.value for fact in found]
    if kind == "name":
        return f"Your name is **{values[0]}**! How can I help you today?", f"Your name is {values[0]}.", values[0]
    if kind in {"like", "dislike", "allergy", "speak"}:
        told = found[0].told()
        text = f"You told me that {told[: len(told) - len(found[0].value)]}{join([f'**{value}**' for value in values])}."
        return text, f"{capitalise(told[: len(told) - len(found[0].value)])}{join(values)}.", join(values)
    told = join([fact.told() for fact in found])
    return f"{capitalise(told)}.", f"{capitalise(told)}.", values[0]


def _unknown(title: str, looked: Note, known: list[Fact]) -> Reply:
    name = facts.name_in(known)
    question = (
        "What should I call you?" if title == "name" else "Tell me, and I'll remember it for the rest of this conversation."
    )
    thing = {
        "work": "what you do",
        "home": "where you live",
        "origin": "where you come from",
        "likes": "what you like",
        "dislikes": "what you dislike",
    }.get(title, f"your {title}")
    text = f"You haven't told me {thing} yet{', ' + name if name else ''}. {question}"
    return Reply(
        text,
        f"You haven't told me {thing} yet.",
        "unknown",
        notes=(
            Note("Finding nothing", f"None of the user's messages mentions {title}, so I say so instead of guessing."),
            looked,
        ),
    )


def _profile(talk: Talk) -> Reply:
    known = _known(talk)
    looked = Note(
        "Looking back over the conversation",
        (f"I read the user's {len(talk.said)} messages for statements about themselves and find {len(known)}."),
    )
    if not known:
        return Reply(
            "You haven't told me anything about yourself yet. What's your name, and what do you enjoy?",
            "You haven't told me anything yet.",
            "nothing",
            notes=(looked,),
        )
    told = _grouped(
        [fact for fact in known if fact.kind != "note" or not any(o.turn == fact.turn and o.kind in {"my", "the"} for o in known)]
    )
    text = (
        f"You told me that {join(told)}."
        if len(told) <= 3
        else "Here is what you told me about yourself:\n\n" + "\n".join(f"- {capitalise(part)}." for part in told)
    )
    notes = (Note("Collecting the statements", "; ".join(capitalise(part) for part in told) + "."), looked)
    return Reply(
        text,
        f"You told me that {join(told)}.",
        facts.name_in(known) or known[0].value,
        tuple(capitalise(part) + "." for part in told),
        notes=notes,
        data={fact.about or fact.kind: fact.value for fact in known},
    )


def _grouped(known: list[Fact]) -> list[str]:
    told: list[str] = []
    for kind in dict.fromkeys(fact.kind for fact in known):
        same = [fact for fact in known if fact.kind == kind]
        if kind in {"like", "dislike", "allergy", "speak"}:
            lead = same[0].told()
            told.append(lead[: len(lead) - len(same[0].value)] + join([fact.value for fact in same]))
        else:
            told += [fact.told() for fact in same]
    return told


def _owned_offer(talk: Talk, about: str, firm: bool) -> Offer | None:
    about = re.sub(r"(?:'s|’s)?(?: full)? name$|\bcalled$", "", about.strip(), flags=re.I).strip().lower()
    for fact in reversed(_known(talk)):
        subject = fact.about.lower()
        if subject and (
            subject == about
            or subject.replace("favorite", "favourite") == about.replace("favorite", "favourite")
            or (firm and about.split()[-1:] == subject.split()[-1:])
        ):
            return Offer(0.95, partial(_owned, talk, fact))
    if not firm or re.search(r"\b(?:options|rights|chances|next|bmi|horoscope|ip)\b", about):
        return None
    return Offer(
        0.8,
        lambda: _unknown(
            about, Note("Looking back over the conversation", f"I look for a statement on “my {about}”."), _known(talk)
        ),
    )


def _owned(talk: Talk, fact: Fact) -> Reply:
    text = f"{capitalise(fact.told())}.".replace(fact.value, f"**{fact.value}**", 1)
    notes = (
        Note("Finding the statement", f"{capitalise(_where(talk, fact))} the user said: {fact.told()}."),
        Note("Checking for corrections", "No later message changes it."),
    )
    return Reply(text, f"{capitalise(fact.told())}.", fact.value, notes=notes, data={fact.about: fact.value})


def _whether(talk: Talk, value: str) -> Reply:
    known = _known(talk)
    wanted = set(re.findall(r"\w+", value.lower())) - {"a", "an", "the", "any", "to"}
    for fact in reversed(known):
        if wanted and wanted <= set(
            re.findall(r"\w+", f"{fact.value} {fact.about} {'old' if fact.kind == 'age' else ''}".lower())
        ):
            yes = fact.kind != "dislike" or bool(re.search(r"hate|dislike", talk.gist, re.I))
            yes = yes and not (fact.kind == "like" and re.search(r"\b(?:hate|dislike)\b", talk.gist, re.I))
            return Reply(
                f"{'Yes' if yes else 'No'}: you told me that {fact.told()}.",
                word="Yes" if yes else "No",
                notes=(Note("Finding the statement", f"{capitalise(_where(talk, fact))}: {fact.told()}."),),
            )
    return Reply(
        "You haven't told me that, so I can't say.",
        word="Unknown",
        notes=(Note("Finding nothing", f"No statement of the user mentions “{value}”."),),
    )
