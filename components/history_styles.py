"""The few rules of style of the history page that the theme can't say; only classes made by `key=`, no colours of its own."""

from __future__ import annotations

STEP_REM = 0.9
INDENTS = "\n".join(
    f'[class*="st-key-history_line_"][class*="_d{depth}_"] {{ margin-left: {depth * STEP_REM:.1f}rem; '
    f"width: calc(100% - {depth * STEP_REM:.1f}rem); }}"
    for depth in range(1, 9)
)
CSS = f"""<style>
.st-key-history_preview {{ max-height: 80vh; overflow-y: auto; }}
.st-key-history_filters {{ flex-wrap: wrap; }}
.st-key-history_filters > div:has(input[type="search"]) {{ flex: 1 1 260px; }}
[class*="st-key-history_compared_"] {{ row-gap: 0; }}
.st-key-history_found_sums {{ min-height: 2.5rem; }}
.st-key-history_job_results {{ max-height: 40vh; overflow-y: auto; scrollbar-width: thin; }}
[class*="st-key-history_line_"] {{ border-left: 3px solid transparent; border-radius: 0.25rem; }}
[class*="st-key-history_line_used_"] {{ border-left-color: color-mix(in srgb, currentColor 45%, transparent); }}
[class*="st-key-history_line_current_"] {{ border-left-color: currentColor;
  background: color-mix(in srgb, currentColor 9%, transparent); }}
[class*="st-key-history_line_"]:hover {{ background: color-mix(in srgb, currentColor 7%, transparent); }}
[class*="st-key-history_line_"] button {{ justify-content: flex-start; text-align: left; min-height: 1.9rem; padding: 0 0.4rem; }}
[class*="st-key-history_line_"] button > div {{ width: 100%; justify-content: flex-start; }}
[class*="st-key-history_line_"] button p {{ font-size: 14px; text-align: left; white-space: nowrap;
  overflow: hidden; text-overflow: ellipsis; }}
[class*="st-key-history_line_"] button * {{ min-width: 0; }}
{INDENTS}
.st-key-history_hits button {{ padding: 0.35rem 0.6rem; justify-content: flex-start; text-align: left; }}
.st-key-history_hits button > div {{ width: 100%; justify-content: flex-start; }}
.st-key-history_hits button p {{ font-size: 14px; line-height: 20px; text-align: left; white-space: normal; }}
.st-key-history_hits button p > strong:first-child {{ display: block; }}
.st-key-history_hits button p > span:last-child {{ display: block; font-size: 13px; }}
[class*="st-key-history_hit_current_"] button {{ background: color-mix(in srgb, currentColor 8%, transparent); }}
[class*="st-key-history_hit_other_"] button:hover {{ background: color-mix(in srgb, currentColor 5%, transparent); }}
.st-key-history_bulk, .st-key-history_chats_bulk {{ gap: 0.25rem 1rem; flex-wrap: wrap; padding-block: 0.4rem; }}
@media (max-width: 640px) {{ .st-key-history_sides div:has(.st-key-history_open_panel) {{ order: -1; }} }}
</style>"""
