-- Two vessels of `calm` within :radius_m of each other in one slot. 4 km cubes, a slot's
-- and a cube's numbers in one; one of the two is copied into every cube that it reaches. One row in several hundred of the raw reports: worth storing.
WITH sea_cube AS (
  SELECT *, ((slot * 4096 + (x + 700000000) // 400000) * 4096 + (y + 700000000) // 400000) * 4096 + (z + 700000000) // 400000 AS cube
  FROM calm),
sea_low AS (
  SELECT *, (x + 700000000 - :radius_m * 100) // 400000 AS cx, (y + 700000000 - :radius_m * 100) // 400000 AS cy,
         (z + 700000000 - :radius_m * 100) // 400000 AS cz, (x + 700000000 + :radius_m * 100) // 400000 AS hx,
         (y + 700000000 + :radius_m * 100) // 400000 AS hy, (z + 700000000 + :radius_m * 100) // 400000 AS hz FROM calm),
sea_reach AS (
  SELECT vessel, slot, x, y, z, ((slot * 4096 + cx + i) * 4096 + cy + j) * 4096 + cz + k AS cube FROM sea_low CROSS JOIN corner
  WHERE cx + i <= hx AND cy + j <= hy AND cz + k <= hz)
SELECT a.vessel AS a, b.vessel AS b, a.slot, a.x AS x1, a.y AS y1, a.z AS z1, b.x AS x2, b.y AS y2, b.z AS z2
FROM sea_cube AS a JOIN sea_reach AS b ON a.cube = b.cube AND a.vessel < b.vessel
WHERE (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z) <= CAST(:radius_m AS BIGINT) * :radius_m * 10000
