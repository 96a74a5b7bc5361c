-- All reports of the vessels with a report in one of `inland_cell`, each once and in order.
WITH land_vessel AS (
  SELECT DISTINCT w.vessel FROM way AS w
  JOIN inland_cell AS c ON w.f // 67108864 % 33554432 // 2000 = c.row_no AND w.f % 67108864 // 2000 = c.col_no),
land_report AS (
  SELECT w.vessel, w.bucket, w.f AS packed FROM way AS w JOIN land_vessel AS v ON w.vessel = v.vessel
  UNION SELECT w.vessel, w.bucket, w.l FROM way AS w JOIN land_vessel AS v ON w.vessel = v.vessel)
SELECT vessel, bucket, packed FROM land_report ORDER BY vessel, bucket, packed
