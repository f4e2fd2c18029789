package authority

import (
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/net/wire"
)

// apply carries out a committed entry, and tells the clients what came of it. It
// panics if the Log does not return the entries in the order in which they were
// proposed.
func (a *Authority) apply(e *game.Entry) {
	if len(a.underWay) == 0 || a.underWay[0].tick != e.Tick {
		panic(fmt.Sprintf("authority: the log has an entry for tick %d, which was not proposed", e.Tick))
	}
	changes := a.underWay[0].changes
	a.underWay = slices.Delete(a.underWay, 0, 1)
	a.entryBegan = a.lastIntro
	var err error
	if a.gameEvents, err = a.state.Apply(e, a.gameEvents[:0]); err != nil {
		panic("authority: the log is out of order: " + err.Error())
	}
	for _, event := range a.gameEvents {
		var c change
		if event.Change >= 0 {
			c = changes[event.Change]
		}
		a.handleGameEvent(event, c)
	}
	a.remindOfCountdown()
	if a.cfg.OnEntry != nil {
		a.cfg.OnEntry(e, a.state)
	}
}

// handleGameEvent tells the clients about an event, which c caused if a change
// did.
func (a *Authority) handleGameEvent(event game.Event, c change) {
	p := c.player
	if event.ID != 0 && event.Kind != game.PlayerJoined {
		p = a.byID[event.ID]
	}
	switch event.Kind {
	case game.LevelStarted:
		a.startLevel(c)
	case game.TicksRestarted:
		a.addEvent(EventTickRestart, nil, nil, "", "")
	case game.PlayerJoined:
		a.joined(p, event)
	case game.PlayerEntered:
		a.entered(p)
	case game.PlayerLeft:
		delete(a.byID, p.id)
		a.addEvent(EventLeave, nil, p, "", "")
		a.broadcastLeft(p)
	case game.PlayerDisconnected:
		a.disconnected(p)
	case game.PlayerResumed:
		a.resumed(p, c.client)
	case game.PlayerRenamed:
		a.renamed(p, c, event.Name)
	case game.PlayerChanged:
		a.broadcastInfo(p)
	case game.PlayerSaid:
		a.said(p, c)
	case game.PlayerSilenced:
		a.silenced(c.client)
	case game.ReachedExit:
		a.reachedExit(p)
	case game.CountdownSet:
		a.countdownSet()
	case game.JoinRefused:
		a.joinRefused(c)
	case game.ResumeRefused:
		a.resumeRefused(c.client)
	}
}

// renamed tells everybody a player's new name.
func (a *Authority) renamed(p *player, c change, name string) {
	p.name = name
	if notice := p.nameNotice(c.Name); notice != nil && c.client != nil && !c.client.closed {
		c.client.send(notice)
	}
	a.broadcastInfo(p)
	a.addEvent(EventRename, p.client, p, "", name)
}

// silenced tells a client that its player was muted while its words were under way.
func (a *Authority) silenced(c *Client) {
	if c == nil || c.closed {
		return
	}
	if err := c.checkMuted(); err != nil {
		c.drop(err)
	}
}

// said passes on what a player said.
func (a *Authority) said(p *player, c change) {
	m := &wire.Chat{ID: p.id, Text: c.Text}
	a.broadcastAbout(p, Game, m)
	for _, other := range a.clients {
		if other.mode == Plain && other != c.client && other.knows(p) { // a terminal shows what it sends by itself
			other.send(m)
		}
	}
	a.addEvent(EventChat, c.client, p, "", c.Text)
}
