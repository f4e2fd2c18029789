package authority

import (
	"clew/engine/sim"
	"clew/net/wire"
)

// What a server's operator can see and do between two ticks.

// PlayerInfo describes a player of the game.
type PlayerInfo struct {
	ID           sim.ID
	Avatar       rune
	Name         string
	Appearance   wire.Appearance
	Label        string   // of the connection, or of the last one; see AddClient
	Mode         Mode     // of the connection
	ConnID       uint     // number of the connection, from 1 on; 0: disconnected
	Disconnected bool     // the client may still come back
	JoinTick     sim.Tick // when the player entered the level
	ExitTick     sim.Tick // when it reached the exit; 0: not yet
	QueuedInputs int      // inputs or walks
	MutedUntil   sim.Tick // 0: not muted
	IdleTicks    sim.Tick // since it last pressed a key
}

// AppendPlayers appends all players to buf, by ascending ID.
func (a *Authority) AppendPlayers(buf []PlayerInfo) []PlayerInfo {
	for _, p := range a.players {
		if p.id != 0 {
			buf = append(buf, a.playerInfo(p))
		}
	}
	return buf
}

// Player returns the player with an ID, or a zero PlayerInfo.
func (a *Authority) Player(id sim.ID) PlayerInfo {
	if p := a.player(id); p != nil {
		return a.playerInfo(p)
	}
	return PlayerInfo{}
}

// player returns the player with an ID, or nil if there is none or it is leaving.
func (a *Authority) player(id sim.ID) *player {
	if p := a.byID[id]; p != nil && !p.leaving() {
		return p
	}
	return nil
}

func (a *Authority) playerInfo(p *player) PlayerInfo {
	s := a.state.Player(p.id)
	info := PlayerInfo{
		ID: p.id, Avatar: s.Avatar, Name: s.Name, Appearance: s.Appearance, Label: p.label,
		Disconnected: p.client == nil, JoinTick: s.JoinTick, QueuedInputs: p.queue.Len(), IdleTicks: sim.Tick(a.idleTicks(p)),
	}
	if s.MutedUntil > a.state.Tick() {
		info.MutedUntil = s.MutedUntil
	}
	if c := p.client; c != nil {
		info.Mode, info.ConnID = c.mode, c.index+1
		if c.mode == Plain {
			info.QueuedInputs = len(p.walker.queue)
		}
	}
	info.ExitTick = a.World().Player(p.id).ExitTick
	return info
}

// CountParticipants returns the number of players, disconnected ones included,
// and spectators whose labels match. A player that has resumed from elsewhere
// counts under its first label: otherwise somebody with two addresses could move
// players out of one and fill it again without end.
func (a *Authority) CountParticipants(match func(label string) bool) (n int) {
	for _, p := range a.players {
		if match(p.firstLabel) {
			n++
		}
	}
	return n + a.CountSpectators(match)
}

// Evict frees the slot of a player whose label matches and that is disconnected
// or has never sent anything. It returns false if there is none.
func (a *Authority) Evict(match func(label string) bool) bool { return a.evict(match, 0) }

// reconnectGrace is how long a player that lost its connection counts as one that
// still walks: most are back within it.
const reconnectGrace = 10 * sim.TickRate

// AllFinished reports whether every player has reached the exit, and at least one
// has. Players that have not reached it do not count while they are idle, or once
// they have been disconnected for some seconds: the others need not wait for them,
// and while everybody is idle nothing changes.
func (a *Authority) AllFinished() bool {
	anyFinished := false
	for _, p := range a.players {
		s := a.World().Player(p.id)
		switch {
		case s != nil && s.ExitTick != 0:
			anyFinished = anyFinished || p.client != nil
		case !a.isAway(p) && !a.isIdle(p):
			return false
		}
	}
	return anyFinished
}

// isAway reports whether a player has no connection, and is not waited for any more.
func (a *Authority) isAway(p *player) bool {
	return p.client == nil && a.now-p.disconnectedAt >= reconnectGrace
}

// Announce sends a notice from the server to everybody.
func (a *Authority) Announce(text string) {
	a.broadcast(&wire.Error{Code: wire.CodeNote, Text: wire.CleanText(text)})
}

// Notify sends a notice from the server to one player. It returns false if the
// player is not connected.
func (a *Authority) Notify(id sim.ID, text string) bool {
	p := a.player(id)
	if p == nil || p.client == nil || !p.client.welcomed {
		return false
	}
	p.client.send(&wire.Error{Code: wire.CodeNote, Text: wire.CleanText(text)})
	return true
}

// Kick closes a player's connection and removes the player for good. It returns
// false if there is no such player.
func (a *Authority) Kick(id sim.ID, code, reason string) bool {
	p := a.player(id)
	if p == nil {
		return false
	}
	if p.client != nil {
		p.client.close(code, wire.CleanText(reason))
	}
	a.remove(p)
	return true
}

// SetGreeting changes Config.Greeting.
func (a *Authority) SetGreeting(text string) { a.cfg.Greeting = wire.CleanText(text) }

// SetMaxPlayers changes Config.MaxPlayers. Players beyond it may stay.
func (a *Authority) SetMaxPlayers(n int) { a.cfg.MaxPlayers = min(max(n, 1), sim.MaxPlayers) }

// SetMaxSpectators changes Config.MaxSpectators. Spectators beyond it may stay.
func (a *Authority) SetMaxSpectators(n int) { a.cfg.MaxSpectators = min(max(n, 0), sim.MaxPlayers) }

// SetSnapshotInterval changes Config.SnapshotInterval from the next tick on.
// Clients are not told: they see it by the ticks of their snapshots.
func (a *Authority) SetSnapshotInterval(ticks int) { a.cfg.SnapshotInterval = max(ticks, 1) }

// SetInputQueueTarget changes Config.InputQueueTarget from the next tick on.
func (a *Authority) SetInputQueueTarget(inputs int) { a.cfg.InputQueueTarget = max(inputs, 1) }
