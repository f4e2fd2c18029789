package playback

import (
	"slices"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
)

// MaxPanes is how many peers the Lab shows, and to how many it lets others join.
const MaxPanes = 5

// newcomers are the names of peers that join at the user's wish.
var newcomers = [...]string{"Dan", "Eve", "Fay", "Gus", "Hal", "Ida"}

// next returns the tick before which a change happens.
func (p *PeerPlayer) next() int { return p.Tick() + 1 }

// edit changes the scenario from a tick on.
func (p *PeerPlayer) edit(s *scenario.PeerScenario, from int, text string) error {
	if p.next() > p.Ticks() {
		return userError("explain.ended")
	}
	h, err := p.variant.history.Fork(s, from)
	if err != nil {
		return err
	}
	p.change(h, text)
	return nil
}

// replay changes the scenario from its start.
func (p *PeerPlayer) replay(s *scenario.PeerScenario, text string) error {
	h, err := history.NewPeers(s, p.level)
	if err != nil {
		return err
	}
	p.change(h, text)
	return nil
}

// cutting reports whether a cut keeps two peers apart in the next tick.
func (p *PeerPlayer) cutting(c *scenario.Cut, a, b int) bool {
	return c.At <= p.next() && p.next() < c.At+c.Ticks &&
		slices.ContainsFunc(c.Pairs(), func(q [2]int) bool { return q == [2]int{a, b} || q == [2]int{b, a} })
}

// IsCut reports whether two peers are cut apart in the next tick.
func (p *PeerPlayer) IsCut(a, b int) bool {
	return slices.ContainsFunc(p.Scenario().Cuts, func(c scenario.Cut) bool { return p.cutting(&c, a, b) })
}

// ToggleCut cuts two peers apart from the next tick on, until the end; or if they are,
// lets them reach each other again.
func (p *PeerPlayer) ToggleCut(a, b int) error {
	if p.IsCut(a, b) {
		return p.heal(a, b)
	}
	s := p.Scenario().Clone()
	s.Cuts = append(s.Cuts, scenario.Cut{Sides: [][]int{{a}, {b}}, Span: scenario.Span{At: p.next(), Ticks: max(p.Ticks()-p.Tick(), 1)}})
	return p.edit(s, p.next(), i18n.Tf("peerlab.did-cut", p.next(), p.Name(a), p.Name(b)))
}

// heal ends each cut between two peers before the next tick. Others that it has cut
// stay so.
func (p *PeerPlayer) heal(a, b int) error {
	s := p.Scenario().Clone()
	s.Cuts = nil
	from := p.next()
	for _, c := range p.Scenario().Cuts {
		if !p.cutting(&c, a, b) {
			s.Cuts = append(s.Cuts, c)
			continue
		}
		from = min(from, c.At) // what is held by a cut comes when it ends
		for _, q := range c.Pairs() {
			one := scenario.Cut{Sides: [][]int{{q[0]}, {q[1]}}, Span: c.Span}
			if q == [2]int{a, b} || q == [2]int{b, a} {
				one.Ticks = p.next() - c.At
			}
			if one.Ticks > 0 {
				s.Cuts = append(s.Cuts, one)
			}
		}
	}
	return p.edit(s, from, i18n.Tf("peerlab.did-heal", p.next(), p.Name(a), p.Name(b)))
}

// Runs reports whether a peer's program runs at the current tick.
func (p *PeerPlayer) Runs(peer int) bool {
	return p.state.Running(peer) || peer == 0 && p.Tick() == 0
}

// Crash kills a peer's program before the next tick, Leave has its player leave.
func (p *PeerPlayer) Crash(peer int) error {
	return p.end(peer, "peerlab.did-crash", func(q *scenario.Peer) { q.Crash = p.next() })
}

// Leave has a peer's player leave before the next tick.
func (p *PeerPlayer) Leave(peer int) error {
	return p.end(peer, "peerlab.did-leave", func(q *scenario.Peer) { q.Quit = p.next() })
}

// end ends a peer's program.
func (p *PeerPlayer) end(peer int, key string, change func(*scenario.Peer)) error {
	if !p.Runs(peer) {
		return userError("peerlab.not-running")
	}
	s := p.Scenario().Clone()
	change(&s.Peers[peer])
	return p.edit(s, p.next(), i18n.Tf(key, p.next(), p.Name(peer)))
}

// Join has another peer join: the first that has not started, or else a new one with a
// bot.
func (p *PeerPlayer) Join() error {
	if p.next() > p.Ticks() {
		return userError("explain.ended")
	}
	s := p.Scenario().Clone()
	i := slices.IndexFunc(s.Peers, func(q scenario.Peer) bool { return q.Start > p.next() })
	if i < 0 {
		if len(s.Peers) >= MaxPanes {
			return userError("peerlab.full")
		}
		i = len(s.Peers)
		s.Peers = append(s.Peers, scenario.Peer{Name: p.newName(), Input: scenario.InputSource{Kind: scenario.Bot, Seed: uint64(i + 1)}})
	}
	s.Peers[i].Start = max(p.next(), 2)
	return p.replay(s, i18n.Tf("peerlab.did-join", s.Peers[i].Start, s.Peers[i].Name))
}

// newName returns a name that no peer has.
func (p *PeerPlayer) newName() string {
	for _, name := range newcomers {
		if !slices.ContainsFunc(p.Scenario().Peers, func(q scenario.Peer) bool { return q.Name == name }) {
			return name
		}
	}
	return ""
}

// Diverge changes a field of a peer's player in its own game alone, before the next
// tick; see peer.DivergingFields.
func (p *PeerPlayer) Diverge(peer int, field string) error {
	if p.state.Peers.Peers[peer].Self() == 0 || !p.Runs(peer) {
		return userError("peerlab.not-in-game")
	}
	s := p.Scenario().Clone()
	s.Diverges = append(s.Diverges, scenario.Divergence{At: p.next(), Peer: peer, Field: field})
	return p.edit(s, p.next(), i18n.Tf("peerlab.did-diverge", p.next(), field, p.Name(peer)))
}

// SetAgreement has all peers agree on a lost peer's last tick in this way, from the
// start of the game on.
func (p *PeerPlayer) SetAgreement(a scenario.Agreement) error {
	if a == p.Scenario().Agree {
		return nil
	}
	s := p.Scenario().Clone()
	s.Agree = a
	return p.replay(s, i18n.Tf("peerlab.did-agree", i18n.T(agreementTexts[a])))
}

// agreementTexts name the ways to agree, as message keys.
var agreementTexts = map[scenario.Agreement]string{
	scenario.AgreeCut: "peerlab.agree-cut", scenario.AgreeMin: "peerlab.agree-min", scenario.AgreeNone: "peerlab.agree-none",
}
