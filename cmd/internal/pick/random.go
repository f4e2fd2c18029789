package pick

import (
	"fmt"
	"strconv"
	"strings"

	"clew/engine/maze"
)

const (
	random = "random:" // what a random level begins with
	loops  = 50        // per cent of the dead ends that a random level opens
)

// generate makes the level for random:SEED:WxH. Its name is that again, so
// that whoever reads the name can have the same level.
func generate(arg string) (*maze.Level, error) {
	seed, w, h, ok := parseRandom(arg)
	if !ok {
		return nil, fmt.Errorf("%q is not random:SEED:WxH; write numbers as in random:7:41x31", arg)
	}
	m, err := maze.Generate(seed, w, h, loops)
	if err != nil {
		return nil, fmt.Errorf("level %q: %w", arg, err)
	}
	return &maze.Level{Name: fmt.Sprintf("%s%d:%dx%d", random, seed, w, h), Maze: m}, nil
}

// parseRandom takes random:SEED:WxH apart.
func parseRandom(arg string) (seed uint64, w, h int, ok bool) {
	first, size, _ := strings.Cut(strings.TrimPrefix(arg, random), ":")
	width, height, _ := strings.Cut(size, "x")
	seed, err1 := strconv.ParseUint(first, 10, 64)
	w, err2 := strconv.Atoi(width)
	h, err3 := strconv.Atoi(height)
	return seed, w, h, err1 == nil && err2 == nil && err3 == nil
}
