package playback

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

// openCapture replays a capture and seeks to its start.
func openCapture(c *capture.Capture, title, note string) *Player {
	t := &captureGame{Replay: c.Replay(capture.Overrides{}), title: title, note: note}
	return open(variant{game: t, controllers: make([]Controller, 1)}, 0)
}

// Title implements Game.
func (g *captureGame) Title() string { return g.title }

// Note implements Game.
func (g *captureGame) Note() string { return g.note }

// Settings implements Game.
func (g *captureGame) Settings(_, tick int) scenario.Settings {
	s := g.Replay.Settings(tick)
	return scenario.Settings{Redundancy: s.Redundancy, InterpolationDelay: s.InterpolationDelay, Netem: s.Netem, Switches: s.Switches}
}

// PlayedTicks implements Game: a capture is always replayed to its end.
func (g *captureGame) PlayedTicks() int { return g.Ticks() }

// State implements Game.
func (g *captureGame) State(tick int) State { return g.Replay.At(tick) }

// Message implements Game.
func (g *captureGame) Message(packet int) (wire.Message, error) { return g.Replay.Message(packet) }

// Name implements Game.
func (g *captureGame) Name(client int) string {
	if n := g.Replay.Name(client); n != "" {
		return n
	}
	return i18n.T("explain.you")
}
