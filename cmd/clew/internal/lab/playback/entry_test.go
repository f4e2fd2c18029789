package playback

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

// Every kind of change has its own text, in each language, and names its player.
func TestEntryTexts(t *testing.T) {
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	for _, lang := range i18n.Languages() {
		i18n.SetLanguage(lang.Code)
		seen := map[string]game.ChangeKind{}
		r := describeWith()
		for kind := game.Join; !strings.HasPrefix(kind.String(), "change "); kind++ {
			c := game.Change{Kind: kind, ID: 31, Name: "Eve", Text: "hello", Until: 4000, Level: &maze.Level{Name: "corridor"}}
			text := r.entryChangeText(&c)
			if other, taken := seen[text]; taken || text == kind.String() || strings.Contains(text, "%!") {
				t.Errorf("%s: %v is told as %q, as %v is", lang.Code, kind, text, other)
			}
			seen[text] = kind
			if kind != game.Join && kind != game.StartLevel && kind != game.SetCountdown && !strings.Contains(text, "31") {
				t.Errorf("%s: %v of player 31 is told as %q", lang.Code, kind, text)
			}
		}
	}
}

// What entered a tick is told change by change and input by input; inputs that the
// trace does not have, and walks without a number, too.
func TestEntrySentences(t *testing.T) {
	r := start(t)
	list := r.Trace().Entries
	find := func(what string, suits func(e *game.Entry) bool) int {
		t.Helper()
		i := slices.IndexFunc(list, func(record eventlog.Entry) bool {
			var e game.Entry
			return game.DecodeEntry(record.Encoded, &e) == nil && suits(&e)
		})
		if i < 0 {
			t.Fatalf("no entry with %s", what)
		}
		return i
	}
	i := find("two inputs", func(e *game.Entry) bool { return len(e.Inputs) == 2 && len(e.Walks) == 0 && e.Tick > 200 })
	ins := r.EntryInputs(i)
	if len(ins) != 2 || ins[0].Consumed != list[i].Applied || ins[1].Consumed != list[i].Applied || ins[0].Client == ins[1].Client {
		t.Fatalf("entry %d has the inputs %+v", i, ins)
	}
	for _, in := range ins {
		if p := r.Trace().Packets[in.Carrier]; !p.Up || p.Client != in.Client || p.Arrives > in.Arrived || in.Seq < p.First || int(in.Seq-p.First) >= p.Count {
			t.Errorf("%+v came with %+v", in, p)
		}
	}
	r.Select(Selection{Kind: Entry, Index: i})
	want := fmt.Sprintf("What entered tick %d of the game, applied at tick %d: input %d of %s (low bits %d), %s; input %d of %s (low bits %d), %s.",
		list[i].Tick, list[i].Applied, ins[0].Seq, r.Name(ins[0].Client), ins[0].Seq&127, keysText(ins[0].Keys),
		ins[1].Seq, r.Name(ins[1].Client), ins[1].Seq&127, keysText(ins[1].Keys))
	if got := r.Describe(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	made := game.Entry{
		Tick: 9, Changes: []game.Change{{Kind: game.Say, ID: ins[0].id(r), Text: "hello"}},
		Inputs: []game.Input{{ID: 31, Seq: 5, Keys: sim.Up}}, Walks: []game.Walk{{ID: 32}, {ID: 33, Keys: sim.Left}},
	}
	list[i].Encoded = game.AppendEntry(nil, &made)
	want = fmt.Sprintf("What entered tick %d of the game, applied at tick %d: %s says: hello; an input of player 31 with low bits 5, up pressed; player 32 stops, as no input arrived; player 33 walks without a numbered input, left.",
		list[i].Tick, list[i].Applied, r.Name(ins[0].Client))
	if got := r.Describe(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	list[i].Encoded = game.AppendEntry(nil, &game.Entry{Tick: 9})
	if got := r.Describe(); !strings.HasSuffix(got, ": nothing.") {
		t.Errorf("an empty entry is told as %q", got)
	}
}

// id returns the ID of the input's player.
func (in EntryInput) id(r *Player) sim.ID { return r.Game().State(r.Ticks()).ID(in.Client) }

// Every entry can be read, and is its parts.
func TestEntryMessages(t *testing.T) {
	r := start(t)
	for i, e := range r.Trace().Entries {
		m, err := r.EntryMessage(i)
		if err != nil || !strings.HasPrefix(m.Text, fmt.Sprintf("%d|0", e.Tick)) || !bytes.Equal(m.Msgpack, e.Encoded) {
			t.Fatalf("entry %d: %+v, %v", i, m, err)
		}
		var joined []byte
		for _, p := range m.Parts {
			joined = append(joined, p.Bytes...)
		}
		if !bytes.Equal(joined, m.Msgpack) {
			t.Fatalf("entry %d: the parts are not the whole", i)
		}
	}
}
