"""The few rules of style that the theme can't say, for the sidebar and the footers; only classes made by `key=`.

Must not colour anything: colours belong to the theme.
"""

from __future__ import annotations

CSS = """<style>
[class*="st-key-usage_"] { row-gap: 0; }
[class*="st-key-usage_"] p { font-size: 13px; line-height: 20px; font-variant-numeric: tabular-nums; }

.st-key-conversation_list { max-height: 40vh; overflow-y: auto; scrollbar-width: thin; }
[class*="st-key-conversation_row_"] { flex-wrap: nowrap; border-radius: var(--st-base-radius, 0.5rem); padding-left: 0.5rem; }
[class*="st-key-conversation_row_current_"], [class*="st-key-conversation_row_"]:hover {
  background: color-mix(in srgb, currentColor 8%, transparent); }
[class*="st-key-conversation_row_current_"] p { font-weight: 600; }
[class*="st-key-open_conversation_"] { min-width: 0; flex: 1 1 auto; }
[class*="st-key-open_conversation_"] button { justify-content: flex-start; text-align: left; min-height: 2rem; padding-block: 0; }
[class*="st-key-open_conversation_"] button > div { width: 100%; justify-content: flex-start; }
[class*="st-key-conversation_menu_"] button { min-height: 2rem; padding: 0 0.4rem; }
[class*="st-key-conversation_menu_"] p { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[class*="st-key-conversation_menu_"] button > div > div[aria-hidden] { display: none; }
@media (hover: hover) {
  [class*="st-key-conversation_row_other_"]:not(:hover, :focus-within) [class*="st-key-conversation_menu_"] { opacity: 0; }
}

.st-key-history_preview { max-height: 80vh; overflow-y: auto; }

.st-key-settings_panel p { font-size: 14px; line-height: 20px; }
[class*="st-key-settings_fields_"] [class*="st-key-field_box_"] p { font-size: 13px; line-height: 18px; }
[class*="st-key-settings_fields_"] [class*="st-key-field_box_"] :is(label, button) p { font-size: 14px; }
[class*="st-key-tool_card_"] { padding-bottom: 0.35rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); }
[class*="st-key-tool_card_on_"] { padding-bottom: 0.75rem; }
[class*="st-key-tool_entry_mcp_server_"] + [class*="st-key-tool_entry_mcp_server_"] { padding-top: 0.5rem;
  border-top: 1px dashed color-mix(in srgb, currentColor 20%, transparent); }
[class*="st-key-function_row_"] { padding-bottom: 0.35rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); }
[class*="st-key-function_line_"] { flex-wrap: nowrap; }
[class*="st-key-function_on_"] { min-width: 0; }
[class*="st-key-function_mode_"] button, [class*="st-key-function_menu_"] button { min-height: 2rem; padding: 0; }
[class*="st-key-tool_remove_"] button, [class*="st-key-store_remove_"] button { min-height: 1.5rem; padding: 0 0.25rem; }
[class*="st-key-function_menu_"] p, [class*="st-key-function_mode_"] p, [class*="st-key-mcp_forget_"] p,
[class*="st-key-tool_remove_"] p, [class*="st-key-store_remove_"] p,
[class*="st-key-schema_delete_"] p {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 640px) { [class*="st-key-schema_row_"] { padding-bottom: 0.75rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); } }
.st-key-connection_fields p { font-size: 13px; line-height: 18px; }
.st-key-connection_fields :is(label, button) p { font-size: 14px; }
.st-key-connection_fields [role="radiogroup"] button, [class*="st-key-field_box_"] [role="radiogroup"] button {
  padding-inline: 0.5rem; }
</style>"""
