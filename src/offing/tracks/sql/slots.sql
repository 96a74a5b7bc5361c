-- Where each vessel was at every whole ten minutes between two reports at most :max_gap_s apart (impossible steps are in no hull), in whole centimetres
-- from the centre of the Earth: no antimeridian and no poles, and from here on everything is exact integer arithmetic.
WITH stride AS (
  SELECT *, lat1 - lat0 AS dlat, unnest(generate_series(k0, k1)) AS slot,
         CASE WHEN lon1 - lon0 > 180 THEN lon1 - lon0 - 360 WHEN lon1 - lon0 < -180 THEN lon1 - lon0 + 360 ELSE lon1 - lon0 END AS dlon
  FROM leg WHERE t1 - t0 <= :max_gap_s),
spot AS (
  SELECT vessel, slot, radians(lat0 + dlat * ((slot * 600 - t0) / CAST(t1 - t0 AS DOUBLE))) AS phi,
         radians(lon0 + dlon * ((slot * 600 - t0) / CAST(t1 - t0 AS DOUBLE))) AS lam FROM stride)
SELECT vessel, slot, CAST(floor(637100880 * cos(phi) * cos(lam) + 0.5) AS BIGINT) AS x,
       CAST(floor(637100880 * cos(phi) * sin(lam) + 0.5) AS BIGINT) AS y, CAST(floor(637100880 * sin(phi) + 0.5) AS BIGINT) AS z
FROM spot
