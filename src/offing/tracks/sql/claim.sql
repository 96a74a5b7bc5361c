-- What the MMSIs of `split_mmsi` said of themselves, message by message: those that sent two names or two IMO numbers.
WITH claimant AS (
  SELECT s.mmsi FROM statics AS s JOIN split_mmsi AS m ON s.mmsi = m.mmsi
  GROUP BY s.mmsi HAVING count(DISTINCT s.imo) > 1 OR count(DISTINCT s.name) > 1)
SELECT s.mmsi, s.t, s.imo, s.name, s.call_sign, s.ship_type, s.length_m, s.beam_m
FROM statics AS s JOIN claimant AS c ON s.mmsi = c.mmsi
