package replay

import (
	"errors"

	"clew/engine/game"
	"clew/engine/sim"
)

// Cursor is a place in a Recording. Going on to a later tick costs the entries up
// to there, and going anywhere else at most CheckpointInterval of them; going back
// a little costs fewer. It is not safe for concurrent use, but several can share a
// Recording.
type Cursor struct {
	rec     *Recording
	state   *game.State // nil: none yet
	number  int         // of the entries before it
	segment int
	rest    fieldReader // entries of the segment that are not applied yet
	stops   []stop      // passed in the segment, at most maxStops; reused

	// Reused.
	entry  game.Entry
	events []game.Event
}

// Cursor returns a Cursor.
func (r *Recording) Cursor() *Cursor { return &Cursor{rec: r} }

// ErrNoTick says that a recording does not have a tick.
var ErrNoTick = errors.New("replay: the recording does not have this tick")

// stop is a State within a segment, to go back to: while a slider is dragged, a
// Cursor goes back and forth.
type stop struct {
	state  game.State // never changed
	number int
	rest   fieldReader
}

// How many entries are between two stops, and how many stops a segment has.
const (
	stopInterval = 5 * sim.TickRate
	maxStops     = CheckpointInterval/stopInterval - 1
)

// goOn is how many entries are applied at most to go on, instead of decoding a
// checkpoint.
const goOn = sim.TickRate

// StateAt returns the State after a tick, which belongs to the Cursor: it must not
// be changed and is valid until the next call of any method. The error is
// ErrNoTick or a *DesyncError: then the recording has only what comes before it.
func (c *Cursor) StateAt(tick sim.Tick) (*game.State, error) {
	if !c.rec.Has(tick) {
		return nil, ErrNoTick
	}
	if err := c.seek(c.rec.number(tick)); err != nil {
		return nil, err
	}
	return c.state, nil
}

// seek goes to the State after n entries.
func (c *Cursor) seek(n int) error {
	s := c.rec.segmentOf(n)
	first := c.rec.segments[s].first
	if c.state == nil || c.number > n || c.number < first && n-c.number > goOn {
		if err := c.restart(s, n); err != nil {
			return err
		}
	}
	for c.number < n {
		if err := c.step(); err != nil {
			return err
		}
	}
	return nil
}

// restart goes to the last stop in a segment that has at most n entries before it,
// or else to the segment's checkpoint.
func (c *Cursor) restart(segment, n int) (err error) {
	if c.state != nil && c.segment == segment {
		for i := len(c.stops) - 1; i >= 0; i-- {
			if at := &c.stops[i]; at.number <= n {
				c.state.CopyFrom(&at.state)
				c.number, c.rest = at.number, at.rest
				return nil
			}
		}
	}
	from := &c.rec.segments[segment]
	if c.state, err = game.DecodeCheckpoint(from.checkpoint); err != nil {
		return err
	}
	if c.segment != segment {
		c.stops = c.stops[:0]
	}
	c.segment, c.number, c.rest = segment, from.first, from.entries
	return nil
}

// addStop keeps the State if it is one to go back to.
func (c *Cursor) addStop() {
	past := c.number - c.rec.segments[c.segment].first
	if past != (len(c.stops)+1)*stopInterval || len(c.stops) == maxStops {
		return
	}
	if len(c.stops) == cap(c.stops) {
		c.stops = append(c.stops, stop{})
	} else {
		c.stops = c.stops[:len(c.stops)+1]
	}
	at := &c.stops[len(c.stops)-1]
	at.state.CopyFrom(c.state)
	at.number, at.rest = c.number, c.rest
}

// step applies the next entry. An error makes the Cursor start again.
func (c *Cursor) step() (err error) {
	if len(c.rest) == 0 {
		c.segment++
		c.rest, c.stops = c.rec.segments[c.segment].entries, c.stops[:0]
	}
	encoded, want := c.rest.entry()
	if err = game.DecodeEntry(encoded, &c.entry); err == nil {
		c.events, err = c.state.Apply(&c.entry, c.events[:0])
	}
	if err != nil {
		c.state = nil
		return err
	}
	c.number++
	if got := uint32(c.state.Hash()); got != want {
		tick := c.state.Tick()
		c.state = nil
		return &DesyncError{Tick: tick, Count: c.number, Want: uint64(want), Got: uint64(got)}
	}
	c.addStop()
	return nil
}
