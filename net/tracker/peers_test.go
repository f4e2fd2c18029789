package tracker

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/discovery"
)

// announcePeer announces a member of a game of peers.
func (n *simNet) announcePeer(from string, game discovery.GameID, view uint32) *Announcer {
	return Announce(Advertisement{
		Tracker: "tracker.example:8857", Port: 8856, dial: n.dialer(from),
		Info: func() discovery.Info {
			return discovery.Info{Name: "Ann and Bo", Level: "First turn", Players: 2, MaxPlayers: 8, Game: game, View: view}
		},
	})
}

// The members of a game of peers are listed as one game, with all their addresses, as long
// as one of them is there.
func TestPeersAreOneGame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newSimNet()
		first, second := n.announcePeer("20.0.0.1:40000", 7, 2), n.announcePeer("20.0.0.2:40000", 7, 3)
		other := n.announcePeer("20.0.0.3:40000", 8, 1)
		b := browse("tracker.example:8857", n.dialer("20.1.0.1:50000"))
		listed := func() (all []string) {
			pass(browseInterval + time.Second)
			for _, g := range b.Games(nil) {
				all = append(all, fmt.Sprintf("%v in view %d at %v", g.Info.Game, g.View, g.Doors))
			}
			return all
		}
		want := []string{"0000000000000007 in view 3 at [20.0.0.1:8856 20.0.0.2:8856]", "0000000000000008 in view 1 at [20.0.0.3:8856]"}
		if got := listed(); !slices.Equal(got, want) {
			t.Errorf("listed %q, want %q", got, want)
		}
		first.Close()
		want[0] = "0000000000000007 in view 3 at [20.0.0.2:8856]"
		if got := listed(); !slices.Equal(got, want) {
			t.Errorf("after one has left: listed %q, want %q", got, want)
		}
		second.Close()
		other.Close()
		if got := listed(); len(got) > 0 {
			t.Errorf("at the end: listed %q", got)
		}
		b.Close()
	})
}

// The word of a game leads to it, whoever of its members is there; another says so.
func TestFindByWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newSimNet()
		var told []listing
		all := []*Announcer{n.announce("20.0.0.9:40000", &told), n.announcePeer("20.0.0.1:40000", 7, 2), n.announcePeer("20.0.0.2:40000", 7, 2)}
		pass(time.Second)
		from := n.dialer("20.1.0.1:50000")
		look := func(g Game) (Game, error) { return find(t.Context(), "tracker.example:8857", Word(&g), from) }
		server := Game{Addr: netip.MustParseAddrPort("20.0.0.9:8856")}
		if got, err := look(server); got.Addr != server.Addr || got.Info.Game != 0 || err != nil {
			t.Errorf("the server's word leads to %+v, %v", got, err)
		}
		peers := Game{Info: discovery.Info{Game: 7}}
		if got, err := look(peers); got.Info.Game != 7 || len(got.Doors) != 2 || err != nil {
			t.Errorf("the peers' word leads to %+v, %v", got, err)
		}
		var why *Error
		if got, err := look(Game{Info: discovery.Info{Game: 8}}); !errors.As(err, &why) || why.Kind != UnknownWord {
			t.Errorf("a word of no game leads to %+v, %v", got, err)
		}
		for _, a := range all {
			a.Close()
		}
	})
}

// Every game has a word of its own, as far as six letters reach.
func TestWords(t *testing.T) {
	words := make(map[string]bool)
	for i := range uint32(1000) {
		words[Word(&Game{Addr: netip.AddrPortFrom(publicAddr(i), 8856)})] = true
		words[Word(&Game{Info: discovery.Info{Game: discovery.GameID(i + 1)}})] = true
	}
	if len(words) < 1999 {
		t.Errorf("%d words for 2000 games", len(words))
	}
	if got := Word(&Game{Info: discovery.Info{Game: 7}}); len(got) != 6 {
		t.Errorf("the word is %q", got)
	}
}
