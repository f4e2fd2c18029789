package peer

import (
	"math/rand/v2"
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
)

// Whatever a stranger or a member says, a peer neither panics nor loses what it has
// settled (I11).
func TestNonsense(t *testing.T) {
	mended, named := 0, 0
	for seed := range uint64(20) {
		s := scene(seed, 3, 2, 1, 0)
		p, stranger := s.procs[0], Process{GUID{1}, 1}
		rng := rand.New(rand.NewPCG(seed, 3))
		before := p.cfg.OnEvent
		p.cfg.OnEvent = func(e Event) {
			before(e)
			switch e.Kind {
			case Mended:
				mended++
			case Desync:
				named++
			}
		}
		for i := range 2000 {
			if i%50 == 0 {
				if p.Tick(0); p.current == nil {
					break
				}
				p.current.ledger.asked = s.procs[1].Process() // as if it was in the majority
			}
			from := stranger
			if rng.IntN(2) == 0 {
				from = s.procs[1].Process()
			}
			settled := p.current.settled()
			p.Receive(from, nonsense(rng, p.current))
			p.Packets()
			if p.current == nil {
				break // a member that lies may decide that
			}
			if p.current.settled() < settled {
				t.Fatalf("seed %d: settled %d, then %d", seed, settled, p.current.settled())
			}
		}
		for range 60 { // with a game that a liar has mended
			s.step()
		}
	}
	if mended == 0 || named == 0 {
		t.Errorf("mended %d times, named %d: the messages are too wild", mended, named)
	}
}

// nonsense draws a message with numbers that lie near the right ones or at the ends.
func nonsense(rng *rand.Rand, n *instance) Message {
	tick := func() sim.Tick {
		return [...]sim.Tick{0, 1, n.settled(), n.settled() + sim.Tick(rng.IntN(40)), forever - 1, forever, 1 << 31}[rng.IntN(7)]
	}
	ticks := func() []sim.Tick {
		all := make([]sim.Tick, rng.IntN(5))
		for i := range all {
			all[i] = tick()
		}
		return all
	}
	runs := func() []Run {
		all := make([]Run, rng.IntN(3))
		for i := range all {
			all[i] = Run{Seat: SeatID(rng.IntN(4)), First: tick(), Keys: make([]sim.Input, rng.IntN(300)), Signed: tick()}
			for range rng.IntN(3) {
				a := Action{Tick: tick(), Kind: ActionKind(rng.IntN(256)), Guest: uint8(rng.IntN(256)), Seat: SeatID(rng.IntN(5))}
				all[i].Actions = append(all[i].Actions, a)
			}
		}
		return all
	}
	marks := func(most int) []Mark {
		all := make([]Mark, rng.IntN(most))
		for i := range all {
			all[i] = Mark{tick(), rng.Uint32(), rng.Uint32()}
			if pg := n.ledger.page(all[i].Tick); pg != nil && rng.IntN(3) > 0 {
				all[i].Inputs = pg.mark.Inputs
			}
		}
		return all
	}
	checkpoint := func() []byte {
		if c := game.AppendCheckpoint(nil, n.state); rng.IntN(2) == 0 {
			c[rng.IntN(len(c))] ^= byte(rng.IntN(256))
			return c[:len(c)-rng.IntN(2)*rng.IntN(len(c))]
		}
		return make([]byte, rng.IntN(40))
	}
	in := In{n.view.Branch.ID, n.view.Number + uint32(rng.IntN(3)) - 1}
	ballot := Ballot(rng.Uint32())
	switch rng.IntN(14) {
	case 0:
		return &Progress{In: in, Now: tick(), Settled: tick(), Lead: int8(rng.IntN(256)), Acks: ticks(), Unheard: memberSet(rng.Uint32()), Marks: marks(10), Runs: runs()}
	case 1:
		return &Feed{In: in, Settled: tick(), Runs: runs()}
	case 2:
		return &Poll{in, ballot, tick()}
	case 3:
		return &Report{In: in, Ballot: ballot, Known: ticks(), Runs: runs()}
	case 4:
		return &Accept{in, ballot}
	case 5:
		return &Release{in, ballot}
	case 6:
		return &Presence{Branch: Branch{Game: n.view.Branch.Game, ID: BranchID(rng.IntN(9)), Fork: rng.Uint32()}, View: rng.Uint32(), Playing: true}
	case 7:
		return &Ask{in}
	case 8:
		return &Out{In: in}
	case 9:
		m := &Evidence{In: in}
		if r := runs(); len(r) == 2 {
			m.A, m.B = r[0], r[1]
			m.B.Seat, m.B.First = m.A.Seat, m.A.First
		}
		return m
	case 10:
		return &Watch{In: in, Tick: tick(), Ready: true}
	case 11:
		return &Trace{in, marks(300)}
	case 12:
		return &Dump{In: in, Tick: tick(), Checkpoint: checkpoint(), Entry: make([]byte, rng.IntN(40))}
	}
	return &State{View: n.fullView(), Extra: n.extra.clone(), Chain: n.chain, Checkpoint: checkpoint()}
}

// A member that claims to know a lost one's last steps, without signatures, is not
// believed.
func TestInventedInputs(t *testing.T) {
	s := scene(1, 4, 3, 0, 0)
	lost := s.procs[3]
	lost.alive = false
	for range 300 {
		s.step()
		n := s.procs[0].current
		if n.lead.ballot == 0 || n.lead.value != nil {
			continue
		}
		known := n.signedOf()
		known[3] += 5
		forged := Run{Seat: 3, First: n.members[3].in.signed + 1, Keys: make([]sim.Input, 5), Signed: known[3]}
		s.procs[0].Receive(s.procs[1].Process(), &Report{In: n.in(), Ballot: n.lead.ballot, Known: known, Runs: []Run{forged}})
		if n.lead.reports[1] != nil && n.lead.reports[1].Known[3] == known[3] {
			t.Fatal("invented inputs are believed")
		}
	}
	s.fine(t)
	if !s.procs[0].current.playing() || len(s.procs[0].current.members) != 3 {
		t.Error("the others do not play on")
	}
}

// A member may sign any actions that are valid, however little sense they make: those
// of guests that are not there, votes against nobody, joins and leaves in one tick.
func TestSenselessActions(t *testing.T) {
	for seed := range uint64(10) {
		s := scene(seed, 4, 2, 1, 5)
		rng := rand.New(rand.NewPCG(seed, 5))
		for range 1200 {
			for _, p := range s.procs[:2] {
				a := Action{
					Kind: ActionKind(rng.IntN(int(actionKinds))), Guest: uint8(rng.IntN(1 + MaxGuests)),
					Keys: sim.Input(rng.IntN(16)), Seat: SeatID(rng.IntN(6)),
				}
				if a.Kind == Say {
					a.Text = "hello"
				}
				if a.valid() && len(p.queue) < maxQueued {
					p.queue = append(p.queue, a)
				}
			}
			s.step()
		}
		s.fine(t)
		if p := s.procs[2]; p.current == nil || !p.current.playing() || len(p.State().Players()) > MaxPlayers {
			t.Fatalf("seed %d: the others do not play on\n%s", seed, s.describe())
		}
		s.checks.replays(s.procs[2])
		s.fine(t)
	}
}
