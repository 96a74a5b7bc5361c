-- MMSIs with a step that no ship sails: over :spike_kn between two reports, with :spike_m to spare for bad fixes.
-- Two hulls under one number, a jump, or a single bad fix: which of them, is told by the split of its reports.
WITH jump AS (
  SELECT mmsi, (bucket - pb) * 600 + f // 2251799813685248 - p // 2251799813685248 AS dt_s,
         f // 67108864 % 33554432 / 1e5 - p // 67108864 % 33554432 / 1e5 AS dlat,
         abs(f % 67108864 - p % 67108864) / 1e5 AS dlon, f // 67108864 % 33554432 / 1e5 - 90 AS lat
  FROM chain WHERE pb IS NOT NULL
  UNION ALL
  SELECT mmsi, l // 2251799813685248 - f // 2251799813685248, l // 67108864 % 33554432 / 1e5 - f // 67108864 % 33554432 / 1e5,
         abs(l % 67108864 - f % 67108864) / 1e5, f // 67108864 % 33554432 / 1e5 - 90
  FROM chain WHERE l > f)
SELECT mmsi, count(*) AS steps FROM jump
WHERE sqrt(dlat * dlat + least(dlon, 360 - dlon) * cos(radians(lat)) * least(dlon, 360 - dlon) * cos(radians(lat))) * 111194.92664
      > :spike_m + :spike_kn * 0.5144444 * dt_s
GROUP BY mmsi
