"""The patterns by which a clause in the first person is recognised as a statement of a kind.

Data for `clauses`; every pattern is bounded and anchored at the start of the clause.
"""

from __future__ import annotations

import re

LEADS = re.compile(
    r"^(?:(?:oh|well|so|and|but|also|ok|okay|hey|hi|hello|howdy|greetings|good (?:morning|afternoon|"
    r"evening|day)|yes|no|sorry|actually|please|fyi|bonjour|salut|hola|hallo|guten tag|ciao|"
    r"buongiorno|olá|namaste|by the way|btw|just so you know|"
    r"let me introduce myself|wait|hmm|there|anyway|correction|in fact|as i said|honestly|true|"
    r"personally|nice to meet you|thanks|thank you)\b[\s,:;!.–-]*)+",
    re.I,
)


CUT = re.compile(
    r"\s*(?:[;,]|\band\b|\bbut\b|\balso\b|\bwhile\b|\bbecause\b)*[;,]?\s*(?:\band\b|\bbut\b|"
    r"[;,])\s*(?=(?:also\s+|then\s+)?(?:i(?:'m|’m|'ve|’ve|'d|’d)?\s|i\s|im\s|my\s|our\s|allergic to\s|"
    r"work (?:as|at|for)\s|live in\s|come from\s|(?:love|hate|enjoy|dislike|adore)\s|we\s|call me\s|"
    r"you can call me\s|remember\s"
    r"|what\b|who\b|where\b|when\b|why\b|how\b|can you\b|could you\b|tell me\b|please\b|is\s|are\s|do\s|does\s))",
    re.I,
)


QUESTION = re.compile(
    (
        r"^(?:what|who|whom|whose|where|when|why|how|which|is|are|am|was|were|do|does|did|can|could|would|"
        r"will|should|shall|may|have i|has|suggest|recommend)\b"
    ),
    re.I,
)


NAME = r"([^\W\d_][\w\u0900-\u097f'’.-]{0,30}(?-i:(?: [A-Z][\w'’-]{0,30}){0,2}))"


NOT_NAMES = frozenset(
    "a an the in at on from not so very too also just really here there back fine good great ok okay "
    "well happy sad tired bored new sure sorry interested looking trying "
    "planning going learning studying working living writing reading building thinking wondering "
    "feeling using having getting making doing asking hungry vegetarian vegan "
    "allergic afraid afraid curious confused lost ready done born married single retired based able "
    "about all always never currently now still only one someone your my "
    "into fond keen excited glad american british indian german french spanish italian japanese "
    "chinese dutch unemployed ill sick busy free stuck".split()
)


RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            "name",
            (
                rf"^(?:my (?:full |first |real |actual )?name(?:'s|’s| is| was)(?: actually| really| now)?|name:|"
                rf"call me|you (?:can|may|should) call me|(?:people|friends|they|everyone) calls? me|i am called|"
                rf"i'?m called|i go by|i am known as|me llamo|mi nombre es|je m['’]appelle|mon nom est|ich hei(?:ß|"
                rf"ss)e|mein name ist|mi chiamo|il mio nome è|(?:o )?meu nome é|eu me chamo|ik heet|mijn naam is|"
                rf"nazywam się|jag heter|mitt namn är)\s+(?:not \S{{1,30}} but )?{NAME}"
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
                r"based|staying)|i am (?:currently |now )?(?:living|based|staying)|(?:i|we)(?:'ve| have)? (?:just |"
                r"recently )?moved|my home is|we live)\s+(?:in|at|near|to)\s+(.{1,60}?)(?= with | since | for \d|"
                r"$)"
            ),
        ),
        (
            "moved",
            r"^(?:i|we)(?:'ve| have)? (?:just |recently )?(?:moved|relocated) from (.{1,40}? to .{1,40}?)(?= last | this | "
            r"in \d| a | \d| for | because |,|$)",
        ),
        (
            "ended",
            r"^(?:i am|i'?m|i’m) (?:not|no longer) (?:in |an? |the )?(.{2,60}?)(?: any ?more)$|^(?:i am|i'?m|i’m) no longer "
            r"(?:in |an? |the )?(.{2,60})$|"
            r"^i (?:don'?t|do not|no longer) (?:work as|live in|work at) (?:an? |the )?(.{2,60}?)(?: any ?more)?(?:,|$)",
        ),
        ("shunned", r"^(?:i|we) (?:really |also )?(?:don'?t|don’t|do not|never|can'?t|cannot) (?:eat|drink) (.{2,60})"),
        ("field", r"^(?:i )?(?:currently |now )?work in ([a-z][\w &-]{1,40})"),
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
                r"name\?|me\b|(?:some)?things?\W*$|anything\b|stuff\b|to\b.{0,80}\?)(.{2,300})"
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


IS_NAME = re.compile(rf"^(?:i am|i'm|i’m|im|this is|it is|it's|it’s)\s+{NAME}(?=\s*(?:$|[,.!;(]| here\b| and\b| from\b))", re.I)


IS_A = re.compile(
    (
        r"^(?:i am|i'm|i’m|im)\s+(?:also\s+)?an?\s+((?!bit\b|little\b|lot\b|fan\b|big fan|huge fan|"
        r"while\b|vegetarian|vegan)[\w' -]{3,60})"
    ),
    re.I,
)


PREFERS = re.compile(r"^(?:(?:i )?(?:like|love|enjoy|watching|playing|reading)\b)", re.I)


TAIL = re.compile(
    (
        r"\s*(?:,?\s*(?:by the way|btw|please|though|too|as well|very much|a lot|so much|the most|right "
        r"now|at the moment|these days|and you|what about you|how about you|thanks|thank you|"
        r"instead))+\s*$"
    ),
    re.I,
)
