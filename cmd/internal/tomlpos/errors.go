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

// Errors keeps the error that comes first in a file. The zero value is for
// data that does not come from a file: it keeps the first error added.
type Errors struct {
	base string // the path of what this part of the file is about
	file *fileErrors
}

// fileErrors is shared by all parts of a file.
type fileErrors struct {
	name      string
	src       []byte
	positions positions
	parsed    bool
	first     *Error
	offset    int // of the first, in src
}

// Sub returns the same errors for a part of the file: paths are relative to
// path.
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

// Addf adds an error about the value at a path.
func (f *Errors) Addf(path, format string, args ...any) {
	f.AddAt(f.Offset(path), path, fmt.Sprintf(format, args...))
}

// AddAt adds an error at an offset in the file.
func (f *Errors) AddAt(offset int, path, msg string) {
	l := f.shared()
	sooner := l.first == nil || offset < l.offset || offset == l.offset && l.parsed && msg < l.first.Msg
	if sooner {
		l.offset = offset
		l.first = &Error{File: l.name, Path: f.path(path), Msg: msg}
	}
}

// addAtKey adds an error about the key at a path.
func (f *Errors) addAtKey(path, msg string) {
	f.AddAt(f.shared().positions.key(f.path(path)), path, msg)
}

// Offset returns the offset in the file of the value at a path, or of the
// closest value that encloses it.
func (f *Errors) Offset(path string) int { return f.shared().positions.value(f.path(path)) }

// Source returns the file. It must not be changed.
func (f *Errors) Source() []byte { return f.shared().src }

// Any reports whether there is an error.
func (f *Errors) Any() bool { return f.shared().first != nil }

// Err returns the first error, an *Error, or nil.
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

// lineAndColumn returns the line and column, in characters, of an offset. Both
// count from 1.
func lineAndColumn(src []byte, offset int) (line, col int) {
	before := string(src[:min(offset, len(src))])
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}
