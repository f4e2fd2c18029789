package peer

import (
	"slices"

	"clew/engine/sim"
)

const (
	inputsKept = 256 // of a seat, in ticks
	sealsKept  = 64
	maxAhead   = 160 // how far inputs may be ahead of what is settled
)

// inputs holds the inputs of one seat, tick by tick.
//
//	      base             signed         known
//	        │                │              │
//	………… (chain) ─ k ─ k ─ k(seal) ─ k ─ k ─┘
//
// What is settled, acknowledged and agreed on is signed; guesses use all that is
// known.
type inputs struct {
	base    sim.Tick // before the first one kept, or earlier
	signed  sim.Tick
	known   sim.Tick
	leaves  sim.Tick // the last one of all, as its peer has signed; 0: it stays
	keys    [inputsKept]sim.Input
	chains  [inputsKept]Chain // up to signed; of the own seat, up to known
	actions []Action          // by tick, up to known
	seals   []seal            // the newest ones, by tick
	text    []byte            // scratch: what a signature signs
}

// seal is the signature of all inputs up to a tick.
type seal struct {
	tick      sim.Tick
	signature Signature
}

// reset begins after a tick, with the chain up to there.
func (in *inputs) reset(base sim.Tick, c Chain) {
	in.base, in.signed, in.known, in.leaves = base, base, base, 0
	in.chains[base%inputsKept] = c
	in.seals = in.seals[:0]
	in.forgetActions(0)
}

// has reports whether the input of a tick is known, and still kept.
func (in *inputs) has(t sim.Tick) bool {
	return in.base < t && t <= in.known && in.known-t < inputsKept
}

// hasChain reports whether the chain up to a tick is known.
func (in *inputs) hasChain(t sim.Tick) bool {
	return t == in.base && in.known-t < inputsKept || in.has(t) && t <= in.signed
}

func (in *inputs) at(t sim.Tick) sim.Input { return in.keys[t%inputsKept] }

func (in *inputs) chain(t sim.Tick) Chain { return in.chains[t%inputsKept] }

// append adds an own input. It is known, but not signed yet.
func (in *inputs) append(keys sim.Input, actions []Action) {
	c := in.chain(in.known)
	in.put(keys, actions)
	in.chains[in.known%inputsKept] = c.after(keys, actions)
}

// put adds what is known of the next tick.
func (in *inputs) put(keys sim.Input, actions []Action) {
	in.known++
	in.keys[in.known%inputsKept] = keys
	if len(actions) == 0 {
		return
	}
	if in.known > inputsKept {
		in.actions = slices.Delete(in.actions, 0, searchAction(in.actions, in.known-inputsKept+1))
	}
	in.actions = append(in.actions, actions...)
}

// forgetActions forgets the actions from a tick on.
func (in *inputs) forgetActions(t sim.Tick) {
	i := searchAction(in.actions, t)
	clear(in.actions[i:]) // they hold text
	in.actions = in.actions[:i]
}

// actionsAt returns the actions of a tick that is known.
func (in *inputs) actionsAt(t sim.Tick) []Action { return actionsIn(in.actions, t, t) }

// is reports whether the known input of a tick is that of a run.
func (in *inputs) is(t sim.Tick, r *Run) bool {
	return in.at(t) == r.keysAt(t) && slices.Equal(in.actionsAt(t), r.actionsAt(t))
}

// addSeal notes a signature up to a tick.
func (in *inputs) addSeal(s seal) {
	if n := len(in.seals); n > 0 && in.seals[n-1].tick >= s.tick {
		in.insertSeal(s)
		return
	}
	if len(in.seals) == sealsKept {
		copy(in.seals, in.seals[1:])
		in.seals = in.seals[:sealsKept-1]
	}
	in.seals = append(in.seals, s)
}

// insertSeal notes a signature older than the newest.
func (in *inputs) insertSeal(s seal) {
	i, found := slices.BinarySearchFunc(in.seals, s.tick, func(a seal, t sim.Tick) int { return int(a.tick) - int(t) })
	if !found && len(in.seals) < sealsKept {
		in.seals = slices.Insert(in.seals, i, s)
	}
}

// sealUpTo returns the newest signature that covers no tick after t.
func (in *inputs) sealUpTo(t sim.Tick) (seal, bool) {
	for i := len(in.seals) - 1; i >= 0; i-- {
		if in.seals[i].tick <= t {
			return in.seals[i], true
		}
	}
	return seal{}, false
}

// truncate forgets the inputs after a tick.
func (in *inputs) truncate(last sim.Tick) {
	in.known, in.signed = min(in.known, last), min(in.signed, last)
	if in.leaves > last {
		in.leaves = 0
	}
	in.base = min(in.base, last)
	if last < forever {
		in.forgetActions(last + 1)
	}
	for n := len(in.seals); n > 0 && in.seals[n-1].tick > last; n-- {
		in.seals = in.seals[:n-1]
	}
}

// appendRun makes a run of a seat from the tick first on. It ends with the newest
// signature up to last; unsigned inputs follow it if they are wanted. It returns
// false when there is nothing to tell.
func (in *inputs) appendRun(r *Run, id SeatID, first, last sim.Tick, unsigned bool) bool {
	first = max(first, in.base+1)
	if in.known >= inputsKept {
		first = max(first, in.known-inputsKept+1)
	}
	*r = Run{Seat: id, First: first, Keys: r.Keys[:0], Actions: r.Actions[:0]}
	end := first - 1
	if s, ok := in.sealUpTo(min(in.signed, last)); ok && s.tick >= first {
		end, r.Signed, r.Signature = s.tick, s.tick, s.signature
	}
	if unsigned {
		end = max(end, min(in.known, last))
	}
	for t := first; t <= end; t++ {
		r.Keys = append(r.Keys, in.at(t))
	}
	r.Actions = append(r.Actions, actionsIn(in.actions, first, end)...)
	return len(r.Keys) > 0
}

// takeResult says what taking a run has shown.
type takeResult uint8

const (
	takenNothing takeResult = iota
	takenKnown              // inputs to guess with
	takenSigned             // inputs to settle
	takenForged             // the signature is wrong
	takenSecond             // signed inputs that differ from signed ones: a proof
)

// take adds what is new in a run. Only its own peer's word is taken for unsigned
// inputs.
func (in *inputs) take(r *Run, s *Seat, limit sim.Tick, signer Signer, direct bool) takeResult {
	result := takenNothing
	if !in.permits(r) {
		return takenForged
	}
	limit = min(limit, s.Last)
	if in.leaves > 0 {
		limit = min(limit, in.leaves)
	}
	if r.Signed > in.signed && r.Signed <= r.last() && r.First <= in.signed+1 && in.signed < limit {
		if result = in.takeSigned(r, s, limit, signer); result == takenForged {
			if in.differs(r) && in.signedBy(r, s, signer) {
				return takenSecond
			}
			return result
		}
	} else if in.differs(r) && in.signedBy(r, s, signer) {
		return takenSecond
	}
	if !direct {
		return result
	}
	for t := max(in.known+1, r.First); t == in.known+1 && t <= min(r.last(), limit); t++ {
		in.put(r.keysAt(t), r.actionsAt(t))
		result = max(result, takenKnown)
	}
	return result
}

// takeSigned adds the signed part of a run that reaches beyond what is signed.
func (in *inputs) takeSigned(r *Run, s *Seat, limit sim.Tick, signer Signer) takeResult {
	if r.Signed-in.signed >= inputsKept/2 {
		return takenNothing
	}
	c := in.chain(in.signed)
	for t := in.signed + 1; t <= r.Signed; t++ {
		c = c.after(r.keysAt(t), r.actionsAt(t))
	}
	if !in.verify(r, s, c, signer) {
		return takenForged
	}
	end := min(r.Signed, limit)
	for t := in.signed + 1; t <= end; t++ {
		if t <= in.known && !in.is(t, r) { // what was known from here on was not meant
			in.known = t - 1
			in.forgetActions(t)
		}
		if t > in.known {
			in.put(r.keysAt(t), r.actionsAt(t))
		}
		in.chains[t%inputsKept] = in.chain(t-1).after(r.keysAt(t), r.actionsAt(t))
	}
	in.signed = end
	in.noteLeave()
	if end == r.Signed {
		in.addSeal(seal{r.Signed, r.Signature})
	}
	return takenSigned
}

// noteLeave notes whether the peer leaves with the last input that it has signed.
func (in *inputs) noteLeave() {
	if slices.ContainsFunc(in.actionsAt(in.signed), func(a Action) bool { return a.Kind == Leave }) {
		in.leaves = in.signed
	}
}

// differs reports whether a run has another input for a tick than a signed one.
func (in *inputs) differs(r *Run) bool {
	for t := max(r.First, in.base+1); t <= min(r.Signed, in.signed, r.last()); t++ {
		if in.has(t) && !in.is(t, r) {
			return true
		}
	}
	return false
}

// signedBy reports whether a run that begins within the chain is signed.
func (in *inputs) signedBy(r *Run, s *Seat, signer Signer) bool {
	if r.First == 0 || !in.hasChain(r.First-1) || r.Signed > r.last() {
		return false
	}
	return in.verify(r, s, in.chain(r.First-1).through(r), signer)
}

// verify reports whether the signature of a run signs the chain.
func (in *inputs) verify(r *Run, s *Seat, c Chain, signer Signer) bool {
	in.text = signedText(in.text[:0], s.Branch, s.ID, r.Signed, c)
	return signer.Verify(s.Key, in.text, r.Signature)
}

// adopt adds a run that was agreed on. Where it differs from inputs that are not
// settled, the agreement counts.
func (in *inputs) adopt(r *Run, s *Seat, settled sim.Tick, signer Signer) takeResult {
	for t := max(r.First, settled+1); t <= min(r.last(), in.known); t++ {
		if in.has(t) && !in.is(t, r) {
			in.truncate(t - 1)
		}
	}
	if r.Signed > in.signed {
		return in.take(r, s, forever, signer, false)
	}
	if before, ok := in.sealUpTo(r.Signed); (!ok || before.tick < r.Signed) && !in.differs(r) && in.signedBy(r, s, signer) {
		in.insertSeal(seal{r.Signed, r.Signature}) // the span may end here
	}
	return takenNothing
}
