package reel

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"clew/net/rig/scenario"
)

// Find finds a scenario for an argument: the name of one that comes with the
// game, or the path of a file. An error is one line that says what to write
// instead, or where the file is wrong.
func Find(arg string) (*scenario.Scenario, error) {
	src, err := scenario.Example(arg)
	if err == nil {
		return scenario.Parse(src, arg+".toml")
	}
	f, err := os.Open(arg)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no scenario and no file %q; write %s, or the path of a scenario file",
			arg, strings.Join(scenario.Examples(), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("the scenario can't be read: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%q is no file; write the path of a scenario file", arg)
	}
	src, err = io.ReadAll(io.LimitReader(f, scenario.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("the scenario can't be read: %w", err)
	}
	return scenario.Parse(src, arg)
}
