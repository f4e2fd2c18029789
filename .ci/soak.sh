#!/bin/bash
# soak.sh [SEEDS] [SECONDS]
#
# Runs what takes too long for `make test`: SEEDS seeds (default 2000) of every
# random game, as many draws of rapid's properties, and SECONDS seconds (default 60)
# of each fuzz target. With 1000 seeds and more also all states of the larger models
# of the agreement between peers. A failure prints the seed and the flag that repeats it.
set -u
cd "$(dirname "$0")/.." || exit 1
seeds=${1:-2000} seconds=${2:-60}

failed=
echo "== random games: $seeds seeds"
CLEW_SEEDS=$seeds go test -count=1 -timeout 6h -v -run '^(TestRandomGames|TestLongGames|TestRandomGamesCommittedLate|TestDrawnGames|TestIntroductions|TestAllStates|TestWalks)$' \
	./engine/game ./net/netsim ./net/peer ./net/peer/internal/model ./net/authority ./cmd/internal/lab/eventlog | grep -v '^=== ' || true
[ "${PIPESTATUS[0]}" -eq 0 ] || failed="$failed games"

echo "== properties: $seeds draws each"
props=$(git grep -l pgregory.net/rapid -- '*_test.go' | xargs -n1 dirname | sort -u | sed 's|^|./|')
for pkg in $props; do
	# Packages whose tests open windows do so under the display that make soak starts.
	go test -count=1 -timeout 2h "$pkg" -args -rapid.checks="$seeds" || failed="$failed $pkg"
done

echo "== fuzzing"
FUZZ_BUDGET=86400 .ci/fuzz.sh "$seconds" || failed="$failed fuzzing"

[ -z "$failed" ] || { echo "soak failed in:$failed"; exit 1; }
