"""Small talk and questions on the model itself: how are you, who are you, what can you do, thanks, goodbye."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from emulator.brain import facts, persona, remarks
from emulator.brain.abilities import remembering, skills
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, pick


def _name(talk: Talk) -> str:
    name = facts.name_in(facts.known(talk.said))
    return f", {name}" if name else ""


def _how(talk: Talk) -> Reply:
    role = persona.read(talk.ask.system_instruction)
    me = f"{role.name or role.role} is" if role.name or role.role else "As a small offline model I'm"
    return Reply(
        f"I'm doing well, thank you{_name(talk)}! {capitalise(me)} always rested. How are you, and what shall we do?",
        "I'm doing well, thank you!",
        "Well",
        notes=(Note("Answering politely", "The user asks how I am; I answer and ask back."),),
    )


def _loss(_talk: Talk) -> Reply:
    text = "I'm very sorry for your loss. Take the time you need. I can help you to find words for a card or a message."
    return Reply(text, "I'm very sorry for your loss.", "Sorry", notes=(Note("Hearing of a loss", "Comfort first, no facts."),))


def _who(talk: Talk) -> Reply:
    role = persona.read(talk.ask.system_instruction)
    if role.name or role.role:
        text = f"I'm {role.name}" if role.name else "I'm"
        text += (
            f", {role.role}"
            if role.name and role.role and role.name.lower() not in role.role.lower()
            else f" {role.role}"
            if role.role and not role.name
            else ""
        )
        return Reply(
            f"{text}.",
            notes=(Note("Following the system instruction", "It says who I am, so I introduce myself that way."),),
            word=role.name or role.role,
        )
    text = (
        "I'm the **offline model** of Stepwise's embedded emulator. I have no neural network; a set of "
        "skills reads our conversation, calculates and looks things up in a small library. With an API "
        "key the same screens talk to Gemini itself."
    )
    return Reply(
        text,
        "I'm Stepwise's offline model.",
        "Stepwise",
        notes=(Note("Introducing myself", "The question is about me, and honesty matters more here than a role."),),
    )


def _thanks(talk: Talk) -> Reply:
    return Reply(
        pick((f"You're welcome{_name(talk)}! Is there anything else?", f"My pleasure{_name(talk)}! What's next?"), talk.whole),
        word="Welcome",
        notes=(Note("Accepting thanks", "Nothing is asked, so I answer kindly and offer more."),),
    )


def _bye(talk: Talk) -> Reply:
    return Reply(
        f"Goodbye{_name(talk)}! Come back any time.", word="Goodbye", notes=(Note("Saying goodbye", "The user takes leave."),)
    )


def _feeling(talk: Talk) -> Reply:
    low = re.search(
        (
            r"\b(?:sad|tired|bored|lonely|stressed|angry|sick|ill|unhappy|worried|anxious|exhausted|"
            r"depressed)\b"
        ),
        talk.gist,
        re.I,
    )
    if low:
        more = (
            " If it weighs on you for long, please talk to someone you trust or to a doctor."
            if low[0].lower() in {"sad", "lonely", "depressed", "anxious", "worried"}
            else ""
        )
        return Reply(
            (
                f"I'm sorry to hear that you're {low[0].lower()}{_name(talk)}. Would a joke, a short story or a "
                f"walk suggestion help?{more}"
            ),
            notes=(
                Note("Noticing the mood", f"The user feels {low[0].lower()}; I respond with sympathy and offer something light."),
            ),
        )
    return Reply(
        f"That's lovely to hear{_name(talk)}! What would you like to do with it?",
        notes=(Note("Noticing the mood", "The user is in good spirits."),),
    )


def _store(talk: Talk) -> Reply:
    return Reply(
        (
            "Understood. Whether an interaction is kept is decided by the request's `store` setting: with "
            "`store=false` the server keeps nothing and gives no id to continue from. I myself remember only "
            "what is in this conversation."
        ),
        "Understood.",
        "Understood",
        notes=(
            Note(
                "Reading a remark about storage",
                "Storing is a matter of the request, not of the model, so I explain how it is decided.",
            ),
        ),
    )


def _languages(talk: Talk) -> Reply:
    text = (
        "I understand and write English. In other languages I recognise greetings, names and a few "
        "questions, and I say so politely; a real model behind a key speaks dozens."
    )
    return Reply(
        text, "I write English.", "English", notes=(Note("Being frank about languages", "My skills are written for English."),)
    )


def _feel(talk: Talk) -> Reply:
    return Reply(
        (
            "I have no feelings or preferences: I'm a small program that works with rules and a library. But "
            "I'm glad to hear what *you* think."
        ),
        "I have no preferences of my own.",
        "None",
        notes=(Note("Being frank", "A program without opinions should say so."),),
    )


_RULES: tuple[tuple[float, re.Pattern[str], Callable[[Talk], Reply]], ...] = tuple(
    (fit, re.compile(pattern, re.I), rule)
    for fit, pattern, rule in (
        (
            0.88,
            (
                r"^\W*(?:hi|hello|hey)?[\s,!.]*how (?:are|r) (?:you|u)(?: doing| today| feeling)*\b|\bhow(?:'s| "
                r"is) it going|\bwhat'?s up\b|\bhow do you do\b"
            ),
            _how,
        ),
        (0.93, remarks.LOSS, _loss),
        (
            0.9,
            (
                r"\bwho (?:are|r) (?:you|u)\b|\bwhat are you\b(?! (?:doing|planning))|"
                r"\bwhat(?:'s| is) your name|"
                r"\bare you (?:a |an )?(?:ai|bot|robot|human|real|gemini|chatgpt|person|language model|llm)\b|"
                r"\bintroduce yourself|"
                r"\bwho am i (?:talking|speaking|chatting|writing) (?:to|with)\b|\bwhich model are you|\bwhat model\b"
            ),
            _who,
        ),
        (
            0.9,
            (
                r"\bwhat (?:can|could|do) you (?:do|help)|\bhow can you help|\bhelp me\W*$|^\W*help\W*$|\byour "
                r"(?:skills|abilities|capabilities)|\bwhat are you (?:able|capable)"
            ),
            skills,
        ),
        (
            0.7,
            (
                r"^\W*(?:ok(?:ay)?[\s,]+|great[\s,]+|perfect[\s,]+|cool[\s,]+|wow[\s,]+)?(?:many )?(?:thanks|"
                r"thank you|thx|cheers|ty)\b[^?]{0,40}$|^\W*(?:great|perfect|cool|awesome|nice|wonderful|good job|"
                r"well done|brilliant)\W*$"
            ),
            _thanks,
        ),
        (0.8, r"^\W*(?:bye|goodbye|see you|good night|farewell|cya|see ya)\b.{0,30}$", _bye),
        (
            0.6,
            (
                r"^\W*(?:i am|i'm|i feel|i'm feeling)(?: so| very| really| a bit| quite)? (?:sad|tired|bored|"
                r"lonely|stressed|angry|sick|ill|unhappy|worried|anxious|exhausted|depressed|happy|great|excited|"
                r"fine|good|glad)\b"
            ),
            _feeling,
        ),
        (
            0.6,
            (
                r"\bthis (?:interaction|message|conversation) will not be stored|\bprocess this privately|"
                r"\bdon'?t (?:store|save|keep) this"
            ),
            _store,
        ),
        (
            0.85,
            (
                r"\b(?:can|do|will|could) you (?:really )?(?:remember (?:things|anything|something|what|me|our)|"
                r"have (?:a |any )?memory)\b"
            ),
            remembering,
        ),
        (
            0.7,
            (
                r"\b(?:do|can) you (?:feel|love|like|dream|think|have (?:feelings|emotions|opinions))\b|"
                r"\bwhat(?:'s| is) your (?:favou?rite|opinion)|\bare you (?:happy|sad|conscious|alive)"
            ),
            _feel,
        ),
    )
)


@skill("small talk")
def offer(talk: Talk) -> Offer | None:
    """Fits courtesies and questions about the model."""
    text = talk.gist
    if len(text) > 300:
        return None
    if re.search(
        (
            r"\b(?:can|do) you (?:speak|understand|know|talk|write)(?: in)? (?:\w+ )?(?:languages?|english|"
            r"german|french|spanish|italian|hindi|japanese|chinese|portuguese|russian|tamil|arabic|dutch|"
            r"polish)\b"
        ),
        text,
        re.I,
    ):
        return Offer(0.88, partial(_languages, talk))
    return next((Offer(fit, partial(rule, talk)) for fit, pattern, rule in _RULES if pattern.search(text)), None)
