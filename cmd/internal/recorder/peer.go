package recorder

import (
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
)

// Peer records what a peer settles: one recording for each level, and for each branch
// that it plays on. A recording begins with the State after the first tick that the
// peer settles there. Settled and Event belong to the loop that ticks the peer; once
// that has ended, or calls them no more, the Peer must be closed.
type Peer struct {
	recorder  Recorder
	last      sim.Tick // the tick settled last
	elsewhere bool     // the next tick does not follow from the State after that
}

// NewPeer returns a Peer that opens its first file with the first tick.
func NewPeer(o Options) *Peer { return &Peer{recorder: Recorder{Options: o}, elsewhere: true} }

// Settled records a settled tick, see peer.Config.OnSettled.
func (p *Peer) Settled(e *game.Entry, after *game.State) {
	if p.elsewhere || e.Tick != p.last+1 {
		p.recorder.restart(after)
	} else {
		p.recorder.entry(e, after)
	}
	p.last, p.elsewhere = e.Tick, false
}

// Event takes in what happens to the peer, see peer.Config.OnEvent.
func (p *Peer) Event(e peer.Event) {
	if e.Kind == peer.WentOver || e.Kind == peer.Mended { // its State may be another one now
		p.elsewhere = true
	}
}

// Close completes the recording, waits until it is on the disk, and returns the first
// error of all.
func (p *Peer) Close() error { return p.recorder.Close() }
