-- The first and the last report of each ten minutes in which one of the two lies in one of `inland_cell`, and in which ten minutes
-- the report before lies (-1: there is none).
SELECT w.vessel, w.bucket, w.f, w.l, coalesce(w.pb, -1) AS pb FROM land_way AS w JOIN inland_cell AS c ON w.cell_f = c.cell
UNION
SELECT w.vessel, w.bucket, w.f, w.l, coalesce(w.pb, -1) FROM land_way AS w JOIN inland_cell AS c ON w.cell_l = c.cell
