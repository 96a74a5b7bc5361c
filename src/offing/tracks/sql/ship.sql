-- What each MMSI most often said of itself; of values said equally often, the smaller. Changes are told by identity_change.
WITH said_face AS (
  SELECT mmsi, imo, name, call_sign, ship_type, length_m, beam_m, count(*) AS messages FROM statics
  GROUP BY mmsi, imo, name, call_sign, ship_type, length_m, beam_m),
said AS (
  SELECT mmsi, 'imo' AS what, CAST(imo AS VARCHAR) AS told, messages FROM said_face WHERE imo IS NOT NULL
  UNION ALL SELECT mmsi, 'name', name, messages FROM said_face WHERE name IS NOT NULL
  UNION ALL SELECT mmsi, 'call_sign', call_sign, messages FROM said_face WHERE call_sign IS NOT NULL
  UNION ALL SELECT mmsi, 'ship_type', CAST(ship_type AS VARCHAR), messages FROM said_face WHERE ship_type IS NOT NULL
  UNION ALL SELECT mmsi, 'length_m', CAST(length_m AS VARCHAR), messages FROM said_face WHERE length_m IS NOT NULL
  UNION ALL SELECT mmsi, 'beam_m', CAST(beam_m AS VARCHAR), messages FROM said_face WHERE beam_m IS NOT NULL),
tally AS (SELECT mmsi, what, told, sum(messages) AS times FROM said GROUP BY mmsi, what, told),
ranked AS (SELECT *, row_number() OVER (PARTITION BY mmsi, what ORDER BY times DESC, told) AS place FROM tally)
SELECT mmsi, max(CASE WHEN what = 'imo' THEN CAST(told AS BIGINT) END) AS imo, max(CASE WHEN what = 'name' THEN told END) AS name,
       max(CASE WHEN what = 'call_sign' THEN told END) AS call_sign, max(CASE WHEN what = 'ship_type' THEN CAST(told AS BIGINT) END) AS ship_type,
       max(CASE WHEN what = 'length_m' THEN CAST(told AS DOUBLE) END) AS length_m,
       max(CASE WHEN what = 'beam_m' THEN CAST(told AS DOUBLE) END) AS beam_m
FROM ranked WHERE place = 1 GROUP BY mmsi
