#!/bin/bash
# check.sh [STEP…]
#
# All that a change must pass beside `make test`: every step below, or only
# those named (`make check ARGS="vet staticcheck"`). A step that fails does not
# stop the others; the end names all that failed.
set -u
cd "$(dirname "$0")/.." || exit 1

# Pinned here, outside the game's go.mod: a tool of ours, no part of the game.
STATICCHECK=honnef.co/go/tools/cmd/staticcheck@v0.8.2

steps="gofmt vet staticcheck importlaw modules headless windows arm arm64 386 wasm race fuzz dist"

step_gofmt() { # every file as gofmt writes it
	local bad
	bad=$(gofmt -l .) || return 1
	[ -z "$bad" ] || { echo "not as gofmt writes them ('gofmt -w' mends that):"; echo "$bad"; return 1; }
}

step_vet() { # go vet
	go vet ./...
}

step_staticcheck() { # staticcheck; also: every package has a comment, and those of exported names start with the name
	go run "$STATICCHECK" -checks inherit,ST1000,ST1016,ST1020,ST1021,ST1022 ./...
}

step_importlaw() { # who may import whom: cmd/internal/importlaw holds the table
	go test ./cmd/internal/importlaw
}

step_modules() { # go.mod says what the code imports, and the modules are what go.sum says
	go mod tidy -diff || { echo "'go mod tidy' mends that"; return 1; }
	go mod verify
}

step_headless() { # the server, the bots and the lab build without C
	CGO_ENABLED=0 go build -o /dev/null ./cmd/clewd ./cmd/clewbot ./cmd/clewlab
}

step_windows() { # the game and the server build for Windows, without C
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -o /dev/null ./cmd/clew ./cmd/clewd ./cmd/clewbot ./cmd/clewlab
}

# portable runs what must say the same on every processor: the engine, the
# codecs, and the traces of scenarios, byte by byte.
portable() { # GOARCH [go test FLAGS…]
	local arch=$1
	shift
	GOARCH=$arch CGO_ENABLED=0 go test -short "$@" ./engine/... ./net/wire/... || return 1
	GOARCH=$arch CGO_ENABLED=0 go test -short "$@" -run '^(TestTraces|TestCauses)$' ./cmd/internal/lab/eventlog
}

# emulated is portable under user-mode QEMU. Only Linux has that.
emulated() { # GOARCH QEMU
	[ "$(uname -s)" = Linux ] || { echo "left out: $2 runs on Linux only"; return 0; }
	command -v "$2" >/dev/null || { echo "$2 is missing; 'make check' installs it (Debian's qemu-user)"; return 1; }
	portable "$1" -exec "$2"
}

step_arm() { # a 32-bit word: on arm, emulated, the same tests and the same bytes
	emulated arm qemu-arm
}

step_arm64() { # another 64-bit processor, native where this one is it
	if [ "$(go env GOHOSTARCH)" = arm64 ]; then portable arm64; else emulated arm64 qemu-aarch64; fi
}

step_386() { # a 32-bit word without emulation, where the kernel runs such programs
	[ "$(go env GOHOSTARCH)" = amd64 ] || { echo "left out: not an amd64 machine; the step arm holds the 32-bit word"; return 0; }
	local dir ran
	dir=$(mktemp -d) || return 1
	echo 'package main; func main() {}' >"$dir/main.go"
	GOARCH=386 CGO_ENABLED=0 go build -o "$dir/main" "$dir/main.go" || { rm -rf "$dir"; return 1; }
	"$dir/main" 2>/dev/null
	ran=$?
	rm -rf "$dir"
	[ $ran != 126 ] || { echo "left out: this kernel runs no 386 programs; the step arm holds the 32-bit word"; return 0; }
	portable 386
}

step_wasm() { # so does a browser's machine: the recorded games are the same hash by hash
	command -v node >/dev/null || { echo "left out: no node to run it with; built only"; GOOS=js GOARCH=wasm go vet ./engine/...; return; }
	GOOS=js GOARCH=wasm go test -exec="$(go env GOROOT)/lib/wasm/go_js_wasm_exec" ./engine/sim ./engine/rollback ./engine/replay
}

step_race() { # all tests in random order, watched for data races; those of e2e run other programs
	CLEW_SEEDS=50 .ci/display.sh go test -race -shuffle=on -timeout 20m $(go list ./... | grep -v '/e2e$')
}

step_fuzz() { # a few seconds of each fuzz target
	.ci/display.sh .ci/fuzz.sh
}

step_dist() { # the packages are built, installed, opened and removed; those for Windows run under Wine
	.ci/dist.sh && .ci/try-dist.sh
}

# These print lines for people to follow; the others speak only of failure.
loud=" arm arm64 386 wasm race fuzz dist "

log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=

run_step() { # STEP
	local name=$1 begin=$SECONDS ok=ok
	declare -F "step_$name" >/dev/null || { echo "check.sh: no such step: $name (there are: $steps)" >&2; exit 2; }
	echo "== $name"
	case $loud in
	*" $name "*) "step_$name" || ok=FAILED ;;
	*) "step_$name" >"$log" 2>&1 || { ok=FAILED; cat "$log"; } ;;
	esac
	[ $ok = ok ] || failed="$failed $name"
	echo "== $name: $ok ($((SECONDS - begin)) s)"
}

for step in ${*:-$steps}; do run_step "$step"; done
[ -z "$failed" ] || { echo "make check failed in:$failed"; exit 1; }
