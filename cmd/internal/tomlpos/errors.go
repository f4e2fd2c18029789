package tomlpos

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Error says what is wrong with a file, where, and what to write instead.
type Error struct {
	File string // the name that Read was given
	// Line and Col count from 1, as an editor shows them: lines, and
	// characters within the line. Both are 0 for what was not read from a
	// file; Path tells the place then.
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

// Errors keeps the first fault of a file, by its place in it. The zero value is
// for what was not read from a file: it keeps the first that it is told of.
type Errors struct {
	base string // the path of what this part of the file is about
	file *fileErrors
}

// fileErrors is what all parts of a file have in common.
type fileErrors struct {
	name      string
	src       []byte
	positions positions
	parsed    bool
	first     *Error
	offset    int // of the first, in src
}

// Sub are the same faults for a part of the file: the paths that they are
// told are those in the table at a path.
func (f *Errors) Sub(path string) *Errors {
	return &Errors{base: f.path(path), file: f.shared()}
}

func (f *Errors) shared() *fileErrors {
	if f.file == nil {
		f.file = &fileErrors{}
	}
	return f.file
}

func (f *Errors) path(path string) string {
	switch {
	case f.base == "" || path == "":
		return f.base + path
	case path[0] == '[':
		return f.base + path
	}
	return f.base + "." + path
}

// Addf takes note of a fault in the value at a path.
func (f *Errors) Addf(path, format string, args ...any) {
	f.AddAt(f.Offset(path), path, fmt.Sprintf(format, args...))
}

// AddAt takes note of a fault at a byte of the file.
func (f *Errors) AddAt(offset int, path, msg string) {
	l := f.shared()
	sooner := l.first == nil || offset < l.offset || offset == l.offset && l.parsed && msg < l.first.Msg
	if sooner {
		l.offset = offset
		l.first = &Error{File: l.name, Path: f.path(path), Msg: msg}
	}
}

// addAtKey takes note of a fault in a key.
func (f *Errors) addAtKey(path, msg string) {
	f.AddAt(f.shared().positions.key(f.path(path)), path, msg)
}

// Offset is the byte of the file at which the value at a path stands, or what it
// would stand in.
func (f *Errors) Offset(path string) int { return f.shared().positions.value(f.path(path)) }

// Source is the file. It must not be changed.
func (f *Errors) Source() []byte { return f.shared().src }

// Any reports whether there is a fault.
func (f *Errors) Any() bool { return f.shared().first != nil }

// Err is the first fault, an *Error, or nil.
func (f *Errors) Err() error {
	l := f.shared()
	if l.first == nil {
		return nil
	}
	if l.parsed {
		l.first.Line, l.first.Col = lineAndColumn(l.src, l.offset)
	}
	return l.first
}

// lineAndColumn is the line and the character of a byte, counted from 1.
func lineAndColumn(src []byte, offset int) (line, col int) {
	before := string(src[:min(offset, len(src))])
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}
