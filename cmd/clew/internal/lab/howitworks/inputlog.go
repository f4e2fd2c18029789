package howitworks

import (
	"clew/engine/sim"
	"clew/net/netsim"
)

// maxPresses is how many presses are followed at a time.
const maxPresses = 64

// place is where a key can have its effect.
type place uint8

// The places, in the order of the panes.
const (
	ownScreen place = iota
	atServer
	othersScreen

	placeCount = 3
)

// press is a change of the keys that Ann holds, on its way to everybody.
type press struct {
	seq        uint32 // of the first input with these keys
	keys       sim.Input
	pressed    int      // tick of the simulation
	serverTick sim.Tick // at which the server used it
	seen       [placeCount]int
}

// inputLog follows the keys that Ann holds to the server and to the screens.
type inputLog struct {
	presses [maxPresses]press // a ring
	count   int               // so far
	seen    [placeCount]int   // number of the last press that has its effect there, from 1
}

// at returns a press by its number.
func (l *inputLog) at(n int) *press { return &l.presses[n%maxPresses] }

// record notes what Ann's client has sent and shows after a tick.
func (l *inputLog) record(c *netsim.Client, tick int) {
	seq, acked := c.InputSeqs()
	if held := c.LastInput(); seq != 0 && (l.count == 0 || held != l.at(l.count).keys) {
		l.count++
		*l.at(l.count) = press{seq: seq, keys: held, pressed: tick}
	}
	if c.Switches().Prediction {
		acked = seq
	}
	l.advance(ownScreen, tick, func(p *press) bool { return p.seq <= acked })
}

// consumed notes that the server has used an input in a tick of its own.
func (l *inputLog) consumed(seq uint32, serverTick sim.Tick, tick int) {
	l.advance(atServer, tick, func(p *press) bool {
		p.serverTick = serverTick
		return p.seq <= seq
	})
}

// shown notes that another client shows the others as in a tick of the server.
func (l *inputLog) shown(serverTick sim.Tick, tick int) {
	l.advance(othersScreen, tick, func(p *press) bool { return p.seen[atServer] != 0 && p.serverTick <= serverTick })
}

// advance notes that presses have their effect at a place.
func (l *inputLog) advance(where place, tick int, effective func(*press) bool) {
	l.seen[where] = max(l.seen[where], l.count-maxPresses)
	for l.seen[where] < l.count && effective(l.at(l.seen[where]+1)) {
		l.seen[where]++
		l.at(l.seen[where]).seen[where] = tick
	}
}

// keys returns the keys that have their effect at a place, and how many ticks after
// they were pressed they had it first.
func (l *inputLog) keys(where place) (keys sim.Input, delay int) {
	if l.seen[where] == 0 || l.count-l.seen[where] >= maxPresses {
		return 0, 0
	}
	p := l.at(l.seen[where])
	return p.keys, p.seen[where] - p.pressed
}
