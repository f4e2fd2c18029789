package reel

import (
	"clew/cmd/clew/internal/words"
	"clew/net/rig/capture"
	"clew/net/rig/scenario"
	"clew/net/wire"
)

// captureTape is what one client of a real game went through, played again.
type captureTape struct {
	*capture.Film
	title, note string
	change      capture.Change
}

// OpenCapture plays a capture, and looks at its start.
func OpenCapture(c *capture.Capture, title, note string) *Reel {
	t := &captureTape{Film: c.Play(capture.Change{}), title: title, note: note}
	return open(state{tape: t, hands: make([]Hand, 1)})
}

// Title implements Tape.
func (t *captureTape) Title() string { return t.title }

// Note implements Tape.
func (t *captureTape) Note() string { return t.note }

// Settings implements Tape.
func (t *captureTape) Settings(_, tick int) scenario.Settings {
	s := t.Film.Settings(tick)
	return scenario.Settings{Redundancy: s.Redundancy, Delay: s.Delay, Flaky: s.Flaky, Switches: s.Switches}
}

// Played implements Tape: a capture is played to its end at once.
func (t *captureTape) Played() int { return t.Ticks() }

// At implements Tape.
func (t *captureTape) At(tick int) Scene { return t.Film.At(tick) }

// Message implements Tape.
func (t *captureTape) Message(packet int) (wire.Message, error) { return t.Film.Message(packet) }

// Name implements Tape.
func (t *captureTape) Name(client int) string {
	if n := t.Film.Name(client); n != "" {
		return n
	}
	return words.T("reel.you")
}
