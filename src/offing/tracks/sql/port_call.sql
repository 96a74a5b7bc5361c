-- Enter, stop, leave. A visit is a run of slots within :call_m of any port or anchorage; it ends when the vessel was seen
-- outside, not when she was silent. Each slot counts for the port nearest to it; a call is a visit's time at one port with
-- a stop (:stop_kn or less) of :stop_s or longer.
WITH call_near AS (
  SELECT vessel, slot, port_id, port_m, row_number() OVER (PARTITION BY vessel, slot ORDER BY port_m, port_id) AS place
  FROM near_port WHERE port_m <= :call_m),
call_caller AS (SELECT DISTINCT vessel FROM call_near),
call_slot AS (
  SELECT s.vessel, s.slot, n.port_id, n.port_m, CASE WHEN n.port_id IS NULL THEN 1 ELSE 0 END AS outside
  FROM slots AS s JOIN call_caller AS c ON s.vessel = c.vessel
  LEFT JOIN (SELECT * FROM call_near WHERE place = 1) AS n ON s.vessel = n.vessel AND s.slot = n.slot),
call_visit AS (SELECT *, sum(outside) OVER (PARTITION BY vessel ORDER BY slot) AS visit FROM call_slot),
call_still AS (
  SELECT v.vessel, v.visit, v.port_id, v.slot, v.port_m, CASE WHEN s.ckn <= :stop_kn * 100 THEN v.slot END AS still
  FROM call_visit AS v LEFT JOIN step AS s ON v.vessel = s.vessel AND v.slot = s.slot WHERE v.outside = 0),
call_made AS (
  SELECT vessel, visit, port_id, min(slot) AS k0, max(slot) AS k1, min(still) AS still0, max(still) AS still1, count(*) AS inside_slots,
         count(still) AS still_slots, min(port_m) AS port_m
  FROM call_still GROUP BY vessel, visit, port_id)
SELECT c.*, s.x, s.y, s.z FROM call_made AS c JOIN slots AS s ON c.vessel = s.vessel AND c.still0 = s.slot
WHERE (c.still1 - c.still0) * 600 >= :stop_s
