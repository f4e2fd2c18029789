package scenario

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"clew/engine/maze"
)

// Error says what is wrong with a scenario, where, and what to write instead.
type Error struct {
	File string // the name that Parse was given
	// Line and Col count from 1, as an editor shows them: lines, and
	// characters within the line. Both are 0 for a scenario that was not read
	// from a file; Path tells the place then.
	Line, Col int
	Path      string // as in client[0].up.loss, counted from 0
	Msg       string
}

func (e *Error) Error() string {
	switch {
	case e.Line > 0:
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Msg)
	case e.Path != "":
		return e.Path + ": " + e.Msg
	}
	return e.Msg
}

// faults keeps the first fault of a file, by its place in it.
type faults struct {
	file   string
	inFile bool
	src    []byte
	places places
	first  *Error
	offset int // of the first, in src
}

// fail takes note of a fault in the value at a path.
func (f *faults) fail(path, format string, args ...any) {
	f.failAt(f.places.value(path), path, fmt.Sprintf(format, args...))
}

func (f *faults) failAt(offset int, path, msg string) {
	sooner := f.first == nil || offset < f.offset || offset == f.offset && f.inFile && msg < f.first.Msg
	if sooner {
		f.offset = offset
		f.first = &Error{File: f.file, Path: path, Msg: msg}
	}
}

// err is the first fault, or nil.
func (f *faults) err() error {
	if f.first == nil {
		return nil
	}
	if f.inFile {
		f.first.Line, f.first.Col = position(f.src, f.offset)
	}
	return f.first
}

// position is the line and the character of a byte, counted from 1.
func position(src []byte, offset int) (line, col int) {
	before := string(src[:min(offset, len(src))])
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// picture takes note of a fault in the maze. Where the rows stand in the file
// as they are, it is at the very tile.
func (f *faults) picture(e *maze.Error) {
	const path = "maze"
	offset := f.places.value(path)
	text := string(f.src[min(offset, len(f.src)):])
	for _, quotes := range []string{`"""`, "'''"} {
		rows, found := strings.CutPrefix(text, quotes)
		if !found {
			continue
		}
		head, rows, broken := strings.Cut(rows, "\n")
		if broken && strings.TrimSuffix(head, "\r") == "" {
			f.failAt(len(f.src)-len(rows)+tile(rows, e), path, e.Msg)
			return
		}
	}
	f.fail(path, "row %d, column %d: %s", e.Line, e.Col, e.Msg)
}

// tile is the byte of the rows that the error is about. All before it in its
// row is ASCII.
func tile(rows string, e *maze.Error) int {
	start := 0
	for range e.Line - 1 {
		i := strings.IndexByte(rows[start:], '\n')
		if i < 0 {
			return len(rows)
		}
		start += i + 1
	}
	return min(start+e.Col-1, len(rows))
}
