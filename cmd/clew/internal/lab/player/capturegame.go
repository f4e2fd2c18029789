package player

import (
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/capture"
	"clew/cmd/internal/lab/scenario"
	"clew/net/wire"
)

// captureGame is what one client of a real game went through, played again.
type captureGame struct {
	*capture.Replay
	title, note string
	change      capture.Overrides
}

// OpenCapture plays a capture, and looks at its start.
func OpenCapture(c *capture.Capture, title, note string) *Player {
	t := &captureGame{Replay: c.Replay(capture.Overrides{}), title: title, note: note}
	return open(variant{game: t, controllers: make([]Controller, 1)})
}

// Title implements Tape.
func (t *captureGame) Title() string { return t.title }

// Note implements Tape.
func (t *captureGame) Note() string { return t.note }

// Settings implements Tape.
func (t *captureGame) Settings(_, tick int) scenario.Settings {
	s := t.Replay.Settings(tick)
	return scenario.Settings{Redundancy: s.Redundancy, InterpolationDelay: s.InterpolationDelay, Netem: s.Netem, Switches: s.Switches}
}

// PlayedTicks implements Tape: a capture is played to its end at once.
func (t *captureGame) PlayedTicks() int { return t.Ticks() }

// State implements Tape.
func (t *captureGame) State(tick int) State { return t.Replay.At(tick) }

// Message implements Tape.
func (t *captureGame) Message(packet int) (wire.Message, error) { return t.Replay.Message(packet) }

// Name implements Tape.
func (t *captureGame) Name(client int) string {
	if n := t.Replay.Name(client); n != "" {
		return n
	}
	return i18n.T("reel.you")
}
