-- The first and the last report of each MMSI in each ten minutes, packed as (second of the bucket, latitude, longitude)
-- in one integer, so that min and max break ties the same way everywhere. Latitude and longitude in 1e-5 degrees from
-- the South Pole and the antimeridian. Order, duplicates and late files do not matter: two tracks merge by min and max.
WITH fix AS (
  SELECT mmsi, t, CAST(floor((lat + 90) * 100000 + 0.5) AS BIGINT) AS la, CAST(floor((lon + 180) * 100000 + 0.5) AS BIGINT) AS lo
  FROM positions)
SELECT mmsi, t // 600 AS bucket,
       min((t % 600) * 2251799813685248 + la * 67108864 + lo) AS f,
       max((t % 600) * 2251799813685248 + la * 67108864 + lo) AS l
FROM fix GROUP BY mmsi, t // 600
