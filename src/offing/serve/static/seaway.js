// A ship's page: one cursor in the map and in the lanes, moved by mouse and keyboard; window, cursor and map stand in the URL.
import { minute, seconds, short } from "./seaway/clock.js";
import { asPng, asSvg, save, whole } from "./seaway/keep.js";
import { makeLanes } from "./seaway/lanes.js";
import { makeMap } from "./seaway/map.js";
import { inShort, inWords } from "./seaway/told.js";
import { laidOut, spans } from "./seaway/way.js";

const section = document.getElementById("way");
const part = (name) => section.querySelector(`[data-part="${name}"]`);
const out = (name) => section.querySelector(`[data-out="${name}"]`);
const input = (name) => section.querySelector(`[data-in="${name}"]`);
const NARROWEST_S = 600, WIDEST_S = 200 * 31557600;

async function begin() {
  const answer = await fetch(section.dataset.from, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`the ship's way could not be read (${answer.status})`);
  const model = laidOut(await answer.json());
  document.getElementById("seaway").hidden = false;
  const span = spans(model), asked = new URLSearchParams(location.search), told = (name) => (asked.get(name) ? seconds(asked.get(name)) : null);
  let [from, to] = span.track ?? span.all, at = told("at"), later = 0, speaking = 0;
  if (told("from") !== null && told("to") !== null && told("to") - told("from") >= NARROWEST_S) [from, to] = [told("from"), told("to")];
  if (at === null) at = model.events[0]?.t0 ?? model.hers[0]?.t[0] ?? Math.min(model.asOf - 60, to);
  if (told("from") === null && (at < from || at > to)) [from, to] = span.all;
  const mapped = model.tracks.length > 0 || model.gaps.some((g) => g.a) || model.events.some((e) => e.place);
  for (const one of section.querySelectorAll("[data-mapped]")) one.hidden = one.dataset.mapped === "no" ? mapped : !mapped;
  const host = { map: part("map"), lanes: part("lanes") };
  const lanes = makeLanes(host.lanes, model);
  const map = makeMap(host.map, model, () => remember());
  const inTable = [...section.querySelectorAll("a[data-at]")].map((link) => ({ row: link.closest("tr"), t: seconds(link.dataset.at) }));
  const moments = [...new Set([...model.events.flatMap((e) => [e.t0, e.t1]), ...model.gaps.flatMap((g) => [g.t0, g.t1])])].sort((a, b) => a - b);

  function remember() {
    clearTimeout(later);
    later = setTimeout(() => {
      const view = map.view, query = new URLSearchParams({ at: short(at), from: short(from), to: short(to) });
      if (view) query.set("map", [view.lon.toFixed(3), view.lat.toFixed(3), view.k.toFixed(1)].join(","));
      const place = `${location.pathname}?${query}`;
      history.replaceState(null, "", place + location.hash);
      out("share").href = `${place}#way`;
      for (const kind of ["geojson", "kml"]) out(kind).search = new URLSearchParams({ since: short(from), until: short(to) });
    }, 250);
  }

  function say() {
    out("now").textContent = `${minute(at)} UTC: ${inWords(model, at).join(" · ") || "nothing is known of this time"}`;
    input("at").value = minute(at);
    host.lanes.setAttribute("aria-valuenow", Math.round(at));
    host.lanes.setAttribute("aria-valuetext", inShort(model, at));
    for (const { row, t } of inTable) row.classList.toggle("sw-row", Math.abs(t - at) < 60);
    clearTimeout(speaking);
    speaking = setTimeout(() => { out("live").textContent = inShort(model, at); }, 500);
    remember();
  }

  function move(t, follow = false) {
    at = Math.round(t);
    if (at < from || at > to) slide(at - (to - from) / 2, at + (to - from) / 2);
    lanes.cursor(at);
    map.cursor(at);
    if (follow) map.keepInView();
    say();
  }

  function slide(a, b) {
    const wide = Math.min(Math.max(b - a, NARROWEST_S), WIDEST_S), middle = (a + b) / 2;
    [from, to] = [Math.round(middle - wide / 2), Math.round(middle + wide / 2)];
    input("from").value = minute(from);
    input("to").value = minute(to);
    host.lanes.setAttribute("aria-valuemin", from);
    host.lanes.setAttribute("aria-valuemax", to);
    lanes.window(from, to);
    map.window(from, to);
    remember();
  }

  const stretch = (by) => slide(at - (at - from) * by, at + (to - at) * by);
  const jump = (way) => {
    const found = way > 0 ? moments.find((t) => t > at) : moments.findLast((t) => t < at);
    if (found !== undefined) move(found, true);
  };
  const picture = () => whole(model, mapped ? [map.svg, lanes.svg] : [lanes.svg], [
    "On the map, solid: positions heard. Dashed: not heard, and no course. Dotted area: where she could have been; not observed.",
    `${short(from)} to ${short(to)} UTC, review as of ${model.as_of}. Land: Natural Earth 1 to 10,000,000, not for navigation. Evidence, not verdict.`,
  ]);
  const acts = {
    fit: () => map.fit(), near: () => map.zoom(1.6), far: () => map.zoom(1 / 1.6), before: () => jump(-1), after: () => jump(1),
    track: () => slide(...(span.track ?? span.all)), all: () => slide(...span.all), longer: () => stretch(1.6), shorter: () => stretch(1 / 1.6),
    svg: () => save(asSvg(picture()), `${section.dataset.key}.svg`), png: async () => save(await asPng(picture()), `${section.dataset.key}.png`),
  };

  section.addEventListener("click", (event) => {
    if (event.target.closest('[href="#way-words"]')) document.getElementById("way-table").open = true;
    const button = event.target.closest("[data-do]"), link = event.target.closest("[data-at]");
    if (button) acts[button.dataset.do]();
    else if (link?.localName === "a") {
      event.preventDefault();
      move(seconds(link.dataset.at));
      map.around(at);
      section.scrollIntoView();
      host.lanes.focus({ preventScroll: true });
    }
  });
  out("share").addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(out("share").href);
    out("share").textContent = "Link to this view: copied";
  });
  for (const name of ["at", "from", "to"]) {
    input(name).addEventListener("change", () => {
      const t = seconds(input(name).value), wrong = t === null || (name === "from" && t >= to) || (name === "to" && t <= from);
      if (wrong) input(name).setAttribute("aria-invalid", "true"); else input(name).removeAttribute("aria-invalid");
      if (wrong) out("live").textContent = `${name}: not a time of this window; write it as 2019-03-01 12:00`;
      else if (name === "at") move(t, true);
      else if (name === "from") slide(t, to);
      else slide(from, t);
      if (!wrong && (at < from || at > to)) move(Math.min(Math.max(at, from), to), true);
    });
  }

  host.lanes.addEventListener("keydown", (event) => {
    const step = (to - from) / 200, keys = {
      ArrowLeft: () => (event.shiftKey ? jump(-1) : move(at - step, true)), ArrowRight: () => (event.shiftKey ? jump(1) : move(at + step, true)),
      ArrowDown: () => move(at - step, true), ArrowUp: () => move(at + step, true), PageDown: () => move(at - step * 20, true), PageUp: () => move(at + step * 20, true),
      Home: () => move(from, true), End: () => move(to, true), "+": () => stretch(1 / 1.6), "-": () => stretch(1.6),
    };
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  host.map.addEventListener("keydown", (event) => {
    const keys = {
      ArrowLeft: () => map.pan(60, 0), ArrowRight: () => map.pan(-60, 0), ArrowUp: () => map.pan(0, 60), ArrowDown: () => map.pan(0, -60),
      "+": () => map.zoom(1.6), "-": () => map.zoom(1 / 1.6), 0: () => map.fit(),
    };
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  const within = (host, event) => { const box = host.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const drag = (host, start, during, end) => host.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    host.setPointerCapture(event.pointerId);
    let last = within(host, event), moved = 0;
    start(last);
    const go = (e) => { const now = within(host, e); moved += Math.hypot(now[0] - last[0], now[1] - last[1]); during(now, last); last = now; };
    const stop = () => { host.removeEventListener("pointermove", go); end?.(last, moved); };
    host.addEventListener("pointermove", go);
    host.addEventListener("pointerup", stop, { once: true });
    host.addEventListener("pointercancel", stop, { once: true });
  });
  const scrub = ([x]) => move(Math.min(Math.max(lanes.time(x), from), to));
  drag(host.lanes, scrub, scrub, () => map.keepInView());
  drag(host.map, () => {}, (now, last) => map.pan(now[0] - last[0], now[1] - last[1]), (last, moved) => {
    const t = moved < 4 ? map.nearest(...last) : null;
    if (t !== null) move(t);
  });
  host.map.addEventListener("pointermove", (event) => { out("pointer").textContent = map.under(...within(host.map, event)); });
  const wheel = (host, act) => host.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== host) return;
    event.preventDefault();
    act(event.deltaY < 0 ? 1.25 : 0.8, event);
  }, { passive: false });
  wheel(host.map, (by, event) => map.zoom(by, ...within(host.map, event)));
  wheel(host.lanes, (by) => stretch(1 / by));

  slide(from, to);
  const view = asked.get("map")?.split(",").map(Number);
  if (view?.length === 3 && view.every(Number.isFinite) && Math.abs(view[0]) <= 540 && Math.abs(view[1]) <= 85) map.view = { lon: view[0], lat: view[1], k: view[2] };
  else if (told("at") !== null && model.hers.length) map.around(at);
  else map.fit();
  move(at);
  let drawn = host.lanes.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(host.lanes.clientWidth - drawn) < 2) return;
    drawn = host.lanes.clientWidth;
    map.resize();
    lanes.draw();
  }).observe(host.lanes);
}

begin().catch((error) => {
  const said = document.createElement("p");
  said.className = "refused";
  said.textContent = `The map could not be drawn: ${error.message}. The table says what it would show.`;
  section.append(said);
});
