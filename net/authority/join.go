package authority

import (
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// join makes a player for a client; there must be a free slot. The entry that
// brings it into the game welcomes the client.
func (a *Authority) join(c *Client, name string, appearance wire.Appearance) {
	p := &player{
		requestedName: name, name: name, client: c, label: c.label, firstLabel: c.label, lastActive: a.now, budget: maxBudget,
	}
	c.player = p
	a.players = append(a.players, p)
	p.token = c.renewToken()
	a.propose(game.Change{Kind: game.Join, Name: name, Appearance: appearance, Token: p.token}, p, c)
}

// takeOver adds a player of Config.State. It waits for its client to resume it: for
// ResumeTicks from when it was disconnected, or from now on.
func (a *Authority) takeOver(s *game.Player) {
	body := a.World().Player(s.ID)
	p := &player{
		id: s.ID, avatar: s.Avatar, name: s.Name, token: s.Token, previousToken: s.PreviousToken,
		disconnectedAt: clock(s.DisconnectedAt), lastActive: a.now, consumed: s.Ack, enteredAck: s.Ack, budget: maxBudget, walking: body.Moving,
		inWorld: true, introducedAt: a.nextIntro(), announced: true, sentCell: body.Cell(),
	}
	a.players = append(a.players, p)
	a.byID[p.id] = p
	if !s.Disconnected {
		p.disconnectedAt = a.now
		a.propose(game.Change{Kind: game.Disconnect, ID: p.id}, p, nil)
	}
}

// joined notes the ID, name and letter that the State has given a new player.
func (a *Authority) joined(p *player, event game.Event) {
	s := a.state.Player(event.ID)
	p.id, p.name, p.avatar = event.ID, s.Name, s.Avatar
	a.byID[p.id] = p
	if p.client != nil {
		p.client.committed = true
	}
	a.addEvent(EventJoin, p.client, p, "", "")
	if p.leaving() { // its client went while the Join was under way
		a.propose(game.Change{Kind: game.Leave, ID: p.id}, p, nil)
	}
}

// joinRefused asks again for a player that found the game full: another player,
// whose client went while its Join was under way, is about to leave or has left with
// this very entry. It gives up a player for whom the State has no ID left.
func (a *Authority) joinRefused(c change) {
	p := c.player
	left := func(e game.Event) bool { return e.Kind == game.PlayerLeft }
	if len(a.state.Players()) == sim.MaxPlayers || slices.ContainsFunc(a.gameEvents, left) {
		if !p.leaving() {
			a.propose(c.Change, p, c.client)
		}
		return
	}
	a.players = slices.DeleteFunc(a.players, func(o *player) bool { return o == p })
	if c := p.client; c != nil {
		c.player, p.client = nil, nil
		c.close(wire.CodeFull, "the game is full; try again later")
	}
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
func (a *Authority) evict(match func(label string) bool, after clock) bool {
	if p := a.longestSilent(match); p != nil {
		p.client.close(wire.CodeFull, "type something to keep your slot")
		return true
	}
	p := a.longestDisconnected(match)
	if p == nil || a.now-p.disconnectedAt < after {
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
		if c != nil && c.mode == Plain && !c.dataArrived && a.now-c.openedAt >= SilentPlainTicks && match(p.firstLabel) {
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

// remove decides that a player leaves. Nobody can do anything with it any more;
// the entry that carries it out tells everybody.
func (a *Authority) remove(p *player) {
	i := slices.Index(a.players, p)
	if i < 0 {
		return
	}
	a.players = slices.Delete(a.players, i, i+1)
	p.leavingAt = a.nextIntro()
	if p.id != 0 {
		a.propose(game.Change{Kind: game.Leave, ID: p.id}, p, nil)
		return
	}
	// A Join that is under way cannot be taken back; see joined.
	a.pending = slices.DeleteFunc(a.pending, func(c change) bool { return c.player == p })
}

// resume gives a player to a client that has its token. A connection that still
// holds the player is probably dead without knowing it, and is closed.
func (a *Authority) resume(c *Client, p *player, token string) {
	a.announce(p)
	if old := p.client; old != nil {
		old.close(wire.CodeReplaced, "a new connection took over your player")
	}
	p.client, c.player, c.resumed, p.label = c, p, true, c.label
	p.queue.Reset(p.consumed)
	p.previousToken, p.token = hashToken(token), c.renewToken()
	a.propose(game.Change{Kind: game.Resume, ID: p.id, UsedToken: p.previousToken, Token: p.token}, p, c)
}

// resumed welcomes a client that has come back to its player, unless another one
// has come since.
func (a *Authority) resumed(p *player, c *Client) {
	if c == nil || p.client != c || p.leaving() {
		return
	}
	c.committed = true
	a.addEvent(EventResume, c, p, "", "")
	if p.inWorld {
		a.welcome(c)
	}
}

// disconnected hides a player whose client went, unless another one has come.
func (a *Authority) disconnected(p *player) {
	if p.client == nil {
		a.hide(p)
	}
}

// resumeRefused disconnects a client to which the State does not give the player.
// It may join again as a new one, if it is admitted.
func (a *Authority) resumeRefused(c *Client) {
	if c != nil && !c.closed {
		c.close(wire.CodeUnknownToken, "no player has your token any more; join again")
	}
}

// entered tells the clients that know a player that it has just entered the World,
// and welcomes its own client.
func (a *Authority) entered(p *player) {
	p.sentCell, p.inWorld = a.World().Player(p.id).Cell(), true
	p.enteredAck = a.state.Player(p.id).Ack
	if !p.introduced() {
		p.introducedAt, p.announceAt = a.nextIntro(), a.now+AnnounceTicks
		if p.client == nil {
			p.introducedAt = hiddenIntro
		} else {
			p.client.welcomed = false // it may have been, as a spectator
		}
	}
	a.broadcastAbout(p, Plain, p.cellMessage())
	a.broadcastInfo(p)
	a.sendScoreToWelcomed(p)
	if c := p.client; c != nil && c.committed && !c.welcomed {
		a.welcome(c)
	}
}

// broadcastInfo tells the clients that know a player its name and appearance.
func (a *Authority) broadcastInfo(p *player) {
	a.broadcastAbout(p, Game, a.infoMessage(p))
}

// welcome tells a client all that it must know before anything else.
func (a *Authority) welcome(c *Client) {
	c.welcomed, c.welcomedAt = true, a.nextIntro()
	w := &wire.Welcome{
		Version: wire.Version, Avatar: wire.NoAvatar,
		TickRate: sim.TickRate, Interval: uint32(a.cfg.SnapshotInterval), Tick: a.state.Tick(),
		Resumed: c.resumed, Server: a.cfg.Name, Dark: a.cfg.Dark,
	}
	if p := c.player; p != nil {
		w.ID, w.Avatar, w.Seq, w.Token = p.id, p.avatar, a.state.Player(p.id).Ack, c.token
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
			c.send(a.infoMessage(o))
		}
	}
	c.sendScores()
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

// nameNotice returns what to tell a player that asked for a name and got another
// one, or nil.
func (p *player) nameNotice(requested string) *wire.Error {
	if requested == "" || requested == p.name {
		return nil
	}
	return &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(fmt.Sprintf("the name %q is taken; you are %q", requested, p.name))}
}
