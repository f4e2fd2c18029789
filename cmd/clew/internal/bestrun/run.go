package bestrun

import (
	"bytes"
	"errors"

	"clew/engine/replay"
	"clew/engine/sim"
)

// Run is a player's way to an exit.
type Run struct {
	Hash  uint64     // of the maze
	Steps []Position // after each tick, from the one of joining to that of the exit
}

// Position is a place in the maze, in units.
type Position struct{ X, Y int32 }

// Time returns how long the run took.
func (r *Run) Time() sim.Tick { return sim.Tick(len(r.Steps) - 1) }

// At returns where the player was after so many ticks and a fraction of the next
// one; false before the run and after its end.
func (r *Run) At(ticks float64) (p Position, ok bool) {
	if i := int(ticks); ticks >= 0 && i < len(r.Steps)-1 {
		a, b, t := r.Steps[i], r.Steps[i+1], ticks-float64(i)
		return Position{a.X + int32(float64(b.X-a.X)*t), a.Y + int32(float64(b.Y-a.Y)*t)}, true
	}
	return Position{}, false
}

// ErrUnfinished says that nobody reaches an exit at the end of a replay.
var ErrUnfinished = errors.New("bestrun: nobody has reached an exit at the end of the replay")

// Decode returns the run of the player that reaches an exit at the end of a
// replay. Its errors are ErrUnfinished or those of package replay.
func Decode(content []byte) (*Run, error) {
	rec, err := replay.Load(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	cursor := rec.Cursor()
	last, err := cursor.StateAt(rec.LastTick())
	if err != nil {
		return nil, err
	}
	id, from := sim.ID(0), sim.Tick(0)
	for i, p := range last.World().Players() {
		if p.ExitTick != 0 && p.ExitTick == last.Tick() {
			id, from = p.ID, max(last.Players()[i].JoinTick, rec.StartTick())
		}
	}
	if id == 0 {
		return nil, ErrUnfinished
	}
	level, _ := last.Level()
	run := &Run{Hash: level.Maze.Hash()}
	for tick := from; rec.Has(tick); tick++ {
		s, err := cursor.StateAt(tick)
		if err != nil {
			return nil, err
		}
		for _, p := range s.World().Players() {
			if p.ID == id {
				run.Steps = append(run.Steps, Position{p.X, p.Y})
			}
		}
	}
	return run, nil
}
