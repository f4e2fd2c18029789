package authority

import (
	"clew/engine/maze"
	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// maxBudget is how many inputs beyond one a tick a player may have consumed: half
// a second's worth. It makes speed cheats useless.
const maxBudget = sim.TickRate / 2

// player is one player of the game, connected or not.
type player struct {
	id             sim.ID
	avatar         rune
	name           string
	skeleton       skeleton // of the name
	requestedName  string   // when it joined
	appearance     wire.Appearance
	token          string   // in the newest Welcome
	previousToken  string   // in the one before; "" once the newest has been read
	tokensMade     uint32   // for this player
	resumeDebt     int      // ticks until all its resumes are forgotten
	client         *Client  // nil while disconnected
	label          string   // of the last client
	firstLabel     string   // of the client that it joined with, which its slot counts for
	disconnectedAt sim.Tick // valid while client is nil

	queue   rollback.InputQueue // of a game client
	ack     uint32              // the last input consumed
	budget  int                 // inputs that may be consumed now
	walker  plainWalker         // of a plain text client
	walking bool                // its last Walk held a key
	starved int                 // ticks in a row with an empty queue

	joinTick     sim.Tick   // when it entered the World
	lastActive   sim.Tick   // see Client.markActive
	inWorld      bool       // it is in the current World
	introducedAt introOrder // when it entered a World for the first time
	announceAt   sim.Tick   // when the others are told of it at the latest
	announced    bool       // they have been told
	sentCell     maze.Cell  // where the plain text clients know it to be
	mutedUntil   sim.Tick
}

// appendCommands appends what the player does in this tick.
func (p *player) appendCommands(a *Authority, commands []sim.Command) []sim.Command {
	p.budget = min(p.budget+1, maxBudget)
	p.resumeDebt = max(p.resumeDebt-1, 0)
	switch {
	case !p.inWorld:
		return commands
	case p.client == nil:
		return p.appendStop(commands)
	case p.client.mode == Plain:
		return p.appendPlainWalk(a, commands)
	}
	return p.appendInputs(a, commands)
}

// appendInputs implements appendCommands for a game client.
func (p *player) appendInputs(a *Authority, commands []sim.Command) []sim.Command {
	if p.queue.Len() == 0 {
		if p.starved++; p.starved >= StarvedTicks {
			return p.appendStop(commands)
		}
		return commands
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
		commands = p.appendWalk(commands, in.Input)
	}
	return commands
}

// appendWalk appends a Walk with these keys held.
func (p *player) appendWalk(commands []sim.Command, keys sim.Input) []sim.Command {
	p.walking = keys != 0
	return append(commands, sim.Command{ID: p.id, Kind: sim.Walk, Input: keys})
}

// appendStop appends a Walk without keys if the last one held some. Without it the
// player would be shown walking on the spot until its next input.
func (p *player) appendStop(commands []sim.Command) []sim.Command {
	if !p.walking {
		return commands
	}
	return p.appendWalk(commands, 0)
}

// appendPlainWalk implements appendCommands for a plain text client.
func (p *player) appendPlainWalk(a *Authority, commands []sim.Command) []sim.Command {
	keys, blocked := p.walker.tick(a.world.Maze(), a.world.Player(p.id))
	if blocked {
		p.client.send(p.cellMessage()) // so that it knows
	}
	if keys == 0 {
		return p.appendStop(commands)
	}
	return p.appendWalk(commands, keys)
}

// cellMessage tells which cell the player is in.
func (p *player) cellMessage() *wire.PlayerCell {
	return &wire.PlayerCell{ID: p.id, Avatar: p.avatar, X: p.sentCell.X, Y: p.sentCell.Y}
}

// infoMessage introduces the player.
func (p *player) infoMessage() *wire.PlayerInfo {
	return &wire.PlayerInfo{ID: p.id, Avatar: p.avatar, Name: p.name, Since: p.joinTick, Appearance: p.appearance}
}
