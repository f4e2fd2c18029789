package player

import (
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/capture"
	"clew/cmd/internal/lab/scenario"
	"clew/net/wire"
)

// captureGame is a capture being replayed.
type captureGame struct {
	*capture.Replay
	title, note string
	change      capture.Overrides
}

// OpenCapture replays a capture and seeks to its start.
func OpenCapture(c *capture.Capture, title, note string) *Player {
	t := &captureGame{Replay: c.Replay(capture.Overrides{}), title: title, note: note}
	return open(variant{game: t, controllers: make([]Controller, 1)})
}

// Title implements Game.
func (t *captureGame) Title() string { return t.title }

// Note implements Game.
func (t *captureGame) Note() string { return t.note }

// Settings implements Game.
func (t *captureGame) Settings(_, tick int) scenario.Settings {
	s := t.Replay.Settings(tick)
	return scenario.Settings{Redundancy: s.Redundancy, InterpolationDelay: s.InterpolationDelay, Netem: s.Netem, Switches: s.Switches}
}

// PlayedTicks implements Game: a capture is always replayed to its end.
func (t *captureGame) PlayedTicks() int { return t.Ticks() }

// State implements Game.
func (t *captureGame) State(tick int) State { return t.Replay.At(tick) }

// Message implements Game.
func (t *captureGame) Message(packet int) (wire.Message, error) { return t.Replay.Message(packet) }

// Name implements Game.
func (t *captureGame) Name(client int) string {
	if n := t.Replay.Name(client); n != "" {
		return n
	}
	return i18n.T("reel.you")
}
