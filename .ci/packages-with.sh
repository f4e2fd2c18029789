#!/bin/sh
# packages-with.sh PREFIX
#
# Prints the packages, one per line, that have a test function whose name begins
# with PREFIX (Benchmark, Fuzz): only these need to be compiled and run.
cd "$(dirname "$0")/.." || exit 1
grep -rl --include='*_test.go' "^func ${1}[A-Z_]" . | sed 's|/[^/]*$||' | sort -u
