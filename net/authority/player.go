package authority

import (
	"clew/engine/maze"
	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// maxBudget is how many inputs a player may have consumed beyond one a tick:
// half a second's worth. It is what makes a speed cheat useless.
const maxBudget = sim.TickRate / 2

// player is one player of the game, whether a client plays it now or not.
type player struct {
	id             sim.ID
	avatar         rune
	name           string
	skeleton       Skeleton // of the name
	requestedName  string   // the name that it asked for when it came
	appearance     wire.Appearance
	token          string   // that came with the newest Welcome
	previousToken  string   // the one before; empty once the newest is known to have come
	tokensMade     uint32   // how many tokens it has had
	resumeDebt     int      // ticks until all times that it was returned to are forgotten
	client         *Client  // nil while its client is cut off
	label          string   // of the last client
	firstLabel     string   // label of the client with which it came, which answers for its place
	disconnectedAt sim.Tick // when that happened

	queue   rollback.InputQueue // of a game client
	ack     uint32              // the last input consumed
	budget  int                 // inputs that may be consumed now
	walker  plainWalker         // of a plain text client
	walking bool                // its last Walk held a key
	starved int                 // ticks in a row for which the queue was empty

	joinedAt     sim.Tick   // when it came into the World
	lastActive   sim.Tick   // when something was done for it last, see Client.markActive
	inWorld      bool       // it is in the World
	introducedAt introOrder // when it first came into one
	announceAt   sim.Tick   // when the others hear of it at the latest
	announced    bool       // they have
	sentCell     maze.Cell  // where the plain text clients know it to be
	mutedUntil   sim.Tick   // until when it may say nothing
}

// appendCommands appends the walking that the player does in this tick.
func (p *player) appendCommands(a *Authority, cmds []sim.Command) []sim.Command {
	p.budget = min(p.budget+1, maxBudget)
	p.resumeDebt = max(p.resumeDebt-1, 0)
	switch {
	case !p.inWorld:
		return cmds
	case p.client == nil:
		return p.appendStop(cmds)
	case p.client.mode == Plain:
		return p.appendPlainWalk(a, cmds)
	}
	return p.appendInputs(a, cmds)
}

// appendInputs is take for a game client.
func (p *player) appendInputs(a *Authority, cmds []sim.Command) []sim.Command {
	if p.queue.Len() == 0 {
		if p.starved++; p.starved >= StarvedTicks {
			return p.appendStop(cmds)
		}
		return cmds
	}
	p.starved = 0
	n := 1
	if p.queue.Len() > a.cfg.InputQueueTarget {
		n = 2
	}
	for ; n > 0 && p.budget > 0; n-- {
		in, ok := p.queue.Pop()
		if !ok {
			break
		}
		p.budget--
		p.ack = in.Seq
		a.reportInput(p.id, in.Seq, Consumed)
		cmds = p.appendWalk(cmds, in.Input)
	}
	return cmds
}

// appendWalk appends a Walk with these keys held.
func (p *player) appendWalk(cmds []sim.Command, keys sim.Input) []sim.Command {
	p.walking = keys != 0
	return append(cmds, sim.Command{ID: p.id, Kind: sim.Walk, Input: keys})
}

// appendStop appends a Walk without keys to one that held some. Without it the
// player would be shown walking on the spot until its next input.
func (p *player) appendStop(cmds []sim.Command) []sim.Command {
	if !p.walking {
		return cmds
	}
	return p.appendWalk(cmds, 0)
}

// appendPlainWalk is take for a plain text client.
func (p *player) appendPlainWalk(a *Authority, cmds []sim.Command) []sim.Command {
	keys, blocked := p.walker.tick(a.world.Maze(), a.world.Player(p.id))
	if blocked {
		p.client.send(p.cellMessage()) // so that it knows
	}
	if keys == 0 {
		return p.appendStop(cmds)
	}
	return p.appendWalk(cmds, keys)
}

// cellMessage tells in which cell the player is.
func (p *player) cellMessage() *wire.PlayerCell {
	return &wire.PlayerCell{ID: p.id, Avatar: p.avatar, X: p.sentCell.X, Y: p.sentCell.Y}
}

// infoMessage introduces the player.
func (p *player) infoMessage() *wire.PlayerInfo {
	return &wire.PlayerInfo{ID: p.id, Avatar: p.avatar, Name: p.name, Since: p.joinedAt, Appearance: p.appearance}
}
