package game

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
)

// tryEntry decodes bytes that may be malformed. It returns what is wrong with how
// DecodeEntry treats them.
func tryEntry(b []byte) error {
	var e Entry
	if err := DecodeEntry(b, &e); err != nil {
		return wantMalformed(err)
	}
	if again := AppendEntry(nil, &e); !bytes.Equal(again, b) {
		return fmt.Errorf("%x was accepted, and is written %x", b, again)
	}
	return checkDissection(b)
}

// tryCheckpoint does for checkpoints what tryEntry does for entries, and plays on
// from those that are accepted.
func tryCheckpoint(b []byte) error {
	s, err := DecodeCheckpoint(b)
	if err != nil {
		return wantMalformed(err)
	}
	if again := AppendCheckpoint(nil, s); !bytes.Equal(again, b) {
		return fmt.Errorf("%x was accepted, and is written %x", b, again)
	}
	e := Entry{Epoch: s.Epoch(), Tick: TickAfter(s.Tick(), false), Changes: []Change{{Kind: Join, Name: "Ann"}}}
	for _, p := range s.Players() {
		e.Changes = append(e.Changes, Change{Kind: Rename, ID: p.ID, Name: "Ann"})
		e.Inputs = append(e.Inputs, Input{p.ID, SeqBits(p.Ack + 1), sim.Right | sim.Up})
	}
	_, err = s.Apply(&e, nil)
	return err
}

func wantMalformed(err error) error {
	if !errors.Is(err, ErrMalformed) {
		return fmt.Errorf("the error %q does not wrap ErrMalformed", err)
	}
	return nil
}

// Bytes that were changed anywhere are told apart, or are another entry's.
func TestMalformedBytes(t *testing.T) {
	for _, c := range []struct {
		name string
		b    []byte
		try  func([]byte) error
	}{
		{"entry", AppendEntry(nil, goldenEntry(t)), tryEntry},
		{"checkpoint", AppendCheckpoint(nil, fullState(t)), tryCheckpoint},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.try(c.b); err != nil {
				t.Fatal(err)
			}
			for n := range c.b {
				if err := c.try(c.b[:n:n]); err != nil {
					t.Errorf("cut to %d bytes: %v", n, err)
				}
			}
			if err := c.try(append(bytes.Clone(c.b), 0)); err != nil {
				t.Error(err)
			}
			b, accepted := bytes.Clone(c.b), 0
			for i, old := range b {
				for v := range 256 {
					if testing.Short() && v%37 != i%37 {
						continue
					}
					b[i] = byte(v)
					if err := c.try(b); err != nil {
						t.Fatalf("byte %d changed from %#x to %#x: %v", i, old, v, err)
					}
					accepted++
				}
				b[i] = old
			}
			if accepted == 0 {
				t.Error("nothing was tried")
			}
		})
	}
}

// message writes MessagePack by hand: numbers, texts, and bytes as they are.
func message(parts ...any) (b []byte) {
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			b = appendUint(b, uint64(p))
		case uint64:
			b = appendUint(b, p)
		case string:
			b = appendText(b, p)
		case []byte:
			b = append(b, p...)
		}
	}
	return b
}

// array begins an array by hand.
func array(n int) []byte { return appendArray(nil, n) }

func TestMalformedEntries(t *testing.T) {
	entry := func(changes, inputs, walks []byte) []byte {
		return message(array(6), EntryVersion, 0, 1, changes, inputs, walks)
	}
	none := array(0)
	token := appendToken(nil, TokenHash{1})
	level := string(closet(t).Format())
	change := func(parts ...any) []byte { return append(array(1), message(parts...)...) }
	if err := DecodeEntry(entry(change(array(3), int(StartLevel), level, 1), none, none), new(Entry)); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"nothing":                       nil,
		"a map":                         {0x86},
		"too long":                      make([]byte, MaxEntryLen+1),
		"a later version":               message(array(6), EntryVersion+1, 0, 1, none, none, none),
		"five fields":                   message(array(5), EntryVersion, 0, 1, none, none),
		"a tick of 33 bits":             message(array(6), EntryVersion, 0, uint64(1<<32), none, none, none),
		"more than an entry":            append(entry(none, none, none), 0),
		"a number in a longer form":     message(array(6), EntryVersion, []byte{uint8_, 5}, 1, none, none, none),
		"a text in a longer form":       entry(change(array(3), int(Rename), 1, []byte{str8, 3, 'A', 'n', 'n'}), none, none),
		"an array in a longer form":     entry([]byte{array16, 0, 0}, none, none),
		"a negative number":             message(array(6), EntryVersion, []byte{0xff}, 1, none, none, none),
		"an unknown kind":               entry(change(array(2), int(changeKinds), 1), none, none),
		"a kind without its fields":     entry(change(array(1), int(Leave)), none, none),
		"a kind with more fields":       entry(change(array(3), int(Leave), 1, 1), none, none),
		"a long name":                   entry(change(array(3), int(Rename), 1, strings.Repeat("x", MaxNameRunes+1)), none, none),
		"a name of many bytes":          entry(change(array(3), int(Rename), 1, strings.Repeat("𝐀", 13)), none, none),
		"a control character in a name": entry(change(array(3), int(Rename), 1, "a\nb"), none, none),
		"a name that is not UTF-8":      entry(change(array(3), int(Rename), 1, "a\xffb"), none, none),
		"a long text":                   entry(change(array(3), int(Say), 1, strings.Repeat("x", MaxTextLen+1)), none, none),
		"a colour out of range":         entry(change(array(4), int(SetAppearance), 1, MaxColour+1, 0), none, none),
		"a shape out of range":          entry(change(array(4), int(SetAppearance), 1, 0, MaxShape+1), none, none),
		"a short token":                 entry(change(array(4), int(Resume), 1, token, []byte{bin8, 3, 1, 2, 3}), none, none),
		"a token of zeros":              entry(change(array(4), int(Resume), 1, token, append([]byte{bin8, 16}, make([]byte, 16)...)), none, none),
		"a token that is a text":        entry(change(array(4), int(Resume), 1, token, "0123456789abcdef"), none, none),
		"a level that is none":          entry(change(array(3), int(StartLevel), "name: x\n\n####\n", 1), none, none),
		"a level with other line ends":  entry(change(array(3), int(StartLevel), strings.ReplaceAll(level, "\n", "\r\n"), 1), none, none),
		"a level with an empty line":    entry(change(array(3), int(StartLevel), level+"\n", 1), none, none),
		"a level that starts late":      entry(message(array(2), array(2), int(Leave), 1, array(3), int(StartLevel), level, 1), none, none),
		"too many changes":              entry(array(MaxChanges+1), none, none),
		"half an input":                 entry(none, message(array(1), 1<<4, 5), none),
		"an input without a step":       entry(none, message(array(2), 7<<4, 200, 5), none),
		"a step in a longer form":       entry(none, message(array(3), 7<<4, 6, 5), none),
		"a step beyond all IDs":         entry(none, message(array(5), 7<<4, uint64(1<<32-1), 5, 1<<4, 5), none),
		"unknown keys":                  entry(none, message(array(2), 1<<7, 5), none),
		"a number of eight bits":        entry(none, message(array(2), 1<<4, 1<<7), none),
		"a walk without a step":         entry(none, none, message(array(1), 7<<4, 200)),
		"too many inputs":               entry(none, append(array(2*(maxInputs+1)), bytes.Repeat([]byte{0, 1}, maxInputs+1)...), none),
		"too many walks":                entry(none, none, append(array(maxWalks+1), make([]byte, maxWalks+1)...)),
	} {
		if err := DecodeEntry(b, new(Entry)); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMalformedCheckpoints(t *testing.T) {
	// A checkpoint with these players, which are values by playerFields.
	checkpoint := func(lastID int, players ...map[int]any) []byte {
		b := message(array(checkpointFields), CheckpointVersion, 0, "Test", string(closet(t).Format()), 1, lastID, 0, 0, 5, 99, array(len(players)))
		for _, changed := range players {
			fields := []any{1, int('A'), "Ann", 0, 0, 0, []byte{bin8, 0}, []byte{bin8, 0}, 0, 0, 1, 0, 0, 0, 0, 1536, 1536, int(sim.Down), 0, 0}
			for i, v := range changed {
				fields[i] = v
			}
			b = append(b, message(append([]any{array(playerFields)}, fields...)...)...)
		}
		return b
	}
	second := map[int]any{0: 2, 1: int('B')}
	if _, err := DecodeCheckpoint(checkpoint(2, nil, second)); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"nothing":                   nil,
		"too long":                  make([]byte, MaxCheckpointLen+1),
		"a later version":           message(array(checkpointFields), CheckpointVersion+1),
		"more than a checkpoint":    append(checkpoint(1, nil), 0),
		"a player twice":            checkpoint(2, nil, map[int]any{1: int('B')}),
		"players out of order":      checkpoint(2, second, nil),
		"player 0":                  checkpoint(2, map[int]any{0: 0}),
		"an ID not given out":       checkpoint(1, nil, second),
		"a letter twice":            checkpoint(2, nil, map[int]any{0: 2}),
		"a letter of no player":     checkpoint(1, map[int]any{1: int('l')}),
		"a letter that is no rune":  checkpoint(1, map[int]any{1: 0xd800}),
		"no name":                   checkpoint(1, map[int]any{2: ""}),
		"a body in a wall":          checkpoint(1, map[int]any{15: 100}),
		"a body outside":            checkpoint(1, map[int]any{16: sim.CellUnits * 200}),
		"a body that looks nowhere": checkpoint(1, map[int]any{17: 0}),
		"a body that looks around":  checkpoint(1, map[int]any{17: int(sim.Up | sim.Down)}),
		"a truth of 2":              checkpoint(1, map[int]any{8: 2}),
		"too many points":           checkpoint(1, map[int]any{12: uint64(MaxPoints + 1)}),
		"too many points gained":    checkpoint(1, map[int]any{13: uint64(MaxPoints + 1)}),
		"too many players":          message(array(checkpointFields), CheckpointVersion, 0, "Test", string(closet(t).Format()), 1, 1, 0, 0, 5, 99, array(sim.MaxPlayers+1)),
	} {
		if _, err := DecodeCheckpoint(b); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Lengths that the bytes only claim to have cost nothing, and what is decoded takes
// little more room than its bytes.
func TestDecodingAllocatesLittle(t *testing.T) {
	entry := message(array(6), EntryVersion, 0, 1)
	checkpoint := message(array(checkpointFields), CheckpointVersion, 0, "Test", string(closet(t).Format()), 1, 1, 0, 0, 5, 99)
	decodeEntry := func(b []byte) { _ = DecodeEntry(b, new(Entry)) }
	decodeCheckpoint := func(b []byte) { _, _ = DecodeCheckpoint(b) }
	for _, c := range []struct {
		name   string
		b      []byte
		decode func([]byte)
		least  uint64 // bytes that are allowed whatever the length
	}{
		{"changes", message(entry, array(MaxChanges)), decodeEntry, 4 << 10},
		{"inputs", message(entry, array(0), array(3*maxInputs)), decodeEntry, 4 << 10},
		{"walks", message(entry, array(0), array(0), array(2*maxWalks)), decodeEntry, 4 << 10},
		{"a level", message(entry, array(1), array(3), int(StartLevel), []byte{str32, 0, 1, 0xff, 0xff}), decodeEntry, 4 << 10},
		{"the longest text", message(entry, array(1), array(3), int(Say), 1, []byte{str32, 0xff, 0xff, 0xff, 0xff}), decodeEntry, 4 << 10},
		{"players", message(checkpoint, array(sim.MaxPlayers)), decodeCheckpoint, 16 << 10},
		{"short changes", append(message(entry, array(MaxChanges)), bytes.Repeat([]byte{0x92, byte(Leave), 1}, MaxChanges)...), decodeEntry, 4 << 10},
		{"empty lines", message(entry, array(1), array(3), int(StartLevel), "name: x\n"+strings.Repeat("\n", maze.MaxFileLen-8), 1), decodeEntry, 4 << 10},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		c.decode(c.b)
		runtime.ReadMemStats(&after)
		if got, most := after.TotalAlloc-before.TotalAlloc, c.least+200*uint64(len(c.b)); got > most {
			t.Errorf("%s: %d bytes take %d, at most %d are allowed", c.name, len(c.b), got, most)
		} else {
			t.Logf("%s: %d bytes take %d", c.name, len(c.b), got)
		}
	}
}

func FuzzDecodeEntry(f *testing.F) {
	f.Add(AppendEntry(nil, goldenEntry(f)))
	f.Add(AppendEntry(nil, &Entry{Tick: 1, Changes: []Change{{Kind: Join, Name: "Ann"}}}))
	f.Add(AppendEntry(nil, &Entry{Tick: 1 << 31, Inputs: []Input{{1, 2, 3}}, Walks: []Walk{{9, 1}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := tryEntry(b); err != nil {
			t.Error(err)
		}
	})
}

func FuzzDecodeCheckpoint(f *testing.F) {
	f.Add(AppendCheckpoint(nil, fullState(f)))
	f.Add(AppendCheckpoint(nil, newState(f)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := tryCheckpoint(b); err != nil {
			t.Error(err)
		}
	})
}
