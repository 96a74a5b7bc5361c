-- MMSIs with a step that may be one that no ship sails: over :spike_kn between two reports, with :spike_m to spare for bad fixes.
-- Distances are told no shorter than they are (on the plane, by the parallel nearer to the equator), steps over 2,000 km count
-- whatever their time; the split of the reports tells exactly. Two hulls under one number, a jump, or a single bad fix.
WITH jump AS (
  SELECT mmsi, (bucket - pb) * 600 + (f >> 51) - (p >> 51) AS dt_s, ((f >> 26) & 33554431) AS la1,
         ((p >> 26) & 33554431) AS la0, abs((f & 67108863) - (p & 67108863)) AS dlo FROM chain WHERE pb IS NOT NULL
  UNION ALL
  SELECT mmsi, (l >> 51) - (f >> 51), ((l >> 26) & 33554431), ((f >> 26) & 33554431),
         abs((l & 67108863) - (f & 67108863)) FROM chain WHERE l > f),
jump_far AS (
  SELECT mmsi, la1 - la0 AS dla, least(dlo, 36000000 - dlo) AS dlo, least(abs(la0 - 9000000), abs(la1 - 9000000)) / 1e5 AS lat,
         least(:spike_m + :spike_kn * 0.5144444e0 * dt_s, 2000000) AS most_m FROM jump
  WHERE (abs(la1 - la0) + least(dlo, 36000000 - dlo)) * 1.118e0 > :spike_m + :spike_kn * 0.5144444e0 * dt_s OR abs(la1 - la0) + least(dlo, 36000000 - dlo) > 1700000)
SELECT mmsi, count(*) AS steps FROM jump_far
WHERE sqrt(CAST(dla AS DOUBLE) * dla + dlo * cos(radians(lat)) * dlo * cos(radians(lat))) * 1.118e0 > most_m GROUP BY mmsi
