"""Questions on what the demo can do and how it is run: pictures, the web, files, voice, keys, cost, privacy, other models."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_CAN = (
    r"(?:can|could|do|are|will|is) (?:you|u|it|this|the (?:demo|app|model|emulator))(?: also| even| really| actually| "
    r"able to)?"
)
_ABOUT: tuple[tuple[str, str, str], ...] = (
    (
        "pictures",
        rf"\b{_CAN} (?:generate|create|make|draw|paint|produce|design) (?:an? |some |me )*(?:images?|pictures?|photos?|"
        rf"drawings?|videos?|logos?|music|art)\b",
        "Not offline: the demo model writes text only. With an API key, choose an image model in the settings and its "
        "pictures appear "
        "right here in the chat.",
    ),
    (
        "seeing",
        rf"\b{_CAN} (?:see|view|look at|analy[sz]e|read|open|understand|process|handle|accept) (?:an? |my |some |these |the )*"
        r"(?:images?|pictures?|photos?|screenshots?|pdfs?|files?|documents?|attachments?|audio|videos?|excel|word|csv)\b",
        "Yes, within limits: attach a file to your message. Offline I read text documents, PDFs and tables, and I measure "
        "pictures and "
        "recordings; what a picture shows or a voice says needs a model behind a key.",
    ),
    (
        "the web",
        rf"\b{_CAN} (?:search|browse|google|surf|access|look (?:things |something |it )?up on|use|connect to|go on)(?: on| "
        rf"in)? (?:the |google )?"
        r"(?:internet|web|google|online|net|search)\b|\bare you (?:online|connected)\b|\bdo you have (?:internet|web)\b",
        "Offline I have no access to the web. What you can do here: switch on **Google Search** in the settings' tools, and "
        "the emulator "
        "shows how searching, sources and citations look, from a small library of its own. With a key the real search answers.",
    ),
    (
        "help",
        r"^\W*(?:hi|hello|hey)?\W*(?:can|could|will|would) you (?:please )?(?:help|assist)(?: me| us)?(?: with (?:my|this|"
        r"an?|the|some) [\w ]{2,30}| out)?\W*$",
        "Gladly! Tell me what it is about: paste the text or the table, or type the question as you would ask a colleague.",
    ),
    (
        "trust",
        r"\b(?:can|should|may) (?:i|we|one) (?:trust|rely on|believe) (?:you|this|your answers)\b|\bare you (?:reliable|"
        r"accurate|trustworthy|always right)\b",
        "For sums, dates, units and tables yes: they are computed exactly. What I say on subjects comes from a small "
        "library, and I say so when "
        "it has nothing. For anything important, check a second source.",
    ),
    (
        "voice",
        rf"\b{_CAN} (?:speak|talk|listen|hear|use voice|read (?:it |this )?(?:aloud|out))(?: to me| loud)?\W*$",
        "I only write. Attached recordings can be measured offline, and models behind a key hear them and can answer in speech.",
    ),
    (
        "code",
        rf"\b{_CAN} (?:write|read|explain|debug|run|execute|understand|do) (?:any |some |python |java ?script )?(?:code|"
        rf"coding|programs?|programming|scripts?|sql)\b",
        "Yes, small pieces: I write and explain short examples in Python and JavaScript. With **Code execution** switched "
        "on in the "
        "settings' tools, I run Python for sums, dates and tables as well.",
    ),
    (
        "a key",
        r"\b(?:how|where) (?:do|can|to|would) (?:i |we )?(?:get|find|create|obtain|add|enter|use|set|put|paste)(?: in| up)? "
        r"(?:an? |my |the |your )?"
        r"(?:google |gemini )?(?:api[ -]?)?keys?\b|\bwhat (?:do i need|is needed) for (?:a )?key\b|\bdo i need an? (?:api "
        r")?key\b",
        "Keys are made in Google AI Studio: <https://aistudio.google.com/api-keys>. Then open **Connection** in the "
        "sidebar, choose "
        "**Google** and paste it there; it stays in this session's memory only. Without one, the offline demo answers.",
    ),
    (
        "cost",
        r"\b(?:how much (?:do you|does (?:this|it|the (?:demo|app|api|chat))) cost|is (?:this|it|the demo|the app) (?:for "
        r")?free|"
        r"what do(?:es)? (?:you|this|it) cost|do i (?:have to )?pay (?:for this|anything|to use)|how much is (?:this|it|the "
        r"api))\b",
        "The offline demo costs nothing and sends nothing anywhere. With a key, Google's prices hold; each answer's footer "
        "shows its "
        "tokens and what they cost at list price.",
    ),
    (
        "privacy",
        r"\b(?:is|are|stays?|where (?:is|are|does|do|goes)|who (?:can|sees?|reads?)|do you|will you|does (?:it|this|the "
        r"app))\b.{0,30}\b"
        r"(?:my |our |the )?(?:data|chats?|conversations?|messages?|privacy|private|information)\b.{0,30}(?:safe|private|"
        r"secure|stored|saved|"
        r"kept|go|shared?|see|read|store|sent)\b|\bis (?:this|it) (?:private|safe|secure|confidential)\b|\bdo you (?:store|"
        r"save|keep|share|sell) my\b",
        "In the offline demo everything stays on this machine: the emulator runs here, and conversations are kept in the "
        "app's own "
        "database. With a key, requests go to Google; `store=false` in the settings keeps the server from keeping them.",
    ),
    (
        "its making",
        r"\bwho (?:made|built|created|programmed|developed|trained|invented|owns) (?:you|this (?:app|demo|model))\b|\bwhere "
        r"(?:are you from|"
        r"do you come from|"
        r"do you live|are you)\W*$|\bhow (?:do|were) you (?:work|made|built|trained)\b|\bwhen were you (?:made|born|built|"
        r"trained|created)\b|"
        r"\bhow old are you\b|\bwhat(?:'s| is) your (?:age|birthday|version)\b",
        "I'm the offline model of Stepwise's embedded emulator: a set of hand-written skills with a small library, no "
        "neural network and no "
        "training. I run on this machine and answer in the form of Google's Interactions API, so that the app can be shown "
        "without a key.",
    ),
    (
        "its limits",
        r"\bwhat (?:can(?:'?t|not)|couldn'?t|don'?t) you (?:do|know)\b|\b(?:your|the) (?:limits?|limitations|weaknesses)\b|"
        r"\bwhat are you (?:bad|not good) at\b",
        "Offline I can't see the news, the weather or the web, make pictures, translate freely or know things outside my "
        "small library, and "
        "I say so when I don't know. With an API key, Gemini does all that in the same chat.",
    ),
    (
        "other models",
        r"\b(?:are you|is this|do you use|which|what) (?:better than|like|based on|running|using)? ?(?:chat ?gpt|gpt-?\d?|"
        r"claude|gemini|llama|openai|"
        r"copilot|deepseek|mistral)\b.{0,30}$|\bare you (?:better|smarter|faster) than\b",
        "I'm none of the large models, only the offline demo's small one. I show how the app works; choose **Google** under "
        "**Connection** and paste a key, and Gemini answers here.",
    ),
)
_OF_THE_APP = re.compile(r"\b(?:you|demo|app|api|chat|pay|free)\b", re.I)
_COMPILED = tuple((name, re.compile(pattern, re.I), answer) for name, pattern, answer in _ABOUT)


@skill("itself")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on what this demo can do and how it is run."""
    text = talk.gist if len(talk.gist) <= 160 else ""
    found = next(((name, answer) for name, rule, answer in _COMPILED if text and rule.search(text)), None)
    if found and found[0] == "cost" and talk.past and not _OF_THE_APP.search(text):
        return None  # "what does it cost?" is about what was spoken of
    return Offer(0.915, partial(_told, *found)) if found else None


def _told(name: str, answer: str) -> Reply:
    return Reply(
        answer,
        notes=(Note("Speaking of this demo", f"The question is on {name}; I say what works offline and what needs a key."),),
    )
