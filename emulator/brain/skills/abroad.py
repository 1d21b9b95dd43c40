"""Answers in the user's own language what needs more than a frame: a joke, who is speaking, what it can do.

Six languages with two jokes each; everything else is answered in English and put into frames where there are some.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import abroad, persona
from emulator.brain.dialogue import Talk, texts
from emulator.brain.registry import Note, Offer, Reply, skill

_JOKES: dict[str, tuple[str, str]] = {
    "German": (
        "Was macht ein Pirat am Computer? Er drückt die Enter-Taste.",
        "Treffen sich zwei Rosinen. Fragt die eine: „Warum hast du einen Helm auf?“ Sagt die andere: „Ich muss gleich noch "
        "in den Stollen.“",
    ),
    "French": (
        "Que fait une fraise sur un cheval ? Tagada, tagada, tagada.",
        "Pourquoi les plongeurs plongent-ils toujours en arrière ? Parce que sinon, ils tombent dans le bateau.",
    ),
    "Spanish": (
        "—¿Qué hace una abeja en el gimnasio? —¡Zum-ba!",
        "—¿Cuál es el último animal que subió al arca de Noé? —El del-fín.",
    ),
    "Italian": (
        "Che cosa fa un gallo in mezzo al mare? Galleggia.",
        "Qual è il colmo per un elettricista? Non trovare la presa giusta.",
    ),
    "Portuguese": (
        "O que o pato disse para a pata? Vem quá!",
        "Por que o livro de matemática está triste? Porque tem muitos problemas.",
    ),
    "Hindi": (
        "टीचर: पानी का सूत्र बताओ। पप्पू: HIJKLMNO. टीचर: यह क्या है? पप्पू: आपने ही तो कहा था, H से O तक!",
        "पप्पू: मेरी घड़ी रोज़ दस मिनट पीछे रहती है। दुकानदार: तो इसे दस मिनट पहले उठा दिया करो!",
    ),
}
_WHO = {
    "German": "Ich bin **{}**. Ich laufe auf diesem Rechner, mit Regeln und einer kleinen Bibliothek; mit einem "
    "API-Schlüssel antwortet hier Gemini.",
    "French": "Je suis **{}**. Je tourne sur cette machine, avec des règles et une petite bibliothèque ; avec une clé "
    "d'API, c'est Gemini qui répond ici.",
    "Spanish": "Soy **{}**. Funciono en este equipo, con reglas y una pequeña biblioteca; con una clave de API responde "
    "aquí Gemini.",
    "Italian": "Sono **{}**. Giro su questo computer, con regole e una piccola biblioteca; con una chiave API qui risponde "
    "Gemini.",
    "Portuguese": "Sou **{}**. Rodo nesta máquina, com regras e uma pequena biblioteca; com uma chave de API, quem responde "
    "aqui é o Gemini.",
    "Hindi": "मैं **{}** हूँ। मैं इसी मशीन पर नियमों और एक छोटे पुस्तकालय से काम करता हूँ; API कुंजी के साथ यहाँ Gemini उत्तर देता है।",
}
_MODEL = {
    "German": "das Offline-Modell von Stepwise",
    "French": "le modèle hors ligne de Stepwise",
    "Spanish": "el modelo sin conexión de Stepwise",
    "Italian": "il modello offline di Stepwise",
    "Portuguese": "o modelo offline do Stepwise",
    "Hindi": "Stepwise का ऑफ़लाइन मॉडल",
}
_CAN = {
    "German": "Auf Deutsch kann ich Hauptstädte und Einwohnerzahlen nennen, rechnen, Datum und Uhrzeit sagen, mir deinen "
    "Namen merken und Witze "
    "erzählen. Auf Englisch kann ich viel mehr: erklären, zusammenfassen, E-Mails und Gedichte schreiben, Tabellen auswerten.",
    "French": "En français, je donne les capitales et les populations, je calcule, je dis la date et l'heure, je retiens "
    "votre nom et je raconte "
    "des blagues. En anglais je sais bien plus : expliquer, résumer, écrire des e-mails et des poèmes, lire des tableaux.",
    "Spanish": "En español digo capitales y habitantes, calculo, doy la fecha y la hora, recuerdo tu nombre y cuento "
    "chistes. En inglés sé mucho "
    "más: explicar, resumir, escribir correos y poemas, leer tablas.",
    "Italian": "In italiano dico capitali e abitanti, calcolo, do data e ora, ricordo il tuo nome e racconto barzellette. "
    "In inglese so fare molto "
    "di più: spiegare, riassumere, scrivere e-mail e poesie, leggere tabelle.",
    "Portuguese": "Em português digo capitais e populações, faço contas, dou data e hora, lembro seu nome e conto piadas. "
    "Em inglês sei muito "
    "mais: explicar, resumir, escrever e-mails e poemas, ler tabelas.",
    "Hindi": "हिंदी में मैं राजधानियाँ और जनसंख्या बताता हूँ, हिसाब करता हूँ, तारीख़ और समय बताता हूँ, आपका नाम याद रखता "
    "हूँ और चुटकुले सुनाता हूँ। अंग्रेज़ी में इससे कहीं "
    "ज़्यादा: समझाना, सार बनाना, ई-मेल और कविताएँ लिखना, तालिकाएँ पढ़ना।",
}
_ANOTHER = re.compile(r"Another one", re.I)


@skill("abroad")
def offer(talk: Talk) -> Offer | None:
    """Fits a few requests that were made in another language."""
    said = "\n".join(text for step in talk.ask.new for text in texts(step.get("content") or step.get("text")))
    read, language = abroad.read(said)
    if language not in _JOKES:
        return None
    told = [pair.answer for pair in talk.past]
    if read == "Tell me a joke" or (_ANOTHER.match(read) and told and told[-1] in _JOKES[language]):
        fresh = next((joke for joke in _JOKES[language] if joke not in told), _JOKES[language][0])
        return Offer(0.97, partial(_said, fresh, language), whole=True)
    if read == "Who are you?":
        role = persona.read(talk.ask.system_instruction)
        return Offer(0.97, partial(_said, _WHO[language].format(role.name or _MODEL[language]), language), whole=True)
    return Offer(0.97, partial(_said, _CAN[language], language), whole=True) if read == "What can you do?" else None


def _said(text: str, language: str) -> Reply:
    return Reply(
        text,
        fixed=True,
        notes=(Note("Answering in the user's language", f"The message is in {language}, and I have words for it."),),
    )
