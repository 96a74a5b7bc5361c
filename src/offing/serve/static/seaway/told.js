// What stands at the cursor, in words: for the line under the map, and shorter for a screen reader.
import { hours, minute } from "./clock.js";
import { at, before, BRIEF_S, gapAt } from "./way.js";

const NO_CONCLUSION = "too few others were heard nearby: no conclusion";
const HEARD = { heard: "others were heard nearby meanwhile", unheard: "no other ship was heard nearby either: no conclusion" };

export function degrees(lat, x) {
  const lon = ((((x + 180) % 360) + 360) % 360) - 180;
  return `${Math.abs(lat).toFixed(3)} ${lat >= 0 ? "N" : "S"} ${Math.abs(lon).toFixed(3)} ${lon >= 0 ? "E" : "W"}`;
}

export function whereabouts(model, t) {
  const many = model.hers.length > 1;
  return model.hers.map((way) => {
    const whose = many ? `MMSI ${String(way.mmsi).padStart(9, "0")}: ` : "";
    const here = at(way, t);
    if (here.state === "heard") {
      return `${whose}${here.between ? "about " : ""}${degrees(here.lat, here.x)}${here.between ? ", between two positions heard" : ""}${here.kn === null || here.kn === undefined ? "" : `, ${here.kn} kn made good`}`;
    }
    const gap = gapAt(model, way.mmsi, t);
    const why = gap ? `; ${HEARD[gap.coverage] ?? NO_CONCLUSION}` : "";
    if (here.state === "silent" && !gap && here.to - here.from <= BRIEF_S) return `${whose}no position kept from ${minute(here.from)} to ${minute(here.to)} (one in half an hour is)`;
    if (here.state === "silent") return `${whose}no AIS received from ${minute(here.from)} to ${minute(here.to)} (${hours(here.to - here.from)})${why}`;
    if (here.state === "after") return `${whose}not heard after ${minute(way.t.at(-1))} in these files${why}`;
    return `${whose}not heard before ${minute(way.t[0])} in these files`;
  });
}

export function sent(model, t) {
  const found = [];
  for (const said of model.said) {
    const heard = model.hers.find((w) => w.mmsi === said.mmsi);
    if (heard && (t < heard.t[0] || t > heard.t.at(-1))) continue;
    const draught = said.draught[before(said.draught.map((d) => d[0]), t)];
    const text = said.destination[before(said.destination.map((d) => d[0]), t)];
    if (draught) found.push(`draught last sent ${draught[1]} m`);
    if (text) found.push(`destination last sent “${text[1]}”`);
  }
  return found;
}

export const happening = (model, t) =>
  model.events.filter((e) => e.t0 <= t && t <= e.t1).map((e) => `${e.n} ${e.words}${e.label && e.label !== e.words ? `: ${e.label}` : ""}`);

export function standing(model, t) {
  const on = (bar) => bar.dated && (!bar.from || bar.from[0] <= t) && (!bar.to || t < bar.to[1]);
  const vague = (ends) => ends && ends[1] - ends[0] > 86400 && ends[0] <= t && t < ends[1];
  const doubt = (b) => (vague(b.from) ? ": may not have begun" : "") + (vague(b.to) ? ": may have ended" : "");
  const found = model.lanes.listings.filter((b) => on(b) && b.from).map((b) => `${b.label} [${b.row.split(" · ")[0]}]${doubt(b)}`);
  for (const lane of ["voyages", "papers", "payments"]) found.push(...model.lanes[lane].filter(on).map((b) => b.label));
  return [...new Set(found)];
}

export function inWords(model, t) {
  return [...whereabouts(model, t), ...happening(model, t), ...sent(model, t), ...standing(model, t).slice(0, 6)];
}

export const inShort = (model, t) => [minute(t), ...whereabouts(model, t), ...happening(model, t)].join("; ");
