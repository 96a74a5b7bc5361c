-- The speed that each vessel of `silence` exceeded in one step in twenty of those in which she was under way (three knots or
-- more), in hundredths of a knot, and how many such steps there were.
WITH gap_ship AS (SELECT DISTINCT vessel FROM silence),
gap_pace AS (
  SELECT s.vessel, s.ckn, count(*) AS steps FROM step AS s JOIN gap_ship AS g ON s.vessel = g.vessel WHERE s.ckn >= 300 GROUP BY s.vessel, s.ckn),
gap_rank AS (
  SELECT vessel, ckn, sum(steps) OVER (PARTITION BY vessel ORDER BY ckn) AS up_to, sum(steps) OVER (PARTITION BY vessel) AS steps_all FROM gap_pace)
SELECT vessel, min(ckn) AS p95_ckn, max(steps_all) AS steps FROM gap_rank WHERE up_to * 20 >= steps_all * 19 GROUP BY vessel
