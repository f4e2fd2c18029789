// Package cli finds the level that a -level flag names: one that comes with
// the game, a file, or a maze generated from a seed.
package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"clew/cmd/internal/files"
	"clew/engine/maze"
	"clew/levels"
)

// LevelNames lists the levels that come with the game, the smallest first.
func LevelNames() []string { return levels.Names() }

// LoadLevel finds the level for an argument: a name in Names, the path of a
// level file, or random:SEED:WxH, after which may stand :LOOPS, the per cent of
// dead ends that are opened. A name comes before a file that is called the
// same; ./NAME is always the file. An error is one sentence that says what
// to write instead, and a *maze.Error is in it when the level has a fault.
func LoadLevel(arg string) (*maze.Level, error) {
	if strings.HasPrefix(arg, randomPrefix) {
		return generateLevel(arg)
	}
	if slices.Contains(LevelNames(), arg) {
		return builtInLevel(arg)
	}
	return readLevelFile(arg)
}

func builtInLevel(name string) (*maze.Level, error) {
	src, err := levels.Source(name)
	if err != nil {
		return nil, err
	}
	return parseLevel(name, src)
}

// readLevelFile reads the level at a path, but no more of it than a level can have.
func readLevelFile(path string) (*maze.Level, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no level and no file %q; write %s, the path of a level file, or random:SEED:WxH",
			path, strings.Join(LevelNames(), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("the level file can't be read: %w", err)
	}
	if !info.Mode().IsRegular() { // reading a pipe could wait for ever
		return nil, fmt.Errorf("%q is no file; write the path of a level file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the level file can't be read: %w", err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maze.MaxFileLen+1))
	if err != nil {
		return nil, fmt.Errorf("the level file can't be read: %w", err)
	}
	if src, err = files.DecodeText(path, src); err != nil {
		return nil, fmt.Errorf("the level file can't be read: %w", err)
	}
	return parseLevel(path, src)
}

func parseLevel(name string, src []byte) (*maze.Level, error) {
	level, err := maze.Parse(src)
	if err != nil {
		return nil, fmt.Errorf("level %q, %w", name, err)
	}
	return level, nil
}
