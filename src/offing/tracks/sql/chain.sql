-- Each bucket of a track beside the last report before it: p, in the bucket pb.
SELECT mmsi, bucket, f, l, lag(l) OVER w AS p, lag(bucket) OVER w AS pb
FROM track WINDOW w AS (PARTITION BY mmsi ORDER BY bucket)
