-- Enter, stop, leave. A visit is a run of slots within :call_m of any port or anchorage; it ends when the vessel was seen
-- outside, not when she was silent. Each slot counts for the port nearest to it; a call is a visit's time at one port with
-- a stop (:stop_kn or less) of :stop_s or longer.
WITH call_slot AS (
  SELECT vessel, slot, port_id, port_m, CASE WHEN ckn <= :stop_kn * 100e0 THEN slot END AS still,
         CASE WHEN from_port_m <= :call_m THEN 0 ELSE 1 END AS enters
  FROM step WHERE port_m <= :call_m),
call_visit AS (SELECT *, sum(enters) OVER (PARTITION BY vessel ORDER BY slot) AS visit FROM call_slot),
call_made AS (
  SELECT vessel, visit, port_id, min(slot) AS k0, max(slot) AS k1, min(still) AS still0, max(still) AS still1, count(*) AS inside_slots,
         count(still) AS still_slots, min(port_m) AS port_m
  FROM call_visit GROUP BY vessel, visit, port_id)
SELECT c.*, s.x, s.y, s.z FROM call_made AS c JOIN slots AS s ON c.vessel = s.vessel AND c.still0 = s.slot
WHERE (c.still1 - c.still0) * 600 >= :stop_s
