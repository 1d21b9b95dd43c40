"""Computer use: the model looks at a screen and says what to click. Its calls are function calls like any others."""

from __future__ import annotations

from workbench import tools
from workbench.inputs import Field, Option
from workbench.registry import tool
from workbench.tools import ToolSpec, Wire

ICON = ":material/mouse:"
ENVIRONMENTS = (
    Option(None, "API default"),
    Option("browser", "Browser"),
    Option("mobile", "Mobile"),
    Option("desktop", "Desktop"),
)


def _fields(tool: Wire) -> tuple[Field, ...]:
    detection = "The service checks screenshots for text that tries to give the model orders."
    return (
        tools.choice(tool, "environment", "Environment", "What the model operates.", ENVIRONMENTS),
        tools.texts(tool, "excluded_predefined_functions", "Left out", "Actions it may not ask for.", "drag_and_drop"),
        tools.toggle(tool, "enable_prompt_injection_detection", "Detect prompt injection", detection),
    )


ABOUT = "The model asks for clicks and keys on a screen that you show it. You answer its calls by hand."
tool(ToolSpec("computer_use", "Computer use", ICON, ABOUT, _fields, first={"environment": "browser"}, order=70))
