package capture

import (
	"fmt"

	"clew/cmd/internal/lab/eventlog"
	"clew/net/replica"
	"clew/net/wire"
)

// checkpointInterval is the number of ticks between two checkpoints.
const checkpointInterval = 300

// Replay is a capture that has been played back and in which one can go to any
// tick.
type Replay struct {
	capture     *Capture
	overrides   Overrides
	trace       eventlog.Trace
	chat        []ChatLine
	checkpoints []*Game // after tick 0, every, 2·every …; never stepped
}

// Replay plays the capture back, with overrides, from start to end.
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
	f.trace, f.chat = lead.trace.Trace, lead.trace.chat
	return f
}

// ChatLine is something that a player said.
type ChatLine struct {
	Tick  int           // after which the client knew it
	Event replica.Event // of the kind EventChat, with the player as it was then
}

// Chat returns all that the client saw players say, in order. It must not be
// changed.
func (f *Replay) Chat() []ChatLine { return f.chat }

// Capture returns what is replayed.
func (f *Replay) Capture() *Capture { return f.capture }

// Ticks returns the length of the replay.
func (f *Replay) Ticks() int { return f.capture.Ticks() }

// At returns a copy of the game as it stood after a tick, from 0 (before the
// first) to Ticks; a tick outside that range means the nearest end. The caller
// may run it on.
func (f *Replay) At(tick int) *Game {
	tick = min(max(tick, 0), f.Ticks())
	g := f.checkpoints[tick/checkpointInterval].Clone()
	g.Run(tick - g.Ticks())
	return g
}

// Settings returns the settings in effect in a tick, with the overrides.
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

// Clients returns the number of clients: 1, the captured one.
func (f *Replay) Clients() int { return 1 }

// Name returns the captured player's name at the start of the capture.
func (f *Replay) Name(int) string {
	for _, w := range f.capture.start.Players {
		if w.ID == f.capture.start.Welcome.ID {
			return w.Name
		}
	}
	return string(f.capture.start.Welcome.Avatar)
}

// Level returns the name of the level on which the capture starts.
func (f *Replay) Level() string { return f.capture.start.Level.Name }

// Trace returns what happened, as far as one client can know. It lacks what
// only the server sees: when inputs arrived, whether they were queued, and
// when they were consumed. See UnknownCause for the causes of corrections, and
// ServerTick for how the real network's part of a packet's way is estimated.
// Positions on the server are absent without a recording of the server. The
// trace must not be changed.
func (f *Replay) Trace() *eventlog.Trace { return &f.trace }

// Message decodes a packet of the trace.
func (f *Replay) Message(packet int) (wire.Message, error) {
	if packet < 0 || packet >= len(f.capture.Packets) {
		return nil, fmt.Errorf("capture: there is no packet %d", packet)
	}
	return codecs[f.capture.Wire]().Decode(f.capture.Packets[packet].Bytes)
}
