-- Where each vessel of `silence` was an hour before it, as far as she was seen then: what she went on to, if she went on so.
SELECT q.id, q.x - s.x AS dx, q.y - s.y AS dy, q.z - s.z AS dz FROM silence AS q JOIN slots AS s ON q.vessel = s.vessel AND s.slot = q.t0 // 600 - 6
