package capture

import (
	"fmt"

	"clew/net/rig/tracer"
	"clew/net/wire"
)

// every is how many ticks lie between two checkpoints.
const every = 300

// Film is a capture that has been played again, in which one can go back and
// forth.
type Film struct {
	capture *Capture
	change  Change
	story   tracer.Trace
	marks   []*Game // after tick 0, every, 2·every …; never stepped
}

// Play plays the capture, with changes, from its beginning to its end.
func (c *Capture) Play(ch Change) *Film {
	f := &Film{capture: c, change: ch}
	lead := newGame(c, ch)
	lead.story = newStory(lead)
	f.marks = append(f.marks, lead.Clone())
	for lead.Ticks() < c.Ticks() {
		lead.Run(1)
		if lead.Ticks()%every == 0 {
			f.marks = append(f.marks, lead.Clone())
		}
	}
	f.story = lead.story.Trace
	return f
}

// Capture is what was played.
func (f *Film) Capture() *Capture { return f.capture }

// Ticks is how long the film is.
func (f *Film) Ticks() int { return f.capture.Ticks() }

// At is the game as it stood after a tick, from 0, before the first, to Ticks.
// It is the caller's, who may play it on from there; a tick beyond an end is
// taken for that end.
func (f *Film) At(tick int) *Game {
	tick = min(max(tick, 0), f.Ticks())
	g := f.marks[tick/every].Clone()
	g.Run(tick - g.Ticks())
	return g
}

// Settings are those in force in a tick, with the changes.
func (f *Film) Settings(tick int) Settings {
	s := f.capture.Settings(tick)
	if f.change.Switches != nil {
		s.Switches = *f.change.Switches
	}
	if f.change.Delay != nil {
		s.Delay = *f.change.Delay
	}
	return s
}

// Clients is how many clients there are: the one that was captured.
func (f *Film) Clients() int { return 1 }

// Name is what the captured player was called when the capture began.
func (f *Film) Name(int) string {
	for _, w := range f.capture.start.People {
		if w.ID == f.capture.start.Welcome.ID {
			return w.Name
		}
	}
	return string(f.capture.start.Welcome.Avatar)
}

// Level is the name of the level that the capture begins on.
func (f *Film) Level() string { return f.capture.start.Level.Name }

// Story is what happened, as far as one client can know it; numbers and ticks
// are those of the capture. Of what the server alone sees there is nothing:
// when an input arrived, whether it was queued and when it was consumed stay
// open. See Unknown for the causes of corrections, and ServerTick for how the
// real wire's part in a packet's way is estimated. Without the server's
// recording, what it believes is absent. It must not be changed.
func (f *Film) Story() *tracer.Trace { return &f.story }

// Message is what is in a packet of the story.
func (f *Film) Message(packet int) (wire.Message, error) {
	if packet < 0 || packet >= len(f.capture.Packets) {
		return nil, fmt.Errorf("capture: there is no packet %d", packet)
	}
	return codecs[f.capture.Wire]().Decode(f.capture.Packets[packet].Bytes)
}
