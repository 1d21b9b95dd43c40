"""The few rules of style that Compare needs; they hang on classes made by `key=` and on classes of our own.

A lane's colour is the theme's: the same eight in strips, charts, the wire view and reports. Must not style anything else.
"""

from __future__ import annotations

from workbench.compare.lanes import DARK, LIGHT

NARROW_PX = {1: 0, 2: 560, 3: 700, 4: 860}
"""Below these widths, so many lanes side by side become tabs."""

_COLOURS = "\n".join(
    f".lane-{number}, [class*='st-key-lane_{number}_'] {{ --lane: light-dark({light}, {dark}); }}"
    for number, (light, dark) in enumerate(zip(LIGHT, DARK, strict=True))
)
_TABS = "\n".join(
    f"""@container (max-width: {width}px) {{
  [class*="st-key-compare_row_{lanes}_"] > div:has(> [class*="st-key-lane_"][class*="_behind_"]) {{ display: none; }}
}}
@container (min-width: {width + 1}px) {{ .st-key-compare_tabs_{lanes} {{ display: none; }} }}"""
    for lanes, width in NARROW_PX.items()
)
CSS = f"""<style>
{_COLOURS}
.st-key-compare_lanes {{ container-type: inline-size; }}
{_TABS}
[class*="st-key-compare_row_"] > div {{ min-width: 0; flex: 1 1 0; }}
[class*="st-key-lane_"][class*="_pane_"], [class*="st-key-lane_"][class*="_card_"] {{ border-top: 3px solid var(--lane); }}
[class*="st-key-lane_"][class*="_answer_"] {{ overflow-wrap: anywhere; }}
[class*="st-key-lane_"][class*="_answer_"] p, [class*="st-key-lane_"][class*="_answer_"] li {{ font-size: 15px; }}
[class*="st-key-compare_tool_"] button {{ min-height: 1.75rem; padding-block: 0; }}
:is([class*="st-key-compare_tool_"], [class*="st-key-compare_actions_"], .st-key-compare_script) button p {{ font-size: 14px; }}
[class*="st-key-compare_name_"] {{ min-width: 0; }}
:is([class*="st-key-compare_lane_menu_"], [class*="st-key-compare_prompt_menu_"], [class*="st-key-compare_expect_"]) button p {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
:is([class*="st-key-compare_lane_menu_"], [class*="st-key-compare_prompt_menu_"], [class*="st-key-compare_expect_"])
  button > div > div[aria-hidden] {{ display: none; }}
:is([class*="st-key-compare_prompt_menu_"], [class*="st-key-compare_expect_"]) button {{ padding-inline: 0.3rem; }}
[class*="st-key-compare_prompt_row_"] {{ flex-wrap: nowrap; }}
[class*="st-key-compare_prompt_row_"] textarea {{ field-sizing: content; height: auto !important;
  min-height: 2.4rem !important; max-height: 9rem; font-size: 15px; }}
:is(.st-key-compare_starters, [class*="st-key-compare_add_"]) :is(button, button > div) {{
  justify-content: flex-start; text-align: left; }}
.st-key-compare_starters button p, [class*="st-key-compare_add_"] button p {{ text-align: left; }}
.lane-name {{ display: inline-flex; align-items: center; gap: 0.45rem; font-weight: 600; overflow-wrap: anywhere; }}
.lane-name::before {{ content: ""; flex: none; width: 0.7rem; height: 0.7rem; border-radius: 0.2rem; background: var(--lane); }}
.strip, .wire, .score {{ --line: color-mix(in srgb, currentColor 14%, transparent);
  --track: color-mix(in srgb, currentColor 7%, transparent); }}
.strip {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(4.1rem, 1fr)); gap: 0.4rem 0.5rem;
  padding-top: 0.5rem; border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }}
.strip .what {{ grid-column: 1 / -1; }}
.strip div {{ min-width: 0; display: flex; flex-direction: column; }}
.strip span {{ font-size: 12px; line-height: 16px; opacity: 0.72; white-space: nowrap; }}
.strip b {{ font-size: 14px; line-height: 20px; font-weight: 500; white-space: nowrap; }}
.strip small {{ font-size: 12px; opacity: 0.72; font-weight: 400; }}
.wire {{ display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; font-size: 14px;
  font-variant-numeric: tabular-nums; }}
.wire :is(.heads, .row) {{ display: grid; grid-template-columns: minmax(5rem, 10rem) repeat(2, minmax(0, 1fr));
  gap: 0.2rem 1.25rem; align-items: center; }}
.wire .heads {{ font-size: 13px; opacity: 0.75; }}
.wire .measure {{ display: grid; grid-template-columns: 1fr 6.5rem; gap: 0.75rem; align-items: center; }}
.wire .measure .head {{ display: none; grid-column: 1 / -1; font-size: 12px; line-height: 1.2; opacity: 0.75; }}
.wire .measure b {{ font-weight: 600; white-space: nowrap; }}
.wire .row > small {{ grid-column: 2 / -1; font-size: 12px; opacity: 0.75; }}
.wire .keys {{ display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; font-size: 12px; margin: 0; --lane: currentColor; }}
.wire .keys i {{ display: inline-block; width: 0.75rem; height: 0.75rem; border-radius: 0.15rem; margin-right: 0.35rem;
  vertical-align: -0.08rem; }}
.shade-held {{ background: repeating-linear-gradient(135deg, color-mix(in srgb, var(--lane) 55%, transparent) 0 2px,
  transparent 2px 5px); }}
:is(.wire, .score) .track {{ display: flex; height: 0.95rem; background: var(--track); border-radius: 0.2rem;
  overflow: hidden; }}
:is(.wire, .score) i {{ display: block; height: 100%; min-width: 1px; }}
.shade-100 {{ background: var(--lane); }}
.shade-55 {{ background: color-mix(in srgb, var(--lane) 55%, transparent); }}
.shade-25 {{ background: color-mix(in srgb, var(--lane) 25%, transparent); }}
.lane-legend {{ display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; font-size: 14px; align-items: baseline; }}
.lane-legend > span:first-child {{ opacity: 0.75; }}
.diff {{ white-space: pre-wrap; overflow-wrap: anywhere; font-size: 15px; line-height: 1.6; }}
.diff-key {{ font-size: 13px; opacity: 0.85; margin: 0; }}
:is(.diff, .diff-key) del {{ background: light-dark(#FBE3E0, #4A2420); text-decoration: line-through; border-radius: 0.2rem; }}
:is(.diff, .diff-key) ins {{ background: light-dark(#DDF2E4, #1D3D2A); text-decoration: underline; border-radius: 0.2rem; }}
.st-key-compare_figures :is(th, td) {{ padding: 0.3rem 0.65rem; }}
.st-key-compare_recent p {{ font-size: 14px; }}
[class*="st-key-compare_recent_"] {{ row-gap: 0; }}
[class*="st-key-compare_row_"] {{ align-items: stretch; }}
[class*="st-key-compare_row_"] > div > [class*="_pane_"] {{ height: 100%; }}
@media (max-width: 640px) {{
  .st-key-compare_figures table {{ min-width: 34rem; }}
  .wire .heads {{ display: none; }}
  .wire .measure {{ row-gap: 0.1rem; }}
  .wire .measure .head {{ display: block; }}
  .wire .row {{ grid-template-columns: minmax(0, 1fr); }}
  .wire .row > small {{ grid-column: 1; }}
}}
@media (min-width: 1200px) {{ .st-key-compare_page {{ width: calc(100% + 6rem); max-width: none; margin-inline: -3rem; }} }}
.st-key-compare_figures table {{ font-size: 14px; font-variant-numeric: tabular-nums; }}
.st-key-compare_figures {{ overflow-x: auto; }}
.st-key-compare_findings ul {{ column-width: 28rem; column-gap: 2.5rem; }}
.st-key-compare_findings li {{ font-size: 15px; break-inside: avoid; }}
.st-key-compare_verdict h4 {{ padding: 0; font-size: 1.3rem; line-height: 1.35; text-wrap: balance; }}
.score {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18.5rem), 1fr)); gap: 1.1rem 2.5rem;
  padding-top: 0.5rem; font-variant-numeric: tabular-nums; }}
.score .card {{ display: grid; grid-template-columns: minmax(3rem, 7.5rem) minmax(2rem, 1fr) max-content 2.6rem;
  gap: 0.3rem 0.6rem; align-items: center; align-content: start; font-size: 14px; }}
.score .what {{ grid-column: 1 / -1; font-size: 13px; opacity: 0.75; }}
.score .lane-name {{ font-weight: 400; min-width: 0; }}
.score .lane-name > span {{ overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }}
.score b {{ font-weight: 600; text-align: right; white-space: nowrap; }}
.score b small {{ font-weight: 400; opacity: 0.75; }}
.score .mark {{ opacity: 0.75; font-size: 12px; white-space: nowrap; }}
</style>"""
