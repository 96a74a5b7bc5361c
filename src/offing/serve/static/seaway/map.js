// The map: land of the package, her way solid where she was heard, a silence dashed inside the area in reach, events as signs.
import { el, empty, hint, patterns, tenth, words } from "./svg.js";
import { minute } from "./clock.js";
import { at, BRIEF_S, fall, gapAt, rise, silences } from "./way.js";
import { degrees } from "./told.js";

const SIGNS = {
  encounter: "M0,-7L7,0L0,7L-7,0z", port_call: "M-6,-6h12v12h-12z", loitering: "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0z",
  position_jump: "M0,-7L7,6H-7z", shared_mmsi: "M-7,-6H7L0,7z", on_land: "M-6,-6L6,6M-6,6L6,-6",
  draught_change: "M-7,-3h14M-7,3h14", identity_change: "M0,-7L7,-2L4,6H-4L-7,-2z",
};
const STEPS = [1 / 60, 1 / 30, 1 / 12, 1 / 6, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60];
const MILES = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
const NEAREST = 2e5, FARTHEST = 2, DAY_AND_HALF_S = 129600;

export function makeMap(host, model, told) {
  const names = ["land", "grid", "reach", "tracks", "ports", "signs", "cursor", "frame"];
  const layer = Object.fromEntries(names.map((n) => [n, el("g", { class: `sw-l-${n}` })]));
  const paper = el("rect", { class: "sw-sea" });
  const svg = el("svg", { class: "sw", "aria-hidden": "true", focusable: "false" }, patterns("sw-map"), paper, ...names.map((n) => layer[n]));
  host.append(svg);
  const middle = [model.middle, 0];
  let wide = 0, high = 0, view = null, time = [-Infinity, Infinity], cursor = null, ports = [], asked = "", waiting = 0;

  const world = ([x, lat]) => [x - middle[0], middle[1] - rise(lat)];
  const screen = (place) => {
    const [x, y] = world(place);
    return [tenth((x - view.x) * view.k + wide / 2), tenth((y - view.y) * view.k + high / 2)];
  };
  const places = (px, py) => [(px - wide / 2) / view.k + view.x + middle[0], fall(middle[1] - ((py - high / 2) / view.k + view.y))];
  const path = (points, closed) => {
    const at = points.map(world);
    if (at.length === 1) return `M${at[0][0].toFixed(5)},${at[0][1].toFixed(5)}h0`; // a round cap makes it a dot
    return at.length ? "M" + at.map(([x, y]) => `${x.toFixed(5)},${y.toFixed(5)}`).join("L") + (closed ? "z" : "") : "";
  };
  const line = (css, d, more = {}) => el("path", { class: css, d, "vector-effect": "non-scaling-stroke", ...more });

  function size() {
    wide = Math.max(280, Math.round(host.clientWidth));
    high = Math.round(Math.min(500, Math.max(260, wide * 0.48)));
    for (const [name, value] of Object.entries({ width: wide, height: high, viewBox: `0 0 ${wide} ${high}` })) svg.setAttribute(name, value);
    paper.setAttribute("width", wide);
    paper.setAttribute("height", high);
  }

  function reach() {
    empty(layer.reach);
    for (const gap of model.gaps) {
      const during = gap.t1 >= time[0] && gap.t0 <= time[1] ? "" : " sw-faint";
      if (gap.edge) layer.reach.append(el("g", {}, hint(`where she could have been, ${minute(gap.t0)} to ${minute(gap.t1)}: not observed`), line("sw-reach" + during, path(gap.edge, true), { "data-gap": model.gaps.indexOf(gap) })));
      if (gap.a && gap.b) layer.reach.append(line("sw-gap" + during, path([gap.a, gap.b])));
    }
  }

  function ways() {
    empty(layer.tracks);
    for (const way of model.tracks) {
      const untold = new Set(silences(model, way).map(([, end]) => end));
      for (const [n, start] of way.starts.entries()) {
        const end = way.starts[n + 1] ?? way.t.length;
        const all = [];
        for (let i = start; i < end; i++) all.push(i);
        const during = all.filter((i) => way.t[i] >= time[0] && way.t[i] <= time[1]);
        const css = way.hers ? "sw-way" : "sw-way sw-met";
        if (n && (way.t[start] - way.t[start - 1] <= BRIEF_S || untold.has(way.t[start]))) layer.tracks.append(line("sw-gap sw-brief", path([start - 1, start].map((i) => [way.x[i], way.lat[i]]))));
        const shape = (those) => path(those.map((i) => [way.x[i], way.lat[i]]));
        if (during.length < all.length) layer.tracks.append(line(`${css} sw-faint`, shape(all)));
        if (during.length) layer.tracks.append(line(css, shape(during)));
      }
    }
  }

  function signs() {
    empty(layer.signs, layer.ports);
    // A port's name stands where no sign of hers and no other name does.
    const boxes = model.events.filter((e) => e.place).map((e) => { const [x, y] = screen(e.place); return [x - 9, y - 16, x + 24, y + 9]; });
    for (const way of model.tracks.filter((w) => !w.hers)) {
      const [x, y] = screen([way.x.at(-1), way.lat.at(-1)]);
      boxes.push([x, y, x + 6.5 * way.label.length, y + 16]);
    }
    const free = (x, y, name) => {
      const box = [x + 4, y - 7, x + 8 + 6 * name.length, y + 7];
      const clear = boxes.every((b) => box[2] < b[0] || b[2] < box[0] || box[3] < b[1] || b[3] < box[1]);
      if (clear) boxes.push(box);
      return clear;
    };
    for (const port of ports) {
      const [x, y] = screen(port.at);
      if (x < 4 || x > wide - 30) continue;
      const d = port.kind === "port" ? `M${x - 3},${y}l3,-3l3,3l-3,3z` : `M${x - 3},${y - 3}l6,6m0,-6l-6,6`;
      layer.ports.append(el("path", { class: "sw-port", d }, hint(port.name)));
      if (free(x, y, port.name)) layer.ports.append(words(x + 6, y + 3.5, port.name, "sw-small sw-halo"));
    }
    for (const gap of model.gaps) {
      for (const end of [gap.a, gap.b]) {
        if (!end) continue;
        const [x, y] = screen(end);
        layer.signs.append(el("rect", { class: "sw-end", x: x - 3.5, y: y - 3.5, width: 7, height: 7 }));
      }
    }
    for (const way of model.tracks.filter((w) => !w.hers)) {
      const [x, y] = screen([way.x.at(-1), way.lat.at(-1)]);
      layer.signs.append(words(x + 5, y + 12, way.label, "sw-small sw-halo"));
    }
    const taken = [];
    for (const event of model.events) {
      if (!event.place) continue;
      const faint = event.t1 >= time[0] && event.t0 <= time[1] ? "" : " sw-faint";
      const [x, y] = screen(event.place);
      if (event.away) {
        const [ax, ay] = screen(event.away);
        layer.signs.append(el("path", { class: "sw-jump" + faint, d: `M${x},${y}L${ax},${ay}` }), el("circle", { class: "sw-end", cx: ax, cy: ay, r: 3 }));
      }
      const above = taken.filter(([ox, oy]) => Math.abs(ox - x) < 16 && Math.abs(oy - y) < 14).length;
      taken.push([x, y]);
      const what = `${event.n} ${event.words}: ${event.label}, ${minute(event.t0)} to ${minute(event.t1)}`;
      layer.signs.append(el("g", { class: `sw-sign${faint}${event.listed.length ? " sw-onlist" : ""}`, transform: `translate(${x} ${y})`, "data-at": event.t0 }, hint(what), el("path", { d: SIGNS[event.kind] ?? SIGNS.loitering }), above < 4 ? words(9 + 9 * above, -6 - 7 * above, String(event.n) + (above === 3 ? " …" : ""), "sw-halo sw-bold") : null));
    }
  }

  function frame() {
    empty(layer.grid, layer.frame);
    const [west, north] = places(0, 0), [east, south] = places(wide, high);
    const step = STEPS.find((s) => (east - west) / s <= Math.max(3, wide / 130)) ?? 60;
    const label = (v, plus, minus) => `${Math.abs(v) < step / 2 ? 0 : +Math.abs(v).toFixed(step < 1 ? 2 : 0)}°${v > 0 ? plus : v < 0 ? minus : ""}`;
    for (let x = Math.ceil(west / step) * step; x <= east; x += step) {
      const [px] = screen([x, 0]), lon = ((((x + 180) % 360) + 360) % 360) - 180;
      layer.grid.append(el("path", { class: "sw-grid", d: `M${px},0V${high}` }), words(px + 3, high - 4, label(lon, "E", "W"), "sw-small sw-halo"));
    }
    for (let y = Math.ceil(south / step) * step; y <= north; y += step) {
      const [, py] = screen([middle[0], y]);
      layer.grid.append(el("path", { class: "sw-grid", d: `M0,${py}H${wide}` }), words(4, py - 3, label(y, "N", "S"), "sw-small sw-halo"));
    }
    const lat = (south + north) / 2, mile = (view.k / 60) / Math.cos((lat * Math.PI) / 180);
    const far = [...MILES].reverse().find((m) => m * mile <= wide / 4) ?? MILES[0];
    layer.frame.append(el("path", { class: "sw-bar-line", d: `M${wide - 16},${high - 24}v6h${-tenth(far * mile)}v-6` }), words(wide - 16, high - 28, `${far} nm`, "sw-small sw-halo", "end"));
    if (far <= 10) layer.frame.append(words(wide - 16, 16, "Coast: 1 to 10,000,000, coarse at this scale", "sw-small sw-halo sw-soft", "end"));
    layer.frame.append(el("rect", { class: "sw-frame", x: 0.5, y: 0.5, width: wide - 1, height: high - 1 }));
  }

  function move() {
    const turn = `translate(${tenth(wide / 2 - view.x * view.k)} ${tenth(high / 2 - view.y * view.k)}) scale(${view.k})`;
    for (const n of ["land", "reach", "tracks"]) layer[n].setAttribute("transform", turn);
    signs();
    frame();
    point();
    clearTimeout(waiting);
    waiting = setTimeout(shore, 120);
  }

  async function shore() {
    const [west, north] = places(-wide * 0.2, -high * 0.2), [east, south] = places(wide * 1.2, high * 1.2);
    const box = { west: Math.max(west, -539), south: Math.max(south, -85), east: Math.min(east, west + 520, 539), north: Math.min(north, 85) };
    const query = new URLSearchParams(Object.entries(box).map(([k, v]) => [k, v.toFixed(3)]));
    query.set("px", Math.min(4000, Math.max(400, Math.round(wide * 1.4))));
    if (box.east <= box.west || box.north <= box.south || String(query) === asked) return;
    asked = String(query);
    try {
      const answer = await fetch(`/shore?${query}`, { headers: { accept: "application/json" } });
      if (!answer.ok || String(query) !== asked) return;
      const found = (await answer.json()).features;
      empty(layer.land);
      const rings = found.filter((f) => f.geometry.type === "MultiPolygon").flatMap((f) => f.geometry.coordinates.flat());
      layer.land.append(line("sw-land", rings.map((r) => path(r, true)).join(""), { "fill-rule": "evenodd" }));
      ports = found.filter((f) => f.geometry.type === "Point").map((f) => ({ at: f.geometry.coordinates, name: f.properties.name, kind: f.properties.kind }));
      signs();
      point();
    } catch { asked = ""; }
  }

  function point() {
    empty(layer.cursor);
    if (cursor === null) return;
    const silent = new Set(model.hers.map((w) => gapAt(model, w.mmsi, cursor)));
    for (const ring of layer.reach.querySelectorAll("[data-gap]")) ring.classList.toggle("sw-here", silent.has(model.gaps[ring.dataset.gap]));
    for (const way of model.tracks) {
      const here = at(way, cursor), css = way.hers ? "" : " sw-met";
      if (here.state === "heard") {
        const [x, y] = screen([here.x, here.lat]);
        layer.cursor.append(el("circle", { class: "sw-now-ring" + css, cx: x, cy: y, r: 9 }), el("circle", { class: "sw-now-dot" + css, cx: x, cy: y, r: 3 }));
        if (way.hers) layer.cursor.append(words(x + 12, y + 16, minute(cursor), "sw-small sw-halo sw-bold"));
      } else if (way.hers) {
        const gap = gapAt(model, way.mmsi, cursor);
        for (const end of gap ? [gap.a, gap.b] : []) {
          if (!end) continue;
          const [x, y] = screen(end);
          layer.cursor.append(el("rect", { class: "sw-now-end", x: x - 7, y: y - 7, width: 14, height: 14 }));
        }
        if (gap?.a) {
          const [x, y] = screen(gap.b ? [(gap.a[0] + gap.b[0]) / 2, (gap.a[1] + gap.b[1]) / 2] : gap.a);
          layer.cursor.append(words(x + 12, y + 16, "not heard " + minute(cursor), "sw-small sw-halo sw-bold"));
        }
      }
    }
  }

  function fit(from = -Infinity, to = Infinity) {
    const held = [];
    for (const way of model.hers) way.t.forEach((t, i) => { if (t >= from && t <= to) held.push([way.x[i], way.lat[i]]); });
    const xs = held.map((p) => p[0]), areas = [], most = held.length ? 4 * Math.max(Math.max(...xs) - Math.min(...xs), 0.1) : 60; // areas far wider than her way would hide it
    for (const event of model.events) if (event.place && event.t1 >= from && event.t0 <= to) held.push(event.place);
    for (const gap of model.gaps) {
      if (gap.t1 < from || gap.t0 > to) continue;
      if (from === -Infinity || (gap.t0 >= from && gap.t1 <= to)) held.push(...[gap.a, gap.b].filter(Boolean));
      const edge = gap.edge ?? [], xs = edge.map((p) => p[0]), wide = edge.length ? Math.max(...xs) - Math.min(...xs) : 0;
      if (wide && wide < (model.gaps.length > 3 ? most : 60)) areas.push(...edge);
    }
    held.push(...areas);
    if (!held.length && from !== -Infinity) return fit();
    const at = (held.length ? held : [[middle[0] - 60, -50], [middle[0] + 60, 65]]).map(world);
    const low = [0, 1].map((i) => Math.min(...at.map((p) => p[i]))), top = [0, 1].map((i) => Math.max(...at.map((p) => p[i])));
    const k = Math.min((wide * 0.86) / Math.max(top[0] - low[0], 0.05), (high * 0.82) / Math.max(top[1] - low[1], 0.05));
    view = { x: (low[0] + top[0]) / 2, y: (low[1] + top[1]) / 2, k: Math.min(Math.max(k, FARTHEST), NEAREST / 8) };
    move();
    return told();
  }

  function zoom(by, px = wide / 2, py = high / 2) {
    const k = Math.min(Math.max(view.k * by, Math.max(FARTHEST, wide / 500)), NEAREST);
    view.x += (px - wide / 2) * (1 / view.k - 1 / k);
    view.y += (py - high / 2) * (1 / view.k - 1 / k);
    view.k = k;
    move();
    told();
  }

  function pan(dx, dy) {
    view.x = Math.min(Math.max(view.x - dx / view.k, -520 - middle[0]), 520 - middle[0]);
    view.y = Math.min(Math.max(view.y - dy / view.k, -180), 180);
    move();
    told();
  }

  // The fix of hers nearest to a point of the page, if one is near.
  function nearest(px, py) {
    let best = null, least = 400;
    for (const way of model.hers) {
      for (let i = 0; i < way.t.length; i++) {
        const [x, y] = screen([way.x[i], way.lat[i]]), apart = (x - px) ** 2 + (y - py) ** 2;
        if (apart < least) [best, least] = [way.t[i], apart];
      }
    }
    return best;
  }

  function keepInView() {
    for (const way of model.hers) {
      const here = at(way, cursor), gap = here.state === "heard" ? null : gapAt(model, way.mmsi, cursor);
      const place = here.state === "heard" ? [here.x, here.lat] : gap?.a;
      if (!place) continue;
      const [x, y] = screen(place);
      if (x < 20 || x > wide - 20 || y < 20 || y > high - 20) {
        [view.x, view.y] = world(place);
        move();
        told();
      }
      return;
    }
  }

  size();
  reach();
  ways();
  return {
    svg, fit, zoom, pan, nearest, keepInView,
    around: (t) => fit(t - DAY_AND_HALF_S, t + DAY_AND_HALF_S),
    under: (px, py) => degrees(places(px, py)[1], places(px, py)[0]),
    resize() { const k = wide; size(); if (view) { view.k *= wide / k; move(); } },
    window(from, to) { time = [from, to]; reach(); ways(); if (view) { signs(); point(); } },
    cursor(t) { cursor = t; if (view) point(); },
    get view() { return view && { lon: view.x + middle[0], lat: fall(middle[1] - view.y), k: view.k }; },
    set view({ lon, lat, k }) { view = { x: lon - middle[0], y: middle[1] - rise(lat), k: Math.min(Math.max(k, FARTHEST), NEAREST) }; move(); },
  };
}
