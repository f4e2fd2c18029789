package host

import (
	"fmt"
	"sync"
	"testing"

	"clew/engine/maze"
	"clew/net/authority"
	"clew/net/wire"
)

// Whoever changes the rules at the same time as somebody else, what holds
// afterwards are the rules of one of them: for the door, for the password and for
// the game.
func TestRulesAgree(t *testing.T) {
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
				if err := h.SetRules(Rules{MaxPlayers: n, PerAddress: n, Greeting: fmt.Sprint(n)}); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		var greeting, full string
		h.do(func(game *authority.Authority) {
			var ends []*authority.Client
			for range 5 {
				c := game.Open(authority.Game, "test")
				c.Receive(&wire.Hello{Version: wire.Version, Watch: wire.WatchNever})
				ends = append(ends, c)
			}
			game.Tick()
			n := game.Players()
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
		h.door.mu.Lock()
		door := fmt.Sprint(h.door.players)
		h.door.mu.Unlock()
		if rules := h.rules.Load(); fmt.Sprint(rules.MaxPlayers) != full || rules.Greeting != greeting || door != full || door != greeting {
			t.Fatalf("the rules say %d, the door %s, the game %s, the greeting %s", rules.MaxPlayers, door, full, greeting)
		}
	}
}
