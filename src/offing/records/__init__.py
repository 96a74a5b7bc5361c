"""What a sourced fact is: statements, citations, entities, identifiers, names, dated spans, territories, rungs."""
