#!/bin/bash
# test.sh FOLDER FLAGS [PACKAGE…]
#
# Runs the given tests or, by default, all, and stores their files in FOLDER. The
# tests that open real windows run last and alone: in parallel with others they
# would mostly wait for pictures.
set -u
cd "$(dirname "$0")/.." || exit 1
out=$1 flags=$2
shift 2

run() { # PACKAGE…
	go test -timeout 20m -artifacts -outputdir "$out" $flags "$@"
}

[ $# -eq 0 ] || { run "$@"; exit; }
failed=0
run $(go list ./... | grep -v '/e2e$') || failed=1
run ./cmd/clew/e2e || failed=1
exit $failed
