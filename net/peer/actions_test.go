package peer

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clew/engine/game"
	"clew/engine/replay"
	"clew/engine/sim"
)

// until runs the game until a state is reached, and fails the test if it is not.
func (s *simulation) until(t *testing.T, what string, reached func() bool) {
	t.Helper()
	for range 1500 {
		if s.step(); reached() {
			s.fine(t)
			return
		}
	}
	t.Fatalf("never: %s\n%s", what, s.describe())
}

// said returns what everybody has said, as a peer has settled it.
func said(p *process) (all []string) {
	for i := range p.history.entries {
		for _, c := range p.history.entries[i].Changes {
			if c.Kind == game.Say {
				all = append(all, fmt.Sprint(c.ID, " ", c.Text))
			}
		}
	}
	return all
}

// What is said comes to all, once, in one order, however much at a time and however
// bad the network.
func TestSayReachesAll(t *testing.T) {
	s := scene(1, 3, 4, 4, 20)
	var want []string
	for i, p := range s.procs[:2] {
		for k := range 12 {
			if err := p.Say(0, fmt.Sprintf("line %d %s", k, strings.Repeat("x", 200))); err != nil {
				t.Fatal(i, err)
			}
		}
	}
	for k := range 12 {
		want = append(want, fmt.Sprintf("%d line %d %s", s.procs[0].player(), k, strings.Repeat("x", 200)))
	}
	s.until(t, "24 lines at all", func() bool {
		return !slices.ContainsFunc(s.procs, func(p *process) bool { return len(said(p)) < 24 })
	})
	first := said(s.procs[0])
	for _, p := range s.procs {
		if got := said(p); !slices.Equal(got, first) {
			t.Errorf("process %d: %q, process 0: %q", p.index, got, first)
		}
	}
	own := slices.DeleteFunc(first, func(l string) bool { return !strings.HasPrefix(l, fmt.Sprint(s.procs[0].player(), " ")) })
	if !slices.Equal(own, want) {
		t.Errorf("process 0 said %q", own)
	}
}

// What can never be carried out is an error at once.
func TestActionErrors(t *testing.T) {
	p := New(Config{Nonce: 1, Signer: newFakeSigner(0)})
	if err := p.Say(0, "hello"); !errors.Is(err, ErrNoGame) {
		t.Errorf("without a game: %v", err)
	}
	p.Start(Game{Name: "test", Level: testLevel, Seed: 5})
	for what, got := range map[string]error{
		"empty":   p.Say(0, ""),
		"control": p.Say(0, "a\nb"),
		"long":    p.Say(0, strings.Repeat("x", game.MaxTextLen+1)),
		"name":    p.Rename(0, strings.Repeat("x", game.MaxNameRunes+1)),
		"look":    p.SetAppearance(0, game.Appearance{Colour: game.MaxColour + 1}),
		"guest 5": p.GuestJoin(MaxGuests+1, "", game.Appearance{}),
		"itself":  p.VoteOut(0),
	} {
		if !errors.Is(got, ErrBadAction) {
			t.Errorf("%s: %v", what, got)
		}
	}
	if err := p.Say(1, "hello"); !errors.Is(err, ErrNoGuest) {
		t.Errorf("a guest that is not there: %v", err)
	}
	var err error
	for range maxQueued + 1 {
		err = p.Say(0, "hello")
	}
	if !errors.Is(err, ErrQueueFull) {
		t.Errorf("too much: %v", err)
	}
}

// A run with actions beyond a limit is refused, whoever signed it.
func TestActionLimits(t *testing.T) {
	signer := NewEd25519([32]byte{1})
	s := testSeat(signer)
	say := Action{Tick: 11, Kind: Say, Text: strings.Repeat("x", 200)}
	at := func(t sim.Tick) Action { a := say; a.Tick = t; return a }
	walk := Action{Tick: 11, Kind: GuestWalk, Guest: 1, Keys: 1}
	for name, tc := range map[string]struct {
		actions []Action
		ok      bool
	}{
		"three says in a block": {[]Action{say, at(12), at(13)}, true},
		"four":                  {[]Action{say, at(12), at(13), at(13)}, false},
		"four in two blocks":    {[]Action{say, at(12), at(64), at(65)}, true},
		"five in a tick":        {[]Action{walk, walk, walk, walk, walk}, false},
		"four in a tick":        {[]Action{walk, walk, walk, walk}, true},
		"a vote of a guest":     {[]Action{{Tick: 11, Kind: VoteNext, Guest: 1}}, false},
		"no kind":               {[]Action{{Tick: 11, Kind: actionKinds}}, false},
	} {
		from := new(inputs)
		from.reset(s.First-1, firstChain(s))
		for t := s.First; t <= 70; t++ {
			from.append(0, actionsIn(tc.actions, t, t))
		}
		from.signed = 70
		from.addSeal(seal{70, signer.Sign(signedText(nil, s.Branch, s.ID, 70, from.chain(70)))})
		for _, split := range []sim.Tick{0, 12} { // at once, or in two runs
			in := new(inputs)
			in.reset(s.First-1, firstChain(s))
			r := *runOf(from, s, 10)
			if split > 0 {
				head := r.only(10, split)
				head.Signed = 0
				in.take(&head, s, forever, signer, true)
			}
			if got := in.take(&r, s, forever, signer, true); (got == takenSigned) != tc.ok {
				t.Errorf("%s, split %d: %d", name, split, got)
			}
			if tc.ok && !slices.Equal(in.actions, tc.actions) {
				t.Errorf("%s: took %+v", name, in.actions)
			}
		}
	}
}

// Nobody can change, add or drop an action of another.
func TestForgedActions(t *testing.T) {
	signer := NewEd25519([32]byte{1})
	s := testSeat(signer)
	from := new(inputs)
	from.reset(s.First-1, firstChain(s))
	for range 3 {
		from.append(0, []Action{{Tick: from.known + 1, Kind: Say, Text: "yes"}})
	}
	from.signed = from.known
	from.addSeal(seal{12, signer.Sign(signedText(nil, s.Branch, s.ID, 12, from.chain(12)))})
	for name, forge := range map[string]func(r *Run){
		"text":  func(r *Run) { r.Actions[1].Text = "no" },
		"tick":  func(r *Run) { r.Actions[1].Tick++ },
		"drop":  func(r *Run) { r.Actions = r.Actions[:2] },
		"add":   func(r *Run) { r.Actions = append(r.Actions, Action{Tick: 12, Kind: VoteNext}) },
		"kind":  func(r *Run) { r.Actions[0].Kind = Rename },
		"guest": func(r *Run) { r.Actions[0].Guest = 1 },
	} {
		r := runOf(from, s, 10)
		forge(r)
		in := new(inputs)
		in.reset(9, firstChain(s))
		if got := in.take(r, s, forever, signer, false); got != takenForged || in.known != 9 || len(in.actions) > 0 {
			t.Errorf("%s: %d, known to %d", name, got, in.known)
		}
	}
}

// guestPlayer returns the player of a guest of a process, as that one has settled it.
func (p *process) guestPlayer(number uint8) sim.ID {
	if p.current != nil {
		if g := p.current.extra.guest(p.current.own.ID, number); g != nil {
			return g.Player
		}
	}
	return 0
}

// A guest joins, walks and talks, stands still with its host, comes back with it, and
// leaves with it.
func TestGuest(t *testing.T) {
	s := scene(1, 3, 3, 2, 5)
	host, other := s.procs[1], s.procs[0]
	if err := host.GuestJoin(2, "Ann", game.Appearance{Colour: 3}); err != nil {
		t.Fatal(err)
	}
	s.until(t, "a guest", func() bool { return host.guestPlayer(2) > 0 })
	id := host.guestPlayer(2)
	s.until(t, "Ann at another peer", func() bool { p := other.State().Player(id); return p != nil && p.Name == "Ann" })
	before := *other.State().World().Player(id)
	host.GuestWalk(2, sim.Right)
	s.step()
	if n := host.current; !slices.Contains(n.guessCommands(n.own.in.known), sim.Command{ID: id, Kind: sim.Walk, Input: sim.Right}) {
		t.Error("the host does not know what its guest does before it is settled")
	}
	host.Say(2, "hello")
	for k := 0; ; k++ {
		host.GuestWalk(2, []sim.Input{sim.Right, sim.Down, sim.Left, sim.Up}[k%4])
		s.run(20)
		if b := other.State().World().Player(id); b.X != before.X || b.Y != before.Y {
			break
		}
		if k == 8 {
			t.Fatal("the guest does not walk")
		}
	}
	if got := said(other); !slices.Equal(got, []string{fmt.Sprint(id, " hello")}) {
		t.Errorf("said: %q", got)
	}
	host.stopped = s.clock + 300 // SIGSTOP
	s.until(t, "the guest stands", func() bool { return other.State().Player(id).Disconnected })
	s.until(t, "the guest is back", func() bool { return host.guestPlayer(2) == id && !other.State().Player(id).Disconnected })
	host.Quit()
	s.until(t, "both have left", func() bool { return len(other.State().Players()) == 2 && len(other.current.extra.Guests) == 0 })
}

// Sixteen play at most, with guests. Who does not get in is told.
func TestGuestsAreLimited(t *testing.T) {
	s := scene(1, 4, 2, 0, 0)
	refused := 0
	for _, p := range s.procs {
		tell := p.cfg.OnEvent
		p.cfg.OnEvent = func(e Event) {
			tell(e)
			if e.Kind == GuestRefused {
				refused++
			}
		}
		for k := uint8(1); k <= MaxGuests; k++ {
			if err := p.GuestJoin(k, "guest", game.Appearance{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.until(t, "four refused", func() bool { return refused == 4 })
	if n := len(s.procs[0].State().Players()); n != MaxPlayers {
		t.Errorf("%d players", n)
	}
}

// More than half of the members remove one for good, and each but it plays on.
func TestVoteOut(t *testing.T) {
	s := scene(1, 4, 3, 2, 5)
	bad := s.procs[0] // the oldest
	for _, p := range s.procs[1:3] {
		p.VoteOut(bad.current.own.ID)
	}
	s.until(t, "two votes", func() bool { return len(s.procs[3].current.extra.Votes) == 2 })
	s.run(60)
	if !bad.alive || len(s.procs[3].current.members) != 4 {
		t.Fatal("half of the members are enough")
	}
	before := s.counters()
	s.procs[3].VoteOut(bad.current.own.ID)
	s.until(t, "it hears why", func() bool { return s.checks.counts.removed == 1 })
	s.until(t, "three play on", func() bool {
		return !slices.ContainsFunc(s.procs[1:], func(p *process) bool {
			return p.current == nil || len(p.current.members) != 3 || len(p.State().Players()) != 3
		})
	})
	stalls := s.stalls(before)
	t.Logf("the others stood still for %d ticks", stalls)
	if slices.Max(stalls) > 40 {
		t.Errorf("the others stood still for %d ticks", stalls)
	}
	again := s.launch(bad.owner)
	s.until(t, "it may not come back", func() bool { return s.checks.counts.removed == 2 })
	if again.current != nil || len(s.procs[1].current.members) != 3 {
		t.Error("it is back")
	}
}

// A peer that was voted out, and then loses all others, plays on alone, and whoever
// comes may join it.
func TestVotedOutAndDeserted(t *testing.T) {
	for _, quit := range []bool{false, true} {
		s := scene(1, 3, 3, 0, 0)
		p := s.procs[0]
		for _, q := range s.procs[1:] {
			q.VoteOut(p.current.own.ID)
		}
		s.until(t, "it knows", func() bool { return p.current.extra.removed(p.Process().GUID) })
		for _, q := range s.procs[1:] {
			if quit {
				q.Quit()
			} else {
				q.alive = false
			}
		}
		s.until(t, "it is alone", func() bool { return p.current == nil || len(p.current.members) == 1 })
		if p.current == nil {
			t.Fatalf("quit: %v: it plays no more", quit)
		}
		view := p.current.view.Number
		if s.run(120); p.current.view.Number != view {
			t.Errorf("quit: %v: %d views of one peer in two seconds", quit, p.current.view.Number-view)
		}
		q := s.launch(-1)
		s.until(t, "two play", func() bool { return q.current != nil && len(p.current.members) == 2 })
	}
}

// More than half of the members go to the next level, and a recording of it verifies
// (I10).
func TestVoteNextIsRecorded(t *testing.T) {
	s := scene(1, 3, 3, 2, 5)
	p := s.procs[2]
	var file bytes.Buffer
	w, err := replay.NewWriter(&file, p.State())
	if err != nil {
		t.Fatal(err)
	}
	settled := p.cfg.OnSettled
	p.cfg.OnSettled = func(e *game.Entry, st *game.State, events []game.Event) {
		settled(e, st, events)
		w.WriteEntry(e, st)
	}
	level := func() uint32 { _, number := p.State().Level(); return number }
	s.procs[0].GuestJoin(1, "", game.Appearance{})
	s.procs[0].Say(0, "next?")
	s.procs[0].VoteNext()
	s.until(t, "a vote", func() bool { return len(p.current.extra.Votes) == 1 })
	if s.run(200); level() != 1 {
		t.Fatal("one of three is enough")
	}
	s.procs[1].VoteNext()
	s.until(t, "the next level", func() bool { return level() == 2 })
	if l, _ := p.State().Level(); l != otherLevel || len(p.current.extra.Votes) > 0 {
		t.Errorf("level %q, votes %v", l.Name, p.current.extra.Votes)
	}
	s.run(60)
	s.fine(t)
	rep, err := replay.Verify(&file)
	if err != nil || w.Err() != nil || rep.Ticks < 300 || rep.ChatLines != 1 || rep.Players != 4 {
		t.Errorf("%+v, %v, %v", rep, err, w.Err())
	}
}

// A vote does not count for ever.
func TestVotesExpire(t *testing.T) {
	s := scene(1, 3, 1, 0, 0)
	s.procs[0].VoteNext()
	s.until(t, "a vote", func() bool { return len(s.procs[1].current.extra.Votes) == 1 })
	cast := s.procs[1].current.extra.Votes[0].Cast
	n := s.procs[1].current
	if n.dropVotes(cast + VoteTime - 1); len(n.extra.Votes) != 1 {
		t.Error("it expires early")
	}
	if n.dropVotes(cast + VoteTime); len(n.extra.Votes) != 0 {
		t.Error("it does not expire")
	}
}

// A level whose exit nobody finds ends after ten minutes.
func TestLevelLimit(t *testing.T) {
	s := newSimulation(1)
	s.begin(1)
	p := s.procs[0]
	var began []sim.Tick
	p.Peer.cfg.OnSettled = func(e *game.Entry, _ *game.State, _ []game.Event) {
		if e.StartsLevel() {
			began = append(began, e.Tick)
		}
	}
	for range LevelLimit + 2*votedLead {
		p.Tick(0)
		p.Packets()
	}
	want := p.State().Players()[0].JoinTick
	if len(began) != 1 || began[0] != want || want < LevelLimit+votedLead || want > LevelLimit+votedLead+2 {
		t.Errorf("levels begin at %v; the player is in the last since %d", began, want)
	}
}
