"""A question in German as a search of an English library reads it, word by word; names and learned words keep their sound.

Whole messages of everyday talk are read elsewhere; what isn't a question comes back empty.
"""

from __future__ import annotations

import re
from functools import lru_cache

from emulator.brain import abroad, languages, library

_LONGEST = 200
_QUESTION = re.compile(
    r"^\W*(?:und |bitte )*(?:wer|was|wann|wo|woher|wohin|wie|warum|wieso|weshalb|welche[rsnm]?|wozu|erkläre?"
    r"|erzähle?|nenne?|suche?|finde"
    r"|einwohnerzahl|hauptstadt|höhe|länge|vergleiche?|neueste|aktuelle|nachrichten|gibt|ist|sind|war)\b",
    re.I,
)
_WORDS = dict(
    pair.split("=")
    for pair in (
        "wer=who was=what wann=when wo=where wie=how warum=why wieso=why weshalb=why welche=which welcher=which"
        " welches=which ist=is"
        " sind=are war=was waren=were wurde=was wurden=were hat=has haben=have der=the die=the das=the den=the dem=the des=of_the"
        " ein=a eine=a einen=a einer=a im=in am=on zum=to zur=to von=of vom=of_the aus=from mit=with für=for"
        " über=about und=and oder=or"
        " zwischen=between es=it er=he sie=she seine=its ihr=its mir=me bitte=please erfunden=invented"
        " erfand=invented gebaut=built"
        " erbaut=built errichtet=built gegründet=founded gründete=founded entdeckt=discovered entdeckte=discovered geboren=born"
        " gestorben=died starb=died geschrieben=wrote schrieb=wrote gemalt=painted malte=painted"
        " komponiert=composed komponierte=composed"
        " hoch=tall groß=large lang=long tief=deep alt=old schwer=heavy schnell=fast weit=far breit=wide"
        " liegt=lies funktioniert=work"
        " funktionieren=work entsteht=form entstehen=form bedeutet=mean unterschied=difference"
        " unterschiede=differences einwohner=population einwohnerzahl=population städte=cities liegen=lie"
        " hauptstadt=capital gewann=won gewonnen=won begann=began begonnen=began endete=ended fiel=fell"
        " gefallen=fell größte=largest"
        " höchste=highest längste=longest älteste=oldest größten=largest höchsten=highest längsten=longest"
        " neueste=latest neuesten=latest"
        " aktuelle=current aktuellen=current nachrichten=news neuigkeiten=news heute=today erkläre=explain"
        " erklär=explain erzähl=tell"
        " erzähle=tell nenne=name suche=search such=search nach=for vergleiche=compare berg=mountain fluss=river"
        " stadt=city land=country"
        " welt=world turm=tower gebäude=building brücke=bridge mauer=wall mensch=human menschen=people tier=animal tiere=animals"
        " schwerkraft=gravity gravitation=gravity erde=earth mond=moon sonne=sun krieg=war weltkrieg=world_war"
        " zweite=second zweiten=second"
        " erste=first ersten=first wasser=water licht=light himmel=sky blau=blue regenbogen=rainbow"
        " vulkan=volcano vulkane=volcanoes"
        " erdbeben=earthquake klimawandel=climate_change strom=electricity kernenergie=nuclear_power künstliche=artificial"
        " intelligenz=intelligence dampfmaschine=steam_engine buchdruck=printing fotosynthese=photosynthesis impfung=vaccine"
        " herz=heart gehirn=brain zelle=cell zellen=cells wal=whale biene=bee bienen=bees brot=bread kaffee=coffee tee=tea"
        " fußball=football schach=chess meer=sea könig=king kaiser=emperor maler=painter flugzeug=airplane glühbirne=light_bulb"
        " eisenbahn=railway zug=train auto=car autos=cars elektroautos=electric_cars elektroauto=electric_car"
        " preis=price geschichte=history"
        " berliner=Berlin chinesische=Chinese große=great französische=French römische=Roman reich=empire"
        " schwarze=black schwarzes=black"
        " loch=hole löcher=holes sonnensystem=solar_system planeten=planets planet=planet sterne=stars"
    ).split()
)


@lru_cache(maxsize=128)
def english(text: str) -> str:
    """A question of another language in English, or an empty string."""
    if len(text) > _LONGEST:
        return ""
    read, _ = abroad.read(text)
    if read:
        return read if languages.detect(text) != "English" else ""
    said = re.findall(r"[^\W\d_]+", text.lower())
    if not _QUESTION.match(text) or (languages.detect(text) != "German" and 2 * sum(one in _WORDS for one in said) < len(said)):
        return ""
    return " ".join(_word(part) for part in re.findall(r"[^\W_]+(?:-[^\W_]+)*|[?!]", text)).replace(" ?", "?")


def caveat(question: str) -> str:
    """What is said before an answer in English to a question in another language."""
    german = bool(_QUESTION.match(question)) or languages.detect(question) == "German"
    return "Die Offline-Bibliothek ist englisch; sie sagt dazu: " if german else "The offline library is in English: "


def word(said: str) -> str:
    """An everyday German word in English; empty where it isn't one."""
    return _WORDS.get(said, "")


def _word(said: str) -> str:
    known = _WORDS.get(said.lower())
    if known is not None:
        return known.replace("_", " ")
    if library.get(said) is not None or not said[:1].isupper():
        return said
    for ending, meant in _ENDINGS:
        if said.endswith(ending) and len(said) > len(ending) + 2:
            return f"{said.removesuffix(ending)} {meant}"
    return abroad.into(said, "German") or said


_ENDINGS = (
    ("turm", "tower"),
    ("brücke", "bridge"),
    ("mauer", "wall"),
    ("palast", "palace"),
    ("fluss", "river"),
    ("fälle", "falls"),
)
