"""The five scripts that the page offers. Each shows one thing that history on the server changes, or doesn't.

The document of the caching starter is made here, from a few lists, so that it is long enough to be cached and every number
in it can be asked for.
"""

from __future__ import annotations

from workbench.compare.model import Check, Script, ScriptPrompt

_PLACES = (
    "Aberdeen", "Bilbao", "Cadiz", "Dundee", "Esbjerg", "Faro", "Gdansk", "Haifa", "Izmir", "Jaffa", "Klaipeda", "Lisbon",
    "Malmo", "Narvik", "Oulu", "Porto", "Rijeka", "Split", "Tallinn", "Umea", "Varna", "Wismar", "Ystad", "Zadar",
)  # fmt: skip
_GOODS = ("timber", "grain", "steel coils", "citrus fruit", "machine parts", "paper rolls", "marble", "wool", "salt", "cork")
_WEATHER = ("fog in the early hours", "a north-easterly swell", "drifting ice until April", "strong gusts after noon")
_RULES = (
    "what is written in the berth book counts", "no fire on deck while grain is loaded", "pilots eat before captains do",
    "every rope has an owner", "gulls are not fed on the fish quay", "lamps are lit before the tide turns",
    "say who you are, then what you want",
)  # fmt: skip
_KEEPERS = ("Alvarez", "Bergman", "Costa", "Dahl", "Eriksen", "Ferreira", "Gruber", "Horvat", "Ivanova", "Jansen", "Kowalski")


def _handbook() -> str:
    """About 5,500 words of a port handbook, the same each time."""
    sections = [
        "HANDBOOK OF THE NORTHERN PORTS. This handbook tells harbour staff what each port keeps, who runs it and what to mind. "
        "Every section has the same order: the master, the berths, the cranes, the goods, the weather, the rule of the house."
    ]
    for number, place in enumerate(_PLACES, 1):
        berths, cranes, depth = 4 + number * 3 % 17, 2 + number * 5 % 11, 7 + number * 2 % 9
        goods, other = _GOODS[number % 10], _GOODS[(number * 3 + 4) % 10]
        keeper, weather = _KEEPERS[number % 11], _WEATHER[number % 4]
        sections.append(
            f"Section {number}: {place}. The harbour master of {place} is {keeper}. {place} has {berths} berths. {place} has "
            f"{cranes} cranes. The basin is {depth} metres deep at low water, and the pilot meets ships {depth + 3} miles out. "
            f"Most of what is landed here is {goods}, followed by {other}; {goods} is kept under cover and {other} in the open "
            f"yard behind shed {number * 7 % 13 + 1}. Mind {weather}: the signal station hoists two black balls, and no lighter "
            f"leaves the quay while they hang. Working hours are from {5 + number % 3} in the morning to {6 + number % 4} in the "
            f"evening, and the night shift needs a written order from the master. Invoices are paid within {10 + number} days. "
            f"A ship that overstays pays for {number % 5 + 2} tides, whatever her tonnage, and the money goes to the seamen's "
            f"hospital. The oldest building is the customs house of {1700 + number * 11}; its clock is checked each noon by the "
            f"time ball, and both are {number % 6 + 1} seconds slow. In case of fire ring the bell by the fish market "
            f"{number % 4 + 3} times, close the valves of the oil quay, and bring the two steam pumps to the upstream side. The "
            f"rule of the house in {place}: {_RULES[number % 7]}."
        )
    return "\n\n".join(sections)


MEMORY = Script(
    "Memory chat",
    (
        ScriptPrompt("Hi, my name is Karthik. I like cricket and watching movies."),
        ScriptPrompt("What is my name?", Check("contains", "Karthik")),
        ScriptPrompt("What do I like?", Check("contains", "cricket")),
        ScriptPrompt("I also like hiking."),
        ScriptPrompt("Which of my hobbies is done outdoors? Name them all.", Check("contains", "hiking")),
    ),
    "Short turns: who remembers, and how many bytes it takes to remember.",
)

DOCUMENT = Script(
    "Growing document chat",
    (
        ScriptPrompt(f"Summarise this text in three sentences:\n\n{_handbook()}"),
        ScriptPrompt("My favourite port is Tallinn."),
        ScriptPrompt("Which of the ports has the most berths?"),
        ScriptPrompt("What is my favourite port?", Check("contains", "Tallinn")),
        ScriptPrompt("What did I ask first?", Check("contains", "Summarise")),
    ),
    "A document of more than 4,096 tokens, talked about again and again: the case where an implicit cache can help.",
)

TOOLS = Script(
    "Tool chat",
    (
        ScriptPrompt("Search the web: what is the tallest mountain in Japan?"),
        ScriptPrompt("Calculate 17 * 23 with code.", Check("contains", "391")),
        ScriptPrompt("What did I ask first?", Check("contains", "Japan")),
    ),
    "Tools of the server, whose calls and results are history, too.",
    tools=({"type": "google_search"}, {"type": "code_execution"}),
)

TRANSLATION = Script(
    "Translation chain",
    (
        ScriptPrompt("Translate into French: Good morning, my friend."),
        ScriptPrompt("And into Spanish."),
        ScriptPrompt("And into German."),
        ScriptPrompt("What did I ask first?", Check("contains", "Good morning")),
    ),
    "Each prompt means something only with the one before it. The offline model can't translate, and says so.",
)

JAPAN = Script(
    "Japan trip",
    (
        ScriptPrompt("I am planning a trip to Japan for ten days in spring. My budget is 3,000 dollars."),
        ScriptPrompt("What should I see in Kyoto?", Check("contains", "Kyoto")),
        ScriptPrompt("How many days should I stay there?"),
        ScriptPrompt("What was my budget?", Check("regex", r"3[,. ]?000")),
        ScriptPrompt("Write the plan for the whole trip as a list."),
    ),
    "A conversation as people have it: longer answers, and details that have to last.",
)

STARTERS: tuple[Script, ...] = (MEMORY, DOCUMENT, TOOLS, TRANSLATION, JAPAN)
