// Times: seconds since 1970, always UTC, in words and as marks of an axis.
const HOUR = 3600, DAY = 86400;
const STEPS = [60, 300, 900, 1800, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
const MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

export const seconds = (told) => {
  const text = told.trim().replace(" ", "T");
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d|$)/.test(text)) return null;
  const at = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : text + (text.includes("T") ? "Z" : "T00:00Z"));
  return Number.isNaN(at) ? null : Math.round(at / 1000);
};
export const iso = (t) => new Date(Math.min(Math.max(t, -6.2e10), 2.5e11) * 1000).toISOString();
export const minute = (t) => iso(t).slice(0, 16).replace("T", " ");
export const day = (t) => iso(t).slice(0, 10);
export const short = (t) => iso(t).slice(0, 16) + "Z";
export const hours = (s) => (s >= 2 * DAY ? `${(s / DAY).toFixed(1)} days` : `${(s / HOUR).toFixed(1)} h`);

// Marks of an axis: [{t, label}], at most one for each `room` pixels.
export function marks(from, to, px, room = 84) {
  const most = Math.max(2, Math.floor(px / room)), found = [];
  const step = STEPS.find((s) => (to - from) / s <= most);
  if (step) {
    for (let t = Math.ceil(from / step) * step; t <= to; t += step) {
      found.push({ t, label: t % DAY === 0 ? iso(t).slice(0, 10) : iso(t).slice(11, 16) });
    }
    return found;
  }
  const months = MONTHS.find((m) => (to - from) / (m * 30.44 * DAY) <= most) ?? MONTHS.at(-1);
  const first = new Date(from * 1000);
  let n = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  for (let t; (t = Date.UTC(Math.floor(n / 12), n % 12, 1) / 1000) <= to; n += months) {
    if (t >= from) found.push({ t, label: months % 12 === 0 ? iso(t).slice(0, 4) : iso(t).slice(0, 7) });
  }
  return found;
}
