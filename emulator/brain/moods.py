"""The moods of a poem: three verses for each, and the words by which a mood is asked for."""

from __future__ import annotations

import re

_THOUGHTFUL = (
    (
        "{S}, I thought I knew you well,",
        "a name that any book could tell;",
        "but looking close, I came to see",
        "how much was still unknown to me.",
    ),
    (
        "The morning came, the light was low,",
        "I had no other place to go;",
        "I sat and thought of {s} then,",
        "and put my question down by pen.",
    ),
    (
        "So let the answers come and stay,",
        "or drift like clouds and go their way;",
        "the best of all that thoughts can do",
        "is leave the world a little new.",
    ),
)
_SAD = (
    (
        "I looked for {s} through the rain,",
        "along the street and back again;",
        "the lamps were lit, the doors were shut,",
        "the garden path was overcut.",
    ),
    (
        "A cup still stands, a chair is turned,",
        "a candle there has nearly burned;",
        "of {s} what is left to me",
        "is less than what it used to be.",
    ),
    (
        "They say that time will mend the rest,",
        "and those who say it know it best;",
        "but evenings come, and evenings go,",
        "and still I wish it were not so.",
    ),
)
_HAPPY = (
    (
        "Good morning, {s}! Come on in,",
        "you never saw a wider grin;",
        "the kettle sings, the sun is out,",
        "and that is what it's all about.",
    ),
    (
        "I had a list of things to do,",
        "I folded it and thought of you:",
        "of {s}, and the open door,",
        "and wanted not a minute more.",
    ),
    (
        "So ring the bells and clear the floor,",
        "and if you've danced, then dance some more;",
        "a day like this, a friend like you,",
        "is all the luck I ever knew.",
    ),
)
_FUNNY = (
    (
        "I wrote to {s} yesterday,",
        "it hadn't very much to say;",
        "I wrote again, in capitals,",
        "it sent me back two manuals.",
    ),
    (
        "I asked it out for fish and chips,",
        "it came along with paperclips;",
        "it sat, it stared, it stole my hat,",
        "and told the waiter: “That was that.”",
    ),
    (
        "Now {s} lives upon my shelf,",
        "and waters all the plants itself;",
        "it pays no rent, it hums off key,",
        "and gets more letters here than me.",
    ),
)
_ROMANTIC = (
    (
        "Of all the things the day may bring,",
        "it's {s} makes my heart take wing;",
        "I knew it when the evening fell",
        "and every window wished us well.",
    ),
    (
        "I'd trade the stars, I'd trade the sea,",
        "for {s} by the fire with me;",
        "no letter ever said it right,",
        "so let me say it here tonight.",
    ),
    (
        "And should the years run quick or slow,",
        "there's nowhere else I'd rather go:",
        "with {s} near, the road is short,",
        "and every harbour is our port.",
    ),
)
_SPOOKY = (
    (
        "The clock struck twelve, the candle died,",
        "and {s} tapped the glass outside;",
        "I asked who came at such an hour,",
        "and heard the wind around the tower.",
    ),
    (
        "The stairs gave three slow groans, then four,",
        "a shadow bent beneath the door;",
        "of {s} there was just a sound,",
        "like something turning underground.",
    ),
    (
        "At dawn they found the window wide,",
        "a lamp still warm, and none inside;",
        "so when you think of {s} tonight,",
        "I'd keep one finger on the light.",
    ),
)
_HEROIC = (
    (
        "Sound every horn and beat the drum,",
        "from hill and harbour let them come:",
        "the tale of {s} shall be told",
        "in letters made of oak and gold.",
    ),
    (
        "Through storm and doubt it held its way,",
        "and never asked for rest or pay;",
        "when others turned and sought the shore,",
        "it raised the sail and tried once more.",
    ),
    (
        "So lift your cup and shout the name,",
        "let {s} have its share of fame;",
        "for what is brave and what is true",
        "begins with someone just like you.",
    ),
)
_GENTLE = (
    (
        "Hush now, {s}, close your eyes,",
        "the moon is warm, the night is wise;",
        "the stars have put their slippers on,",
        "and all the busy day is gone.",
    ),
    (
        "A little mouse, a sleepy bear",
        "have come to sit upon the stair;",
        "they whisper, soft as soft can be,",
        "of {s} and the apple tree.",
    ),
    (
        "Tomorrow there'll be time to play,",
        "to run and sing the clouds away;",
        "but now, good night, sleep tight, sleep deep,",
        "for even rivers go to sleep.",
    ),
)
MOODS = {
    "thoughtful": _THOUGHTFUL, "sad": _SAD, "happy": _HAPPY, "funny": _FUNNY, "romantic": _ROMANTIC, "spooky": _SPOOKY,
    "heroic": _HEROIC, "gentle": _GENTLE,
}  # fmt: skip
_MOOD = (
    ("sad", re.compile(r"\b(?:sad(?:der)?|melanchol\w+|nostalgic|gloomy|dark(?:er)?|lonely|sorrow\w*|mournful|grief)\b", re.I)),
    ("happy", re.compile(r"\b(?:happ(?:y|ier)|cheer\w*|joy\w*|bright(?:er)?|uplifting|positive|optimistic|hopeful)\b", re.I)),
    ("funny", re.compile(r"\b(?:funn(?:y|ier)|humorous|silly|sillier|comic\w*|witty|wittier|amusing)\b", re.I)),
    ("romantic", re.compile(r"\b(?:romantic|love|loving|passionate|tender|valentine\w*)\b", re.I)),
    (
        "spooky",
        re.compile(
            r"\b(?:spook(?:y|ier)|scar(?:y|ier)|creep(?:y|ier)|eerie|gothic|halloween|horror|ghostly|"
            r"mysterious)\b",
            re.I,
        ),
    ),
    ("heroic", re.compile(r"\b(?:heroic|epic|dramatic|bold(?:er)?|inspir\w+|motivat\w+|proud|patriotic|grand|powerful)\b", re.I)),
    (
        "gentle",
        re.compile(
            r"\b(?:gentle|soft(?:er)?|sweet(?:er)?|cute(?:r)?|lullaby|bedtime|for (?:a )?(?:child|children|"
            r"kids?)|soothing)\b",
            re.I,
        ),
    ),
    ("thoughtful", re.compile(r"\b(?:thoughtful|calm(?:er)?|quiet(?:er)?|serious|reflective|philosophical|neutral)\b", re.I)),
)


def mood_in(text: str) -> str:
    """The mood that a text asks for, or an empty string."""
    return next((mood for mood, pattern in _MOOD if pattern.search(text)), "")
