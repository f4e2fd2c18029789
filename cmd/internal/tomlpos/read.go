// Package tomlpos reads TOML files that people write. Errors have a line and
// column, and say what to write instead. The files may be untrusted.
package tomlpos

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// Read reads a file. Errors refer to it by name; help is appended to syntax
// errors and says what a line may look like. The error is an *Error.
func Read(src []byte, name, help string) (*Table, error) {
	l := &fileErrors{name: name, parsed: true, src: bytes.TrimPrefix(src, []byte("\uFEFF"))}
	values := map[string]any{}
	if err := toml.Unmarshal(l.src, &values); err != nil {
		return nil, l.syntax(err, help)
	}
	l.positions = locate(l.src)
	return &Table{Errors: &Errors{file: l}, values: values}, nil
}

// TooLong returns the error for a file that is too long.
func TooLong(name, msg string) error { return &Error{File: name, Line: 1, Col: 1, Msg: msg} }

// syntax returns the error for a file that is not valid TOML.
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
