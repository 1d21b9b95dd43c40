"""Names of places and languages that the geography data lacks or that people say differently.

Tables only; `world` does the looking up.
"""

from __future__ import annotations

CONTINENTS = {
    "AF": "Africa",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "SA": "South America",
    "OC": "Oceania",
    "AN": "Antarctica",
}


LANGUAGES = dict(
    pair.split("=")
    for pair in (
        "en=English es=Spanish fr=French de=German it=Italian pt=Portuguese ja=Japanese zh=Chinese "
        "hi=Hindi ar=Arabic ru=Russian nl=Dutch sv=Swedish no=Norwegian nb=Norwegian "
        "da=Danish fi=Finnish pl=Polish cs=Czech hu=Hungarian el=Greek tr=Turkish ko=Korean th=Thai "
        "vi=Vietnamese id=Indonesian ms=Malay fa=Persian he=Hebrew uk=Ukrainian ro=Romanian "
        "bg=Bulgarian hr=Croatian sr=Serbian sk=Slovak sl=Slovenian et=Estonian lv=Latvian lt=Lithuanian "
        "is=Icelandic ga=Irish ca=Catalan eu=Basque gl=Galician sw=Swahili am=Amharic "
        "bn=Bengali ta=Tamil te=Telugu ur=Urdu ne=Nepali si=Sinhala km=Khmer lo=Lao my=Burmese "
        "tl=Tagalog fil=Filipino mt=Maltese sq=Albanian mk=Macedonian af=Afrikaans zu=Zulu xh=Xhosa "
        "mn=Mongolian ka=Georgian hy=Armenian az=Azerbaijani kk=Kazakh uz=Uzbek cmn=Mandarin "
        "yue=Cantonese qu=Quechua ay=Aymara gn=Guarani rm=Romansh lb=Luxembourgish mi=Maori"
    ).split()
)


ALIASES = {
    "usa": "US",
    "u.s.a": "US",
    "u.s": "US",
    "us": "US",
    "america": "US",
    "united states of america": "US",
    "states": "US",
    "uk": "GB",
    "u.k": "GB",
    "britain": "GB",
    "great britain": "GB",
    "england": "GB",
    "uae": "AE",
    "emirates": "AE",
    "holland": "NL",
    "netherlands": "NL",
    "the netherlands": "NL",
    "czech republic": "CZ",
    "czechia": "CZ",
    "south korea": "KR",
    "korea": "KR",
    "north korea": "KP",
    "russia": "RU",
    "turkey": "TR",
    "turkiye": "TR",
    "ivory coast": "CI",
    "burma": "MM",
    "congo": "CG",
    "vatican": "VA",
    "vatican city": "VA",
    "macedonia": "MK",
    "cape verde": "CV",
    "swaziland": "SZ",
    "espana": "ES",
    "frankreich": "FR",
    "deutschland": "DE",
    "allemagne": "DE",
    "italien": "IT",
    "italia": "IT",
    "spanien": "ES",
    "francia": "FR",
    "brasil": "BR",
    "japon": "JP",
}


CITY_NAMES = {
    "Sevilla": "Seville",
    "Köln": "Cologne",
    "Frankfurt am Main": "Frankfurt",
    "Zürich": "Zurich",
    "Genève": "Geneva",
    "Kyiv": "Kyiv",
    "New York City": "New York City",
    "Bengaluru": "Bengaluru",
    "Dakar": "Dakar",
    "Firenze": "Florence",
    "The Hague": "The Hague",
}


CITY_ALIASES = {
    "bangalore": "bengaluru",
    "bombay": "mumbai",
    "calcutta": "kolkata",
    "madras": "chennai",
    "new york": "new york city",
    "nyc": "new york city",
    "munchen": "munich",
    "cologne": "koln",
    "seville": "sevilla",
    "saigon": "ho chi minh city",
    "la": "los angeles",
    "sf": "san francisco",
    "kiev": "kyiv",
    "peking": "beijing",
    "new delhi": "new delhi",
}


CAPITALS = {"US": "Washington, D.C.", "IL": "Jerusalem", "BO": "Sucre", "LK": "Sri Jayawardenepura Kotte"}
SMALL_AREAS = {"VA": 0.49, "MC": 2.08}
"""Square kilometres of countries for which the geographic data has a whole number that is far off."""


ORDINARY = frozenset(
    "of male nice split bath mobile reading orange victoria san most best as is in of can may for "
    "the a an and to do big date man bar same sale tours bari hull derby essen media deal "
    "hit ham van sur mali george paris_ wa ha li um us_ central university salem independence "
    "enterprise along why born along buy kind peru_ normal march along lens lima_ ".replace("_", "").split()
) - {"paris", "lima", "peru", "victoria", "nice", "us"}
