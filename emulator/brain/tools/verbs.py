"""What a request wants done: verbs by the kind of thing they do, so that "open a ticket" creates and "scrap it" deletes.

Tables and two small readers; it knows no function.
"""

from __future__ import annotations

import re

from emulator.brain.library import fold
from emulator.brain.tools import words

_KINDS = {
    "create": (
        "create add make new book schedule jot register log record insert file submit arrange plan organise organize note draft"
        " enter save put reserve sign-up signup alert setup place start generate raise enrol enroll request issue upload invite"
        " sign report remind want need sold sell spent invoice bill bought paid ate drank ran walked swam cycled slept rate"
    ),
    "delete": "delete remove cancel erase drop clear discard scrap revoke unsubscribe uninstall dismiss kill",
    "update": (
        "update change move mark set edit modify rename reschedule shift adjust raise lower increase decrease assign reassign"
        " promote switch replace renew approve reject"
        " resize upgrade downgrade correct extend shorten postpone push bump scale merge tag label"
    ),
    "read": (
        "get find search locate list show look fetch check query read describe what which who where when how"
        " is are any lookup view see"
        " display count tell give track compare retrieve whats what's does do has have can"
    ),
    "send": "send transfer wire pay email e-mail mail message call phone ring text notify post reply forward share tell write"
    " ping dm escalate announce publish tweet sms copy cc",
    "control": (
        "turn switch enable disable lock unlock open close start stop pause resume play set dim brighten mute unmute"
        " go drive walk step"
        " toggle activate freeze unfreeze block unblock skip navigate"
        " deactivate reset deploy redeploy grip attack water print power heat cool warm restart reboot launch run arm disarm"
    ),
    "end": "close resolve finish complete end archive settle stop terminate shut cancel return refund rollback roll",
    "order": "order reorder buy purchase pay checkout book reserve take",
    "compute": "calculate compute convert evaluate translate sum estimate predict simulate solve count what how",
}
KINDS: dict[str, frozenset[str]] = {}
for _kind, _row in _KINDS.items():
    for _word in _row.split():
        KINDS[words.stem(_word)] = KINDS.get(words.stem(_word), frozenset()) | {_kind}
ALL = frozenset(word for row in _KINDS.values() for word in row.split())
COMMON = frozenset(
    "yes no and or but also then now thanks great sure well so if for from in on at to with my our your the a an this that these"
    " those let lets could would should will shall may might did was were hey".split()
)
_OPPOSITES = (
    ("create", "delete"),
    ("read", "delete"),
    ("read", "create"),
    ("read", "update"),
    ("read", "send"),
    ("read", "end"),
    ("read", "order"),
    ("read", "control"),
    ("update", "end"),
    ("update", "delete"),
    ("update", "create"),
)
_POLITE = re.compile(
    r"^\W*(?:(?:and|then|also|now|ok(?:ay)?|so|hey|hi|please|first|next|finally|just|never ?mind"
    r"|actually|great|alright)\b[ ,]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?(?:also )?|(?:i|we)(?:'d| would) (?:also )?like (?!you\b|to\b)"
    r"|(?:i|we)(?:'ll| will) (?:have|take) |(?:can|could|may) (?:i|we) (?:have|get) |(?:i|we)(?: also)? need (?!you\b|to\b)"
    r"|i(?:'d| would) (?:also )?like (?:you )?to |i (?:want|need|have) (?:you )?to "
    r"|i wanna |(?:i|we)(?:'ve| have)? (?:just |already )?"
    r"(?=(?:\w{3,}ed|sold|bought|spent|paid|ran|ate|drank|slept|swam|took)\b)"
    r"|let's |let us |help me (?:to )?|we (?:need|want|have) to |go"
    r" ahead and |you should |be so kind and"
    r" )?(?:please )?",
    re.I,
)
_FORBIDDEN = re.compile(
    r"^\W*(?:please )?(?:do not|don'?t(?! (?:let me )?forget)|never(?! ?mind)|no need to|there's no need to|without)\b",
    re.I,
)
_ASKED = re.compile(
    r"\?\s*$|^\W*(?:what|which|who|whom|whose|where|when|how|is|are|was|were|does|do|did|will|has|have|any)\b", re.I
)
_LACKS = re.compile(
    r"^\W*(?:oh,? )?(?:i|we)(?: also)?(?:'d like| would like| need| want|(?:'re| are|'m| am)(?: running)? out of)\b"
    r"(?! to\b| you\b)",
    re.I,
)
_SHOULD = re.compile(r"^[^?]{2,60}?\bshould (?:now |from now on )?(?:be|cost|have|read|say)\b[^?]*$|\bfrom now on\b[^?]*$", re.I)
"""What something is to be like: "A-1 should cost 20 euros"."""
_ANYTHING = frozenset({"control", "create", "read", "compute"})
"""What something that is run may do: a query reads, a job acts."""
_NOUNS = frozenset("status history lookup search info details balance availability".split())
"""What a name ends in that only says what is looked up: order_status."""
_GIVES = (("returns",), ("provides",), ("retrieves",), ("fetches",))
_PHRASAL = {("check", "in"), ("sign", "up"), ("log", "in"), ("log", "out"), ("clock", "in"), ("clock", "out")}
"""Verbs of two words that mean something else than their first."""
_MADE = frozenset("set update change add create delete remove clear post send start run mark edit".split())
_PASSIVE = "gone done finished over".split()


def lead(clause: str) -> str:
    """A clause without its politeness: what is left begins with its verb."""
    return clause[_POLITE.match(clause).end() :] if _POLITE.match(clause) else clause  # type: ignore[union-attr]


def kinds(clause: str) -> frozenset[str]:
    """The kinds of thing that a clause may want done; empty when it doesn't say."""
    rest = lead(clause)
    first = re.match(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", rest)
    found = KINDS.get(words.stem(fold(first[0])), frozenset()) if first else frozenset()
    if _SHOULD.search(clause):
        return frozenset({"update"})
    if meant := next((meant for pattern, meant in _PHRASES if pattern.match(rest)), None):
        return meant
    if not found and _LACKS.match(clause):
        return frozenset({"create", "order", "read"})
    if not found and _ASKED.search(rest):
        return frozenset({"read", "compute"})
    return found


_PHRASES = tuple(
    (re.compile(rf"\W*(?:{pattern})"), frozenset(meant.split()))
    for pattern, meant in (
        (r"(?i:(?:let me know|tell me|(?:notify|warn|ping|alert) me) (?:if|when|once|as soon as)\b)", "create"),
        (
            r"(?i:turn(?:ing)?) (?:(?:him|her|them) down|down (?=[A-Z]|him|her|them|the (?:other|first|second"
            r"|last)))",
            "update end",
        ),
        (
            r"(?i:(?:my|our|the) [\w -]{2,40}? (?:won['’]t|doesn['’]t|does not|can(?:no|['’])t|isn['’]t|is (?:broken"
            r"|stuck|leaking|jammed)"
            r"|keeps?|stopped) ?)",
            "create",
        ),
        (r"(?i:i (?:spoke|talked) (?:to|with))", "create"),
        (r"(?i:(?:mark|set) .{2,80}? (?:as )?(?:done|complete|completed|finished|resolved|closed)\b)", "end update"),
        (r"(?i:(?:take out|leave out|scratch|ditch)\b)", "delete"),
        (r"(?i:put .{1,40}? on (?:the |my )?[\w ]{0,20}(?:tv|screen|tablet|speakers?)\b)", "control"),
        (r"(?i:(?:can|could) (?:i|we) (?:see|view|visit|tour) (?:it|that|this|the)\b)", "create order"),
        (r"(?i:(?:can|could|may) (?:i|we) (?:get|have) (?:an?|some|two|three|four|five|\d+)\b)", "create order"),
        (r"(?i:(?:i|we)(?:['’]d like| would like|['’]ll have|['’]ll take)(?: an?| some| the| two| \d+) )", "create order"),
        (r"(?i:remind me to\b)", "create"),
        (r"(?i:(?:know|learn|hear|understand) (?:the|about|more|how|what|if|who|when|where|why|whether)\b)", "read"),
        (r"(?i:i (?:want|need|would like|['’]d like) to (?:talk|speak) to)", "send create"),
        (r"(?i:(?:spin|stand|bring) up\b|provision\b)", "create"),
        (r"(?i:give (?!me\b|us\b)\S+ \d)", "update"),
        (r"(?i:roll (?:it|that|\S+) back\b)", "end update"),
        (r"(?i:don['’]?t (?:let me )?forget\b|(?:get|book|order|send|reserve) me (?:one|an?|that|the)\b)", "create order"),
        (r"(?i:make (?:it|that|the [a-z]+|[\w-]*\d[\w-]*) \S)", "update"),
        (r"(?i:check ?out\b(?! the\b))", "order end"),
        (r"(?i:set up\b)", "create"),
        (r"(?i:give|hand|pass)(?: over)? (?!me\b|us\b).{1,60}? to (?=[A-Z]|the |my )", "update send"),
        (r"(?i:let (?!me\b|us\b)[\w. ]{1,40}? know\b)", "send"),
        (r"(?i:tell (?!me\b|us\b|about\b))", "send"),
        (r"(?i:(?:take|get|strike|cross) (?:\w+ ){1,5}(?:off|out)\b)", "delete"),
    )
)
"""What a clause begins with and what it then wants done, where its first word alone would say something else."""


def of_name(name: str, description: str) -> frozenset[str]:
    """The kinds of thing that a function does, by its name, else by its description's first word."""
    if words.parts(name)[1:] and words.parts(name)[-1] in _NOUNS and words.parts(name)[0] not in _MADE:
        return frozenset({"read"})
    if words.parts(name)[:2] in _PHRASAL:
        return frozenset({"control", "create"})
    if not KINDS.keys() & {words.stem(word) for word in words.parts(name)} and words.parts(description)[:1] in _GIVES:
        return frozenset({"read"})
    for source in (words.parts(name), words.parts(description)[:1]):
        if source[:1] in (("run",), ("execute",)):
            return _ANYTHING
        for word in (*source[:2], *source[-1:]):
            if found := KINDS.get(words.stem(word)):
                return found
    return frozenset()


def clash(clause: frozenset[str], function: frozenset[str]) -> bool:
    """Whether a clause wants the contrary of what a function does."""
    if not clause or not function or clause & function:
        return False
    return any((one in clause and other in function) or (other in clause and one in function) for one, other in _OPPOSITES)


_ONLY_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|hey)\b[, ]*)*(?:has|have|had|is|are|was|were|did|who|whose|where|when|why|which|does|should"
    r"|how (?:much|many|long|far|old|cold|warm|hot|humid|big|full|expensive))\b(?! (?:you able|it possible|there (?:any|a) way))"
    r"(?:[^.;!?\n]|\.(?=\w))*\?\W*$",
    re.I,
)
_GOES_ON = re.compile(
    r"\b(?:if (?:so|not|yes|it|there|they)|then|please|(?:can|could|would) you)\b|,\s*(?:and\s+)?[a-z]+ (?:it|me|them)\b", re.I
)
_HARMLESS = frozenset("generate roll draw pick flip plan start navigate run execute play create estimate simulate".split())


def only_asks(text: str) -> bool:
    """Whether a text asks how things are and wants nothing done: "has it been approved yet?"."""
    return bool(_ONLY_ASKS.match(text)) and not _GOES_ON.search(text)


def acts(name: str, description: str) -> bool:
    """Whether a function changes something, by its name."""
    does = of_name(name, description)
    return bool(does) and not does & {"read", "compute"} and not _HARMLESS & set(words.parts(name)[:1])


_ENDED = re.compile(
    r"\b(?:stop\w*|cancel\w*|end|off|enough|delete|remove|clos\w+|drop|kill|scrap|done|finish\w*|disable|return|revoke|undo|without"
    r"|abort|pause|terminate|clear|discard|forget|leave|reject|unsubscribe|dismiss|block|lock|freeze|release|complete)\b",
    re.I,
)


def against(text: str, name: str) -> bool:
    """Whether a function puts an end to something, by its name, and a text says no word of that."""
    ends = words.parts(name)[:1] in (("stop",), ("cancel",), ("delete",), ("remove",), ("end",), ("terminate",), ("abort",))
    return ends and not _ENDED.search(text) and not kinds(text) & {"delete", "end"}


def lacks(clause: str) -> bool:
    """Whether a clause says that something is needed: 'we need milk'."""
    return bool(_LACKS.match(clause))


def forbidden(clause: str) -> bool:
    """Whether a clause says not to do something."""
    return bool(_FORBIDDEN.match(clause))
