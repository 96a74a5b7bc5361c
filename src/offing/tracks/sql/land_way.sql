-- The chain of the vessels with such a report in one of `inland_cell`.
WITH land_vessel AS (
  SELECT DISTINCT w.vessel FROM way AS w JOIN inland_cell AS c ON ((w.f >> 26) & 33554431) // 2000 * 18001 + (w.f & 67108863) // 2000 = c.cell)
SELECT w.vessel, w.bucket, w.f, w.l, w.pb, ((w.f >> 26) & 33554431) // 2000 * 18001 + (w.f & 67108863) // 2000 AS cell_f,
       ((w.l >> 26) & 33554431) // 2000 * 18001 + (w.l & 67108863) // 2000 AS cell_l
FROM way AS w JOIN land_vessel AS v ON w.vessel = v.vessel
