#!/usr/bin/env bash
# Writes the two lock files from pyproject.toml: hash-pinned, for every platform, naming no index.
set -euo pipefail
cd "$(dirname "$0")/.."
common=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet)
uv pip compile "${common[@]}" pyproject.toml -o requirements/run.txt "$@"
uv pip compile "${common[@]}" pyproject.toml --group dev -o requirements/dev.txt "$@"
