package authority

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// join makes a player for a client; there must be a free slot. The next tick
// brings it into the World and welcomes the client.
func (a *Authority) join(c *Client, name string, appearance wire.Appearance) {
	a.lastID++
	p := &player{
		id: a.lastID, avatar: a.freeAvatar(), requestedName: name, appearance: appearance,
		client: c, label: c.label, firstLabel: c.label, lastActive: a.world.Tick(), budget: maxBudget,
	}
	if name == "" {
		name = "walker " + string(p.avatar)
	}
	a.setName(p, name)
	c.player = p
	a.avatars[p.avatar] = struct{}{}
	a.players = append(a.players, p)
	a.byID[p.id] = p
	a.nextCommands = append(a.nextCommands, sim.Command{ID: p.id, Kind: sim.Join})
	a.addEvent(EventJoin, c, p, "", "")
}

// makeRoom makes sure that there is room for one more player. In a full game it
// evicts a silent plain text client, the player that has been disconnected
// longest, if for ReservedTicks, or the one that has been idle longest. It returns
// false if there is none.
func (a *Authority) makeRoom() bool {
	for len(a.players) >= a.cfg.MaxPlayers {
		if !a.evict(func(string) bool { return true }, ReservedTicks) && !a.evictIdle() {
			return false
		}
	}
	return true
}

// evict frees the slot of a player whose first label matches: of one whose client
// has been silent ever since it came or, if there is none, of the one that has
// been disconnected longest, if for at least a number of ticks. It returns false
// if nobody was evicted.
func (a *Authority) evict(match func(label string) bool, after sim.Tick) bool {
	if p := a.longestSilent(match); p != nil {
		p.client.close(wire.CodeFull, "type something to keep your slot")
		return true
	}
	p := a.longestDisconnected(match)
	if p == nil || a.world.Tick()-p.disconnectedAt < after {
		return false
	}
	a.remove(p)
	return true
}

// longestSilent returns the first plain text player that has sent nothing for
// SilentPlainTicks and whose first label matches, or nil.
func (a *Authority) longestSilent(match func(label string) bool) *player {
	for _, p := range a.players {
		c := p.client
		if c != nil && c.mode == Plain && !c.dataArrived && a.world.Tick()-c.openedAt >= SilentPlainTicks && match(p.firstLabel) {
			return p
		}
	}
	return nil
}

// longestDisconnected returns the player that has been disconnected longest, among
// those whose first labels match, or nil.
func (a *Authority) longestDisconnected(match func(label string) bool) (longest *player) {
	for _, p := range a.players {
		if p.client == nil && (longest == nil || p.disconnectedAt < longest.disconnectedAt) && match(p.firstLabel) {
			longest = p
		}
	}
	return longest
}

// remove removes a player from the game.
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

// resume gives a player to a client that has its token. A connection that still
// holds the player is probably dead without knowing it, and is closed.
func (a *Authority) resume(c *Client, p *player, token string) {
	p.keepToken(token)
	a.announce(p)
	if old := p.client; old != nil {
		old.close(wire.CodeReplaced, "a new connection took over your player")
	}
	p.client, c.player, c.resumed, p.label = c, p, true, c.label
	p.queue.Reset(p.ack)
	a.addEvent(EventResume, c, p, "", "")
	if p.inWorld {
		a.welcome(c)
	}
}

// introduce tells everybody that knows it of a player that has just entered the
// World, and welcomes its client.
func (a *Authority) introduce(p *player) {
	p.sentCell, p.inWorld = a.world.Player(p.id).Cell(), true
	p.joinTick = a.world.Tick()
	if !p.introduced() {
		p.introducedAt, p.announceAt = a.nextIntro(), p.joinTick+AnnounceTicks
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

// broadcastInfo tells the clients that know a player its name and appearance.
func (a *Authority) broadcastInfo(p *player) {
	info := p.infoMessage()
	a.broadcastAbout(p, Game, info)
	a.emit(Event{Kind: EventPlayerInfo, ID: p.id, Name: p.name, Label: p.label, Info: info})
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
	if !c.resumed {
		a.sendNotices(c)
	}
}

// sendNotices sends a welcomed client what it should know of its token and its
// name, and the server's greeting. Before the Welcome a client ignores notices.
func (a *Authority) sendNotices(c *Client) {
	if c.tokenUnknown {
		c.tokenUnknown = false
		c.send(&wire.Error{Code: wire.CodeUnknownToken, Text: "no player has your token any more; you start as a new player"})
	}
	if p := c.player; p != nil {
		if notice := p.nameNotice(p.requestedName); notice != nil {
			c.send(notice)
		}
	}
	if a.cfg.Greeting != "" && !c.greetingSent {
		c.greetingSent = true
		c.send(&wire.Error{Code: wire.CodeNote, Text: a.cfg.Greeting})
	}
}

// levelMessages returns the messages that make up a level.
func levelMessages(l *maze.Level, number uint32) []wire.Message {
	msgs := []wire.Message{&wire.Level{W: l.Maze.Width(), H: l.Maze.Height(), Name: l.Name, Number: number}}
	for y := range l.Maze.Height() {
		msgs = append(msgs, &wire.Row{Y: y, Tiles: l.Maze.Row(y)})
	}
	return msgs
}
