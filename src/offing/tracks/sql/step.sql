-- From which slot each vessel came to each of hers (from_slot; none to the first), how fast (speed made good, in hundredths of a
-- knot, where at most :hole_slots lie between), and the nearest port within :near_port_m at either end.
WITH slot_prev AS (
  SELECT s.vessel, s.slot, s.slot - lag(s.slot) OVER w AS slots_on, s.x - lag(s.x) OVER w AS mx, s.y - lag(s.y) OVER w AS my,
         s.z - lag(s.z) OVER w AS mz, p.port_id, p.port_m, lag(p.port_m) OVER w AS from_port_m
  FROM slots AS s LEFT JOIN near_port AS p ON s.vessel = p.vessel AND s.slot = p.slot WINDOW w AS (PARTITION BY s.vessel ORDER BY s.slot))
SELECT vessel, slot, slot - slots_on AS from_slot, port_id, port_m, from_port_m,
       CASE WHEN slots_on <= :hole_slots THEN CAST(floor(sqrt(mx * mx + my * my + mz * mz) / (slots_on * 600) * 1.94384449 + 0.5) AS BIGINT) END AS ckn
FROM slot_prev
