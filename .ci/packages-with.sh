#!/bin/sh
# packages-with.sh PREFIX [DIR…]
#
# Prints the packages, one a line, that have a test function whose name begins
# so (Benchmark, Fuzz): only these need to be compiled and run.
cd "$(dirname "$0")/.." || exit 1
prefix=$1
shift
[ $# -gt 0 ] || set -- cmd engine net assets levels
grep -rl --include='*_test.go' "^func ${prefix}[A-Z_]" "$@" | sed 's|^|./|; s|/[^/]*$||' | sort -u
