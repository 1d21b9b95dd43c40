"""Which language a text is in, told by its script and its commonest words, and a courtesy in each language known.

The offline model writes English; what stands here lets it say so politely in the user's own language.
"""

from __future__ import annotations

import re
from collections import Counter

GREETINGS: dict[str, tuple[str, str]] = {
    "Spanish": ("¡Hola", "El modelo sin conexión responde en inglés; entiendo mejor las preguntas en inglés."),
    "French": ("Bonjour", "Le modèle hors ligne répond en anglais ; je comprends mieux les questions en anglais."),
    "German": ("Hallo", "Das Offline-Modell antwortet auf Englisch; Fragen auf Englisch verstehe ich am besten."),
    "Italian": ("Ciao", "Il modello offline risponde in inglese; capisco meglio le domande in inglese."),
    "Portuguese": ("Olá", "O modelo offline responde em inglês; entendo melhor as perguntas em inglês."),
    "Dutch": ("Hallo", "Het offline model antwoordt in het Engels; vragen in het Engels begrijp ik het best."),
    "Polish": ("Cześć", "Model offline odpowiada po angielsku; najlepiej rozumiem pytania po angielsku."),
    "Swedish": ("Hej", "Offlinemodellen svarar på engelska; jag förstår frågor på engelska bäst."),
    "Turkish": ("Merhaba", "Çevrimdışı model İngilizce yanıt verir; İngilizce soruları daha iyi anlarım."),
    "Russian": ("Здравствуйте", "Автономная модель отвечает по-английски; вопросы на английском я понимаю лучше всего."),
    "Japanese": ("こんにちは", "オフラインモデルは英語で答えます。英語の質問が一番よく分かります。"),
    "Chinese": ("你好", "离线模型用英语回答；我最能理解英语问题。"),
    "Korean": ("안녕하세요", "오프라인 모델은 영어로 답합니다. 영어 질문을 가장 잘 이해합니다."),
    "Hindi": ("नमस्ते", "ऑफ़लाइन मॉडल अंग्रेज़ी में उत्तर देता है; मैं अंग्रेज़ी के प्रश्न सबसे अच्छे से समझता हूँ।"),
    "Arabic": ("مرحبا", "النموذج غير المتصل يجيب بالإنجليزية، وأفهم الأسئلة بالإنجليزية على أفضل وجه."),
    "Greek": ("Γεια σας", "Το μοντέλο εκτός σύνδεσης απαντά στα αγγλικά."),
    "Hebrew": ("שלום", "המודל הלא מקוון עונה באנגלית."),
    "Tamil": ("வணக்கம்", "இணையமற்ற மாதிரி ஆங்கிலத்தில் பதிலளிக்கிறது."),
}
REFUSALS: dict[str, str] = {
    "Spanish": "Lo siento, sin conexión no sé responder a eso. Puedo hablar de capitales, habitantes, fechas y sumas, o "
    "contar un chiste; "
    "en inglés sé bastante más. Con una clave de API responde aquí Gemini, en cualquier idioma.",
    "French": "Désolé, hors ligne je ne sais pas répondre à cela. Je connais les capitales, les populations, les dates, le "
    "calcul et "
    "quelques blagues ; en anglais j'en sais bien plus. Avec une clé d'API, c'est Gemini qui répond ici, dans toutes les "
    "langues.",
    "German": "Das kann ich offline leider nicht beantworten. Auf Deutsch kenne ich Hauptstädte, Einwohnerzahlen, Daten, "
    "Rechnungen und ein "
    "paar Witze; auf Englisch deutlich mehr. Mit einem API-Schlüssel antwortet hier Gemini, in jeder Sprache.",
    "Italian": "Mi dispiace, offline non so rispondere. Conosco capitali, abitanti, date, calcoli e qualche barzelletta; in "
    "inglese so molto "
    "di più. Con una chiave API qui risponde Gemini, in ogni lingua.",
    "Portuguese": "Desculpe, offline não sei responder a isso. Conheço capitais, populações, datas, contas e algumas "
    "piadas; em inglês sei "
    "bem mais. Com uma chave de API, quem responde aqui é o Gemini, em qualquer língua.",
    "Hindi": "माफ़ कीजिए, ऑफ़लाइन मैं इसका उत्तर नहीं दे सकता। हिंदी में मैं राजधानियाँ, जनसंख्या, तारीख़ें और कुछ चुटकुले "
    "जानता हूँ; अंग्रेज़ी में कहीं ज़्यादा। "
    "API कुंजी के साथ यहाँ Gemini हर भाषा में उत्तर देता है।",
}
"""What is said instead of an answer; answers with these told nothing."""
LANGUAGES = frozenset(GREETINGS)
_WORDS: dict[str, str] = {
    "English": (
        "the is are what how and of to in you my me do does can please tell give name with for who where "
        "when why this that it was on am have years old live named called like love"
    ),
    "Spanish": (
        "el la los las qué que cómo como es está eres te llamas capital hola y de en por para mi me "
        "llamo cuál cual dónde gracias una puedes hablas soy tú del buenos días escribe escríbeme un poema sobre explícame"
    ),
    "French": (
        "le la les est es quelle quel quoi comment bonjour et de du des je suis mon ma m'appelle merci "
        "une un vous tu pouvez où pourquoi salut s'il écris écrivez poème sur explique moi"
    ),
    "German": (
        "der die das ist bist von hauptstadt was wie hallo und ich bin mein meine heiße danke ein eine einen meinen "
        "schreibe wie weit mir an "
        "wo warum kannst du sie nicht guten tag bitte mir über schreibe schreib erkläre einen meinen für auf"
    ),
    "Italian": (
        "il lo gli è sei che come ciao e di mi chiamo sono grazie una un dove perché puoi buongiorno quale della mio mia qual"
    ),
    "Portuguese": (
        "o os as é são que como olá oi e de do da meu minha obrigado obrigada uma um onde você eu sou bom dia qual nome não"
    ),
    "Dutch": "het een is wat hoe hallo en ik ben mijn naam dank waar waarom kun je jij niet goedemorgen van heet u",
    "Polish": "jest co jak cześć i ja jestem moje imię dziękuję gdzie dlaczego czy nie się nazywam dzień dobry proszę",
    "Swedish": "är vad hur hej och jag mitt namn heter tack en ett var varför kan du inte det",
    "Turkish": "bir ne nasıl merhaba ve ben benim adım teşekkürler nerede neden misin değil selam",
}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("Japanese", "[\u3040-\u30ff]"),
        ("Korean", "[\uac00-\ud7af]"),
        ("Chinese", "[\u4e00-\u9fff]"),
        ("Hindi", "[\u0900-\u097f]"),
        ("Arabic", "[\u0600-\u06ff]"),
        ("Russian", "[\u0400-\u04ff]"),
        ("Greek", "[\u0370-\u03ff]"),
        ("Hebrew", "[\u0590-\u05ff]"),
        ("Tamil", "[\u0b80-\u0bff]"),
    )
)
_ASKED = re.compile(
    r"\b(?:in|to|into|use|speak|speaks|using|only)\s+(?:the\s+)?("
    + "|".join(sorted(GREETINGS))
    + r"|English)\b(?!\s+(?:food|cuisine|history|cities|city|wine|culture|music))",
    re.I,
)


def detect(text: str) -> str:
    """The language of a text; English when nothing speaks against it."""
    sample = text[:2_000]
    letters = sum(character.isalpha() for character in sample)
    if _SCRIPTS[0][1].search(sample):
        return "Japanese"
    for name, pattern in _SCRIPTS:
        if letters and len(pattern.findall(sample)) * 3 > letters:
            return name
    seen = Counter(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", sample.lower())[:200])
    scores = {name: sum(seen[word] for word in words.split() if len(word) > 1) for name, words in _WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    foreign = not sample.isascii() or "¿" in sample
    return best if scores[best] >= (1 if foreign and len(seen) < 8 else 2) and scores[best] > scores["English"] else "English"


def language_named(text: str) -> str:
    """The language a text asks answers to be in, or an empty string."""
    match = _ASKED.search(text)
    return match[1].capitalize() if match else ""
