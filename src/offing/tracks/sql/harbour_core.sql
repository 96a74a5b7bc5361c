-- Cells of 0.05 degrees wholly within :sea_m of a port or anchorage, told on the plane, where nothing is nearer than it is: a step
-- within one of them is near a port for sure, and need not be laid out. Some such cells may be missing.
WITH core_cell AS (
  SELECT lat, lon, CAST(floor((lat + 90) * 20) AS BIGINT) + i AS row_no, CAST(floor((lon + 180) * 20) AS BIGINT) + j AS col_no
  FROM ports CROSS JOIN (VALUES (-1), (0), (1)) AS core_row(i) CROSS JOIN (VALUES (-3), (-2), (-1), (0), (1), (2), (3)) AS core_column(j)
  WHERE role <> 'lightering'),
core_far AS (
  SELECT row_no, col_no, greatest(abs(row_no / 20e0 - 90 - lat), abs(row_no / 20e0 - 89.95 - lat)) AS dlat,
         greatest(abs(col_no / 20e0 - 180 - lon), abs(col_no / 20e0 - 179.95 - lon)) AS dlon,
         cos(radians(greatest(least(abs(row_no / 20e0 - 90), abs(row_no / 20e0 - 89.95), abs(lat)), 0))) AS c FROM core_cell)
SELECT DISTINCT row_no * 8192 + col_no AS cell FROM core_far WHERE sqrt(dlat * dlat + dlon * c * dlon * c) * 111194.92664 < :sea_m
