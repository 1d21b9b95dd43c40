"""The people and animals a user speaks of: names with ages and relations, out of the user's own sentences.

Reads user text only. "Arjun (8)", "my sister Meera is 5", "two kids, Tom and Ann", "a dog called Rex".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from emulator.brain.text import sentences

RELATIONS = (
    "wife|husband|partner|son|daughter|brother|sister|mother|father|mum|mom|dad|boss|manager|colleague|friend|girlfriend|"
    "boyfriend|neighbour|neighbor|uncle|aunt|cousin|grandmother|grandfather|grandma|grandpa|baby|child|kid|teacher|"
    "dog|cat|parrot|rabbit|hamster|horse"
)
_NAME = r"([A-Z][\w'’-]{1,30})"
_AGED = re.compile(rf"{_NAME},? (?:\((\d{{1,3}})(?: years?(?: old)?)?\)|(?:who )?(?:is|are|turned|just turned) (\d{{1,3}})\b)")
_RELATED = re.compile(
    rf"(?i:\b(?:my|our|an?|the) (?:\w+ )?({RELATIONS})(?:,| is| called| named|'s name is| is called| is named)?) {_NAME}"
)
_GROUP = re.compile(
    r"(?i:\b(kids|children|sons|daughters|brothers|sisters|dogs|cats|friends|colleagues))[^.;]{0,12}?[,:]? ([A-Z][^.;]{0,120})"
)
_LISTED = re.compile(rf"{_NAME}")
_SINGULAR = {"kids": "child", "children": "child"}
_NOT = frozenset("I The A An My Our We He She It They And But Hi Hello In On At Is Are".split())


@dataclass(frozen=True)
class Person:
    """Somebody the user named."""

    name: str
    relation: str = ""
    age: int | None = None
    said: str = ""
    """The sentence in which the user spoke of them last."""


def known(said: Iterable[str]) -> dict[str, Person]:
    """Everybody named with an age or a relation so far, by lower-case name, in the order of first mention."""
    found: dict[str, Person] = {}
    for text in said:
        for sentence in sentences(text[:6_000]):
            if sentence.rstrip().endswith("?"):
                continue
            for person in _in(sentence):
                _learn(found, person)
    return found


def _in(sentence: str) -> list[Person]:
    people = [Person(name, "", int(one or two), sentence) for name, one, two in _AGED.findall(sentence)]
    people += [Person(name, relation.lower(), None, sentence) for relation, name in _RELATED.findall(sentence)]
    for group, names in _GROUP.findall(sentence):
        relation = _SINGULAR.get(group.lower(), group.lower().rstrip("s"))
        people += [Person(name, relation, None, sentence) for name in _LISTED.findall(names)]
    return [person for person in people if person.name not in _NOT]


def _learn(found: dict[str, Person], new: Person) -> None:
    old = found.get(new.name.lower())
    found[new.name.lower()] = (
        new
        if old is None
        else replace(old, relation=new.relation or old.relation, age=new.age if new.age is not None else old.age, said=new.said)
    )
