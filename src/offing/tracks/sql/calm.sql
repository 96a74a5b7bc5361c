-- Slots of vessels hardly under way, more than :sea_m from ports and anchorages: where two can lie together. A vessel counts as under
-- way at a slot when she made more than :under_way_kn, with :under_way_m to spare, from the last report before it to the last of
-- the ten minutes in which she was heard again. Positions as in `slots`, MATERIALIZED as they are read twice.
WITH calm_way AS (
  SELECT vessel, pb, bucket, p, f, l, ((p >> 26) & 33554431) AS la0, (p & 67108863) AS lo0, ((l >> 26) & 33554431) AS la2, (l & 67108863) AS lo2,
         (:under_way_kn * 0.5144444e0 * ((bucket - pb) * 600 + (l >> 51) - (p >> 51)) + :under_way_m) * 100 AS most_cm
  FROM way WHERE (bucket - pb) * 600 + (f >> 51) - (p >> 51) <= :max_gap_s),
calm_north AS (
  SELECT *, CASE WHEN la0 // 5000 = ((f >> 26) & 33554431) // 5000 AND lo0 // 5000 = (f & 67108863) // 5000
                 THEN la0 // 5000 * 8192 + lo0 // 5000 END AS cell FROM calm_way WHERE abs(la2 - la0) * 111.2e0 <= most_cm),
calm_away AS (SELECT c.* FROM calm_north AS c ANTI JOIN harbour_core AS h ON c.cell = h.cell),
calm_made AS (
  SELECT *, sin(radians((la2 - la0) / 2e5)) AS up, sin(radians((lo2 - lo0) / 2e5)) AS along,
         cos(radians(la0 / 1e5 - 90)) * cos(radians(la2 / 1e5 - 90)) AS c FROM calm_away),
calm_leg AS (
  SELECT vessel, pb + 1 AS k0, bucket AS k1, pb * 600 + (p >> 51) AS t0, bucket * 600 + (f >> 51) AS t1, la0 / 1e5 - 90 AS lat0, lo0 / 1e5 - 180 AS lon0,
         ((f >> 26) & 33554431) / 1e5 - 90 AS lat1, (f & 67108863) / 1e5 - 180 AS lon1
  FROM calm_made WHERE floor(1274201760 * sqrt(up * up + c * along * along) + 0.5) <= most_cm),
calm_stride AS (
  SELECT *, lat1 - lat0 AS dlat, CASE WHEN lon1 - lon0 > 180 THEN lon1 - lon0 - 360 WHEN lon1 - lon0 < -180 THEN lon1 - lon0 + 360 ELSE lon1 - lon0 END AS dlon,
         unnest(generate_series(k0, k1)) AS slot FROM calm_leg),
calm_spot AS (
  SELECT vessel, slot, radians(lat0 + dlat * ((slot * 600 - t0) / CAST(t1 - t0 AS DOUBLE))) AS phi,
         radians(lon0 + dlon * ((slot * 600 - t0) / CAST(t1 - t0 AS DOUBLE))) AS lam FROM calm_stride),
calm_place AS (
  SELECT vessel, slot, CAST(floor(637100880 * cos(phi) * cos(lam) + 0.5) AS BIGINT) AS x,
         CAST(floor(637100880 * cos(phi) * sin(lam) + 0.5) AS BIGINT) AS y, CAST(floor(637100880 * sin(phi) + 0.5) AS BIGINT) AS z FROM calm_spot),
calm_low AS (
  SELECT *, (x + 700000000 - :sea_m * 100) // (:sea_m * 300) AS cx, (y + 700000000 - :sea_m * 100) // (:sea_m * 300) AS cy,
         (z + 700000000 - :sea_m * 100) // (:sea_m * 300) AS cz, (x + 700000000 + :sea_m * 100) // (:sea_m * 300) AS hx,
         (y + 700000000 + :sea_m * 100) // (:sea_m * 300) AS hy, (z + 700000000 + :sea_m * 100) // (:sea_m * 300) AS hz FROM harbour),
calm_reach AS (
  SELECT x, y, z, ((cx + i) * 16384 + cy + j) * 16384 + cz + k AS cube FROM calm_low CROSS JOIN corner
  WHERE cx + i <= hx AND cy + j <= hy AND cz + k <= hz),
calm_cube AS MATERIALIZED (
  SELECT *, ((x + 700000000) // (:sea_m * 300) * 16384 + (y + 700000000) // (:sea_m * 300)) * 16384 + (z + 700000000) // (:sea_m * 300) AS cube FROM calm_place),
calm_ported AS (
  SELECT DISTINCT s.vessel, s.slot FROM calm_cube AS s JOIN calm_reach AS h ON s.cube = h.cube
  WHERE (s.x - h.x) * (s.x - h.x) + (s.y - h.y) * (s.y - h.y) + (s.z - h.z) * (s.z - h.z) <= CAST(:sea_m AS BIGINT) * :sea_m * 10000)
SELECT s.vessel, s.slot, s.x, s.y, s.z FROM calm_cube AS s ANTI JOIN calm_ported AS n ON s.vessel = n.vessel AND s.slot = n.slot
