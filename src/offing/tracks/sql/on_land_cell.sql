-- Cells of 0.02 degrees in which a report lies that was the first of its ten minutes.
SELECT DISTINCT f // 67108864 % 33554432 // 2000 AS row_no, f % 67108864 // 2000 AS col_no FROM way
