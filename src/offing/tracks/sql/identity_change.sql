-- The spells of each field that an MMSI sent more than one value of, and of the IMO numbers sent under more than one MMSI.
WITH told_twice AS (SELECT mmsi, what FROM identity_spell GROUP BY mmsi, what HAVING count(*) > 1),
imo_twice AS (SELECT told FROM identity_spell WHERE what = 'imo' GROUP BY told HAVING count(*) > 1)
SELECT s.* FROM identity_spell AS s JOIN told_twice AS t ON s.mmsi = t.mmsi AND s.what = t.what
UNION
SELECT s.* FROM identity_spell AS s JOIN imo_twice AS i ON s.told = i.told WHERE s.what = 'imo'
