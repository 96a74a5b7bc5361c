-- Each first report of ten minutes of the ships in met_ship, bad fixes and a second ship under one MMSI left out.
SELECT w.vessel, w.bucket, w.f FROM way AS w JOIN met_ship AS m ON w.vessel = m.mmsi * 100
