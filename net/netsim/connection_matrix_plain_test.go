package netsim

import (
	"fmt"
	"testing"

	"clew/engine/maze"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/text"
)

// TestMatrixPlain is TestMatrix for a person with a terminal, who has no token:
// with the connection the player goes, whatever was said before.
func TestMatrixPlain(t *testing.T) {
	for _, state := range []string{"connected", "cut", "level changing"} {
		for deed, line := range map[string]string{"say": "c|2|hello|", "rename": "n|2|Ariadne|", "walk": "r|2|", "quit": "q|2|"} {
			t.Run(fmt.Sprintf("%s/%s", state, deed), func(t *testing.T) {
				r := New(Config{Level: level(t), Seed: *seedFlag, Clients: []ClientConfig{{Name: "Minos"}}})
				join(t, r)
				near, far := mem.Pair()
				r.Server.Accept(far, func() wire.Codec { return text.NewPlain() }, authority.Plain, "nc")
				r.Run(3 + authority.AnnounceTicks) // so that the others have heard of it
				if state == "level changing" {
					r.Server.Game.SetLevel(corridor(t, 3), 5)
				}
				cell := func() maze.Cell { return r.Server.Game.World().Player(2).Cell() }
				if near.Send(link.Reliable, []byte(line)) != nil {
					t.Fatal("the link is dead")
				}
				if state == "cut" {
					near.Close()
				}
				r.Step()
				if state == "level changing" && deed == "walk" { // it waited, and had the old maze in mind
					deed = "stand"
				}
				if broken := plainAction(t, r, deed, state == "cut", cell); broken != "" {
					t.Error(broken)
				}
			})
		}
	}
}

// plainAction says what of a promise was not kept.
func plainAction(t *testing.T, r *Simulation, deed string, cut bool, cell func() maze.Cell) string {
	t.Helper()
	from := maze.Cell{}
	if !cut && deed != "quit" {
		from = cell()
	}
	r.Run(60)
	heard := map[replica.EventKind]replica.Event{}
	for _, n := range r.Clients[0].Events() {
		if n.ID == 2 {
			heard[n.Kind] = n
		}
	}
	_, left := heard[replica.EventLeft]
	if gone := cut || deed == "quit"; left != gone || r.Server.Game.PlayerCount() != map[bool]int{true: 1, false: 2}[gone] {
		return fmt.Sprintf("%d players, left %v", r.Server.Game.PlayerCount(), left)
	}
	switch deed {
	case "say":
		if heard[replica.EventChat].Text != "hello" {
			return fmt.Sprintf("it was not heard: %+v", heard)
		}
	case "rename":
		if n, told := heard[replica.EventRenamed]; !told || !cut && r.Server.Game.Player(2).Name != "Ariadne" {
			return fmt.Sprintf("%+v", n)
		}
	case "walk", "stand":
		if cut {
			break
		}
		p := r.Server.Game.World().Player(2)
		if p.Moving || (cell() == from) != (deed == "stand") {
			return fmt.Sprintf("it walked from %v to %+v", from, *p)
		}
	}
	return ""
}
