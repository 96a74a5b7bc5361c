-- All reports of the vessels with a report in one of `inland_cell`.
WITH land_vessel AS (
  SELECT DISTINCT w.vessel FROM way AS w
  JOIN inland_cell AS c ON w.f // 67108864 % 33554432 // 2000 = c.row_no AND w.f % 67108864 // 2000 = c.col_no)
SELECT w.vessel, w.bucket, w.f, w.l FROM way AS w JOIN land_vessel AS v ON w.vessel = v.vessel
