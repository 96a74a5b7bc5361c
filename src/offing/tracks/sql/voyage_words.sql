-- What the ships of the encounters said of their draught and destination, each value where it first stood and stood again.
WITH spoken AS (
  SELECT s.mmsi, s.t, s.draught_m, s.destination FROM statics AS s JOIN (SELECT DISTINCT mmsi FROM met_ship) AS m ON s.mmsi = m.mmsi
  WHERE s.draught_m IS NOT NULL OR s.destination IS NOT NULL),
spoken_prev AS (
  SELECT *, lag(t) OVER w AS earlier, lag(draught_m) OVER w AS draught_before, lag(destination) OVER w AS destination_before
  FROM spoken WINDOW w AS (PARTITION BY mmsi ORDER BY t, draught_m, destination)),
spoken_next AS (
  SELECT *, lead(t) OVER (PARTITION BY mmsi ORDER BY t, draught_m, destination) AS later FROM spoken_prev)
SELECT mmsi, t, draught_m, destination FROM spoken_next
WHERE earlier IS NULL OR later IS NULL OR draught_m IS DISTINCT FROM draught_before OR destination IS DISTINCT FROM destination_before
