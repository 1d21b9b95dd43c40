"""Everyday words of other languages in English, so that a request in German or Spanish finds its function.

A gloss, word by word, for choosing and filling only: quoted words and what is to be said stay as they are.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from emulator.brain import languages
from emulator.brain.library import fold
from emulator.brain.tools import words

_TABLES = {
    "German": (
        "wie=how was=what wo=where wann=when wer=who welche=which welches=which wird=will ist=is sind=are gibt=is"
        " es=it das=the der=the die=the"
        " den=the dem=the ein=a eine=a einen=a einem=a einer=a im=in am=on um=at von=from nach=to zu=to zum=to zur=to"
        " bis=until mit=with für=for"
        " und=and oder=or mir=me mich=me bitte=please nicht=not heute=today morgen=tomorrow gestern=yesterday"
        " übermorgen=day_after_tomorrow"
        " montag=Monday dienstag=Tuesday mittwoch=Wednesday donnerstag=Thursday freitag=Friday samstag=Saturday"
        " sonntag=Sunday nächsten=next"
        " nächste=next woche=week wochen=weeks tag=day tage=days tagen=days stunde=hour stunden=hours minute=minute"
        " minuten=minutes uhr=o'clock"
        " wetter=weather temperatur=temperature grad=degrees warm=warm kalt=cold regnet=rain regnen=rain schneit=snow"
        " sende=send schicke=send"
        " schick=send schreibe=write suche=search such=search finde=find zeig=show zeige=show buche=book"
        " reserviere=reserve bestelle=order"
        " kaufe=buy lösche=delete storniere=cancel erstelle=create mach=turn mache=turn schalte=turn stelle=set"
        " setze=set öffne=open"
        " schließe=close rechne=convert wandle=convert umrechnen=convert übersetze=translate erinnere=remind"
        " verschiebe=move starte=start stoppe=stop"
        " spiele=play licht=light lampe=lamp küche=kitchen wohnzimmer=living_room schlafzimmer=bedroom bad=bathroom"
        " badezimmer=bathroom an=on"
        " ein=on aus=off flug=flight flüge=flights hotel=hotel zimmer=room termin=appointment treffen=meeting"
        " besprechung=meeting rechnung=invoice"
        " preis=price kostet=costs kunde=customer kunden=customers bestellung=order produkt=product produkte=products"
        " euro=euros dollar=dollars"
        " meilen=miles kilometer=kilometers personen=persons erwachsene=adults kinder=children kind=child"
        " nachricht=message titel=title betreff=subject"
        " januar=January februar=February märz=March mai=May juni=June juli=July oktober=October dezember=December"
        " lege=create leg=create legt=create anlegen=create trag=add trage=add eintragen=add ruft=get abrufen=get holt=get"
        " sendet=send senden=send bucht=book buchen=book sucht=search suchen=search büro=office stadt=city"
        " bestellt=order bestellen=order erstellt=create erstellen=create löscht=delete löschen=delete"
        " viel=much viele=many ich=I wir=we mein=my meine=my meinen=my hat=has haben=have zwei=two drei=three"
        " vier=four fünf=five sechs=six über=about dringend=urgent"
    ),
    "Spanish": (
        "qué=what que=that cómo=how dónde=where cuándo=when quién=who cuánto=how_much cuánta=how_much cuántos=how_many"
        " cuántas=how_many cuál=which"
        " tiempo=weather clima=weather hace=is hará=will es=is está=is son=are hay=is el=the la=the los=the las=the"
        " un=a una=a en=in de=of desde=from"
        " hasta=until a=to al=to para=for con=with por=by y=and o=or hoy=today mañana=tomorrow ayer=yesterday"
        " lunes=Monday martes=Tuesday"
        " miércoles=Wednesday jueves=Thursday viernes=Friday sábado=Saturday domingo=Sunday próximo=next próxima=next"
        " semana=week semanas=weeks"
        " día=day días=days hora=hour horas=hours minutos=minutes temperatura=temperature grados=degrees lluvia=rain"
        " llueve=rain lloverá=rain"
        " envía=send enviar=send manda=send mandar=send escribe=write busca=search buscar=search encuentra=find"
        " muestra=show muéstrame=show_me"
        " reserva=book reservar=book pide=order compra=buy comprar=buy elimina=delete borra=delete cancela=cancel"
        " cancelar=cancel crea=create crear=create"
        " enciende=turn_on apaga=turn_off pon=set sube=raise baja=lower abre=open cierra=close convierte=convert"
        " convertir=convert traduce=translate"
        " recuérdame=remind_me luz=light luces=lights lámpara=lamp cocina=kitchen salón=living_room dormitorio=bedroom"
        " baño=bathroom vuelo=flight"
        " vuelos=flights habitación=room mesa=table reunión=meeting cita=appointment correo=email mensaje=message"
        " asunto=subject título=title"
        " precio=price cuesta=costs cliente=customer pedido=order producto=product productos=products euros=euros"
        " dólares=dollars millas=miles"
        " kilómetros=kilometers personas=persons adultos=adults niños=children niño=child mi=my mis=my me=me dos=two"
        " tres=three cuatro=four cinco=five seis=six urgente=urgent"
    ),
    "French": (
        "quel=what quelle=what quels=what quelles=what quoi=what comment=how où=where quand=when qui=who"
        " combien=how_much est=is sont=are fait=is"
        " fera=will le=the la=the les=the un=a une=a des=some du=from de=of depuis=from à=in au=in vers=to"
        " jusqu'à=until pour=for avec=with et=and"
        " ou=or aujourd'hui=today demain=tomorrow hier=yesterday lundi=Monday mardi=Tuesday mercredi=Wednesday"
        " jeudi=Thursday vendredi=Friday"
        " samedi=Saturday dimanche=Sunday prochain=next prochaine=next prochains=next semaine=week semaines=weeks"
        " jour=day jours=days heure=hour"
        " heures=o'clock minutes=minutes météo=weather temps=weather température=temperature degrés=degrees pluie=rain"
        " pleut=rain pleuvra=rain"
        " envoie=send envoyer=send envoyez=send écris=write cherche=search chercher=search recherche=search"
        " trouve=find trouver=find montre=show"
        " montre-moi=show_me réserve=book réserver=book réservez=book commande=order commander=order achète=buy"
        " supprime=delete annule=cancel annuler=cancel crée=create"
        " créer=create allume=turn_on éteins=turn_off mets=set règle=set ouvre=open ferme=close convertis=convert"
        " convertir=convert traduis=translate"
        " rappelle-moi=remind_me lumière=light lumières=lights lampe=lamp cuisine=kitchen salon=living_room"
        " chambre=bedroom bain=bath vol=flight"
        " vols=flights hôtel=hotel table=table réunion=meeting rendez-vous=appointment message=message sujet=subject"
        " titre=title prix=price coûte=costs"
        " client=customer produit=product produits=products euros=euros dollars=dollars miles=miles"
        " kilomètres=kilometers personnes=persons adultes=adults"
        " enfants=children enfant=child mon=my ma=my mes=my moi=me deux=two trois=three quatre=four cinq=five six=six"
        " urgent=urgent"
    ),
    "Italian": (
        "che=what cosa=what come=how dove=where quando=when chi=who quanto=how_much quanti=how_many è=is sono=are"
        " fa=is farà=will il=the lo=the la=the"
        " gli=the un=a una=a in=in a=to di=of da=from fino=until per=for con=with e=and o=or oggi=today"
        " domani=tomorrow ieri=yesterday lunedì=Monday"
        " martedì=Tuesday mercoledì=Wednesday giovedì=Thursday venerdì=Friday sabato=Saturday domenica=Sunday"
        " prossimo=next prossima=next settimana=week"
        " giorno=day giorni=days ora=hour ore=hours minuti=minutes tempo=weather meteo=weather temperatura=temperature"
        " gradi=degrees pioggia=rain piove=rain"
        " invia=send manda=send scrivi=write cerca=search trova=find mostra=show prenota=book ordina=order compra=buy"
        " elimina=delete cancella=cancel"
        " annulla=cancel crea=create accendi=turn_on spegni=turn_off imposta=set apri=open chiudi=close"
        " converti=convert traduci=translate ricordami=remind_me"
        " luce=light luci=lights cucina=kitchen soggiorno=living_room camera=bedroom bagno=bathroom volo=flight"
        " voli=flights riunione=meeting"
        " appuntamento=appointment messaggio=message oggetto=subject prezzo=price costa=costs cliente=customer"
        " ordine=order prodotto=product dollari=dollars"
        " miglia=miles chilometri=kilometers persone=persons adulti=adults bambini=children mio=my mia=my due=two"
        " tre=three quattro=four cinque=five urgente=urgent"
    ),
    "Portuguese": (
        "qual=what que=what como=how onde=where quando=when quem=who quanto=how_much é=is está=is são=are o=the os=the"
        " as=the um=a uma=a em=in no=in na=in"
        " de=of do=of da=of para=to até=until com=with e=and ou=or hoje=today amanhã=tomorrow ontem=yesterday"
        " segunda=Monday terça=Tuesday quarta=Wednesday"
        " quinta=Thursday sexta=Friday sábado=Saturday domingo=Sunday próximo=next próxima=next semana=week dia=day"
        " dias=days hora=hour horas=hours"
        " minutos=minutes tempo=weather clima=weather previsão=forecast temperatura=temperature graus=degrees"
        " chuva=rain chove=rain envie=send envia=send"
        " mande=send escreva=write procure=search busque=search encontre=find mostre=show reserve=book peça=order"
        " compre=buy exclua=delete apague=delete"
        " cancele=cancel crie=create ligue=turn_on desligue=turn_off abra=open feche=close converta=convert"
        " traduza=translate lembre-me=remind_me luz=light"
        " cozinha=kitchen sala=living_room quarto=bedroom banheiro=bathroom voo=flight voos=flights reunião=meeting"
        " mensagem=message assunto=subject preço=price"
        " custa=costs cliente=customer pedido=order produto=product dólares=dollars milhas=miles"
        " quilômetros=kilometers pessoas=persons meu=my minha=my dois=two duas=two três=three"
    ),
    "Dutch": (
        "hoe=how wat=what waar=where wanneer=when wie=who is=is het=the de=the een=a in=in van=from naar=to tot=until"
        " voor=for met=with en=and of=or"
        " vandaag=today morgen=tomorrow gisteren=yesterday maandag=Monday dinsdag=Tuesday woensdag=Wednesday"
        " donderdag=Thursday vrijdag=Friday zaterdag=Saturday"
        " zondag=Sunday volgende=next week=week dag=day dagen=days uur=o'clock minuten=minutes weer=weather"
        " temperatuur=temperature graden=degrees regen=rain"
        " regent=rain stuur=send zoek=search vind=find toon=show boek=book reserveer=reserve bestel=order koop=buy"
        " verwijder=delete annuleer=cancel maak=create"
        " zet=turn doe=turn aan=on uit=off open=open sluit=close reken=convert vertaal=translate licht=light lamp=lamp"
        " keuken=kitchen woonkamer=living_room"
        " slaapkamer=bedroom badkamer=bathroom vlucht=flight vluchten=flights vergadering=meeting afspraak=appointment"
        " bericht=message onderwerp=subject"
        " prijs=price kost=costs klant=customer bestelling=order product=product mijn=my twee=two drie=three vier=four vijf=five"
    ),
}
_GLOSS = {
    language: {fold(word): english.replace("_", " ") for word, _, english in (pair.partition("=") for pair in row.split())}
    for language, row in _TABLES.items()
}
_WORD = re.compile(r"\"[^\"\n]*\"|[“«][^”»\n]*[”»]|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAID = re.compile(r":\s+\S|\b(?:dass|que diga|disant|dicendo)\b", re.I)


@lru_cache(maxsize=256)
def gloss(text: str) -> str:
    """A request with its everyday words in English; an English one as it is."""
    table = _table(text)
    if table is None:
        return text
    text = _SEPARABLE.sub(_joined, text)
    said = _SAID.search(text)
    upto = said.start() if said else len(text)
    glossed = _WORD.sub(lambda match: _english(match[0], table), text[:upto]) + text[upto:]
    glossed = re.sub(r"[¿¡]", "", _NUMBERED_DAY.sub(r"\1 ", glossed))
    return re.sub(r"\bhow is (?=weather)", "how is the ", glossed)


def _joined(match: re.Match[str]) -> str:
    """'Mach das Licht aus und im Büro an' with each verb in one piece."""
    more = f" und turn {_SWITCHED[match['two'].lower()]} {match['more']}" if match["more"] else ""
    return f"turn {_SWITCHED[match['one'].lower()]} {match['thing']}{more}"


_NUMBERED_DAY = re.compile(rf"\b(\d{{1,2}})\. (?=(?:{'|'.join(calendar.month_name[1:])})\b)")
_SWITCHED = {"aus": "off", "an": "on", "ein": "on"}
_SEPARABLE = re.compile(
    r"\b(?:mach|mache|schalte?|dreh|drehe) (?P<thing>[^,.!?]{2,60}?) (?P<one>aus|an|ein)"
    r"(?: und (?P<more>[^,.!?]{2,60}?) (?P<two>aus|an|ein))?(?=\W*$)",
    re.I,
)


def _table(text: str) -> dict[str, str] | None:
    """The words of the language that a text is in; none for English."""
    said = [fold(word) for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text[:600])]
    english = sum(word in words.STOP for word in said)
    hits = {name: sum(word in table and table[word] != word for word in said) for name, table in _GLOSS.items()}
    best = max(hits, key=lambda name: hits[name])
    named = languages.detect(text[:2_000])
    if named in _GLOSS and hits[named] == hits[best]:
        best = named
    return _GLOSS[best] if hits[best] >= 2 and hits[best] > english else None


def _english(word: str, table: dict[str, str]) -> str:
    if word[0] in '"“«':
        return word
    return table.get(fold(word), word)
