"""One module per question. Each holds `CHECK` and `run(context)`; its docstring is what the user reads."""
