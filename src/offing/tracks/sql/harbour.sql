-- Ports and anchorages in the same centimetres.
SELECT port_id, CAST(floor(637100880 * cos(radians(lat)) * cos(radians(lon)) + 0.5) AS BIGINT) AS x,
       CAST(floor(637100880 * cos(radians(lat)) * sin(radians(lon)) + 0.5) AS BIGINT) AS y,
       CAST(floor(637100880 * sin(radians(lat)) + 0.5) AS BIGINT) AS z
FROM ports WHERE role <> 'lightering'
