package tracker

import (
	"bytes"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clew/net/cookie"
	"clew/net/discovery"
	"clew/net/wire"
)

// pagePath is the protocol's document.
const pagePath = "../PROTOCOL.md"

var update = flag.Bool("update", false, "rewrite the generated part of "+pagePath)

// example is a message with its name in the document.
type example struct {
	name string
	message
}

// examples returns one message of each kind.
func examples() []example {
	head := message{format: format, nonce: [8]byte{0x4E, 7: 1}, cookie: cookie.Cookie{7: 42, 8: 0xC0, 15: 0x0C}}
	game := Game{Addr: netip.MustParseAddrPort("203.0.113.9:8856"), Version: 5,
		Info: discovery.Info{Name: "Ada's maze", Level: "First turn", Players: 3, MaxPlayers: 64, HasPassword: true}}
	six := game
	six.Addr, six.Name = netip.MustParseAddrPort("[2001:db8::7]:8856"), "Bo's maze"
	six.Info.Game, six.View = 0x0123456789ABCDEF, 3 // of peers
	announced := game
	announced.Addr = netip.AddrPortFrom(netip.Addr{}, 8856)
	list := []example{{name: "announce"}, {name: "withdraw"}, {name: "list"}, {name: "accepted"}, {name: "retry"}, {name: "refused"}, {name: "page"}}
	for i, k := range []kind{announce, withdraw, 'L', accepted, retry, refused, page} {
		list[i].message = head
		list[i].kind = k
	}
	list[0].game = announced
	list[1].game.Addr = announced.Addr
	list[2].addr = game.Addr
	list[3].addr = game.Addr
	list[5].reason = refusedFull
	list[6].games, list[6].more = []Game{game, six}, true
	return list
}

// The document shows the bytes that are sent.
func TestGolden(t *testing.T) {
	want := "```\n"
	for _, e := range examples() {
		b := e.append(nil)
		want += e.name + "\n"
		for i := 0; i < len(bytes.TrimRight(b, "\x00")); i += 24 {
			want += fmt.Sprintf("%4d  % x\n", i, b[i:min(i+24, len(b))])
		}
		if e.kind != page {
			want += fmt.Sprintf("      zeros up to %d bytes\n", len(b))
		}
	}
	want += "```\n"
	b, err := os.ReadFile(pagePath)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- generated: tracker -->\n", "<!-- end -->"
	before, rest, found := strings.Cut(string(b), begin)
	got, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("%s has no part %q", pagePath, begin)
	}
	if *update {
		if err := os.WriteFile(pagePath, []byte(before+begin+want+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != want {
		t.Errorf("%s has\n%s\nbut the code gives\n%s\nIf it is right: go test ./net/tracker -update", pagePath, got, want)
	}
}

// The limits in the document are those of the code.
func TestPageHasLimits(t *testing.T) {
	b, err := os.ReadFile(pagePath)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(b)), " ")
	for _, want := range []string{
		fmt.Sprintf("usually UDP port %d", Port),
		fmt.Sprintf("all but a page have %d bytes", answerSize),
		fmt.Sprintf("at most %d games, %d of an address", maxGames, maxGamesPerAddr),
		fmt.Sprintf("not been announced for %d s", int(gameTimeout.Seconds())),
		fmt.Sprintf("valid for %d s", int(cookieTTL.Seconds())),
		fmt.Sprintf("%d announcement or withdrawal a second (%d at once)", announcesPerAddr, announceBurst),
		fmt.Sprintf("%d pages (%d at once)", pagesPerAddr, pageBurst),
		fmt.Sprintf("%d answers without a valid cookie (%d at once)", retriesPerAddr, retryBurst),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not have %q", pagePath, want)
		}
	}
}

func genGame() *rapid.Generator[Game] {
	titles := rapid.SampledFrom([]string{"", "a", "Ada's maze", "迷路", strings.Repeat("x", wire.MaxNameLen)})
	return rapid.Custom(func(t *rapid.T) Game {
		ip := netip.AddrFrom16([16]byte(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "ip"))).Unmap()
		if rapid.Bool().Draw(t, "is IPv4") {
			ip = netip.AddrFrom4([4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "ip")))
		}
		g := Game{
			Addr:    netip.AddrPortFrom(ip, rapid.Uint16Min(1).Draw(t, "port")),
			Version: rapid.Uint32().Draw(t, "version"),
			Info: discovery.Info{
				Name: titles.Draw(t, "name"), Level: titles.Draw(t, "level"), HasPassword: rapid.Bool().Draw(t, "locked"),
				Game: discovery.GameID(rapid.Uint64().Draw(t, "game")), View: rapid.Uint32().Draw(t, "view"),
				Players: int(rapid.Uint16().Draw(t, "players")), MaxPlayers: int(rapid.Uint16().Draw(t, "places")),
			},
		}
		if g.Info.Game == 0 {
			g.View = 0
		}
		return g
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(examples()).Draw(t, "message")
		switch m := &e.message; e.kind {
		case announce:
			m.game = genGame().Draw(t, "game")
			m.game.Addr = netip.AddrPortFrom(netip.Addr{}, m.game.Addr.Port())
		case page:
			m.games = rapid.SliceOfN(genGame(), 1, (pageSize-headerSize-2)/maxEntry).Draw(t, "games")
		}
		if got, err := parse(e.append(nil)); err != nil || !reflect.DeepEqual(got, e.message) {
			t.Fatalf("%+v became %+v, %v", e.message, got, err)
		}
	})
}

// Nothing that is shorter or longer is read.
func TestLength(t *testing.T) {
	for _, e := range examples() {
		whole := e.append(nil)
		for n := range whole {
			if got, err := parse(whole[:n]); err == nil {
				t.Errorf("%d of %d bytes of %s were read: %+v", n, len(whole), e.name, got)
			}
		}
		if _, err := parse(append(whole, 0)); err == nil {
			t.Errorf("one byte more than %s was read", e.name)
		}
	}
}

// announceInfoEnd is where the info of the first of examples ends.
const announceInfoEnd = headerSize + 2 + 4 + 1 + 2 + 2 + 2*(1+10) + 8 + 4

// What strangers might put into a datagram.
func TestRefused(t *testing.T) {
	change := func(i int, what string, f func(b []byte)) {
		t.Helper()
		b := examples()[i].append(nil)
		f(b)
		if got, err := parse(b); err == nil {
			t.Errorf("%s: read as %+v", what, got)
		}
	}
	change(0, "another magic", func(b []byte) { b[0] = 'D' })
	change(0, "another format", func(b []byte) { b[4]++ })
	change(0, "another kind", func(b []byte) { b[5] = 'X' })
	change(0, "a kind of no character", func(b []byte) { b[5] = 0xFF })
	change(0, "no port", func(b []byte) { b[30], b[31] = 0, 0 })
	change(0, "an unknown flag", func(b []byte) { b[36] = 2 })
	change(0, "a view of no game", func(b []byte) { b[announceInfoEnd-1] = 1 })
	change(0, "a long name", func(b []byte) { b[41] = wire.MaxNameLen + 1 })
	change(0, "escape codes in the name", func(b []byte) { copy(b[42:], "\x1b[2J") })
	change(0, "something in the zeros", func(b []byte) { b[len(b)-1] = 1 })
	change(1, "a withdrawal with no port", func(b []byte) { b[30], b[31] = 0, 0 })
	change(2, "an address without a port", func(b []byte) { b[46], b[47] = 0, 0 })
	change(6, "more games than there are", func(b []byte) { b[31]++ })
	change(6, "fewer games than there are", func(b []byte) { b[31]-- })
	change(6, "a game without a port", func(b []byte) { b[48], b[49] = 0, 0 })
}

// Whatever comes, parse takes it or not; and what it takes has one form.
func FuzzParse(f *testing.F) {
	for _, e := range examples() {
		f.Add(e.append(nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := parse(b)
		if err != nil {
			return
		}
		if again := m.append(nil); !bytes.Equal(again, b) {
			t.Errorf("% x was read as %+v, which is % x", b, m, again)
		}
	})
}
