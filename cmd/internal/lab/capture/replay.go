package capture

import (
	"fmt"

	"clew/cmd/internal/lab/eventlog"
	"clew/net/wire"
)

// checkpointInterval is how many ticks lie between two checkpoints.
const checkpointInterval = 300

// Replay is a capture that has been played again, in which one can go back and
// forth.
type Replay struct {
	capture     *Capture
	overrides   Overrides
	trace       eventlog.Trace
	checkpoints []*Game // after tick 0, every, 2·every …; never stepped
}

// Replay plays the capture, with changes, from its beginning to its end.
func (c *Capture) Replay(ch Overrides) *Replay {
	f := &Replay{capture: c, overrides: ch}
	lead := newGame(c, ch)
	lead.trace = newTraceBuilder(lead)
	f.checkpoints = append(f.checkpoints, lead.Clone())
	for lead.Ticks() < c.Ticks() {
		lead.Run(1)
		if lead.Ticks()%checkpointInterval == 0 {
			f.checkpoints = append(f.checkpoints, lead.Clone())
		}
	}
	f.trace = lead.trace.Trace
	return f
}

// Capture is what was played.
func (f *Replay) Capture() *Capture { return f.capture }

// Ticks is how long the film is.
func (f *Replay) Ticks() int { return f.capture.Ticks() }

// At is the game as it stood after a tick, from 0, before the first, to Ticks.
// It is the caller's, who may play it on from there; a tick beyond an end is
// taken for that end.
func (f *Replay) At(tick int) *Game {
	tick = min(max(tick, 0), f.Ticks())
	g := f.checkpoints[tick/checkpointInterval].Clone()
	g.Run(tick - g.Ticks())
	return g
}

// Settings are those in force in a tick, with the changes.
func (f *Replay) Settings(tick int) Settings {
	s := f.capture.Settings(tick)
	if f.overrides.Switches != nil {
		s.Switches = *f.overrides.Switches
	}
	if f.overrides.InterpolationDelay != nil {
		s.InterpolationDelay = *f.overrides.InterpolationDelay
	}
	return s
}

// Clients is how many clients there are: the one that was captured.
func (f *Replay) Clients() int { return 1 }

// Name is what the captured player was called when the capture began.
func (f *Replay) Name(int) string {
	for _, w := range f.capture.start.Players {
		if w.ID == f.capture.start.Welcome.ID {
			return w.Name
		}
	}
	return string(f.capture.start.Welcome.Avatar)
}

// Level is the name of the level that the capture begins on.
func (f *Replay) Level() string { return f.capture.start.Level.Name }

// Trace is what happened, as far as one client can know it; numbers and ticks
// are those of the capture. Of what the server alone sees there is nothing:
// when an input arrived, whether it was queued and when it was consumed stay
// open. See Unknown for the causes of corrections, and ServerTick for how the
// real wire's part in a packet's way is estimated. Without the server's
// recording, what it believes is absent. It must not be changed.
func (f *Replay) Trace() *eventlog.Trace { return &f.trace }

// Message is what is in a packet of the story.
func (f *Replay) Message(packet int) (wire.Message, error) {
	if packet < 0 || packet >= len(f.capture.Packets) {
		return nil, fmt.Errorf("capture: there is no packet %d", packet)
	}
	return codecs[f.capture.Wire]().Decode(f.capture.Packets[packet].Bytes)
}
