package authority

import (
	"cmp"
	"slices"

	"clew/engine/sim"
)

// EventKind says what an Event is about.
type EventKind string

// The kinds of events. The tick after which they are returned has carried them
// out.
const (
	EventJoin        EventKind = "join"         // a new player
	EventSpectate    EventKind = "spectate"     // a client spectates
	EventResume      EventKind = "resume"       // a client came back to its player
	EventDisconnect  EventKind = "disconnect"   // a connection died
	EventClose       EventKind = "close"        // the server closed a connection, rejected logins included
	EventLeave       EventKind = "leave"        // a player left the game
	EventExit        EventKind = "exit"         // a player reached the exit
	EventRename      EventKind = "rename"       // a player took a name, which is the Text
	EventChat        EventKind = "chat"         // a player said the Text
	EventCommand     EventKind = "command"      // a player gave the command in Text, which may hold a secret
	EventTickRestart EventKind = "tick-restart" // the ticks restarted, see game.LastTick
)

// Event is something that happened. Name and Text come from strangers: quote
// them.
type Event struct {
	Kind      EventKind
	Label     string // of the connection, or of the player's last one; see AddClient
	ID        sim.ID // of the player; 0: none
	Spectator bool   // the client spectates
	Name      string
	Code      string // of EventClose, one of wire's codes
	Text      string

	Player *PlayerInfo // of EventCommand: who gave it, as of then
}

// maxEvents is how many events are kept for an owner that does not fetch them:
// more than one tick can bring.
const maxEvents = 16 * sim.MaxPlayers

// Events returns the events since the last call, in order, and the number of
// older ones that were dropped because nobody had fetched them in time. They are
// valid until the next call.
func (a *Authority) Events() (events []Event, dropped int) {
	events, dropped = a.events, a.eventsDropped
	clear(a.fetched)
	a.events, a.fetched, a.eventsDropped = a.fetched[:0], events, 0
	return events, dropped
}

// addEvent adds an event about a client and a player, each of which may be nil.
func (a *Authority) addEvent(kind EventKind, c *Client, p *player, code, text string) {
	e := Event{Kind: kind, Code: code, Text: text}
	if c != nil {
		e.Label, e.Spectator = c.label, c.spectating()
	}
	if p != nil {
		e.ID, e.Name = p.id, p.name
		e.Label = cmp.Or(e.Label, p.label)
	}
	a.emit(e)
}

// emit adds an event.
func (a *Authority) emit(e Event) {
	if len(a.events) == maxEvents { // drop half at once, so that each event is moved only once
		a.events = slices.Delete(a.events, 0, maxEvents/2)
		a.eventsDropped += maxEvents / 2
	}
	a.events = append(a.events, e)
}
