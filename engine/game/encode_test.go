package game

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"reflect"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"clew/engine/maze"
	"clew/engine/sim"
)

// goldenEntry returns an entry that has everything, as does fullEntry, and two
// inputs of one player.
func goldenEntry(t testing.TB) *Entry {
	e := fullEntry(t)
	last := e.Inputs[len(e.Inputs)-1]
	e.Inputs = append(e.Inputs, Input{last.ID, last.Seq + 1, 0})
	return e
}

// Encodings are stored in files: what was written once must be readable forever.
func TestGoldenEncodings(t *testing.T) {
	e, s := goldenEntry(t), fullState(t)
	entry, checkpoint := AppendEntry(nil, e), AppendCheckpoint(nil, s)
	checkGolden(t, "testdata/entry.hex", entry)
	checkGolden(t, "testdata/checkpoint.hex", checkpoint)
	var gotEntry Entry
	if err := DecodeEntry(entry, &gotEntry); err != nil || !reflect.DeepEqual(&gotEntry, e) {
		t.Errorf("%v, %+v", err, gotEntry)
	}
	if got, err := DecodeCheckpoint(checkpoint); err != nil {
		t.Error(err)
	} else {
		checkEqual(t, got, s)
	}
}

// checkGolden compares bytes with those in a file.
func checkGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	dump := hex.Dump(got)
	if *update {
		if err := os.WriteFile(file, []byte(dump), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != dump {
		t.Errorf("%s has\n%s\nnot\n%s\nIf files of before need not be read any more: raise the version, and go test ./engine/game -update", file, want, dump)
	}
}

// An entry takes 11 to 13 bytes, and 2 for each input.
func TestEntryLen(t *testing.T) {
	for _, players := range []int{0, 1, 7, 8, 64, 400} {
		e := Entry{Epoch: 1, Tick: 100_000}
		for i := range players {
			e.Inputs = append(e.Inputs, Input{sim.ID(i + 1), 17, sim.Right})
		}
		want := 1 + 1 + 1 + 5 + 1 + 1 + 1 + 2*players
		if players > 7 {
			want += 2 // the length of the array
		}
		if got := len(AppendEntry(nil, &e)); got != want {
			t.Errorf("an entry of %d inputs has %d bytes, want %d", players, got, want)
		}
	}
}

// anyEntry draws an entry that may be encoded.
func anyEntry(t *rapid.T) *Entry {
	line := func(label string, runes, bytes int) string {
		printable := rapid.Rune().Filter(func(r rune) bool { return !unicode.IsControl(r) })
		return rapid.StringOfN(printable, -1, runes, bytes).Draw(t, label)
	}
	token := func(label string) (h TokenHash) {
		if rapid.Bool().Draw(t, "has "+label) {
			copy(h[:], rapid.SliceOfN(rapid.Byte(), len(h), len(h)).Draw(t, label))
		}
		return h
	}
	id := func() sim.ID { return sim.ID(rapid.Uint32().Draw(t, "ID")) }
	e := &Entry{Epoch: rapid.Uint32().Draw(t, "epoch"), Tick: sim.Tick(rapid.Uint32().Draw(t, "tick"))}
	for i := range rapid.IntRange(0, 20).Draw(t, "changes") {
		kind := ChangeKind(rapid.IntRange(0, int(changeKinds)-1).Draw(t, "kind"))
		if kind == StartLevel && i > 0 {
			kind = SetCountdown
		}
		c := Change{Kind: kind}
		fields := changeFields[c.Kind]
		if fields&hasID != 0 {
			c.ID = id()
		}
		if fields&hasName != 0 {
			c.Name = line("name", MaxNameRunes, MaxNameLen)
		}
		if fields&hasText != 0 {
			c.Text = line("text", MaxTextLen, MaxTextLen)
		}
		if fields&hasAppearance != 0 {
			c.Appearance = Appearance{rapid.Uint8Range(0, MaxColour).Draw(t, "colour"), rapid.Uint8Range(0, MaxShape).Draw(t, "shape")}
		}
		if fields&hasUsedToken != 0 {
			c.UsedToken = token("used token")
		}
		if fields&hasToken != 0 {
			c.Token = token("token")
		}
		if fields&hasUntil != 0 {
			c.Until = sim.Tick(rapid.Uint32().Draw(t, "until"))
		}
		if fields&hasLevel != 0 {
			c.Level, c.Seed = grown(t, rapid.Uint64Range(0, 3).Draw(t, "level")), rapid.Uint64().Draw(t, "seed")
		}
		e.Changes = append(e.Changes, c)
	}
	step := rapid.OneOf(rapid.Uint32Range(0, 8), rapid.Uint32Range(0, 1<<24))
	last := sim.ID(0)
	for range rapid.IntRange(0, 40).Draw(t, "inputs") {
		last += sim.ID(step.Draw(t, "step"))
		e.Inputs = append(e.Inputs, Input{last, rapid.Uint8Range(0, seqMask).Draw(t, "seq"), sim.Input(rapid.Uint8Range(0, 15).Draw(t, "keys"))})
	}
	last = 0
	for range rapid.IntRange(0, 40).Draw(t, "walks") {
		last += sim.ID(step.Draw(t, "step"))
		e.Walks = append(e.Walks, Walk{last, sim.Input(rapid.Uint8Range(0, 15).Draw(t, "keys"))})
	}
	return e
}

// grown returns a level grown from a seed.
func grown(t interface{ Fatal(...any) }, seed uint64) *maze.Level {
	m, err := maze.Generate(seed, 15, 11, 30)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: fmt.Sprint("grown ", seed), Maze: m}
}

// normal gives an entry nil for empty slices, so that reflect.DeepEqual compares
// what it has.
func normal(e *Entry) *Entry {
	n := new(Entry)
	n.CopyFrom(e)
	return n
}

func TestEntryRoundTrip(t *testing.T) {
	reused := new(Entry)
	rapid.Check(t, func(t *rapid.T) {
		e := anyEntry(t)
		b := AppendEntry([]byte("before"), e)[len("before"):]
		if len(b) > MaxEntryLen {
			t.Fatalf("an entry of %d bytes", len(b))
		}
		if err := DecodeEntry(b, reused); err != nil {
			t.Fatal(err)
		}
		if got := normal(reused); !reflect.DeepEqual(got, e) {
			t.Fatalf("%+v\nwant\n%+v", got, e)
		}
		if again := AppendEntry(nil, reused); !bytes.Equal(again, b) {
			t.Fatalf("%x\nwant\n%x", again, b)
		}
	})
}
