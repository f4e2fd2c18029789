# The commands of Clew. `make` alone lists them.
#
# The longer commands are shell scripts in .ci/; a comment at the top of each says what it does.

# Go's usual folder, for machines where it is not in PATH.
export PATH := $(PATH):/usr/local/go/bin

# Tests, checks and packages share what is compiled, since all of them build with -trimpath.
export GOFLAGS := $(GOFLAGS) -trimpath

ARGS      ?=
PKG       ?=
BENCH     ?= .
BENCHTIME ?= 0.5s
FUZZTIME  ?= 5
SEEDS     ?= 2000
TESTFLAGS ?=

GOBUILD = go build -buildvcs=false

.DEFAULT_GOAL := help
.PHONY: help play serve test shots check bench fuzz soak build dist trydist deps screen client headless

help: ## list these commands
	@echo 'make COMMAND [NAME=value …]'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'Settings: play and serve take ARGS="…" (their flags), test and bench take'
	@echo 'PKG=./engine/..., bench takes BENCH=regexp and BENCHTIME=1s, fuzz takes'
	@echo 'FUZZTIME=seconds for each target, soak takes SEEDS=count.'

play: screen client ## install what is missing, build the game and open it
	@exec bin/clew $(ARGS)

serve: headless ## run the headless server: make serve ARGS="-level random:7:31x31"
	@exec bin/clewd $(ARGS)

test: ## install what is missing, including a virtual display, and run all tests
	@.ci/setup.sh window display netns python
	@mkdir -p out
	@.ci/display.sh .ci/test.sh $(CURDIR)/out "$(TESTFLAGS)" $(PKG)

shots: ## capture every screen in each size, scale and language into out/shots, and check the pictures
	@.ci/setup.sh window display
	@CLEW_PICTURES=$(CURDIR)/out/shots .ci/display.sh go test -timeout 30m -count=1 -run 'TestEveryScreen$$' ./cmd/clew/internal/screen

check: ## run the other checks that a change must pass: style, imports, races, fuzzing, platforms, packages
	@.ci/setup.sh window display netns python qemu dist trydist
	@.ci/check.sh $(ARGS)

bench: ## run the benchmarks
	@.ci/setup.sh window display netns python
	@.ci/display.sh .ci/bench.sh '$(BENCH)' '$(BENCHTIME)' $(PKG)

fuzz: ## run each fuzz target for FUZZTIME seconds
	@.ci/setup.sh window display
	@FUZZ_BUDGET=86400 .ci/display.sh .ci/fuzz.sh $(FUZZTIME)

soak: ## run what takes too long for make test: SEEDS seeds of every random game, long fuzzing
	@.ci/setup.sh window display
	@.ci/display.sh .ci/soak.sh '$(SEEDS)'

build: client headless ## build bin/clew, bin/clewd, bin/clewbot and bin/clewlab

dist: ## write the packages of a release into dist/: make dist VERSION=1.2.0
	@.ci/setup.sh window dist
	@.ci/dist.sh

trydist: ## install, open and remove the packages in dist/, those for Windows under Wine
	@.ci/setup.sh window display dist trydist
	@.ci/try-dist.sh

deps: ## only install what the other commands need
	@.ci/setup.sh window display netns python

screen:
	@.ci/screen.sh

# The window needs C; the server, the bots and the lab are plain Go and run anywhere.
client:
	@.ci/setup.sh window
	@echo 'building bin/clew (the first time takes a minute or two)'
	@$(GOBUILD) -o bin/clew ./cmd/clew

headless:
	@.ci/setup.sh
	@echo 'building bin/clewd, bin/clewbot and bin/clewlab'
	@CGO_ENABLED=0 $(GOBUILD) -o bin/ ./cmd/clewd ./cmd/clewbot ./cmd/clewlab
