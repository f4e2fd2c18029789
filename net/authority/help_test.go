package authority

import (
	"fmt"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

func newGame(t testing.TB, max int) *Authority {
	t.Helper()
	m, err := maze.FromRows([]string{"##########", "#S.......#", "#.######.#", "#E.......#", "##########"})
	if err != nil {
		t.Fatal(err)
	}
	return New(Config{
		Level: &maze.Level{Name: "ring", Maze: m}, MaxPlayers: max, SnapshotInterval: 2, InputQueueTarget: 2, Name: "test",
		NewToken: func(n uint64) string { return fmt.Sprint("token", n) },
	})
}

// enter adds a game client, announces its player, and returns it with its Welcome.
func enter(t testing.TB, a *Authority, token string) (*Client, *wire.Welcome) {
	t.Helper()
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version, Name: "Ana", Token: token})
	a.Tick()
	w := only[*wire.Welcome](t, fetch(c))
	a.announce(c.player)
	return c, w
}

func fetch(c *Client) (msgs []wire.Message) {
	for m := c.Next(); m != nil; m = c.Next() {
		msgs = append(msgs, m)
	}
	return msgs
}

// all returns the messages of one type.
func all[M wire.Message](msgs []wire.Message) (found []M) {
	for _, m := range msgs {
		if m, ok := m.(M); ok {
			found = append(found, m)
		}
	}
	return found
}

// only returns the one message of its type.
func only[M wire.Message](t testing.TB, msgs []wire.Message) M {
	t.Helper()
	found := all[M](msgs)
	if len(found) != 1 {
		t.Fatalf("%d messages of type %T among %d", len(found), *new(M), len(msgs))
	}
	return found[0]
}

// press sends inputs first, first+1, … with the same keys.
func press(c *Client, first uint32, n int, keys sim.Input) {
	m := &wire.Inputs{ID: c.ID(), First: first}
	for range n {
		m.Frames = append(m.Frames, wire.InputFrame{Keys: keys})
	}
	c.Handle(m)
}

// crowd returns a game with n clients.
func crowd(t testing.TB, n int) (*Authority, []*Client) {
	a := newGame(t, n)
	var clients []*Client
	for range n {
		c, _ := enter(t, a, "")
		clients = append(clients, c)
	}
	return a, clients
}
