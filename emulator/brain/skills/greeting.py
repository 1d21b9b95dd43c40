"""Reacts to greetings and to what users tell about themselves: by name, and with interest in each thing told."""

from __future__ import annotations

import re

from emulator.brain import facts, library, persona
from emulator.brain.dialogue import Talk
from emulator.brain.facts import Fact
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, pick

_HELLO = re.compile(
    (
        r"^\W*(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|yo|sup|hola|"
        r"bonjour|salut|hallo|guten tag|ciao|buongiorno|olá|ola|namaste|cześć|hej|merhaba|привет|こんにちは|你好|"
        r"안녕하세요|नमस्ते|مرحبا)(?:[\s,]+(?:my |dear |fine |good |little |old )*(?:there|again|everyone|all|gemini|stepwise|"
        r"(?:chat|ro)?bot|friend|model|assistant|computer|captain|sir))?\W*$"
    ),
    re.I,
)
_REACTIONS: tuple[tuple[str, str], ...] = (
    (r"cricket", "do you prefer batting, bowling, or are you an all-rounder? And is there a team or player you follow?"),
    (r"movie|film|cinema", "which genre do you like best: thrillers, comedies, science fiction or classic drama?"),
    (r"hik|mountain|trek|climb", "do you prefer gentle valley walks or a real summit? I can suggest a destination if you like."),
    (r"football|soccer", "which team do you support?"),
    (r"tennis|basketball|badminton|golf|volleyball|hockey", "do you play yourself or mostly watch?"),
    (r"chess", "do you have a favourite opening?"),
    (r"read|book|novel", "what are you reading at the moment?"),
    (r"music|guitar|piano|sing|jazz|concert", "do you play an instrument, or is listening your thing?"),
    (r"cook|bak|food|pizza|pasta|curry|sushi", "what is the best thing you have made or eaten lately?"),
    (r"travel", "where did your favourite trip take you?"),
    (r"cod|program|python|software|computer", "which project are you working on right now?"),
    (r"photo", "do you prefer landscapes, portraits or street scenes?"),
    (r"gam", "what do you play most?"),
    (r"\bdogs?\b|\bcats?\b|animal|pet", "do you have any at home?"),
    (r"coffee|tea\b", "how do you take yours?"),
    (r"run|jog|marathon|cycl|swim|yoga|gym", "are you training for something, or is it simply for fun?"),
    (r"garden|plant|flower", "what is growing well this year?"),
    (r"paint|draw|art", "what do you like to draw or paint?"),
    (r"danc", "which style do you dance?"),
)


@skill("greeting")
def offer(talk: Talk) -> Offer | None:
    """Fits a bare greeting and messages that tell something about the user."""
    text = talk.gist
    if _HELLO.match(text):
        return Offer(0.8, lambda: _hello(talk))
    told = facts.stated(text) if len(text) < 3_000 else ()
    return Offer(0.45, lambda: _react(talk, list(told))) if told else None


def _hello(talk: Talk) -> Reply:
    name = facts.name_in(facts.known(talk.said))
    role = persona.read(talk.ask.system_instruction)
    me = f" I'm {role.name}." if role.name else ""
    hour = re.search(r"good (?:morning|afternoon|evening)", talk.gist, re.I)
    hello = capitalise(hour.group().lower()) if hour else ("Hello again" if talk.past else "Hello")
    text = (
        f"{hello}{', ' + name if name else ''}!{me} "
        f"{'What shall we look at next?' if talk.past else 'What can I do for you today?'}"
    )
    return Reply(
        text,
        text,
        "Hello",
        notes=(
            Note(
                "Returning the greeting",
                f"The message is a greeting{', and I know the name ' + name if name else ' and nothing more'}.",
            ),
        ),
    )


def _react(talk: Talk, told: list[Fact]) -> Reply:
    before = facts.known(talk.said[:-1])
    name, old_name = facts.name_in(told), facts.name_in(before)
    parts = [_welcome(talk, name, old_name)] if name or re.match(r"\W*(?:hi|hello|hey)\b", talk.whole, re.I) else []
    likes, dislikes = facts.of(told, "like"), facts.of(told, "dislike")
    parts += _on_likes(likes) if likes else []
    if dislikes:
        parts.append(f"Noted, no {join(dislikes, 'or')} for you.")
    lines = [line for fact in told if fact.kind not in {"name", "like", "dislike"} and (line := _on(fact, told))]
    plainly = [line.removeprefix("Got it: ").rstrip(".") for line in lines if line.startswith("Got it: ")]
    parts += [line for line in lines if not line.startswith("Got it: ")] + ([f"Got it: {join(plainly)}."] if plainly else [])
    if not parts:
        parts = [f"Got it: {join([fact.told() for fact in told])}."]
    if len(parts) == 1 and name and not old_name:
        parts[0] += " How can I help you today?"
    noted = join([fact.told() for fact in told])
    notes = (
        Note("Noticing what I am told", f"The user shares {len(told)} thing{'s' * (len(told) > 1)}: {noted}."),
        Note(
            "Deciding how to react",
            "There is no question to answer, so I greet, respond to each thing and ask back"
            + (f" about {join(likes)}." if likes else "."),
        ),
        Note(
            "Keeping it for later",
            (f"Later questions on {join(sorted({fact.about or fact.kind for fact in told}))} can be answered from this message."),
        ),
    )
    short = _welcome(talk, name, old_name) if name else f"Got it: {noted}."
    return Reply(
        "\n\n".join(parts),
        short,
        name or "Noted",
        tuple(capitalise(fact.told()) + "." for fact in told),
        notes=notes,
        data={fact.about or fact.kind: fact.value for fact in told},
    )


def _welcome(talk: Talk, name: str, old_name: str) -> str:
    if not name:
        return f"Hi{', ' + old_name if old_name else ''}!"
    if old_name and old_name != name:
        return f"Thank you for putting me right, {name}. I'll use that name from now on."
    return pick(
        (f"Hi {name}! It's great to meet you.", f"Hello {name}! Nice to meet you.", f"Hi {name}, lovely to meet you!"), name
    )


def _on_likes(likes: list[str]) -> list[str]:
    lines = []
    for index, like in enumerate(likes[:4]):
        question = next(
            (reaction for pattern, reaction in _REACTIONS if re.search(pattern, like, re.I)), "what do you enjoy most about it?"
        )
        opening = f"Since you enjoy **{like}**" if index == 0 else pick((f"And as for **{like}**", f"About **{like}**"), like)
        lines.append(f"{opening}: {question}")
    more = f" I'll keep {join(likes[4:])} in mind as well." if len(likes) > 4 else ""
    praise = f"{'Two excellent hobbies' if len(likes) == 2 else 'A fine choice' if len(likes) == 1 else 'That is a lovely mix'}!"
    return [f"{praise} {lines[0]}", *lines[1:-1], *([lines[-1] + more] if len(lines) > 1 else [])]


def _plan_told(told: str) -> str:
    """A plan as the subject of a sentence: "Going to Rome"."""
    bare = re.sub(r"^you (?:are|want to|want|plan to|would like to) ?", "", told)
    if re.match(r"(?:going )?(?:to )?(?-i:[A-Z])", bare):
        return f"Going to {re.sub(r'^(?:going )?(?:to )?', '', bare)}"
    return capitalise(told.replace("you are planning", "planning").replace("you want", "wanting").replace("you are ", ""))


def _on(fact: Fact, told: list[Fact]) -> str:
    if fact.kind in {"home", "origin"}:
        entry = library.get(fact.value)
        known = f" I know it for {entry.fields['brief']}." if entry is not None and entry.is_city else ""
        return (
            f"So you live in {fact.value}, how nice!{known}"
            if fact.kind == "home"
            else f"So you come from {fact.value}; welcome!{known}"
        )
    if fact.kind == "ended":
        return "" if len(told) > 1 else "All right, I'll leave that out from now on."
    if fact.kind == "note":
        return f"I'll remember that: {fact.told().removeprefix('you asked me to remember: ')}."
    if fact.kind in {"my", "the"} and any(other.kind == "note" for other in told):
        return ""
    reactions = {
        "job": (
            f"Working as {'an' if fact.value[:1].lower() in 'aeiou' else 'a'} {fact.value} must be "
            f"interesting. What does a typical day look like?"
        ),
        "employer": f"And at {fact.value}, good to know.",
        "age": f"{fact.value} is a good age to be.",
        "allergy": f"I'll keep the {fact.value} allergy in mind whenever food comes up.",
        "diet": f"I'll keep in mind that you are {fact.value} when food comes up.",
        "plan": (f"{_plan_told(fact.told())} sounds exciting. Shall I help with it?"),
        "learning": f"Learning {fact.value} is a great idea. How far have you got?",
        "forget": "All right, I'll leave that out from now on.",
        "meant": f"Thank you, {fact.value} it is.",
    }
    return reactions.get(fact.kind, f"Got it: {fact.told()}.")
