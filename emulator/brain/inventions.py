"""What can be made up when something is to be made up: people, characters, tasks, strengths and weaknesses. Tables only."""

from __future__ import annotations

NAMES = (
    "Mira Voss", "Jonas Hale", "Ines Carro", "Tomas Reed", "Nadia Brandt", "Elias Stone", "Yuki Tanaka", "Lena Fischer",
    "Omar Haddad", "Clara Weiss", "Samuel Okoro", "Freya Lind",
)  # fmt: skip
TRAITS = ("curious", "stubborn", "loyal", "impatient", "witty", "brave", "secretive", "gentle", "proud", "inventive")
BACKSTORIES = (
    "Grew up above a map-maker's shop and left home with a map that nobody else could read.",
    "Served a distant court for years, lost everything in one night, and has wanted it back ever since.",
    "Was found as a child at the edge of the forest, and still hears its voices when it rains.",
    "Ran away from a travelling circus with nothing but a lantern and a debt.",
)
GOALS = (
    "to find out what happened to a lost friend",
    "to win back a name that was taken",
    "to keep a promise made long ago",
    "to see what lies beyond the last map",
)
TASKS = (
    ("Fix the date and the guest list", ("agree on a day", "count who is coming")),
    ("Find a place", ("compare two or three", "book the one that fits")),
    ("Send the invitations", ("write a short text", "ask for an answer by a date")),
    ("Plan food and drinks", ("ask about allergies", "order or shop two days before")),
    ("Prepare what is to be done there", ("choose games or talks", "collect what they need")),
    ("Decorate and set up", ("tables and music", "a corner for coats")),
    ("Clean up and say thanks", ("share the photos", "return what was borrowed")),
)
PRO = (
    "easy to begin with", "well documented", "a large and helpful community", "low running costs", "fast in everyday use",
    "works well with what is there already",
)  # fmt: skip
CON = (
    "takes time to master", "costs more at a larger scale", "fewer people know it", "less flexible in special cases",
    "needs regular care",
)  # fmt: skip
TRADES = (
    ("fantasy|dragon|magic|medieval|elf|elves|dwar|wizard|rpg|d&d|dungeon",
     ("Map-maker", "Herbalist", "Ranger of the northern woods", "Court scribe", "Rune smith")),
    ("sci-?fi|science fiction|space|cyberpunk|robot|alien",
     ("Starship mechanic", "Xenobotanist", "Cargo pilot", "Android technician", "Signal analyst")),
    ("detective|crime|mystery|noir|thriller", ("Private detective", "Forensic accountant", "Night editor", "Locksmith")),
    ("pirate|sailor|seafar", ("Navigator", "Ship's cook", "Quartermaster", "Cartographer")),
    ("western|cowboy", ("Sheriff's deputy", "Horse breeder", "Telegraph operator", "Saloon pianist")),
)  # fmt: skip
NATIONS = ("Norwegian", "Kenyan", "Portuguese", "Canadian", "Japanese", "Chilean", "Irish", "Indian")
MISSIONS = (
    "Aurora 3, a year on the orbital station",
    "Meridian, the first flight around the far side",
    "Longlight, a probe to the ice moons",
)
AUDIENCES = (
    "People between 25 and 45 who live in the city and have little time", "Families who want something simple that lasts",
    "Beginners who look for friendly guidance",
)  # fmt: skip
WARES = ("starter set", "care kit", "classic", "gift box", "mini", "refill pack")
RATINGS = ("good", "fair", "very good", "mixed")
CHANCES = (
    "Partners nearby who reach the same people", "A growing wish for local and sustainable offers",
    "Regular guests as ambassadors online", "Events and courses in quiet hours",
)  # fmt: skip
RISKS = (
    "Rising rents and prices of supplies", "A large chain opening close by", "Habits that change with the season",
    "Staff that is hard to find and to keep",
)  # fmt: skip
EXERCISES = ("Squats", "Push-ups", "Lunges", "Plank", "Rows with a band", "Hip bridges", "Mountain climbers", "Shoulder press")
ACTIVITIES = (
    ("Walk through the old town", "Begin early, when the streets are still quiet."),
    ("Visit the market hall", "Taste what is in season and talk to the sellers."),
    ("Go to the main museum", "Two hours are enough for its best rooms."),
    ("Sit by the water", "Bring something to drink and watch the light change."),
    ("Climb to a viewpoint", "Late afternoon is the best time for photographs."),
    ("Dinner where the locals eat", "Ask for the dish of the day."),
)
BRANDS = ("Green Spoke", "Leaf & Lane", "Northlight", "Quiet Harbor", "Brightwell", "Fernway", "Paper Kite", "Kindling")
TAGLINES = (
    "Small steps, lasting change.", "Made with care, there when you need it.", "Closer to what matters.", "Simply well done.",
)  # fmt: skip
COLORS = ("#2f6f4f", "#f2b84b", "#23395b", "#d95d39", "#8fb8ae", "#f4f1de")
CITIES = ("Lisbon", "Vienna", "Oslo", "Kyoto", "Toronto", "Cape Town")
COMPANIES = ("Northlight GmbH", "Fernway Ltd", "Harbor Labs", "Kindling Co.")
JOBS = ("Product designer", "Data engineer", "Teacher", "Nurse", "Architect", "Project manager")
STREETS = ("12 Orchard Lane", "5 Station Road", "28 Mill Street", "7 Harbour View")
SENTENCES = (
    "It came about by chance and turned out to be exactly what was needed.",
    "The idea is simple: do one thing, and do it well.",
    "What looks small at first grows with those who use it.",
    "It has its rough edges, and that is a part of its charm.",
)
APOLOGY = "I'm sorry about that. We are looking into it right now and will get back to you today."
THANKS = "Thank you for telling us. We are glad to hear it and will pass it on to the team."
WEEKDAYS = ("Monday", "Wednesday", "Friday", "Saturday", "Tuesday", "Thursday", "Sunday")
FOCUS = ("Full body", "Cardio and core", "Upper body", "Legs", "Mobility")
PAINS = ("too little time in the week", "tools that don't talk to each other", "unclear prices", "losing track after a few days")
