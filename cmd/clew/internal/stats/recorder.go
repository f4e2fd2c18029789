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

	maze        *maze.Maze // of the last tick
	self        *replica.Point
	corrections int // total up to the last tick
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
func (r *Recorder) Record(now time.Duration, c *session.Client, notice string) {
	if r == nil {
		return
	}
	c.View(now, &r.view)
	status := c.Status()
	r.line = Line{
		Tick: r.line.Tick + 1, Time: round(now.Seconds()), Phase: phaseNames[status.State],
		Level: r.view.Level, Notice: notice, Halted: status.PredictionHalted,
	}
	r.fillPlayers()
	r.fillNetcode(c)
	r.fillConditions(c.Netem(), c.IsCut())
	b, err := json.Marshal(&r.line)
	if err == nil { // no number in it is infinite
		r.log.add(append(b, '\n'))
	}
}

// fillPlayers fills in who is shown where.
func (r *Recorder) fillPlayers() {
	line, v := &r.line, &r.view
	var self *replica.Point
	for i := range v.Players {
		player := &v.Players[i]
		if player.Self {
			self = &replica.Point{X: player.X, Y: player.Y}
			continue
		}
		line.Others = append(line.Others, Player{int(player.ID), player.Name, position(replica.Point{X: player.X, Y: player.Y})})
	}
	if self != nil {
		shown := position(*self)
		line.Self = &shown
		if r.self != nil && r.maze == v.Maze {
			line.Jump = cells(max(self.Distance(*r.self)-sim.WalkSpeed, 0))
		}
		if v.HasServerPosition {
			ghost := position(v.ServerPosition)
			line.Ghost, line.GhostDistance = &ghost, cells(self.Distance(v.ServerPosition))
		}
	}
	r.self, r.maze = self, v.Maze
}

// fillNetcode fills in the state of the netcode.
func (r *Recorder) fillNetcode(c *session.Client) {
	line, stats, switches := &r.line, c.Stats(), c.Switches()
	line.Pending, line.Waiting = stats.Pending, stats.Waiting
	line.Corrections, line.LastCorrection, line.MaxCorrection = stats.Corrections, cells(stats.LastCorrection), cells(stats.MaxCorrection)
	if stats.Corrections > r.corrections {
		line.Correction = line.LastCorrection
	}
	r.corrections = stats.Corrections
	line.RoundTrip, line.Jitter, line.Delay, line.Snapshots = millis(stats.RTT), millis(stats.Jitter), millis(stats.InterpolationDelay), stats.SnapshotRate
	line.Prediction, line.Interpolation, line.Smoothing = switches.Prediction, switches.Interpolation, switches.Smoothing
	line.Reconciliation = switches.Reconciliation.String()
	line.Redundancy = c.Config().InputRedundancy
}

func (r *Recorder) fillConditions(c netem.Config, cut bool) {
	r.line.Up, r.line.Down, r.line.Stream, r.line.Cut = direction(c.Up), direction(c.Down), c.Stream, cut
}

func direction(c netem.Conditions) Conditions {
	return Conditions{millis(c.Latency), millis(c.Jitter), c.Loss, c.Duplicate, c.Reorder}
}

func position(p replica.Point) Position { return Position{cells(p.X), cells(p.Y)} }

func cells(units int32) float64 { return round(float64(units) / sim.CellUnits) }

func millis(d time.Duration) float64 { return round(d.Seconds() * 1000) }

// round rounds to four decimals, enough for a unit of the engine.
func round(v float64) float64 { return math.Round(v*10_000) / 10_000 }
