package authority

import (
	"cmp"
	"slices"

	"clew/engine/sim"
)

// EventKind tells what a Note is about.
type EventKind string

// The kinds of a Note.
const (
	EventJoin        EventKind = "join"   // a new player
	EventSpectate    EventKind = "watch"  // a client watches, without a player
	EventResume      EventKind = "resume" // a client came back to its player
	EventDisconnect  EventKind = "gone"   // a connection died
	EventClose       EventKind = "end"    // the server ended a connection, refusals included
	EventLeave       EventKind = "leave"  // a player is out of the game
	EventExit        EventKind = "exit"   // a player found the exit
	EventRename      EventKind = "name"   // a player took a name, which is the Text
	EventChat        EventKind = "chat"   // a player said the Text
	EventTickRestart EventKind = "anew"   // the ticks begin anew, see LastTick
)

// Event is something that whoever keeps a log may want to write down. Name and
// Text come from strangers: quote them.
type Event struct {
	Kind      EventKind
	Label     string // of the connection, or of the one that the player lost, as given to Open
	ID        sim.ID // of the player; 0: none
	Spectator bool   // the client watches
	Name      string
	Code      string // for EventClose, one of wire's codes
	Text      string
}

// maxEvents is how many notes are kept for whoever does not fetch them: twice as
// many as there are when all players come or go at once.
const maxEvents = 2 * sim.MaxPlayers

// Events returns those since the last call, and how many older ones were dropped
// because nobody had fetched them in time.
func (a *Authority) Events() (notes []Event, dropped int) {
	notes, dropped = a.events, a.eventsDropped
	a.events, a.eventsDropped = a.events[len(a.events):], 0
	return notes, dropped
}

func (a *Authority) addEvent(kind EventKind, c *Client, p *player, code, text string) {
	n := Event{Kind: kind, Code: code, Text: text}
	if c != nil {
		n.Label, n.Spectator = c.label, c.spectating()
	}
	if p != nil {
		n.ID, n.Name = p.id, p.name
		n.Label = cmp.Or(n.Label, p.label)
	}
	if len(a.events) == maxEvents { // half at once: so each is moved but once
		a.events = slices.Delete(a.events, 0, maxEvents/2)
		a.eventsDropped += maxEvents / 2
	}
	a.events = append(a.events, n)
}
