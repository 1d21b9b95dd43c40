"""The words in which requests for short pieces name the person, the matter, the time and the occasion. Patterns only."""

from __future__ import annotations

import re

NAMED = re.compile(
    r"\b(?:(?:her|his|their|the|whose) names? (?:is|are)|(?:named|called)) (?P<name>[A-Z][\w'-]+(?: "
    r"(?:and|&) [A-Z][\w'-]+)?)|\b(?:for|to|about|of|with) (?:my |our |the )?(?:\w+ )?"
    r"(?P<given>(?:(?-i:Mrs?|Ms|Dr|Prof)\.? )?(?-i:[A-Z])[a-z'"
    r"-]+(?: and [A-Z][a-z'-]+)?)(?='s\b|\b)"
)
PERSON = re.compile(
    r"\b(?:for|to|about|at|of) (?P<their>(?:my|our|the|a|his|her) (?:(?!new|loud|late|broken|birthday)[\w-]+ "
    r"){0,2}?(?:sister|brother|mum|mom|mother|dad|father|son|daughter|wife|"
    r"husband|friend|grandmother|grandma|grandfather|grandpa|neighbou?rs?|teacher|colleagues?|boss|"
    r"team|parents|uncle|aunt|cousin|"
    r"girlfriend|boyfriend|partner|coach|doctor|landlord|client|customers?|manager|professor|guests|"
    r"family|friends|trainee|intern|student|employee|team member))\b",
    re.I,
)
ABOUT = re.compile(
    r"\b(?:for(?! my (?:sister|brother|mum|mom|mother|dad|father|friend|teacher|neighbou?r|boss))|"
    r"about|because of|on|of)\s+(?P<what>(?!me\b|it\b)[^.!?\n]{2,90}?)(?=\s+(?:to my|and (?:say|ask|"
    r"keep|make))\b|[.!?\n]|$)",
    re.I,
)
WHEN = re.compile(
    r"\b(?P<when>(?:on |from |until |next |this )(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|week|weekend|month|\d{1,2}|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|tomorrow)[^.!?\n]{0,40})",
    re.I,
)
OCCASION = re.compile(
    r"\b(?P<what>(?:\d{1,3}(?:st|nd|rd|th) )?(?:birthday|wedding|anniversary|graduation|retirement|"
    r"promotion|engagement|farewell|Christmas|housewarming))\b",
    re.I,
)
EVENT = re.compile(
    r"\b(?:to|for) (?P<event>(?:my|our|a|the) (?!friends?\b|colleagues\b|team\b)[\w' -]{3,40}?)(?=\s+(?:on|"
    r"at|next|this|in|for|with)\b|[.,!?\n]|$)",
    re.I,
)
PAIR = re.compile(
    r"\b(?:between|with|of) (?:an? |the |two )?(?P<first>[\w' -]{2,30}?) and (?:an? |the )?(?P<second>[\w' "
    r"-]{2,30}?)(?=\s+(?:about|who|in|on)\b|[.,!?]|$)",
    re.I,
)
ROLE = re.compile(
    r"\b(?:for|as) (?:an? |the )?(?P<role>[\w /-]{3,40}?)(?: (?:job|position|role))?(?=\s+(?:at|in|with)\b|[.,!?\n]|$)", re.I
)
NEW_JOB = re.compile(r"\b(?:as (?P<role>an? [\w /-]{3,40}?)(?= at\b|[.,!?]|$))?(?: ?\bat (?P<firm>[A-Z][\w&. -]{1,30}))?$")
APPOSED = re.compile(
    r"\b(?:product|app|service|tool|shop|book|startup|company|gadget|course)(?: called (?P<name>[A-Z][\w-]*))?(?"
    r":, (?P<what>(?:an? |the )[^.!?,\n]{3,60}))?",
    re.I,
)
SAYING = re.compile(r"\b(?:saying(?: that)?|that|telling (?:him|her|them)(?: that)?)\s+(?P<what>[^.!?\n]{4,120})", re.I)
BIO = re.compile(
    r"\b(?:short |brief |professional |twitter |instagram |linkedin |personal |author )*(?:bio|about "
    r"me (?:section|text|page)|profile text)\b",
    re.I,
)
I_AM = re.compile(
    r"\b(?:i am|i'm|i’m) (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)[, ]+(?:and i(?:'m| am) )?(?P<rest>(?:an? "
    r"|the )[^.!?\n]{4,200})|(?:my name is|i am|i'm) (?P<only>[A-Z][\w'-]+)",
    re.I,
)
RHYME = re.compile(
    r"^\W*(?:(?:please|now|and|can you|could you)\b[\s,]*)*(?:make (?:it|this|that) rhyme|rhyme (?:it|"
    r"please)?|(?:as|into) a rhyme|in rhymes?|rhyming|with rhymes)\b",
    re.I,
)
FORMAL = re.compile(
    r"^\W*(?:(?:please|now|and|can you|could you|make|it|this|that|sound|a bit|much|a little)\b\W*)*(?:more |very )?"
    r"(?:formal(?:ly)?|professional(?:ly)?|business-like)(?: please| version| tone| way)*\W*$",
    re.I,
)
SUPERIOR = re.compile(
    r"\b(?:boss|manager|client|customers?|professor|supervisor|ceo|director|landlord|business partner|formal|professional)\b|"
    r"\b(?:Mr|Mrs|Ms|Dr|Prof)\b",
    re.I,
)
LOVED = re.compile(
    r"\b(?:sister|brother|mum|mom|mother|dad|father|son|daughter|wife|husband|grand\w+|uncle|aunt|cousin|niece|nephew|"
    r"girlfriend|boyfriend|partner|best friend|parents)\b",
    re.I,
)
