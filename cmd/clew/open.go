package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/lessonui"
	"clew/cmd/clew/internal/replays"
	"clew/cmd/clew/internal/startup"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/files"
	"clew/cmd/internal/lab/lesson"
)

// destination is something to open instead of the menu.
type destination struct {
	name      string // as typed
	errPrefix string // before an error; empty for a file, whose errors name it
	arg       string // value of the flag; empty if not given
	open      func(arg string) error
}

// destinations lists what flags and a file can open.
func (c *startConfig) destinations(opts *startup.Options, file string) []destination {
	return []destination{
		{"-connect", "-connect: ", opts.Connect, func(string) error { return nil }},
		{"-invite", "-invite: ", opts.Invite, func(string) error { return nil }},
		{"-together", "-together: ", opts.Together, func(string) error { return nil }},
		{"-lab", "-lab: ", opts.Lab, func(arg string) (err error) { c.Lab, err = lab.Find(arg); return err }},
		{"-lesson", "-lesson: ", opts.Lesson, func(arg string) (err error) { c.Lesson, err = lessonui.Find(arg); return err }},
		{"-replay", "-replay: ", opts.Replay, c.openReplay},
		{strconv.Quote(file), "", file, c.openOrReport},
	}
}

// chooseDestination finds what to open instead of the menu, if anything.
func (c *startConfig) chooseDestination(opts *startup.Options) error {
	taken := ""
	for _, dest := range c.destinations(opts, strings.Join(opts.Files, "")) {
		if dest.arg == "" {
			continue
		}
		if taken != "" {
			return fmt.Errorf("%s and %s exclude each other; leave one of them out", taken, dest.name)
		}
		if err := dest.open(dest.arg); err != nil {
			return fmt.Errorf("%s%w", dest.errPrefix, err)
		}
		taken = dest.name
	}
	return c.chooseComparison(opts)
}

// chooseComparison finds the scenario to compare with in the Lab.
func (c *startConfig) chooseComparison(opts *startup.Options) (err error) {
	if opts.Compare == "" {
		return nil
	}
	if opts.Lab == "" {
		return errors.New("-compare needs a scenario given with -lab")
	}
	if c.LabCompare, err = lab.Find(opts.Compare); err != nil {
		return fmt.Errorf("-compare: %w", err)
	}
	return nil
}

// replayExts holds the extensions of replays.
var replayExts = []string{".clewrec", ".capture"}

// isReplay reports whether a file is a replay by its start or its extension, so
// that the window can explain what is wrong with a damaged one.
func isReplay(path string, start []byte) bool {
	return replays.IsReplay(start) || slices.Contains(replayExts, strings.ToLower(filepath.Ext(path)))
}

// openError is an error about a file, with the key of its text in the window.
type openError struct {
	error
	key string
}

// openErrorText explains in the current language why a file was not opened.
func openErrorText(path string, err error) string {
	var fileErr *openError
	if errors.As(err, &fileErr) {
		return i18n.Tf(fileErr.key, path)
	}
	return i18n.Tf("open.failed", i18n.ErrorText(err))
}

// openOrReport opens the file given as an argument. Errors are shown in the
// window too, since a desktop shows nobody what a program prints.
func (c *startConfig) openOrReport(path string) error {
	if err := c.open(path); err != nil {
		c.openErr = err
		c.OpenError = func() string { return openErrorText(path, err) }
	}
	return nil
}

// open opens a file of any kind. An error is one line that says what to do
// instead, or where the file is wrong.
func (c *startConfig) open(path string) (err error) {
	start, err := readStart(path)
	if err != nil {
		return err
	}
	if isReplay(path, start) {
		c.Replay = path
		return nil
	}
	text, err := files.DecodeText(path, start)
	switch {
	case err != nil:
	case bytes.IndexByte(text, 0) >= 0:
		return &openError{fmt.Errorf("%q is not a file that Clew opens; name %s", path, startup.FileKinds), "open.unknown"}
	case looksLikeLesson(text):
		c.Lesson, err = lessonui.Find(path)
	case looksLikeTOML(text):
		c.Lab, err = lab.Find(path)
	default:
		if c.Level, err = filepath.Abs(path); err == nil { // a bare name could be a shipped level
			_, err = cli.LoadLevel(c.Level)
		}
	}
	return err
}

// openReplay opens a replay.
func (c *startConfig) openReplay(path string) error {
	start, err := readStart(path)
	if err != nil {
		return err
	}
	if !isReplay(path, start) {
		return fmt.Errorf("%q is not a replay; name a server's recording or a capture", path)
	}
	c.Replay = path
	return nil
}

// readStart reads the start of a file, as long as the longest lesson.
func readStart(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &openError{startup.FileNotFound(path), "open.missing"}
	}
	if err != nil {
		return nil, fmt.Errorf("cannot open the file: %w", err)
	}
	if !info.Mode().IsRegular() { // opening a pipe could block
		return nil, &openError{fmt.Errorf("%q is not a file; name %s", path, startup.FileKinds), "open.not-a-file"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("cannot open the file: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, lesson.MaxFile))
	if err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	return b, nil
}

// looksLikeLesson reports whether a line starts a task, which only lessons have.
func looksLikeLesson(text []byte) bool {
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("[[task]]")) {
			return true
		}
	}
	return false
}

// looksLikeTOML tells a scenario from a level by the first line with content: a
// key and '=', or a table in brackets.
func looksLikeTOML(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		sep := bytes.IndexAny(line, "=:")
		return line[0] == '[' || sep > 0 && line[sep] == '='
	}
	return false
}
