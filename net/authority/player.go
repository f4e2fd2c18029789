package authority

import (
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/timeline"
	"clew/net/skeleton"
	"clew/net/wire"
)

// maxBudget is how many inputs a player may have consumed beyond one a tick:
// half a second's worth. It is what makes a speed cheat useless.
const maxBudget = sim.TickRate / 2

// player is one player of the game, whether a client plays it now or not.
type player struct {
	id      sim.ID
	avatar  rune
	name    string
	like    skeleton.Skeleton // of the name
	wish    string            // the name that it asked for when it came
	look    wire.Look
	token   string   // that came with the newest Welcome
	spare   string   // the one before; empty once the newest is known to have come
	minted  uint32   // how many tokens it has had
	returns int      // ticks until all times that it was returned to are forgotten
	client  *Client  // nil while its client is cut off
	label   string   // of the last client
	home    string   // label of the client with which it came, which answers for its place
	away    sim.Tick // when that happened

	queue  timeline.Queue // of a game client
	ack    uint32         // the last input consumed
	budget int            // inputs that may be consumed now
	walker walker         // of a plain text client
	walks  bool           // its last Walk held a key
	dry    int            // ticks in a row for which the queue was empty

	since     sim.Tick  // when it came into the World
	pressed   sim.Tick  // when something was done for it last, see Client.pressed
	placed    bool      // it is in the World
	met       meeting   // when it first came into one
	due       sim.Tick  // when the others hear of it at the latest
	announced bool      // they have
	cell      maze.Cell // where the plain text clients know it to be
	muted     sim.Tick  // until when it may say nothing
}

// take appends the walking that the player does in this tick.
func (p *player) take(a *Authority, cmds []sim.Command) []sim.Command {
	p.budget = min(p.budget+1, maxBudget)
	p.returns = max(p.returns-1, 0)
	switch {
	case !p.placed:
		return cmds
	case p.client == nil:
		return p.stand(cmds)
	case p.client.mode == Plain:
		return p.takeWalk(a, cmds)
	}
	return p.takeInputs(a, cmds)
}

// takeInputs is take for a game client.
func (p *player) takeInputs(a *Authority, cmds []sim.Command) []sim.Command {
	if p.queue.Len() == 0 {
		if p.dry++; p.dry >= StandTicks {
			return p.stand(cmds)
		}
		return cmds
	}
	p.dry = 0
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
		cmds = p.walk(cmds, in.Input)
	}
	return cmds
}

// walk appends a Walk with these keys held.
func (p *player) walk(cmds []sim.Command, keys sim.Input) []sim.Command {
	p.walks = keys != 0
	return append(cmds, sim.Command{ID: p.id, Kind: sim.Walk, Input: keys})
}

// stand appends a Walk without keys to one that held some. Without it the
// player would be shown walking on the spot until its next input.
func (p *player) stand(cmds []sim.Command) []sim.Command {
	if !p.walks {
		return cmds
	}
	return p.walk(cmds, 0)
}

// takeWalk is take for a plain text client.
func (p *player) takeWalk(a *Authority, cmds []sim.Command) []sim.Command {
	keys, blocked := p.walker.tick(a.world.Maze(), a.world.Player(p.id))
	if blocked {
		p.client.send(p.where()) // so that it knows
	}
	if keys == 0 {
		return p.stand(cmds)
	}
	return p.walk(cmds, keys)
}

// where tells in which cell the player is.
func (p *player) where() *wire.Cell {
	return &wire.Cell{ID: p.id, Avatar: p.avatar, X: p.cell.X, Y: p.cell.Y}
}

// who introduces the player.
func (p *player) who() *wire.Who {
	return &wire.Who{ID: p.id, Avatar: p.avatar, Name: p.name, Since: p.since, Look: p.look}
}
