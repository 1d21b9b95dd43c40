"""The ways in which users ask about what they told of themselves.

Patterns only, for the memory skill.
"""

from __future__ import annotations

import re

ABOUT_ME = re.compile(
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


ASKS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (title, kinds, re.compile(pattern, re.I))
    for title, kinds, pattern in (
        (
            "name",
            ("name",),
            (
                r"\b(?:what(?:'s| is|s| was)?|tell me|say|do you (?:know|remember|recall)|remember|recall|spell|"
                r"guess|repeat)\b(?: [\w ]{0,20})? my (?:full |first |own )?name\b|"
                r"^\W*(?:so |and )?who am i(?: again| anyway)?\W*$|\bmy name\s*\?|"
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
            ("job", "field", "employer"),
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
        ("what you can't eat", ("allergy", "dislike", "diet"), r"\bwhat (?:can'?t|cannot|shouldn'?t|don'?t) i (?:eat|drink)\b"),
        ("allergies", ("allergy",), r"\bwhat am i allergic to\b|\bmy allerg(?:y|ies)\b"),
        ("diet", ("diet",), r"\bam i (?:a )?(?:vegetarian|vegan|pescatarian)|\bmy diet\b"),
        (
            "pets and things",
            ("have",),
            (
                r"\b(?:what|which)\b.{0,20}\b(?:pets?|animals?)\b.{0,20}\bi (?:have|own)\b|\bdo "
                r"i have (?:an? |any )?(?:\w+ )?(?:pets?|animals?)\b|\bwhat do i (?:have|own)\b"
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


MINE = re.compile(
    (
        r"\b(?:what(?:'s|’s| is| are| was| were)?|who(?:'s|’s| is| are)|when(?:'s| is| are)|where(?:'s| "
        r"is| are)|which is|how old is|tell me|do you (?:know|remember|recall)|remember|repeat|"
        r"recall)\b(?: again)?(?: what)?(?: the names? of| the names? for)? (?:my|our) ([a-z][\w'’ "
        r"-]{0,60}?)(?:'s name|’s name| name| called| is| was| are)?\s*(?:\?|$|again|please|now|\.)"
    ),
    re.I,
)


THE = re.compile(
    (
        r"\bwhat(?:'s|’s| is| was| are) the ([a-z][\w' -]{1,40}?)(?: again| i (?:told|gave|mentioned|"
        r"asked).*)?\s*(?:\?|$|\.)"
    ),
    re.I,
)


DO_I = re.compile(
    (
        r"^\W*do i (?:really |still |also )?(like|love|enjoy|hate|dislike|have|own|speak|live in|work as|"
        r"work at)\s+(.{1,60}?)\s*\?*\s*$"
    ),
    re.I,
)


AM_I = re.compile(r"^\W*am i (?:an? |really |allergic to )?(.{1,60}?)\s*\?*\s*$", re.I)
