package replay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"clew/engine/game"
	"clew/engine/sim"
)

// head returns a header and the first checkpoint.
func head(s *game.State) []byte {
	b := appendRecord(nil, kindHeader, append([]byte(magic), Version))
	return appendRecord(b, kindCheckpoint, game.AppendCheckpoint(nil, s))
}

// entries returns a record of entries without changes, with made-up hashes.
func entries(first uint64, ticks ...sim.Tick) []byte {
	p := binary.AppendUvarint(nil, first)
	p = binary.AppendUvarint(p, uint64(len(ticks)))
	for _, tick := range ticks {
		p = appendEntry(p, game.AppendEntry(nil, &game.Entry{Tick: tick}), 0)
	}
	return appendRecord(nil, kindEntries, p)
}

// What is wrong with a recording is told as what it is.
func TestErrorsAreNamed(t *testing.T) {
	start := game.New(game.Config{Level: hall(t), Name: "test"})
	good := head(start)
	flipped, flippedHead := bytes.Clone(good), bytes.Clone(good)
	flipped[len(flipped)-1] ^= 1
	flippedHead[8] ^= 1
	onlyHead := appendRecord(nil, kindHeader, append([]byte(magic), Version))
	overlong := append([]byte{kindEntries}, bytes.Repeat([]byte{0xff}, 11)...)
	whole := game.AppendCheckpoint(nil, start)
	last := game.New(game.Config{Level: hall(t)})
	last.World().SetState(1<<32 - 2)
	after := func(records ...[]byte) []byte { return append(bytes.Clone(good), bytes.Join(records, nil)...) }
	many := make([]sim.Tick, CheckpointInterval+1)
	for i := range many {
		many[i] = sim.Tick(i + 1)
	}
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":                  {nil, "it is empty"},
		"a text":                   {[]byte("package main, and so on"), "it is not a recording of a game"},
		"a short text":             {[]byte("hi"), "it is not a recording of a game"},
		"half a head":              {good[:9], "it ends before the game begins"},
		"half a checkpoint":        {good[:len(good)/2], "it ends before the game begins"},
		"no checkpoint":            {onlyHead, "it ends before the game begins"},
		"a letter":                 {good[:1], "it ends before the game begins"},
		"half a beginning":         {good[:5], "it ends before the game begins"},
		"a wrong sum of the head":  {flippedHead, "the checksum of its header is wrong"},
		"a wrong sum":              {flipped, "the checksum of its first checkpoint is wrong"},
		"a head that goes on":      {appendRecord(nil, kindHeader, append([]byte(magic), Version, 0)), "its header makes no sense"},
		"a head without a version": {appendRecord(nil, kindHeader, []byte(magic)), "its header makes no sense"},
		"entries first":            {append(bytes.Clone(onlyHead), entries(1, 1)...), "it does not begin with a checkpoint"},
		"a malformed beginning":    {append(bytes.Clone(onlyHead), appendRecord(nil, kindCheckpoint, whole[:len(whole)-1])...), "its first checkpoint: game: malformed"},
		"an overlong length":       {after(overlong), "a record after tick 0 has an invalid length"},
		"a length beyond all":      {after(binary.AppendUvarint([]byte{kindEntries}, 1<<40)), "a record after tick 0 claims 1099511627776 bytes"},
		"another first tick":       {after(entries(7, 7)), "tick 7 follows tick 0"},
		"a tick that is not it":    {after(entries(1, 1, 3)), "tick 3 follows tick 1"},
		"a tick beyond numbers":    {after(entries(1<<32+1, 1)), "a record of entries after tick 0 makes no sense"},
		"no entries":               {after(entries(1)), "a record of entries after tick 0 makes no sense"},
		"another number":           {after(entries(3, 1)), "tick 1 follows tick 0"},
		"too few entries":          {after(appendRecord(nil, kindEntries, []byte{1, 2})), "the entry after tick 0 has a wrong length"},
		"a long entry":             {after(appendRecord(nil, kindEntries, []byte{1, 1, 200, 0, 0, 0, 0})), "the entry after tick 0 has a wrong length"},
		"a malformed entry":        {after(appendRecord(nil, kindEntries, []byte{1, 1, 1, 7, 0, 0, 0, 0})), "the entry after tick 0: game: malformed"},
		"more than entries":        {after(appendRecord(nil, kindEntries, append(binary.AppendUvarint([]byte{1, 1}, 1), 7, 0, 0, 0, 0, 9))), "the entry after tick 0 has a wrong length"},
		"a second checkpoint":      {after(appendRecord(nil, kindCheckpoint, whole)), "tick 0 has two checkpoints"},
		"an early checkpoint":      {after(entries(1, 1), appendRecord(nil, kindCheckpoint, whole)), "a checkpoint of tick 0 follows tick 1"},
		"a malformed checkpoint":   {after(entries(1, 1), appendRecord(nil, kindCheckpoint, whole[:20])), "the checkpoint after tick 1: game: malformed"},
		"too few checkpoints":      {after(entries(1, many...)), "there is no checkpoint between ticks 1 and 1801"},
		"a short end":              {after(appendRecord(nil, kindEnd, []byte{0, 1})), "its end makes no sense"},
		"another end":              {after(appendRecord(nil, kindEnd, append([]byte{5}, make([]byte, 8)...))), "it ends at tick 0 and says 5"},
		"more ticks than are":      {append(head(last), entries(1<<32-1, 1<<32-1, 0)...), "tick 4294967295 is the last that there can be"},
	} {
		_, err := Load(bytes.NewReader(c.file))
		if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// A recording of another version of the format is refused as that.
func TestOtherVersions(t *testing.T) {
	for _, version := range []byte{1, 2, 3, Version + 1} {
		file := appendRecord(nil, kindHeader, append([]byte(magic), version, 5, 0, 0))
		_, err := Verify(bytes.NewReader(file))
		if !errors.Is(err, ErrVersion) || errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "this program reads version 4") {
			t.Errorf("version %d: %v", version, err)
		}
	}
}

// An entry of an owner that was replaced is not played.
func TestEarlierEpoch(t *testing.T) {
	start := game.New(game.Config{Level: hall(t), Name: "test"})
	p := []byte{1, 2}
	for i := range 2 {
		p = appendEntry(p, game.AppendEntry(nil, &game.Entry{Tick: sim.Tick(1 + i), Epoch: uint32(4 - i)}), 0)
	}
	_, err := Load(bytes.NewReader(append(head(start), appendRecord(nil, kindEntries, p)...)))
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "epoch 3 follows epoch 4, at tick 2") {
		t.Error(err)
	}
}

// An error of the underlying reader is not the recording's.
func TestUnreadable(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 70)
	whole := g.done(t)
	for _, n := range []int{0, 1, 2, 9, 10, 100, 200, len(whole) - 10} {
		_, err := Verify(io.MultiReader(bytes.NewReader(whole[:n]), iotest.ErrReader(io.ErrClosedPipe)))
		if !errors.Is(err, io.ErrClosedPipe) || errors.Is(err, ErrDamaged) {
			t.Errorf("an error after %d bytes: %v", n, err)
		}
	}
}
