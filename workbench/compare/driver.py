"""What runs inside the adapters' own Python: one framework, one conversation, prompts in and ends out as JSON lines.

A script on its own: it imports nothing of Stepwise, and its environment has nothing of Stepwise. It talks to the address it
is given and holds no real key: what it says to the API is measured and folded there, so it reports ends and errors only.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable
from importlib import metadata
from typing import Any

PLACEHOLDER = "no-key-needed-here"
logger = logging.getLogger(__name__)


def agno(config: dict[str, Any]) -> Callable[[str], None]:
    """agno's Agent on GeminiInteractions, with its own session as memory."""
    from agno.agent import Agent
    from agno.db.in_memory import InMemoryDb
    from agno.models.google import GeminiInteractions
    from agno.run.agent import RunErrorEvent

    wanted = ("temperature", "top_p", "max_output_tokens", "seed", "thinking_level", "service_tier")
    options = {name: config[name] for name in wanted if config.get(name) is not None}
    if config.get("thinking_summaries"):
        options["generation_config"] = {"thinking_summaries": config["thinking_summaries"]}
    to = {"http_options": {"base_url": config["base_url"]}}
    model = GeminiInteractions(id=config["model"], api_key=PLACEHOLDER, client_params=to, **options)
    memory = {"db": InMemoryDb(), "add_history_to_context": True, "num_history_runs": 1000, "session_id": "lane"}
    agent = Agent(model=model, instructions=config.get("instruction") or None, telemetry=False, **memory)

    def ask(prompt: str) -> None:
        for event in agent.run(prompt, stream=True):
            if isinstance(event, RunErrorEvent):
                raise RuntimeError(event.content)

    return ask


def adk(config: dict[str, Any]) -> Callable[[str], None]:
    """An ADK agent on Gemini(use_interactions_api=True), with ADK's own session as memory."""
    os.environ["GOOGLE_API_KEY"] = PLACEHOLDER
    from google.adk.agents import Agent
    from google.adk.agents.run_config import RunConfig, StreamingMode
    from google.adk.models.google_llm import Gemini
    from google.adk.runners import InMemoryRunner

    model = Gemini(model=config["model"], use_interactions_api=True, base_url=config["base_url"])
    runner = InMemoryRunner(agent=Agent(name="lane", model=model, instruction=config.get("instruction") or ""))
    streaming = RunConfig(streaming_mode=StreamingMode.SSE)
    loop = asyncio.new_event_loop()

    def ask(prompt: str) -> None:
        for event in loop.run_until_complete(runner.run_debug(prompt, quiet=True, run_config=streaming)):
            if event.error_code or event.error_message:
                raise RuntimeError(event.error_message or event.error_code)

    return ask


FRAMEWORKS = {"agno": (agno, "agno"), "adk": (adk, "google-adk")}


def main() -> None:
    """Read the configuration, say ready, then answer prompts until the other side closes."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a framework that prints must not be taken for an answer

    def say(**message: Any) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    config = json.loads(sys.stdin.readline())
    make, package = FRAMEWORKS[config["framework"]]
    ask = make(config)
    say(ready=f"{package} {metadata.version(package)} with google-genai {metadata.version('google-genai')}")
    for line in sys.stdin:
        try:
            ask(json.loads(line)["prompt"])
        except Exception as error:
            logger.exception("A prompt failed")
            say(error=f"{type(error).__name__}: {error}")
        else:
            say(done=True)


if __name__ == "__main__":
    main()
