-- How far each vessel went from her slot before (from_slot) to this one: speed made good, in hundredths of a knot.
WITH slot_prev AS (
  SELECT vessel, slot, slot - lag(slot) OVER w AS slots_on, x - lag(x) OVER w AS mx, y - lag(y) OVER w AS my, z - lag(z) OVER w AS mz
  FROM slots WINDOW w AS (PARTITION BY vessel ORDER BY slot))
SELECT vessel, slot, slot - slots_on AS from_slot,
       CAST(floor(sqrt(mx * mx + my * my + mz * mz) / (slots_on * 600) * 1.94384449 + 0.5) AS BIGINT) AS ckn
FROM slot_prev WHERE slots_on <= :hole_slots
