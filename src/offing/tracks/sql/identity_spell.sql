-- What each MMSI said of itself, value by value: first, last and how often. IMO, name, call sign, dimensions.
WITH stated AS (
  SELECT mmsi, t, 'imo' AS what, CAST(imo AS VARCHAR) AS told FROM statics WHERE imo IS NOT NULL
  UNION ALL SELECT mmsi, t, 'name', name FROM statics WHERE name IS NOT NULL
  UNION ALL SELECT mmsi, t, 'call_sign', call_sign FROM statics WHERE call_sign IS NOT NULL
  UNION ALL SELECT mmsi, t, 'ship_type', CAST(ship_type AS VARCHAR) FROM statics WHERE ship_type IS NOT NULL
  UNION ALL SELECT mmsi, t, 'length_m', CAST(CAST(floor(length_m + 0.5) AS BIGINT) AS VARCHAR) FROM statics WHERE length_m IS NOT NULL
  UNION ALL SELECT mmsi, t, 'beam_m', CAST(CAST(floor(beam_m + 0.5) AS BIGINT) AS VARCHAR) FROM statics WHERE beam_m IS NOT NULL)
SELECT mmsi, what, told, min(t) AS t0, max(t) AS t1, count(DISTINCT t) AS messages FROM stated GROUP BY mmsi, what, told
