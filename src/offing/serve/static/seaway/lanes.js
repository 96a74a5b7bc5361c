// The lanes under the map: each a strip of one time axis, from reception down to what each authority lists.
import { el, empty, fitting, hint, patterns, tenth, words } from "./svg.js";
import { day, marks, minute } from "./clock.js";
import { silences } from "./way.js";
import { drawBar, drawListing, extent, packed, ROW } from "./bars.js";

const TOP = 32, KEY = "Heard: solid. Not heard while others nearby were: hatched. Too few others heard to tell: grey. Not heard for less than six hours: empty.";
const SHAPES = { encounter: "M0,-6L6,0L0,6L-6,0z", loitering: "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z" };

export function makeLanes(host, model) {
  const layer = { grid: el("g"), lanes: el("g"), cursor: el("g"), axis: el("g") };
  const clip = el("clipPath", { id: "sw-plot" }, el("rect", {}));
  const paper = el("rect", { class: "sw-paper" });
  const svg = el("svg", { class: "sw", "aria-hidden": "true", focusable: "false" }, patterns("sw-lanes"), el("defs", {}, clip), paper, layer.grid, layer.lanes, layer.axis, layer.cursor);
  host.append(svg);
  let wide = 0, high = 0, left = 0, time = [0, 1], cursor = 0;
  const x = (t) => left + ((t - time[0]) / (time[1] - time[0])) * (wide - left - 12);
  const back = (px) => time[0] + ((px - left) / (wide - left - 12)) * (time[1] - time[0]);
  const during = (a, b) => b >= time[0] && a <= time[1];
  const box = (css, a, b, y, h, more = {}) => {
    const l = x(Math.max(a, time[0])), r = x(Math.min(b, time[1]));
    return el("rect", { class: css, x: tenth(l), y, width: tenth(Math.max(r - l, 1)), height: h, ...more });
  };

  function reception(g, y, way) {
    g.append(el("path", { class: "sw-base", d: `M${x(time[0])},${y + 13}H${x(time[1])}` }));
    way.starts.forEach((start, n) => {
      const a = way.t[start], b = way.t[(way.starts[n + 1] ?? way.t.length) - 1];
      if (during(a, b)) g.append(el("g", {}, hint(`heard ${minute(a)} to ${minute(b)}`), box("sw-heard", a, b, y + 2, 11)));
    });
    for (const [a, b] of silences(model, way)) {
      if (during(a, b)) g.append(el("g", {}, hint(`no AIS received ${minute(a)} to ${minute(b)}; whether others were heard is not told here`), box("sw-poor", a, b, y + 2, 11)));
    }
    for (const gap of model.gaps.filter((q) => q.mmsi === way.mmsi)) {
      const end = gap.open ? Math.max(gap.t1, gap.t0) : gap.t1;
      if (!during(gap.t0, end)) continue;
      const silent = gap.coverage === "heard";
      g.append(el("g", {}, hint(`no AIS received ${minute(gap.t0)} to ${minute(end)}: ${gap.why}`),
        box(silent ? "sw-silent" : "sw-poor", gap.t0, end, y + 2, 11, silent ? { fill: "url(#sw-lanes-silent)" } : {})));
    }
    return 17;
  }

  function plotted(g, y, high, unit, pieces, least, most) {
    const up = (v) => tenth(y + high - 4 - ((v - least) / (most - least || 1)) * (high - 12));
    for (const v of [least, most]) {
      g.append(el("path", { class: "sw-grid", d: `M${x(time[0])},${up(v)}H${x(time[1])}` }));
      layer.axis.append(words(left - 4, up(v) + 3, `${v} ${unit}`, "sw-small sw-soft", "end"));
    }
    for (const piece of pieces) {
      let d = "", last = null;
      for (const [a, b, v] of piece) {
        if (!during(a, b)) continue;
        const at = up(v), [l, r] = [tenth(x(Math.max(a, time[0]))), tenth(x(Math.min(b, time[1])))];
        d += last === null ? `M${l},${at}` : `L${l},${at}`;
        d += `H${r}`;
        last = at;
      }
      if (d) g.append(el("path", { class: piece.unheard ? "sw-plot sw-unheard" : "sw-plot", d }));
    }
    return high;
  }

  function speed(g, y) {
    const pieces = model.hers.flatMap((w) => w.starts.map((s, n) => {
      const found = [];
      for (let i = s + 1; i < (w.starts[n + 1] ?? w.t.length); i++) if (w.kn[i] !== null) found.push([w.t[i - 1], w.t[i], w.kn[i]]);
      return found;
    }));
    const most = Math.max(5, ...pieces.flat().map((p) => p[2]));
    return plotted(g, y, 46, "kn", pieces, 0, Math.ceil(most / 5) * 5);
  }

  const heardTo = (said) => Math.max(model.hers.find((w) => w.mmsi === said.mmsi)?.t.at(-1) ?? 0, said.draught.at(-1)?.[0] ?? 0, said.destination.at(-1)?.[0] ?? 0);

  // Of a time, the parts in which she was heard and those in which she was not: what she sent before a silence is no more
  // than what she sent last.
  function parts(said, from, to) {
    const way = model.hers.find((w) => w.mmsi === said.mmsi), found = [];
    let last = from;
    for (const start of way ? way.starts.slice(1) : []) {
      const [a, b] = [way.t[start - 1], way.t[start]];
      if (b <= last || a >= to) continue;
      if (a > last) found.push([last, a, false]);
      found.push([Math.max(a, last), Math.min(b, to), true]);
      last = Math.min(b, to);
    }
    if (last < to || !found.length) found.push([last, to, false]);
    return found;
  }

  function draught(g, y) {
    const pieces = [];
    for (const s of model.said) {
      s.draught.forEach(([t, v], i) => {
        for (const [a, b, unheard] of parts(s, t, s.draught[i + 1]?.[0] ?? heardTo(s))) {
          if (pieces.at(-1)?.unheard !== unheard || pieces.at(-1).of !== s) pieces.push(Object.assign([], { unheard, of: s }));
          pieces.at(-1).push([a, b, v]);
        }
      });
    }
    const all = pieces.flat().map((p) => p[2]);
    return plotted(g, y, 40, "m", pieces, Math.floor(Math.min(...all)), Math.ceil(Math.max(...all) + 0.01));
  }

  function destination(g, y) {
    const bars = model.said.flatMap((s) => {
      const changes = s.destination.filter(([, text], i) => i === 0 || text !== s.destination[i - 1][1]);
      return changes.flatMap(([t, text], i) => parts(s, t, changes[i + 1]?.[0] ?? heardTo(s)).map(([a, b, unheard]) => ({
        label: unheard ? "" : text, dated: true, from: [a, a], to: [b, b], unheard,
        says: `destination ${unheard ? "last sent before a silence" : "as sent"}: ${text}, ${minute(a)} to ${minute(b)}`,
      })));
    });
    return barred(g, y, bars, "sw-said");
  }

  function barred(g, y, bars, css) {
    const { laid, rows, more } = packed(bars, model, time, x);
    for (const { bar, e, row } of laid) g.append(drawBar(bar, e, y + 2 + row * ROW, x, time, bar.unheard ? "sw-said sw-unheard" : bar.heard ? "sw-said" : css));
    if (more) g.append(words(x(time[1]), y + 12 + rows * ROW, `${more} more in the table`, "sw-small", "end"));
    return Math.max(rows, 1) * ROW + (more ? 14 : 0) + 2;
  }

  function happened(g, y, those) {
    const edges = [];
    let over = false;
    for (const e of those.filter((o) => during(o.t0, o.t1))) {
      const l = x(Math.max(e.t0, time[0])), text = `${e.n}: ${e.label}${e.listed.length ? " · on a list; since when is in the table" : ""}`;
      const free = edges.findIndex((edge) => edge <= l), full = free < 0 && edges.length >= 6, row = free >= 0 ? free : full ? 6 : edges.length;
      over ||= full;
      if (!full) edges[row] = Math.max(x(Math.min(e.t1, time[1])), l + 16 + Math.min(text.length, e.listed.length ? 70 : 40) * 6);
      const top = y + 2 + row * ROW, shape = SHAPES[e.kind];
      g.append(el("g", { class: e.listed.length ? "sw-event sw-onlist" : "sw-event", "data-at": e.t0 }, hint(`${e.words}: ${e.label}, ${minute(e.t0)} to ${minute(e.t1)}`), box("sw-during", e.t0, e.t1, top + 3, 8),
        shape ? el("path", { d: shape, transform: `translate(${tenth(l)} ${top + 7})` }) : el("rect", { x: tenth(l) - 4, y: top + 3, width: 8, height: 8 }), full ? null : words(l + 9, top + 11, fitting(text, Math.max(40, Math.min(wide - 14 - l, e.listed.length ? 520 : 240))), "sw-small sw-halo")));
    }
    return (Math.max(edges.length, 1) + (over ? 1 : 0)) * ROW + 2;
  }

  const kinds = (...those) => model.events.filter((e) => those.includes(e.kind));

  function plan() {
    const found = model.hers.map((w) => [model.hers.length > 1 ? `Reception ${w.mmsi}` : "Reception", (g, y) => reception(g, y, w)]);
    if (model.hers.length) found.push(["Speed made good", speed]);
    if (model.said.some((s) => s.draught.length)) found.push(["Draught sent", draught]);
    if (model.said.some((s) => s.destination.length)) found.push(["Destination sent", destination]);
    for (const [title, lane] of [["Names", "names"], ["Flags", "flags"], ["Owners, managers", "owners"]]) {
      if (model.lanes[lane].length) found.push([title, (g, y) => barred(g, y, model.lanes[lane], "sw-told")]);
    }
    const events = [["Port calls", kinds("port_call")], ["Encounters", kinds("encounter")], ["Other events", model.events.filter((e) => !["port_call", "encounter"].includes(e.kind))]];
    for (const [title, those] of events) if (those.length) found.push([title, (g, y) => happened(g, y, those)]);
    for (const [title, lane] of [["Voyages (book)", "voyages"], ["Papers (book)", "papers"], ["Payments (book)", "payments"]]) {
      if (model.lanes[lane].length) found.push([title, (g, y) => barred(g, y, model.lanes[lane], "sw-book")]);
    }
    const byRow = Map.groupBy ? Map.groupBy(model.lanes.listings, (b) => b.row) : grouped(model.lanes.listings);
    for (const [row, bars] of byRow) {
      const [authority, ...rest] = row.split(" · ");
      found.push([`On lists: ${authority}`, (g, y) => {
        const within = bars.map((bar) => [bar, extent(bar, model, time)]).filter(([, e]) => e.end >= time[0] && e.begin <= time[1]);
        // A strip without a bar must not be read as a listing that stood: it says when it does
        const elsewhere = within.length ? "" : ` · not in this window: ${bars.map((b) => (b.from && b.from[0] > time[1] ? `from ${day(b.from[0])}` : b.to ? `until ${day(b.to[1])}` : "")).filter(Boolean).join(", ")}`;
        g.append(words(x(time[0]) + 2, y + 10, fitting(rest.join(" · ") + elsewhere, wide - left - 20, 5.6), elsewhere ? "sw-small sw-soft" : "sw-small"));
        for (const [bar, e] of within) g.append(drawListing(bar, e, y + 13, x, time));
        return 31;
      }]);
    }
    return found;
  }

  function grouped(bars) {
    const found = new Map();
    for (const bar of bars) found.set(bar.row, [...(found.get(bar.row) ?? []), bar]);
    return found;
  }

  function draw() {
    wide = Math.max(280, Math.round(host.clientWidth));
    const beside = wide >= 640;
    left = beside ? 150 : 34;
    empty(layer.grid, layer.lanes, layer.axis);
    let y = TOP;
    for (const [title, lane] of plan()) {
      if (!beside) y += 13;
      layer.axis.append(words(beside ? 4 : 2, beside ? y + 13 : y - 2, fitting(title, beside ? 116 : wide, 6), "sw-small sw-bold"));
      const g = el("g", { "clip-path": "url(#sw-plot)" });
      layer.lanes.append(g);
      const took = lane(g, y);
      y += took + 3;
      layer.grid.append(el("path", { class: "sw-grid", d: `M${beside ? 0 : left},${y - 1.5}H${wide}` }));
    }
    for (const { t, label } of marks(time[0], time[1], wide - left)) {
      layer.grid.append(el("path", { class: "sw-grid", d: `M${tenth(x(t))},${TOP - 4}V${y}` }));
      if (x(t) < wide - 20) layer.axis.append(words(x(t), 12, label, "sw-small", "middle"));
    }
    if (during(model.asOf, model.asOf)) {
      const late = x(model.asOf) > wide - 120;
      layer.axis.append(el("path", { class: "sw-asof", d: `M${tenth(x(model.asOf))},${TOP - 4}V${y}` }), words(x(model.asOf) + (late ? -4 : 4), y + 10, `review as of ${model.as_of}`, "sw-small", late ? "end" : ""));
    }
    if (model.hers.length) {
      const room = Math.floor((wide - 8) / 5.4), parts = room >= KEY.length ? [KEY] : KEY.split(/(?<=\.) /);
      for (const part of parts) layer.axis.append(words(4, (y += 13) + 10, part, "sw-small sw-soft"));
    }
    high = y + 18;
    for (const [name, value] of Object.entries({ width: wide, height: high, viewBox: `0 0 ${wide} ${high}` })) svg.setAttribute(name, value);
    for (const [name, value] of Object.entries({ width: wide, height: high })) paper.setAttribute(name, value);
    for (const [name, value] of Object.entries({ x: left, y: 0, width: wide - left - 2, height: high })) clip.firstChild.setAttribute(name, value);
    point();
  }

  function point() {
    empty(layer.cursor);
    if (!during(cursor, cursor)) return;
    const at = tenth(x(cursor)), late = at > wide - 110;
    layer.cursor.append(el("path", { class: "sw-cursor", d: `M${at},${TOP - 9}V${high - 14}` }), el("path", { class: "sw-handle", d: `M${at - 5},${TOP - 15}h10l-5,7z` }),
      words(at + (late ? -8 : 8), TOP - 7, minute(cursor), "sw-small sw-halo sw-bold", late ? "end" : ""));
  }

  return { svg, draw, time: back, left: () => left, window(from, to) { time = [from, to]; draw(); }, cursor(t) { cursor = t; point(); } };
}
