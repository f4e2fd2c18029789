package discovery

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"net/netip"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clew/net/wire"
)

// page is the protocol's document.
const page = "../PROTOCOL.md"

var update = flag.Bool("update", false, "rewrite the generated part of "+page)

// examples returns an answer and the probe that it answers.
func examples() (answer, probe message) {
	n := nonce{0: 0, 7: 42, 8: 0xF3, 9: 0xA9, 10: 0xC1, 11: 0xD2, 12: 0x7B, 13: 0x60, 14: 0x4E, 15: 0x58}
	id := ID{0x5E, 0xED, 0xC1, 0xE4, 15: 1}
	probe = message{version: wire.Version, nonce: n, kind: fromFinder}
	answer = message{version: wire.Version, nonce: n, id: id, port: 8856, kind: fromServer,
		Info:     Info{Name: "Ada's maze", Level: "First turn", Players: 3, MaxPlayers: 64, HasPassword: true},
		altAddrs: []netip.Addr{netip.MustParseAddr("192.168.1.7")}}
	return answer, probe
}

// examplePeer returns a beacon of a peer.
func examplePeer() message {
	return message{version: wire.Version, id: ID{0x6F, 0x96, 0x19, 0xFF, 15: 2}, port: 8856, kind: fromPeer,
		Info:     Info{Name: "Ada and Bo", Level: "First turn", Players: 2, MaxPlayers: 16, Game: 0xC1E4_0000_0000_0007, View: 3},
		altAddrs: []netip.Addr{netip.MustParseAddr("192.168.1.7")}}
}

// The page shows the bytes that are sent.
func TestGolden(t *testing.T) {
	answer, probe := examples()
	peer := examplePeer()
	want := fmt.Sprintf("```\nprobe\n%sanswer\n%sa peer's beacon\n%s```\n", dump(probe.append(nil)), dump(answer.append(nil)), dump(peer.append(nil)))
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- generated: lan -->\n", "<!-- end -->"
	before, rest, ok := strings.Cut(string(b), begin)
	got, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no part %q", page, begin)
	}
	if *update {
		if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != want {
		t.Errorf("%s:\n%s\nis not what the code gives:\n%s\nif the code is right: go test ./net/discovery -update", page, got, want)
	}
}

// dump shows a datagram, 24 bytes to a line, without the zeros at its end.
func dump(b []byte) string {
	var s strings.Builder
	for i := 0; i < len(bytes.TrimRight(b, "\x00")); i += 24 {
		fmt.Fprintf(&s, "%4d  % x\n", i, b[i:min(i+24, len(b))])
	}
	return s.String() + fmt.Sprintf("      zeros up to %d bytes\n", len(b))
}

// genMessage draws messages of a server.
func genMessage() *rapid.Generator[message] {
	titles := rapid.SampledFrom([]string{"", "a", "Ada's maze", "迷路", strings.Repeat("x", wire.MaxNameLen), strings.Repeat("🧶", 12)})
	addrs := rapid.Custom(func(t *rapid.T) netip.Addr { return addrPort(rapid.Uint32().Draw(t, "addr"), 1).Addr() })
	return rapid.Custom(func(t *rapid.T) message {
		m := message{
			version: wire.Version,
			nonce:   nonce(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "nonce")),
			id:      ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id")),
			port:    rapid.Uint16Min(1).Draw(t, "port"),
			kind:    fromServer,
			Info: Info{
				Name:        titles.Draw(t, "name"),
				Level:       titles.Draw(t, "level"),
				Players:     rapid.IntRange(0, math.MaxUint16).Draw(t, "players"),
				MaxPlayers:  rapid.IntRange(0, math.MaxUint16).Draw(t, "max"),
				HasPassword: rapid.Bool().Draw(t, "locked"),
			},
		}
		m.id[0] |= 1
		if rapid.Bool().Draw(t, "peer") {
			m.kind, m.Game, m.View = fromPeer, GameID(rapid.Uint64Min(1).Draw(t, "game")), rapid.Uint32().Draw(t, "view")
		}
		if also := rapid.SliceOfN(addrs, 0, maxAltAddrs).Draw(t, "also"); len(also) > 0 {
			m.altAddrs = also
		}
		return m
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genMessage().Draw(t, "message")
		b := m.append([]byte("before"))[6:]
		got, err := parse(b)
		if err != nil || !reflect.DeepEqual(got, m) || len(b) != datagramSize {
			t.Fatalf("%+v became %d bytes and %+v, %v", m, len(b), got, err)
		}
	})
	_, probe := examples()
	if got, err := parse(probe.append(nil)); err != nil || !reflect.DeepEqual(got, probe) {
		t.Errorf("%+v became %+v, %v", probe, got, err)
	}
}

// Nothing that is shorter or longer is read, nor one with something in its
// zeros.
func TestLength(t *testing.T) {
	answer, probe := examples()
	for _, m := range []message{answer, probe, examplePeer()} {
		whole := m.append(nil)
		for n := range whole {
			if got, err := parse(whole[:n]); err == nil {
				t.Errorf("%d bytes of %d were read: %+v", n, len(whole), got)
			}
		}
		if _, err := parse(append(whole, 0)); err == nil {
			t.Error("one byte more was read")
		}
		whole[datagramSize-1] = 1
		if _, err := parse(whole); err == nil {
			t.Error("bytes after the message were read")
		}
	}
}

// Of another version the first bytes are read, however many follow.
func TestOtherVersion(t *testing.T) {
	m, _ := examples()
	m.version = wire.Version + 1
	whole := append(m.append(nil), 1, 2, 3)
	for n := headerSize; n <= len(whole); n++ {
		got, err := parse(whole[:n])
		want := message{version: m.version, nonce: m.nonce, id: m.id, port: m.port, kind: fromServer}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%d bytes: %+v, %v", n, got, err)
		}
	}
	if _, err := parse(whole[:headerSize-1]); err == nil {
		t.Error("half a header was read")
	}
}

// What strangers might put into a datagram.
func TestRefused(t *testing.T) {
	m, probe := examples()
	change := func(what string, m message, f func(b []byte)) {
		b := m.append(nil)
		f(b)
		if got, err := parse(b); err == nil {
			t.Errorf("%s: read as %+v", what, got)
		}
	}
	change("another magic", m, func(b []byte) { b[0] = 'D' })
	change("another kind", m, func(b []byte) { b[42] = 'X' })
	change("no port", m, func(b []byte) { b[40], b[41] = 0, 0 })
	change("no ID", m, func(b []byte) { clear(b[24:40]) })
	change("an unknown flag", m, func(b []byte) { b[43] = 2 })
	change("a long name", m, func(b []byte) { b[48] = wire.MaxNameLen + 1 })
	change("a long level", m, func(b []byte) { b[59] = 255 })
	change("many addresses", m, func(b []byte) { b[70] = maxAltAddrs + 1 })
	change("escape codes in the name", m, func(b []byte) { copy(b[49:], "\x1b[2J") })
	change("bidi in the level", m, func(b []byte) { copy(b[60:], "\u202e") })
	change("half a character", m, func(b []byte) { b[58] = 0xE2 })
	change("a peer without a game", examplePeer(), func(b []byte) { clear(b[75:83]) })
	change("a server with a game", m, func(b []byte) { b[82] = 7 })
	change("a probe with a port", probe, func(b []byte) { b[41] = 1 })
	change("a probe with an ID", probe, func(b []byte) { b[24] = 1 })
	change("a probe with more", probe, func(b []byte) { b[43] = 1 })
}

// Addresses that would not fit behind two long names: no length of them is
// believed.
func TestFull(t *testing.T) {
	long := strings.Repeat("x", wire.MaxNameLen)
	m, _ := examples()
	m.Name, m.Level, m.altAddrs = long, long, make([]netip.Addr, 0, 9)
	for i := range uint32(9) {
		m.altAddrs = append(m.altAddrs, addrPort(i, 1).Addr())
	}
	got, err := parse(m.append(nil))
	if err != nil || len(got.altAddrs) != maxAltAddrs || got.Name != long || got.Level != long {
		t.Errorf("%+v, %v", got, err)
	}
}

// What a server cannot say is left out, not its other words.
func TestFits(t *testing.T) {
	m, _ := examples()
	m.Name, m.Players, m.MaxPlayers = "a\nb", -1, 1<<20
	got, err := parse(m.append(nil))
	if err != nil || got.Name != "" || got.Level != "First turn" || got.Players != 0 || got.MaxPlayers != math.MaxUint16 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Whatever comes, parse takes it or not; and what it takes has one form.
func FuzzParse(f *testing.F) {
	answer, probe := examples()
	for _, m := range []message{answer, probe, examplePeer()} {
		f.Add(m.append(nil))
		m.version = 9
		f.Add(m.append(nil)[:headerSize])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := parse(b)
		if err != nil {
			return
		}
		if m.version == wire.Version {
			if again := m.append(nil); !bytes.Equal(again, b) {
				t.Errorf("% x was read as %+v, which is % x", b, m, again)
			}
		}
		if wire.CheckTitle(m.Name) != nil || wire.CheckTitle(m.Level) != nil {
			t.Errorf("names came through: %q, %q", m.Name, m.Level)
		}
	})
}
