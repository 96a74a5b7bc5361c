-- Slots within :near_port_m of a port or anchorage: the nearest (of two as near, the one of the smaller number), and how far it
-- is. Candidates meet in cubes of three times that distance; a port is copied into every cube that it reaches.
WITH harbour_low AS (
  SELECT *, (x + 700000000 - :near_port_m * 100) // (:near_port_m * 300) AS cx, (y + 700000000 - :near_port_m * 100) // (:near_port_m * 300) AS cy,
         (z + 700000000 - :near_port_m * 100) // (:near_port_m * 300) AS cz, (x + 700000000 + :near_port_m * 100) // (:near_port_m * 300) AS hx,
         (y + 700000000 + :near_port_m * 100) // (:near_port_m * 300) AS hy, (z + 700000000 + :near_port_m * 100) // (:near_port_m * 300) AS hz
  FROM harbour),
harbour_reach AS (
  SELECT port_id, x, y, z, cx + i AS cx, cy + j AS cy, cz + k AS cz FROM harbour_low CROSS JOIN corner
  WHERE cx + i <= hx AND cy + j <= hy AND cz + k <= hz),
slot_cube AS (
  SELECT *, (x + 700000000) // (:near_port_m * 300) AS cx, (y + 700000000) // (:near_port_m * 300) AS cy,
         (z + 700000000) // (:near_port_m * 300) AS cz FROM slots),
port_met AS (
  SELECT s.vessel, s.slot, min(CAST(floor(sqrt((s.x - p.x) * (s.x - p.x) + (s.y - p.y) * (s.y - p.y) + (s.z - p.z) * (s.z - p.z)) / 100 + 0.5)
         AS BIGINT) * 4294967296 + p.port_id) AS nearest
  FROM slot_cube AS s JOIN harbour_reach AS p ON s.cx = p.cx AND s.cy = p.cy AND s.cz = p.cz
  WHERE (s.x - p.x) * (s.x - p.x) + (s.y - p.y) * (s.y - p.y) + (s.z - p.z) * (s.z - p.z)
        <= CAST(:near_port_m AS BIGINT) * 100 * :near_port_m * 100
  GROUP BY s.vessel, s.slot)
SELECT vessel, slot, nearest % 4294967296 AS port_id, nearest // 4294967296 AS port_m FROM port_met
