package game

import (
	"errors"
	"fmt"
	"slices"

	"clew/engine/sim"
)

// The errors of Apply, which wraps them. The State is as it was before.
var (
	ErrRepeated = errors.New("game: the entry was applied before")
	ErrGap      = errors.New("game: entries before this one are missing")
	ErrEpoch    = errors.New("game: the entry is of an owner that was replaced") // see Entry.Epoch
)

// Event is something that happened in a tick and that people may have to be told.
type Event struct {
	Kind   EventKind
	ID     sim.ID // of the player; 0: none
	Name   string // of the player
	Change int    // index of the Change that caused it; -1: none
}

// EventKind says what happened, and so whom it concerns.
type EventKind uint8

// The kinds of an Event.
const (
	// What everybody is told.
	PlayerJoined   EventKind = iota // somebody is in the game
	PlayerEntered                   // … and in the level: after PlayerJoined, and for all after LevelStarted
	PlayerLeft                      // somebody left the game; the State does not know the ID any more
	PlayerRenamed                   // somebody has another name, if not always the one asked for
	PlayerChanged                   // somebody has another appearance
	PlayerSaid                      // somebody said the Change's Text
	ReachedExit                     // somebody reached the exit, for the first time in the level, and has a place and points
	LevelStarted                    // a level began
	TicksRestarted                  // … with smaller ticks than the last one's
	CountdownSet                    // State.Countdown has changed, other than by a level that began

	// What concerns only the player and its client.
	PlayerDisconnected
	PlayerResumed
	PlayerMuted
	PlayerSilenced // it is muted, so that its Say or Rename did nothing

	// What concerns only the client: nothing has changed.
	JoinRefused   // the game has sim.MaxPlayers
	ResumeRefused // the player has left, or the token is not valid any more
)

// Ticks are 32-bit numbers, and run out after 828 days. So the first level that
// starts at restartFrom or later restarts them. Nobody confuses the ticks before
// with those after, since snapshots carry the number of the level. Whoever decides
// must start a level at LastTick.
const (
	restartFrom sim.Tick = 1 << 31

	// LastTick is the tick at which a level must begin, if only the same one
	// again. It leaves a day to spare.
	LastTick sim.Tick = 1<<32 - 1 - 24*3600*sim.TickRate

	// firstTick is where ticks restart, ten minutes from 0: a tick that a State
	// remembers, such as DisconnectedAt, may lie as far back.
	firstTick sim.Tick = 600*sim.TickRate + 1
)

// TickAfter returns the tick that follows now: the next number unless a level
// starts and ticks must restart.
func TickAfter(now sim.Tick, startsLevel bool) sim.Tick {
	if startsLevel && now >= restartFrom {
		now = firstTick
	}
	return now + 1
}

// precedes reports whether tick a was before tick b in a game. If they are more than
// far apart, and the larger is at least restartFrom, then the ticks have restarted
// between them, and the larger was first.
func precedes(a, b sim.Tick) bool {
	const far = restartFrom / 2
	switch {
	case a >= restartFrom && a > b && a-b > far:
		return true
	case b >= restartFrom && b > a && b-a > far:
		return false
	}
	return a < b
}

// Apply carries out an entry and appends what happened to events, in order. It is
// the only way in which a State changes, and deterministic: the same entry takes
// the same State to the same State everywhere. An entry that does not follow the
// last one changes nothing, and the error tells why. The entry must be well-formed,
// as those are that DecodeEntry returns; Apply does not check it again.
func (s *State) Apply(e *Entry, events []Event) ([]Event, error) {
	switch next := TickAfter(s.world.Tick(), e.StartsLevel()); {
	case e.Epoch < s.epoch:
		return events, fmt.Errorf("%w: epoch %d after %d", ErrEpoch, e.Epoch, s.epoch)
	case precedes(e.Tick, next):
		return events, fmt.Errorf("%w: tick %d instead of %d", ErrRepeated, e.Tick, next)
	case e.Tick != next:
		return events, fmt.Errorf("%w: tick %d instead of %d", ErrGap, e.Tick, next)
	}
	s.epoch = e.Epoch
	s.commands = s.commands[:0]
	for i := range e.Changes {
		events = s.change(i, &e.Changes[i], events)
	}
	s.addInputs(e.Inputs)
	s.addWalks(e.Walks)
	s.worldEvents = s.world.Step(s.commands, s.worldEvents[:0])
	place := s.out + 1
	for _, we := range s.worldEvents {
		events = s.noteWorldEvent(we, place, events)
	}
	return events, nil
}

// change carries out change number i of an entry. A change of a player that is not
// in the game does nothing: it may have left while the entry was under way.
func (s *State) change(i int, c *Change, events []Event) []Event {
	switch c.Kind {
	case Join:
		return append(events, s.join(i, c))
	case StartLevel:
		return s.startLevel(i, c, events)
	case SetCountdown:
		if c.Until == s.countdown {
			return events
		}
		s.countdown = c.Until
		return append(events, Event{Kind: CountdownSet, Change: i})
	}
	index, ok := s.find(c.ID)
	if !ok {
		if c.Kind == Resume {
			events = append(events, Event{Kind: ResumeRefused, ID: c.ID, Change: i})
		}
		return events
	}
	p := &s.players[index]
	event := Event{ID: p.ID, Name: p.Name, Change: i}
	if (c.Kind == Say || c.Kind == Rename) && p.MutedUntil > s.world.Tick() {
		event.Kind = PlayerSilenced
		return append(events, event)
	}
	switch c.Kind {
	case Leave:
		event.Kind = PlayerLeft
		s.remove(index)
	case Disconnect:
		event.Kind = PlayerDisconnected
		p.Disconnected, p.DisconnectedAt = true, s.world.Tick()
	case Resume:
		event.Kind = p.resume(c)
	case Rename:
		event.Kind = PlayerRenamed
		s.setName(p, c.Name)
		event.Name = p.Name
	case SetAppearance:
		event.Kind = PlayerChanged
		p.Appearance = c.Appearance
	case Say:
		event.Kind = PlayerSaid
	case Mute:
		event.Kind = PlayerMuted
		p.MutedUntil = c.Until
	default:
		return events
	}
	return append(events, event)
}

// join gives a new player its ID, letter and name.
func (s *State) join(i int, c *Change) Event {
	if len(s.players) == sim.MaxPlayers || s.lastID == MaxID {
		return Event{Kind: JoinRefused, Change: i}
	}
	s.lastID++
	s.players = append(s.players, Player{
		ID: s.lastID, Avatar: s.freeLetter(), Appearance: c.Appearance, Token: c.Token,
	})
	p := &s.players[len(s.players)-1]
	s.lettersUsed[p.Avatar] = struct{}{}
	s.setName(p, c.Name)
	s.commands = append(s.commands, sim.Command{ID: p.ID, Kind: sim.Join})
	return Event{Kind: PlayerJoined, ID: p.ID, Name: p.Name, Change: i}
}

// remove removes a player.
func (s *State) remove(index int) {
	p := &s.players[index]
	s.commands = append(s.commands, sim.Command{ID: p.ID, Kind: sim.Leave})
	s.names.remove(p.skeleton)
	delete(s.lettersUsed, p.Avatar)
	s.players = slices.Delete(s.players, index, index+1)
}

// resume gives the player to a client that has its token.
func (p *Player) resume(c *Change) EventKind {
	if !p.resumedBy(c.UsedToken) {
		return ResumeRefused
	}
	p.Token, p.PreviousToken = c.Token, c.UsedToken
	p.Disconnected = false
	return PlayerResumed
}

// startLevel begins a level: a new World, in which the players are who they were
// and stand at a start, as if they had just joined.
func (s *State) startLevel(i int, c *Change, events []Event) []Event {
	events = append(events, Event{Kind: LevelStarted, Change: i})
	now := s.world.Tick()
	if start := TickAfter(now, true) - 1; start < now {
		s.moveTicksBack(now - start)
		now = start
		events = append(events, Event{Kind: TicksRestarted, Change: i})
	}
	s.level, s.levelNumber = c.Level, s.levelNumber+1
	s.world = *sim.New(c.Level.Maze, c.Seed)
	s.world.SetState(now)
	s.countdown, s.out = 0, 0
	for i := range s.players {
		s.players[i].Gained, s.players[i].Place = 0, 0
		s.commands = append(s.commands, sim.Command{ID: s.players[i].ID, Kind: sim.Join})
	}
	return events
}

// moveTicksBack lowers every tick that the State remembers.
func (s *State) moveTicksBack(by sim.Tick) {
	back := func(t *sim.Tick) { *t -= min(*t, by) }
	for i := range s.players {
		p := &s.players[i]
		back(&p.DisconnectedAt)
		back(&p.JoinTick)
		if p.MutedUntil != Forever {
			back(&p.MutedUntil)
		}
	}
}

// addInputs turns the inputs that were not consumed before into commands.
func (s *State) addInputs(inputs []Input) {
	i := 0
	for _, in := range inputs {
		for i < len(s.players) && s.players[i].ID < in.ID {
			i++
		}
		if i == len(s.players) {
			return
		}
		if p := &s.players[i]; p.ID == in.ID && p.consume(in.Seq) {
			s.commands = append(s.commands, sim.Command{ID: in.ID, Kind: sim.Walk, Input: in.Keys})
		}
	}
}

// consume notes the number of an input. It returns false if that number, or a later
// one, was consumed before: then the input must not count again.
func (p *Player) consume(seq uint8) bool {
	ahead := uint32(seq-SeqBits(p.Ack)) & seqMask
	if ahead == 0 || ahead > MaxSeqGap {
		return false
	}
	p.Ack += ahead
	p.PreviousToken = TokenHash{} // the client has got a Welcome with the new one
	return true
}

// addWalks turns the walks of players in the game into commands.
func (s *State) addWalks(walks []Walk) {
	for _, w := range walks {
		if _, ok := s.find(w.ID); ok {
			s.commands = append(s.commands, sim.Command{ID: w.ID, Kind: sim.Walk, Input: w.Keys})
		}
	}
}

// noteWorldEvent turns an event of the World into one of the game. All that reach the
// exit in one tick share the place.
func (s *State) noteWorldEvent(we sim.Event, place uint32, events []Event) []Event {
	p := s.Player(we.ID)
	if p == nil {
		return events // it left in the tick in which it came
	}
	switch we.Kind {
	case sim.PlayerJoined:
		p.JoinTick = we.Tick
		return append(events, Event{Kind: PlayerEntered, ID: p.ID, Name: p.Name, Change: -1})
	case sim.ReachedExit:
		s.out++
		p.reachExit(place)
		return append(events, Event{Kind: ReachedExit, ID: p.ID, Name: p.Name, Change: -1})
	}
	return events
}
