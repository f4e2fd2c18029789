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

// parse parses a ban list. Its errors name the line where the invalid ban begins.
func parse(b []byte) ([]Ban, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if first, err := d.Token(); err != nil || first != json.Delim('[') {
		return nil, errors.New("not a list; an empty list is []")
	}
	var list []Ban
	for d.More() {
		begin := int(d.InputOffset())
		line := lineNumber(b, begin)
		if len(list) == MaxBans {
			return nil, fmt.Errorf("more than %d bans", MaxBans)
		}
		var ban Ban
		err := d.Decode(&ban)
		if err == nil {
			ban.Addr, err = ParseAddr(ban.Addr)
		}
		if err != nil {
			return nil, fmt.Errorf("ban in line %d: %w", line, explain(err, b[begin:]))
		}
		list = append(list, ban)
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("the ] at the end is missing")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("unexpected text after the list")
	}
	return list, nil
}

// lineNumber returns the line, from 1 on, of the next value after an offset.
func lineNumber(b []byte, offset int) int {
	begin := len(b) - len(bytes.TrimLeft(b[offset:], ", \t\r\n"))
	return 1 + bytes.Count(b[:begin], []byte("\n"))
}

// explain makes a decoder's error readable for people.
func explain(err error, rest []byte) error {
	var when *time.ParseError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &when):
		return fmt.Errorf("invalid time %q; use the form %q", strings.Trim(when.Value, `"`), "2026-05-01T12:00:00Z")
	case errors.As(err, &syntax):
		return errors.New(syntaxMessage(syntax, rest))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("unexpected end of file")
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// syntaxMessage returns the decoder's message with whole characters: for a wrong
// one in rest the decoder names just its first byte, 'Ã' for 'é'.
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
