"""What a system instruction asks of every answer, where that is simple: a role, a language, a form, a manner.

Reads the instruction only; anything beyond it is left to the skills, which see the instruction too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from emulator.brain import almanac, scope, shape
from emulator.brain.languages import language_named
from emulator.brain.text import capitalise, pick

_ROLE = re.compile(
    (
        r"\byou(?: are|'re|’re) (?:now )?(?:called |named )?(?!to\b|not\b|allowed|going|only|given|asked|"
        r"expected|free|required|answering|talking|speaking|chatting)([^.\n;]{2,120})"
    ),
    re.I,
)
_NAMED = re.compile(
    r"\b(?i:your name is|you are called|you are named|you're called|call yourself|named)\s+((?:(?:Ms|"
    r"Mr|Mrs|Dr|Prof)\. )?[A-Z][\w'-]{0,30}(?: [A-Z][\w'-]{0,30})?)"
)
_PROPER = re.compile(
    r"\b[Yy]ou are ((?!I\b|Gemini\b)[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,2})"
    r"(?:, ((?:an?|the|our|my) [^.\n;]{2,80})|(?=[.\n]|$))"
)
_ACT = re.compile(
    (
        r"\b(?:act|behave|speak|talk|respond|answer|write|reply)(?:ing)? (?:as|like) ((?:an?|the) "
        r"[^.\n;,]{2,60})"
    ),
    re.I,
)
_PIRATE = re.compile(r"\bpirates?\b", re.I)


@dataclass(frozen=True)
class Persona:
    """The lasting traits of the answers."""

    role: str = ""
    name: str = ""
    language: str = ""
    scope: str = ""
    """The subject that answers are confined to."""
    pirate: bool = False
    emoji: bool = False
    asks_back: bool = False
    shape: shape.Shape = field(default_factory=shape.Shape)

    def words(self) -> str:
        """The traits in plain words, for the thought summary."""
        said = [f"the role of {self.role}"] * bool(self.role) + [f"the name {self.name}"] * bool(self.name)
        said += [f"nothing but {self.scope}"] * bool(self.scope)
        said += (
            [f"answers in {self.language}"] * bool(self.language)
            + ["emoji"] * self.emoji
            + ["a question at the end"] * self.asks_back
        )
        return ", ".join(said + self.shape.words())


def read(instruction: str) -> Persona:
    """The persona a system instruction describes."""
    text = instruction[:4_000]
    proper = _PROPER.search(text)
    role = _ACT.search(text) or _ROLE.search(text)
    named = _NAMED.search(text)
    return Persona(
        role=(proper[2] or "").strip(" .,\"'") if proper else role[1].strip(" .,\"'") if role else "",
        name=named[1] if named else proper[1] if proper else "",
        scope=scope.confined_to(text),
        language=language_named(text),
        pirate=bool(_PIRATE.search(text)),
        emoji=bool(re.search(r"\bemojis?\b", text, re.I))
        and not re.search(r"\b(?:no|without|never use|don't use|avoid) emojis?", text, re.I),
        asks_back=bool(re.search(r"\b(?:end|finish|close|conclude)\b.{0,40}\bwith an? (?:\w+ )?question", text, re.I)),
        shape=_shape_of(text),
    )


def _shape_of(text: str) -> shape.Shape:
    found = shape.read(text)
    if re.match(r"an? (?:\w+ )?question\b", found.ending, re.I):
        found = replace(found, ending="")
    if found.brief:
        found = replace(found, brief=False, sentences=found.sentences or 2)
    return found


_IN_PASSING = re.compile(
    r"(?:^|(?<=[.!?] )|,? (?:and |but )?)(?:please |from now on,? |now |can you |could you )*(?:answer|"
    r"talk|speak|reply|respond|write|say it|say that|explain it|act|pretend to be|be|you are)"
    r"(?: to me| this| everything| the question)?(?: as| like)?(?: if you (?:are|were))? (?:an? )?(?P<who>pirate"
    r"s?)(?: would)?(?: from now on| please)?\s*(?:[:,.!?]+\s*|$)",
    re.I,
)
_ENOUGH = re.compile(
    r"\b(?:stop|no more|enough|quit|normal(?:ly)?)\b.{0,30}\b(?:pirates?|talking like|again|please|"
    r"now)\b|\b(?:talk|speak|answer) normal",
    re.I,
)
_LONGEST_WISH = 300


def asked(said: str, manner: Persona) -> Persona:
    """The manner with what a message of the user asks of it."""
    if len(said) > _LONGEST_WISH or not (manner.pirate or "pirate" in said.lower()):
        return manner
    if manner.pirate and _ENOUGH.search(said):
        return replace(manner, pirate=False)
    return replace(manner, pirate=True) if _IN_PASSING.search(said) else manner


def without(said: str) -> str:
    """A message without its wish for a manner, where something else is left of it."""
    if len(said) > _LONGEST_WISH or "pirate" not in said.lower() or not _IN_PASSING.search(said):
        return said
    rest = _IN_PASSING.sub(" ", said).strip(" ,:")
    return rest if len(rest.split()) >= 2 else "Hello!"


def _sound(role: str) -> str:
    """What an animal says whose part is played: "Meow!" for "a cat"."""
    match = re.fullmatch(r"(?:an? )?(?:\w+ )?(?P<name>\w+)", role.strip())
    things = almanac.named(match["name"]) if match else ()
    said = next((thing.shown("sound") for thing in things if thing.kind == "animal" and thing.cells.get("sound")), "")
    return f"{capitalise(re.split(r'[,;] | or | and ', said)[0])}!" if said else ""


def dress(text: str, persona: Persona, seed: str) -> str:
    """The answer in the persona's manner."""
    if persona.shape.json or text.startswith(("{", "[")):
        return text
    if persona.pirate:
        text = f"{pick(('Arr!', 'Ahoy!', 'Yo ho!', 'Aye!'), seed)} {text}"
        text += (
            pick((" Savvy?", " Now hoist the sails, matey!", " Fair winds to ye!"), seed, "end")
            if not persona.shape.ending
            else ""
        )
    if sound := _sound(persona.role):
        text = f"{sound} {text}"
    if persona.emoji:
        text += " " + pick(("😊", "✨", "👍", "🌟"), seed)
    if persona.asks_back and not text.rstrip().endswith("?"):
        text += " " + pick(
            ("Would you like to hear more?", "What would you like to know next?", "Shall I go into more detail?"), seed
        )
    return text
