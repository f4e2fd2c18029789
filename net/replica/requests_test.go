package replica

import (
	"fmt"
	"slices"
	"testing"

	"clew/net/wire"
)

// runRequests returns what a replica asks in some ticks, with each request answered by
// what answer gives; nil: by nothing.
func runRequests(t *testing.T, r *Replica, ticks int, answer func(wire.Message) wire.Message) (asked []wire.Message) {
	t.Helper()
	for range ticks {
		r.Tick(r.now+TickDuration, 0)
		for m := r.Next(); m != nil; m = r.Next() {
			switch m.(type) {
			case *wire.SendChat, *wire.Rename, *wire.SetAppearance:
			default:
				continue
			}
			asked = append(asked, m)
			if a := answer(m); a != nil {
				if err := r.Receive(r.now, a); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return asked
}

// said are the texts that were News.
func said(r *Replica) (texts []string) {
	for _, n := range r.Events() {
		if n.Kind == EventChat {
			texts = append(texts, n.Text)
		}
	}
	return texts
}

func echo(m wire.Message) wire.Message {
	if m, is := m.(*wire.SendChat); is {
		return &wire.Chat{ID: m.ID, Text: m.Text}
	}
	return nil
}

func nothing(wire.Message) wire.Message { return nil }

// Texts are said one after the other, each when the one before is heard, and
// those that are too many are refused.
func TestSaysOneAtATime(t *testing.T) {
	r := begin(t, 2000, 2048)
	var want []string
	for i := range maxQueuedChats {
		want = append(want, fmt.Sprint("text ", i))
		if !r.SendChat(want[i]) {
			t.Fatalf("text %d is refused", i)
		}
	}
	if r.SendChat("one more") || r.SendChat("  ") {
		t.Error("it takes one more, or nothing at all")
	}
	if n := len(runRequests(t, r, 100, nothing)); n != 1 {
		t.Errorf("%d requests without an answer", n)
	}
	if got := said(r); len(got) != 0 {
		t.Errorf("%q are told as said", got)
	}
	r.Receive(r.now, &wire.Chat{ID: 1, Text: want[0]})
	runRequests(t, r, 100, echo)
	if got := said(r); !slices.Equal(got, want) {
		t.Errorf("said %q", got)
	}
}

// A request that came too early is repeated, and nobody hears of it. One that is
// refused is not, and is told.
func TestBusyIsRepeated(t *testing.T) {
	for _, c := range []struct {
		code        string
		times, told int
	}{{wire.CodeBusy, 5, 0}, {wire.CodeMuted, 1, 1}, {wire.CodeText, 1, 1}} {
		for what, do := range map[string]func(r *Replica){
			"say":    func(r *Replica) { r.SendChat("hello") },
			"rename": func(r *Replica) { r.SetName("Dio") },
			"dress":  func(r *Replica) { r.SetAppearance(wire.Appearance{Colour: 2}) },
		} {
			r := begin(t, 2000, 2048)
			r.Events()
			do(r)
			n := len(runRequests(t, r, 4*busyRetry+2, func(wire.Message) wire.Message { return &wire.Error{Code: c.code} }))
			if told := len(r.Events()); n != c.times || told != c.told {
				t.Errorf("%s, %s: asked %d times, told %d times; want %d and %d", what, c.code, n, told, c.times, c.told)
			}
		}
	}
}

// A command is neither repeated on a new connection nor kept for one, and what
// comes after it does not wait for an answer that may not come.
func TestCommands(t *testing.T) {
	r := begin(t, 2000, 2048)
	r.SendChat("/who")
	r.SendChat("hello")
	if asked := runRequests(t, r, commandTimeout+2, nothing); len(asked) != 2 || *asked[1].(*wire.SendChat) != (wire.SendChat{ID: 1, Text: "hello"}) {
		t.Errorf("asked %v", asked)
	}
	r.SendChat(" /kick 2")
	hello(t, r)
	if r.SendChat("/stop") {
		t.Error("a command is taken without a connection")
	}
	sendLevel(t, r, &wire.Welcome{ID: 1, Avatar: 'A', Token: "u", Resumed: true})
	if asked := runRequests(t, r, 3*commandTimeout, echo); len(asked) != 1 || *asked[0].(*wire.SendChat) != (wire.SendChat{ID: 1, Text: "hello"}) {
		t.Errorf("asked %v", asked)
	}
}

// Whoever comes back to a game in which one can only watch is told that what
// was to be said is not.
func TestUnsaidWhereOneWatches(t *testing.T) {
	r := begin(t, 2000, 2048)
	hello(t, r)
	if !r.SendChat("hello") {
		t.Fatal("it is refused")
	}
	sendLevel(t, r, &wire.Welcome{Avatar: wire.NoAvatar})
	if n := r.Events(); len(n) != 3 || n[1].Code != wire.CodeSpectator {
		t.Errorf("%+v", n)
	}
	sendLevel(t, r, &wire.Welcome{ID: 9, Avatar: 'I'})
	if asked := runRequests(t, r, 60, echo); len(asked) != 0 {
		t.Errorf("asked %v", asked)
	}
}

// What a new level tells of one's own player is no answer to a request for a
// name, which is asked for again when the connection dies.
func TestNewLevelIsNoAnswer(t *testing.T) {
	r := begin(t, 2000, 2048)
	r.SetName("Dio")
	runRequests(t, r, 1, nothing)
	r.Receive(r.now, &wire.PlayerInfo{ID: 1, Avatar: 'A', Name: "Ana", Since: 99})
	hello(t, r)
	sendLevel(t, r, &wire.Welcome{ID: 1, Avatar: 'A', Token: "u", Resumed: true})
	if asked := runRequests(t, r, 5, nothing); len(asked) != 1 || *asked[0].(*wire.Rename) != (wire.Rename{ID: 1, Name: "Dio"}) {
		t.Errorf("asked %v", asked)
	}
}
