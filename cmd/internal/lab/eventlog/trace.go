// Package eventlog tells the whole story of a game on a rig: what became of every
// input, which packets left, arrived or were lost, and every correction with
// its cause.
//
// All times are ticks of the rig, from 1; 0 means never, or not yet.
package eventlog

import (
	"sort"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
)

// Trace is the story so far.
type Trace struct {
	Inputs      [][]Input        // of each client, by number: that of input 1 is at 0
	Abandoned   []AbandonedInput // inputs whose numbers were given anew, because their connection died
	Packets     []Packet         // in the order in which they left
	Corrections []Correction
	Positions   Positions // of everybody, after each tick
}

// AbandonedInput is an input that was not acknowledged when its connection died.
type AbandonedInput struct {
	Client int    `json:"client"`
	Link   uint64 `json:"link"` // the one that died
	Input
}

// Input is the life of one input.
type Input struct {
	Seq      uint32    `json:"seq"`
	Keys     sim.Input `json:"keys"`
	Sampled  int       `json:"sampled"`           // sampled and numbered
	Shown    int       `json:"shown,omitempty"`   // on its player's own screen: at once where it is predicted, else with the answer
	Packets  []int     `json:"packets,omitempty"` // that carried it, in Trace.Packets
	Arrived  int       `json:"arrived,omitempty"` // at the server, for the first time
	Outcome  Outcome   `json:"outcome,omitempty"` // at the server
	Consumed int       `json:"consumed,omitempty"`
	Acked    int       `json:"acked,omitempty"` // dropped from the pending ones
}

// Outcome is what became of an input at the server.
type Outcome string

// The outcomes. An input that has none is on its way, or lost.
const (
	Queued   Outcome = "queued"   // taken into the queue: it was, or will be, consumed
	Late     Outcome = "late"     // a later one had been taken in before it
	Overflow Outcome = "overflow" // the queue was full whenever it came
	Rejected Outcome = "rejected" // its number was too far ahead
)

// outcomes are those of the authority.
var outcomes = map[authority.InputOutcome]Outcome{
	authority.Accepted:    Queued,
	authority.Stale:       Late,
	authority.QueueFull:   Overflow,
	authority.TooFarAhead: Rejected,
}

// Packet is one message on its way.
type Packet struct {
	Client      int    `json:"client"`
	Link        uint64 `json:"link"`   // which of the client's links, from 1
	Up          bool   `json:"up"`     // to the server
	Number      uint64 `json:"number"` // of its direction on its link, from 0
	Type        string `json:"type"`   // the letter of its type, as in the text protocol
	Size        int    `json:"size"`   // in bytes
	Sent        int    `json:"sent"`
	Arrives     int    `json:"arrives,omitempty"`      // 0: it is lost
	DuplicateAt int    `json:"duplicate_at,omitempty"` // its second copy
	Retransmits int    `json:"retransmits,omitempty"`  // how often it was lost and sent again
	Reordered   bool   `json:"reordered,omitempty"`    // back behind later ones

	First uint32   `json:"first,omitempty"` // of Inputs: the first one's number …
	Count int      `json:"count,omitempty"` // … and how many there are
	Tick  sim.Tick `json:"tick,omitempty"`  // of a Snapshot
	Ack   uint32   `json:"ack,omitempty"`   // of a Snapshot
}

// Correction is one time that a snapshot contradicted a prediction.
type Correction struct {
	Client int    `json:"client"`
	Tick   int    `json:"tick"`
	Seq    uint32 `json:"seq"`             // the acknowledged input after which the two differed
	Size   int32  `json:"size"`            // by how much, in units
	Cause  Cause  `json:"cause"`           // why
	Input  uint32 `json:"input,omitempty"` // the input that it began with

	// The player after that input as it was predicted, and as the server has
	// it.
	Predicted     sim.Player `json:"predicted"`
	Authoritative sim.Player `json:"authoritative"`
}

// Cause is why a prediction was wrong.
type Cause string

// The causes. In this game players pass through each other, so that nobody
// else can make a prediction wrong; and an input moves its player the same way
// whenever it is consumed, so that a client that stands still, or ticks too
// fast, is late but not wrong. What is left is that an input was predicted and
// never consumed, that the connection died with the inputs under way, that the
// level changed, and that the client predicts with rules of its own.
const (
	InputLost      Cause = "input lost"      // no packet that carried it arrived
	InputLate      Cause = "input late"      // it arrived when a later one had been taken
	QueueFull      Cause = "queue full"      // the server had no room for it
	InputRejected  Cause = "input rejected"  // its number was too far ahead: the server ended the connection
	Disconnected   Cause = "disconnected"    // and the inputs under way with it
	LevelChanged   Cause = "level changed"   // another level began
	ModifiedClient Cause = "modified client" // no input explains it, and the client is a cheat
	Defect         Cause = "defect"          // none of these: a bug in this program
)

// Causes are all of them, as they are listed for people.
var Causes = []Cause{InputLost, InputLate, QueueFull, InputRejected, Disconnected, LevelChanged, ModifiedClient, Defect}

// Input is the life of a client's input, or nil if there is none of that number.
func (t *Trace) Input(client int, seq uint32) *Input {
	lives := t.Inputs[client]
	if seq == 0 || int(seq) > len(lives) {
		return nil
	}
	return &lives[seq-1]
}

// SampledAt is the input that a client made in a tick, or nil.
func (t *Trace) SampledAt(client, tick int) *Input {
	lives := t.Inputs[client]
	i := sort.Search(len(lives), func(i int) bool { return lives[i].Sampled >= tick })
	if i == len(lives) || lives[i].Sampled != tick {
		return nil
	}
	return &lives[i]
}

// isUp tells whether an event is of a packet to the server.
func isUp(e netem.PacketEvent) bool { return e.Direction == netem.Up }
