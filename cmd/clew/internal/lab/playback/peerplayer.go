package playback

import (
	"slices"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
)

// PeerPlayer plays a game without a server, as a Player one with a server. Only Update
// moves it by itself.
type PeerPlayer struct {
	pace

	level    scenario.LevelLoader
	state    *scenario.PeerGame // at the current tick
	variant  peerVariant
	undo     []peerVariant // previous variants
	selected PeerSelection
}

// peerVariant is a game without a server with the user's changes.
type peerVariant struct {
	history *history.Peers
	changes []string // descriptions
}

// playAhead is how many ticks Update plays ahead of what is shown, so that the timeline
// fills while the user looks at its start.
const playAhead = 3

// OpenPeers starts a scenario without a server, which must not be modified afterwards.
func OpenPeers(s *scenario.PeerScenario, level scenario.LevelLoader) (*PeerPlayer, error) {
	h, err := history.NewPeers(s, level)
	if err != nil {
		return nil, err
	}
	return &PeerPlayer{pace: pace{speed: normalSpeed}, level: level, state: h.At(0), variant: peerVariant{history: h}}, nil
}

// Title returns the game's name, Note what to look at.
func (p *PeerPlayer) Title() string { return i18n.Translate(p.Scenario().Name) }

// Note returns what to look at.
func (p *PeerPlayer) Note() string { return i18n.Translate(p.Scenario().Description) }

// Scenario returns the scenario with the user's changes. It must not be modified.
func (p *PeerPlayer) Scenario() *scenario.PeerScenario { return p.variant.history.Scenario() }

// Peers returns how many peers there are, Name the name of one.
func (p *PeerPlayer) Peers() int { return len(p.Scenario().Peers) }

// Name returns the name of a peer.
func (p *PeerPlayer) Name(peer int) string { return p.Scenario().Peers[peer].Name }

// Trace returns what has happened in the game as far as it is played. It must not be
// modified.
func (p *PeerPlayer) Trace() *history.PeerTrace { return p.variant.history.Trace() }

// State returns the game at the current tick. The PeerPlayer owns it.
func (p *PeerPlayer) State() *scenario.PeerGame { return p.state }

// Phase returns what a peer is doing at the current tick.
func (p *PeerPlayer) Phase(peer int) history.Phase { return history.PhaseOf(p.state, peer) }

// Tick returns the current tick, from 0, before the first, to Ticks.
func (p *PeerPlayer) Tick() int { return p.state.Ticks() }

// Ticks returns the length of the game.
func (p *PeerPlayer) Ticks() int { return p.variant.history.Ticks() }

// PlayedTicks returns how far the game has been played: Update plays ahead of what is
// shown.
func (p *PeerPlayer) PlayedTicks() int { return p.variant.history.PlayedTicks() }

// Seek goes to a tick, and plays up to it if need be.
func (p *PeerPlayer) Seek(tick int) {
	p.remainder = 0
	h := p.variant.history
	tick = min(max(tick, 0), h.Ticks())
	h.Play(tick)
	if n := tick - p.Tick(); n >= 0 && n <= maxPlayForward {
		p.state.Run(n)
		return
	}
	p.state = h.At(tick)
}

// Step moves by a number of ticks and pauses.
func (p *PeerPlayer) Step(by int) {
	p.Playing = false
	p.Seek(p.Tick() + by)
}

// Play plays or pauses. At its end the game restarts.
func (p *PeerPlayer) Play() {
	p.Playing = !p.Playing
	if p.Playing && p.Tick() == p.Ticks() {
		p.Seek(0)
	}
}

// Update plays for 1/60 s of real time, and a little ahead.
func (p *PeerPlayer) Update() {
	p.variant.history.Play(p.PlayedTicks() + playAhead)
	if !p.Playing {
		return
	}
	for range min(p.due(), p.Ticks()-p.Tick()) {
		p.variant.history.Play(p.Tick() + 1)
		p.state.Run(1)
	}
	p.Playing = p.Tick() < p.Ticks()
}

// show shows a variant at the current tick.
func (p *PeerPlayer) show(next peerVariant) {
	at, selected := p.Tick(), p.selected
	before := p.Trace()
	next.history.Play(at)
	p.variant, p.state = next, next.history.At(at)
	p.selected = p.reselect(selected, before)
}

// change replaces the game, and makes the present one undoable.
func (p *PeerPlayer) change(h *history.Peers, text string) {
	p.undo = append(p.undo, p.variant)
	if over := len(p.undo) - maxUndo; over > 0 {
		p.undo = slices.Delete(p.undo, 1, 1+over) // never the first
	}
	p.Playing = false
	p.show(peerVariant{h, append(slices.Clip(p.variant.changes), text)})
}

// Undo undoes the last change and reports whether there was one.
func (p *PeerPlayer) Undo() bool {
	n := len(p.undo)
	if n == 0 {
		return false
	}
	last := p.undo[n-1]
	p.undo = p.undo[:n-1]
	p.show(last)
	return true
}

// UndoAll undoes all changes and reports whether there were any.
func (p *PeerPlayer) UndoAll() bool {
	if len(p.undo) == 0 {
		return false
	}
	first := p.undo[0]
	p.undo = nil
	p.show(first)
	return true
}

// ChangeTexts describes the changes, oldest first.
func (p *PeerPlayer) ChangeTexts() []string { return p.variant.changes }
