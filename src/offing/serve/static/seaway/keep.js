// The drawing as a file: SVG with its looks written into it, PNG through a canvas. Nothing leaves the machine.
import { el, words } from "./svg.js";

const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-size", "font-weight", "font-family", "opacity"];

function dressed(from) {
  const copy = from.cloneNode(true);
  const pairs = [[from, copy], ...[...from.querySelectorAll("*")].map((e, i) => [e, copy.querySelectorAll("*")[i]])];
  for (const [seen, made] of pairs) {
    const style = getComputedStyle(seen);
    if (style.display === "none") { made.setAttribute("display", "none"); continue; }
    for (const name of LOOKS) {
      const value = style.getPropertyValue(name);
      if (value && value !== "auto" && !(name === "fill" && seen.hasAttribute("fill"))) made.setAttribute(name, value.replace(/px/g, ""));
    }
    made.removeAttribute("class");
  }
  return copy;
}

export function whole(model, parts, notes) {
  const wide = Math.max(...parts.map((p) => p.width.baseVal.value));
  const paper = el("rect", { class: "sw-paper" }), ink = words(10, 20, model.title, "sw-title");
  const feet = notes.map((note) => words(10, 0, note, "sw-small"));
  const drawing = el("svg", { class: "sw", width: wide }, paper, ink, ...feet);
  drawing.setAttribute("visibility", "hidden");
  document.body.append(drawing);
  let y = 32;
  const inner = parts.map((part) => {
    const copy = dressed(part);
    copy.setAttribute("x", 0);
    copy.setAttribute("y", y);
    y += part.height.baseVal.value + 8;
    return copy;
  });
  for (const foot of feet) foot.setAttribute("y", (y += 14) - 2);
  paper.setAttribute("width", wide);
  paper.setAttribute("height", y + 20);
  const made = dressed(drawing);
  drawing.remove();
  made.append(...inner);
  made.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  made.setAttribute("width", wide);
  made.setAttribute("height", y + 20);
  made.setAttribute("viewBox", `0 0 ${wide} ${y + 20}`);
  made.removeAttribute("visibility");
  return made;
}

export const asSvg = (made) => new Blob([new XMLSerializer().serializeToString(made)], { type: "image/svg+xml" });

export async function asPng(made, scale = 2) {
  const place = URL.createObjectURL(asSvg(made));
  try {
    const image = new Image();
    image.src = place;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = made.viewBox.baseVal.width * scale;
    canvas.height = made.viewBox.baseVal.height * scale;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((b) => (b ? done(b) : failed(new Error("no picture"))), "image/png"));
  } finally {
    URL.revokeObjectURL(place);
  }
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
