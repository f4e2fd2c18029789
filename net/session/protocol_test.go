package session

import (
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	wiretext "clew/net/wire/text"
)

// page is the protocol's document, whose dialogues these tests generate.
const page = "../PROTOCOL.md"

var update = flag.Bool("update", false, "rewrite the dialogues in "+page)

// TestDialogues holds the dialogues in the page against a server.
func TestDialogues(t *testing.T) {
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, d := range []struct {
		part string
		play func(t *testing.T) string
	}{
		{"plain dialogue", plainDialogue}, {"text dialogue", textDialogue}, {"version dialogue", versionDialogue},
	} {
		begin, end := "<!-- generated: "+d.part+" -->\n", "<!-- end -->"
		before, rest, found := strings.Cut(text, begin)
		got, after, ended := strings.Cut(rest, end)
		if !found || !ended {
			t.Fatalf("%s has no part %q", page, d.part)
		}
		want := "```\n" + d.play(t) + "```\n"
		if *update {
			text = before + begin + want + end + after
		} else if got != want {
			t.Errorf("%s, %s:\n%s\nbut the server gives\n%s\nIf that is right: go test ./net/session -run Dialogues -update", page, d.part, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(page, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// smallServer returns a server in the smallest level there is.
func smallServer(t *testing.T) *Server {
	t.Helper()
	m, err := maze.FromRows([]string{"#####", "#S.E#", "#####", "#####", "#####"})
	if err != nil {
		t.Fatal(err)
	}
	return NewServer(authority.New(authority.Config{
		Level: &maze.Level{Name: "First turn", Maze: m}, Name: "Ada's maze", MaxPlayers: 8, SnapshotInterval: 2, InputQueueTarget: 2,
		NewToken: func(uint64) string { return "f3a9c1d27b604e58" },
	}))
}

// talker is a client that is given its messages as bytes.
type talker struct {
	server *Server
	end    link.Link
	show   func(msg []byte) string
	log    strings.Builder
}

// connect connects a talker to a server.
func connect(s *Server, newCodec func() wire.Codec, mode authority.Mode) *talker {
	near, far := mem.Pair()
	s.Accept(far, newCodec, mode, "here")
	return &talker{server: s, end: near, show: func(msg []byte) string { return string(msg) }}
}

// say sends a message and then lets the server do some ticks.
func (p *talker) say(msg string, ticks int) {
	if msg != "" {
		fmt.Fprintf(&p.log, "client: %s\n", p.show([]byte(msg)))
		p.end.Send(link.Reliable, []byte(msg))
	}
	for range ticks {
		p.server.Tick(0)
		for b, _ := p.end.Receive(); b != nil; b, _ = p.end.Receive() {
			fmt.Fprintf(&p.log, "server: %s\n", p.show(b))
		}
	}
}

// plainDialogue plays a game in plain text mode, with another player at the
// exit.
func plainDialogue(t *testing.T) string {
	s := smallServer(t)
	plain := func() wire.Codec { return wiretext.NewPlain() }
	other := connect(s, plain, authority.Plain)
	other.say("r|1|", 12)
	other.say("r|1|", 12)
	p := connect(s, plain, authority.Plain)
	p.say("", 1)
	for _, msg := range []string{"r|2|", "u|2|", "c|2|50%25 there|", "r|1|", "q|2|"} {
		p.say(msg, 20)
	}
	return p.log.String()
}

// textDialogue plays a session of a game client in text mode.
func textDialogue(t *testing.T) string {
	p := connect(smallServer(t), func() wire.Codec { return wiretext.NewNumbered() }, authority.Game)
	p.say("H|5|Ann|||0|0|0|", 2)
	p.say("i|1|1|1|r|2|", 1)
	p.say("i|1|1|2|r|2|r|2|", 1)
	p.say("i|1|3|1|-|4|", 1)
	p.say("p|81500000|0|0|", 1)
	p.say("c|1|which way?|", 1)
	p.say("c|2|that way!|", 1)
	p.say("q|1|", 1)
	return p.log.String()
}

// versionDialogue plays the session of a client that speaks version 2.
func versionDialogue(t *testing.T) string {
	p := connect(smallServer(t), func() wire.Codec { return msgpack.New() }, authority.Game)
	p.show = framed
	hello, err := msgpack.New().Append(nil, &wire.Hello{Version: wire.Version, Name: "Ann"})
	if err != nil {
		t.Fatal(err)
	}
	hello[2] = 2 // the version
	p.say(string(hello), 1)
	first := "client: "
	return strings.Replace(p.log.String(), first, fmt.Sprintf("%s% x ", first, msgpack.Magic), 1)
}

// framed returns a message with its length, in hexadecimal, 24 bytes to a line.
func framed(msg []byte) string {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(msg))), msg...)
	var lines []string
	for len(b) > 0 {
		n := min(24, len(b))
		lines = append(lines, fmt.Sprintf("% x", b[:n]))
		b = b[n:]
	}
	return strings.Join(lines, "\n        ")
}
