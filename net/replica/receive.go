package replica

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// EventKind tells what happened.
type EventKind uint8

// The kinds of News.
const (
	EventChat    EventKind = iota // a player said the Text, perhaps one's own
	EventJoined                   // a player came in
	EventRenamed                  // a player has a new name
	EventLeft                     // a player is gone
	EventExited                   // a player found the exit
	EventError                    // the server did not like a message: Code and Text
	EventLevel                    // a level begins, or the same one again
	EventNotice                   // the server has the Text to say
)

// Event is something that happened and that a person may want to know.
type Event struct {
	Kind       EventKind
	ID         sim.ID
	Avatar     rune
	Appearance wire.Appearance
	Name       string
	Code       string
	Text       string
	Tick       sim.Tick // for EventExited
	Elapsed    sim.Tick // for EventExited: since the player came into the game
}

// MaxEvents is how many News are kept for whoever does not fetch them.
const MaxEvents = 512

// Events are those since the last call. Of more than MaxEvents the older ones are
// forgotten.
func (r *Replica) Events() []Event {
	n := r.news
	r.news = nil
	return n
}

func (r *Replica) tell(kind EventKind, id sim.ID, code, text string, tick sim.Tick) {
	who := r.people[id]
	if len(r.news) == MaxEvents {
		r.news = slices.Delete(r.news, 0, MaxEvents/2) // half at once: so each is moved but once
	}
	r.news = append(r.news, Event{
		Kind: kind, ID: id, Avatar: who.Avatar, Appearance: who.Appearance, Name: who.Name, Code: code, Text: text,
		Tick: tick, Elapsed: tick - min(who.Since, tick),
	})
}

// Receive takes in a message that has arrived now. An error means that the
// server makes no sense: the connection is of no use any more.
func (r *Replica) Receive(now time.Duration, m wire.Message) error {
	r.now = now
	switch m := m.(type) {
	case *wire.Welcome:
		return r.welcome(m)
	case *wire.Level:
		return r.begins(m)
	case *wire.Row:
		return r.row(m)
	case *wire.Snapshot:
		return r.snapshot(m)
	case *wire.PlayerInfo:
		return r.who(m)
	case *wire.PlayerLeft:
		r.tell(EventLeft, m.ID, "", "", 0)
		delete(r.people, m.ID)
	case *wire.Chat:
		r.speech.chatted(m)
		r.tell(EventChat, m.ID, "", m.Text, 0)
	case *wire.ReachedExit:
		r.tell(EventExited, m.ID, "", "", m.Tick)
	case *wire.Pong:
		r.pong(m)
	case *wire.QueuePosition:
		r.place = int(m.Position)
	case *wire.ConnectionStats:
		r.health = m.Players
	case *wire.Error:
		if r.refused(m) {
			return nil
		}
		r.tell(complaint(m), 0, m.Code, m.Text, 0)
	case *wire.Bye:
		r.bye = m
	default:
		return fmt.Errorf("replica: a server does not send %T", m)
	}
	return nil
}

// complaint is what kind of News an Error is.
func complaint(m *wire.Error) EventKind {
	if m.Code == wire.CodeNote {
		return EventNotice
	}
	return EventError
}

func (r *Replica) welcome(m *wire.Welcome) error {
	if m.Version != wire.Version {
		return &VersionError{m.Version}
	}
	if m.TickRate != sim.TickRate {
		return fmt.Errorf("replica: the server runs at %d ticks a second, this client at %d", m.TickRate, sim.TickRate)
	}
	if m.Seq > maxSeq {
		return fmt.Errorf("replica: the server has consumed %d inputs, which nobody can have made", m.Seq)
	}
	r.joined = true
	r.id, r.avatar, r.token, r.server = m.ID, m.Avatar, m.Token, m.Server
	r.interval, r.place = time.Duration(m.Interval)*TickDuration, 0
	r.giveUp()
	if m.ID == 0 {
		r.before = standing{} // that player is gone
	}
	r.latest = snapshotMeta{}
	r.acked, r.made, r.due = m.Seq, m.Seq, true
	r.others.clear()
	r.clock.clear()
	r.glide = glide{}
	clear(r.people)
	r.health = nil
	r.known(m)
	return nil
}

// known takes note of what the server knows of one's wishes by a Welcome: for a
// new player those of the Hello, for one that waited what it knew already. Who
// watches can say nothing, and is told so where there was something to say.
func (r *Replica) known(m *wire.Welcome) {
	if !m.Resumed {
		r.speech.name, r.speech.look = r.asked.Name, r.asked.Appearance
	}
	if m.ID == 0 && len(r.speech.unsaid) > 0 {
		r.speech.unsaid = nil
		r.tell(EventError, 0, wire.CodeSpectator, "", 0)
	}
	r.ask()
}

// levelBurst is how many levels may begin one right after the other: each makes
// work for whoever draws it. A second later one more may.
const levelBurst = 16

// begins takes in that a level begins, whose rows follow.
func (r *Replica) begins(m *wire.Level) error {
	if r.levels++; r.levels > levelBurst {
		return errors.New("replica: the server begins level after level")
	}
	r.level, r.number, r.rows, r.want, r.due = m.Name, m.Number, nil, m.H, true
	return nil
}

// row takes in a row of the level; with the last one the level is complete.
func (r *Replica) row(m *wire.Row) error {
	if m.Y != len(r.rows) || m.Y >= r.want {
		return fmt.Errorf("replica: row %d of the level when %d was due", m.Y, len(r.rows))
	}
	r.rows = append(r.rows, m.Tiles)
	if len(r.rows) < r.want {
		return nil
	}
	mz, err := maze.FromRows(r.rows)
	if err != nil {
		return fmt.Errorf("replica: the server's level: %w", err)
	}
	r.before.moved = r.past != nil // on a new connection it is told first that one is back
	r.giveUp()
	if r.maze == nil || r.maze.Hash() != mz.Hash() {
		r.before.moved = true
		r.maze = mz // the same maze stays the same value, so that nobody draws it anew
	}
	r.others.clear() // where they were in the level before is nowhere in this one
	r.latest.stale = true
	r.rows, r.want, r.due = nil, 0, false
	r.tell(EventLevel, r.id, "", r.level, 0)
	return nil
}

func (r *Replica) who(m *wire.PlayerInfo) error {
	old, known := r.people[m.ID]
	if !known && len(r.people) >= sim.MaxPlayers {
		return fmt.Errorf("replica: the server tells of more than %d players", sim.MaxPlayers)
	}
	r.people[m.ID] = *m
	if known && m.ID == r.id {
		r.speech.renamed(old, *m)
	}
	switch {
	case !known && r.latest.seen && m.ID != r.id:
		r.tell(EventJoined, m.ID, "", "", 0)
	case known && old.Name != m.Name:
		r.tell(EventRenamed, m.ID, "", old.Name, 0)
	}
	return nil
}

func (r *Replica) pong(m *wire.Pong) {
	if sent := time.Duration(m.Time) * time.Microsecond; m.Time < 1<<53 && sent <= r.now {
		r.trips.add(r.now - sent)
	}
}

// snapshot takes in the truth of a tick. One that was overtaken is ignored, by
// another snapshot or by a level.
func (r *Replica) snapshot(m *wire.Snapshot) error {
	if !r.joined || r.due || m.LevelNumber != r.number {
		return nil
	}
	if r.latest.seen && m.Tick <= r.latest.tick {
		if !r.latest.stale {
			return nil
		}
		r.clock.clear() // the ticks began anew with the level
	}
	r.latest.update(m)
	r.others.add(m)
	if gap := r.others.interval(); gap != 0 {
		r.interval = gap // which the server may change
	}
	r.clock.arrived(r.now, m.Tick, r.interval, r.cfg.InterpolationDelay)
	for i := range m.Bodies {
		if m.Bodies[i].ID == r.id {
			return r.reconcile(m.Tick, m.Ack, m.Bodies[i].Player)
		}
	}
	return nil
}
