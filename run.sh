#!/usr/bin/env bash
# Builds and runs Lattice. `./run.sh --help` tells how.
set -euo pipefail
cd "$(dirname "$0")"
case "${1:-}" in
  test) exec mvn -B -q verify ;;
  *) echo "usage: ./run.sh test" >&2; exit 2 ;;
esac
