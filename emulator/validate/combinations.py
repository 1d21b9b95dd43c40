"""Parameters that are right by themselves and wrong together, and what each model and agent allows."""

from __future__ import annotations

from typing import Any

from emulator.errors import ApiError, invalid, precondition
from emulator.models import AGENTS, ANTIGRAVITY, DEEP_RESEARCH, is_model, levels
from emulator.validate.tools import check_together

Body = dict[str, Any]


def check_combinations(body: Body) -> None:
    """Refuse what can't be done together."""
    if body.get("model") and body.get("agent"):
        raise invalid("Only one of 'model' and 'agent' can be specified.")
    if body.get("agent"):
        _check_agent(body)
    elif body.get("model"):
        _check_model(body)
    else:
        raise invalid("Missing required parameter: either 'model' or 'agent' must be specified.")
    _check_storage(body)
    _check_tool_choice(body)


def _check_model(body: Body) -> None:
    model = body["model"].removeprefix("models/")
    if not is_model(model):
        raise ApiError(404, "model_not_found", f"Model '{body['model']}' not found.")
    check_together({tool["type"] for tool in body.get("tools") or ()})
    if body.get("agent_config"):
        raise invalid("'agent_config' can only be used with 'agent'.")
    config = body.get("generation_config") or {}
    level = config.get("thinking_level")
    if level:
        _check_level(model, level)
    if (config.get("max_output_tokens") or 0) > 65_536 and not body.get("background"):
        raise invalid("'max_output_tokens' above 65536 requires 'background' to be true.")


def _check_level(model: str, level: str) -> None:
    allowed = sorted(levels(model))
    if not allowed:
        raise invalid("Thinking level is not supported for this model.")
    if level not in allowed:
        raise invalid(f"'{level}' is not a supported thinking level for this model. Allowed values are: {', '.join(allowed)}.")


def _check_agent(body: Body) -> None:
    agent = body["agent"]
    if agent not in AGENTS:
        raise ApiError(404, "not_found", f"Agent '{agent}' not found.")
    if body.get("generation_config"):
        raise invalid("'generation_config' cannot be used with 'agent'. Use 'agent_config' instead.")
    if agent in ANTIGRAVITY:
        if not body.get("environment"):
            raise invalid(f"Missing required parameter 'environment' for agent '{agent}'.")
        raise precondition(
            f"Agent '{agent}' is not available in the Stepwise emulator, which has no sandbox to run it in."
            " Use an API key to reach the hosted service."
        )
    if agent in DEEP_RESEARCH:
        _check_research(body)


def _check_research(body: Body) -> None:
    agent = body["agent"]
    kind = (body.get("agent_config") or {}).get("type", "deep-research")
    if kind not in ("deep-research", "dynamic"):
        raise invalid(f"'agent_config' of type '{kind}' cannot be used with agent '{agent}'.")
    if not body.get("background"):
        raise invalid(f"Agent '{agent}' requires 'background' to be true.")
    if body.get("response_format"):
        raise invalid(f"'response_format' is not supported by agent '{agent}'.")
    if any(tool["type"] == "function" for tool in body.get("tools") or ()):
        raise invalid(f"Function tools are not supported by agent '{agent}'.")


def _check_storage(body: Body) -> None:
    if body.get("background") and body.get("store") is False:
        raise invalid("'background' requires 'store' to be true.")
    if body.get("webhook_config") and not body.get("background"):
        raise invalid("'webhook_config' requires 'background' to be true.")


def _check_tool_choice(body: Body) -> None:
    asked = (body.get("generation_config") or {}).get("tool_choice")
    tools = body.get("tools") or []
    if asked in ("any", "validated") and not tools:
        raise invalid(f"'tool_choice' is '{asked}' but no 'tools' are given.")
    if isinstance(asked, dict):
        named = [tool.get("name") for tool in tools]
        for name in asked["allowed_tools"].get("tools") or ():
            if name not in named:
                raise invalid(f"'generation_config.tool_choice.allowed_tools' names '{name}', which is not in 'tools'.")
