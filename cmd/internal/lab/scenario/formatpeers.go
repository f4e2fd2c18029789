package scenario

import (
	"slices"
	"strconv"
	"strings"

	"clew/net/peer"
)

// Format returns the scenario as a file, which ParseAny turns back into an equal
// scenario if Check finds nothing wrong with it. It leaves out defaults.
func (s *PeerScenario) Format() []byte {
	w := new(tomlWriter)
	s.Header.format(w, peersMode)
	w.intUnless("window", s.Window, peer.DefaultWindow)
	w.intUnless("delay", s.Delay, peer.DefaultDelay)
	if s.Agree != AgreeCut {
		w.line("agree", quote(string(s.Agree)))
	}
	w.inline("links", conditionsPatch(s.Conditions).fields())
	for _, p := range s.Peers {
		p.format(w)
	}
	for _, l := range s.Links {
		w.header("link")
		w.line("a", quote(s.Peers[l.A].Name))
		w.line("b", quote(s.Peers[l.B].Name))
		w.inline("up", l.Up.fields())
		w.inline("down", l.Down.fields())
	}
	for _, c := range s.Cuts {
		w.header("cut")
		w.line("sides", quoteList(s.sideNames(c)))
		w.line("at", strconv.Itoa(c.At))
		w.line("ticks", strconv.Itoa(c.Ticks))
	}
	for _, d := range s.Diverges {
		w.header("diverge")
		w.line("at", strconv.Itoa(d.At))
		w.line("client", quote(s.Peers[d.Peer].Name))
		w.line("field", quote(d.Field))
	}
	return []byte(w.String())
}

func (p *Peer) format(w *tomlWriter) {
	w.header("client")
	w.line("name", quote(p.Name))
	w.line("input", quote(p.Input.String()))
	if len(p.Knows) > 0 {
		w.line("knows", quoteList(p.Knows))
	}
	w.intUnless("start", p.Start, 1)
	w.intUnless("crash", p.Crash, 0)
	w.intUnless("quit", p.Quit, 0)
}

// quoteList returns lines of text as a TOML array.
func quoteList(texts []string) string {
	var list []string
	for _, text := range texts {
		list = append(list, quote(text))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// sideNames returns the names of the peers on each side of a cut.
func (s *PeerScenario) sideNames(c Cut) (sides []string) {
	for _, side := range c.Sides {
		var names []string
		for _, i := range side {
			names = append(names, s.Peers[i].Name)
		}
		sides = append(sides, strings.Join(names, ","))
	}
	return sides
}

// Clone returns a copy that shares nothing with s that either could change.
func (s *PeerScenario) Clone() *PeerScenario {
	c := *s
	c.Peers, c.Links = slices.Clone(s.Peers), slices.Clone(s.Links)
	c.Cuts, c.Diverges = slices.Clone(s.Cuts), slices.Clone(s.Diverges)
	for i := range c.Peers {
		c.Peers[i].Knows = slices.Clone(c.Peers[i].Knows)
	}
	for i := range c.Cuts {
		c.Cuts[i].Sides = slices.Clone(c.Cuts[i].Sides)
		for k, side := range c.Cuts[i].Sides {
			c.Cuts[i].Sides[k] = slices.Clone(side)
		}
	}
	return &c
}
