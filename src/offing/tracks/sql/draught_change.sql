-- Each run of one draught that an MMSI went on sending (in tenths of a metre): first and last time, and how often. Draughts over
-- 25.5 m cannot be sent; two in one second count as the smaller.
WITH drawn AS (
  SELECT mmsi, t, min(CAST(floor(draught_m * 10 + 0.5) AS BIGINT)) AS dm FROM statics
  WHERE draught_m > 0 AND draught_m <= 25.5 GROUP BY mmsi, t),
drawn_mark AS (SELECT *, CASE WHEN dm = lag(dm) OVER (PARTITION BY mmsi ORDER BY t) THEN 0 ELSE 1 END AS starts FROM drawn),
drawn_run AS (SELECT *, sum(starts) OVER (PARTITION BY mmsi ORDER BY t) AS run FROM drawn_mark),
drawn_spell AS (
  SELECT mmsi, run, min(dm) AS dm, min(t) AS t0, max(t) AS t1, count(*) AS messages FROM drawn_run GROUP BY mmsi, run)
SELECT s.mmsi, s.run, s.dm, s.t0, s.t1, s.messages FROM drawn_spell AS s
JOIN (SELECT mmsi FROM drawn_spell GROUP BY mmsi HAVING count(*) > 1) AS m ON s.mmsi = m.mmsi
