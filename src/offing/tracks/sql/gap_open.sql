-- A vessel's last report, where the data go on for longer than :gap_s after it.
WITH last_way AS (SELECT vessel, max(bucket) AS bucket FROM way GROUP BY vessel),
last_heard AS (SELECT max(bucket) * 600 AS data_end FROM last_way)
SELECT w.vessel, w.bucket * 600 + w.l // 2251799813685248 AS t0, h.data_end AS t1,
       w.l // 67108864 % 33554432 / 1e5 - 90 AS lat0, w.l % 67108864 / 1e5 - 180 AS lon0
FROM way AS w JOIN last_way AS v ON w.vessel = v.vessel AND w.bucket = v.bucket CROSS JOIN last_heard AS h
WHERE h.data_end - (w.bucket * 600 + w.l // 2251799813685248) > :gap_s
