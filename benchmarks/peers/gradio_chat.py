"""Gradio's ChatInterface, streaming as its guide says: a generator that yields the text so far."""

from __future__ import annotations

import os
from collections.abc import Iterator

import gradio as gr
import model

SDK = model.client()
PAST = model.past()
CHAINS: dict[str, dict[str, str | None]] = {}


def answer(prompt: str, _history: list[dict[str, str]], request: gr.Request) -> Iterator[str]:
    """One turn of one session."""
    chain = CHAINS.setdefault(str(request.session_hash), {"last": PAST["last"]})
    text = ""
    for chunk in model.stream(SDK, prompt, chain):
        text += chunk
        yield text


def shown() -> list[dict[str, str]]:
    """The prefilled past as Gradio's messages."""
    roles = ("user", "assistant")
    return [{"role": role, "content": text} for turn in PAST["turns"] for role, text in zip(roles, turn, strict=True)]


with gr.Blocks(analytics_enabled=False) as demo:
    pings = gr.Number(0, visible=False)
    pong = gr.Markdown("pong 0")
    gr.Button("Ping").click(lambda n: (n + 1, f"pong {int(n) + 1}"), pings, [pings, pong], show_progress="hidden")
    gr.ChatInterface(answer, chatbot=gr.Chatbot(value=shown()), concurrency_limit=40)

if __name__ == "__main__":
    demo.launch(server_name="127.0.0.1", server_port=int(os.environ["BENCH_PORT"]), quiet=True, share=False)
