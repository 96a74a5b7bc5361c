-- A vessel silent for longer than :gap_s: her last report before and her first after.
SELECT vessel, t0, t1, lat0, lon0, lat1, lon1 FROM leg WHERE t1 - t0 > :gap_s
