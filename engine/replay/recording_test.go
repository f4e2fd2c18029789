package replay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
)

func loaded(t testing.TB, file []byte) *Recording {
	t.Helper()
	rec, err := Load(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// Any tick of a recording can be looked at, forwards, backwards and with one
// cursor for all.
func TestRecording(t *testing.T) {
	g := newGame(t, hall(t), 3)
	g.crowd(6, 5000)
	file := g.done(t)
	rec := loaded(t, file)
	if rec.Truncated || rec.LastTick() != 5000 || rec.StartTick() != 0 || rec.Start.Name() != "test" {
		t.Fatalf("%+v", rec)
	}
	checkStates(t, g, rec, []int{0, 1, 2, 599, 600, 601, 1500, 1799, 1800, 1801, 1900, 3599, 3601, 5000, 4999, 900, 901, 3, 3600, 0})
	if _, err := rec.Cursor().StateAt(5001); !errors.Is(err, ErrNoTick) || rec.Has(5001) {
		t.Errorf("behind the last tick: %v", err)
	}
	cut := loaded(t, file[:len(file)/2])
	if !cut.Truncated || cut.LastTick() == 0 || cut.LastTick() >= 5000 {
		t.Errorf("cut in half: last tick %d", cut.LastTick())
	}
	file[len(file)/2] ^= 1
	if _, err := Load(bytes.NewReader(file)); !errors.Is(err, ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
}

// spoil makes the entries before a tick unusable, and those after another one, and
// all checkpoints but one: whoever applies them gets an error.
func spoil(rec *Recording, segment int, from, to sim.Tick) {
	for i := range rec.segments {
		s := &rec.segments[i]
		if i != segment {
			s.checkpoint = []byte{0}
		}
		rest, b := fieldReader(s.entries), []byte(nil)
		for n := s.first; len(rest) > 0; n++ {
			entry, hash := rest.entry()
			if sim.Tick(n) < from || sim.Tick(n) >= to {
				entry = []byte{0}
			}
			b = appendEntry(b, entry, uint64(hash))
		}
		s.entries = b
	}
}

// Going to a tick takes the checkpoint before it and the entries from there, and
// going on takes the entries between.
func TestSeekIsShort(t *testing.T) {
	g := newGame(t, hall(t), 3)
	g.crowd(6, 4*CheckpointInterval+100)
	file := g.done(t)
	t.Run("to a tick", func(t *testing.T) {
		rec := loaded(t, file)
		spoil(rec, 2, 2*CheckpointInterval, 2*CheckpointInterval+1000)
		checkStates(t, g, rec, []int{2*CheckpointInterval + 1000, 2 * CheckpointInterval, 2*CheckpointInterval + 5})
		if _, err := rec.Cursor().StateAt(CheckpointInterval); err == nil {
			t.Error("what is spoilt is used")
		}
	})
	t.Run("on", func(t *testing.T) {
		rec := loaded(t, file)
		c := rec.Cursor()
		if _, err := c.StateAt(CheckpointInterval - 10); err != nil {
			t.Fatal(err)
		}
		spoil(rec, -1, CheckpointInterval-10, 2*CheckpointInterval)
		c.rest = rec.segments[0].entries
		for range CheckpointInterval - 10 { // the rest of a segment
			c.rest.entry()
		}
		for _, tick := range []sim.Tick{CheckpointInterval + 1, 2*CheckpointInterval - 1} {
			if s, err := c.StateAt(tick); err != nil || s.Hash() != g.hashes[tick-1] {
				t.Errorf("tick %d: %v", tick, err)
			}
		}
	})
	t.Run("a little back", func(t *testing.T) {
		rec := loaded(t, file)
		c := rec.Cursor()
		if _, err := c.StateAt(2*CheckpointInterval - 1); err != nil {
			t.Fatal(err)
		}
		rec.segments[1].checkpoint = []byte{0} // there is no way back to the beginning of the segment
		for _, tick := range []sim.Tick{2*CheckpointInterval - 2, CheckpointInterval + stopInterval, CheckpointInterval + 2*stopInterval - 1, 2*CheckpointInterval - 5} {
			if s, err := c.StateAt(tick); err != nil || s.Hash() != g.hashes[tick-1] {
				t.Errorf("tick %d: %v", tick, err)
			}
		}
		if s, err := c.StateAt(CheckpointInterval + stopInterval - 1); err == nil {
			t.Errorf("tick %d comes from somewhere", s.Tick())
		}
		for _, tick := range []sim.Tick{3*CheckpointInterval - 1, 10, 3*CheckpointInterval - 400, 3 * CheckpointInterval, CheckpointInterval - 1, 3*CheckpointInterval - 1, 3*CheckpointInterval - 400} { // other segments' stops are gone
			if s, err := c.StateAt(tick); err != nil || s.Hash() != g.hashes[tick-1] {
				t.Errorf("tick %d: %v", tick, err)
			}
		}
	})
	t.Run("far on", func(t *testing.T) {
		rec := loaded(t, file)
		c := rec.Cursor()
		if _, err := c.StateAt(10); err != nil {
			t.Fatal(err)
		}
		spoil(rec, 3, 3*CheckpointInterval, 3*CheckpointInterval+7)
		if s, err := c.StateAt(3*CheckpointInterval + 7); err != nil || s.Hash() != g.hashes[3*CheckpointInterval+6] {
			t.Error(err)
		}
	})
}

// The lines of any range are known, with the names of then.
func TestChat(t *testing.T) {
	g := newGame(t, hall(t), 3)
	g.crowd(8, 4000)
	rec := loaded(t, g.done(t))
	c := rec.Cursor()
	names := map[string]bool{}
	ranges := [][2]sim.Tick{{0, 4000}, {0, 0}, {100, 900}, {3000, 3540}, {3540, 3541}, {10, 2000}}
	for _, l := range g.lines[:3] {
		ranges = append(ranges, [2]sim.Tick{l.Tick - 1, l.Tick}, [2]sim.Tick{l.Tick, l.Tick + 1}, [2]sim.Tick{l.Tick - 2, l.Tick - 1})
	}
	for _, r := range ranges {
		var want []ChatLine
		for _, l := range g.lines {
			if l.Tick > r[0] && l.Tick <= r[1] {
				want = append(want, l)
				names[l.Player.Name] = true
			}
		}
		want = want[max(0, len(want)-MaxChatLines):]
		got, err := c.Chat(nil, r[0], r[1])
		if err != nil || len(got) != len(want) {
			t.Fatalf("after %d up to %d: %d lines, want %d; %v", r[0], r[1], len(got), len(want), err)
		}
		for i := range got {
			if a, b := got[i], want[i]; a.Tick != b.Tick || a.Text != b.Text || a.Player.ID != b.Player.ID || a.Player.Name != b.Player.Name || a.Player.Avatar != b.Player.Avatar {
				t.Errorf("got %+v, want %+v", a, b)
			}
		}
	}
	if len(g.lines) < 20 || len(names) < 3 {
		t.Errorf("only %d lines, of %v", len(g.lines), names)
	}
	if _, err := c.Chat(nil, 0, 4001); !errors.Is(err, ErrNoTick) {
		t.Errorf("up to a tick that there is not: %v", err)
	}
}

// However much is said in a tick, Chat returns the last of it.
func TestMuchChat(t *testing.T) {
	g := newGame(t, hall(t), 3)
	g.step(game.Entry{Changes: []game.Change{{Kind: game.Join, Name: "Ann"}}})
	var e game.Entry
	for i := range 3 * MaxChatLines {
		e.Changes = append(e.Changes, game.Change{Kind: game.Say, ID: 1, Text: string(rune('a' + i%26))})
	}
	e.Changes = append(e.Changes, game.Change{Kind: game.Leave, ID: 1}) // so that only the events know its name
	e.Tick = 2
	if _, err := g.Apply(&e, nil); err != nil {
		t.Fatal(err)
	}
	g.rec.WriteEntry(&e, g.State)
	rec := loaded(t, g.done(t))
	lines, err := rec.Cursor().Chat([]ChatLine{{Text: "before"}}, 0, 2)
	if err != nil || len(lines) != 1+MaxChatLines || lines[0].Text != "before" || lines[MaxChatLines].Text != string(rune('a'+(3*MaxChatLines-1)%26)) || lines[1].Player.Name != "Ann" {
		t.Errorf("%d lines, %v", len(lines), err)
	}
}

// resum corrects the checksums of a file, as far as it has records.
func resum(file []byte) (b []byte) {
	for len(file) > 0 {
		length, n := binary.Uvarint(file[1:])
		if n <= 0 || length > uint64(len(file)-1-n) {
			return append(b, file...)
		}
		end := 1 + n + int(length)
		b = appendRecord(b, file[0], file[1+n:end])
		file = file[min(end+crc32.Size, len(file)):]
	}
	return b
}

// Whatever is in a file, Verify and Load agree on what can be played, and so does a
// Cursor.
func FuzzReader(f *testing.F) {
	g := newGame(f, hall(f), 5)
	g.crowd(2, 70)
	f.Add(g.done(f), true)
	whole := game.AppendCheckpoint(nil, g.State)
	f.Add(append(head(game.New(game.Config{Level: hall(f)})), entries(1, 1, 2, 3)...), true)
	f.Add(append(appendRecord(nil, kindHeader, append([]byte(magic), Version)), appendRecord(nil, kindCheckpoint, whole)...), false)
	f.Fuzz(func(t *testing.T, b []byte, sums bool) {
		if sums {
			b = resum(b) // else hardly any change gets past the sums
		}
		rep, err := Verify(bytes.NewReader(b))
		if err == nil && rep.Start == nil {
			t.Error("no error and no start")
		}
		rec, loadErr := Load(bytes.NewReader(b))
		if err == nil && loadErr != nil {
			t.Errorf("verified, and loaded with %v", loadErr)
		}
		if loadErr != nil {
			return
		}
		c := rec.Cursor()
		for _, tick := range []sim.Tick{rec.LastTick(), rec.StartTick()} {
			s, stateErr := c.StateAt(tick)
			var desync *DesyncError
			if stateErr != nil && (err == nil || !errors.As(stateErr, &desync)) {
				t.Errorf("tick %d: %v; verified with %v", tick, stateErr, err)
			}
			if stateErr == nil && s == nil {
				t.Errorf("tick %d has no State", tick)
			}
		}
		_, _ = c.Chat(nil, rec.StartTick(), rec.LastTick())
	})
}
