"""The commonest short answers in the user's own language: a capital, a name, a greeting, thanks, a farewell.

A frame takes an English answer apart and says it anew; an answer without a frame stays English.
"""

from __future__ import annotations

import re

from emulator.brain import abroad

_FRAMES: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = tuple(
    (re.compile(pattern, re.S), wordings)
    for pattern, wordings in (
        (
            r"The capital of .{2,60}? is \*\*(.{1,40})\*\*\.",
            {
                "Spanish": "La capital es **{}**.",
                "French": "La capitale est **{}**.",
                "German": "Die Hauptstadt ist **{}**.",
                "Italian": "La capitale è **{}**.",
                "Portuguese": "A capital é **{}**.",
                "Dutch": "De hoofdstad is **{}**.",
                "Hindi": "राजधानी **{}** है।",
                "Japanese": "首都は**{}**です。",
            },
        ),
        (
            r"Your name is \*\*(.{1,40})\*\*! How can I help you today\?",
            {
                "Spanish": "Te llamas **{}**. ¿En qué puedo ayudarte?",
                "French": "Vous vous appelez **{}**. Que puis-je faire pour vous ?",
                "German": "Du heißt **{}**. Was kann ich für dich tun?",
                "Italian": "Ti chiami **{}**. Come posso aiutarti?",
                "Portuguese": "Seu nome é **{}**. Como posso ajudar?",
                "Dutch": "Je heet **{}**. Wat kan ik voor je doen?",
                "Hindi": "आपका नाम **{}** है। मैं आपकी क्या मदद करूँ?",
                "Japanese": "お名前は**{}**さんです。ご用件をどうぞ。",
            },
        ),
        (
            r"(?:Hi|Hello|Hey)[ ,]+([^\W\d_][\w\u0900-\u097f'’ -]{0,40})! (?:It's (?:great|a pleasure)|Nice|Good|Lovely|Great|"
            r"Pleased).{0,80}|"
            r"(?:Nice to meet you|Thank you for putting me right), ([^\W\d_][\w\u0900-\u097f'’ -]{0,40})[!.].{0,200}",
            {
                "Spanish": "¡Hola, {}! Mucho gusto. ¿En qué puedo ayudarte?",
                "French": "Bonjour {} ! Enchanté. Que puis-je faire pour vous ?",
                "German": "Hallo {}! Freut mich. Was kann ich für dich tun?",
                "Italian": "Ciao {}! Piacere. Come posso aiutarti?",
                "Portuguese": "Olá, {}! Prazer em conhecê-lo. Como posso ajudar?",
                "Dutch": "Hallo {}! Leuk je te ontmoeten. Wat kan ik voor je doen?",
                "Hindi": "नमस्ते {}! आपसे मिलकर अच्छा लगा। मैं आपकी क्या मदद करूँ?",
                "Japanese": "こんにちは、{}さん。はじめまして。ご用件をどうぞ。",
            },
        ),
        (
            r"\*\*([^*]{1,40})\*\* has about ([\d.,]+(?: [mb]illion)?) people\.",
            {
                "Spanish": "**{}** tiene unos **{1}** de habitantes.",
                "French": "**{}** compte environ **{1}** d'habitants.",
                "German": "**{}** hat etwa **{1}** Einwohner.",
                "Italian": "**{}** ha circa **{1}** di abitanti.",
                "Portuguese": "**{}** tem cerca de **{1}** de habitantes.",
                "Hindi": "**{}** की जनसंख्या लगभग **{1}** है।",
            },
        ),
        (
            r"\*\*([^*]{1,40})\*\* is in \*\*([^*]{1,40})\*\* and has about \*\*([\d.,]+(?: [mb]illion)?)\*\* "
            r"inhabitants.{0,60}",
            {
                "Spanish": "**{}** está en {1} y tiene unos **{2}** de habitantes.",
                "French": "**{}** se trouve en {1} et compte environ **{2}** d'habitants.",
                "German": "**{}** liegt in {1} und hat etwa **{2}** Einwohner.",
                "Italian": "**{}** si trova in {1} e ha circa **{2}** di abitanti.",
                "Portuguese": "**{}** fica em {1} e tem cerca de **{2}** de habitantes.",
                "Hindi": "**{}** {1} में है और वहाँ लगभग **{2}** लोग रहते हैं।",
            },
        ),
        (
            r"You live in \*{0,2}([^*.]{1,40})\*{0,2}\.",
            {
                "Spanish": "Vives en **{}**.",
                "French": "Vous habitez à **{}**.",
                "German": "Du wohnst in **{}**.",
                "Italian": "Vivi a **{}**.",
                "Portuguese": "Você mora em **{}**.",
                "Hindi": "आप **{}** में रहते हैं।",
            },
        ),
        (
            r"It is \*\*(\d\d:\d\d)\*\* on \w+, .{6,30} \(UTC\)\.",
            {
                "Spanish": "Son las **{}** (UTC).",
                "French": "Il est **{}** (UTC).",
                "German": "Es ist **{}** Uhr (UTC).",
                "Italian": "Sono le **{}** (UTC).",
                "Portuguese": "São **{}** (UTC).",
                "Hindi": "अभी **{}** बजे हैं (UTC)।",
            },
        ),
        (
            r"You come from \*{0,2}([^*.]{1,40})\*{0,2}\.",
            {"Spanish": "Eres de **{}**.", "French": "Vous venez de **{}**.", "German": "Du kommst aus **{}**."},
        ),
        (
            r"So you (?:live in|come from) ([^,;]{1,40})[,;].{0,160}",
            {
                "Spanish": "¡{}, qué bien! Lo recordaré.",
                "French": "{}, très bien ! Je m'en souviendrai.",
                "German": "{}, wie schön! Das merke ich mir.",
                "Italian": "{}, che bello! Me lo ricorderò.",
                "Portuguese": "{}, que legal! Vou lembrar disso.",
            },
        ),
        (
            r"Today is \*\*\w+, (\d{1,2}) (\w+) (\d{4})\*\* \(UTC\)\.",
            {
                "Spanish": "Hoy es el **{} de {1} de {2}**.",
                "French": "Nous sommes le **{} {1} {2}**.",
                "German": "Heute ist der **{}. {1} {2}**.",
                "Italian": "Oggi è il **{} {1} {2}**.",
                "Portuguese": "Hoje é **{} de {1} de {2}**.",
                "Hindi": "आज **{} {1} {2}** है।",
            },
        ),
        (
            r"I'm doing well, thank you.{0,160}",
            {
                "Spanish": "¡Muy bien, gracias! ¿Y tú?",
                "French": "Très bien, merci ! Et vous ?",
                "German": "Sehr gut, danke! Und dir?",
                "Italian": "Molto bene, grazie! E tu?",
                "Portuguese": "Muito bem, obrigado! E você?",
                "Dutch": "Heel goed, dank je! En met jou?",
                "Hindi": "मैं ठीक हूँ, धन्यवाद! और आप?",
                "Japanese": "元気です、ありがとうございます。あなたは？",
            },
        ),
        (
            r"(?:You're welcome|My pleasure).{0,80}",
            {
                "Spanish": "¡De nada!",
                "French": "Avec plaisir !",
                "German": "Gern geschehen!",
                "Italian": "Prego!",
                "Portuguese": "De nada!",
                "Dutch": "Graag gedaan!",
                "Hindi": "आपका स्वागत है!",
                "Japanese": "どういたしまして。",
            },
        ),
        (
            r"Goodbye.{0,80}",
            {
                "Spanish": "¡Hasta pronto!",
                "French": "Au revoir !",
                "German": "Auf Wiedersehen!",
                "Italian": "Arrivederci!",
                "Portuguese": "Até logo!",
                "Dutch": "Tot ziens!",
                "Hindi": "फिर मिलेंगे!",
                "Japanese": "さようなら。",
            },
        ),
        (
            r"(?:Hello|Good \w+)(?: again)?(?:, [\w'’ -]{1,40})?! What (?:can I do|shall we).{0,60}",
            {
                "Spanish": "¡Hola! ¿En qué puedo ayudarte?",
                "French": "Bonjour ! Que puis-je faire pour vous ?",
                "German": "Hallo! Was kann ich für dich tun?",
                "Italian": "Ciao! Come posso aiutarti?",
                "Portuguese": "Olá! Como posso ajudar?",
                "Dutch": "Hallo! Wat kan ik voor je doen?",
                "Hindi": "नमस्ते! मैं आपकी क्या मदद करूँ?",
                "Japanese": "こんにちは。ご用件をどうぞ。",
            },
        ),
    )
)
_CITIES = {
    "Dutch": {
        "Paris": "Parijs",
        "London": "Londen",
        "Berlin": "Berlijn",
        "Lisbon": "Lissabon",
        "Vienna": "Wenen",
        "Moscow": "Moskou",
        "Brussels": "Brussel",
        "Tokyo": "Tokio",
    },
    "Japanese": {
        "Tokyo": "東京",
        "Paris": "パリ",
        "London": "ロンドン",
        "Rome": "ローマ",
        "Beijing": "北京",
        "Berlin": "ベルリン",
    },
}
_MONTHS = "January February March April May June July August September October November December".split()
_MONTHS_IN = {
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Hindi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
}
_POINTS = str.maketrans(".,", ",.")
_SCALES = {
    "German": {"million": "Millionen", "billion": "Milliarden"},
    "French": {"million": "millions", "billion": "milliards"},
    "Spanish": {"million": "millones", "billion": "mil millones"},
    "Italian": {"million": "milioni", "billion": "miliardi"},
    "Portuguese": {"million": "milhões", "billion": "bilhões"},
    "Hindi": {"million": "मिलियन", "billion": "अरब"},
}
_WORDLESS = re.compile(r"[\W\d_]*")


def render(text: str, language: str) -> str:
    """The whole answer in a language, part by part; empty when some part has no frame in it."""
    said = [_part(part.strip(), language) for part in text.split("\n\n") if part.strip()]
    return "\n\n".join(said) if said and all(said) else ""


def _in_words(found: str, language: str) -> str:
    """A name or a number as that language has it."""
    if (scaled := re.fullmatch(r"([\d.,]+)(?: (million|billion))?", found)) and not re.fullmatch(r"\d{4}", found):
        number, scale = scaled[1], _SCALES.get(language, {}).get(scaled[2] or "", scaled[2] or "")
        return f"{number if language == 'Hindi' else number.translate(_POINTS)} {scale}".strip()
    if found in _MONTHS:
        return _MONTHS_IN[language].split()[_MONTHS.index(found)] if language in _MONTHS_IN else found
    if re.fullmatch(r"\d{4}", found):
        return found
    return _CITIES.get(language, {}).get(found) or abroad.named(found, language)


def _part(text: str, language: str) -> str:
    if _WORDLESS.fullmatch(text):
        return text
    for pattern, wordings in _FRAMES:
        if language in wordings and (match := pattern.fullmatch(text)):
            said = wordings[language]
            for place, found in enumerate(filter(None, match.groups())):
                said = said.replace("{}" if not place else f"{{{place}}}", _in_words(found, language))
            return said
    return ""
