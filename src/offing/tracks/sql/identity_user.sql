-- The MMSIs that may have changed: those that sent statics of two kinds, or an IMO number that another MMSI sent too.
WITH user_face AS (SELECT DISTINCT mmsi, imo, name, call_sign, ship_type, length_m, beam_m FROM statics),
user_imo AS (SELECT DISTINCT mmsi, imo FROM user_face WHERE imo IS NOT NULL),
imo_shared AS (SELECT imo FROM user_imo GROUP BY imo HAVING count(*) > 1)
SELECT mmsi FROM user_face GROUP BY mmsi HAVING count(*) > 1
UNION SELECT u.mmsi FROM user_imo AS u JOIN imo_shared AS i ON u.imo = i.imo
