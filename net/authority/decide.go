package authority

import (
	"slices"

	"clew/engine/game"
	"clew/engine/rollback"
	"clew/engine/sim"
)

// An entry says what somebody asks for, not what comes of it: before it is committed
// a player may leave or take the same name. game.State.Apply settles that.

// change is a change of the game that waits to be proposed or committed.
type change struct {
	game.Change
	player *player // that it concerns; nil: none
	client *Client // that asked for it, and is told what came of it; may be nil
}

// proposal is an entry that is not committed yet.
type proposal struct {
	tick    sim.Tick
	changes []change // in the order of the entry's
}

// propose adds a change to the next entry.
func (a *Authority) propose(c game.Change, p *player, client *Client) {
	a.pending = append(a.pending, change{c, p, client})
}

// decide makes the next entry. It is valid until the next call.
func (a *Authority) decide() *game.Entry {
	e := &a.entry
	clear(e.Changes)
	*e = game.Entry{Epoch: a.epoch, Changes: e.Changes[:0], Inputs: e.Inputs[:0], Walks: e.Walks[:0]}
	n := changesThatFit(a.pending)
	for i := range a.pending[:n] {
		e.Changes = append(e.Changes, a.pending[i].Change)
	}
	e.Tick = game.TickAfter(a.proposed, e.StartsLevel())
	for _, p := range a.players {
		p.decide(a, e)
	}
	var changes []change
	if n > 0 {
		changes = slices.Clone(a.pending[:n])
		a.pending = slices.Delete(a.pending, 0, n)
	}
	a.underWay = append(a.underWay, proposal{e.Tick, changes})
	a.proposed = e.Tick
	return e
}

// roomForChanges is how many bytes the changes of an entry may take. The rest of
// an entry is enough for the inputs of sim.MaxPlayers.
const roomForChanges = game.MaxEntryLen - 40<<10

// changesThatFit returns how many of the first changes fit into one entry. The
// others wait for the next one.
func changesThatFit(changes []change) int {
	left := roomForChanges
	for i := range changes {
		if left -= changes[i].MaxLen(); left < 0 || i == game.MaxChanges {
			return i
		}
	}
	return len(changes)
}

// decide adds what the player does in this tick to an entry.
func (p *player) decide(a *Authority, e *game.Entry) {
	p.budget = min(p.budget+1, maxBudget)
	p.resumeDebt = max(p.resumeDebt-1, 0)
	switch {
	case e.StartsLevel():
		p.walker, p.walking = CellWalker{}, false
	case !p.inWorld:
	case p.client == nil:
		p.stop(e)
	case p.client.mode == Plain:
		p.decidePlainWalk(a, e)
	default:
		p.decideInputs(a, e)
	}
}

// decideInputs implements decide for a game client.
func (p *player) decideInputs(a *Authority, e *game.Entry) {
	if p.queue.Len() == 0 {
		if p.starved++; p.starved >= StarvedTicks {
			p.stop(e)
		}
		return
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
		p.consumed = in.Seq
		p.walking = in.Input != 0
		a.reportInput(p.id, in.Seq, Consumed)
		e.Inputs = append(e.Inputs, game.Input{ID: p.id, Seq: game.SeqBits(in.Seq), Keys: in.Input})
	}
}

// decidePlainWalk implements decide for a plain text client.
func (p *player) decidePlainWalk(a *Authority, e *game.Entry) {
	keys, blocked := p.walker.Tick(a.World().Maze(), a.World().Player(p.id), len(a.underWay))
	if blocked {
		p.client.send(p.cellMessage()) // so that it knows
	}
	if keys == 0 {
		p.stop(e)
		return
	}
	p.walk(e, keys)
}

// walk adds a walk with these keys held.
func (p *player) walk(e *game.Entry, keys sim.Input) {
	p.walking = keys != 0
	e.Walks = append(e.Walks, game.Walk{ID: p.id, Keys: keys})
}

// stop adds a walk without keys if the last one held some. Without it the player
// would be shown walking on the spot until its next input.
func (p *player) stop(e *game.Entry) {
	if p.walking {
		p.walk(e, 0)
	}
}

// This does not compile if the queue may skip more numbers than a State can follow.
const _ = uint(game.MaxSeqGap - rollback.MaxAhead)
