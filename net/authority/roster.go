package authority

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// join makes a player for a client, for which there is room. It appears in the
// World with the next tick, and is greeted then.
func (a *Authority) join(c *Client, name string, look wire.Look) {
	a.lastID++
	p := &player{id: a.lastID, avatar: a.freeLetter(), wish: name, look: look, client: c, label: c.label, home: c.label, pressed: a.world.Tick()}
	if name == "" {
		name = "walker " + string(p.avatar)
	}
	a.setName(p, name)
	if a.cfg.Muted != nil {
		p.muted = a.cfg.Muted(c)
	}
	p.budget = maxBudget
	c.player = p
	a.letters[p.avatar] = struct{}{}
	a.players = append(a.players, p)
	a.byID[p.id] = p
	a.coming = append(a.coming, sim.Command{ID: p.id, Kind: sim.Join})
	a.note(NoteJoin, c, p, "", "")
	a.entered(c)
}

// entered tells whoever wants to know that a client is in the game.
func (a *Authority) entered(c *Client) {
	if a.cfg.Entered != nil {
		a.cfg.Entered(c)
	}
}

// makeRoom frees a place for one more player where there is none. The player that
// has been cut off for longest makes way, if that has been for MakeWayTicks, and so
// does one who has never said a word.
func (a *Authority) makeRoom() bool {
	for len(a.players) >= a.cfg.MaxPlayers {
		if !a.vacate(func(string) bool { return true }, MakeWayTicks) && !a.ousts() {
			return false
		}
	}
	return true
}

// vacate frees the place of a player that came with a label that is meant: of one
// whose client has been silent ever since it came or, where there is none, of the
// one who has been cut off for longest, if that has been for some ticks. It reports
// false where nobody makes way.
func (a *Authority) vacate(meant func(label string) bool, after sim.Tick) bool {
	if p := a.longestWordless(meant); p != nil {
		p.client.end(wire.CodeFull, "say something to keep a place")
		return true
	}
	p := a.longestAway(meant)
	if p == nil || a.world.Tick()-p.away < after {
		return false
	}
	a.remove(p)
	return true
}

// longestWordless is the plain text player that came first of those that have sent
// nothing for WordlessTicks, and whose labels are meant, or nil.
func (a *Authority) longestWordless(meant func(label string) bool) *player {
	for _, p := range a.players {
		c := p.client
		if c != nil && c.mode == Plain && !c.spoke && a.world.Tick()-c.born >= WordlessTicks && meant(p.home) {
			return p
		}
	}
	return nil
}

// longestAway is who has been cut off for longest of those whose labels are
// meant, or nil.
func (a *Authority) longestAway(meant func(label string) bool) (longest *player) {
	for _, p := range a.players {
		if p.client == nil && (longest == nil || p.away < longest.away) && meant(p.home) {
			longest = p
		}
	}
	return longest
}

// remove takes a player out of the game.
func (a *Authority) remove(p *player) {
	i := slices.Index(a.players, p)
	if i < 0 {
		return
	}
	a.players = slices.Delete(a.players, i, i+1)
	delete(a.byID, p.id)
	delete(a.letters, p.avatar)
	a.names.drop(p.like)
	a.coming = append(a.coming, sim.Command{ID: p.id, Kind: sim.Leave})
	a.note(NoteLeave, nil, p, "", "")
	a.tellLeft(p)
}

// resume gives a player to a client that has its token. A connection that
// still holds the player is likely dead without knowing it, and is ended.
func (a *Authority) resume(c *Client, p *player, token string) {
	p.tokenUsed(token)
	a.announce(p)
	if old := p.client; old != nil {
		old.end(wire.CodeReplace, "your player was taken over by a new connection")
	}
	p.client, c.player, c.resumed, p.label = c, p, true, c.label
	p.queue.Restart(p.ack)
	a.note(NoteResume, c, p, "", "")
	a.entered(c)
	if p.placed {
		a.greet(c)
	}
}

// introduce brings a player who has just appeared in the World together with its
// client and, where it has been in another level before, with everybody who knows it.
func (a *Authority) introduce(p *player) {
	p.cell, p.placed = a.world.Player(p.id).Cell(), true
	p.since = a.world.Tick()
	if !p.introduced() {
		p.met, p.due = a.meet(), p.since+AnnounceTicks
		if p.client == nil {
			p.met = unmet
		}
	}
	a.tellOf(p, Plain, p.where())
	a.tellWho(p)
	if p.client != nil && !p.client.greeted {
		a.greet(p.client)
	}
}

// tellWho tells who a player is.
func (a *Authority) tellWho(p *player) {
	who := p.who()
	a.tellOf(p, Game, who)
	if a.cfg.Met != nil {
		a.cfg.Met(who)
	}
}

// greet tells a client all that it must know before anything else.
func (a *Authority) greet(c *Client) {
	c.greeted, c.met = true, a.meet()
	w := &wire.Welcome{
		Version: wire.Version, Avatar: wire.NoAvatar,
		TickRate: sim.TickRate, Interval: uint32(a.cfg.Interval), Tick: a.world.Tick(),
		Resumed: c.resumed, Server: a.cfg.Name,
	}
	if p := c.player; p != nil {
		if c.mode == Game {
			p.renewToken(a)
		}
		w.ID, w.Avatar, w.Seq, w.Token = p.id, p.avatar, p.ack, p.token
	}
	c.send(w)
	for _, m := range a.level {
		c.send(m)
	}
	for _, o := range a.players {
		switch {
		case !o.placed || !c.knows(o):
		case c.mode == Plain:
			c.send(o.where())
		default:
			c.send(o.who())
		}
	}
	if c.resumed {
		return
	}
	if c.anew { // before the Welcome it would not be heard
		c.anew = false
		c.send(&wire.Error{Code: wire.CodeToken, Text: "your place was given up; you start anew"})
	}
	if p := c.player; p != nil {
		if note := p.named(p.wish); note != nil {
			c.send(note)
		}
	}
	if a.cfg.Greeting != "" && !c.hailed {
		c.hailed = true
		c.send(&wire.Error{Code: wire.CodeNote, Text: a.cfg.Greeting})
	}
}

// levelMessages are the messages that make up a level.
func levelMessages(l *maze.Level, number uint32) []wire.Message {
	msgs := []wire.Message{&wire.Level{W: l.Maze.Width(), H: l.Maze.Height(), Name: l.Name, Number: number}}
	for y := range l.Maze.Height() {
		msgs = append(msgs, &wire.Row{Y: y, Tiles: l.Maze.Row(y)})
	}
	return msgs
}
