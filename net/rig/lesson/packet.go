package lesson

import (
	"maps"
	"slices"
	"strings"

	"clew/net/link/flakylink"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// Sort says which packets are meant. What is empty or nil does not matter.
type Sort struct {
	Client  int    // -1: any
	Way     string // "up" or "down"
	Message string // one of messages
	Lost    *bool
}

// messages are the letters of the kinds that lessons speak of.
var messages = map[string]string{"inputs": "i", "snapshot": "S", "ping": "p", "error": "E"}

func (k Sort) fits(p *tracer.Packet) bool {
	return (k.Client < 0 || k.Client == p.Client) &&
		(k.Way == "" || (k.Way == "up") == p.Up) &&
		(k.Message == "" || messages[k.Message] == p.Kind) &&
		(k.Lost == nil || *k.Lost == (p.Arrives == 0 || p.Resends > 0))
}

func (k Sort) check(fail func(key, format string, args ...any)) {
	if k.Way != "" && k.Way != "up" && k.Way != "down" {
		fail("way", `%.40q is no way; write "up", to the server, or "down"`, k.Way)
	}
	if k.Message != "" && messages[k.Message] == "" {
		fail("message", "%.40q is no kind of message; write one of %s", k.Message, strings.Join(slices.Sorted(maps.Keys(messages)), ", "))
	}
}

// Picked is reached while a certain thing is picked out.
type Picked struct {
	What Thing
	Sort // of a packet; of all, the client

	// Blamed wants a packet or an input without which there would have been
	// no correction: the input that one began with, or a packet that was
	// lost and had it.
	Blamed bool
	Cause  tracer.Cause // of a correction; empty: any
}

// Reached implements Goal.
func (p Picked) Reached(g Game) bool {
	got, s := g.Picked(), g.Story()
	if got.What != p.What {
		return false
	}
	switch p.What {
	case Packet:
		return p.fits(&s.Packets[got.Index]) && (!p.Blamed || blamed(s, got.Index))
	case Input:
		return (p.Client < 0 || p.Client == got.Client) && (!p.Blamed || began(s, got.Client, got.Seq))
	}
	c := s.Corrections[got.Index]
	return (p.Client < 0 || p.Client == c.Client) && (p.Cause == "" || p.Cause == c.Cause)
}

// began reports whether a correction began with an input.
func began(s *tracer.Trace, client int, seq uint32) bool {
	return slices.ContainsFunc(s.Corrections, func(c tracer.Correction) bool { return c.Client == client && c.Input == seq })
}

// blamed reports whether a packet was lost, and with it an input that a
// correction began with.
func blamed(s *tracer.Trace, packet int) bool {
	p := &s.Packets[packet]
	return p.Arrives == 0 && slices.ContainsFunc(s.Corrections, func(c tracer.Correction) bool {
		in := s.Input(c.Client, c.Input)
		return c.Client == p.Client && in != nil && slices.Contains(in.Packets, packet)
	})
}

func (p Picked) check(_ *scenario.Scenario, fail func(key, format string, args ...any)) {
	p.Sort.check(fail)
	if !slices.Contains(Things, p.What) {
		fail("what", `%.40q can't be picked out; write "packet", "input" or "correction"`, string(p.What))
	}
	if p.What != Packet && (p.Way != "" || p.Message != "" || p.Lost != nil) {
		fail("what", `way, message and lost are of packets; write what = "packet", or leave them out`)
	}
	if p.Blamed && p.What == Correction {
		fail("blamed", "a correction is not to blame for one; write cause instead")
	}
	if p.Cause != "" && (p.What != Correction || !slices.Contains(tracer.Causes, p.Cause)) {
		fail("cause", "%.40q is no cause of a correction; write one of %s", string(p.Cause), strings.Join(causes(), ", "))
	}
}

func causes() (list []string) {
	for _, c := range tracer.Causes {
		list = append(list, string(c))
	}
	return list
}

// Changed is reached while a packet has another fate than it had, and
// something came of it, or nothing.
type Changed struct {
	Fate string // one of fates; empty: any
	Sort
	Then string // one of thens; empty: no matter what
}

// fates are what can be done to a packet.
var fates = map[string]func(flakylink.Edit) bool{
	"drop":   func(e flakylink.Edit) bool { return e.Lose },
	"delay":  func(e flakylink.Edit) bool { return e.Delay > 0 },
	"double": func(e flakylink.Edit) bool { return e.Double },
	"swap":   func(e flakylink.Edit) bool { return e.Arrives > 0 },
}

// What can come of a change.
const (
	thenCorrection = "correction" // one that there was not before
	thenNothing    = "nothing"    // the client has no more corrections than before
	thenFewer      = "fewer"      // it has fewer
)

// Reached implements Goal.
func (c Changed) Reached(g Game) bool {
	story := g.Story()
	for i := range g.Scenario().Clients {
		for _, e := range g.Scenario().Clients[i].Packets {
			if c.Fate != "" && !fates[c.Fate](e.Edit) {
				continue
			}
			at := slices.IndexFunc(story.Packets, func(p tracer.Packet) bool {
				return p.Client == i && p.Link == e.Link && p.Up == (e.Direction == flakylink.Up) && p.Number == e.Number
			})
			if at >= 0 && c.fits(&story.Packets[at]) && c.followed(story, g.First(), i) {
				return true
			}
		}
	}
	return false
}

// followed reports whether that came of it which should.
func (c Changed) followed(now, first *tracer.Trace, client int) bool {
	count := func(s *tracer.Trace) (n int) {
		for _, k := range s.Corrections {
			if k.Client == client {
				n++
			}
		}
		return n
	}
	switch c.Then {
	case thenCorrection:
		return count(now) > count(first)
	case thenNothing:
		return count(now) == count(first)
	case thenFewer:
		return count(now) < count(first)
	}
	return true
}

func (c Changed) check(_ *scenario.Scenario, fail func(key, format string, args ...any)) {
	c.Sort.check(fail)
	if c.Fate != "" && fates[c.Fate] == nil {
		fail("fate", "%.40q can't be done to a packet; write one of %s", c.Fate, strings.Join(slices.Sorted(maps.Keys(fates)), ", "))
	}
	switch c.Then {
	case "", thenCorrection, thenNothing, thenFewer:
	default:
		fail("then", `%.40q can't come of it; write "correction", "nothing" or "fewer"`, c.Then)
	}
}
