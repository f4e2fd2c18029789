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
	"clew/cmd/clew/internal/lab/lessons"
	"clew/cmd/clew/internal/recordings"
	"clew/cmd/clew/internal/startup"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/files"
	"clew/cmd/internal/lab/lesson"
)

// destination is something other than the menu to open.
type destination struct {
	name      string // as it was typed
	errPrefix string // what an error begins with; that about a file names it by itself
	arg       string // where it leads; empty: it was not taken
	open      func(arg string) error
}

// destinations lists what flags and a file can open.
func (s *startConfig) destinations(o *startup.Options, file string) []destination {
	return []destination{
		{"-connect", "-connect: ", o.Connect, func(string) error { return nil }},
		{"-lab", "-lab: ", o.Lab, func(arg string) (err error) { s.Lab, err = lab.Find(arg); return err }},
		{"-lesson", "-lesson: ", o.Lesson, func(arg string) (err error) { s.Lesson, err = lessons.Find(arg); return err }},
		{"-replay", "-replay: ", o.Replay, s.openReplay},
		{strconv.Quote(file), "", file, s.openOrReport},
	}
}

// chooseDestination finds what to open instead of the menu, if anything.
func (s *startConfig) chooseDestination(o *startup.Options) error {
	taken := ""
	for _, w := range s.destinations(o, strings.Join(o.Files, "")) {
		if w.arg == "" {
			continue
		}
		if taken != "" {
			return fmt.Errorf("%s and %s exclude each other; leave one of them out", taken, w.name)
		}
		if err := w.open(w.arg); err != nil {
			return fmt.Errorf("%s%w", w.errPrefix, err)
		}
		taken = w.name
	}
	return s.chooseComparison(o)
}

// chooseComparison finds the scenario to compare with in the Lab.
func (s *startConfig) chooseComparison(o *startup.Options) (err error) {
	if o.Compare == "" {
		return nil
	}
	if o.Lab == "" {
		return errors.New("-compare needs a scenario given with -lab")
	}
	if s.LabCompare, err = lab.Find(o.Compare); err != nil {
		return fmt.Errorf("-compare: %w", err)
	}
	return nil
}

// replayExts holds the extensions of replays.
var replayExts = []string{".clewrec", ".capture"}

// isReplay reports whether a file that starts so is a replay, or has the name of
// one: the window explains what is wrong with a damaged one.
func isReplay(path string, begin []byte) bool {
	return recordings.IsReplay(begin) || slices.Contains(replayExts, strings.ToLower(filepath.Ext(path)))
}

// openError is an error about a file, with the key of its text in the window.
type openError struct {
	error
	key string
}

// openErrorText explains in the current language why a file was not opened.
func openErrorText(path string, err error) string {
	var f *openError
	if errors.As(err, &f) {
		return i18n.Tf(f.key, path)
	}
	return i18n.Tf("open.failed", i18n.ErrorText(err))
}

// openOrReport opens the file given as an argument. Errors are shown in the
// window too, since a desktop shows nobody what a program prints.
func (s *startConfig) openOrReport(path string) error {
	if err := s.open(path); err != nil {
		s.openErr = err
		s.OpenError = func() string { return openErrorText(path, err) }
	}
	return nil
}

// open opens a file of any kind. An error is one line that says what to do
// instead, or where the file is wrong.
func (s *startConfig) open(path string) (err error) {
	begin, err := readStart(path)
	if err != nil {
		return err
	}
	if isReplay(path, begin) {
		s.Replay = path
		return nil
	}
	text, err := files.DecodeText(path, begin)
	switch {
	case err != nil:
	case bytes.IndexByte(text, 0) >= 0:
		return &openError{fmt.Errorf("%q is not a file that Clew opens; name %s", path, startup.FileKinds), "open.unknown"}
	case looksLikeLesson(text):
		s.Lesson, err = lessons.Find(path)
	case looksLikeTOML(text):
		s.Lab, err = lab.Find(path)
	default:
		if s.Level, err = filepath.Abs(path); err == nil { // as it stands it could be the name of another level
			_, err = cli.LoadLevel(s.Level)
		}
	}
	return err
}

// openReplay opens a replay.
func (s *startConfig) openReplay(path string) error {
	begin, err := readStart(path)
	if err != nil {
		return err
	}
	if !isReplay(path, begin) {
		return fmt.Errorf("%q is not a replay; name a server's recording or a capture", path)
	}
	s.Replay = path
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
	if !info.Mode().IsRegular() { // to open a pipe could wait for ever
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
		at := bytes.IndexAny(line, "=:")
		return line[0] == '[' || at > 0 && line[at] == '='
	}
	return false
}
