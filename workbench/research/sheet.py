"""fpdf2's pages with one mend: a line that begins in a fallback font sets the page's own font for good.

Up to 2.8.9 such a line sets it within a context of its own but counts it as set on the page, and what follows is drawn in
whatever font was there before, as other letters. Imports fpdf2, so it is loaded with the first PDF only.
"""

from __future__ import annotations

from typing import Any

from fpdf import FPDF


class Sheet(FPDF):
    """The pages of a file."""

    def _set_font_for_page(self, font: Any, font_size_pt: float, wrap_in_text_object: bool = True) -> str:
        if not wrap_in_text_object and not self.current_font_is_set_on_page:
            self._out(super()._set_font_for_page(font, font_size_pt))
        return super()._set_font_for_page(font, font_size_pt, wrap_in_text_object)
