// What was kept of a ship, laid out on an unrolled globe: longitudes run on beyond ±180, so that no way jumps round the earth.
export const BRIEF_S = 21600;
const near = (lon, by) => lon + 360 * Math.round((by - lon) / 360);
export const rise = (lat) => (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (Math.min(Math.max(lat, -85), 85) * Math.PI) / 360));
export const fall = (y) => (360 / Math.PI) * Math.atan(Math.exp((y * Math.PI) / 180)) - 90;

export function laidOut(data) {
  const first = data.tracks.find((w) => w.hers && w.t.length)?.lon[0]
    ?? data.gaps[0]?.last?.[0] ?? data.events.find((e) => e.at)?.at[0] ?? 0;
  const tracks = data.tracks.filter((w) => w.t.length).map((w) => {
    let last = first;
    return { ...w, x: w.lon.map((lon) => (last = near(lon, last))), ends: new Set(w.starts.slice(1).map((i) => i - 1).concat(w.t.length - 1)) };
  });
  for (const other of tracks.filter((w) => !w.hers)) {
    const turn = near(other.x[0], xAt(tracks, null, other.t[0], first)) - other.x[0];
    other.x = other.x.map((x) => x + turn);
  }
  const by = (mmsi, t) => xAt(tracks, mmsi, t, first);
  const gaps = data.gaps.map((g) => {
    const a = g.last && [near(g.last[0], by(g.mmsi, g.t0)), g.last[1]];
    const b = g.first && [near(g.first[0], a[0]), g.first[1]];
    const turn = g.ring && b ? near(g.ring[0][0], (a[0] + b[0]) / 2) - g.ring[0][0] : 0;
    return { ...g, a, b, edge: g.ring && g.ring.map(([lon, lat]) => [lon + turn, lat]) };
  });
  const events = data.events.map((e, i) => ({
    ...e, n: i + 1, place: e.at && [near(e.at[0], by(e.mmsi, e.t0)), e.at[1]],
    away: e.to && e.at && [near(e.to[0], near(e.at[0], by(e.mmsi, e.t0))), e.to[1]],
  }));
  return { ...data, tracks, hers: tracks.filter((w) => w.hers), gaps, events, middle: first, asOf: Date.parse(data.as_of) / 1000 + 86400 };
}

function xAt(tracks, mmsi, t, otherwise) {
  const way = tracks.find((w) => w.hers && (mmsi === null || w.mmsi === mmsi)) ?? tracks.find((w) => w.hers);
  return way ? way.x[Math.max(0, before(way.t, t))] : otherwise;
}

// The last place in a sorted list whose value is not after `t`; -1 before all.
export function before(list, t) {
  let low = 0, high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (list[mid] <= t) low = mid + 1; else high = mid;
  }
  return low - 1;
}

// Where a ship was at a time: heard (on the straight way between two fixes), or not.
export function at(way, t) {
  const i = before(way.t, t);
  if (i < 0) return { state: "before" };
  if (i === way.t.length - 1) return t === way.t[i] ? { state: "heard", x: way.x[i], lat: way.lat[i], kn: way.kn[i] } : { state: "after", i };
  if (t === way.t[i]) return { state: "heard", x: way.x[i], lat: way.lat[i], kn: way.kn[i] ?? way.kn[i + 1] };
  if (way.ends.has(i)) return { state: "silent", i, from: way.t[i], to: way.t[i + 1] };
  const share = (t - way.t[i]) / (way.t[i + 1] - way.t[i]);
  return {
    state: "heard", between: true, x: way.x[i] + share * (way.x[i + 1] - way.x[i]), lat: way.lat[i] + share * (way.lat[i + 1] - way.lat[i]), kn: way.kn[i + 1],
  };
}

export const gapAt = (model, mmsi, t) => model.gaps.find((g) => g.mmsi === mmsi && g.t0 <= t && (g.open || t <= g.t1));

// Silences of six hours and more that are no event among those kept: [[from, to]]. They are drawn, and nothing is said of them.
export function silences(model, way) {
  const told = model.gaps.filter((g) => g.mmsi === way.mmsi);
  return way.starts.slice(1).map((i) => [way.t[i - 1], way.t[i]])
    .filter(([a, b]) => b - a > BRIEF_S && !told.some((g) => g.t0 < b && a < g.t1));
}

// First and last second of her track, and of all that has a time.
export function spans(model) {
  const heard = [...model.hers.flatMap((w) => [w.t[0], w.t.at(-1)]), ...model.gaps.flatMap((g) => [g.t0, g.t1])];
  const told = [...heard, ...model.events.flatMap((e) => [e.t0, e.t1])];
  for (const bar of Object.values(model.lanes).flat()) told.push(...(bar.from ?? []), ...(bar.to ?? []));
  told.push(model.asOf);
  const wide = (list) => {
    const low = Math.min(...list), high = Math.max(...list), room = Math.max((high - low) * 0.03, 3600);
    return [Math.floor(low - room), Math.ceil(high + room)];
  };
  return { track: heard.length ? wide(heard) : null, all: told.length > 1 ? wide(told) : wide([model.asOf - 31536000, model.asOf]) };
}
