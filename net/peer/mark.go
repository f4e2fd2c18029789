package peer

import (
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
)

const (
	markInterval = 30  // ticks between two Marks in a Progress
	marksSent    = 4   // in a Progress
	marksRepeat  = 8   // ticks in which they are sent
	ledgerKept   = 128 // ticks: a difference is noticed, traced and dumped well within
	traceEvery   = 15  // ticks until a Trace or a request for a State is repeated
	nameWithin   = 45  // ticks until a game is mended whose field is not named
	mendsKept    = 2   // times that a game is mended within mendTime; with one more the peer leaves
	mendTime     = 3600
	maxDumpEntry = 96 << 10
)

// ledger is what a member keeps of its last settled ticks, to find where its game and
// another's came apart.
type ledger struct {
	pages   []page // ledgerKept, by tick
	asked   Process
	askedAt int         // when a State was asked for
	pending *State      // … that came
	state   *game.State // … decoded
}

type page struct {
	mark  Mark // Tick 0: none
	state *game.State
	entry []byte
}

// note takes in the tick that was just settled.
func (n *instance) note() {
	l := &n.ledger
	if l.pages == nil {
		l.pages = make([]page, ledgerKept)
	}
	pg := &l.pages[int(n.settled()%ledgerKept)]
	if pg.state == nil {
		pg.state = n.state.Clone()
	} else {
		pg.state.CopyFrom(n.state)
	}
	pg.entry = game.AppendEntry(pg.entry[:0], &n.entry)
	hash := n.state.Hash()
	if !n.p.follows(RuleSettledMarks) {
		hash = n.guess.Current().Hash()
	}
	hash ^= n.extra.hash()
	pg.mark = Mark{n.settled(), uint32(n.chain), uint32(hash)}
}

// page returns what is kept of a tick, or nil.
func (l *ledger) page(t sim.Tick) *page {
	if len(l.pages) == 0 || t == 0 || l.pages[int(t%ledgerKept)].mark.Tick != t {
		return nil
	}
	return &l.pages[int(t%ledgerKept)]
}

// forget drops what is kept: it belongs to a game that was mended.
func (l *ledger) forget() {
	for i := range l.pages {
		l.pages[i].mark = Mark{}
	}
	l.asked, l.pending, l.state = Process{}, nil, nil
}

func (l *ledger) clone() ledger {
	c := *l
	c.pages = slices.Clone(l.pages)
	for i := range c.pages {
		if pg := &c.pages[i]; pg.state != nil {
			pg.state, pg.entry = pg.state.Clone(), slices.Clone(pg.entry)
		}
	}
	if l.state != nil {
		c.state = l.state.Clone()
	}
	return c
}

// appendMarks appends the newest Marks, in the first messages after one of them.
func (n *instance) appendMarks(dst []Mark) []Mark {
	since := n.settled() % markInterval
	if since >= marksRepeat {
		return dst
	}
	t := n.settled() - since
	for k := sim.Tick(marksSent); k > 0; k-- {
		if back := (k - 1) * markInterval; back < t {
			if pg := n.ledger.page(t - back); pg != nil {
				dst = append(dst, pg.mark)
			}
		}
	}
	return dst
}

// hearMarks compares a member's Marks with the own ones.
func (n *instance) hearMarks(q *seat, marks []Mark) {
	if len(marks) == 0 || len(marks) > 2*marksSent {
		return
	}
	q.marks = append(q.marks[:0], marks...)
	for _, m := range slices.Backward(marks) {
		pg := n.ledger.page(m.Tick)
		if pg == nil {
			continue
		}
		if pg.mark == m {
			if q.differs > 0 && m.Tick > q.differs {
				n.agreeAgain(q)
			}
			return
		}
		if q.differs == 0 {
			q.tracedAt, q.differsAt = n.p.clock-traceEvery, n.p.clock
		}
		q.differs = max(q.differs, m.Tick)
		if n.p.clock-q.tracedAt >= traceEvery && !q.named {
			q.tracedAt = n.p.clock
			n.p.send(q.Process, n.trace())
		}
		n.considerMending()
		return
	}
}

// agreeAgain notes that a member computes the same game again.
func (n *instance) agreeAgain(q *seat) {
	if q.named {
		n.p.tell(n.event(Mended, q, n.settled(), ""))
	}
	q.differs, q.named = 0, false
}

// trace returns the Marks of all ticks that are kept.
func (n *instance) trace() *Trace {
	m := &Trace{In: n.in()}
	for back := sim.Tick(ledgerKept); back > 0; back-- {
		if n.settled() >= back {
			if pg := n.ledger.page(n.settled() - back + 1); pg != nil {
				m.Marks = append(m.Marks, pg.mark)
			}
		}
	}
	return m
}

// hearTrace answers with the own game at the first tick that differs.
func (n *instance) hearTrace(q *seat, m *Trace) {
	if q.differs == 0 || n.p.clock-q.dumpedAt < traceEvery && q.dumpedAt > 0 {
		return
	}
	for _, mark := range m.Marks {
		pg := n.ledger.page(mark.Tick)
		if pg == nil || pg.mark == mark {
			continue
		}
		q.dumpedAt = n.p.clock
		if pg.mark.Inputs != mark.Inputs {
			n.name(q, mark.Tick, fmt.Sprintf("tick %d: the inputs differ", mark.Tick))
			return
		}
		d := &Dump{In: n.in(), Tick: mark.Tick, Checkpoint: game.AppendCheckpoint(nil, pg.state)}
		if len(pg.entry) <= maxDumpEntry {
			d.Entry = slices.Clone(pg.entry)
		}
		n.p.send(q.Process, d)
		return
	}
}

// hearDump names the first field in which a member's game differs from the own one.
func (n *instance) hearDump(q *seat, m *Dump) {
	pg := n.ledger.page(m.Tick)
	if q.differs == 0 || q.named || pg == nil || n.p.clock-q.readAt < traceEvery && q.readAt > 0 {
		return // a bad one costs as much as a good one
	}
	q.readAt = n.p.clock
	theirs, err := game.DecodeCheckpoint(m.Checkpoint)
	if err != nil || theirs.Tick() != m.Tick {
		return
	}
	text := "votes or guests differ"
	if all := game.Diff(pg.state, theirs); len(all) > 0 {
		d := all[0]
		of := "the game's"
		if d.Player != 0 {
			of = fmt.Sprintf("player %d", d.Player)
		}
		text = fmt.Sprintf("%s %s %s, not %s", of, d.Field, d.A, d.B)
	}
	n.name(q, m.Tick, fmt.Sprintf("tick %d: %s", m.Tick, text))
}

// name tells once in what a member's game differs.
func (n *instance) name(q *seat, t sim.Tick, text string) {
	if !q.named {
		q.named = true
		n.p.tell(n.event(Desync, q, t, text))
	}
}

func (n *instance) event(kind EventKind, q *seat, t sim.Tick, text string) Event {
	return Event{Kind: kind, Branch: n.view.Branch, View: n.view.Number, Tick: t, Seat: q.ID, Text: text}
}
