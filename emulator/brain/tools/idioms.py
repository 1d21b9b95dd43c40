"""Ways of asking that name no function's own words: "how do I get to ...", "give it to Olaf", "let me know when ...".

A table of what people say and of the stems of function names that it stands for; what is weighed by it is decided elsewhere.
"""

from __future__ import annotations

import re

IDIOMS = (
    (
        re.compile(
            r"\bdo you (?:have|sell|carry|offer|stock)\b|\bhave you got\b|\bcosts?\b|\bprices? of\b|\bin stock\b"
            r"|\b(?:cheapest|most expensive)\b",
            re.I,
        ),
        ("product",),
    ),
    (
        re.compile(
            r"\bhow (?:many|much) [^?.!]{1,80}?\b(?:(?:do|have|can) (?:we|i|you) (?:still )?(?:have|got|sell)"
            r"|(?:is|are) (?:there )?left)\b",
            re.I,
        ),
        ("stock", "inventory", "level"),
    ),
    (
        re.compile(r"\bhow(?:'s| is| are) (?:it|that|this|they|the \w+) (?:doing|going|performing|running)\b", re.I),
        ("stat", "statu"),
    ),
    (re.compile(r"^\W*(?i:please )?(?i:take|bring|drive) me (?:to|there|home)\b"), ("navigat", "direction")),
    (re.compile(r"\bhow (?:do|would) (?:you|i|we) say\b", re.I), ("translat",)),
    (re.compile(r"^\W*(?i:please )?(?i:put) [A-Z]\w+(?: [A-Z]\w+)? (?:on|in|to|onto)\b"), ("assign", "add")),
    (re.compile(r"^\W*(?:ok\w*,? |please )*(?:ask|have|get) \w+ to (?:review|check)\b", re.I), ("review", "reviewer")),
    (
        re.compile(r"\b(?:let me know|tell me|(?:notify|warn|ping|alert) me) (?:if|when|once|as soon as)\b", re.I),
        ("alert", "notif"),
    ),
    (re.compile(r"\bdon['’]?t (?:let me )?forget\b", re.I), ("reminder",)),
    (re.compile(r"\blet (?!me\b|us\b)[\w. ]{1,40}? know\b", re.I), ("send", "messag", "notif")),
    (re.compile(r"\bmoney back\b", re.I), ("refund",)),
    (
        re.compile(r"\bturn(?:ing)? (?:(?:him|her|them) down|down (?=[A-Z]|him|her|them|the (?:other|first|second|last)))"),
        ("reject", "declin"),
    ),
    (re.compile(r"\bhow (?:do|can) (?:i|we) get\b", re.I), ("direction",)),
    (
        re.compile(r"\bhow much (?:money )?(?:do|have) (?:i|we) (?:have|got)\b|\bhow much (?:money )?is (?:left|in|on) ", re.I),
        ("balanc",),
    ),
    (re.compile(r"\b(?:days?|time|hours?) off\b", re.I), ("leav",)),
    (re.compile(r"^\W*(?i:please )?(?i:give|hand|pass)(?: over)? (?!me\b|us\b).{1,60}? to (?=[A-Z]|the |my )"), ("assign",)),
    (re.compile(r"^\W*(?:please )?put on (?!hold\b)", re.I), ("play",)),
    (
        re.compile(r"^\W*(?:please )?(?:and )?tell (?:him|her|them|every(?:one|body)|the \w+|[A-Z]\w+)\b"),
        ("send", "messag", "reply"),
    ),
    (re.compile(r"^\W*(?:please )?(?:and )?sign \w+(?: \w+)? up\b|^\W*sign up\b", re.I), ("register", "enrol", "join")),
    (re.compile(r"\b(?:add|subtract|take) \d+ (?:day|week|month|year)s?\b", re.I), ("date", "shift")),
    (re.compile(r"^\W*where(?:'s| is| are)\b", re.I), ("locat", "position")),
    (re.compile(r"^\W*(?:i'll |we'll |i |let's )?(?:take|have) (?:\d+|one|two|three|four|five|six|ten)\b", re.I), ("order",)),
    (
        re.compile(
            r"\b(?:can|could|may) (?:i|we) (?:get|have) (?:an?|some|two|three|\d+)\b"
            r"|\b(?:i|we)(?:['’]d like| would like|['’]ll have|['’]ll take) (?:an?|some|two|\d+)\b",
            re.I,
        ),
        ("order",),
    ),
    (re.compile(r"\b(?:i want to|i'd like to|my (?:goal|aim|target) is)\b.*\d.*\bby\b", re.I), ("goal", "target")),
    (
        re.compile(r"\b(?:take|mix|combine|use|have|drink)\b[^.?!]{1,60}?\b(?:together|along|at the same time|with)\b", re.I),
        ("interact",),
    ),
    (
        re.compile(
            r"\bwhat (?:do|have) (?:i|we) (?:have|got)(?: (?:on|planned|scheduled|coming up))?(?: (?:for|on))? (?:today"
            r"|tomorrow|tonight"
            r"|this|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\bam i (?:free|busy)\b|\bwhat['’]?s on (?:today"
            r"|tomorrow|my)\b",
            re.I,
        ),
        ("event", "calendar", "schedul", "agenda", "meet"),
    ),
    (
        re.compile(
            r"\b(?:put|stream|show|watch|cast) .{1,40}? on (?:the |my )?[\w ]{0,20}(?:tv|screen|tablet|speakers?"
            r"|projector)\b",
            re.I,
        ),
        ("play",),
    ),
    (re.compile(r"^\W*(?:please )?(?:take out|leave out|scratch|ditch)\b", re.I), ("remov", "delet")),
    (re.compile(r"\b\w+(?:ologist|iatrist|iatrician|opedist)\b|\b(?:dentist|gp|physiotherapist|surgeon)\b", re.I), ("doctor",)),
    (
        re.compile(
            r"\b(?:talk|speak|transfer me|connect me|put me through) (?:to|with) (?:an? |the |some)?(?:real |actual |live )?"
            r"(?:human|person|agent|someone|one|manager|representative|supervisor)\b",
            re.I,
        ),
        ("escalat", "human", "agent", "handoff"),
    ),
    (re.compile(r"\b(?:columns|fields|schema|structure)\b", re.I), ("describ", "schema")),
    (
        re.compile(
            r"^\W*(?:please )?(?:ship|release|roll out|promote|push) \S.*\b(?:prod|production|staging|dev"
            r"|live)\b",
            re.I,
        ),
        ("deploy",),
    ),
    (
        re.compile(
            r"\b(?:can|could) (?:i|we) (?:see|view|visit|look at|tour) (?:it|that|this"
            r"|the)\b",
            re.I,
        ),
        ("view", "visit", "tour", "schedul"),
    ),
    (re.compile(r"\b(?:out of|running low on|low on)\b.*\b(?:get|order|buy|need)\b", re.I), ("reorder", "order", "restock")),
    (re.compile(r"^\W*(?:please )?(?:up|down)grade (?:it|her|him|them|me|us|this|that) to\b", re.I), ("plan", "chang")),
    (re.compile(r"\bremind me to\b", re.I), ("todo", "reminder")),
    (re.compile(r"\d.{0,80}\b(?:each|every|per|apiece)\b.{0,80}\d.{0,120}\bhow (?:many|much)\b", re.I | re.S), ("multiply",)),
    (
        re.compile(r"\bhow (?:many|much)\b.{0,120}\b(?:each|apiece|per)\b.*\b(?:shar|split|divid|distribut)", re.I | re.S),
        ("divid",),
    ),
    (re.compile(r"\b(?:awful|awfully|too|so|very|really|pretty|quite) dark\b", re.I), ("light", "enabl")),
    (
        re.compile(
            r"\bwhat (?:else )?(?:do|have) (?:i|we) (?:still )?(?:have|need|got)? ?(?:still )?to do\b|\bwhat(?:['’]s"
            r"| is) (?:left|on my list|still open)\b",
            re.I,
        ),
        ("todo", "task"),
    ),
    (re.compile(r"^\W*(?:please )?(?:reply|respond|write back|answer) (?:to )?", re.I), ("send", "reply", "email", "messag")),
    (
        re.compile(
            r"\bis(?:n['’]t)? (?:the |our |my )?[\w-]+(?: \w+)? (?:healthy|up|down|alive|online|offline|degraded"
            r"|running|ok(?:ay)?)\b",
            re.I,
        ),
        ("stat", "statu", "health"),
    ),
    (
        re.compile(
            r"\b(?:won['’]t|doesn['’]t|does not|can(?:no|['’])t|isn['’]t|aren['’]t|not) (?:\w+ )?(?:connect|work|start|open|load"
            r"|boot|turn on|print|respond|charge|sync|log)(?:ing|ed)?\b|\bkeeps? (?:crash|freez|drop|disconnect|restart)\w+"
            r"|\b(?:is|are) (?:broken|stuck|frozen|leaking|jammed|dead)\b|\bstopped working\b",
            re.I,
        ),
        ("ticket", "issu", "incid"),
    ),
    (
        re.compile(
            r"\b(?:spoke|talked|had a call|was on the phone) (?:to|with)\b|\b(?:called|phoned|rang) (?:her|him|them|[A-Z])"
        ),
        ("call", "log"),
    ),
    (
        re.compile(r"\bturn (?:it|that|this|the (?:music|sound|radio|tv|song)) (?:up|down)\b", re.I),
        ("volum", "loud"),
    ),
)
