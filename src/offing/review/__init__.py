"""The user's book against lists, rules and tracks: findings, each with its proof. `checks/` holds one module per question."""
