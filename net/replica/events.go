package replica

import (
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// EventKind tells what happened.
type EventKind uint8

// The kinds of an Event.
const (
	EventChat    EventKind = iota // a player, perhaps the local one, said the Text
	EventJoined                   // a player joined
	EventRenamed                  // a player has a new name; Text is the old one
	EventLeft                     // a player left
	EventExited                   // a player reached the exit
	EventError                    // the server rejected a message: Code and Text
	EventLevel                    // a level, named Text, begins, or the same one again
	EventNotice                   // the server says the Text
	EventRecord                   // somebody, named Text, set a record of this level
)

// Event is something that happened in the game and that a user may want to know.
type Event struct {
	Kind       EventKind
	ID         sim.ID
	Avatar     rune
	Appearance wire.Appearance
	Name       string
	Code       string
	Text       string
	Elapsed    sim.Tick // of EventExited and EventRecord: since the player entered the level
}

// MaxEvents is how many events are kept for a caller that does not fetch them.
const MaxEvents = 512

// Events returns the events since the last call, the newest of them if there
// were more than MaxEvents.
func (r *Replica) Events() []Event {
	events := r.events
	r.events = nil
	return events
}

// addEvent adds an event, and fills in what is known of its player.
func (r *Replica) addEvent(e Event) {
	player := r.roster.Player(e.ID)
	e.Avatar, e.Appearance, e.Name = player.Avatar, player.Appearance, player.Name
	if len(r.events) == MaxEvents {
		r.events = slices.Delete(r.events, 0, MaxEvents/2) // half at once, so that each event moves only once
	}
	r.events = append(r.events, e)
}
