"use strict";
(() => {
  const box = document.querySelector(".filter");
  if (!box) return;
  const said = box.querySelector("output");
  const all = [...document.querySelectorAll("article.finding")];
  const show = () => {
    const on = new Set([...box.querySelectorAll("input:checked")].map((i) => i.value));
    let shown = 0;
    for (const a of all) { const k = on.has(a.dataset.kind); a.classList.toggle("gone", !k); shown += k; }
    for (const o of document.querySelectorAll("details.object")) o.classList.toggle("gone", !o.querySelector("article.finding:not(.gone)"));
    said.textContent = shown === all.length ? "All " + shown + " findings are shown." : "FILTER ON: " + shown + " of " + all.length + " findings are shown.";
  };
  box.hidden = false;
  box.addEventListener("change", show);
  show();
  const reveal = () => { const t = document.getElementById(location.hash.slice(1)); const d = t && t.closest("details.object"); if (d) { d.open = true; t.scrollIntoView(); } };
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => document.querySelectorAll("details.object").forEach((d) => { d.open = true; }));
  reveal();
})();
