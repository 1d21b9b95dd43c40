"""What a text tells of everyday properties in words of its own: a street, a browser, what was decided, what is free of what.

Patterns by the words of a property's name; what a text doesn't say is not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from emulator.brain.text import sentences
from emulator.brain.tools import extracting, flags, keywording, leads, measures, values, words

_STREET = (
    r"\d{1,5}[A-Za-z]? (?:[A-Z][\w'.-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr"
    r"|Boulevard|Blvd|Court|Way|Square|Place|Terrace)\b\.?"
    r"|\b(?:[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|ring|ufer|damm)|(?:Rue"
    r"|Via|Calle|Avenida|Rua)(?: [\w'’-]+){1,4}?),? \d{1,4} ?[a-z]?\b"
)
_POSTAL = r"(?:, (?:[A-Z]-)?\d{4,5}(?: [A-ZÄÖÜ][\w-]+)+|, [A-Z][\w ]{2,25}(?:, [A-Z]{2})?(?: \d{5})?(?=[\s.,;]|$))?"
_FIRM = (
    r"\b(?!Firma\b)[A-ZÄÖÜ][\w&.'-]+(?: (?:&|und|and|[A-ZÄÖÜ][\w&.'-]*)){0,4} (?:GmbH(?: &"
    r" Co\.? KG)?|AG|Ltd|Inc|LLC|KG|SARL|S\.A\.|SpA|Corp|PLC|BV|Oy|AB)\b\.?"
)
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (names, re.compile(pattern))
    for names, pattern in (
        ("address street", rf"({_STREET}{_POSTAL})"),
        ("browser", r"\b((?:Google )?Chrome|Firefox|Safari|(?:Microsoft )?Edge|Opera|Brave|Internet"
            r" Explorer)(?: (?:version |v)?\d+(?:\.\d+)*)?"),
        ("os platform operating", r"\b((?:Windows|macOS|Mac OS X|Ubuntu|Linux|Android|iOS|iPadOS"
            r"|ChromeOS|Debian|Fedora)(?: ?\d+(?:\.\d+)*)?)\b"),
        ("device phone model", r"\b((?:iPhone|iPad|Galaxy|Pixel|MacBook|ThinkPad|Surface)(?: [A-Z0-9][\w+]*){0,3})\b"),
        ("version build release", r"\b(?:version|v|release|build|update(?:d)?(?: to)?) ?(\d+(?:\.\d+)+[\w-]*)\b"
                                  r"|\b(\d+\.\d+\.\d+)\b"),
        ("payment", r"\b(?:paid|pay|payment)[^.\n]{0,40}?\b(?:by|with|via|in|using) (?:my |a"
            r" )?((?:[Cc]redit |[Dd]ebit )?[Cc]ard|Visa|Mastercard|PayPal|[Cc]ash|[Bb]ank"
            r" transfer|Apple Pay|Google Pay|invoice)"),
        ("component feature page module screen", r"\b[Tt]he ((?:[a-z-]+ ){0,2}(?:button|page"
            r"|form|screen|menu|dialog|field|export|import|login|checkout|search|upload|dashboard"
            r"|editor|sidebar|calendar))\b"),
        ("venue restaurant hotel", r"\bat (?:the )?([A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+){0,3}(?:"
            r" (?:Hotel|Restaurant|Hall|Center|Centre|Arena|Museum|Theatre|Cafe|Café))?)"),
        ("coupon promo voucher", r"\b(?:code|coupon|voucher)\W{0,3}([A-Z0-9]{4,15})\b"),
        ("reporter sender author signature customer", r"(?:\s[-–—]\s?|\b(?:[Rr]egards|[Tt]hanks"
            r"|[Cc]heers|[Bb]est|[Ss]incerely|[Yy]ours)[,!]?\s+)([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s*['\"”]?\s*$"),
        ("name candidate applicant", r"\b(?:CV|[Rr]esume|[Rr]ésumé|[Pp]rofile|[Bb]io) of ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})"),
        ("flight", r"\b([A-Z][A-Z0-9] ?\d{2,4})\b"),
        ("duration length", r"\b(?:for|lasting|lasts?|took|takes|over)\s+((?:about |around |the"
            r" (?:last|past) )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
            r" (?:minute|hour|day|week|month|year)s?)\b"),
        ("pressure bp", r"\b(\d{2,3}/\d{2,3})\b"),
        ("score result", r"\b(\d{1,3}\s?[-–:]\s?\d{1,3})\b(?! \w+ \d{4})"),
        ("company employer vendor seller organization organisation merchant supplier", rf"({_FIRM})"),
        ("product item article", r"\b(?:[Tt]hese|[Tt]his|[Tt]he (?:best|worst|new)|(?:bought"
            r"|ordered|purchased|got) (?:an?|the|this|these|your))\s+([a-z]+(?: [a-z]+)?)\b(?="
            r" (?:I|is|are|was|were|has|have|for|from|after|and|arrived|but|because|broke"
            r"|works?|stopped|last|on|ever)\b|[,.!])"),
        ("includes included inclusions", r"\b[Ii]nclud(?:es|ing)[: ]\s*([^.;\n]{3,80}?)(?= but|[.;\n]|$)"),
        ("excludes excluded exclusions", r"\b[Ee]xclud(?:es|ing)[: ]\s*([^.;\n]{3,80}?)(?= but|[.;\n]|$)"),
        ("iban", r"\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)\b"),
        ("buyer customer client orderer", r"\b[Oo]rder(?:ed)?(?: (?:no\.? ?)?#?[\w-]*\d[\w-]*)? (?:by|for|from)"
                                          r" ([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})"),
        ("reporter author", r"\b(?:[Rr]eported|[Ss]ubmitted|[Ff]iled|[Ww]ritten|[Ff]ound) by ([A-ZÀ-Þ][\w'’-]+(?:"
                            r" [A-ZÀ-Þ][\w'’-]+)?)"),
        ("expected", r"\b[Ee]xpected:? ((?:[^.;\n]|\.(?=\d)){2,120}?)(?=,? but\b|,? instead\b|\.\s|;|\n|\.?$)"),
        ("actual observed", r"\b(?:[Ee]xpected [^;\n]{2,120}?,? but|[Aa]ctual(?:ly)?:?|[Ii]nstead,?) ((?:[^.;\n]"
                            r"|\.(?=\d)){2,140})"),
        ("genre", r"\b[Tt]h(?:e|is) (?:\w+ )?(documentary|novel|comedy|thriller|drama|romance|biography|memoir"
                  r"|musical|western|horror film|film"
            r"|series|cookbook|crime novel|fantasy novel|science fiction)\b"),
        ("onset since", r"\b((?:since|for) (?:the (?:last|past) )?(?:[A-Z]?[a-z]+day|yesterday|last \w+|this"
                        r" morning|\w+ (?:days?|weeks?|months?|hours?)))\b"),
        ("body bodypart site", r"\b(?:on|in|of) ((?:both |the |my |his |her |their )?(?:left |right |lower |upper"
                               r" )*(?:arms?|legs?|chest|back|head|neck|knees?"
            r"|shoulders?|hands?|foot|feet|stomach|abdomen|eyes?|ears?|throat|hips?|ankles?|wrists?|fingers?|face|skin))\b"),
        ("period quarter", r"\b(Q[1-4](?: (?:FY ?)?20\d\d)?|(?:first|second|third|fourth) quarter(?: of 20\d\d)?|FY ?20\d\d"
            r"|H[12] 20\d\d)\b"),
        ("outlook forecast guidance", r"((?:[A-Z][^.\n]{0,80}\b)?(?:expects?|forecasts?|anticipates?|plans? to"
                                      r"|aims?)\b[^.\n]{5,160})"),
        ("company", r"^([A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*){0,3}?)(?:'s)? (?:Q[1-4]|H[12]|FY|(?:first|second|third"
                    r"|fourth)[- ]quarter)\b"),
        ("location place where", r"\b[Ii]n ([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}, [A-ZÀ-Þ][\w'’-]+)(?=[.,;!]|\s[a-z]|$)"),
        ("ceo", r"\bCEO,? ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})|([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}),? (?:the )?CEO\b"),
        ("material fabric", r"(?i:\b((?:solid |recycled |organic |stainless )?(?:oak|pine|walnut|beech|teak"
                            r"|bamboo|wood|leather|steel"
            r"|aluminium|aluminum|cotton|wool|linen|silk|polyester|glass|ceramic|marble|brass|copper|gold|silver|plastic|rubber|concrete))\b)"),
        ("venue", r"\b(?:[Aa]t|[Ii]n|[Vv]enue:) ((?:Villa|Hotel|Casa|Château|Schloss|Hall|Palace|Park) [A-Z][\w'’-]+)"),
        ("isbn", r"\b(97[89][\d -]{10,14}\d|\d{9}[\dX])\b"),
        ("doi", r"\b(10\.\d{4,}/\S+[\w)])"),
        ("tracking", r"\b(?:tracking|shipment)[^.\n]{0,25}?\b((?=[A-Z0-9]*\d)[A-Z0-9]{8,25})\b"),
    )
)  # fmt: skip
_DECIDED = re.compile(
    r"\b(?:(?:we|they|everyone|the (?:team|board|group|committee))\s+)?(?:have |has )?(?:decided|agreed|resolved|approved|voted)"
    r"(?: on| that| to|:)?\s+((?:[^.;\n]|\.(?=\d)){4,200})|\b[Dd]ecisions?:\s*([^.\n]{4,200})",
    re.I,
)
_TRIED = re.compile(
    r"\b(?:I(?:'ve| have)?|We(?:'ve| have)?) (?:(?:already|also|even|then) )*((?:tried|restart|reinstall"
    r"|re-?install|re-?boot|clear|reset|updat"
    r"|check|chang|replac|unplug|clean|contact|delet|disabl|switch)\w* [^.;!?\n]{3,80})",
    re.I,
)
_FINE_IN = re.compile(r"\b(?:not in|works (?:fine )?(?:in|on)|fine (?:in|on)|but not (?:in|on)) ([A-Z][a-zA-Z]+(?: \d+)?)")
_TROUBLES = frozenset("issue problem complaint trouble defect fault".split())
_WRONG = re.compile(
    r"\b(?:crack(?:ed|s)?|broken?|broke|damaged|defective|faulty|missing|wrong|late|delayed|leak(?:s"
    r"|ing)?|stopped|fails?|failed|error"
    r"|crash(?:es|ed)?|slow|stuck|lost|cold|dirty|noisy|twice|does nothing|never|cannot|unable|torn|scratched|not working"
    r"|(?:doesn|don|didn|isn|wasn|can|won|hasn|haven)['’]t)\b",
    re.I,
)
_POST = re.compile(
    r"(?:^|[:\n.]\s*|\bas an? |\bfor an? )((?:[A-Z][\w/+&-]*(?: (?:of|and|&) | ))*[A-Z][\w/+&-]*?(?:er"
    r"|or|ist|ant|ent|man|ress|lead|Lead|Head|Chef|Nurse|intern|Intern))"
    r"(?:\s\([mfwdx/]{3,7}\))?(?: at | @ |, )([A-Z][\w&'’.-]*(?: [A-Z][\w&'’.-]*){0,3})(?:, ([A-Z][\w-]+(?: [A-Z][\w-]+)?))?"
)
_MONEY = frozenset("hourly daily amount price cost fee refund charge budget salary fare rent payment sum total pay".split())
_RATINGS = frozenset("rating score stars max maximum scale".split())
_RATED = re.compile(r"\b(\d{1,3}(?:\.\d)?)\s?(?:/|out of)\s?(5|10|20|100)\b")


def _number(said: str) -> int | float:
    return float(said) if "." in said else int(said)


_UPPER = frozenset({"systolic", "sys"})
_PRESSURE = _UPPER | {"diastolic", "dia"}
_PRESSED = re.compile(r"\b(\d{2,3})\s?/\s?(\d{2,3})\b(?!/)")
_NOTES = frozenset("notes note comment comments remarks remark special".split())


def of(text: str, properties: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What a text says for some properties, by folded name."""
    text = extracting.material(text)[: values.LONGEST]
    found: dict[str, Any] = {}
    for name, schema in properties.items():
        own = set(words.parts(name))
        kind = schema.get("type")
        if kind == "array":
            if own & {"works"} and (fine := _FINE_IN.findall(text)):
                found[words.key(name)] = fine
            elif own & {"attachments", "attachment"} and "attach" not in text.lower():
                found[words.key(name)] = []
            elif listed := [*_listed(own, text), *leads.listed(own, text)] or _dosed(own, text):
                found[words.key(name)] = listed
        elif kind == "boolean" or (isinstance(kind, list) and "boolean" in kind):
            found |= {words.key(name): said for said in list(flags.of(own, text))[:1]}
        elif kind in ("number", "integer"):
            found |= {words.key(name): value for value in list(_figures(own, text))[:1]}
        elif "enum" not in schema and not schema.get("format") and (kind is None or "string" in kind):
            found |= {words.key(name): said for said in list(_worded(own, text))[:1]}
    return found


def _figures(own: Set[str], text: str) -> Iterator[float]:
    """Numbers of everyday kinds: marks out of ten, blood pressure, ends of a range, things that are counted, the sum of money."""
    if own & _RATINGS and (rated := _RATED.search(text)):
        yield _number(rated[2] if own & {"max", "maximum", "scale", "of"} else rated[1])
    if (half := own & _PRESSURE) and (pressed := _PRESSED.search(text)):
        yield int(pressed[1 if half & _UPPER else 2])
    yield from leads.bounds(own, text, bool(own & _MONEY))
    yield from leads.counted(own, text)
    if own & _MONEY and (paid := _paid(text)):
        yield paid


def _paid(text: str) -> float | None:
    """The one sum of money that a text names."""
    sums = {one.value for one in values.numbers(text) if one.unit in measures.CURRENCIES}
    return sums.pop() if len(sums) == 1 else None


def _worded(own: Set[str], text: str) -> Iterator[str]:
    if own & {"email", "url", "id", "date", "count", "min", "max"} or (own & {"number", "no"} and "flight" not in own):
        return
    yield from _post(own, text)
    if "street" in own and "address" not in own and (street := re.search(_STREET, text)):
        yield street[0]
    if own & _TROUBLES and (trouble := _trouble(text)):
        yield trouble
    if own & _NOTES and (asked := keywording.wish(text)):
        yield asked
    for names, pattern in _SAID:
        if (
            own & set(names.split())
            and (match := pattern.search(text))
            and not (names.startswith("company") and len(pattern.findall(text)) > 1)
        ):
            yield (match[0] if "browser" in own else next(filter(None, match.groups()))).strip(" ,.")


def _trouble(text: str) -> str:
    """The sentence that says what is wrong, without what comes before its turn."""
    said = next((one for one in sentences(text) if _WRONG.search(one)), "")
    after = re.split(r"\bbut\b,?\s*", said)
    return (after[-1] if len(after) > 1 and _WRONG.search(after[-1]) else said).strip(" .'\"“”")


def _post(own: Set[str], text: str) -> Iterator[str]:
    """What is wanted or done where: 'Frontend Developer at Lumina Labs, Hamburg'."""
    match = (
        _POST.search(text[:400])
        if own & {"title", "position", "role", "job", "company", "employer", "location", "city"}
        else None
    )
    if match is None:
        return
    if own & {"title", "position", "role", "job"} and not own & {"company", "location"}:
        yield match[1].strip()
    elif own & {"company", "employer"}:
        yield match[2]
    elif match[3]:
        yield match[3]


def _dosed(own: Set[str], text: str) -> list[Any]:
    return leads.doses(text) if own & {"medication", "medications", "medicines", "drugs", "prescriptions"} else []


def _listed(own: Set[str], text: str) -> Iterator[str]:
    """What was decided; which allergens something holds; what the text is about."""
    if own & {"decisions", "decision", "agreements", "resolutions"}:
        for match in _DECIDED.finditer(text):
            yield (match[1] or match[2]).strip(" ,")
    if own & {"tried", "attempted"}:
        yield from (match[1].strip() for match in _TRIED.finditer(text))
    if own & {"allergens", "allergen", "allergies"}:
        yield from flags.allergens(text)
    if own & {"keywords", "keyword", "keyphrases", "tags", "topics", "themes"}:
        yield from keywording.keywords(text)


def is_note(name: str) -> bool:
    """Whether a property is for remarks, which only a label or a wish can give."""
    return not _NOTES.isdisjoint(words.parts(name))
