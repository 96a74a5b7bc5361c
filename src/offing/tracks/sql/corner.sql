-- The eight corners of a cube.
SELECT i, j, k FROM (VALUES (0), (1)) AS a(i), (VALUES (0), (1)) AS b(j), (VALUES (0), (1)) AS c(k)
