#!/bin/sh
# bench.sh REGEXP TIME [PACKAGE…]
#
# Runs the benchmarks of the given packages or, by default, of all packages that
# have any. The go command runs packages with benchmarks one after the other.
cd "$(dirname "$0")/.." || exit 1
regexp=$1 time=$2
shift 2
[ $# -gt 0 ] || set -- $(.ci/packages-with.sh Benchmark)
[ $# -gt 0 ] || { echo "no benchmarks found"; exit 0; }
exec go test -run '^$' -bench "$regexp" -benchtime "$time" -benchmem -timeout 20m "$@"
