-- Meetings of one pair, those within :reunion_s of each other taken together: the windows (seconds) that are looked at closely.
WITH meeting_prev AS (
  SELECT *, CASE WHEN (k0 - lag(k1) OVER (PARTITION BY a, b ORDER BY k0)) * 600 <= :reunion_s THEN 0 ELSE 1 END AS parts FROM meeting),
meeting_group AS (SELECT *, sum(parts) OVER (PARTITION BY a, b ORDER BY k0) AS part FROM meeting_prev)
SELECT a, b, min(k0) * 600 - 1200 AS w0, max(k1) * 600 + 1200 AS w1 FROM meeting_group GROUP BY a, b, part
