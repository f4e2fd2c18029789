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

// LevelNames lists the built-in levels, smallest first.
func LevelNames() []string { return levels.Names() }

// LoadLevel loads the level for a -level argument: a name in LevelNames, the
// path of a level file, or random:SEED:WxH, optionally followed by :LOOPS, the
// percentage of dead ends to open. A built-in name wins over a file of the
// same name; ./NAME is always the file. The error is one sentence that says
// what to write instead, and wraps a *maze.Error if the level itself is
// faulty.
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

// readLevelFile reads the level at a path, but no more bytes than a level may
// have.
func readLevelFile(path string) (*maze.Level, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no level and no file %q; write %s, the path of a level file, or random:SEED:WxH",
			path, strings.Join(LevelNames(), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the level file: %w", err)
	}
	if !info.Mode().IsRegular() { // reading a pipe could wait for ever
		return nil, fmt.Errorf("%q is not a file; write the path of a level file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read the level file: %w", err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maze.MaxFileLen+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read the level file: %w", err)
	}
	if src, err = files.DecodeText(path, src); err != nil {
		return nil, fmt.Errorf("cannot read the level file: %w", err)
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
