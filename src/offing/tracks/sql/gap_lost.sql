-- Other vessels that fell silent themselves within :coverage_m of where a silence began, in the hours before and after.
WITH lost_hour AS (SELECT *, unnest(generate_series(h0, h1)) AS hour FROM post WHERE which < 2),
lost_low AS (
  SELECT *, (x + 700000000 - :coverage_m * 100) // (:coverage_m * 200) AS cx, (y + 700000000 - :coverage_m * 100) // (:coverage_m * 200) AS cy,
         (z + 700000000 - :coverage_m * 100) // (:coverage_m * 200) AS cz, (x + 700000000 + :coverage_m * 100) // (:coverage_m * 200) AS hx,
         (y + 700000000 + :coverage_m * 100) // (:coverage_m * 200) AS hy, (z + 700000000 + :coverage_m * 100) // (:coverage_m * 200) AS hz
  FROM lost_hour),
lost_reach AS (
  SELECT id, mmsi, hour, x, y, z, cx + i AS cx, cy + j AS cy, cz + k AS cz FROM lost_low CROSS JOIN corner
  WHERE cx + i <= hx AND cy + j <= hy AND cz + k <= hz),
lost_spot AS (
  SELECT vessel // 100 AS mmsi, t0 // 3600 AS hour, x, y, z, (x + 700000000) // (:coverage_m * 200) AS cx,
         (y + 700000000) // (:coverage_m * 200) AS cy, (z + 700000000) // (:coverage_m * 200) AS cz FROM silence)
SELECT r.id, count(DISTINCT s.mmsi) AS vessels
FROM lost_reach AS r JOIN lost_spot AS s ON r.hour = s.hour AND r.cx = s.cx AND r.cy = s.cy AND r.cz = s.cz AND r.mmsi <> s.mmsi
WHERE (r.x - s.x) * (r.x - s.x) + (r.y - s.y) * (r.y - s.y) + (r.z - s.z) * (r.z - s.z)
      <= CAST(:coverage_m AS BIGINT) * 100 * :coverage_m * 100
GROUP BY r.id
