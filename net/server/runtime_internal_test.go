package server

import (
	"fmt"
	"sync"
	"testing"

	"clew/engine/maze"
	"clew/net/authority"
	"clew/net/wire"
)

// After concurrent calls of Reconfigure, the connection limit, the password and the game
// all follow the same call.
func TestReconfigureIsAtomic(t *testing.T) {
	m, err := maze.FromRows([]string{"#####", "#S.E#", "#####", "#####", "#####"})
	if err != nil {
		t.Fatal(err)
	}
	h, err := Start(t.Context(), Config{Addr: "127.0.0.1:0", Level: &maze.Level{Name: "closet", Maze: m}})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Shutdown("")
	for range 100 {
		var both sync.WaitGroup
		for n := 1; n <= 4; n++ {
			both.Go(func() {
				if err := h.Reconfigure(RuntimeConfig{MaxPlayers: n, MaxPerAddr: n, Greeting: fmt.Sprint(n)}); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		var greeting, full string
		h.onLoop(func(game *authority.Authority) {
			var ends []*authority.Client
			for range 5 {
				c := game.AddClient(authority.Game, "test")
				c.Handle(&wire.Hello{Version: wire.Version, Spectate: wire.SpectateNever})
				ends = append(ends, c)
			}
			game.Tick()
			n := game.PlayerCount()
			full = fmt.Sprint(n)
			for _, c := range ends {
				for m := c.Next(); m != nil; m = c.Next() {
					if e, ok := m.(*wire.Error); ok && e.Code == wire.CodeNote && greeting == "" {
						greeting = e.Text
					}
				}
				if c.ID() != 0 {
					game.Kick(c.ID(), wire.CodeKicked, "")
				}
			}
			game.Tick()
		})
		h.conns.mu.Lock()
		conns := fmt.Sprint(h.conns.maxPlayers)
		h.conns.mu.Unlock()
		if rules := h.runtime.Load(); fmt.Sprint(rules.MaxPlayers) != full || rules.Greeting != greeting || conns != full || conns != greeting {
			t.Fatalf("the rules say %d, the connection limit %s, the game %s, the greeting %s", rules.MaxPlayers, conns, full, greeting)
		}
	}
}
