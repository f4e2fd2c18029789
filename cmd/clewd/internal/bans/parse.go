package bans

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// parse reads what stands in a file of bans. Its errors name the line in which
// the ban begins that they are about.
func parse(b []byte) ([]Ban, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if first, err := d.Token(); err != nil || first != json.Delim('[') {
		return nil, errors.New("it is no list; write [] into it where nobody is banned")
	}
	var list []Ban
	for d.More() {
		begin := int(d.InputOffset())
		line := lineNumber(b, begin)
		if len(list) == MaxBans {
			return nil, fmt.Errorf("it has more than %d bans, which are the most", MaxBans)
		}
		var ban Ban
		err := d.Decode(&ban)
		if err == nil {
			ban.Addr, err = ParseAddr(ban.Addr)
		}
		if err != nil {
			return nil, fmt.Errorf("the ban in line %d: %w", line, explain(err, b[begin:]))
		}
		list = append(list, ban)
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("the ] at its end is missing")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the list")
	}
	return list, nil
}

// lineNumber is the line, from 1 on, of what comes next in b after an offset.
func lineNumber(b []byte, offset int) int {
	begin := len(b) - len(bytes.TrimLeft(b[offset:], ", \t\r\n"))
	return 1 + bytes.Count(b[:begin], []byte("\n"))
}

// explain is an error of a decoder, for people.
func explain(err error, rest []byte) error {
	var when *time.ParseError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &when):
		return fmt.Errorf("%q is no time; write one like %q", strings.Trim(when.Value, `"`), "2026-05-01T12:00:00Z")
	case errors.As(err, &syntax):
		return errors.New(syntaxMessage(syntax, rest))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the file ends in the midst of it")
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// syntaxMessage is an error of the decoder that names whole characters: the decoder names
// a wrong one by its first byte, 'é' as 'Ã'. It is in rest.
func syntaxMessage(err *json.SyntaxError, rest []byte) string {
	msg := strings.TrimPrefix(err.Error(), "json: ")
	for i, b := range rest {
		if named := fmt.Sprintf("%q", rune(b)); b >= utf8.RuneSelf && strings.Contains(msg, named) {
			character, _ := utf8.DecodeRune(rest[i:])
			return strings.Replace(msg, named, fmt.Sprintf("%q", character), 1)
		}
	}
	return msg
}
