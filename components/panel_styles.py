"""The few rules of style that the theme can't say, for the sidebar and the footers; only classes made by `key=`.

Must not colour anything: colours belong to the theme.
"""

from __future__ import annotations

from components.keyed import box, row, widget

CSS = f"""<style>
{row("usage_")} {{ row-gap: 0; }}
{row("usage_")} p {{ font-size: 13px; line-height: 20px; font-variant-numeric: tabular-nums; }}

.st-key-conversation_list {{ max-height: 40vh; overflow-y: auto; scrollbar-width: thin; }}
{row("conversation_row_")} {{ flex-wrap: nowrap; border-radius: var(--st-base-radius, 0.5rem); padding-left: 0.5rem; }}
{row("conversation_row_current_")}, {row("conversation_row_")}:hover {{
  background: color-mix(in srgb, currentColor 8%, transparent); }}
{row("conversation_row_current_")} p {{ font-weight: 600; }}
{widget("open_conversation_")} {{ min-width: 0; flex: 1 1 auto; }}
{widget("open_conversation_")} button {{ justify-content: flex-start; text-align: left; min-height: 2rem; padding-block: 0; }}
{widget("open_conversation_")} button > div {{ width: 100%; justify-content: flex-start; }}
{widget("conversation_menu_")} button {{ min-height: 2rem; padding: 0 0.4rem; }}
{widget("conversation_menu_")} p {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
{widget("conversation_menu_")} button > div > div[aria-hidden] {{ display: none; }}
@media (hover: hover) {{
  {row("conversation_row_other_")}:not(:hover, :focus-within) {widget("conversation_menu_")} {{ opacity: 0; }}
}}

.st-key-settings_panel p {{ font-size: 14px; line-height: 20px; }}
{box("settings_fields_")} {box("field_box_")} p {{ font-size: 13px; line-height: 18px; }}
{box("settings_fields_")} {box("field_box_")} :is(label, button) p {{ font-size: 14px; }}
{box("tool_card_")} {{ padding-bottom: 0.35rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); }}
{box("tool_card_on_")} {{ padding-bottom: 0.75rem; }}
{box("tool_entry_mcp_server_")} + {box("tool_entry_mcp_server_")} {{ padding-top: 0.5rem;
  border-top: 1px dashed color-mix(in srgb, currentColor 20%, transparent); }}
{box("function_row_")} {{ padding-bottom: 0.35rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); }}
{row("function_line_")} {{ flex-wrap: nowrap; }}
{widget("function_on_")} {{ min-width: 0; }}
{widget("function_mode_", "function_menu_")} button {{ min-height: 2rem; padding: 0; }}
{widget("tool_remove_", "store_remove_")} button {{ min-height: 1.5rem; padding: 0 0.25rem; }}
{widget("function_menu_", "function_mode_", "mcp_forget_", "tool_remove_", "store_remove_", "schema_delete_")} p {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
@media (max-width: 640px) {{ {box("schema_row_")} {{ padding-bottom: 0.75rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); }} }}
.st-key-connection_fields p {{ font-size: 13px; line-height: 18px; }}
.st-key-connection_fields :is(label, button) p {{ font-size: 14px; }}
.st-key-connection_fields [role="radiogroup"] button, {box("field_box_")} [role="radiogroup"] button {{
  padding-inline: 0.5rem; }}
</style>"""
