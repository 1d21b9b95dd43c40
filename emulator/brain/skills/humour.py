"""Jokes by subject; the next one is always one that was not told in this conversation."""

from __future__ import annotations

import re

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern, shuffled

_JOKES: tuple[tuple[str, str], ...] = (
    ("programming computer code developer software", "Why do programmers prefer dark mode? Because light attracts bugs."),
    (
        "programming code developer",
        (
            "A programmer's partner says: “Get a loaf of bread, and if they have eggs, get a dozen.” The "
            "programmer comes home with twelve loaves: “They had eggs.”"
        ),
    ),
    ("programming computer binary mathematics", "There are 10 kinds of people: those who understand binary and those who don't."),
    (
        "programming software tester testing",
        (
            "A software tester walks into a bar and orders one beer, zero beers, 999,999 beers and a lizard. "
            "The first real guest asks where the toilet is, and the bar bursts into flames."
        ),
    ),
    (
        "ai model neural machine learning",
        ("I asked a neural network for a joke. It needed two thousand examples, and now it only laughs at cats."),
    ),
    (
        "api interaction http",
        ("I'd tell you a UDP joke, but you might not get it. With TCP I'd ask whether you're ready for the joke."),
    ),
    ("mathematics math maths", "Parallel lines have so much in common. It's a pity they'll never meet."),
    ("science chemistry atoms", "Never trust an atom: they make up everything."),
    ("physics light", "A photon checks into a hotel. “Any luggage?” – “No, I'm travelling light.”"),
    ("animals animal cat dog", "What do you call a dog magician? A labracadabrador."),
    ("animals bees bee", "What do you call a bee that can't make up its mind? A maybe."),
    ("animals fish sea", "What do you call a fish without eyes? A fsh."),
    ("cricket sport", "Why did the cricketer bring a pencil? To draw the stumps."),
    ("football sport", "Why is a football stadium always cool? It's full of fans."),
    ("movies film cinema", "I used to be afraid of cinema tickets. Then they grew on me, row by row."),
    ("food cook", "I ordered a chicken and an egg online. I'll let you know."),
    ("food pizza", "I'd tell you a joke about pizza, but it's too cheesy."),
    ("space moon astronaut", "How does the Moon cut its hair? Eclipse it."),
    ("music guitar", "Why couldn't the guitar open its door? It had lost the right key."),
    ("work office meeting boss", "This meeting could have been an e-mail, and the e-mail could have been silence."),
    ("school teacher student", "Why did the student eat the homework? The teacher said it was a piece of cake."),
    ("weather rain winter", "What falls in winter but never gets hurt? Snow."),
    ("travel plane", "I wanted to tell you a travel joke, but it never quite arrives."),
)
_ASK = re.compile(r"\b(?:jokes?|pun|puns|something funny|make me (?:laugh|smile)|riddle|dad joke|one-liner)\b", re.I)
_MORE = re.compile(r"^\W*(?:(?:tell|give) me )?(?:another(?: one)?|one more|next one|again|more)(?: please)?\W*$", re.I)


@skill("humour")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a joke, and 'another one' after a joke."""
    text = talk.gist
    if len(text) > 300 or re.search(r"\bexplain (?:the|that|this|your) joke|\bwhat is a joke\b", text, re.I):
        return None
    told = talk.past and any(joke in talk.past[-1].answer for _, joke in _JOKES)
    return Offer(0.9, lambda: _tell(talk)) if _ASK.search(text) or (told and _MORE.match(text)) else None


def _tell(talk: Talk) -> Reply:
    told = "\n".join(pair.answer for pair in talk.past)
    earlier = next((pair.said for pair in reversed(talk.past) if _ASK.search(pair.said)), "") if _MORE.match(talk.gist) else ""
    wanted = set(re.findall(r"[a-z]{3,}", f"{talk.gist} {earlier}".lower()))
    fresh = [(tags, joke) for tags, joke in _JOKES if joke not in told] or list(_JOKES)
    ordered = sorted(
        shuffled(fresh, talk.gist, len(talk.past)),
        key=lambda item: -len({tag for tag in item[0].split() if any(word[:6] == tag[:6] for word in wanted)}),
    )
    match = re.search(rf"\b({number_pattern()}) (?:\w+ ){{0,2}}jokes", talk.gist, re.I)
    count = min(number(match[1]) or 1 if match else 1, len(ordered))
    jokes = [joke for _, joke in ordered[:count]]
    notes = (
        Note(
            "Choosing a joke",
            (f"Of {len(fresh)} jokes not yet told here, I take {'one' if count == 1 else count} on {ordered[0][0].split()[0]}."),
        ),
        Note("Keeping it friendly", "It should be short and hurt nobody."),
    )
    if count > 1:
        return Reply(
            "\n".join(f"{i}. {joke}" for i, joke in enumerate(jokes, 1)),
            jokes[0],
            points=tuple(jokes),
            notes=notes,
            data={"jokes": jokes},
        )
    return Reply(jokes[0], jokes[0], notes=notes, data={"joke": jokes[0]})
