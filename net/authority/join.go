package authority

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// join makes a player for a client, for which there is room. It appears in the
// World with the next tick, and is greeted then.
func (a *Authority) join(c *Client, name string, look wire.Appearance) {
	a.lastID++
	p := &player{id: a.lastID, avatar: a.freeAvatar(), requestedName: name, appearance: look, client: c, label: c.label, firstLabel: c.label, lastActive: a.world.Tick()}
	if name == "" {
		name = "walker " + string(p.avatar)
	}
	a.setName(p, name)
	if a.cfg.MutedUntil != nil {
		p.mutedUntil = a.cfg.MutedUntil(c)
	}
	p.budget = maxBudget
	c.player = p
	a.avatars[p.avatar] = struct{}{}
	a.players = append(a.players, p)
	a.byID[p.id] = p
	a.nextCommands = append(a.nextCommands, sim.Command{ID: p.id, Kind: sim.Join})
	a.addEvent(EventJoin, c, p, "", "")
	a.entered(c)
}

// entered tells whoever wants to know that a client is in the game.
func (a *Authority) entered(c *Client) {
	if a.cfg.OnEnter != nil {
		a.cfg.OnEnter(c)
	}
}

// freeSlot frees a place for one more player where there is none. The player that
// has been cut off for longest makes way, if that has been for ReservedTicks, and so
// does one who has never said a word.
func (a *Authority) freeSlot() bool {
	for len(a.players) >= a.cfg.MaxPlayers {
		if !a.evict(func(string) bool { return true }, ReservedTicks) && !a.evictIdle() {
			return false
		}
	}
	return true
}

// evict frees the place of a player that came with a label that is meant: of one
// whose client has been silent ever since it came or, where there is none, of the
// one who has been cut off for longest, if that has been for some ticks. It reports
// false where nobody makes way.
func (a *Authority) evict(meant func(label string) bool, after sim.Tick) bool {
	if p := a.longestSilent(meant); p != nil {
		p.client.close(wire.CodeFull, "say something to keep a place")
		return true
	}
	p := a.longestDisconnected(meant)
	if p == nil || a.world.Tick()-p.disconnectedAt < after {
		return false
	}
	a.remove(p)
	return true
}

// longestSilent is the plain text player that came first of those that have sent
// nothing for SilentPlainTicks, and whose labels are meant, or nil.
func (a *Authority) longestSilent(meant func(label string) bool) *player {
	for _, p := range a.players {
		c := p.client
		if c != nil && c.mode == Plain && !c.dataArrived && a.world.Tick()-c.openedAt >= SilentPlainTicks && meant(p.firstLabel) {
			return p
		}
	}
	return nil
}

// longestDisconnected is who has been cut off for longest of those whose labels are
// meant, or nil.
func (a *Authority) longestDisconnected(meant func(label string) bool) (longest *player) {
	for _, p := range a.players {
		if p.client == nil && (longest == nil || p.disconnectedAt < longest.disconnectedAt) && meant(p.firstLabel) {
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
	delete(a.avatars, p.avatar)
	a.names.remove(p.skeleton)
	a.nextCommands = append(a.nextCommands, sim.Command{ID: p.id, Kind: sim.Leave})
	a.addEvent(EventLeave, nil, p, "", "")
	a.broadcastLeft(p)
}

// resume gives a player to a client that has its token. A connection that
// still holds the player is likely dead without knowing it, and is ended.
func (a *Authority) resume(c *Client, p *player, token string) {
	p.keepToken(token)
	a.announce(p)
	if old := p.client; old != nil {
		old.close(wire.CodeReplaced, "your player was taken over by a new connection")
	}
	p.client, c.player, c.resumed, p.label = c, p, true, c.label
	p.queue.Reset(p.ack)
	a.addEvent(EventResume, c, p, "", "")
	a.entered(c)
	if p.inWorld {
		a.welcome(c)
	}
}

// introduce brings a player who has just appeared in the World together with its
// client and, where it has been in another level before, with everybody who knows it.
func (a *Authority) introduce(p *player) {
	p.sentCell, p.inWorld = a.world.Player(p.id).Cell(), true
	p.joinedAt = a.world.Tick()
	if !p.introduced() {
		p.introducedAt, p.announceAt = a.nextIntro(), p.joinedAt+AnnounceTicks
		if p.client == nil {
			p.introducedAt = hiddenIntro
		}
	}
	a.broadcastAbout(p, Plain, p.cellMessage())
	a.broadcastInfo(p)
	if p.client != nil && !p.client.welcomed {
		a.welcome(p.client)
	}
}

// broadcastInfo tells who a player is.
func (a *Authority) broadcastInfo(p *player) {
	who := p.infoMessage()
	a.broadcastAbout(p, Game, who)
	if a.cfg.OnPlayerInfo != nil {
		a.cfg.OnPlayerInfo(who)
	}
}

// welcome tells a client all that it must know before anything else.
func (a *Authority) welcome(c *Client) {
	c.welcomed, c.welcomedAt = true, a.nextIntro()
	w := &wire.Welcome{
		Version: wire.Version, Avatar: wire.NoAvatar,
		TickRate: sim.TickRate, Interval: uint32(a.cfg.SnapshotInterval), Tick: a.world.Tick(),
		Resumed: c.resumed, Server: a.cfg.Name,
	}
	if p := c.player; p != nil {
		if c.mode == Game {
			p.renewToken(a)
		}
		w.ID, w.Avatar, w.Seq, w.Token = p.id, p.avatar, p.ack, p.token
	}
	c.send(w)
	for _, m := range a.levelMessages {
		c.send(m)
	}
	for _, o := range a.players {
		switch {
		case !o.inWorld || !c.knows(o):
		case c.mode == Plain:
			c.send(o.cellMessage())
		default:
			c.send(o.infoMessage())
		}
	}
	if c.resumed {
		return
	}
	if c.tokenUnknown { // before the Welcome it would not be heard
		c.tokenUnknown = false
		c.send(&wire.Error{Code: wire.CodeUnknownToken, Text: "your place was given up; you start anew"})
	}
	if p := c.player; p != nil {
		if note := p.nameNotice(p.requestedName); note != nil {
			c.send(note)
		}
	}
	if a.cfg.Greeting != "" && !c.greetingSent {
		c.greetingSent = true
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
