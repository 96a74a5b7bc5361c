-- Cells of 0.02 degrees in which a report lies that was the first of its ten minutes.
SELECT DISTINCT ((f >> 26) & 33554431) // 2000 * 18001 + (f & 67108863) // 2000 AS cell FROM way
