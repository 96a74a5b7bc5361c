-- Cells of 0.02 degrees in which any report of those vessels lies.
SELECT cell_f AS cell FROM land_way UNION SELECT cell_l FROM land_way
