"""Goes on with examples: what the prompt shows for some inputs is done for the one that is left open.

Answers with the output alone, as the examples do; where no rule fits them, the open input is answered as a request.
"""

from __future__ import annotations

from functools import partial

from emulator.brain import examples, shownrules
from emulator.brain.dialogue import REFUSAL, Talk
from emulator.brain.examples import Examples
from emulator.brain.registry import Note, Offer, Reply, best, skill
from emulator.brain.text import cut


@skill("examples")
def offer(talk: Talk) -> Offer | None:
    """Fits a prompt with pairs of input and output and one input without its output."""
    shown = examples.read(talk.whole) if len(talk.whole) <= examples.LONGEST else None
    if shown is None:
        return None
    answer, rule = shownrules.solved(shown.pairs, shown.asked)
    if answer:
        return Offer(0.97, partial(_told, shown, answer, f"The rule that gives their outputs: {rule}."), whole=True)
    return Offer(0.955, partial(_asked, talk, shown), whole=True)


def _told(shown: Examples, answer: str, how: str) -> Reply:
    notes = (
        Note("Reading the examples", f"There are {len(shown.pairs)}; the open one is “{cut(shown.asked, 80)}”."),
        Note("Finding what they have in common", how),
    )
    return Reply(answer, answer, answer, notes=notes, fixed=True, data={shown.label or "output": answer})


def _asked(talk: Talk, shown: Examples) -> Reply:
    """The open input as a request of its own, answered as shortly as the examples are."""
    reply = best(talk.reading(shown.asked)).offer.answer()
    short = max(len(output.split()) for _, output in shown.pairs)
    answer = (reply.word if short <= 3 else reply.brief) or reply.brief or reply.text
    if REFUSAL in reply.text:
        given, output = shown.pairs[0]
        answer = (
            f"I see the pattern (“{cut(given, 60)}” becomes “{cut(output, 60)}”), but {REFUSAL}, and no rule of mine gives "
            "these outputs. Labels, opposites, capitals, orders, sums and translations of common phrases I can go on with."
        )
    return _told(shown, answer, "No rule of mine gives their outputs, so I answer the open one by itself.")
