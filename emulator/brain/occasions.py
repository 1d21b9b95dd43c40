"""What a message is about: the occasions that are known, each with its usual words, and what the user wants to tell or ask.

Reads requests for messages; the mail itself is `skills/drafts`' business.
"""

from __future__ import annotations

import re

from emulator.brain.text import capitalise

_NEWS = re.compile(
    r"\b(?:that(?=\s+(?:the|our|my|we|i|you|they|he|she|it|there|this|all|a|an|his|her|everyone|nobody|[A-Z])\b)|saying(?: "
    r"that)?|"
    r"(?:telling|informing|reminding|notifying) (?:him|her|them|everyone|people|\w+)(?: that)?|"
    r"to (?:say|announce|tell (?:him|her|them|everyone|people)|inform (?:him|her|them|everyone)|let (?:him|her|them|"
    r"everyone|\w+) know)(?: that)?|"
    r"explaining(?: that)?|announcing(?: that)?)\s+(?P<what>[^.!?\n]{4,220})",
    re.I,
)
"""What a message is to tell, as a clause: "that the release is delayed by a week"."""
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|can|could|can't|cannot|won't|must|should|would|need|needs|am|i'm|we're|it's|"
    r"they're|do|does|"
    r"did|don't|moved?|starts?|ends?|changed?|closes?|opens?|left|got|made|want|launch\w*|leav\w*)\b",
    re.I,
)
_BAD = re.compile(
    r"\b(?:delay\w*|late|postpon\w*|cancel\w*|unfortunately|closed?|broken|down|fail\w*|sick|ill|miss\w*|leav\w*|can't|"
    r"cannot|won't|"
    r"not able|unable|problem|issue|increase|lost|error|outage|mistake)\b",
    re.I,
)
_COLON = re.compile(r"^([^:\n]{0,40}\b(?:e-?mail|message|mail|note|letter|memo)\b[^:\n]{0,60}):\s+(?=\S)", re.I)
"""A message whose contents stand after a colon: "Write an email to my team: the office is closed"."""
_DEFECT = re.compile(
    r"\b(?:broken|leak\w*|does(?:n't| not) work|(?:isn't|is not|stopped) working|damaged|blocked|mou?ldy)\b", re.I
)
"""What whoever is written to must mend."""
_ASKING_FOR = re.compile(
    r"\b(?:ask(?:ing|s)?|request(?:ing)?)(?: (?:him|her|them|my \w+|the \w+|for permission))?\s+(?P<what>(?:for|to|if|"
    r"whether|about)\s+[^.!?\n]{3,160})",
    re.I,
)
KINDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "cancellation",
        r"\bcancel\w*\b.{0,20}\b(?:subscription|membership|contract|plan|order|booking|reservation|account|policy|insurance)\b",
        "Cancellation",
        (
            "I would like to cancel {about} as of the next possible date. Please confirm this in writing and tell me the "
            "date on which it ends."
        ),
    ),
    (
        "refusal",
        r"\bdeclin|\bturn(?:ing)? down\b|\bcan(?:not|'t) (?:come|attend|make|join)\b|\bcancel|\bunable to (?:come|attend|join)",
        "Unfortunately not this time",
        (
            "Thank you for {about}. Unfortunately I can't make it, and I'm sorry for any trouble this causes. I would be "
            "glad to find another time, if that suits you."
        ),
    ),
    (
        "thanks",
        r"\bthank",
        "Thank you",
        ("I would like to thank you for {about}. It meant a great deal to me, and I appreciate the time and care behind it."),
    ),
    (
        "apology",
        r"\bapolog|\bsorry\b",
        "My apologies",
        (
            "I am writing to apologise for {about}. I should have handled it better, and I will make sure "
            "that it does not happen again."
        ),
    ),
    (
        "absence",
        r"\bsick\b|\bill\b|\bday off\b|\bleave\b|\bvacation\b|\btime off\b|\bholiday\b|\babsen",
        "Request for time off",
        (
            "I would like to ask for time off because of {about}. I will hand over open tasks beforehand and "
            "can be reached for anything urgent."
        ),
    ),
    (
        "invitation",
        r"\binvit",
        "Invitation",
        (
            "I would be very happy if you could join us for {about}. Please let me know by the end of the "
            "week whether you can come."
        ),
    ),
    (
        "complaint",
        r"\bcomplain|\brefund\b|\bbroken\b|\bdamaged\b|\breturn\b",
        "A problem with {about}",
        (
            "I am contacting you about {about}. Unfortunately it isn't as it should be. Please let "
            "me know how and when you can put this right."
        ),
    ),
    (
        "birthday",
        r"\bbirthday\b",
        "Happy birthday!",
        (
            "Happy birthday! I wish you a wonderful day, good company and a year full of things that make you smile. Enjoy "
            "the cake, "
            "you have earned it."
        ),
    ),
    (
        "congratulation",
        r"\bcongrat\w*|\bpromotion\b|\bgraduat\w*|\bnew baby\b|\bwedding\b",
        "Congratulations!",
        (
            "Congratulations! You have worked for this, and I am truly happy for you. I hope you find the time to celebrate it "
            "properly."
        ),
    ),
    (
        "get-well",
        r"\bget[- ]well\b|\bfeel better\b|\brecover\w*",
        "Get well soon",
        (
            "I was sorry to hear that you aren't well. Take all the time you need, and don't worry about anything here. Get "
            "well soon!"
        ),
    ),
    (
        "farewell",
        r"\bfarewell\b|\bgoodbye\b|\bleaving (?:party|card)\b|\blast day\b|\bretire\w*",
        "All the best",
        (
            "It was a pleasure to work with you, and you will be missed. I wish you all the best for what comes next; let us "
            "stay in touch."
        ),
    ),
    (
        "sympathy",
        r"\bcondolence\w*|\bsympathy\b|\bpassed away\b|\bfuneral\b",
        "My sincere condolences",
        (
            "I was very sorry to hear of your loss. My thoughts are with you and your family. If there is anything I can do, "
            "please tell me."
        ),
    ),
    (
        "application",
        r"\bjob\b|\bcover letter\b|\bapplication\b|\bapply",
        "Application",
        (
            "I am writing to apply for {about}. My experience and my curiosity make me confident that I can "
            "contribute from the first week, and I would be glad to tell you more in person."
        ),
    ),
    (
        "reminder",
        r"\bremind|\bfollow(?:ing)?[ -]?up\b|\boverdue\b",
        "A friendly reminder",
        "May I come back to {about}? If you need anything from me to move on, just let me know.",
    ),
    (
        "meeting",
        r"\bmeeting\b|\bmeet\b|\bappointment\b|\bcall\b|\breschedul",
        "Meeting",
        (
            "Could we find half an hour to talk about {about}? I am free on most mornings this week and will "
            "adjust to what suits you."
        ),
    ),
    (
        "message",
        r"",
        "{About}",
        ("I am writing to you about {about}. Please let me know what you think, and whether you need anything further from me."),
    ),
)


def news(text: str) -> tuple[str, str] | None:
    """Subject and paragraph of a message that tells something, or asks for something, in the user's words."""
    text = _COLON.sub(r"\1 saying that ", text, count=1)
    if (match := _NEWS.search(text)) and _CLAUSE.search(match["what"]):
        what = _in_first_person(match["what"].strip(" ,"))
        regret = (
            "Please let me know when it can be put right."
            if _DEFECT.search(what)
            else "I am sorry for any trouble this causes and will keep you posted."
            if _BAD.search(what)
            else "Please let me know if you have any questions."
        )
        return capitalise(what), f"I would like to let you know that {what}. {regret}"
    if match := _ASKING_FOR.search(text):
        what = _in_first_person(match["what"].strip(" ,"))
        bare = re.sub(r"^(?:for|to|if|whether|about) (?:an? |the )?", "", what)
        asked = {"if": f"I would like to ask whether {what[3:]}", "about": f"I would like to ask {what}"}.get(
            what.split()[0], f"I would like to ask you {what}"
        )
        return (
            f"A request: {bare}",
            f"{asked}. I would be glad to explain the background in a short talk. Thank you for considering it.",
        )
    return None


def _in_first_person(what: str) -> str:
    return re.sub(r"\bi\b", "I", re.sub(r"\bi'm\b", "I'm", what))
