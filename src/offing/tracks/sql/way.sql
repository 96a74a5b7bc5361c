-- The chain of every hull. vessel = 100 * MMSI, plus the hull's number where the reports of one MMSI were split.
WITH split_bucket AS (
  SELECT vessel, bucket, min(packed) AS f, max(packed) AS l FROM split_point GROUP BY vessel, bucket)
SELECT c.mmsi * 100 AS vessel, c.bucket, c.f, c.l, c.p, c.pb FROM chain AS c ANTI JOIN suspect AS s ON c.mmsi = s.mmsi
UNION ALL
SELECT vessel, bucket, f, l, lag(l) OVER w AS p, lag(bucket) OVER w AS pb
FROM split_bucket WINDOW w AS (PARTITION BY vessel ORDER BY bucket)
