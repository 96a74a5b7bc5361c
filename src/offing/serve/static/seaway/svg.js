// Elements of a drawing. Text goes in as text only: nothing here reads markup.
const NS = "http://www.w3.org/2000/svg";

export function el(name, attributes = {}, ...inside) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  for (const one of inside) if (one !== null && one !== undefined) made.append(one);
  return made;
}

export const words = (x, y, text, css = "", anchor = "") =>
  el("text", { x: tenth(x), y: tenth(y), class: css || null, "text-anchor": anchor || null }, text);

// A hint under the pointer; what it says stands in the table too.
export const hint = (text) => el("title", {}, text);

export const tenth = (value) => Math.round(value * 10) / 10;

export function empty(...those) {
  for (const one of those) one.replaceChildren();
}

// As much of a text as fits into so many pixels, "" for less than three letters.
export function fitting(text, px, each = 6.1) {
  const room = Math.floor(px / each);
  if (text.length <= room) return text;
  return room >= 4 ? text.slice(0, room - 1) + "…" : "";
}

// Hatching says "not known" or "not heard" beside every colour.
export function patterns(name) {
  const hatch = (id, css, gap) =>
    el("pattern", { id: `${name}-${id}`, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      el("rect", { width: gap, height: gap, class: "sw-paper" }), el("path", { d: `M0 0V${gap}`, class: css }));
  return el("defs", {}, hatch("silent", "sw-line-silent", 6), hatch("open", "sw-line-open", 5), hatch("freezes", "sw-line-freezes", 5));
}
