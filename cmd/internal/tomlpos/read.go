// Package tomlpos reads TOML files that people write: whatever is wrong with
// one is told with its line and character, in words, and with what to write
// instead. The files may come from strangers.
package tomlpos

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// Read reads a file up to its tables. The name is what errors call it; help is
// what a line may be, for a file that is no TOML. The error is an *Error.
func Read(src []byte, name, help string) (*Table, error) {
	l := &fileErrors{name: name, parsed: true, src: bytes.TrimPrefix(src, []byte("\uFEFF"))}
	values := map[string]any{}
	if err := toml.Unmarshal(l.src, &values); err != nil {
		return nil, l.syntax(err, help)
	}
	l.positions = locate(l.src)
	return &Table{Errors: &Errors{file: l}, values: values}, nil
}

// TooLong is the error of a file that is longer than it may be.
func TooLong(name, msg string) error { return &Error{File: name, Line: 1, Col: 1, Msg: msg} }

// syntax is the fault of a file that is no TOML.
func (l *fileErrors) syntax(err error, help string) error {
	e := &Error{File: l.name, Line: 1, Col: 1, Msg: strings.TrimPrefix(err.Error(), "toml: ") + "; " + help}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		e.Msg = DecodeErrorMessage(at, l.src) + "; " + help
		line, col := at.Position()
		lines := bytes.Split(l.src, []byte("\n"))
		if e.Line = line; line >= 1 && line <= len(lines) {
			text := lines[line-1]
			e.Col = utf8.RuneCount(text[:min(max(col-1, 0), len(text))]) + 1
		}
	}
	return e
}
