package netsim

import (
	"errors"
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/engine/splitmix"
	"clew/net/wire"
)

// follower has what a party that only gets a game's entries arrives at: one from
// the beginning, and one from a checkpoint in the middle.
type follower struct {
	state, late *game.State
	lateFrom    int // entries before the checkpoint
	apply       applyFunc
	entries     int
	digest      uint64 // of the hashes of all ticks
	history     history
	err         error // the first one

	buf     []byte
	decoded game.Entry
	events  []game.Event
}

// applyFunc applies an entry as State.Apply does, or wrongly.
type applyFunc func(s *game.State, e *game.Entry, events []game.Event) ([]game.Event, error)

func newFollower(cfg Config, lateFrom int, apply applyFunc) *follower {
	return &follower{
		state:    game.New(game.Config{Level: cfg.Level, Seed: cfg.Seed, Name: "sim"}),
		lateFrom: lateFrom, apply: apply, history: newHistory(),
	}
}

var errHash = errors.New("the States differ")

// onEntry implements Config.OnEntry.
func (f *follower) onEntry(e *game.Entry, after *game.State) {
	if f.err == nil {
		if f.err = f.follow(e, after); f.err != nil {
			f.err = fmt.Errorf("tick %d: %w", e.Tick, f.err)
		}
	}
}

func (f *follower) follow(e *game.Entry, after *game.State) (err error) {
	f.buf = game.AppendEntry(f.buf[:0], e)
	if err := game.DecodeEntry(f.buf, &f.decoded); err != nil {
		return err
	}
	e = &f.decoded
	want := after.Hash()
	f.digest = splitmix.Mix(f.digest ^ want)
	f.entries++
	if f.entries%7 == 0 && !e.StartsLevel() { // the next one comes first
		next := *e
		next.Tick++
		if err := wantRefused(f.state, &next, game.ErrGap); err != nil {
			return err
		}
	}
	if err := f.history.addInputs(e, f.state); err != nil {
		return err
	}
	if f.events, err = f.apply(f.state, e, f.events[:0]); err != nil {
		return err
	}
	if f.state.Hash() != want {
		return errHash
	}
	f.history.add(e, f.events, after)
	if f.late != nil {
		if _, err := f.late.Apply(e, nil); err != nil {
			return err
		}
		if f.late.Hash() != want {
			return fmt.Errorf("from a checkpoint: %w", errHash)
		}
	}
	if f.entries%5 == 0 { // it comes again
		if err := wantRefused(f.state, e, game.ErrRepeated); err != nil {
			return err
		}
	}
	if f.entries == f.lateFrom {
		f.late, err = game.DecodeCheckpoint(game.AppendCheckpoint(nil, after))
	}
	return err
}

// wantRefused delivers an entry that does not follow the last one.
func wantRefused(s *game.State, e *game.Entry, want error) error {
	before := s.Hash()
	if events, err := s.Apply(e, nil); !errors.Is(err, want) || len(events) > 0 || s.Hash() != before {
		return fmt.Errorf("an entry out of turn gives %d events and the error %v, want %v", len(events), err, want)
	}
	return nil
}

// history is all that was ever committed in a game, to compare with what clients
// are told.
type history struct {
	kinds  map[game.ChangeKind]int
	events map[game.EventKind]int

	said         map[sim.ID][]string
	names        map[sim.ID][]string
	appearances  map[sim.ID][]game.Appearance
	tokens       map[game.TokenHash]sim.ID
	exits        map[sim.ID]bool
	gone         map[sim.ID]bool // left or disconnected, at some time
	levels       uint32
	scores       map[wire.Score]bool // without their Ticks
	countdowns   map[sim.Tick]bool
	ticks        map[sim.Tick]committedTick
	sent         map[inputNumber][]sim.Input // by clients, again after a resume
	counted      map[inputNumber]bool
	inputsMissed int // numbers that were passed over
}

// committedTick is a game after a tick.
type committedTick struct {
	level  uint32
	bodies []sim.Player
	acks   map[sim.ID]uint32
}

// inputNumber is the number of a player's input.
type inputNumber struct {
	id  sim.ID
	seq uint32
}

func newHistory() history {
	return history{
		kinds: map[game.ChangeKind]int{}, events: map[game.EventKind]int{},
		said: map[sim.ID][]string{}, names: map[sim.ID][]string{}, appearances: map[sim.ID][]game.Appearance{},
		tokens: map[game.TokenHash]sim.ID{}, exits: map[sim.ID]bool{}, gone: map[sim.ID]bool{}, levels: 1,
		scores: map[wire.Score]bool{}, countdowns: map[sim.Tick]bool{},
		ticks: map[sim.Tick]committedTick{}, sent: map[inputNumber][]sim.Input{}, counted: map[inputNumber]bool{},
	}
}

// addInputs adds the inputs of an entry that is about to be applied. The error says
// that one counts twice, or was never sent.
func (h *history) addInputs(e *game.Entry, before *game.State) error {
	acks := map[sim.ID]uint32{}
	for _, in := range e.Inputs {
		p := before.Player(in.ID)
		if p == nil {
			continue
		}
		ack := max(acks[in.ID], p.Ack)
		ahead := uint32(in.Seq-game.SeqBits(ack)) & 127
		if ahead == 0 || ahead > game.MaxSeqGap {
			continue
		}
		n := inputNumber{in.ID, ack + ahead}
		acks[in.ID] = n.seq
		h.inputsMissed += int(ahead) - 1
		if h.counted[n] {
			return fmt.Errorf("input %+v counts twice", n)
		}
		if h.counted[n] = true; !slices.Contains(h.sent[n], in.Keys) {
			return fmt.Errorf("input %+v counts with the keys %04b, the client sent %04b", n, in.Keys, h.sent[n])
		}
	}
	return nil
}

func (h *history) addName(id sim.ID, name string) {
	if !slices.Contains(h.names[id], name) {
		h.names[id] = append(h.names[id], name)
	}
}

// add adds what an entry has done.
func (h *history) add(e *game.Entry, events []game.Event, after *game.State) {
	for i := range e.Changes {
		h.kinds[e.Changes[i].Kind]++
	}
	for _, event := range events {
		h.events[event.Kind]++
		h.addName(event.ID, event.Name) // perhaps it has another one with the same entry
		switch event.Kind {
		case game.PlayerSaid:
			h.said[event.ID] = append(h.said[event.ID], e.Changes[event.Change].Text)
		case game.ReachedExit:
			h.exits[event.ID] = true
		case game.PlayerLeft, game.PlayerDisconnected:
			h.gone[event.ID] = true
		case game.LevelStarted:
			h.levels++
		}
	}
	tick := committedTick{acks: map[sim.ID]uint32{}, bodies: slices.Clone(after.World().Players())}
	_, tick.level = after.Level()
	h.countdowns[after.Countdown()] = true
	for i := range after.Players() {
		p := &after.Players()[i]
		tick.acks[p.ID], h.tokens[p.Token] = p.Ack, p.ID
		h.scores[wire.Score{ID: p.ID, Place: p.Place, Gained: p.Gained, Points: p.Points}] = true
		if !slices.Contains(h.appearances[p.ID], p.Appearance) {
			h.appearances[p.ID] = append(h.appearances[p.ID], p.Appearance)
		}
	}
	h.ticks[e.Tick] = tick
}
