package replica

import (
	"fmt"
	"slices"
	"testing"

	"clew/net/wire"
)

// runRequests runs some ticks and returns the requests that the replica sends,
// each answered by what answer returns; nil: by nothing.
func runRequests(t *testing.T, r *Replica, ticks int, answer func(wire.Message) wire.Message) (sent []wire.Message) {
	t.Helper()
	for range ticks {
		r.Tick(r.now+TickDuration, 0)
		for m := r.Next(); m != nil; m = r.Next() {
			switch m.(type) {
			case *wire.SendChat, *wire.Rename, *wire.SetAppearance:
			default:
				continue
			}
			sent = append(sent, m)
			if a := answer(m); a != nil {
				if err := r.Receive(r.now, a); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return sent
}

// chatTexts returns the texts of the chat events.
func chatTexts(r *Replica) (texts []string) {
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

// Chat messages are sent one at a time, each when the one before was repeated by
// the server; when too many wait, another one is rejected.
func TestSendsOneChatAtATime(t *testing.T) {
	r := begin(t, 2000, 2048)
	var want []string
	for i := range maxQueuedChats {
		want = append(want, fmt.Sprint("text ", i))
		if !r.SendChat(want[i]) {
			t.Fatalf("text %d is rejected", i)
		}
	}
	if r.SendChat("one more") || r.SendChat("  ") {
		t.Error("it takes one more, or an empty one")
	}
	if n := len(runRequests(t, r, 100, nothing)); n != 1 {
		t.Errorf("%d requests without an answer", n)
	}
	if got := chatTexts(r); len(got) != 0 {
		t.Errorf("%q were reported before the server repeated them", got)
	}
	r.Receive(r.now, &wire.Chat{ID: 1, Text: want[0]})
	runRequests(t, r, 100, echo)
	if got := chatTexts(r); !slices.Equal(got, want) {
		t.Errorf("said %q", got)
	}
}

// A request that came too early is repeated without an event. One that was
// rejected is not repeated, and makes an event.
func TestBusyRequestIsRepeated(t *testing.T) {
	for _, c := range []struct {
		code          string
		times, events int
	}{{wire.CodeBusy, 5, 0}, {wire.CodeMuted, 1, 1}, {wire.CodeText, 1, 1}} {
		for what, do := range map[string]func(r *Replica){
			"say":        func(r *Replica) { r.SendChat("hello") },
			"rename":     func(r *Replica) { r.SetName("Dio") },
			"appearance": func(r *Replica) { r.SetAppearance(wire.Appearance{Colour: 2}) },
		} {
			r := begin(t, 2000, 2048)
			r.Events()
			do(r)
			n := len(runRequests(t, r, 4*busyRetry+2, func(wire.Message) wire.Message { return &wire.Error{Code: c.code} }))
			if events := len(r.Events()); n != c.times || events != c.events {
				t.Errorf("%s, %s: sent %d times, %d events; want %d and %d", what, c.code, n, events, c.times, c.events)
			}
		}
	}
}

// A command is neither repeated on a new connection nor kept for one, and the
// next request does not wait long for its answer, which may not come.
func TestCommands(t *testing.T) {
	r := begin(t, 2000, 2048)
	r.SendChat("/who")
	r.SendChat("hello")
	if sent := runRequests(t, r, commandTimeout+2, nothing); len(sent) != 2 || *sent[1].(*wire.SendChat) != (wire.SendChat{ID: 1, Text: "hello"}) {
		t.Errorf("sent %v", sent)
	}
	r.SendChat(" /kick 2")
	hello(t, r)
	if r.SendChat("/stop") {
		t.Error("a command is taken without a connection")
	}
	sendLevel(t, r, &wire.Welcome{ID: 1, Avatar: 'A', Token: "u", Resumed: true})
	if sent := runRequests(t, r, 3*commandTimeout, echo); len(sent) != 1 || *sent[0].(*wire.SendChat) != (wire.SendChat{ID: 1, Text: "hello"}) {
		t.Errorf("sent %v", sent)
	}
}

// A player that resumes as a spectator gets an error for the chat that waited.
func TestSpectatorCannotSendQueuedChat(t *testing.T) {
	r := begin(t, 2000, 2048)
	hello(t, r)
	if !r.SendChat("hello") {
		t.Fatal("it is rejected")
	}
	sendLevel(t, r, &wire.Welcome{Avatar: wire.NoAvatar})
	if n := r.Events(); len(n) != 3 || n[1].Code != wire.CodeSpectator {
		t.Errorf("%+v", n)
	}
	sendLevel(t, r, &wire.Welcome{ID: 9, Avatar: 'I'})
	if sent := runRequests(t, r, 60, echo); len(sent) != 0 {
		t.Errorf("sent %v", sent)
	}
}

// The player's own information, repeated with a new level, does not answer a
// request for a name, which is sent again on the next connection.
func TestNewLevelDoesNotAnswerRename(t *testing.T) {
	r := begin(t, 2000, 2048)
	r.SetName("Dio")
	runRequests(t, r, 1, nothing)
	r.Receive(r.now, &wire.PlayerInfo{ID: 1, Avatar: 'A', Name: "Ana", JoinTick: 99})
	hello(t, r)
	sendLevel(t, r, &wire.Welcome{ID: 1, Avatar: 'A', Token: "u", Resumed: true})
	if sent := runRequests(t, r, 5, nothing); len(sent) != 1 || *sent[0].(*wire.Rename) != (wire.Rename{ID: 1, Name: "Dio"}) {
		t.Errorf("sent %v", sent)
	}
}
