"""Revises the last text in tone: funnier, warmer, more urgent, with emoji, with a call to action, signed by a name.

Keeps what the text says; adds words of its own only for a tone. Shorter, longer and more formal are `rewriting`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from emulator.brain import material, tones
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_MAKE = (
    r"^\W*(?:(?:please|now|and|ok(?:ay)?|can you|could you|great|nice|also|then|but|maybe)\b\W*)*"
    r"(?:(?:make|write|rewrite|rephrase|turn|give|let|put|sound|be|do|say|want|have)\b(?: (?:me|it|this|that|the (?:e-?mail|"
    r"text|message|tone|answer|"
    r"poem|post|last one)))*(?: (?:sound|to be|be|look|a (?:bit|little|touch|lot)|bit|into|in|again|with))*\s+)?(?:(?:a|an|"
    r"more|much|even|bit|little|"
    r"lot|some|touch|slightly|way|really|very|too|less)\s+)*"
)
_END = r"(?: (?:tone|version|way|style|please|now|too|and \w+|instead|note))*\W*$"
_WISHES: tuple[tuple[str, str], ...] = (
    (
        "funny",
        rf"{_MAKE}(?:funn(?:y|ier)|humorous|humou?r|witt(?:y|ier)|amusing|silly|sillier|playful|entertaining|fun|"
        rf"jokes?){_END}",
    ),
    (
        "warm",
        rf"{_MAKE}(?:warm(?:er)?|friendl(?:y|ier)|kind(?:er)?|nice(?:r)?|personal|empathetic|human|welcoming|"
        rf"gentle(?:r)?|heartfelt){_END}",
    ),
    (
        "excited",
        rf"{_MAKE}(?:excit(?:ed|ing)|enthusias(?:tic|m)|energetic|upbeat|positive|lively|engaging|catch(?:y|ier)|"
        rf"inspiring|fun){_END}",
    ),
    (
        "persuasive",
        rf"{_MAKE}(?:persuasive|convincing|compelling|sales[- ]?y|marketing|punch(?:y|ier)|confident|assertive|"
        rf"stronger|bold(?:er)?){_END}",
    ),
    ("urgent", rf"{_MAKE}(?:urgent|urgency|direct|firm(?:er)?|strict(?:er)?|serious){_END}"),
    ("sorry", rf"{_MAKE}(?:apologetic|sorry|humble(?:r)?|polite){_END}"),
)
_TONES = tuple((name, re.compile(pattern, re.I)) for name, pattern in _WISHES)
_ADD = (
    r"^\W*(?:(?:please|now|and|also|can you|could you|then)\b\W*)*(?:add|include|put|use|insert|with|give it|"
    r"sprinkle)\b(?: in| it)?(?: (?:an?|some|a few|more|the|two|three|lots of|suitable|fitting))*\s*"
)
_EMOJI = re.compile(rf"{_ADD}(?:\w+ )?(?P<what>emojis?|smileys?)\b.{{0,30}}$|{_MAKE}emojis?{_END}", re.I)
_NO_EMOJI = re.compile(r"\b(?:remove|without|no|delete|drop|take out)\b.{0,14}\b(?:emojis?|smileys?)\b", re.I)
_ACTION = re.compile(rf"{_ADD}(?:strong |clear |good )?(?:call[- ]to[- ]action|cta)\b.{{0,20}}$", re.I)
_HASHTAGS = re.compile(rf"{_ADD}hash ?tags?\b.{{0,20}}$", re.I)
_PS = re.compile(rf"{_ADD}p\.?\s?s\.?\b\W*(?P<what>.{{0,120}})$", re.I)
_SIGN = re.compile(
    r"^\W*(?:(?:please|now|and|can you)\b\W*)*(?:sign (?:it|this|off)?(?: as| with| from)?|(?:my name is|it(?:'s| is) from|"
    r"from)|use the name)\s+"
    r"(?P<name>(?-i:[A-Z])[\w'-]{1,20}(?: (?-i:[A-Z])[\w'-]{1,20})?)\W*$",
    re.I,
)
_ADDRESS = re.compile(
    r"^\W*(?:(?:please|now|and|can you)\b\W*)*(?:address (?:it|this)? ?to|(?:it(?:'s| is)|make it|send it) (?:for|to|"
    r"addressed to)|the (?:recipient|name) is)\s+"
    r"(?P<name>(?-i:[A-Z])[\w.'-]{1,20}(?: (?-i:[A-Z])[\w'-]{1,20}){0,2})\W*$",
    re.I,
)
_CHANNEL = re.compile(
    r"^\W*(?:(?:please|now|and|can you|also)\b\W*)*(?:(?:make|turn|rewrite|convert|write|put|give me)\b(?: it| this| "
    r"that)?\s+)?(?:as|into|in|to)?\s*"
    r"(?:an? )?(?P<channel>tweet|slack message|teams message|text message|sms|whatsapp(?: message)?|linkedin post|chat "
    r"message)\W*$",
    re.I,
)
_SOCIAL = re.compile(r"^\W*(?:(?:now|and|also|please|make it|one|a version)\b\W*)*(?:for|on|as an?)\s+(?:instagram|facebook|"
    r"twitter|x|tiktok|threads|"
                     r"linkedin|social media)(?: post)?\W*$", re.I)  # fmt: skip
_NICER = re.compile(
    r"^\W*(?:(?:please|can you|could you)\b\W*)*(?:make|rewrite|rephrase|say|put|write) (?:this|it|that)(?: sound| to "
    r"be)?(?: (?:a bit|much|more|in a))* "
    r"(?:nice(?:r|ly)?|friendl(?:y|ier)|kind(?:er|ly)?|polite(?:r|ly)?|gentle(?:r)?|warm(?:er)?|softer|diplomatic)(?: way| "
    r"tone)?\s*[:\n]\s*(?P<text>.{3,})",
    re.I | re.S,
)
_TWEET = re.compile(r"\btweet\W*$", re.I)
_LONGEST = 140


@skill("revising")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for another tone, or an addition, when there is a text to revise."""
    text = talk.whole
    if (match := _NICER.match(text)) and len(text) < 2_000:
        return Offer(0.93, partial(_revised, tones.softened(match["text"]), "An order becomes a request."), whole=True)
    if len(text) > _LONGEST or (last := _last(talk)) is None:
        return None
    if _TWEET.search(text) and _CHANNEL.match(text) and (given := material.spoken_of(talk)):
        return Offer(0.94, partial(_revised, tones.tweeted(given), "The first sentences stay, with tags."), whole=True)
    if _TWEET.search(text) and _CHANNEL.match(text) and not tones.is_mail(last) and _is_post(last):
        return Offer(0.94, partial(_revised, tones.tweeted(last), "The first sentences stay, with tags."), whole=True)
    change = _change(text, last)
    return Offer(0.915, change, whole=True) if change else None


def _is_post(text: str) -> bool:
    """Whether a text is a post of the user's rather than an answer: it speaks of "I" and has no table."""
    return "|" not in text and len(text.split()) > 30 and bool(re.search(r"\b(?:I|we|my|our)\b", text))


def _last(talk: Talk) -> str | None:
    """The last text that said something, also when a wish in between had no answer."""
    return next((pair.told[:8_000] for pair in reversed(talk.past[-3:]) if len(pair.told.split()) >= 4), None)


def _change(text: str, last: str) -> Callable[[], Reply] | None:
    if _NO_EMOJI.search(text):
        return partial(_revised, tones.without_emoji(last), "The emoji go, the words stay.")
    if match := _EMOJI.match(text):
        one = (match["what"] or "").lower() in {"emoji", "smiley"}
        return partial(_revised, tones.with_emoji(last, one), "Each emoji follows a word that stands beside it.")
    additions = ((_ACTION, tones.with_action), (_HASHTAGS, tones.with_hashtags))
    for pattern, change in additions:
        if pattern.match(text):
            return partial(_revised, change(last), "It goes to the end; the rest stays.")
    if match := _PS.match(text):
        return partial(_revised, tones.with_postscript(last, match["what"]), "The postscript follows the signature.")
    if tones.is_mail(last) and (match := _SIGN.match(text)):
        return partial(_revised, tones.signed(last, match["name"]), "Only the signature changes.")
    if tones.is_mail(last) and (match := _ADDRESS.match(text)):
        return partial(_revised, tones.addressed(last, match["name"]), "Only the greeting changes.")
    if not tones.is_mail(last) and _SOCIAL.match(text):
        return partial(
            _revised, tones.with_hashtags(tones.with_emoji(last)), "Emoji and tags are added, as such posts have them."
        )
    if tones.is_mail(last) and (match := _CHANNEL.match(text)):
        return partial(
            _revised, tones.for_channel(last, match["channel"].lower()), "Subject and signature go; the paragraph stays."
        )
    tone = next((name for name, pattern in _TONES if pattern.match(text)), "")
    return partial(_revised, tones.toned(last, tone), f"What it says stays; the tone becomes {tone}.") if tone else None


def _revised(text: str, noted: str) -> Reply:
    return Reply(text, text, fixed=True, notes=(Note("Taking the last text again", noted),), data={"text": text})
