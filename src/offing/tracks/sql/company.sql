-- Third vessels within :radius_m of either ship of an encounter, and for how many slots of ten minutes.
WITH beside AS (
  SELECT a AS vessel, b AS other, slot FROM pair UNION ALL SELECT b, a, slot FROM pair),
company_near AS (
  SELECT m.a, m.b, m.t_start, n.other, n.slot FROM met AS m JOIN beside AS n ON n.vessel = m.a
  WHERE n.other <> m.b AND n.slot * 600 >= m.t_start AND n.slot * 600 <= m.t_end
  UNION
  SELECT m.a, m.b, m.t_start, n.other, n.slot FROM met AS m JOIN beside AS n ON n.vessel = m.b
  WHERE n.other <> m.a AND n.slot * 600 >= m.t_start AND n.slot * 600 <= m.t_end)
SELECT a, b, t_start, other, count(*) AS slots FROM company_near GROUP BY a, b, t_start, other HAVING count(*) > 1
