-- What the vessel of each `draught_step` did between two slots (k0, k1): how near to a port, how long at :slow_kn or less more
-- than :near_port_m from all of them, seen or by what her positions before and after a silence imply, and her longest silence.
WITH port_nearest AS (
  SELECT n.vessel, n.slot, min(n.port_m) AS port_m FROM near_port AS n JOIN draught_step AS d ON n.vessel = d.vessel AND n.slot >= d.k0 AND n.slot <= d.k1
  GROUP BY n.vessel, n.slot),
between_slot AS (
  SELECT d.id, s.slot, s.x, s.y, s.z, p.port_m, s.slot - lag(s.slot) OVER w AS slots_on, lag(s.x) OVER w AS x0, lag(s.y) OVER w AS y0, lag(s.z) OVER w AS z0,
         max(s.slot) OVER (PARTITION BY d.id) AS slot_last
  FROM draught_step AS d JOIN slots AS s ON d.vessel = s.vessel AND s.slot >= d.k0 AND s.slot <= d.k1
  LEFT JOIN port_nearest AS p ON s.vessel = p.vessel AND s.slot = p.slot
  WINDOW w AS (PARTITION BY d.id ORDER BY s.slot)),
between_pace AS (
  SELECT *, CASE WHEN slots_on > :hole_slots THEN 1 ELSE 0 END AS unseen,
         CASE WHEN port_m IS NULL AND sqrt((x - x0) * (x - x0) + (y - y0) * (y - y0) + (z - z0) * (z - z0)) / (slots_on * 600) * 0.0194384449 <= :slow_kn
              THEN slots_on ELSE 0 END AS slow_slots,
         row_number() OVER (PARTITION BY id ORDER BY coalesce(slots_on, 0) DESC, slot) AS hole_place FROM between_slot)
SELECT id, count(*) AS spots, min(port_m) AS port_m, sum(CASE WHEN unseen = 0 THEN slow_slots ELSE 0 END) AS slow_slots,
       sum(CASE WHEN unseen = 1 THEN slow_slots ELSE 0 END) AS slow_unseen_slots, max(slots_on) AS longest_slots,
       min(CASE WHEN slow_slots > 0 THEN slot - slots_on END) AS slow0, max(CASE WHEN slow_slots > 0 THEN slot END) AS slow1,
       sum(CASE WHEN slow_slots > 0 AND unseen = 0 THEN x END) AS x_slow, sum(CASE WHEN slow_slots > 0 AND unseen = 0 THEN y END) AS y_slow,
       sum(CASE WHEN slow_slots > 0 AND unseen = 0 THEN z END) AS z_slow,
       max(CASE WHEN hole_place = 1 THEN x0 END) AS x_lost, max(CASE WHEN hole_place = 1 THEN y0 END) AS y_lost,
       max(CASE WHEN hole_place = 1 THEN z0 END) AS z_lost, max(CASE WHEN hole_place = 1 THEN x END) AS x_back,
       max(CASE WHEN hole_place = 1 THEN y END) AS y_back, max(CASE WHEN hole_place = 1 THEN z END) AS z_back,
       max(CASE WHEN slot = slot_last THEN x END) AS x_last, max(CASE WHEN slot = slot_last THEN y END) AS y_last,
       max(CASE WHEN slot = slot_last THEN z END) AS z_last
FROM between_pace GROUP BY id
