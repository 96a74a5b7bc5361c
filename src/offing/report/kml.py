"""map.kml: the same shapes for Google Earth and charting software (OGC KML 2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from offing.report.features import Feature, of_review
from offing.report.wording import visible
from offing.review.result import Review

_STYLES = (
    ("heard", "ff914f1d", "3", "00ffffff"), ("unheard", "ff30251b", "2", "00ffffff"), ("reach", "ff914f1d", "1", "33914f1d"),
    ("spot", "ff181d8c", "2", "00ffffff"),
)  # fmt: skip
"""Name, line colour (alpha, blue, green, red), width, fill."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def map_kml(review: Review) -> str:
    return kml(of_review(review), f"Offing review as of {review.as_of.isoformat()}")


def kml(features: Iterable[Feature], title: str) -> str:
    """The features as one document. Every value is escaped; what XML cannot hold becomes U+FFFD."""
    styles = "".join(
        f'<Style id="{name}"><LineStyle><color>{line}</color><width>{width}</width></LineStyle>'
        f"<PolyStyle><color>{fill}</color></PolyStyle></Style>"
        for name, line, width, fill in _STYLES
    )
    marks = "\n".join(_placemark(f) for f in features)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><name>{_text(title)}</name>{styles}\n{marks}\n</Document></kml>\n"
    )


def _placemark(feature: Feature) -> str:
    p = feature.properties
    name = p.get("label") or p.get("name_a") or feature.id
    what = p.get("event") or p.get("check") or p.get("kind") or ""
    span = "".join(f"<{tag}>{_text(p[key])}</{tag}>" for tag, key in (("begin", "start"), ("end", "end")) if p.get(key))
    told = "".join(
        f'<Data name="{_text(k)}"><value>{_text(_said(v))}</value></Data>'
        for k, v in p.items()
        if v is not None and k not in ("label", "times")
    )
    return (
        f"<Placemark><name>{_text(f'{name}: {what}' if what else name)}</name>"
        f"<description>{_text(p.get('says') or p.get('why') or '')}</description>"
        f"{f'<TimeSpan>{span}</TimeSpan>' if span else ''}<styleUrl>#{_style(feature)}</styleUrl>"
        f"<ExtendedData>{told}</ExtendedData>{_shape(feature.geometry)}</Placemark>"
    )


def _style(feature: Feature) -> str:
    kind = str(feature.geometry["type"])
    if kind.endswith("Polygon"):
        return "reach"
    if kind.endswith("LineString"):
        return "heard" if feature.properties.get("observed") else "unheard"
    return "spot"


def _shape(geometry: Mapping[str, Any]) -> str:
    kind, at = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return f"<Point><coordinates>{_pair(at)}</coordinates></Point>"
    if kind == "LineString":
        return (
            f"<LineString><tessellate>1</tessellate><coordinates>{' '.join(map(_pair, at))}</coordinates></LineString>"
        )
    if kind == "Polygon":
        ring = f"<LinearRing><coordinates>{' '.join(map(_pair, at[0]))}</coordinates></LinearRing>"
        return f"<Polygon><tessellate>1</tessellate><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    single = str(kind).removeprefix("Multi")
    return f"<MultiGeometry>{''.join(_shape({'type': single, 'coordinates': c}) for c in at)}</MultiGeometry>"


def _pair(point: list[float]) -> str:
    return f"{point[0]:.10g},{point[1]:.10g}"


def _said(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _text(value: Any) -> str:
    return escape(_NOT_XML.sub("\ufffd", visible(str(value))), quote=True)
