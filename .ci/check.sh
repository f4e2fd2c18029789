#!/bin/bash
# check.sh [STEP…]
#
# Runs the checks that a change must pass in addition to `make test`: every step
# below, or only those named (`make check ARGS="vet staticcheck"`). A step that
# fails does not stop the others; the last line names all that failed.
set -u
cd "$(dirname "$0")/.." || exit 1

# Pinned here rather than in go.mod: a tool for developers, not part of the game.
STATICCHECK=honnef.co/go/tools/cmd/staticcheck@v0.8.2

steps="gofmt vet staticcheck importlaw modules headless windows arm arm64 386 wasm race fuzz dist"

step_gofmt() { # all files are formatted
	local bad
	bad=$(gofmt -l .) || return 1
	[ -z "$bad" ] || { echo "not formatted ('gofmt -w' fixes that):"; echo "$bad"; return 1; }
}

step_vet() { # go vet
	go vet ./...
}

step_staticcheck() { # staticcheck; every package has a comment, and the comment of an exported name starts with the name
	go run "$STATICCHECK" -checks inherit,ST1000,ST1016,ST1020,ST1021,ST1022 ./...
}

step_importlaw() { # which package may import which; cmd/internal/importlaw has the table
	go test ./cmd/internal/importlaw
}

step_modules() { # go.mod matches the imports, and the modules match go.sum
	go mod tidy -diff || { echo "'go mod tidy' fixes that"; return 1; }
	go mod verify
}

step_headless() { # the server, the bots and the lab build without C
	CGO_ENABLED=0 go build -o /dev/null ./cmd/clewd ./cmd/clewbot ./cmd/clewlab
}

step_windows() { # the game and the server build for Windows, without C
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -o /dev/null ./cmd/clew ./cmd/clewd ./cmd/clewbot ./cmd/clewlab
}

# portable runs the tests whose results must be the same on every processor: the
# engine, the codecs, the traces of scenarios, byte by byte, random games, and what
# peers without a server make of one.
portable() { # GOARCH [go test FLAGS…]
	local arch=$1
	shift
	GOARCH=$arch CGO_ENABLED=0 go test -short "$@" ./engine/... ./net/wire/... || return 1
	GOARCH=$arch CGO_ENABLED=0 go test -short "$@" -run '^(TestTraces|TestCauses)$' ./cmd/internal/lab/eventlog || return 1
	GOARCH=$arch CGO_ENABLED=0 go test -short "$@" -run '^TestGoldenGames$' ./net/netsim || return 1
	GOARCH=$arch CGO_ENABLED=0 go test -short "$@" -run '^(TestGoldenGame|TestRulesHash)$' ./net/peer
}

# emulated runs portable under user-mode QEMU, which exists only on Linux.
emulated() { # GOARCH QEMU
	[ "$(uname -s)" = Linux ] || { echo "left out: $2 runs only on Linux"; return 0; }
	command -v "$2" >/dev/null || { echo "$2 is missing; 'make check' installs it (Debian's qemu-user)"; return 1; }
	portable "$1" -exec "$2"
}

# mixed has a bot for an emulated processor and one for this machine's play in one game.
mixed() { # GOARCH QEMU
	[ "$(uname -s)" = Linux ] || return 0 # emulated has said why
	local dir failed
	dir=$(mktemp -d) || return 1
	GOARCH=$1 CGO_ENABLED=0 go build -o "$dir/clewbot" ./cmd/clewbot &&
		CLEWBOT_OTHER="$2 $dir/clewbot" go test -count=1 -run '^TestTwoArchitectures$' ./cmd/clewbot
	failed=$?
	rm -rf "$dir"
	return $failed
}

step_arm() { # a 32-bit processor, emulated
	emulated arm qemu-arm && mixed arm qemu-arm
}

step_arm64() { # another 64-bit processor, emulated unless this machine is one
	if [ "$(go env GOHOSTARCH)" = arm64 ]; then portable arm64; else emulated arm64 qemu-aarch64; fi
}

step_386() { # a 32-bit processor without emulation, if the kernel runs such programs
	[ "$(go env GOHOSTARCH)" = amd64 ] || { echo "left out: not an amd64 machine; the step arm covers 32 bits"; return 0; }
	local dir ran
	dir=$(mktemp -d) || return 1
	echo 'package main; func main() {}' >"$dir/main.go"
	GOARCH=386 CGO_ENABLED=0 go build -o "$dir/main" "$dir/main.go" || { rm -rf "$dir"; return 1; }
	"$dir/main" 2>/dev/null
	ran=$?
	rm -rf "$dir"
	[ $ran != 126 ] || { echo "left out: this kernel runs no 386 programs; the step arm covers 32 bits"; return 0; }
	portable 386
}

step_wasm() { # WebAssembly: recorded games and random ones have the same hashes
	command -v node >/dev/null || { echo "left out: there is no node to run it with; vetted only"; GOOS=js GOARCH=wasm go vet ./engine/...; return; }
	local exec
	exec="$(go env GOROOT)/lib/wasm/go_js_wasm_exec"
	GOOS=js GOARCH=wasm go test -exec="$exec" ./engine/sim ./engine/rollback ./engine/replay || return 1
	GOOS=js GOARCH=wasm go test -short -exec="$exec" ./engine/game || return 1
	GOOS=js GOARCH=wasm go test -short -exec="$exec" -run '^TestGoldenGames$' ./net/netsim || return 1
	GOOS=js GOARCH=wasm go test -short -exec="$exec" -run '^(TestGoldenGame|TestRulesHash)$' ./net/peer
}

step_race() { # all tests in random order under the race detector, except e2e, which runs other programs
	# Three long tests are left to `make test`: they draw in one goroutine, where nothing can
	# race. What loads, dials or records in another has tests of its own.
	CLEW_SEEDS=50 .ci/display.sh go test -race -shuffle=on -timeout 20m \
		-skip '^(TestEveryScreen|TestPanelsGiveWay|TestPanelsGiveWayToEachOther)$' $(go list ./... | grep -v '/e2e$')
}

step_fuzz() { # three seconds of each fuzz target; `make soak` runs them for long
	.ci/display.sh .ci/fuzz.sh 3
}

step_dist() { # packages are built, installed, opened and removed; the Windows programs run under Wine
	.ci/dist.sh && .ci/try-dist.sh
}

# The output of these steps is always shown; that of the others only if they fail.
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
