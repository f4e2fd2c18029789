package authority

import (
	"cmp"
	"slices"

	"clew/engine/sim"
)

// NoteKind tells what a Note is about.
type NoteKind string

// The kinds of a Note.
const (
	NoteJoin   NoteKind = "join"   // a new player
	NoteWatch  NoteKind = "watch"  // a client watches, without a player
	NoteResume NoteKind = "resume" // a client came back to its player
	NoteGone   NoteKind = "gone"   // a connection died
	NoteEnd    NoteKind = "end"    // the server ended a connection, refusals included
	NoteLeave  NoteKind = "leave"  // a player is out of the game
	NoteExit   NoteKind = "exit"   // a player found the exit
	NoteName   NoteKind = "name"   // a player took a name, which is the Text
	NoteChat   NoteKind = "chat"   // a player said the Text
	NoteAnew   NoteKind = "anew"   // the ticks begin anew, see LastTick
)

// Note is something that whoever keeps a log may want to write down. Name and
// Text come from strangers: quote them.
type Note struct {
	Kind  NoteKind
	Label string // of the connection, or of the one that the player lost, as given to Open
	ID    sim.ID // of the player; 0: none
	Watch bool   // the client watches
	Name  string
	Code  string // for NoteEnd, one of wire's codes
	Text  string
}

// maxNotes is how many notes are kept for whoever does not fetch them: twice as
// many as there are when all players come or go at once.
const maxNotes = 2 * sim.MaxPlayers

// Notes returns those since the last call, and how many older ones were dropped
// because nobody had fetched them in time.
func (a *Authority) Notes() (notes []Note, dropped int) {
	notes, dropped = a.notes, a.dropped
	a.notes, a.dropped = a.notes[len(a.notes):], 0
	return notes, dropped
}

func (a *Authority) note(kind NoteKind, c *Client, p *player, code, text string) {
	n := Note{Kind: kind, Code: code, Text: text}
	if c != nil {
		n.Label, n.Watch = c.label, c.watching()
	}
	if p != nil {
		n.ID, n.Name = p.id, p.name
		n.Label = cmp.Or(n.Label, p.label)
	}
	if len(a.notes) == maxNotes { // half at once: so each is moved but once
		a.notes = slices.Delete(a.notes, 0, maxNotes/2)
		a.dropped += maxNotes / 2
	}
	a.notes = append(a.notes, n)
}
