"""Wordings that a rewrite exchanges: informal for formal, formal for casual, common slips for correct spelling.

Tables only, as (pattern, replacement) pairs.
"""

from __future__ import annotations

FORMAL = (
    (r"\b(?:hey|hi) (?:guys|all|everyone|team)\b", "Dear colleagues"),
    (r"\b(?:hey|hi|hello) boss\b", "Dear [Name]"),
    (r"\b(?:hey|hi|hello) (?=[A-Z]\w+)", "Dear "),
    (r"\bhey\b|\bhi\b|\byo\b", "Dear Sir or Madam"),
    (r"\bcant\b", "cannot"),
    (r"\bcome in\b", "come to work"),
    (r"\bfeel(?:ing)? like (?:crap|shit|rubbish)\b", "I am not feeling well"),
    (r"\bsorry$", "I apologise"),
    (r"\bcan't\b", "cannot"),
    (r"\bwon't\b", "will not"),
    (r"n't\b", " not"),
    (r"\bi'm\b", "I am"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (r"\bit's\b", "it is"),
    (r"\bgonna\b", "going to"),
    (r"\bwanna\b", "want to"),
    (r"\bgotta\b", "have to"),
    (r"\bkinda\b", "rather"),
    (r"\byeah\b|\byep\b", "yes"),
    (r"\bnope\b", "no"),
    (r"\bthanks\b", "thank you"),
    (r"\basap\b", "as soon as possible"),
    (r"\bguys\b", "colleagues"),
    (r"\bkids\b", "children"),
    (r"\bstuff\b", "material"),
    (r"\bget\b", "receive"),
    (r"\bgot\b", "received"),
    (r"\bbuy\b", "purchase"),
    (r"\bhelp\b", "assist"),
    (r"\bneed\b", "require"),
    (r"\bask(?: you)? for\b", "request"),
    (r"\bask (?!you\b|him\b|her\b|them\b|us\b|me\b)", "inquire "),
    (r"\bfix\b", "resolve"),
    (r"\blots of\b|\ba lot of\b", "many"),
    (r"\bawesome\b|\bcool\b", "excellent"),
    (r"\bpls\b|\bplz\b", "please"),
    (r"\bu\b", "you"),
    (r"\bcuz\b|\bcos\b", "because"),
    (r"!+", "."),
)


CASUAL = (
    (r"\bkind regards\b", "Cheers"),
    (r"\bcannot\b", "can't"),
    (r"\bdo not\b", "don't"),
    (r"\bwill not\b", "won't"),
    (r"\bi am\b", "I'm"),
    (r"\bit is\b", "it's"),
    (r"\bwe are\b", "we're"),
    (r"\byou are\b", "you're"),
    (r"\bpurchase\b", "buy"),
    (r"\bassist\b", "help"),
    (r"\brequire\b", "need"),
    (r"\breceive\b", "get"),
    (r"\bdear (?:sir or madam|sir|madam)\b", "Hi there"),
    (r"\bthank you\b", "thanks"),
    (r"\bregards\b", "cheers"),
)


_SLIPS = dict(
    pair.split("=")
    for pair in (
        "tomorow=tomorrow tommorow=tomorrow tommorrow=tomorrow stor=store becuase=because beleive=believe freind=friend "
        "untill=until wich=which "
        "thier=their adress=address accomodate=accommodate acommodate=accommodate begining=beginning calender=calendar "
        "comming=coming "
        "commited=committed enviroment=environment existance=existence goverment=government grammer=grammar happend=happened "
        "immediatly=immediately independant=independent knowlege=knowledge neccessary=necessary noticable=noticeable "
        "occassion=occasion "
        "peice=piece posible=possible prefered=preferred proffesional=professional publically=publicly realy=really "
        "recomend=recommend "
        "refered=referred remeber=remember succesful=successful suprise=surprise truely=truly wierd=weird writting=writing "
        "thankyou=thank-you "
        "wheather=weather wether=whether alot=lots dont=don't doesnt=doesn't cant=can't wont=won't didnt=didn't isnt=isn't "
        "im=I'm ive=I've "
        "arent=aren't wasnt=wasn't couldnt=couldn't shouldnt=shouldn't wouldnt=wouldn't youre=you're thats=that's whats=what's"
    ).split()
)
ERRORS = (
    *((rf"\b{wrong}\b", right) for wrong, right in _SLIPS.items()),
    (r"\btheir(?= (?:going|coming|not|all|doing|leaving|playing|here|there|working|very|so)\b)", "they're"),
    (r"\byour(?= (?:welcome|right|wrong|going|not|very|the best|late|so)\b)", "you're"),
    (r"\bits(?= (?:a|an|the|not|been|very|going|so)\b)", "it's"),
    (r"\b(could|should|would|must) of\b", r"\1 have"),
    (r"\b(he|she|it) don't\b", r"\1 doesn't"),
    (r"\b(he|she|it) have\b", r"\1 has"),
    (r"\b(i|you|we|they) was\b", r"\1 were"),
    (r"\bme and (\w+)(?= (?:are|were|have|will|went|go))", r"\1 and I"),
    (r"\b(?:has|have|had) went\b", "went"),
    (r"\bI has\b", "I have"),
    (r"\b(we|you|they) has\b", r"\1 have"),
    (r"\bbuyed\b", "bought"),
    (r"\bgoed\b", "went"),
    (r"\bcatched\b", "caught"),
    (r"\bteached\b", "taught"),
    (r"\beated\b", "ate"),
    (r"\bthinked\b", "thought"),
    (r"\bmore (better|bigger|easier|faster|older)\b", r"\1"),
    (
        r"\b(two|three|four|five|six|many|several|few|these|those) "
        r"(apple|book|car|dog|cat|day|week|year|friend|house|ticket|hour|minute|letter|problem|question|idea|thing|cup|egg|banana|shirt|room)\b",
        r"\1 \2s",
    ),
    (r"\bteh\b", "the"),
    (r"\brecieve", "receive"),
    (r"\bdefinately\b", "definitely"),
    (r"\bseperate", "separate"),
    (r"\boccured\b", "occurred"),
    (r"\bi\b", "I"),
    (r"\bdont\b", "don't"),
    (r"\bcant\b", "can't"),
    (r"\bwont\b", "won't"),
    (r"\bim\b", "I'm"),
    (r"\bthier\b", "their"),
    (r"\balot\b", "a lot"),
    (r"\bgoed\b", "went"),
    (r"\b(go|goes)\b(?=[^.!?]{0,40}\byesterday\b)", "went"),
    (r"\b(he|she|it) (?:go)\b", r"\1 goes"),
    (r"\b(he|she|it) don't\b", r"\1 doesn't"),
    (r"\b(doesn't|don't|didn't) (like|want|need|know|work|think|live|look|come|make|take|eat|play|feel)s\b", r"\1 \2"),
    (r"\b(doesn't|didn't) has\b", r"\1 have"),
    (r"\b(I|we|you|they) has\b", r"\1 have"),
    (r"\b(more) (better|bigger|smaller|easier|faster|cheaper)\b", r"\2"),
    (r"\b(they|we|you) was\b", r"\1 were"),
    (r"\bwich\b", "which"),
    (r"\buntill\b", "until"),
    (r"\b(\w+) \1\b", r"\1"),
)
