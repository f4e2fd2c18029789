// Package eventlog records everything that happens in a simulated game: what
// became of every input, which packets were sent, arrived or got lost, and
// every correction with its cause.
//
// All times are ticks of the simulation, from 1; 0 means never, or not yet.
package eventlog

import (
	"sort"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
)

// Trace is the log of a game so far.
type Trace struct {
	Inputs      [][]Input        // of each client; input 1 is at index 0
	Abandoned   []AbandonedInput // inputs whose connection died: their numbers were used again
	Packets     []Packet         // in the order in which they left
	Entries     []Entry          // in the order in which they were committed; none if the server's side is unknown
	Corrections []Correction
	Positions   Positions // after each tick

	players map[sim.ID]int // the client of each player that a client has had
}

// AbandonedInput is an input that was not acknowledged when its connection died.
type AbandonedInput struct {
	Client int    `json:"client"`
	Link   uint64 `json:"link"` // the one that died
	Input
}

// Input is one input, from the key press to the acknowledgement.
type Input struct {
	Seq      uint32    `json:"seq"`
	Keys     sim.Input `json:"keys"`
	Sampled  int       `json:"sampled"`           // sampled and numbered
	Shown    int       `json:"shown,omitempty"`   // on its own player's screen: at once if predicted, else with the acknowledgement
	Packets  []int     `json:"packets,omitempty"` // that carried it: indexes of Trace.Packets
	Arrived  int       `json:"arrived,omitempty"` // at the server, for the first time
	Outcome  Outcome   `json:"outcome,omitempty"` // at the server
	Consumed int       `json:"consumed,omitempty"`
	Acked    int       `json:"acked,omitempty"` // no longer pending at the client
}

// Outcome says what the server did with an input.
type Outcome string

// The outcomes. An input that has none is on its way, or lost.
const (
	Queued   Outcome = "queued"   // it was, or will be, consumed
	Late     Outcome = "late"     // a later one was in the queue already
	Overflow Outcome = "overflow" // the queue was full each time it came
	Rejected Outcome = "rejected" // its number was too far ahead
)

// outcomes maps the outcomes of package authority to those of a trace.
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
	Number      uint64 `json:"number"` // within its direction and link, from 0
	Type        string `json:"type"`   // the letter of its type, as in the text protocol
	Size        int    `json:"size"`   // in bytes
	Sent        int    `json:"sent"`
	Arrives     int    `json:"arrives,omitempty"`      // 0: it was lost
	DuplicateAt int    `json:"duplicate_at,omitempty"` // the arrival of its second copy
	Retransmits int    `json:"retransmits,omitempty"`  // how often it was lost and retransmitted
	Reordered   bool   `json:"reordered,omitempty"`    // held back behind later ones

	First uint32   `json:"first,omitempty"` // of Inputs: the first one's number …
	Count int      `json:"count,omitempty"` // … and how many there are
	Tick  sim.Tick `json:"tick,omitempty"`  // of a Snapshot
	Ack   uint32   `json:"ack,omitempty"`   // of a Snapshot
}

// Entry is what entered the game in one tick of the server.
type Entry struct {
	Applied int      // committed and applied; after a stall of the server several are in one tick
	Tick    sim.Tick // that it makes
	Changes int      // how many there are
	Keys    bool     // some input or walk has keys that are held
	Encoded []byte   // as MessagePack, see game.DecodeEntry; shared by all copies of a Trace
}

// Correction records that a snapshot contradicted a prediction.
type Correction struct {
	Client int    `json:"client"`
	Tick   int    `json:"tick"`
	Seq    uint32 `json:"seq"`             // the acknowledged input after which they differed
	Size   int32  `json:"size"`            // by how much, in units
	Cause  Cause  `json:"cause"`           // why
	Input  uint32 `json:"input,omitempty"` // the input that it started with

	// The player after that input as it was predicted, and as the server has
	// it.
	Predicted     sim.Player `json:"predicted"`
	Authoritative sim.Player `json:"authoritative"`
}

// Cause says why a prediction was wrong.
type Cause string

// The causes. Players of this game pass through each other, so nobody else can
// make a prediction wrong. An input moves its player the same way whenever it
// is consumed, so a client that stalls or ticks too fast is late, but not
// wrong. What remains: an input was predicted but never consumed, the
// connection died with inputs in flight, the level changed, or the client
// predicts by rules of its own. A client that snaps to snapshots is moved
// without having been wrong.
const (
	InputLost      Cause = "input lost"      // no packet that carried it arrived
	InputLate      Cause = "input late"      // a later one had been taken when it arrived
	QueueFull      Cause = "queue full"      // the server had no room for it
	InputRejected  Cause = "input rejected"  // its number was too far ahead: the server ended the connection
	Disconnected   Cause = "disconnected"    // and the inputs under way with it
	LevelChanged   Cause = "level changed"   // another level began
	ModifiedClient Cause = "modified client" // no input explains it, and the client cheats
	Snapped        Cause = "snapped"         // nothing was wrong: the client takes the past for the present
	Defect         Cause = "defect"          // none of these: a bug in this program
)

// Causes lists all causes, in the order in which people see them.
var Causes = []Cause{InputLost, InputLate, QueueFull, InputRejected, Disconnected, LevelChanged, ModifiedClient, Snapped, Defect}

// Client returns the client that has, or had, the player with an ID. ok is false if
// none has been told that the player is its own.
func (t *Trace) Client(id sim.ID) (client int, ok bool) {
	client, ok = t.players[id]
	return client, ok
}

// Input returns a client's input, or nil if there is none with that number.
func (t *Trace) Input(client int, seq uint32) *Input {
	inputs := t.Inputs[client]
	if seq == 0 || int(seq) > len(inputs) {
		return nil
	}
	return &inputs[seq-1]
}

// SampledAt returns the input that a client sampled in a tick, or nil.
func (t *Trace) SampledAt(client, tick int) *Input {
	inputs := t.Inputs[client]
	i := sort.Search(len(inputs), func(i int) bool { return inputs[i].Sampled >= tick })
	if i == len(inputs) || inputs[i].Sampled != tick {
		return nil
	}
	return &inputs[i]
}

// isUp reports whether an event concerns a packet to the server.
func isUp(e netem.PacketEvent) bool { return e.Direction == netem.Up }
