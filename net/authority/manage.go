package authority

import (
	"strings"

	"clew/engine/sim"
	"clew/net/wire"
)

// What whoever runs the server can do to the game, between two ticks.

// Person is what there is to know of a player.
type Person struct {
	ID      sim.ID
	Avatar  rune
	Name    string
	Look    wire.Look
	Label   string // of its connection, as given to Open, or of the one that it lost
	Mode    Mode   // of its connection
	Conn    uint   // number of its connection, from 1 on; 0: it was cut off
	Away    bool   // its client was cut off, and may come back
	Since   sim.Tick
	Exit    sim.Tick // when it found the exit; 0: not yet
	Waiting int      // inputs or walks in its queue
	Muted   sim.Tick // until when it may say nothing; 0: it may
	Idle    sim.Tick // for how long it has pressed nothing
}

// People appends all players, by ascending ID, to those in buf.
func (a *Authority) People(buf []Person) []Person {
	for _, p := range a.players {
		buf = append(buf, a.person(p))
	}
	return buf
}

// Person is the player with this ID, or nobody.
func (a *Authority) Person(id sim.ID) Person {
	if p := a.byID[id]; p != nil {
		return a.person(p)
	}
	return Person{}
}

func (a *Authority) person(p *player) Person {
	one := Person{ID: p.id, Avatar: p.avatar, Name: p.name, Look: p.look, Label: p.label, Away: p.client == nil, Since: p.since, Waiting: p.queue.Len(), Idle: a.idle(p)}
	if p.muted > a.world.Tick() {
		one.Muted = p.muted
	}
	if c := p.client; c != nil {
		one.Mode, one.Conn = c.mode, c.number+1
		if c.mode == Plain {
			one.Waiting = len(p.walker.waiting)
		}
	}
	if s := a.world.Player(p.id); s != nil {
		one.Exit = s.Exit
	}
	return one
}

// Seats counts the players, those who are away included, and the watchers that came
// with labels that are meant. A player who has come back since, from elsewhere,
// counts where it came from first: else whoever has two addresses could move
// players out of the one for ever, and fill it again.
func (a *Authority) Seats(meant func(label string) bool) (n int) {
	for _, p := range a.players {
		if meant(p.home) {
			n++
		}
	}
	return n + a.Watching(meant)
}

// MakeWay frees a place for somebody from an address that has no more: that of a
// player who was cut off, or never said a word, and came with a label that is meant. It reports
// false where there is none.
func (a *Authority) MakeWay(meant func(label string) bool) bool { return a.vacate(meant, 0) }

// Finished reports whether everybody who is there has found the exit, and that is
// somebody. A player who is away isn't there, nor is one who idles and has not
// found it: where all who have not found it idle, the others need not wait, and
// where everybody idles nothing changes until somebody has found it.
func (a *Authority) Finished() bool {
	found := false
	for _, p := range a.players {
		s := a.world.Player(p.id)
		switch {
		case p.client == nil:
		case s != nil && s.Exit != 0:
			found = true
		case !a.idles(p):
			return false
		}
	}
	return found
}

// Announce tells everybody something in the server's name.
func (a *Authority) Announce(text string) {
	a.tellAll(nil, &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(text)})
}

// Note tells one player something in the server's name. It reports false where
// nobody hears it.
func (a *Authority) Note(id sim.ID, text string) bool {
	p := a.byID[id]
	if p == nil || p.client == nil || !p.client.greeted {
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
		p.client.end(code, wire.CleanText(reason))
	}
	a.remove(p)
	return true
}

// Mute lets a player say nothing, and take no other name, until a tick, or
// MutedForever. It reports false where there is no such player.
func (a *Authority) Mute(id sim.ID, until sim.Tick) bool {
	p := a.byID[id]
	if p != nil {
		p.muted = until
	}
	return p != nil
}

// mutes is what a player who may say nothing is told, or nil.
func (p *player) mutes(now sim.Tick) *wire.Fault {
	if p.muted <= now {
		return nil
	}
	return wire.Faultf(wire.CodeMuted, "you may say nothing for %d s more", (uint64(p.muted-now)+sim.TickRate-1)/sim.TickRate)
}

// SetGreeting changes Config.Greeting.
func (a *Authority) SetGreeting(text string) { a.cfg.Greeting = wire.CleanText(text) }

// SetMaxPlayers changes Config.MaxPlayers. Nobody has to leave for it.
func (a *Authority) SetMaxPlayers(n int) { a.cfg.MaxPlayers = min(max(n, 1), sim.MaxPlayers) }

// SetMaxWatchers changes Config.MaxWatchers. Nobody has to leave for it.
func (a *Authority) SetMaxWatchers(n int) { a.cfg.MaxWatchers = min(max(n, 0), sim.MaxPlayers) }

// command is the command in a chat text, without its slash.
func command(text string) (line string, ok bool) {
	return strings.CutPrefix(strings.TrimLeft(text, " "), "/")
}
