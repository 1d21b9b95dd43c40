"""A doorbell: an invisible element that reruns its fragment when a run has news.

Its script listens to the run's server-sent events and fires a trigger: never before the last redraw was acknowledged,
and rarer as a redraw gets dearer. It must not draw text itself: there is one drawing path, in Python.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

ROUTE = "bell"

JS = """
const LEAST_MS = 90;
const MOST_MS = 1000;
const LOST_MS = 2000;
const bells = (window.stepwiseBells ??= new Map());

function open(url) {
  const bell = { version: 0, ended: false, seen: -1, last: false, handedBack: false, rungAt: 0, waiting: false, gap: LEAST_MS,
    timer: 0, closing: 0, drawn: -1 };
  bell.source = new EventSource(url);
  bell.source.onmessage = (event) => {
    const [version, end] = event.data.split(" ");
    bell.version = Number(version);
    if (end) { bell.ended = true; bell.source.close(); }
    plan(bell);
  };
  bells.set(url, bell);
  return bell;
}

function plan(bell) {
  clearTimeout(bell.timer);
  const behind = bell.version > bell.seen || (bell.ended && !bell.last) || (bell.last && !bell.handedBack);
  if (!behind || !bell.trigger) return;
  const now = performance.now();
  const due = bell.waiting ? bell.rungAt + LOST_MS : bell.ended ? now : bell.rungAt + bell.gap;
  if (due > now) { bell.timer = setTimeout(() => plan(bell), due - now); return; }
  bell.rungAt = now;
  bell.waiting = true;
  bell.handedBack = bell.last;
  bell.trigger("ring", bell.version);
}

function acknowledge(bell, data) {
  bell.seen = data.seen;
  bell.last = data.last;
  if (data.draw === bell.drawn) return;
  bell.drawn = data.draw;
  if (bell.waiting) {
    const cost = performance.now() - bell.rungAt;
    bell.gap = Math.min(MOST_MS, Math.max(LEAST_MS, 2 * cost));
    bell.waiting = false;
  }
}

export default function ({ data, setTriggerValue }) {
  const bell = bells.get(data.url) ?? open(data.url);
  clearTimeout(bell.closing);
  bell.trigger = setTriggerValue;
  acknowledge(bell, data);
  plan(bell);
  return () => {
    bell.closing = setTimeout(() => { bell.source.close(); clearTimeout(bell.timer); bells.delete(data.url); }, 3000);
  };
}
"""

_BELL = st.components.v2.component("stepwise_doorbell", html="<span></span>", css=":host { display: none; }\n", js=JS)


def doorbell(bell: str, *, seen: int, last: bool, draw: int, key: str, on_ring: Callable[[], None]) -> None:
    """Place the bell at the end of what it wakes.

    `seen` is the version just drawn, `last` whether that was the end (one more ring then hands back), `draw` a number that grows with each draw: with
    it the script knows that its ring was answered. `on_ring` runs before the fragment does.
    """
    url = f"/{ROUTE}/{bell}"
    _BELL(data={"url": url, "seen": seen, "last": last, "draw": draw}, key=key, on_ring_change=on_ring, height="content")
