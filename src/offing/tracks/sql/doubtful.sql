-- The reports of `suspect`, each once, in order: what the split into hulls deals out.
WITH doubtful_report AS (
  SELECT c.mmsi, c.bucket, c.f AS packed FROM chain AS c JOIN suspect AS s ON c.mmsi = s.mmsi
  UNION SELECT c.mmsi, c.bucket, c.l FROM chain AS c JOIN suspect AS s ON c.mmsi = s.mmsi)
SELECT mmsi, bucket, packed FROM doubtful_report ORDER BY mmsi, bucket, packed
