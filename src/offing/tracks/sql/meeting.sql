-- Runs of slots in which two vessels were within :radius_m: candidates for an encounter. A run ends where more than
-- :hole_slots slots are missing; a run is kept from :meeting_s on if the two moved together under :together_kn (median).
WITH pair_prev AS (
  SELECT *, slot - lag(slot) OVER w AS ds, x1 - lag(x1) OVER w AS dx1, y1 - lag(y1) OVER w AS dy1, z1 - lag(z1) OVER w AS dz1,
         x2 - lag(x2) OVER w AS dx2, y2 - lag(y2) OVER w AS dy2, z2 - lag(z2) OVER w AS dz2
  FROM pair WINDOW w AS (PARTITION BY a, b ORDER BY slot)),
pair_step AS (
  SELECT a, b, slot, CASE WHEN ds <= :hole_slots THEN 0 ELSE 1 END AS starts,
         CASE WHEN ds <= :hole_slots THEN CAST(floor((sqrt(dx1 * dx1 + dy1 * dy1 + dz1 * dz1) + sqrt(dx2 * dx2 + dy2 * dy2 + dz2 * dz2))
              / 2 / (ds * 600) * 1.94384449 + 0.5) AS BIGINT) END AS ckn
  FROM pair_prev),
pair_run AS (SELECT *, sum(starts) OVER (PARTITION BY a, b ORDER BY slot) AS run FROM pair_step)
SELECT a, b, min(slot) AS k0, max(slot) AS k1, count(*) AS slots FROM pair_run GROUP BY a, b, run
HAVING (max(slot) - min(slot)) * 600 >= :meeting_s AND median(ckn) <= :together_kn * 100
