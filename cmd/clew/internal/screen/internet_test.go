package screen

import (
	"context"
	"net/netip"
	"strings"
	"testing"
	"time"

	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/settings"
	"clew/net/dial"
	"clew/net/discovery"
	"clew/net/tracker"
)

// startTracker runs a tracker on this computer until the test ends, and returns its
// address.
func startTracker(t *testing.T) string {
	t.Helper()
	conn, err := tracker.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- tracker.Serve(ctx, conn) }()
	t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return conn.LocalAddr().String()
}

// eventually waits until a condition holds.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	begin := time.Now()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		if time.Since(begin) > time.Minute {
			t.Fatalf("waited in vain: %s", what)
		}
		<-look.C
	}
}

// A server that is hosted with a tracker is on the Internet tab of others, and the
// lobby has the word for it; both are gone when it ends. A game of peers is there once,
// whoever of its members announces it.
func TestInternetTab(t *testing.T) {
	at := startTracker(t)
	h, err := startHostedServer(menu.HostSettings{Name: "Rui's maze", MaxPlayers: 7}, menu.RandomMaze{}, "", "", at)
	if err != nil {
		t.Fatal(err)
	}
	var word string
	eventually(t, "the lobby shows the word", func() bool {
		info, _, _ := h.state()
		word = info.Addresses[0].Code
		return strings.HasSuffix(word, "@"+at)
	})
	address := "127.0.0.1:" + h.port
	if got, err := dial.Resolve(t.Context(), word); err != nil || len(got) != 1 || got[0] != address {
		t.Errorf("the word %s leads to %q, %v, want %s", word, got, err, address)
	}
	var members []*tracker.Announcer
	for _, port := range []uint16{1, 2} {
		listed := make(chan netip.AddrPort, 1)
		members = append(members, tracker.Announce(tracker.Advertisement{
			Tracker: at, Port: port,
			Info:     func() discovery.Info { return discovery.Info{Name: "Ana and Rui", Game: 7, Players: 2, MaxPlayers: 8} },
			OnChange: func(a netip.AddrPort, _ error) { listed <- a },
		}))
		<-listed
	}

	s := newAppTest(t, "en")
	s.app.settings.Change(func(set *settings.Settings) { set.Servers.Tracker = at })
	s.app.choices.tab = menu.Internet
	j := newJoin(s.app, joinDefaults{})
	defer func() { s.app.current.(*joinScreen).close() }()
	s.show(j)
	eventually(t, "the tab lists two games", func() bool { s.run(1); return len(j.state.Lists[menu.Internet]) == 2 })
	peers, server := j.state.Lists[menu.Internet][0], j.state.Lists[menu.Internet][1]
	if server.Address != address || server.Game != 0 || server.Name != "Rui's maze" || server.MaxPlayers != 7 {
		t.Errorf("the server is %+v", server)
	}
	if peers.Game != 7 || peers.Name != "Ana and Rui" || peers.Players != 2 {
		t.Errorf("the peers are %+v", peers)
	}
	h.close()
	for _, m := range members {
		m.Close()
	}
	j.stopBrowser() // the next tick asks again
	eventually(t, "the tab is empty", func() bool {
		s.run(1)
		asked, _ := j.browser.Status()
		return asked && len(j.state.Lists[menu.Internet]) == 0
	})
}
