package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"clew/cmd/internal/cli"
	"clew/cmd/internal/files"
	"clew/cmd/internal/lab/scenario"
)

// source is a scenario and its name.
type source struct {
	name     string // of its results: the file's, without the ending
	scenario *scenario.Scenario
	peers    *scenario.PeerScenario // in its place, for a game without a server
}

// ticks returns how long the game lasts.
func (s source) ticks() int {
	if s.peers != nil {
		return s.peers.Ticks
	}
	return s.scenario.Ticks
}

// load reads all scenarios and checks that each can be played.
func load(files []string, level string) ([]source, error) {
	var list []source
	for _, file := range files {
		s, err := loadOne(file, level)
		if err != nil {
			return nil, badInput{err}
		}
		list = append(list, s)
	}
	return list, nil
}

func loadOne(file, level string) (source, error) {
	src, err := read(file)
	if err != nil {
		return source{}, err
	}
	s, peers, err := scenario.ParseAny(src, file)
	if err != nil {
		return source{}, err
	}
	at := fmt.Sprintf("%s:%d", file, levelLine(src))
	if level != "" {
		at = "-level"
	}
	if err := checkPlayable(s, peers, level); err != nil {
		return source{}, fmt.Errorf("%s: %w", at, err)
	}
	name := strings.TrimSuffix(filepath.Base(file), ".toml")
	if name == "" || strings.HasPrefix(name, ".") {
		return source{}, fmt.Errorf("%s: results can't be called %q; give the file a name that starts with a letter", file, name)
	}
	return source{name, s, peers}, nil
}

// checkPlayable moves a scenario to another level, unless that is empty, and returns
// why it can't be played there.
func checkPlayable(s *scenario.Scenario, peers *scenario.PeerScenario, level string) (err error) {
	if peers != nil {
		if level != "" {
			peers.Level, peers.Maze = level, ""
		}
		_, err = peers.Game(cli.LoadLevel)
		return err
	}
	if level != "" {
		s.Level, s.Maze = level, ""
	}
	_, err = s.Simulation(cli.LoadLevel)
	return err
}

// exampleNames lists the built-in scenarios.
func exampleNames() string {
	return strings.Join(slices.Concat(scenario.Examples(), scenario.PeerExamples()), ", ")
}

var levelKey = regexp.MustCompile(`(?m)^\s*level\s*=`)

// levelLine returns the line on which a scenario names its level.
func levelLine(src []byte) int {
	at := levelKey.FindIndex(src)
	if at == nil {
		return 1
	}
	return strings.Count(string(src[:at[1]]), "\n") + 1
}

// read returns a scenario file, or a built-in scenario.
func read(file string) ([]byte, error) {
	switch {
	case slices.Contains(scenario.Examples(), file):
		return scenario.Example(file)
	case slices.Contains(scenario.PeerExamples(), file):
		return scenario.PeerExample(file)
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("no built-in scenario and no file is called %q; write the path of a scenario file, or %s",
			file, exampleNames())
	case err != nil:
		return nil, fmt.Errorf("cannot read the scenario: %w", err)
	case !info.Mode().IsRegular(): // reading a pipe could wait for ever
		return nil, fmt.Errorf("%q is not a file; write the path of a scenario file", file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read the scenario: %w", err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, scenario.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read the scenario: %w", err)
	}
	if src, err = files.DecodeText(file, src); err != nil {
		return nil, fmt.Errorf("cannot read the scenario: %w", err)
	}
	return src, nil
}
