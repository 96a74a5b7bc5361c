"""What the drawings share: escaped SVG text, the colours, the patterns that stand beside every colour."""

from __future__ import annotations

import textwrap
from html import escape

from offing.report.wording import one_line, visible

STYLE = (
    "text{font-family:'Libertinus Serif','DejaVu Sans Mono',serif;font-size:12px;fill:#1b2530}"
    ".s{font-size:10.5px;fill:#4b5866}.b{font-weight:bold}.bgd{fill:#fff}"
    ".box{fill:#fff;stroke:#5b6876;stroke-width:1.2}.blk{fill:#fbeceb;stroke:#8c1d18;stroke-width:2.6;stroke-dasharray:7 3}"
    ".ln{stroke:#5b6876;stroke-width:1.3;fill:none}.ctl{stroke-dasharray:3 3}.arr{fill:#5b6876}"
    ".bar{fill:#8c1d18}.bar2{fill:#6b7785}.hs{stroke:#8c1d18}.hs2{stroke:#6b7785}.gr{stroke:#d5dbe1;stroke-width:1}"
    ".now{stroke:#1b2530;stroke-width:1.6}.ev{stroke:#1d4f91;stroke-width:1.3;stroke-dasharray:4 3}"
    ".evb{fill:#1d4f91;fill-opacity:.14}.evt{fill:#1d4f91}"
    ".lnd{fill:#e7e9ec;stroke:#8b96a2;stroke-width:.7}.grt{stroke:#d5dbe1;stroke-width:.7;fill:none}.frm{fill:none;stroke:#5b6876}"
    ".hal{paint-order:stroke;stroke:#fff;stroke-width:2.6px;stroke-linejoin:round}.sel{fill:#8c1d18;fill-opacity:.18;stroke:#8c1d18}"
    ".trk{fill:none;stroke:#1d4f91;stroke-width:1.8}.met{stroke:#8a5200}.gap{fill:none;stroke:#1b2530;stroke-width:1.3;"
    "stroke-dasharray:6 4}.rch{fill:#1d4f91;fill-opacity:.1;stroke:#1d4f91;stroke-width:1;stroke-dasharray:2 3}"
    ".spt{fill:none;stroke:#8c1d18;stroke-width:2}.dot{fill:#1d4f91}.dot.met{fill:#8a5200;stroke:none}.end{fill:#fff;stroke:#1b2530}"
    ".prt{fill:none;stroke:#4b5866;stroke-width:1.4}"
)
"""The drawing's own style, used where no page gives one (in the PDF); the page has the same classes for both schemes."""

PATTERNS = (
    '<defs><pattern id="hx" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hs" d="M0 0V6" stroke-width="3"/></pattern>'
    '<pattern id="hx2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hs2" d="M0 0V6" stroke-width="3"/></pattern></defs>'
)
"""Hatching for "some time in here": once per page, once per drawing that stands alone."""


def svg(width: int, height: int, title: str, desc: str, body: list[str], *, alone: bool) -> str:
    """One drawing of `width` × `height` px. `alone`: with namespace, style and patterns, for use outside the page."""
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    own = f"<style>{STYLE}</style>{PATTERNS}" if alone else ""
    return (
        f'<svg{space} class="draw" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<title>{label(title)}</title><desc>{label(desc)}</desc>{own}{''.join(body)}</svg>"
    )


def label(text: str) -> str:
    """The text as SVG character data: on one line, hidden characters shown, escaped."""
    return escape(visible(one_line(text)), quote=True)


def words(x: float, y: float, text: str, css: str = "", end: str = "") -> str:
    """One text element; `end` is `middle` or `end` to anchor it there."""
    css_part = f' class="{css}"' if css else ""
    end_part = f' text-anchor="{end}"' if end else ""
    return f'<text x="{x:g}" y="{y:g}"{css_part}{end_part}>{label(text)}</text>'


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Lines of at most `width` characters, at most `most` of them; the last ends in … when the text goes on."""
    lines = textwrap.wrap(visible(one_line(text))[: width * most + 40], width, break_long_words=True) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1] + "…"]
    return lines
