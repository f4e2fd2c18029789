package peer

import (
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
)

// produce makes the own inputs up to the present, and signs them now and then.
func (n *instance) produce(keys sim.Input) {
	s := n.own
	for s.in.leaves == 0 && s.in.known < n.now+sim.Tick(n.delay()) {
		s.in.append(keys, n.takeQueued())
	}
	if n.speaks() {
		n.sign()
	}
}

// speaks reports whether the peer sends its progress in this tick: in a large game
// in every second one. It signs its inputs just before.
func (n *instance) speaks() bool {
	return len(n.members) <= manyMembers || n.p.clock%2 == 0
}

// sign signs all own inputs, if some are not signed yet.
func (n *instance) sign() {
	if n.own.in.known > n.own.in.signed {
		n.seal()
	}
}

// seal signs all own inputs.
func (n *instance) seal() {
	s := n.own
	s.in.text = signedText(s.in.text[:0], s.Branch, s.ID, s.in.known, s.in.chain(s.in.known))
	s.in.signed = s.in.known
	s.in.noteLeave()
	s.in.addSeal(seal{s.in.known, n.p.cfg.Signer.Sign(s.in.text)})
}

func (n *instance) lockstep() bool { return n.p.cfg.Window == 0 }

// stalled reports whether the window is full. In lockstep: whether the next tick
// cannot be settled yet.
func (n *instance) stalled() bool {
	if n.lockstep() {
		return n.now > n.settled() || !n.tickComplete(n.now+1)
	}
	return n.now >= n.settled()+sim.Tick(n.p.cfg.Window)
}

// step plays a tick on a guess, with the keys that are held. In a full window it
// plays none.
func (n *instance) step(keys sim.Input) {
	if n.stalled() {
		n.produce(keys)
		n.p.counters.Stalls++
		return
	}
	n.now++
	n.p.counters.Steps++
	n.produce(keys)
	n.bumps = n.guess.Step(n.guessCommands(n.now), n.bumps[:0])
}

// guessCommands returns what probably enters a tick: each player's keys, as far as
// they are known, and then the last ones again for a while. Joins, leaves
// and what follows the start of a level cannot be guessed.
func (n *instance) guessCommands(t sim.Tick) []sim.Command {
	n.commands = n.commands[:0]
	if n.levelDue(t) {
		return n.commands // nobody knows where they begin: they stand until it is settled
	}
	for _, s := range n.seats {
		if !s.contains(t) || s.First == t {
			continue
		}
		p := n.state.PlayerByToken(game.TokenHash(s.Process.GUID))
		if p == nil {
			continue
		}
		keys := sim.Input(0)
		if last := min(t, s.in.known); t-last <= guessKeys && s.in.has(last) {
			keys = s.in.at(last)
		}
		n.commands = append(n.commands, sim.Command{ID: p.ID, Kind: sim.Walk, Input: keys})
		n.guessGuests(s, t)
	}
	slices.SortFunc(n.commands, func(a, b sim.Command) int { return int(a.ID) - int(b.ID) })
	return n.commands
}

// correct compares a tick that was settled with what was guessed.
func (n *instance) correct() {
	t := n.settled()
	if uint32(t) >= n.guess.NextFrame() { // it was not guessed
		n.guess.Reset(n.state.World(), uint32(t+1))
		n.now = max(n.now, t)
		n.dirty = 0
		return
	}
	if n.entry.StartsLevel() {
		n.rebase()
		return
	}
	if n.guess.Predict(uint32(t), n.state.Commands()) {
		n.soil(t)
	}
}

func (n *instance) soil(t sim.Tick) {
	if n.dirty == 0 || t < n.dirty {
		n.dirty = t
	}
}

// predict guesses all that is not settled anew, and plays it again from the first
// tick with another guess on. It does so in a full window, too.
func (n *instance) predict() {
	for t := n.settled() + 1; uint32(t) < n.guess.NextFrame(); t++ {
		if n.guess.Predict(uint32(t), n.guessCommands(t)) {
			n.soil(t)
		}
	}
	if n.dirty > 0 && n.p.follows(RuleRollback) {
		depth := int(n.guess.NextFrame() - uint32(n.dirty))
		n.p.counters.Rollbacks++
		n.p.counters.RollbackTicks += depth
		n.p.counters.Deepest = max(n.p.counters.Deepest, depth)
		n.guess.Resimulate(uint32(n.dirty))
	}
	n.dirty = 0
	n.guess.DropBefore(uint32(n.settled() + 1))
}

// rebase makes the settled World the one that guesses begin with.
func (n *instance) rebase() {
	n.guess.Reset(n.state.World(), uint32(n.settled()+1))
	n.dirty = 0
	n.now = max(n.now, n.settled())
	for t := n.settled() + 1; t <= n.now; t++ {
		n.bumps = n.guess.Step(n.guessCommands(t), n.bumps[:0])
	}
}
