package replay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"clew/engine/maze"
)

// head returns the payload of a header that ends with StartTick.
func head(level *maze.Level, start uint64) []byte {
	p := append([]byte(magic), Version)
	p = append(p, 5) // seed
	p = appendText(p, "test")
	p = appendText(p, string(level.Format()))
	return binary.AppendUvarint(p, start)
}

// What is wrong with a recording is told as what it is.
func TestErrorsAreNamed(t *testing.T) {
	level := hall(t)
	good := appendRecord(nil, kindHeader, head(level, 0))
	flipped := bytes.Clone(good)
	flipped[len(flipped)-1] ^= 1
	overlong := append([]byte{kindTicks}, bytes.Repeat([]byte{0xff}, 11)...)
	ticks := func(first uint64) []byte {
		p := binary.AppendUvarint(nil, first)
		p = append(p, 1)          // one of them
		p = append(p, 0)          // without commands
		p = append(p, 0, 0, 0, 0) // and a hash
		return appendRecord(nil, kindTicks, p)
	}
	last := appendRecord(nil, kindHeader, head(level, 1<<32-2))
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":               {nil, "it is empty"},
		"a text":                {[]byte("package main, and so on"), "it is not a recording of a game"},
		"a short text":          {[]byte("hi"), "it is not a recording of a game"},
		"half a head":           {good[:len(good)/2], "it ends within its header"},
		"a letter":              {good[:1], "it ends within its header"},
		"half a beginning":      {good[:5], "it ends within its header"},
		"a wrong sum":           {flipped, "the checksum of its header is wrong"},
		"an overlong length":    {append(bytes.Clone(good), overlong...), "a record before tick 1 has an invalid length"},
		"a length beyond all":   {append(bytes.Clone(good), binary.AppendUvarint([]byte{kindTicks}, 1<<40)...), "a record before tick 1 claims 1099511627776 bytes"},
		"another first tick":    {append(bytes.Clone(good), ticks(7)...), "tick 7 follows tick 0"},
		"a tick beyond numbers": {append(bytes.Clone(good), ticks(1<<32+1)...), "tick 4294967297 follows tick 0"},
		"a start beyond them":   {appendRecord(nil, kindHeader, head(level, 1<<32)), "its header makes no sense"},
		"no tick after it":      {appendRecord(nil, kindHeader, head(level, 1<<32-1)), "its header makes no sense"},
		"more ticks than are":   {append(append(last, ticks(1<<32-1)...), ticks(0)...), "tick 4294967295 is the last that there can be"},
	} {
		_, err := Verify(bytes.NewReader(c.file))
		var differs *DesyncError
		if name == "more ticks than are" && errors.As(err, &differs) {
			in, _ := NewReader(bytes.NewReader(c.file)) // its hashes are made up
			in.Next()
			_, err = in.Next()
		}
		if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// An error of the underlying reader is not the recording's.
func TestUnreadable(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 70)
	whole := g.done(t)
	for _, n := range []int{0, 1, 2, 10, 100, len(whole) - 10} {
		_, err := Verify(io.MultiReader(bytes.NewReader(whole[:n]), iotest.ErrReader(io.ErrClosedPipe)))
		if !errors.Is(err, io.ErrClosedPipe) || errors.Is(err, ErrDamaged) {
			t.Errorf("an error after %d bytes: %v", n, err)
		}
	}
}
