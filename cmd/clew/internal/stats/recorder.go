package stats

import (
	"encoding/json"
	"math"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
)

// Recorder writes the lines of one game.
type Recorder struct {
	log  *Log
	line Line
	view replica.View

	maze        *maze.Maze // of the last tick, …
	self        *replica.Point
	corrections int // … and how many there had been
}

// phaseNames holds the names of states in a line.
var phaseNames = [...]string{
	session.Dialing: "connecting", session.Joining: "joining", session.Loading: "joining", session.Playing: "playing",
	session.Reconnecting: "lost", session.Ended: "ended",
}

// NewGame returns a Recorder for a new game. A nil Log returns a nil Recorder,
// which does nothing.
func (l *Log) NewGame() *Recorder {
	if l == nil {
		return nil
	}
	return &Recorder{log: l}
}

// Record writes the line for a tick that c has run; notice is the message in the
// window.
func (t *Recorder) Record(now time.Duration, c *session.Client, notice string) {
	if t == nil {
		return
	}
	c.View(now, &t.view)
	status := c.Status()
	t.line = Line{
		Tick: t.line.Tick + 1, Time: round(now.Seconds()), Phase: phaseNames[status.State],
		Level: t.view.Level, Notice: notice, Halted: status.PredictionHalted,
	}
	t.fillPlayers()
	t.fillNetcode(c)
	t.fillConditions(c.Netem(), c.IsCut())
	b, err := json.Marshal(&t.line)
	if err == nil { // no number in it is infinite
		t.log.add(append(b, '\n'))
	}
}

// fillPlayers fills in who is shown where.
func (t *Recorder) fillPlayers() {
	l, v := &t.line, &t.view
	var self *replica.Point
	for i := range v.Players {
		f := &v.Players[i]
		if f.Self {
			self = &replica.Point{X: f.X, Y: f.Y}
			continue
		}
		l.Others = append(l.Others, Player{int(f.ID), f.Name, position(replica.Point{X: f.X, Y: f.Y})})
	}
	if self != nil {
		at := position(*self)
		l.Self = &at
		if t.self != nil && t.maze == v.Maze {
			l.Jump = cells(max(self.Distance(*t.self)-sim.WalkSpeed, 0))
		}
		if v.HasServerPosition {
			ghost := position(v.ServerPosition)
			l.Ghost, l.GhostDistance = &ghost, cells(self.Distance(v.ServerPosition))
		}
	}
	t.self, t.maze = self, v.Maze
}

// fillNetcode fills in the state of the netcode.
func (t *Recorder) fillNetcode(c *session.Client) {
	l, s, on := &t.line, c.Stats(), c.Switches()
	l.Pending, l.Waiting = s.Pending, s.Waiting
	l.Corrections, l.LastCorrection, l.MaxCorrection = s.Corrections, cells(s.LastCorrection), cells(s.MaxCorrection)
	if s.Corrections > t.corrections {
		l.Correction = l.LastCorrection
	}
	t.corrections = s.Corrections
	l.RoundTrip, l.Jitter, l.Delay, l.Snapshots = millis(s.RTT), millis(s.Jitter), millis(s.InterpolationDelay), s.SnapshotRate
	l.Prediction, l.Reconciliation, l.Interpolation, l.Smoothing = on.Prediction, on.Reconciliation, on.Interpolation, on.Smoothing
	l.Redundancy = c.Config().InputRedundancy
}

func (t *Recorder) fillConditions(c netem.Config, cut bool) {
	t.line.Up, t.line.Down, t.line.Stream, t.line.Cut = direction(c.Up), direction(c.Down), c.Stream, cut
}

func direction(c netem.Conditions) Conditions {
	return Conditions{millis(c.Latency), millis(c.Jitter), c.Loss, c.Duplicate, c.Reorder}
}

func position(p replica.Point) Position { return Position{cells(p.X), cells(p.Y)} }

func cells(units int32) float64 { return round(float64(units) / sim.CellUnits) }

func millis(d time.Duration) float64 { return round(d.Seconds() * 1000) }

// round rounds to four decimals, enough for a unit of the engine.
func round(v float64) float64 { return math.Round(v*10_000) / 10_000 }
