-- Other vessels within :coverage_m of where a silence began or ended, seen at whole hours of a window (`post`): which = 0 in the
-- hours before it began, 1 in the hours after it began, 2 in the hours before it ended, 3 as 1, but where her way led.
-- Cubes twice the radius wide, an hour's and a cube's numbers in one.
WITH post_hour AS (SELECT *, unnest(generate_series(h0, h1)) AS hour FROM post),
post_low AS (
  SELECT *, (x + 700000000 - :coverage_m * 100) // (:coverage_m * 200) AS cx, (y + 700000000 - :coverage_m * 100) // (:coverage_m * 200) AS cy,
         (z + 700000000 - :coverage_m * 100) // (:coverage_m * 200) AS cz, (x + 700000000 + :coverage_m * 100) // (:coverage_m * 200) AS hx,
         (y + 700000000 + :coverage_m * 100) // (:coverage_m * 200) AS hy, (z + 700000000 + :coverage_m * 100) // (:coverage_m * 200) AS hz
  FROM post_hour),
post_reach AS (
  SELECT id, which, mmsi, x, y, z, ((hour * 4096 + cx + i) * 4096 + cy + j) * 4096 + cz + k AS cube FROM post_low CROSS JOIN corner
  WHERE cx + i <= hx AND cy + j <= hy AND cz + k <= hz),
hourly AS (
  SELECT vessel // 100 AS mmsi, x, y, z, ((slot // 6 * 4096 + (x + 700000000) // (:coverage_m * 200)) * 4096
         + (y + 700000000) // (:coverage_m * 200)) * 4096 + (z + 700000000) // (:coverage_m * 200) AS cube FROM slots WHERE slot % 6 = 0),
post_company AS (
  SELECT DISTINCT r.id, r.which, h.mmsi FROM post_reach AS r JOIN hourly AS h ON r.cube = h.cube AND r.mmsi <> h.mmsi
  WHERE (r.x - h.x) * (r.x - h.x) + (r.y - h.y) * (r.y - h.y) + (r.z - h.z) * (r.z - h.z)
        <= CAST(:coverage_m AS BIGINT) * 100 * :coverage_m * 100)
SELECT id, which, count(*) AS vessels FROM post_company GROUP BY id, which
