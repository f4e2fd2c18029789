package replica

import (
	"fmt"
	"time"

	"clew/engine/maze"
	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// Limits of pending inputs.
const (
	maxPending   = 120 // worlds that the timeline keeps
	pendingSlack = 24  // pending beyond a round trip before the prediction halts …
	minHalt      = 48  // … but never fewer than this
)

// Predictor runs the local player ahead of the server: client-side prediction
// and server reconciliation, as in Gabriel Gambetta's "Fast-Paced Multiplayer".
//
// The frames of its timeline are the numbers of the inputs: the world before
// frame n+1 is the world after input n. A snapshot that acknowledges input n
// says what that world should be. If the prediction differs, the server's world
// replaces it and the pending inputs are stepped again:
//
//	        acked                     lastSeq
//	──────────┼──────────────────────────┼──▶ inputs
//	snapshot ─┤ pending: stepped again   │ shown now
//
// If it does not differ, nothing is stepped: the usual case.
//
// The worlds hold the local player alone: players do not touch each other, so
// the others cannot change where its inputs lead.
//
// Use: Restart when the server welcomes the client; Start with the first
// snapshot; then Predict in every tick, and for every snapshot Acknowledge and
// Reconcile, or Snap to show what goes wrong without. The zero value is stopped.
type Predictor struct {
	id       sim.ID
	timeline *rollback.Timeline // nil while stopped
	server   sim.World          // from the newest snapshot
	next     sim.World          // scratch for At: one tick past the present

	frames      [maxPending + 1]wire.InputFrame // a ring by number, for sending again
	lastSeq     uint32                          // the number of the last input, never used again
	acked       uint32                          // the last input that the server consumed
	lastInput   sim.Input
	lastInputAt time.Duration
	snapped     bool // Snap forgot inputs that were pending, and Reconcile has not run since

	previous previousPrediction
	last     Correction // the one that Start and Reconcile return
}

// previousPrediction is where the player was when the prediction stopped, with
// the connection or the level.
type previousPrediction struct {
	player     sim.Player
	known      bool
	otherLevel bool
}

// Restart stops the prediction and makes the inputs after lastSeq those of
// player id; 0: of nobody.
func (p *Predictor) Restart(id sim.ID, lastSeq uint32) {
	p.id = id
	p.stop()
	if id == 0 {
		p.previous = previousPrediction{}
	}
	p.acked, p.lastSeq = lastSeq, lastSeq
}

// ChangeLevel stops the prediction because a level begins; newMaze tells whether
// it has another maze.
func (p *Predictor) ChangeLevel(newMaze bool) {
	p.previous.otherLevel = newMaze || p.Running() // stopped already: the connection is new, the level need not be
	p.stop()
}

// stop stops the prediction until Start.
func (p *Predictor) stop() {
	if p.timeline == nil {
		return
	}
	if player := p.Player(); player != nil {
		p.previous.player, p.previous.known = *player, true
	}
	p.timeline = nil
}

// Running reports whether there is a prediction.
func (p *Predictor) Running() bool { return p.timeline != nil }

// Start starts the prediction from a snapshot's tick, acknowledgement and
// player, and steps the inputs made since. It returns a correction, valid until
// the next one, if an earlier prediction ended elsewhere.
func (p *Predictor) Start(m *maze.Maze, tick sim.Tick, ack uint32, player sim.Player) (*Correction, error) {
	if ack > p.lastSeq || p.lastSeq-ack > maxPending {
		return nil, fmt.Errorf("replica: the server acknowledges input %d; the last one was %d", ack, p.lastSeq)
	}
	if p.server.Maze() != m {
		p.server = *sim.New(m, 0)
	}
	p.server.SetState(tick, player)
	p.acked, p.snapped = ack, false
	p.timeline = rollback.New(&p.server, ack+1, maxPending)
	p.stepPending()
	before := p.previous
	p.previous = previousPrediction{}
	if !before.known || before.player.X == player.X && before.player.Y == player.Y && !before.otherLevel {
		return nil, nil
	}
	kind := Resumed
	if before.otherLevel {
		kind = Relocated
	}
	return p.correct(kind, &before.player, &before.player, &player), nil
}

// Predict numbers an input and steps the player with it. It must be Running.
func (p *Predictor) Predict(now time.Duration, frame wire.InputFrame) {
	p.lastSeq = p.timeline.NextFrame()
	*p.frame(p.lastSeq) = frame
	p.lastInput, p.lastInputAt = frame.Keys, now
	p.step(frame.Keys)
}

// Acknowledge takes in a snapshot's tick, acknowledgement and player. It must be
// Running. An error means that the server acknowledges what was never sent.
func (p *Predictor) Acknowledge(tick sim.Tick, ack uint32, player sim.Player) error {
	if ack < p.acked || ack > p.lastSeq {
		return fmt.Errorf("replica: the server acknowledges input %d; %d to %d are pending", ack, p.acked+1, p.lastSeq)
	}
	p.acked = ack
	p.server.SetState(tick, player)
	return nil
}

// Reconcile compares the prediction after the acknowledged input with the
// snapshot and, if they differ, replaces it and steps the pending inputs again.
// It returns a correction, valid until the next one, if the position was wrong.
func (p *Predictor) Reconcile() *Correction {
	if p.snapped {
		return p.unsnap()
	}
	world := p.timeline.WorldAt(p.acked + 1)
	if world == nil {
		return nil // no longer kept; a later acknowledgement will be
	}
	predicted, actual := *world.Player(p.id), p.Server()
	if predicted == *actual {
		p.timeline.DropBefore(p.acked + 1) // as the server has it: nothing to step again
		return nil
	}
	shown := *p.Player()
	p.timeline.Reconcile(&p.server, p.acked+1)
	if predicted.X == actual.X && predicted.Y == actual.Y {
		return nil
	}
	return p.correct(Mispredicted, &shown, &predicted, actual)
}

// Snap replaces the prediction with the snapshot, as if that were the present,
// and forgets what the pending inputs did. So a player who starts to walk is
// thrown back by each snapshot of the first round trip, and one who stops is
// carried on by as much. It returns a correction, valid until the next one, if
// that moves the player.
func (p *Predictor) Snap() *Correction {
	shown := *p.Player()
	p.snapped = p.lastSeq != p.acked
	p.timeline.Reset(&p.server, p.lastSeq+1)
	return p.correctSnapped(&shown)
}

// unsnap steps the pending inputs that Snap has forgotten again, from the
// snapshot on.
func (p *Predictor) unsnap() *Correction {
	shown := *p.Player()
	p.snapped = false
	p.timeline.Reset(&p.server, p.acked+1)
	p.stepPending()
	return p.correctSnapped(&shown)
}

// correctSnapped returns the correction from the player as shown until now, or
// nil if it has not moved.
func (p *Predictor) correctSnapped(shown *sim.Player) *Correction {
	now := p.Player()
	if now.X == shown.X && now.Y == shown.Y {
		return nil
	}
	return p.correct(Snapped, shown, shown, now)
}

// correct records a correction that was just made; shown is the player as it was
// until now, predicted the one that the snapshot, actual, contradicts.
func (p *Predictor) correct(kind CorrectionKind, shown, predicted, actual *sim.Player) *Correction {
	now := p.Player()
	p.last = Correction{
		Kind: kind, Seq: p.acked,
		From: Point{shown.X, shown.Y}, To: Point{now.X, now.Y},
		Size:      Point{predicted.X, predicted.Y}.Distance(Point{actual.X, actual.Y}),
		Predicted: *predicted, Authoritative: *actual,
	}
	return &p.last
}

// stepPending steps the pending inputs, from the world after the acknowledged
// one on.
func (p *Predictor) stepPending() {
	for seq := p.acked + 1; seq <= p.lastSeq; seq++ {
		p.step(p.frame(seq).Keys)
	}
}

// step steps the player with one input.
func (p *Predictor) step(keys sim.Input) {
	cmds := [1]sim.Command{{ID: p.id, Kind: sim.Walk, Input: keys}}
	var events [4]sim.Event
	p.timeline.Step(cmds[:], events[:0])
}

// frame returns where the input with a number is kept.
func (p *Predictor) frame(seq uint32) *wire.InputFrame { return &p.frames[seq%uint32(len(p.frames))] }

// Player returns the player as predicted now; nil while stopped.
func (p *Predictor) Player() *sim.Player {
	if p.timeline == nil {
		return nil
	}
	return p.timeline.Current().Player(p.id)
}

// Server returns the player as the newest snapshot had it; nil before the first.
func (p *Predictor) Server() *sim.Player { return p.server.Player(p.id) }

// At returns the player as predicted for a moment after the last Predict: on the
// way to where the same input leads in the next tick, and no further. So while
// ticks make no input (a backlog drains, the connection is away), the picture
// stays where it is instead of stepping back.
func (p *Predictor) At(now time.Duration) sim.Player {
	player := *p.Player()
	if part := min(max(now-p.lastInputAt, 0), TickDuration); part > 0 {
		cmds := [1]sim.Command{{ID: p.id, Kind: sim.Walk, Input: p.lastInput}}
		var events [4]sim.Event
		p.next.CopyFrom(p.timeline.Current())
		p.next.Step(cmds[:], events[:0])
		next := p.next.Player(p.id)
		player.X += scale(next.X-player.X, part, TickDuration)
		player.Y += scale(next.Y-player.Y, part, TickDuration)
	}
	player.Moving = player.Moving && now-p.lastInputAt <= maxStaleWalk
	return player
}

// Pending returns how many inputs the server has not acknowledged; 0 while
// stopped.
func (p *Predictor) Pending() int {
	if p.timeline == nil {
		return 0
	}
	return int(p.lastSeq - p.acked)
}

// Halted reports whether too many inputs are pending to predict more: the way to
// the server is blocked, and walking on would only make the correction larger.
// The server's queue and the repetition in every message make up for
// rollback.InputQueueSize + wire.MaxInputFrames inputs that the server has not
// got; those of half a round trip are under way.
func (p *Predictor) Halted(rtt time.Duration) bool {
	roundTrip := int(rtt / TickDuration)
	return p.Pending() >= min(max(roundTrip+pendingSlack, minHalt), maxPending)
}

// AppendInputs appends the pending inputs from number first on, at most limit.
func (p *Predictor) AppendInputs(frames []wire.InputFrame, first uint32, limit int) []wire.InputFrame {
	for seq := first; seq != p.lastSeq+1 && seq-first < uint32(limit); seq++ {
		frames = append(frames, *p.frame(seq))
	}
	return frames
}

// AppendPath appends the positions after each pending input, oldest first,
// without those that Snap has forgotten.
func (p *Predictor) AppendPath(path []Point) []Point {
	if p.timeline == nil {
		return path
	}
	for f := p.acked + 2; f <= p.timeline.NextFrame(); f++ {
		if w := p.timeline.WorldAt(f); w != nil {
			player := w.Player(p.id)
			path = append(path, Point{player.X, player.Y})
		}
	}
	return path
}

// clone returns a copy that shares nothing with p.
func (p *Predictor) clone() Predictor {
	c := *p
	if p.timeline != nil {
		c.timeline = p.timeline.Clone()
	}
	c.server, c.next = sim.World{}, sim.World{}
	c.server.CopyFrom(&p.server)
	return c
}
