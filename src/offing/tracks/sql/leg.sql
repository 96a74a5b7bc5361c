-- Each step from the last report of one bucket (t0, lat0, lon0) to the first of the next (t1, lat1, lon1). The instants
-- of whole ten minutes k0..k1 lie between them.
SELECT vessel, pb + 1 AS k0, bucket AS k1, pb * 600 + (p >> 51) AS t0, bucket * 600 + (f >> 51) AS t1,
       ((p >> 26) & 33554431) / 1e5 - 90 AS lat0, (p & 67108863) / 1e5 - 180 AS lon0,
       ((f >> 26) & 33554431) / 1e5 - 90 AS lat1, (f & 67108863) / 1e5 - 180 AS lon1
FROM way WHERE pb IS NOT NULL
