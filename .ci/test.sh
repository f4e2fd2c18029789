#!/bin/bash
# test.sh FOLDER FLAGS [PACKAGE…]
#
# Runs the tests, by default all, and keeps what they write in the folder. Those
# that open the real windows come last and by themselves: beside others they
# would mostly wait for each other's pictures.
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
