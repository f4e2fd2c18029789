package lesson

import (
	"maps"
	"slices"
	"strings"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/game"
	"clew/net/link/netem"
)

// PacketFilter says which packets are meant. Empty and nil fields match all.
type PacketFilter struct {
	Client    int    // -1: any
	Direction string // "up" or "down"
	Message   string // one of messages
	Lost      *bool
}

// messages maps the messages that lessons know to their letters.
var messages = map[string]string{"inputs": "i", "snapshot": "S", "ping": "p", "error": "E"}

func (k PacketFilter) matches(p *eventlog.Packet) bool {
	return (k.Client < 0 || k.Client == p.Client) &&
		(k.Direction == "" || (k.Direction == "up") == p.Up) &&
		(k.Message == "" || messages[k.Message] == p.Type) &&
		(k.Lost == nil || *k.Lost == (p.Arrives == 0 || p.Retransmits > 0))
}

func (k PacketFilter) check(fail func(key, format string, args ...any)) {
	if k.Direction != "" && k.Direction != "up" && k.Direction != "down" {
		fail("direction", `unknown direction %.40q; use "up" (to the server) or "down"`, k.Direction)
	}
	if k.Message != "" && messages[k.Message] == "" {
		fail("message", "unknown message %.40q; use one of %s", k.Message, strings.Join(slices.Sorted(maps.Keys(messages)), ", "))
	}
}

// SelectionGoal is reached while something is selected.
type SelectionGoal struct {
	Target       Target
	PacketFilter // of a packet; of all, the client: of an entry, one with an input of that client

	// CausedCorrection wants a packet or an input without which there would have been
	// no correction: the input that one began with, or a packet that was
	// lost and had it.
	CausedCorrection bool
	Cause            eventlog.Cause // of a correction; empty: any
}

// Reached implements Goal.
func (p SelectionGoal) Reached(g Game) bool {
	got, s := g.Selected(), g.Trace()
	if got.Target != p.Target {
		return false
	}
	switch p.Target {
	case TargetPacket:
		return p.matches(&s.Packets[got.Index]) && (!p.CausedCorrection || lossCausedCorrection(s, got.Index))
	case TargetInput:
		return (p.Client < 0 || p.Client == got.Client) && (!p.CausedCorrection || startedCorrection(s, got.Client, got.Seq))
	case TargetEntry:
		return p.Client < 0 || entryHasInput(s, got.Index, p.Client)
	}
	c := s.Corrections[got.Index]
	return (p.Client < 0 || p.Client == c.Client) && (p.Cause == "" || p.Cause == c.Cause)
}

// entryHasInput reports whether an entry lets an input of a client into the game.
func entryHasInput(s *eventlog.Trace, entry, client int) bool {
	var e game.Entry
	if game.DecodeEntry(s.Entries[entry].Encoded, &e) != nil {
		return false
	}
	return slices.ContainsFunc(e.Inputs, func(in game.Input) bool {
		c, ok := s.Client(in.ID)
		return ok && c == client
	})
}

// startedCorrection reports whether a correction started with an input.
func startedCorrection(s *eventlog.Trace, client int, seq uint32) bool {
	return slices.ContainsFunc(s.Corrections, func(c eventlog.Correction) bool { return c.Client == client && c.Input == seq })
}

// lossCausedCorrection reports whether a packet was lost, and with it an input
// that a correction started with.
func lossCausedCorrection(s *eventlog.Trace, packet int) bool {
	p := &s.Packets[packet]
	return p.Arrives == 0 && slices.ContainsFunc(s.Corrections, func(c eventlog.Correction) bool {
		in := s.Input(c.Client, c.Input)
		return c.Client == p.Client && in != nil && slices.Contains(in.Packets, packet)
	})
}

func (p SelectionGoal) check(_ scenario.Header, fail func(key, format string, args ...any)) {
	p.PacketFilter.check(fail)
	if !slices.Contains(Targets, p.Target) {
		fail("target", `unknown target %.40q; use "packet", "input", "correction" or "entry"`, string(p.Target))
	}
	if p.Target != TargetPacket && (p.Direction != "" || p.Message != "" || p.Lost != nil) {
		fail("target", `without target = "packet", direction, message and lost do not apply`)
	}
	if p.CausedCorrection && (p.Target == TargetCorrection || p.Target == TargetEntry) {
		fail("caused_correction", "caused_correction goes with a packet or an input")
	}
	if p.Cause != "" && (p.Target != TargetCorrection || !slices.Contains(eventlog.Causes, p.Cause)) {
		fail("cause", "unknown cause %.40q; use one of %s", string(p.Cause), strings.Join(causes(), ", "))
	}
}

func causes() (list []string) {
	for _, c := range eventlog.Causes {
		list = append(list, string(c))
	}
	return list
}

// PacketChangeGoal is reached while a packet's fate has been changed, with a
// certain effect.
type PacketChangeGoal struct {
	Change string // a key of packetChanges; empty: any
	PacketFilter
	Corrections string // "more", "same" or "fewer"; empty: no matter what
}

// packetChanges are the changes that can be made to a packet.
var packetChanges = map[string]func(netem.Override) bool{
	"drop":      func(e netem.Override) bool { return e.Drop },
	"delay":     func(e netem.Override) bool { return e.Delay > 0 },
	"duplicate": func(e netem.Override) bool { return e.Duplicate },
	"swap":      func(e netem.Override) bool { return e.ArrivesAt > 0 },
}

// The effects that a change can have on the client's number of corrections.
const (
	moreCorrections  = "more"  // one that there was not before
	sameCorrections  = "same"  // the client has no more corrections than before
	fewerCorrections = "fewer" // it has fewer
)

// Reached implements Goal.
func (c PacketChangeGoal) Reached(g Game) bool {
	story := g.Trace()
	for i := range g.Scenario().Clients {
		for _, e := range g.Scenario().Clients[i].PacketOverrides {
			if c.Change != "" && !packetChanges[c.Change](e.Override) {
				continue
			}
			at := slices.IndexFunc(story.Packets, func(p eventlog.Packet) bool {
				return p.Client == i && p.Link == e.Link && p.Up == (e.Direction == netem.Up) && p.Number == e.Number
			})
			if at >= 0 && c.matches(&story.Packets[at]) && c.hasResult(story, g.OriginalTrace(), i) {
				return true
			}
		}
	}
	return false
}

// hasResult reports whether the change had the effect that it should.
func (c PacketChangeGoal) hasResult(now, first *eventlog.Trace, client int) bool {
	count := func(s *eventlog.Trace) (n int) {
		for _, k := range s.Corrections {
			if k.Client == client {
				n++
			}
		}
		return n
	}
	switch c.Corrections {
	case moreCorrections:
		return count(now) > count(first)
	case sameCorrections:
		return count(now) == count(first)
	case fewerCorrections:
		return count(now) < count(first)
	}
	return true
}

func (c PacketChangeGoal) check(_ scenario.Header, fail func(key, format string, args ...any)) {
	c.PacketFilter.check(fail)
	if c.Change != "" && packetChanges[c.Change] == nil {
		fail("change", "unknown change %.40q; use one of %s", c.Change, strings.Join(slices.Sorted(maps.Keys(packetChanges)), ", "))
	}
	switch c.Corrections {
	case "", moreCorrections, sameCorrections, fewerCorrections:
	default:
		fail("corrections", `unknown value %.40q; use "more", "same" or "fewer"`, c.Corrections)
	}
}
