-- How often each vessel of `silence` was heard in the :before_s before it: reports kept, at most two in ten minutes.
SELECT q.id, count(*) + sum(CASE WHEN w.l > w.f THEN 1 ELSE 0 END) AS reports, min(w.bucket) AS first_bucket
FROM silence AS q JOIN way AS w ON q.vessel = w.vessel
WHERE w.bucket * 600 + 600 > q.t0 - :before_s AND w.bucket * 600 <= q.t0 GROUP BY q.id
