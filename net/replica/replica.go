package replica

import (
	"slices"
	"time"

	"golang.org/x/text/unicode/norm"

	"clew/engine/maze"
	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// TickDuration is how long a tick lasts.
const TickDuration = time.Second / sim.TickRate

// The bounds of what is pending, in inputs.
const (
	maxPending = 120 // the deepest that the past is kept
	patience   = 24  // what may be pending beyond a round trip, before one's own player halts …
	minHalt    = 48  // … but not while fewer than this are: see Halted
	spare      = 4   // what may wait at the server all the time

	maxSeq = 1 << 30 // the greatest number to go on from: half a year of play
)

// pingEvery is the time from one Ping to the next, in ticks.
const pingEvery = sim.TickRate / 4

// Config is what a replica is set up with.
type Config struct {
	Name       string          // the player's, may be empty
	Appearance wire.Appearance // the player's
	Spectate   wire.Spectate   // rather than be refused, or play

	// InputRedundancy is how many of the newest inputs every message carries, at
	// most: 1 to wire.MaxInputFrames; 0 means wire.MaxInputFrames.
	InputRedundancy int

	// InterpolationDelay is how far in the past the others are shown; 0 lets it follow
	// the measured jitter.
	InterpolationDelay time.Duration
}

// Replica is one client's side of a game. It is not safe for concurrent use.
//
// Its clock is the time.Duration that is passed in: it starts anywhere and
// never goes back.
type Replica struct {
	cfg      Config
	password string // of the server
	switches Switches
	now      time.Duration
	out      []wire.Message
	sent     int
	news     []Event
	speech   speech

	// Known from Welcome. After Begin they are those of the last connection,
	// so that there is something to show, until joined is true again.
	joined   bool
	id       sim.ID // 0: one watches
	avatar   rune
	token    string
	interval time.Duration // from one snapshot to the next
	server   string
	place    int        // in the line of those who wait for a place
	asked    wire.Hello // the last one, without its secrets
	bye      *wire.Bye

	// Known from Level, Row, Who.
	level  string
	number uint32   // of the level: snapshots of another one are of no use
	rows   []string // of the level that is coming in
	want   int      // how many there will be
	levels int      // that have begun of late, see levelBurst
	due    bool     // it has not come yet on this connection: snapshots are of no use
	maze   *maze.Maze
	people map[sim.ID]wire.PlayerInfo
	health []wire.PlayerStats // by ascending ID; never changed

	// One's own player, see reconcile.go. The frames of past are the
	// numbers of the inputs; past is nil before the first snapshot.
	past   *rollback.Timeline
	truth  sim.World // of the newest snapshot, with one's own player only
	ahead  sim.World // one tick ahead of the present, for View
	moves  [maxPending + 1]wire.InputFrame
	held   sim.Input
	made   uint32 // the number of the last input; no other gets it
	acked  uint32
	ticked time.Duration // when the last Tick was
	walked time.Duration // when the last input was made
	before standing

	latest  snapshotMeta
	others  buffer
	clock   playback
	trips   trips
	glide   glide
	history []Correction
	stats   Stats

	// Reused messages.
	inputs wire.Inputs
	ping   wire.Ping
	ticks  int
}

// snapshotMeta is what the newest snapshot said besides the bodies.
type snapshotMeta struct {
	tick    sim.Tick
	waiting int // inputs of ours that wait at the server
	least   int // the fewest since the last look at the backlog …
	looks   int // … which was so many snapshots ago
	backlog int // the fewest of the time before that
	seen    bool
	stale   bool // it is of the level before
}

// update takes over what a snapshot says besides the bodies. Every half a
// second or so it sees how many inputs have been waiting all the time.
func (l *snapshotMeta) update(m *wire.Snapshot) {
	const look = 16
	l.tick, l.waiting, l.seen, l.stale = m.Tick, int(m.Waiting), true, false
	if l.looks++; l.looks == 1 || l.waiting < l.least {
		l.least = l.waiting
	}
	if l.looks >= look {
		l.backlog, l.looks = l.least, 0
	}
}

// standing is where one's own player was predicted to be when the prediction
// had to be given up: with the connection, or with the level.
type standing struct {
	player sim.Player
	known  bool
	moved  bool // to another level
}

// New makes a replica with all switches on.
func New(cfg Config) *Replica {
	r := &Replica{cfg: cfg, switches: DefaultSwitches, people: map[sim.ID]wire.PlayerInfo{}}
	r.SetInputRedundancy(cfg.InputRedundancy)
	return r
}

// SetPassword tells the password of the server, for the next Begin. It goes out in
// its composed form (NFC), since keyboards differ in how they write é. It is kept
// nowhere else.
func (r *Replica) SetPassword(p string) { r.password = norm.NFC.String(p) }

// StartHandshake starts a conversation with a server over a new connection: the first
// one, or one that replaces a dead one. What the server knows of the player is
// asked back with the token that it gave.
func (r *Replica) StartHandshake() {
	r.out, r.sent = r.out[:0], 0
	r.joined, r.bye, r.levels = false, nil, 0
	r.speech.hush()
	r.asked = wire.Hello{Version: wire.Version, Name: r.cfg.Name, Appearance: r.cfg.Appearance, Spectate: r.cfg.Spectate}
	hello := r.asked
	hello.Token, hello.Password = r.token, r.password
	r.send(&hello)
}

// Next is the next message to send, or nil. Fetch all of them after Begin and
// after each Tick: a message may be used again after that.
func (r *Replica) Next() wire.Message {
	if r.sent == len(r.out) {
		r.out, r.sent = r.out[:0], 0
		return nil
	}
	r.sent++
	return r.out[r.sent-1]
}

func (r *Replica) send(m wire.Message) { r.out = append(r.out, m) }

// ID is one's own player, or 0 while there is none: before the server has
// welcomed it for the first time, and when one watches.
func (r *Replica) ID() sim.ID { return r.id }

// ServerName is the server's name.
func (r *Replica) ServerName() string { return r.server }

// Ready reports whether there is something to play: a level, and oneself in it;
// or something to watch.
func (r *Replica) Ready() bool { return r.joined && r.playable() }

// playable reports whether there is something to show.
func (r *Replica) playable() bool {
	return r.maze != nil && (r.past != nil || r.id == 0 && r.others.n > 0)
}

// Spectating reports that one is in the game without a player: there is nobody to
// be moved by keys, nor to say anything. The place is that in the line of those
// who wait to play, from 1; 0: in none.
func (r *Replica) Spectating() (place int, is bool) { return r.place, r.joined && r.id == 0 }

// plays reports that there is a player to speak for.
func (r *Replica) plays() bool { return r.joined && r.id != 0 }

// Bye is why the server ended the connection, or nil.
func (r *Replica) Bye() *wire.Bye { return r.bye }

// Switches are the parts that are on.
func (r *Replica) Switches() Switches { return r.switches }

// Config is what the replica is set up with at present.
func (r *Replica) Config() Config { return r.cfg }

// SetSwitches turns parts on and off.
func (r *Replica) SetSwitches(s Switches) { r.switches = s }

// SetInputRedundancy changes Config.InputRedundancy.
func (r *Replica) SetInputRedundancy(n int) {
	if n <= 0 || n > wire.MaxInputFrames {
		n = wire.MaxInputFrames
	}
	r.cfg.InputRedundancy = n
}

// SetInterpolationDelay changes Config.InterpolationDelay. The others then run a little faster or slower
// until they are where they should be.
func (r *Replica) SetInterpolationDelay(d time.Duration) {
	r.cfg.InterpolationDelay = d
	r.clock.aim(r.interval, d)
}

// Quit tells the server that one leaves for good, be it right behind the Hello
// with which one asks back in. A watcher has nothing to tell: the end of the
// connection says it.
func (r *Replica) Quit() {
	if r.id != 0 {
		r.send(&wire.Quit{ID: r.id})
	}
}

// Tick carries out one tick with the keys that are held: the input is
// numbered, predicted, and sent together with those not acknowledged yet. Who
// watches has no inputs.
func (r *Replica) Tick(now time.Duration, keys sim.Input) {
	r.now, r.ticked = now, now
	r.ticks++
	r.clock.advance(now)
	r.trim()
	if r.ticks%sim.TickRate == 0 {
		r.levels = max(r.levels-1, 0)
	}
	if !r.joined {
		return
	}
	if r.ticks%pingEvery == 0 {
		r.ping = wire.Ping{Time: uint64(now / time.Microsecond), RTT: r.trips.told(), Loss: uint8(r.missed())}
		r.send(&r.ping)
	}
	r.ask()
	if !r.Ready() || r.past == nil {
		return
	}
	if r.PredictionHalted() {
		r.sendInputs(r.acked + 1) // what the server lacks, should it hear us again
		return
	}
	if r.drains() {
		return
	}
	r.predict(keys)
	r.sendInputs(r.past.NextFrame() - uint32(min(r.pending(), r.cfg.InputRedundancy)))
}

// PredictionHalted reports that too much is pending: the way to the server is blocked,
// and walking on would only make the correction greater. The server's queue
// and what a message repeats can make up for rollback.InputQueueSize +
// wire.MaxInputFrames inputs that it has not got; half of a round trip's are on
// their way.
func (r *Replica) PredictionHalted() bool {
	trip := int(r.trips.smooth / TickDuration)
	return r.pending() >= min(max(trip+patience, minHalt), maxPending)
}

// drains reports that no input is to be made in this tick, because too many
// have been waiting at the server, for long enough that the jitter does not
// need them: they are nothing but delay. Seven ticks in eight go on.
func (r *Replica) drains() bool {
	return r.latest.backlog > spare && r.ticks%8 == 0
}

// sendInputs sends pending inputs from number first on, as many as may be.
func (r *Replica) sendInputs(first uint32) {
	n := min(r.past.NextFrame()-first, uint32(r.cfg.InputRedundancy))
	r.inputs = wire.Inputs{ID: r.id, First: first, Frames: r.inputs.Frames[:0]}
	for i := range n {
		r.inputs.Frames = append(r.inputs.Frames, *r.move(first + i))
	}
	r.send(&r.inputs)
}

// move is where the input with a number is kept for sending it again.
func (r *Replica) move(seq uint32) *wire.InputFrame { return &r.moves[seq%uint32(len(r.moves))] }

// trim forgets corrections that no screen shows any more.
func (r *Replica) trim() {
	const keep = time.Second
	r.history = slices.DeleteFunc(r.history, func(c Correction) bool { return r.now-c.At > keep })
}
