package replica

import (
	"time"

	"golang.org/x/text/unicode/norm"

	"clew/engine/sim"
	"clew/net/wire"
)

// TickDuration is how long a tick lasts.
const TickDuration = time.Second / sim.TickRate

const (
	pingInterval = sim.TickRate / 4 // in ticks
	maxSeq       = 1 << 30          // the largest input number to go on from: half a year of play
)

// Replica is one client's side of a game. It is not safe for concurrent use.
// Time is passed in as a monotonic Duration from any origin.
type Replica struct {
	cfg      Config
	switches Switches
	password string // of the server

	now      time.Duration // of the last call
	tickedAt time.Duration // of the last Tick
	ticks    int           // so far
	outbox   []wire.Message
	sent     int // messages of the outbox that Next has returned
	events   []Event
	requests requests

	// From Welcome. After StartHandshake they are those of the last
	// connection, so that there is something to show, until joined is true.
	joined        bool
	id            sim.ID // 0: a spectator
	avatar        rune
	token         string
	serverName    string
	dark          bool       // a rule of the server, see View
	queuePosition int        // of a spectator that waits to play
	hello         wire.Hello // the last one, without its secrets
	bye           *wire.Bye

	level        levelLoader
	roster       Roster
	ranking      ranking
	newest       newestSnapshot
	predictor    Predictor
	interpolator Interpolator
	smoother     Smoother
	rtt          RTT
	backlog      inputBacklog
	corrections  correctionLog

	// Reused messages.
	inputs wire.Inputs
	ping   wire.Ping
}

// newestSnapshot is what decides whether a snapshot was overtaken.
type newestSnapshot struct {
	tick     sim.Tick
	known    bool
	oldLevel bool // it is of the previous level
}

// New returns a Replica with DefaultSwitches. It sends nothing before
// StartHandshake.
func New(cfg Config) *Replica {
	r := &Replica{cfg: cfg, switches: DefaultSwitches}
	r.SetInputRedundancy(cfg.InputRedundancy)
	r.interpolator.delay = cfg.InterpolationDelay
	return r
}

// SetPassword sets the password for the next handshake. It is normalized (NFC),
// since keyboards differ in how they compose é, and kept nowhere else.
func (r *Replica) SetPassword(p string) { r.password = norm.NFC.String(p) }

// StartHandshake begins to talk to the server over a new connection: the first
// one, or one that replaces a dead one. The token from the last Welcome asks for
// the same player.
func (r *Replica) StartHandshake() {
	r.outbox, r.sent = r.outbox[:0], 0
	r.joined, r.bye, r.level.burst = false, nil, 0
	r.requests.disconnected()
	r.hello = wire.Hello{Version: wire.Version, Name: r.cfg.Name, Appearance: r.cfg.Appearance, Spectate: r.cfg.Spectate}
	hello := r.hello
	hello.Token, hello.Password = r.token, r.password
	r.send(&hello)
}

// Next returns the next message to send, or nil. Fetch all of them after
// StartHandshake and after each Tick, which reuses them.
func (r *Replica) Next() wire.Message {
	if r.sent == len(r.outbox) {
		r.outbox, r.sent = r.outbox[:0], 0
		return nil
	}
	r.sent++
	return r.outbox[r.sent-1]
}

func (r *Replica) send(m wire.Message) { r.outbox = append(r.outbox, m) }

// ID returns the local player; 0 before the first Welcome and for a spectator.
func (r *Replica) ID() sim.ID { return r.id }

// ServerName returns the server's name.
func (r *Replica) ServerName() string { return r.serverName }

// Ready reports whether there is a level with something to play or to watch.
func (r *Replica) Ready() bool { return r.joined && r.showable() }

// showable reports whether there is something to show, perhaps from a connection
// that died.
func (r *Replica) showable() bool {
	return r.level.maze != nil && (r.predictor.Running() || r.id == 0 && r.interpolator.Len() > 0)
}

// Spectating reports whether this client is in the game without a player, and
// its position in the queue of those who wait to play, from 1; 0: not in it.
func (r *Replica) Spectating() (queuePosition int, spectating bool) {
	return r.queuePosition, r.joined && r.id == 0
}

// playing reports whether there is a player to speak for.
func (r *Replica) playing() bool { return r.joined && r.id != 0 }

// Bye returns why the server ended the connection, or nil.
func (r *Replica) Bye() *wire.Bye { return r.bye }

// Quit tells the server that the player leaves for good. It may follow right
// behind the Hello that asks for the player. A spectator just disconnects.
func (r *Replica) Quit() {
	if r.id != 0 {
		r.send(&wire.Quit{ID: r.id})
	}
}

// Tick runs one tick with the keys that are held: it numbers the input, predicts
// it, and sends it with those that are not acknowledged yet. A spectator has no
// inputs.
func (r *Replica) Tick(now time.Duration, keys sim.Input) {
	r.now, r.tickedAt = now, now
	r.ticks++
	r.interpolator.Advance(now)
	r.corrections.trim(now)
	if r.ticks%sim.TickRate == 0 {
		r.level.forgive()
	}
	if !r.joined {
		return
	}
	if r.ticks%pingInterval == 0 {
		r.ping = wire.Ping{Time: uint64(now / time.Microsecond), RTT: r.rtt.Milliseconds(), Loss: uint8(r.interpolator.Loss())}
		r.send(&r.ping)
	}
	r.sendRequest()
	if !r.Ready() || !r.predictor.Running() {
		return
	}
	if r.PredictionHalted() {
		r.sendInputs(r.predictor.acked + 1) // the oldest, which the server lacks if it receives us again
		return
	}
	if r.backlog.skips(r.ticks) {
		return
	}
	r.predictor.Predict(now, wire.InputFrame{Keys: keys, Tick: r.interpolator.Tick(now)})
	newest := min(r.predictor.Pending(), r.cfg.InputRedundancy)
	r.sendInputs(r.predictor.lastSeq + 1 - uint32(newest))
}

// PredictionHalted reports whether the local player stands still until the
// server acknowledges inputs, see Predictor.Halted.
func (r *Replica) PredictionHalted() bool { return r.predictor.Halted(r.rtt.Smoothed()) }

// PredictedPlayer returns the local player as predicted, or nil. It is for tests
// and the Lab; a screen shows View.
func (r *Replica) PredictedPlayer() *sim.Player { return r.predictor.Player() }

// AuthoritativePlayer returns the local player as the newest snapshot had it, or
// nil. It is for tests and the Lab.
func (r *Replica) AuthoritativePlayer() *sim.Player { return r.predictor.Server() }

// InputSeqs returns the number of the last input and of the last one that the
// server acknowledged.
func (r *Replica) InputSeqs() (last, acked uint32) { return r.predictor.lastSeq, r.predictor.acked }

// LastInput returns the keys of the last input.
func (r *Replica) LastInput() sim.Input { return r.predictor.lastInput }

// Corrections returns those of the last second, oldest first. They are valid
// until the next Tick.
func (r *Replica) Corrections() []Correction { return r.corrections.recent }
