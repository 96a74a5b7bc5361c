-- A vessel at :loiter_kn or less from slot to slot for :loiter_s or longer, farther than :call_m from every port and
-- anchorage. At most :hole_slots slots may be missing, or faster, within one.
WITH drift AS (
  SELECT vessel, slot, from_slot, ckn FROM step WHERE ckn <= :loiter_kn * 100 AND (port_m IS NULL OR port_m > :call_m)),
drift_mark AS (
  SELECT *, CASE WHEN from_slot - lag(slot) OVER (PARTITION BY vessel ORDER BY slot) <= :hole_slots THEN 0 ELSE 1 END AS starts FROM drift),
drift_run AS (SELECT *, sum(starts) OVER (PARTITION BY vessel ORDER BY slot) AS run FROM drift_mark),
drift_long AS (
  SELECT vessel, min(from_slot) AS k0, max(slot) AS k1, count(*) AS slow_slots, CAST(median(ckn) AS DOUBLE) AS median_ckn
  FROM drift_run GROUP BY vessel, run HAVING (max(slot) - min(from_slot)) * 600 >= :loiter_s),
drift_spot AS (
  SELECT d.vessel, d.k0, d.k1, d.slow_slots, d.median_ckn, s.slot, s.x, s.y, s.z
  FROM drift_long AS d JOIN slots AS s ON d.vessel = s.vessel AND s.slot >= d.k0 AND s.slot <= d.k1)
SELECT vessel, k0, k1, slow_slots, median_ckn, count(*) AS spots, min(x) AS x_min, max(x) AS x_max, min(y) AS y_min, max(y) AS y_max,
       min(z) AS z_min, max(z) AS z_max FROM drift_spot GROUP BY vessel, k0, k1, slow_slots, median_ckn
