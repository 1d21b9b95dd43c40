"""What the description of an argument says of its values: the few that it may have, though no `enum` lists them.

Reads descriptions as people write them ("either 'a' or 'b'", "one of: low, medium, high"); examples are no choices.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CUE = re.compile(
    r"(?:\b|(?=\())(?:can be|could be|may be|must be|should be|either|between|one of|\((?=['\"`][^()]{1,80}\bor\b)"
    r"|options?(?: are| include)?|choices?(?: are| include)?|values?(?: are| include)"
    r"|(?:possible|allowed|valid|accepted|supported) (?:values?|options?|types?)(?: are| include)?)(?:\b|(?<=\()):?",
    re.I,
)
_QUOTED = re.compile(r"['‘\"“`]([^'’\"”`\n]{1,40})['’\"”`]")
_PLAIN = re.compile(
    r"^\W*([A-Za-z][\w-]{1,30}(?:\s*(?:,\s*(?:or\s+|and\s+)?|\s+or\s+|/|\|)\s*[A-Za-z][\w-]{1,30}){1,15})\s*(?:[.;)]|$)"
)
_EXAMPLES = re.compile(r"\b(?:e\.g|for example|for instance|such as|like)\b.*", re.I | re.S)
_LONGEST = 400


@lru_cache(maxsize=1024)
def choices(about: str) -> tuple[str, ...]:
    """The values that a description allows; none where it only gives examples."""
    about = _EXAMPLES.sub("", about[:_LONGEST])
    for cue in _CUE.finditer(about):
        said = re.split(r"\.(?:\s|$)", about[cue.end() :])[0]
        quoted = _QUOTED.findall(said)
        if len(quoted) > 1:
            return tuple(dict.fromkeys(quoted))
        plain = _PLAIN.match(said)
        if plain and not re.search(r"\s(?:a|an|the)\s", said):
            return tuple(dict.fromkeys(re.split(r"\s*(?:,\s*(?:or\s+|and\s+)?|\s+or\s+|/|\|)\s*", plain[1])))
    return ()
