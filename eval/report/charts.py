"""Draws intervals and scatter plots as inline SVG, coloured by the page's style sheet alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from eval.report.markup import Html, element
from eval.report.records import Kind
from eval.statistics import Interval

WIDTH, HEIGHT = 560, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 30, 40
CROWD = 30
_LETTERS = {"system": 7.7, "baseline": 6.9, "ceiling": 6.9}
_LINE = 14
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One system in a scatter plot; ``low`` and ``high`` are the bounds of ``y``."""

    name: str
    kind: Kind
    x: float
    y: float
    low: float
    high: float


def interval_strip(interval: Interval, low: float, high: float, kind: Kind, mark: float | None = None) -> Html:
    """A mean with its interval on a line from ``low`` to ``high``; ``mark`` draws an upright line to compare with."""
    width, middle = 120.0, 9.0

    def at(value: float) -> float:
        return 4 + (width - 8) * (value - low) / ((high - low) or 1)

    parts = [element("line", class_="track", x1=4, x2=width - 4, y1=middle, y2=middle)]
    if mark is not None:
        parts.append(element("line", class_="mark", x1=at(mark), x2=at(mark), y1=1, y2=17))
    parts.append(element("line", class_="span", x1=at(interval.low), x2=at(interval.high), y1=middle, y2=middle))
    parts.append(element("circle", class_="dot", cx=at(interval.mean), cy=middle, r=4))
    label = f"{100 * interval.mean:.1f}, interval {100 * interval.low:.1f} to {100 * interval.high:.1f}"
    return element(
        "svg", *parts, class_=f"strip {kind}", viewBox="0 0 120 18", width=120, height=18, role="img", aria_label=label
    )


def scatter(
    points: Sequence[Point], *, x_name: str, y_name: str, log: bool = False, mark: tuple[float, str] | None = None
) -> Html:
    """A scatter plot with intervals upright; points are labelled as far as labels have room, all have a tooltip.

    A crowd of points is drawn small and without intervals.
    """
    xs = [point.x for point in points] + ([mark[0]] if mark else [])
    x_ticks = _log_ticks(min(xs), max(xs)) if log else _ticks(min(xs), max(xs))
    crowded = len(points) > CROWD
    y_ticks = _ticks(min(p.y if crowded else p.low for p in points), max(p.y if crowded else p.high for p in points))
    across = _scale(x_ticks[0], x_ticks[-1], _LEFT, WIDTH - _RIGHT, log=log)
    up = _scale(y_ticks[0], y_ticks[-1], HEIGHT - _BOTTOM, _TOP)
    parts = [*_axes(x_ticks, y_ticks, across, up), *_names(x_name, y_name)]
    if mark:
        parts.append(element("line", class_="mark", x1=across(mark[0]), x2=across(mark[0]), y1=_TOP, y2=HEIGHT - _BOTTOM))
        parts.append(element("text", mark[1], class_="tick", x=across(mark[0]) + 4, y=float(_TOP + 9)))
    parts.extend(_dot(point, across, up, crowded) for point in sorted(points, key=lambda point: point.kind != "system"))
    parts.extend(_labels(points, across, up))
    label = f"{y_name} against {x_name}: " + "; ".join(f"{p.name} {p.y:.1f} at {p.x:.3g}" for p in points[:12])
    return element(
        "svg",
        *parts,
        class_="scatter crowded" if crowded else "scatter",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=label,
    )


def _axes(
    x_ticks: Sequence[float], y_ticks: Sequence[float], across: Callable[[float], float], up: Callable[[float], float]
) -> list[Html]:
    parts = []
    for tick in y_ticks:
        parts.append(element("line", class_="grid", x1=_LEFT, x2=WIDTH - _RIGHT, y1=up(tick), y2=up(tick)))
        parts.append(element("text", f"{tick:g}", class_="tick end", x=_LEFT - 7, y=up(tick) + 4))
    for tick in x_ticks:
        parts.append(
            element("line", class_="grid", x1=across(tick), x2=across(tick), y1=HEIGHT - _BOTTOM, y2=HEIGHT - _BOTTOM + 4)
        )
        parts.append(element("text", f"{tick:g}", class_="tick middle", x=across(tick), y=HEIGHT - _BOTTOM + 16))
    return parts


def _names(x_name: str, y_name: str) -> list[Html]:
    return [
        element("text", x_name, class_="axis end", x=WIDTH - _RIGHT, y=HEIGHT - 6),
        element("text", y_name, class_="axis", x=0, y=12),
    ]


def _dot(point: Point, across: Callable[[float], float], up: Callable[[float], float], crowded: bool) -> Html:
    x = across(point.x)
    span = element("line", class_="span", x1=x, x2=x, y1=up(point.low), y2=up(point.high))
    return element(
        "g",
        element("title", f"{point.name}: {point.y:.1f} [{point.low:.1f}, {point.high:.1f}] at {point.x:.3g}"),
        "" if crowded else span,
        element("circle", class_="dot", cx=x, cy=up(point.y), r=3 if crowded else 5),
        class_=point.kind,
    )


def _labels(points: Sequence[Point], across: Callable[[float], float], up: Callable[[float], float]) -> list[Html]:
    """Labels beside their dots; a label that would cover another or a dot is left to the tooltip."""
    taken: list[Box] = [(across(p.x) - 6, up(p.y) - 6, across(p.x) + 6, up(p.y) + 6) for p in points]
    found = []
    for point in sorted(points, key=lambda point: (point.kind != "system", -point.y)):
        x, y, width = across(point.x), up(point.y), _LETTERS[point.kind] * len(point.name)
        for left, base in ((x + 9, y + 4), (x - 9 - width, y + 4), (x + 7, y - 8), (x - 7 - width, y - 8), (x + 7, y + 16)):
            box = (left, base - _LINE + 3, left + width, base + 3)
            inside = left >= _LEFT and left + width <= WIDTH and base - _LINE >= 0 and base <= HEIGHT - _BOTTOM
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                ends = left < x - width / 2
                place = left + width if ends else left
                found.append(element("text", point.name, class_=f"label {point.kind}{' end' if ends else ''}", x=place, y=base))
                break
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(low: float, high: float, start: float, end: float, *, log: bool = False) -> Callable[[float], float]:
    def place(value: float) -> float:
        if log:
            return start + (end - start) * (log10(value) - log10(low)) / (log10(high) - log10(low))
        return start + (end - start) * (value - low) / (high - low)

    return place


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at or below ``low`` to at or above ``high``."""
    step = 10 ** floor(log10(max(high - low, 1e-6)))
    step = next(step * factor for factor in (0.2, 0.5, 1, 2, 5) if (high - low) / (step * factor) <= 6 or factor == 5)
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return [round(number * step, 10) for number in range(first, last + 1)]


def _log_ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times powers of ten around the values."""
    steps = [
        round(factor * 10.0**power, 12) for power in range(floor(log10(low)) - 1, ceil(log10(high)) + 2) for factor in (1, 2, 5)
    ]
    first = max(i for i, step in enumerate(steps) if step < low)
    last = min(i for i, step in enumerate(steps) if step > high)
    chosen = steps[first : last + 1]
    return chosen if len(chosen) <= 8 else [step for step in steps if log10(step) == int(log10(step))]
