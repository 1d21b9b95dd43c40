"""Reshapes a given text: case, order, plainer or more formal wording, lists, reversal, contractions, counts of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from emulator.brain import guidebook, material, tones
from emulator.brain.counting import count, in_order, listed
from emulator.brain.dialogue import Talk
from emulator.brain.languages import language_named
from emulator.brain.material import Material
from emulator.brain.mind import instruction
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.summaries import ranked
from emulator.brain.text import capitalise, plain, sentences
from emulator.brain.wording import CASUAL, ERRORS, FORMAL

_ITEM = re.compile(r"^[ \t]*([-*•]|\d{1,2}[.)])[ \t]+(.{1,400})", re.M)


def _said(text: str, found: Material, what: str) -> Reply:
    return Reply(
        text,
        text,
        fixed=True,
        notes=(
            Note("Finding the text", f"I work on {found.source} ({len(found.text.split()):,} words)."),
            Note("Reshaping it", what),
        ),
        data={"text": text},
    )


def _swap(found: Material, pairs: tuple[tuple[str, str], ...], what: str) -> Reply:
    text = found.text
    changed = 0
    for pattern, replacement in pairs:
        text, count = re.subn(pattern, replacement, text, flags=re.I)
        changed += count
    text = re.sub(r"(^|[.!?]\s+|\n\n)([a-z])", lambda match: match[1] + match[2].upper(), text.strip())
    text = text if re.search(r"[.!?…]\W*$", text) or "\n" in text else text + "."
    return _said(
        text,
        found,
        (f"{what}: {changed} expression{'s' * (changed != 1)} replaced; sentences begin with a capital and end with a stop."),
    )


def _shorter(found: Material) -> Reply:
    if "```" in found.text:
        return _said(found.text, found, "Code isn't shortened by leaving sentences out; it stays as it is.")
    blocks = found.text.split("\n\n")
    if blocks[0].startswith("**Subject:**") and len(blocks) >= 4:
        short = " ".join(sentences(blocks[2])[:-1] or sentences(blocks[2]))
        return _said("\n\n".join([*blocks[:2], short, blocks[-1]]), found, "Subject, greeting and close stay; the text is cut.")
    if all("  \n" in block for block in blocks[1:]) and len(blocks) >= 2 and not _ITEM.search(found.text):
        verses = [block for block in blocks if "  \n" in block]
        kept = [block for block in blocks if block not in verses[max(1, len(verses) // 2) :]]
        return _said(
            "\n\n".join(kept) if len(verses) > 1 else "  \n".join(verses[0].split("  \n")[:2]), found, "The first verses stay."
        )
    if len(blocks) == 3 and re.match(r"(?:Dear|Hi|Hello)\b", blocks[0]):
        kept = sentences(blocks[1])[: max(1, len(sentences(blocks[1])) // 2)]
        return _said("\n\n".join([blocks[0], " ".join(kept), blocks[2]]), found, "Greeting and close stay; the text is cut.")
    if len(blocks) >= 4 and not _ITEM.search(found.text):
        middle = [
            " ".join(sentences(block)[: 1 + (len(sentences(block)[0].split()) < 8)]) if "  \n" not in block else block
            for block in blocks[1:-1]
        ]
        return _said("\n\n".join([blocks[0], *middle[:3], blocks[-1]]), found, "Each paragraph keeps its first sentence.")
    if len(items := _ITEM.findall(found.text)) >= 3:
        marks = [f"{mark} {re.split(r'[;.](?: |$)', item)[0].rstrip('.')}" for mark, item in items]
        return _said("\n".join(marks), found, f"I keep all {len(items)} points, each with what it says first.")
    order = [item for item in ranked(found.text) if len(item[1].split()) > 4] or ranked(found.text)
    kept = [sentence for _, sentence in sorted(order[: max(1, len(order) // 2)])] if len(order) > 1 else [_trimmed(found.text)]
    return _said(" ".join(kept), found, f"I keep {len(kept)} of {len(order)} sentences, the ones that say most.")


def _trimmed(text: str) -> str:
    text = re.sub(r"\s*\([^()]{0,300}\)", "", plain(text))
    short = re.split(r"[;,:]\s|\s[–—]\s| which | because | although ", text, maxsplit=1)[0].strip()
    return capitalise(short if len(short.split()) >= 3 else text).rstrip(".") + "."


def _longer(found: Material) -> Reply:
    if tones.is_mail(found.text):
        return _said(tones.lengthened(found.text), found, "The paragraph gets two sentences more; greeting and close stay.")
    last = sentences(found.text)
    extra = (
        "In other words, " + (last[0][:1].lower() + last[0][1:] if last else "there is more to say")
        if len(last) == 1
        else f"To sum up, {last[0][:1].lower() + last[0][1:]}"
    )
    return _said(
        f"{found.text.rstrip()} {extra}",
        found,
        "I restate the main point; an offline model should not invent facts to make a text longer.",
    )


def _translate(found: Material, language: str) -> Reply:
    text = (
        f"I can't put a whole text into {language or 'another language'} offline: beyond my phrasebook of common phrases I'd "
        "be inventing. With a key, Gemini translates it right here. What I can do with it now: shorten it, make it more "
        "formal, or turn it into bullet points."
    )
    return Reply(
        text,
        "I can't translate offline.",
        "Sorry",
        notes=(
            Note(
                "Recognising a translation",
                f"The request is to translate {found.source}{' into ' + language if language else ''}.",
            ),
            Note("Deciding to be frank", "The library holds no dictionary, and an invented translation would mislead."),
        ),
    )


_RULES: tuple[tuple[re.Pattern[str], Callable[[Material, str], Reply]], ...] = tuple(
    (re.compile(pattern, re.I), rule)
    for pattern, rule in (
        (
            (
                r"\btranslat(?:e|ion)\b|\bsay (?:that|this|it) in (?!other|fewer|one|a |two|three|short|"
                r"simple)[a-z]+\b|\bhow do (?:you|i) say\b"
            ),
            lambda found, task: _translate(found, language_named(task)),
        ),
        (
            r"\b(?:count|how many|number of)\b.{0,40}\b(?:words?|letters?|characters?|sentences?|times|vowels?|[a-z]['’]s)\b",
            count,
        ),
        (
            r"\b(?:upper[ -]?case|all caps|capital letters|capitali[sz]e)\b",
            lambda found, task: _said(found.text.upper(), found, "All letters become capitals."),
        ),
        (r"\blower[ -]?case\b", lambda found, task: _said(found.text.lower(), found, "All letters become small.")),
        (r"\btitle case\b", lambda found, task: _said(found.text.title(), found, "Each word begins with a capital.")),
        (
            r"\breverse\b|\bbackwards\b|\bspell .{0,30}backwards",
            lambda found, task: _said(
                " ".join(found.text.split()[::-1]) if "words" in task.lower() or "list" in task.lower() else found.text[::-1],
                found,
                "I turn the order round.",
            ),
        ),
        (
            r"\bsort\b|\balphabetical(?:ly)?\b|\border (?:these|the following|this list)\b|\barrange\b",
            lambda found, task: in_order(
                found, bool(re.search(r"descending|reverse|z to a|largest first|high(?:est)? to low", task, re.I))
            ),
        ),
        (
            (
                r"\b(?:fix|correct|proofread|check)\b.{0,30}\b(?:grammar|spelling|errors?|mistakes?|typos?|text|"
                r"sentence|this)\b"
            ),
            lambda found, task: _swap(found, ERRORS, "I correct common slips"),
        ),
        (
            r"\b(?:more )?(?:formal(?:ly)?|elegant(?:ly)?|eloquent(?:ly)?|refined|professional(?:ly)?|polite(?:ly)?)\b",
            lambda found, task: _swap(replace(found, text=tones.sober(found.text)), FORMAL, "I choose more formal words"),
        ),
        (
            r"\b(?:more )?(?:casual(?:ly)?|informal(?:ly)?|friendly|friendlier|relaxed)\b",
            lambda found, task: _swap(found, CASUAL, "I choose more casual words"),
        ),
        (r"\b(?:shorten|shorter|more concise|fewer words|make it short|condense|trim)\b", lambda found, task: _shorter(found)),
        (r"\b(?:longer|expand|extend|lengthen)\b", lambda found, task: _longer(found)),
        (
            r"\b(?:turn|convert|make|put|format|rewrite|write|split)\b.{0,40}\b(?:numbered|ordered) list\b",
            lambda found, task: listed(found, True),
        ),
        (
            (
                r"\b(?:turn|convert|make|put|format|rewrite|write|split|extract)\b.{0,40}\b(?:list|bullets?|"
                r"bullet points?|items)\b"
            ),
            lambda found, task: listed(found, False),
        ),
        (
            (
                r"\b(?:rewrite|rephrase|paraphrase|reword|improve|polish|say (?:that|it|this) (?:again|"
                r"differently|in other words))\b"
            ),
            lambda found, task: _swap(found, ERRORS + CASUAL, "I keep the meaning and smooth the wording"),
        ),
    )
)
_EARLIER = re.compile(r"\b(?:that|this|it|your|last|previous|above|again|answer|reply|response)\b", re.I)
_WORD_IN = re.compile(
    (
        r"\bin (?:the )?(?:word |name |phrase |sentence )?['\"“]?([\w-]{2,40})['\"”]?\s*\??\s*$|"
        r"\b(?:spell|reverse) (?:the )?(?:word |name )?([\w-]{2,40})\b"
    ),
    re.I,
)


@skill("rewriting")
def offer(talk: Talk) -> Offer | None:
    """Fits when a text is given (or the last answer is meant) together with a way of changing it."""
    task = instruction(talk.prompt)
    rule = next((rule for pattern, rule in _RULES if pattern.search(task)), None)
    if rule is None:
        return None
    found = material.of(talk, earlier=bool(_EARLIER.search(task)) or len(task.split()) < 5)
    if found is None or (found.source == "my last answer" and _WORD_IN.search(task)):
        match = _WORD_IN.search(task)
        if match is None or not re.search(r"\b(?:how many|count|spell|reverse|letters?)\b", task, re.I):
            return None
        found = Material((match[1] or match[2]), "the word named", task)
    if found.source == "my last answer" and (len(task.split()) > 14 or guidebook.find(task)):
        return None
    if next((True for pattern, other in _RULES if other is rule and pattern.search(found.task or task)), False) is False:
        return None
    return Offer(0.9, partial(rule, found, task), whole=True)
