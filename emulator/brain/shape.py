"""What form the user wants: length, list, table, case, first and last words.

Finds such instructions in a prompt or a system instruction and takes them out of the request; `polish` obeys them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from emulator.brain.text import number, number_pattern, sentences

_N = number_pattern()


@dataclass(frozen=True)
class Shape:
    """The form asked for; a field left at its default means 'nothing was said about it'."""

    brief: bool = False
    word: bool = False
    sentences: int = 0
    most_words: int = 0
    points: int = -1
    """0 means a list of any length, -1 none."""
    numbered: bool = False
    paragraphs: int = 0
    headings: bool = False
    table: bool = False
    json: bool = False
    case: str = ""
    simple: bool = False
    detailed: bool = False
    unmarked: bool = False
    opening: str = ""
    ending: str = ""

    @property
    def laid_out(self) -> bool:
        """True when it asks for more than prose: a list, a table, JSON, paragraphs, headings."""
        return self.points >= 0 or self.table or self.json or self.headings or bool(self.paragraphs)

    def over(self, base: Shape) -> Shape:
        """This shape where it says something, the base elsewhere; a wish for brevity here beats a list there."""
        default = Shape()
        own = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(default, field.name)
        }
        return replace(base, **own)

    def words(self) -> list[str]:
        """The form in plain words, for the thought summary."""
        said = {
            "brief": "very short",
            "word": "a single word",
            "table": "a table",
            "json": "JSON",
            "numbered": "a numbered list",
            "headings": "headings",
            "simple": "simple words",
            "detailed": "plenty of detail",
            "unmarked": "no Markdown",
        }
        found = [text for name, text in said.items() if getattr(self, name)]
        found += [f"{self.sentences} sentence{'s' * (self.sentences > 1)}"] * bool(self.sentences)
        found += [f"{self.paragraphs} paragraph{'s' * (self.paragraphs > 1)}"] * bool(self.paragraphs)
        found += [f"at most {self.most_words} words"] * bool(self.most_words)
        found += [f"{self.points or 'some'} bullet points"] * (self.points >= 0 and not self.numbered)
        found += [f"{self.case} case"] * bool(self.case)
        found += [f"an opening “{self.opening}”"] * bool(self.opening)
        return found + [f"the closing words “{self.ending}”"] * bool(self.ending)


_RULES: tuple[tuple[str, str], ...] = (
    ("word", r"(?:exactly |only |just )?(?:one|a single|1)[ -]word(?: answer| only)?|word only"),
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
_COMPILED = tuple(
    (name, re.compile(_LEADS.get(name, _STRICT) + rf"(?:(?:a|an|the) (?:form|format|style|shape) of )?(?:{body})(?!\w)", re.I))
    for name, body in _RULES
)
_MEASURED = re.compile(
    (
        rf"\b({_N}|single)[ -]sentence (?:summary|explanation|overview|answer|description|version|"
        rf"definition|reply)"
    ),
    re.I,
)
_FACTS = re.compile(
    rf"\b(?:(?P<n>{_N} )(?:\w+ )?(?:facts|benefits|reasons|uses|risks|things|advantages|drawbacks)|facts)"
    r"(?: (?:about|on|of|for|why)|(?<=reasons) to)\b",
    re.I,
)
_OF_EACH = re.compile(r"\b(?:explain |describe )?each(?: one| of them)? (?:in|with) (?:one|a)(?: \w+)? sentence\b", re.I)
"""The length of a point, not of the answer."""
_LONE = re.compile(
    r"\W*(?:please,? |just |only )?(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", body) for _, body in _RULES) + r")"
    r"(?:,? (?:please|pls|only|max(?:imum)?|at most))*\W*",
    re.I,
)
"""A sentence that is nothing but a form, as in "Two sentences, please."."""
_POLITE = re.compile(r"^\W*(?:please,? )?", re.I)
_OPEN = re.compile(
    (
        r"\b(?:start|begin|open)(?:s|ing)?(?: (?:it|your (?:answer|reply|response)s?|every (?:answer|"
        r"reply|response)|all (?:answers|replies)|each (?:answer|reply)))? with (?:the (?:word|words|"
        r"phrase) )?[\"'“‘:]*([^\"'”’\n.]{1,120}[.!?]?)"
    ),
    re.I,
)
_END = re.compile(
    (
        r"\b(?:end|finish|close|conclude)(?:s|ing)?(?: (?:it|your (?:answer|reply|response)s?|every "
        r"(?:answer|reply|response|message)|all (?:answers|replies)|each (?:answer|reply|response|"
        r"message)))? with (?:the (?:word|words|phrase|sentence) )?[\"'“‘:]*([^\"'”’\n.]{1,120}[.!?]?)"
    ),
    re.I,
)
_NOT_SHAPE = re.compile(
    (
        r"\b(?:in|to) (?:short|brief) supply|short (?:story|stories|joke|poem|email|note|history|form of)|"
        r"shorter"
    ),
    re.I,
)


def _add(shape: Shape, name: str, match: re.Match[str]) -> Shape:
    groups = match.groupdict()
    count = number((groups.get("n") or groups.get("of") or "").strip()) or 0
    if name == "sentences":
        short = re.search(r"short|brief|concise", match.group(), re.I)
        return replace(shape, sentences=count or 1, brief=bool(short) and (count or 1) == 1)
    if name == "most_words":
        return replace(shape, word=True) if count == 1 else replace(shape, most_words=count)
    if name == "points":
        return replace(shape, points=count)
    if name == "numbered":
        return replace(shape, numbered=True, points=max(shape.points, count))
    if name == "paragraphs":
        short = re.search(r"short|brief|small|concise", match.group(), re.I)
        return replace(shape, paragraphs=count or 1, brief=bool(short))
    if name in {"upper", "lower"}:
        return replace(shape, case=name)
    return replace(shape, **cast(dict[str, Any], {name: True}))


def read(text: str) -> Shape:
    """The form a text asks for."""
    shape = Shape()
    if match := _MEASURED.search(text):
        shape = replace(shape, sentences=number(match[1]) or 1)
    if match := _FACTS.search(text):
        shape = replace(shape, points=number((match["n"] or "").strip()) or 0)
    text = _OF_EACH.sub(" ", led(text))
    for name, pattern in _COMPILED:
        match = pattern.search(text)
        if match and not (name == "brief" and _NOT_SHAPE.search(text)) and not (name == "brief" and shape.sentences > 1):
            shape = _add(shape, name, match)
    if match := _OPEN.search(text):
        shape = replace(shape, opening=match[1].strip())
    if match := _END.search(text):
        shape = replace(shape, ending=match[1].strip())
    return shape


def lone(sentence: str) -> bool:
    """True for a sentence that is nothing but a form: "Two sentences, please."."""
    return _LONE.fullmatch(sentence) is not None


def led(text: str) -> str:
    """The text, a form that stands alone in a sentence put as one that is asked for."""
    return " ".join(f"in {_POLITE.sub('', part)}" if lone(part) else part for part in sentences(text))


def strip(text: str) -> str:
    """The request without the sentences and phrases that only speak of the form."""
    kept = [sentence for sentence in sentences(text) if not _only_shape(sentence)]
    return " ".join(map(_without, kept)) if kept else _without(text)


def _only_shape(sentence: str) -> bool:
    if _OPEN.match(sentence) or _END.match(sentence) or lone(sentence):
        return True
    rest = _without(sentence)
    return (
        rest != sentence
        and re.fullmatch(
            r"\W*(?:(?:please|pls|kindly|and|now|answer|reply|respond|write|keep|make|give|it|me|the|your|"
            r"this|that|them|response|short|very|be|use|only|but|"
            r"explain|format|output|in|as|a|an|say|just|do|so|i|want|need|would|like|should|is|result)\b\W*)*",
            rest,
            re.I,
        )
        is not None
    )


def _without(text: str) -> str:
    for name, pattern in _COMPILED:
        if name == "brief" and _NOT_SHAPE.search(text):
            continue
        text = pattern.sub(" ", text, count=1)
    return re.sub(r"\s{2,}", " ", re.sub(r"\s+([.?!,])", r"\1", text)).strip()
