package authority

import (
	"strings"

	"clew/engine/sim"
	"clew/net/wire"
)

// What whoever runs the server can do to the game, between two ticks.

// PlayerInfo is what there is to know of a player.
type PlayerInfo struct {
	ID           sim.ID
	Avatar       rune
	Name         string
	Appearance   wire.Appearance
	Label        string // of its connection, as given to Open, or of the one that it lost
	Mode         Mode   // of its connection
	ConnID       uint   // number of its connection, from 1 on; 0: it was cut off
	Disconnected bool   // its client was cut off, and may come back
	JoinedAt     sim.Tick
	ExitedAt     sim.Tick // when it found the exit; 0: not yet
	QueuedInputs int      // inputs or walks in its queue
	MutedUntil   sim.Tick // until when it may say nothing; 0: it may
	IdleTicks    sim.Tick // for how long it has pressed nothing
}

// AppendPlayers appends all players, by ascending ID, to those in buf.
func (a *Authority) AppendPlayers(buf []PlayerInfo) []PlayerInfo {
	for _, p := range a.players {
		buf = append(buf, a.playerInfo(p))
	}
	return buf
}

// Player is the player with this ID, or nobody.
func (a *Authority) Player(id sim.ID) PlayerInfo {
	if p := a.byID[id]; p != nil {
		return a.playerInfo(p)
	}
	return PlayerInfo{}
}

func (a *Authority) playerInfo(p *player) PlayerInfo {
	one := PlayerInfo{ID: p.id, Avatar: p.avatar, Name: p.name, Appearance: p.appearance, Label: p.label, Disconnected: p.client == nil, JoinedAt: p.joinedAt, QueuedInputs: p.queue.Len(), IdleTicks: a.idleTicks(p)}
	if p.mutedUntil > a.world.Tick() {
		one.MutedUntil = p.mutedUntil
	}
	if c := p.client; c != nil {
		one.Mode, one.ConnID = c.mode, c.index+1
		if c.mode == Plain {
			one.QueuedInputs = len(p.walker.queue)
		}
	}
	if s := a.world.Player(p.id); s != nil {
		one.ExitedAt = s.ExitTick
	}
	return one
}

// CountParticipants counts the players, those who are away included, and the watchers that came
// with labels that are meant. A player who has come back since, from elsewhere,
// counts where it came from first: else whoever has two addresses could move
// players out of the one for ever, and fill it again.
func (a *Authority) CountParticipants(meant func(label string) bool) (n int) {
	for _, p := range a.players {
		if meant(p.firstLabel) {
			n++
		}
	}
	return n + a.CountSpectators(meant)
}

// Evict frees a place for somebody from an address that has no more: that of a
// player who was cut off, or never said a word, and came with a label that is meant. It reports
// false where there is none.
func (a *Authority) Evict(meant func(label string) bool) bool { return a.evict(meant, 0) }

// AllFinished reports whether everybody who is there has found the exit, and that is
// somebody. A player who is away isn't there, nor is one who idles and has not
// found it: where all who have not found it idle, the others need not wait, and
// where everybody idles nothing changes until somebody has found it.
func (a *Authority) AllFinished() bool {
	found := false
	for _, p := range a.players {
		s := a.world.Player(p.id)
		switch {
		case p.client == nil:
		case s != nil && s.ExitTick != 0:
			found = true
		case !a.isIdle(p):
			return false
		}
	}
	return found
}

// Announce tells everybody something in the server's name.
func (a *Authority) Announce(text string) {
	a.broadcast(nil, &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(text)})
}

// Notify tells one player something in the server's name. It reports false where
// nobody hears it.
func (a *Authority) Notify(id sim.ID, text string) bool {
	p := a.byID[id]
	if p == nil || p.client == nil || !p.client.welcomed {
		return false
	}
	p.client.send(&wire.Error{Code: wire.CodeNote, Text: wire.CleanText(text)})
	return true
}

// Kick ends a player's connection and takes it out of the game for good. It
// reports false where there is no such player.
func (a *Authority) Kick(id sim.ID, code, reason string) bool {
	p := a.byID[id]
	if p == nil {
		return false
	}
	if p.client != nil {
		p.client.close(code, wire.CleanText(reason))
	}
	a.remove(p)
	return true
}

// Mute lets a player say nothing, and take no other name, until a tick, or
// MutedForever. It reports false where there is no such player.
func (a *Authority) Mute(id sim.ID, until sim.Tick) bool {
	p := a.byID[id]
	if p != nil {
		p.mutedUntil = until
	}
	return p != nil
}

// checkMuted is what a player who may say nothing is told, or nil.
func (p *player) checkMuted(now sim.Tick) *wire.ProtocolError {
	if p.mutedUntil <= now {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeMuted, "you may say nothing for %d s more", (uint64(p.mutedUntil-now)+sim.TickRate-1)/sim.TickRate)
}

// SetGreeting changes Config.Greeting.
func (a *Authority) SetGreeting(text string) { a.cfg.Greeting = wire.CleanText(text) }

// SetMaxPlayers changes Config.MaxPlayers. Nobody has to leave for it.
func (a *Authority) SetMaxPlayers(n int) { a.cfg.MaxPlayers = min(max(n, 1), sim.MaxPlayers) }

// SetMaxSpectators changes Config.MaxSpectators. Nobody has to leave for it.
func (a *Authority) SetMaxSpectators(n int) { a.cfg.MaxSpectators = min(max(n, 0), sim.MaxPlayers) }

// parseCommand is the command in a chat text, without its slash.
func parseCommand(text string) (line string, ok bool) {
	return strings.CutPrefix(strings.TrimLeft(text, " "), "/")
}
