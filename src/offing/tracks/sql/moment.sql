-- Both ships of each candidate every two minutes, between two reports of each at most :max_gap_s apart: whole centimetres from
-- the centre of the Earth, and whether each was heard within :heard_s of that instant.
WITH member AS (SELECT a AS vessel FROM candidate UNION SELECT b FROM candidate),
member_way AS MATERIALIZED (SELECT w.* FROM way AS w JOIN member AS m ON w.vessel = m.vessel),
report AS (
  SELECT vessel, pb * 600 + p // 2251799813685248 AS t0, bucket * 600 + f // 2251799813685248 AS t1, p AS m0, f AS m1
  FROM member_way WHERE pb IS NOT NULL
  UNION ALL
  SELECT vessel, bucket * 600 + f // 2251799813685248, bucket * 600 + l // 2251799813685248, f, l FROM member_way WHERE l > f),
stretch AS (
  SELECT vessel, t0, t1, m0 // 67108864 % 33554432 / 1e5 - 90 AS lat0, m0 % 67108864 / 1e5 - 180 AS lon0,
         (m1 // 67108864 % 33554432 - m0 // 67108864 % 33554432) / 1e5 AS dlat,
         CASE WHEN m1 % 67108864 - m0 % 67108864 > 18000000 THEN (m1 % 67108864 - m0 % 67108864 - 36000000) / 1e5
              WHEN m1 % 67108864 - m0 % 67108864 < -18000000 THEN (m1 % 67108864 - m0 % 67108864 + 36000000) / 1e5
              ELSE (m1 % 67108864 - m0 % 67108864) / 1e5 END AS dlon
  FROM report WHERE t1 > t0 AND t1 - t0 <= :max_gap_s),
stretch_own AS (
  SELECT c.a, c.b, c.w0, c.w1, 0 AS side, s.* FROM candidate AS c JOIN stretch AS s ON c.a = s.vessel AND s.t0 <= c.w1 AND s.t1 >= c.w0
  UNION ALL
  SELECT c.a, c.b, c.w0, c.w1, 1 AS side, s.* FROM candidate AS c JOIN stretch AS s ON c.b = s.vessel AND s.t0 <= c.w1 AND s.t1 >= c.w0),
stretch_inside AS (
  SELECT *, greatest(t0, w0) // 120 + 1 AS n0, least(t1, w1) // 120 AS n1 FROM stretch_own),
stretch_instant AS (
  SELECT *, unnest(generate_series(n0, n1)) AS n FROM stretch_inside
  WHERE n0 <= n1),
stretch_spot AS (
  SELECT a, b, w0, side, n, CASE WHEN least(n * 120 - t0, t1 - n * 120) <= :heard_s THEN 1 ELSE 0 END AS heard,
         radians(lat0 + dlat * ((n * 120 - t0) / CAST(t1 - t0 AS DOUBLE))) AS phi,
         radians(lon0 + dlon * ((n * 120 - t0) / CAST(t1 - t0 AS DOUBLE))) AS lam FROM stretch_instant),
stretch_cm AS (
  SELECT a, b, w0, side, n, heard, CAST(floor(637100880 * cos(phi) * cos(lam) + 0.5) AS BIGINT) AS x,
         CAST(floor(637100880 * cos(phi) * sin(lam) + 0.5) AS BIGINT) AS y, CAST(floor(637100880 * sin(phi) + 0.5) AS BIGINT) AS z
  FROM stretch_spot)
SELECT u.a, u.b, u.w0, u.n, u.x AS x1, u.y AS y1, u.z AS z1, v.x AS x2, v.y AS y2, v.z AS z2, u.heard * v.heard AS heard,
       CAST(floor(sqrt((u.x - v.x) * (u.x - v.x) + (u.y - v.y) * (u.y - v.y) + (u.z - v.z) * (u.z - v.z)) + 0.5) AS BIGINT) AS apart_cm
FROM stretch_cm AS u JOIN stretch_cm AS v ON u.a = v.a AND u.b = v.b AND u.w0 = v.w0 AND u.n = v.n
WHERE u.side = 0 AND v.side = 1
