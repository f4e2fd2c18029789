package tomlfile

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

// Faults keeps the first fault of a file, by its place in it. The zero value is
// for what was not read from a file: it keeps the first that it is told of.
type Faults struct {
	base string // the path of what this part of the file is about
	log  *log
}

// log is what all parts of a file have in common.
type log struct {
	file   string
	src    []byte
	places places
	inFile bool
	first  *Error
	offset int // of the first, in src
}

// Under are the same faults for a part of the file: the paths that they are
// told are those in the table at a path.
func (f *Faults) Under(path string) *Faults {
	return &Faults{base: f.path(path), log: f.book()}
}

func (f *Faults) book() *log {
	if f.log == nil {
		f.log = &log{}
	}
	return f.log
}

func (f *Faults) path(path string) string {
	switch {
	case f.base == "" || path == "":
		return f.base + path
	case path[0] == '[':
		return f.base + path
	}
	return f.base + "." + path
}

// Fail takes note of a fault in the value at a path.
func (f *Faults) Fail(path, format string, args ...any) {
	f.FailAt(f.Offset(path), path, fmt.Sprintf(format, args...))
}

// FailAt takes note of a fault at a byte of the file.
func (f *Faults) FailAt(offset int, path, msg string) {
	l := f.book()
	sooner := l.first == nil || offset < l.offset || offset == l.offset && l.inFile && msg < l.first.Msg
	if sooner {
		l.offset = offset
		l.first = &Error{File: l.file, Path: f.path(path), Msg: msg}
	}
}

// failKey takes note of a fault in a key.
func (f *Faults) failKey(path, msg string) {
	f.FailAt(f.book().places.key(f.path(path)), path, msg)
}

// Offset is the byte of the file at which the value at a path stands, or what it
// would stand in.
func (f *Faults) Offset(path string) int { return f.book().places.value(f.path(path)) }

// Source is the file. It must not be changed.
func (f *Faults) Source() []byte { return f.book().src }

// Any reports whether there is a fault.
func (f *Faults) Any() bool { return f.book().first != nil }

// Err is the first fault, an *Error, or nil.
func (f *Faults) Err() error {
	l := f.book()
	if l.first == nil {
		return nil
	}
	if l.inFile {
		l.first.Line, l.first.Col = position(l.src, l.offset)
	}
	return l.first
}

// position is the line and the character of a byte, counted from 1.
func position(src []byte, offset int) (line, col int) {
	before := string(src[:min(offset, len(src))])
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}
