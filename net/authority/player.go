package authority

import (
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/timeline"
	"clew/net/wire"
)

// maxBudget is how many inputs a player may have consumed beyond one a tick:
// half a second's worth. It is what makes a speed cheat useless.
const maxBudget = sim.TickRate / 2

// player is one player of the game, whether a client plays it now or not.
type player struct {
	id     sim.ID
	avatar rune
	name   string
	wish   string // the name that it asked for when it came
	look   wire.Look
	token  string
	client *Client  // nil while its client is cut off
	label  string   // of the last client
	away   sim.Tick // when that happened

	queue  timeline.Queue // of a game client
	ack    uint32         // the last input consumed
	budget int            // inputs that may be consumed now
	walker walker         // of a plain text client

	since  sim.Tick  // when it came into the World
	placed bool      // it is in the World
	cell   maze.Cell // where the plain text clients know it to be
	muted  sim.Tick  // until when it may say nothing
}

// take appends the walking that the player does in this tick.
func (p *player) take(a *Authority, cmds []sim.Command) []sim.Command {
	p.budget = min(p.budget+1, maxBudget)
	if p.client == nil || !p.placed {
		return cmds
	}
	if p.client.mode == Plain {
		return p.takeWalk(a, cmds)
	}
	n := 1
	if p.queue.Len() > a.cfg.Target {
		n = 2
	}
	for ; n > 0 && p.budget > 0; n-- {
		in, ok := p.queue.Pop()
		if !ok {
			break
		}
		p.budget--
		p.ack = in.Seq
		a.observe(p.id, in.Seq, Consumed)
		cmds = append(cmds, sim.Command{ID: p.id, Kind: sim.Walk, Input: in.Input})
	}
	return cmds
}

// takeWalk is take for a plain text client.
func (p *player) takeWalk(a *Authority, cmds []sim.Command) []sim.Command {
	keys, blocked := p.walker.tick(a.world.Maze(), a.world.Player(p.id))
	if blocked {
		p.client.send(p.where()) // so that it knows
	}
	if keys == 0 && !p.walker.moving {
		return cmds
	}
	p.walker.moving = keys != 0 // a last Walk without keys stops the player
	return append(cmds, sim.Command{ID: p.id, Kind: sim.Walk, Input: keys})
}

// where tells in which cell the player is.
func (p *player) where() *wire.Cell {
	return &wire.Cell{ID: p.id, Avatar: p.avatar, X: p.cell.X, Y: p.cell.Y}
}

// who introduces the player.
func (p *player) who() *wire.Who {
	return &wire.Who{ID: p.id, Avatar: p.avatar, Name: p.name, Since: p.since, Look: p.look}
}
