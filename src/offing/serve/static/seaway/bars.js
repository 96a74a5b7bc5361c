// Bars of a lane: what stood from when to when. Hatched where the day is not stated, open where no end is told, thin where no
// time is told at all: never by colour alone.
import { el, fitting, hint, tenth, words } from "./svg.js";

export const ROW = 17;
const ROWS_MOST = 7;

// Where a bar begins and ends on the axis, and between what it is certain.
export function extent(bar, model, [from, to]) {
  if (!bar.dated) return { begin: from, end: to, sure: [from, to] };
  const begin = bar.from ? bar.from[0] : from;
  const end = bar.to ? bar.to[1] : Math.max(Math.min(model.asOf, to), begin);
  if (bar.point) return { begin, end, sure: [begin, end] };
  const sure = [bar.from ? bar.from[1] : begin, bar.to ? bar.to[0] : end];
  return { begin, end, sure: bar.from && bar.from[1] - bar.from[0] <= 86400 ? [begin, Math.max(sure[1], begin)] : sure };
}

// Bars that touch the window, laid in rows so that none lies on another; a label may need more room than its bar.
export function packed(bars, model, time, x) {
  const rows = [], laid = [];
  for (const bar of bars) {
    const e = extent(bar, model, time);
    if (e.end < time[0] || e.begin > time[1]) continue;
    const left = x(Math.max(e.begin, time[0])), right = Math.max(x(Math.min(e.end, time[1])), left + (bar.point ? 12 + 6.1 * bar.label.length : 3));
    let row = rows.findIndex((end) => end <= left + 0.6);
    if (row < 0) row = rows.length;
    rows[row] = right;
    laid.push({ bar, e, row });
  }
  return { laid: laid.filter((l) => l.row < ROWS_MOST), rows: Math.min(rows.length, ROWS_MOST), more: laid.filter((l) => l.row >= ROWS_MOST).length };
}

export function drawBar(bar, e, y, x, [from, to], css = "sw-told") {
  const left = tenth(x(Math.max(e.begin, from))), right = tenth(x(Math.min(e.end, to))), wide = Math.max(right - left, 3);
  const made = el("g", { class: css }, hint(bar.says));
  const text = (room, at) => words(at, y + 10.5, fitting(bar.label, room), "sw-small");
  if (!bar.dated) {
    made.append(el("path", { class: "sw-undated", d: `M${left},${y + 13.5}H${right}` }), text(wide - 90, left + 3));
    made.append(words(right - 3, y + 10.5, "no time told", "sw-small sw-soft", "end"));
    return made;
  }
  if (bar.point && wide < 12) {
    made.append(el("path", { class: "sw-solid", d: `M${left + 2},${y + 7}l4,-5l4,5l-4,5z` }), text(Math.max(60, (to === from ? 0 : x(to)) - left - 12), left + 13));
    return made;
  }
  const certain = [x(Math.min(Math.max(e.sure[0], from), to)), x(Math.min(Math.max(e.sure[1], from), to))];
  made.append(el("rect", { class: "sw-open", x: left, y: y + 1, width: wide, height: 13, fill: "url(#sw-lanes-open)" }));
  if (certain[1] - certain[0] > 0.5 && !bar.point) made.append(el("rect", { class: "sw-solid", x: tenth(certain[0]), y: y + 1, width: tenth(certain[1] - certain[0]), height: 13 }));
  if (!bar.to) made.append(el("path", { class: "sw-arrow", d: `M${right},${y + 1}l7,6.5l-7,6.5z` }));
  made.append(words(left + 3, y + 11, fitting(bar.label, wide - 4), "sw-small sw-halo"));
  return made;
}

// A measure: thick where it freezes, thin where it does not; hatched between the days it may have begun or ended on.
export function drawListing(bar, e, y, x, [from, to]) {
  const left = tenth(x(Math.max(e.begin, from))), right = tenth(x(Math.min(e.end, to)));
  const high = bar.freezes ? 11 : 5, top = y + (15 - high) / 2;
  const made = el("g", { class: bar.freezes ? "sw-freezes" : "sw-listed" }, hint(bar.says));
  const piece = (a, b, more) => {
    const [l, r] = [a, b].map((t) => tenth(x(Math.min(Math.max(t, from), to))));
    if (r - l > 0.1) made.append(el("rect", { x: l, y: top, width: tenth(r - l), height: high, ...more }));
  };
  if (!bar.dated) {
    made.append(el("path", { class: "sw-undated", d: `M${left},${y + 7}H${right}` }), words(right - 3, y + 5, "no day stated", "sw-small sw-soft", "end"));
    return made;
  }
  const hatched = { class: "sw-open", fill: `url(#sw-lanes-${bar.freezes ? "freezes" : "open"})` };
  piece(e.begin, e.end, hatched);
  piece(Math.max(e.sure[0], e.begin), e.sure[1], { class: "sw-solid" });
  if (!bar.to) made.append(el("path", { class: "sw-solid", d: `M${right},${top - 2}l9,${high / 2 + 2}l-9,${high / 2 + 2}z` }));
  return made;
}
