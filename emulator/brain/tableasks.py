"""The ways in which people ask about a table. Patterns only, for the skill that works on tables."""

from __future__ import annotations

import re

from emulator.brain.text import number_pattern

SORT = re.compile(
    r"^\W*(?:(?:please|now|and|can you|could you)\b\W*)*(?:sort|order|rank|arrange)\b|\b(?:sort|order|rank)(?:ed)? (?:it |"
    r"them |this )?by\b",
    re.I,
)
DOWN = re.compile(
    r"\b(?:desc\w*|largest first|highest first|high(?:est)? to low\w*|z to a|reverse\w*|backwards|newest first|biggest "
    r"first)\b",
    re.I,
)
FIRST = re.compile(rf"\b(?:only |just |show |the |keep )*(?P<which>first|top|last|bottom) (?P<n>{number_pattern()}|\d+)\b", re.I)
FORM = re.compile(
    r"^\W*(?:(?:please|now|and|can you|could you|as|in|to|into|it|this|that|these|the data|turn|convert|make|put|show|give|"
    r"format|me|a|an|"
    r"valid|markdown|simple|format|list|print|write|output)\b\W*)*(?P<form>json|csv|table|bullets?(?: points?| list)?|list|"
    r"yaml|html)\b(?: table| format|"
    r" list| array| please)*\W*$",
    re.I,
)
COUNT = re.compile(r"\b(?:how many|count|number of)\b", re.I)
WHICH = re.compile(r"\b(?:which|who|whose|what|show|list|find|filter|give me|only|name|where)\b", re.I)
COLUMNS = re.compile(r"\b(?:columns?|fields?|headers?|keys?)\b", re.I)
DESCRIBE = re.compile(
    r"\b(?:describe|summari[sz]e|summary|analy[sz]e|overview|what is this|what(?:'s| is) in|explain|insights?)\b", re.I
)
HERE = re.compile(r"^\W*(?:here(?:'s|’s| is| are)|this is|these are|look at|my|our|the)\b[^?]{0,80}$", re.I)
MADE_UP = frozenset({"Item", "No.", ""})
"""First columns of tables that an answer was only poured into."""
MUCH = re.compile(r"\bhow much\b", re.I)
ALSO = re.compile(r"^\W*(?:and|what about|how about)\b", re.I)
CHART = re.compile(r"\b(?:bar )?(?:chart|graph|diagram|plot)\b", re.I)
