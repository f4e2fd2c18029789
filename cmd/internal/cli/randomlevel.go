package cli

import (
	"fmt"
	"strconv"
	"strings"

	"clew/engine/maze"
)

const (
	randomPrefix = "random:" // what a random level begins with

	// DefaultLoopPercent is how many per cent of the dead ends a random level opens that
	// does not say.
	DefaultLoopPercent = 50
)

// RandomLevelArg returns the -level argument for a random level. It is the
// name of that level, too.
func RandomLevelArg(seed uint64, w, h, loops int) string {
	arg := fmt.Sprintf("%s%d:%dx%d", randomPrefix, seed, w, h)
	if loops != DefaultLoopPercent {
		arg += fmt.Sprintf(":%d", loops)
	}
	return arg
}

// generateLevel generates the level for random:SEED:WxH or
// random:SEED:WxH:LOOPS. It is named by that argument, so that its name is
// enough to get it again.
func generateLevel(arg string) (*maze.Level, error) {
	seed, w, h, loops, ok := parseRandomLevel(arg)
	if !ok {
		return nil, fmt.Errorf("%q is not random:SEED:WxH; write numbers as in random:7:41x31", arg)
	}
	m, err := maze.Generate(seed, w, h, loops)
	if err != nil {
		return nil, fmt.Errorf("level %q: %w", arg, err)
	}
	return &maze.Level{Name: RandomLevelArg(seed, w, h, loops), Maze: m}, nil
}

// parseRandomLevel splits random:SEED:WxH:LOOPS.
func parseRandomLevel(arg string) (seed uint64, w, h, loops int, ok bool) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(arg, randomPrefix), ":")
	size, last, more := strings.Cut(rest, ":")
	width, height, _ := strings.Cut(size, "x")
	seed, err1 := strconv.ParseUint(first, 10, 64)
	w, err2 := strconv.Atoi(width)
	h, err3 := strconv.Atoi(height)
	loops, err4 := DefaultLoopPercent, error(nil)
	if more {
		loops, err4 = strconv.Atoi(last)
	}
	return seed, w, h, loops, err1 == nil && err2 == nil && err3 == nil && err4 == nil
}
