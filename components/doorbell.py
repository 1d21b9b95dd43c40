"""A doorbell: an invisible element that reruns its fragment when a run has news.

Its script listens to the run's server-sent events and fires a trigger: at once when it is new, never before the last
redraw was acknowledged, never while a script runs or someone clicks, rarer as a redraw gets dearer, again and again while
news are likely (a run that was rung for stays and waits for them), and once a second when nothing was heard for long, so
that a broken event stream only slows it down. It must not draw text itself: there is one drawing path, in Python. A
trigger must not have a callback that names a fragment to rerun: a click that came with the ring would not be drawn.
"""

from __future__ import annotations

import streamlit as st

ROUTE = "bell"

JS = """
const LEAST_MS = 90;
const MOST_MS = 1000;
const LOST_MS = 3000;
const TICK_MS = 1000;
const KEEN_MS = 5000;
const STAYED_MS = 100;
const BUSY_MS = 25;
const URGENT = 3;
const HANDS_OFF_MS = { pointerdown: 300, pointerup: 60, click: 60, keydown: 60, change: 60 };
const COMMITS = new Set(["Enter", "Tab", "Escape"]);
const bells = (window.stepwiseBells ??= new Map());

// The browser puts what happens in one tick into one request, for one fragment only: a click that shared its tick with a
// ring would rerun the bell's fragment instead of what was clicked. So a hand on the page silences the bell for a moment.
function watchHands() {
  const hands = { until: 0 };
  for (const [type, ms] of Object.entries(HANDS_OFF_MS)) {
    document.addEventListener(type, (event) => {
      if (type !== "keydown" || COMMITS.has(event.key)) hands.until = performance.now() + ms;
    }, true);
  }
  return hands;
}
const hands = (window.stepwiseHands ??= watchHands());

function open(url) {
  const bell = { inner: null, outer: null, outgrown: false, version: 0, seen: -1, ended: false, last: false, handedBack: false,
    steps: -1, urgent: 0, fresh: true, keen: false, rungAt: performance.now(), heardAt: performance.now(),
    waiting: false, gap: LEAST_MS, drawn: -1, timer: 0, closing: 0, followed: false };
  bell.source = new EventSource(url);
  bell.source.onmessage = (event) => {
    const [version, steps, end] = event.data.split(" ");
    bell.version = Number(version);
    bell.heardAt = performance.now();
    if (Number(steps) > bell.steps) { bell.steps = Number(steps); bell.gap = 0; bell.urgent = URGENT; }
    if (end) { bell.ended = true; bell.source.close(); }
    plan(bell);
  };
  bells.set(url, bell);
  return bell;
}

// A ring that reaches the server while a script runs would start right behind it, and the browser would then miss that
// run's end and keep what it should have removed.
function busy() {
  const state = document.querySelector('[data-testid="stApp"]')?.getAttribute("data-test-script-state");
  return state === "running" || state === "rerunRequested";
}

function due(bell, now) {
  if (bell.fresh) return now;
  if (bell.waiting) return bell.rungAt + LOST_MS;
  if ((bell.ended && !bell.last) || (bell.last && !bell.handedBack)) return now;
  if (bell.version > bell.seen) return bell.rungAt + bell.gap;
  return bell.keen && now - bell.heardAt < KEEN_MS ? now : bell.rungAt + TICK_MS;
}

function plan(bell) {
  clearTimeout(bell.timer);
  if (!bell.inner || bell.handedBack) return;
  const now = performance.now();
  const wait = due(bell, now) - now;
  if (wait > 0) { bell.timer = setTimeout(() => plan(bell), wait); return; }
  if ((busy() || hands.until > now) && now - bell.rungAt < LOST_MS) {
    bell.timer = setTimeout(() => plan(bell), BUSY_MS);
    return;
  }
  bell.rungAt = now;
  bell.fresh = false;
  bell.waiting = true;
  bell.handedBack = bell.last;
  const ring = bell.outgrown && bell.outer ? bell.outer : bell.inner;
  ring("ring", `${bell.version} ${Math.round(now)}`);
  bell.timer = setTimeout(() => plan(bell), LOST_MS);  // a ring may get lost, and after the end no news would ask for another
}

function acknowledge(bell, data) {
  if (data.draw === bell.drawn) return;
  bell.drawn = data.draw;
  bell.seen = data.seen;
  bell.last = data.last;
  bell.outgrown = data.outgrown;
  bell.keen = data.stayed >= STAYED_MS;
  if (!bell.waiting) return;
  bell.urgent = Math.max(0, bell.urgent - 1);
  const took = performance.now() - bell.rungAt - data.stayed;
  bell.gap = bell.urgent ? 0 : Math.min(MOST_MS, Math.max(LEAST_MS, 2 * took));
  bell.waiting = false;
}

export default function ({ data, setTriggerValue }) {
  const bell = bells.get(data.url) ?? open(data.url);
  clearTimeout(bell.closing);
  if (data.outer) {
    bell.outer = setTriggerValue;
    return;
  }
  if (data.follow && !bell.followed) document.querySelector("#stMain")?.scrollTo({ top: Number.MAX_SAFE_INTEGER });
  bell.followed = true;
  bell.inner = setTriggerValue;
  acknowledge(bell, data);
  plan(bell);
  return () => {
    // A ring that nobody draws any more would be put into one request with the next prompt, and both dropped by the server.
    bell.inner = null;
    clearTimeout(bell.timer);
    bell.closing = setTimeout(() => { bell.source.close(); clearTimeout(bell.timer); bells.delete(data.url); }, 3000);
  };
}
"""

_BELL = st.components.v2.component("stepwise_doorbell", html="<span></span>", css=":host { display: none; }\n", js=JS)


def doorbell(
    bell: str,
    *,
    seen: int,
    last: bool,
    draw: int,
    key: str,
    outgrown: bool = False,
    stayed_s: float = 0.0,
    follow: bool = False,
) -> None:
    """Place the bell at the end of what it wakes.

    `seen` is the version just drawn, `last` whether that was the end (one more ring then hands back), `outgrown` whether
    the next ring should go to the outer bell, `draw` a number that grows with each draw: by it the script knows that its
    ring was answered. `stayed_s` is how long the run stayed of its own will: that says nothing of what a redraw costs.
    `follow`: a new bell brings the end of the page into view, for someone who had scrolled up.
    """
    data = {"url": f"/{ROUTE}/{bell}", "seen": seen, "last": last, "outgrown": outgrown, "draw": draw, "outer": False,
            "stayed": round(stayed_s * 1000), "follow": follow}
    _BELL(data=data, key=key, height="content")


def outer_bell(bell: str, *, key: str) -> None:
    """A second bell of the same run, in a fragment around the first one's."""
    _BELL(data={"url": f"/{ROUTE}/{bell}", "outer": True}, key=key, height="content")
