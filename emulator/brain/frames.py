"""The commonest short answers in the user's own language: a capital, a name, a greeting, thanks, a farewell.

A frame takes an English answer apart and says it anew; an answer without a frame stays English.
"""

from __future__ import annotations

import re

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
            r"(?:Hi|Hello|Hey)[ ,]+([^\W\d_][\w'’ -]{0,40})! (?:It's (?:great|a pleasure)|Nice|Good|Lovely|Great|Pleased).{0,80}|"
            r"(?:Nice to meet you|Thank you for putting me right), ([^\W\d_][\w'’ -]{0,40})[!.].{0,200}",
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
    "Spanish": {
        "Paris": "París",
        "London": "Londres",
        "Rome": "Roma",
        "Berlin": "Berlín",
        "Lisbon": "Lisboa",
        "Athens": "Atenas",
        "Vienna": "Viena",
        "Moscow": "Moscú",
        "Tokyo": "Tokio",
        "Beijing": "Pekín",
        "New Delhi": "Nueva Delhi",
        "Brussels": "Bruselas",
        "Cairo": "El Cairo",
    },
    "French": {
        "London": "Londres",
        "Vienna": "Vienne",
        "Lisbon": "Lisbonne",
        "Athens": "Athènes",
        "Moscow": "Moscou",
        "Warsaw": "Varsovie",
        "Brussels": "Bruxelles",
        "Beijing": "Pékin",
        "Cairo": "Le Caire",
        "Bern": "Berne",
    },
    "German": {
        "Rome": "Rom",
        "Warsaw": "Warschau",
        "Prague": "Prag",
        "Vienna": "Wien",
        "Moscow": "Moskau",
        "Brussels": "Brüssel",
        "Lisbon": "Lissabon",
        "Athens": "Athen",
        "Copenhagen": "Kopenhagen",
        "Beijing": "Peking",
        "Tokyo": "Tokio",
        "New Delhi": "Neu-Delhi",
        "Cairo": "Kairo",
    },
    "Italian": {
        "Paris": "Parigi",
        "London": "Londra",
        "Rome": "Roma",
        "Berlin": "Berlino",
        "Lisbon": "Lisbona",
        "Athens": "Atene",
        "Moscow": "Mosca",
        "Beijing": "Pechino",
        "New Delhi": "Nuova Delhi",
        "Brussels": "Bruxelles",
        "Cairo": "Il Cairo",
    },
    "Portuguese": {
        "London": "Londres",
        "Rome": "Roma",
        "Berlin": "Berlim",
        "Lisbon": "Lisboa",
        "Athens": "Atenas",
        "Vienna": "Viena",
        "Moscow": "Moscou",
        "Tokyo": "Tóquio",
        "Beijing": "Pequim",
        "New Delhi": "Nova Délhi",
        "Brussels": "Bruxelas",
    },
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
    "Hindi": {"New Delhi": "नई दिल्ली", "Paris": "पेरिस", "London": "लंदन", "Tokyo": "टोक्यो", "Rome": "रोम", "Berlin": "बर्लिन"},
    "Japanese": {
        "Tokyo": "東京",
        "Paris": "パリ",
        "London": "ロンドン",
        "Rome": "ローマ",
        "Beijing": "北京",
        "Berlin": "ベルリン",
    },
}
_WORDLESS = re.compile(r"[\W\d_]*")


def render(text: str, language: str) -> str:
    """The whole answer in a language, part by part; empty when some part has no frame in it."""
    said = [_part(part.strip(), language) for part in text.split("\n\n") if part.strip()]
    return "\n\n".join(said) if said and all(said) else ""


def _part(text: str, language: str) -> str:
    if _WORDLESS.fullmatch(text):
        return text
    for pattern, wordings in _FRAMES:
        if language in wordings and (match := pattern.fullmatch(text)):
            named = match[match.lastindex] if match.lastindex else ""
            return wordings[language].replace("{}", _CITIES.get(language, {}).get(named, named))
    return ""
