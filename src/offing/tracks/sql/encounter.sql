-- Two vessels that stayed within :radius_m of each other away from ports. Taken from their positions every two minutes; the
-- encounter ends when they were seen twice that far apart, or not at all for :reunion_s. Kept from :meeting_s on, at a median
-- speed of at most :together_kn. along and across: how far the other's antenna lay ahead or astern and abeam, while under way
-- at half a knot or more; lean and side sum the directions, for the spread of the bearing (all in millionths).
WITH moment_mark AS (
  SELECT *, CASE WHEN apart_cm > :radius_m * 200 THEN 1 ELSE 0 END AS parted FROM moment
  WHERE apart_cm <= :radius_m * 100 OR apart_cm > :radius_m * 200),
moment_prev AS (
  SELECT *, CASE WHEN (n - lag(n) OVER w) * 120 <= :reunion_s THEN 0 ELSE 1 END + parted AS breaks,
         n - lag(n) OVER w AS dn, x1 - lag(x1) OVER w AS dx1, y1 - lag(y1) OVER w AS dy1, z1 - lag(z1) OVER w AS dz1,
         x2 - lag(x2) OVER w AS dx2, y2 - lag(y2) OVER w AS dy2, z2 - lag(z2) OVER w AS dz2
  FROM moment_mark WINDOW w AS (PARTITION BY a, b, w0 ORDER BY n)),
moment_run AS (
  SELECT *, sum(breaks) OVER (PARTITION BY a, b, w0 ORDER BY n) AS run,
         CASE WHEN dn <= 5 AND breaks = 0 THEN CAST(floor((sqrt(dx1 * dx1 + dy1 * dy1 + dz1 * dz1) + sqrt(dx2 * dx2 + dy2 * dy2 + dz2 * dz2))
              / 2 / (dn * 120) * 1.94384449 + 0.5) AS BIGINT) END AS ckn,
         CASE WHEN dn <= 5 AND breaks = 0 THEN sqrt(dx1 * dx1 + dy1 * dy1 + dz1 * dz1) END AS made_cm
  FROM moment_prev),
moment_way AS (
  SELECT *, CASE WHEN made_cm >= dn * 120 * 25.7e0 THEN (CAST(x2 - x1 AS DOUBLE) * dx1 + CAST(y2 - y1 AS DOUBLE) * dy1 + CAST(z2 - z1 AS DOUBLE) * dz1) / made_cm END AS ahead_cm,
         (CAST(y1 AS DOUBLE) * dz1 - CAST(z1 AS DOUBLE) * dy1) * (x2 - x1) + (CAST(z1 AS DOUBLE) * dx1 - CAST(x1 AS DOUBLE) * dz1) * (y2 - y1)
         + (CAST(x1 AS DOUBLE) * dy1 - CAST(y1 AS DOUBLE) * dx1) * (z2 - z1) AS abeam
  FROM moment_run WHERE parted = 0),
moment_seen AS (
  SELECT *, CASE WHEN ahead_cm IS NOT NULL THEN CAST(floor(abs(ahead_cm) + 0.5) AS BIGINT) END AS along_cm,
         CASE WHEN ahead_cm IS NOT NULL THEN CAST(floor(sqrt(greatest(CAST(apart_cm AS DOUBLE) * apart_cm - ahead_cm * ahead_cm, 0)) + 0.5) AS BIGINT) END AS across_cm,
         CASE WHEN ahead_cm IS NOT NULL AND apart_cm > 0 THEN CAST(floor(1000000 * least(greatest(ahead_cm / apart_cm, -1), 1) + 0.5) AS BIGINT) END AS cosine,
         CASE WHEN abeam >= 0 THEN 1 ELSE -1 END AS hand FROM moment_way),
moment_heard AS (
  SELECT *, n - lag(n) OVER (PARTITION BY a, b, w0, run, heard ORDER BY n) AS silent FROM moment_seen)
SELECT a, b, min(n) * 120 AS t_start, max(n) * 120 AS t_end, count(*) AS moments, sum(heard) AS heard,
       coalesce(max(CASE WHEN heard = 1 THEN silent END), 0) * 120 AS unheard_s,
       min(CASE WHEN heard = 1 THEN n END) * 120 AS first_heard, max(CASE WHEN heard = 1 THEN n END) * 120 AS last_heard,
       median(apart_cm) AS median_cm, min(apart_cm) AS min_cm, median(ckn) AS median_ckn, max(ckn) AS max_ckn,
       sum(CASE WHEN apart_cm <= :beside_m * 100 THEN 1 ELSE 0 END) AS beside, median(along_cm) AS along_cm, median(across_cm) AS across_cm,
       count(along_cm) AS under_way, sum(cosine) AS lean,
       sum(hand * CAST(floor(sqrt(greatest(1000000000000 - cosine * cosine, 0)) + 0.5) AS BIGINT)) AS side,
       CAST(floor(CAST(sum(x1) AS DOUBLE) / count(*)) AS BIGINT) AS x, CAST(floor(CAST(sum(y1) AS DOUBLE) / count(*)) AS BIGINT) AS y,
       CAST(floor(CAST(sum(z1) AS DOUBLE) / count(*)) AS BIGINT) AS z
FROM moment_heard GROUP BY a, b, w0, run
HAVING (max(n) - min(n)) * 120 >= :meeting_s AND median(ckn) <= :together_kn * 100
