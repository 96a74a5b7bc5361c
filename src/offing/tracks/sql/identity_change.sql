-- The spells of those MMSIs that said more than one thing of themselves, and of the IMO numbers sent under more than one MMSI.
WITH told_twice AS (SELECT mmsi FROM identity_spell GROUP BY mmsi, what HAVING count(*) > 1),
imo_twice AS (SELECT told FROM identity_spell WHERE what = 'imo' GROUP BY told HAVING count(*) > 1),
told_mmsi AS (
  SELECT mmsi FROM told_twice UNION
  SELECT s.mmsi FROM identity_spell AS s JOIN imo_twice AS i ON s.told = i.told WHERE s.what = 'imo')
SELECT s.* FROM identity_spell AS s JOIN told_mmsi AS m ON s.mmsi = m.mmsi
