"""The words in which people ask for a form: "in two sentences", "as a table", "start with ...".

Patterns only; `shape` reads them into a form and takes them out of a request.
"""

from __future__ import annotations

import re

from emulator.brain.text import number_pattern

_N = number_pattern()
_RULES: tuple[tuple[str, str], ...] = (
    (
        "word",
        r"(?:only |just |a simple |a clear )*yes or no(?: answers?)?(?: only)?|"
        r"(?:exactly |only |just )?(?:one|a single|1)[ -]word(?: answer| only)?|word only",
    ),
    (
        "sentences",
        (
            rf"(?:exactly |only |just )?(?P<n>{_N}|a|an)(?: (?:very )?(?:short|brief|simple|single|concise|"
            rf"long))* sentences?(?: or less| only| max)?"
        ),
    ),
    (
        "paragraphs",
        (
            rf"(?:exactly |only |just )?(?P<n>{_N}|a|an|a single) (?:(?:very )?(?:short|brief|small|simple|concise|"
            rf"long|clear))* ?paragraphs?(?: each| only| max)?"
        ),
    ),
    ("headings", r"(?:clear |short |section |sub)*(?:headings?|headers|titled sections)(?: for each \w+)?"),
    (
        "brief",
        r"(?:(?:in|as|with|using|be|keep it|make it|answer|reply|respond)(?: me)? (?:a |an |your "
        r")?(?:very |really |super |extremely |quite )?"
        r"(?:short|brief|concise|terse)(?:,? (?:short|and simple|very short|very))*(?: (?:sentences?|"
        r"answer|reply|response|form|manner|way|version|terms))?"
        r"|(?:a |an )?(?:very |really )?(?:short|brief|concise) (?:sentence|answer|reply|response)(?: only)?"
        r"|briefly|concisely|in short|in brief|in a nutshell|tl;?dr)",
    ),
    (
        "most_words",
        (
            rf"(?:at most |no more than |fewer than |less than |under |up to |max(?:imum)?(?: of)? |exactly |"
            rf"about |around |roughly )?(?P<n>{_N}) words?(?: or (?:less|fewer)| max(?:imum)?| at most)?"
        ),
    ),
    (
        "numbered",
        rf"(?:a |an )?(?:short )?(?:numbered|ordered) (?:list|points|steps)(?: (?:of|with) (?:the )?(?P<n>{_N})\b)?|numbered",
    ),
    (
        "points",
        (
            rf"(?:a )?(?P<n>{_N} )?(?:short |brief |key |main |concise |simple )*(?:bullet(?:ed)?[ "
            rf"-]?(?:points?|list)|bullets|points|takeaways)(?: only)?|(?:a |an )?(?:bullet(?:ed)? |unordered |"
            rf"simple |short )?list(?: (?:of|with) (?:the )?(?P<of>{_N})\b)?"
        ),
    ),
    (
        "table",
        (
            r"(?:(?:give|show|make|create|draw|build)(?: me)? )?(?:a |an )?(?:short |small |simple |markdown |"
            r"comparison )*(?:table|tabular form(?:at)?)"
        ),
    ),
    ("json", r"(?:a |an |valid |only |pure )*json(?: object| format| only)?"),
    ("upper", r"(?:all )?(?:upper[ -]?case|caps|capital letters|block letters)(?: letters| only)?"),
    ("lower", r"(?:all )?lower[ -]?case(?: letters| only)?"),
    (
        "simple",
        r"(?:(?:in|using|with) )?(?:very )?simple (?:words|terms|language|english)|plain (?:english|"
        r"language|words)|layman'?s terms|"
        r"(?:like |as if |for |to )?(?:a |an |i'?m |i were |im )?(?:a )?(?:five|5|six|6|ten|10|seven|7|"
        r"eight|8)[ -]year[ -]old(?: child| kid)?|(?:for |to )(?:a )?(?:kids?|child(?:ren)?|beginners?)"
        r"|(?:like |as if )(?:i'?m |i were |i was )(?:five|5)|eli5|a non-technical audience",
    ),
    ("detailed", r"(?:great(?:er)? |more |full |much )?detail(?:ed manner|s)?|depth|detailed(?: way)?"),
    ("unmarked", r"plain text|no (?:markdown|formatting)|without (?:markdown|formatting)"),
)
_STRICT = (
    r"\b(?:as|in|with|using|within|under|at most|no more than|maximum|max|into|like|to|only|exactly|"
    r"answer|reply|respond|(?:make|want) (?:it|that|this|them))\b[ ]?"
)
_GIVE = r"\b(?:give|show|make|create|write|draw)(?: me| us)? "
_LEADS = {
    "brief": r"\b",
    "simple": r"\b",
    "unmarked": r"\b",
    "table": r"\b(?:as|in|with|using|into|to|(?:make|want) (?:it|that|this|them)|(?=(?:give|show|make|create|draw|build)\b))[ ]?",
    "numbered": rf"(?:{_STRICT}|{_GIVE})",
    "points": rf"(?:{_STRICT}|{_GIVE}(?=(?:an? |the )?(?:{_N} )?(?:\w+ )?bullet))",
    "paragraphs": rf"(?:{_STRICT}|{_GIVE}(?=\w+ ))",
    "most_words": (
        r"\b(?:in|with|using|within|under|at most|no more than|maximum|max|to|only|exactly|(?=at most|"
        r"under|no more|fewer|less than|up to|max))\b[ ]?"
    ),
}
PATTERNS = tuple(
    (name, re.compile(_LEADS.get(name, _STRICT) + rf"(?:(?:a|an|the) (?:form|format|style|shape) of )?(?:{body})(?!\w)", re.I))
    for name, body in _RULES
)
MEASURED = re.compile(
    (
        rf"\b({_N}|single)[ -]sentence (?:summary|explanation|overview|answer|description|version|"
        rf"definition|reply)"
    ),
    re.I,
)
COUNTED = re.compile(
    rf"\b(?:(?P<n>{_N} )(?:\w+ )?(?:facts|benefits|reasons|uses|risks|things|advantages|drawbacks)|facts)"
    r"(?: (?:about|on|of|for|why)|(?<=reasons) to)\b",
    re.I,
)
OF_EACH = re.compile(r"\b(?:explain |describe )?each(?: one| of them)? (?:in|with) (?:one|a)(?: \w+)? sentence\b", re.I)
"""The length of a point, not of the answer."""
LONE = re.compile(
    r"\W*(?:please,? |just |only )?(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", body) for _, body in _RULES) + r")"
    r"(?:,? (?:please|pls|only|max(?:imum)?|at most))*\W*",
    re.I,
)
"""A sentence that is nothing but a form, as in "Two sentences, please."."""
POLITE = re.compile(r"^\W*(?:please,? )?", re.I)
OPEN = re.compile(
    (
        r"\b(?:start|begin|open)(?:s|ing)?(?: (?:it|your (?:answer|reply|response)s?|every (?:answer|"
        r"reply|response)|all (?:answers|replies)|each (?:answer|reply)))? with (?:the (?:word|words|"
        r"phrase) )?[\"'“‘:]*([^\"'”’\n.]{1,120}[.!?]?)"
    ),
    re.I,
)
END = re.compile(
    (
        r"\b(?:end|finish|close|conclude)(?:s|ing)?(?: (?:it|your (?:answer|reply|response)s?|every "
        r"(?:answer|reply|response|message)|all (?:answers|replies)|each (?:answer|reply|response|"
        r"message)))? with (?:the (?:word|words|phrase|sentence) )?[\"'“‘:]*([^\"'”’\n.]{1,120}[.!?]?)"
    ),
    re.I,
)
NOT_SHAPE = re.compile(
    (
        r"\b(?:in|to) (?:short|brief) supply|short (?:story|stories|joke|poem|email|note|history|form of)|"
        r"shorter"
    ),
    re.I,
)
