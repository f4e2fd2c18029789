package lesson

import (
	"maps"
	"slices"
	"strings"

	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
	"clew/net/peer"
)

// PeerGoal is reached while a peer of a game without a server does something.
type PeerGoal struct {
	Client int
	Is     string // a key of phases
}

// phases name what a peer can be doing.
var phases = map[string]history.Phase{
	"not started": history.NotStarted, "crashed": history.Crashed, "left": history.Left, "meeting": history.Meeting,
	"watching": history.Watching, "playing": history.Playing, "waiting": history.Waiting, "agreeing": history.Agreeing,
	"left out": history.LeftOut, "alone": history.Alone,
}

// Reached implements Goal.
func (p PeerGoal) Reached(g Game) bool {
	t, tick := g.PeerTrace(), g.Tick()
	return tick >= 1 && tick <= t.Ticks() && t.At(tick, p.Client).Phase == phases[p.Is]
}

func (p PeerGoal) check(_ scenario.Header, fail func(key, format string, args ...any)) {
	if _, known := phases[p.Is]; !known {
		fail("is", "unknown state %.40q; use one of %s", p.Is, strings.Join(slices.Sorted(maps.Keys(phases)), ", "))
	}
}

// EventGoal is reached once something has happened in a game without a server, up to
// the tick looked at.
type EventGoal struct {
	Client int    // to which peer; -1: any
	Event  string // a key of peerEvents
}

// peerEvents name what can happen.
var peerEvents = map[string]func(e *history.PeerEvent) bool{
	"joined": happened(peer.Entered), "left out": happened(peer.LeftOut), "desync": happened(peer.Desync), "mended": happened(peer.Mended),
	"started": of(history.Started), "left": of(history.Quit), "crashed": of(history.Killed), "cut": of(history.WasCut),
	"healed": of(history.Healed), "fault": of(history.WentWrong), "parted": of(history.Parted),
}

func happened(kind peer.EventKind) func(e *history.PeerEvent) bool {
	return func(e *history.PeerEvent) bool { return e.Kind == history.Happened && e.Event.Kind == kind }
}

func of(kind history.PeerEventKind) func(e *history.PeerEvent) bool {
	return func(e *history.PeerEvent) bool { return e.Kind == kind }
}

// Reached implements Goal.
func (w EventGoal) Reached(g Game) bool {
	is := peerEvents[w.Event]
	return slices.ContainsFunc(g.PeerTrace().Events, func(e history.PeerEvent) bool {
		return e.Tick <= g.Tick() && (w.Client < 0 || w.Client == e.Peer) && is(&e)
	})
}

func (w EventGoal) check(_ scenario.Header, fail func(key, format string, args ...any)) {
	if peerEvents[w.Event] == nil {
		fail("event", "unknown event %.40q; use one of %s", w.Event, strings.Join(slices.Sorted(maps.Keys(peerEvents)), ", "))
	}
}
