"""Chainlit's own way: a message that takes tokens as they come."""

from __future__ import annotations

import chainlit as cl
import model

SDK = model.client()
PAST = model.past()


@cl.on_chat_start
async def start() -> None:
    """Show the prefilled past and the button that must keep answering."""
    cl.user_session.set("chain", {"last": PAST["last"]})
    cl.user_session.set("pings", 0)
    for prompt, answer in PAST["turns"]:
        await cl.Message(content=prompt, type="user_message").send()
        await cl.Message(content=answer).send()
    await cl.Message(content="ready", actions=[cl.Action(name="ping", payload={}, label="Ping")]).send()


@cl.action_callback("ping")
async def ping(_action: cl.Action) -> None:
    """Answer the button."""
    pings = cl.user_session.get("pings") + 1
    cl.user_session.set("pings", pings)
    await cl.Message(content=f"pong {pings}").send()


@cl.on_message
async def on_message(message: cl.Message) -> None:
    """One turn."""
    answer = cl.Message(content="")
    async for chunk in model.astream(SDK, message.content, cl.user_session.get("chain")):
        await answer.stream_token(chunk)
    await answer.update()
