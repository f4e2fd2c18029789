#!/bin/bash
# fuzz.sh [SECONDS]
#
# Runs every fuzz target of the module, one after the other, for SECONDS seconds
# each (default 5). All of them together get FUZZ_BUDGET seconds (default 150): with
# many targets each gets less, but at least one second.
#
# Exit code 1: a target failed. The failing input is shown and stays in the
# package's testdata/fuzz/, where `go test` tries it from then on.
set -u
cd "$(dirname "$0")/.." || exit 1

each=${1:-5}
budget=${FUZZ_BUDGET:-150}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

targets() { # prints "package target" lines
	local pkg list
	for pkg in $(.ci/packages-with.sh Fuzz); do
		list=$(go test -run '^$' -list '^Fuzz' "$pkg") || { echo "$list" >&2; return 1; }
		echo "$list" | sed -n "s|^\(Fuzz.*\)|$pkg \1|p"
	done
}

fuzz_one() { # PACKAGE TARGET
	go test -run '^$' -fuzz "^$2\$" -fuzztime "${each}s" -fuzzminimizetime 5s "$1" >"$log" 2>&1
}

# ended_early recognises a known bug of the go command (golang/go issue 75804): on a
# busy machine the end of the fuzz time itself can count as a failure. Then it
# writes no failing input and reports only the deadline.
ended_early() {
	grep -q '^ *context deadline exceeded' "$log" && ! grep -q 'Failing input' "$log"
}

show_failure() { # PACKAGE
	cat "$log"
	sed -n 's|^ *Failing input written to \(.*\)|\1|p' "$log" | while read -r input; do
		echo "--- $1/$input"
		cat "$1/$input"
	done
}

found=$(targets) || exit 1
[ -n "$found" ] || { echo "no fuzz targets found"; exit 0; }
count=$(echo "$found" | wc -l)
if [ $((count * each)) -gt "$budget" ]; then
	each=$((budget / count))
	[ "$each" -ge 1 ] || each=1
fi
echo "$count fuzz targets, ${each} s each"

failed=0
while read -r pkg target; do
	fuzz_one "$pkg" "$target" || { ended_early && fuzz_one "$pkg" "$target"; } || {
		failed=1
		echo "FAIL $pkg $target"
		show_failure "$pkg"
		continue
	}
	echo "ok   $pkg $target: $(sed -n 's/.*\(execs: [0-9]*\).*/\1/p' "$log" | tail -n 1)"
done <<<"$found"
exit $failed
