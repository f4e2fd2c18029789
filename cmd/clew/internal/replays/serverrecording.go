package replays

import (
	"errors"
	"io"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// serverRecording replays a server's recording.
type serverRecording struct {
	rec    *replay.Recording
	length sim.Tick
	maze   *maze.Maze // of the last View

	// Each has its own cursor, since each goes on from where it was.
	view, paths, chat *replay.Cursor
	lines             []replay.ChatLine // reused
}

// newServerRecording returns the error if the game is another one with the rules
// of today, as far as its beginning and its end tell.
func newServerRecording(rec *replay.Recording) (*serverRecording, error) {
	r := &serverRecording{rec: rec, length: rec.LastTick() - rec.StartTick(), view: rec.Cursor(), paths: rec.Cursor(), chat: rec.Cursor()}
	if _, err := r.view.StateAt(rec.StartTick() + min(r.length, replay.CheckpointInterval-1)); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		s, err := r.view.StateAt(rec.StartTick() + r.length)
		if err != nil {
			return nil, err
		}
		if n == maxEmptyEnd || r.length == 0 || len(s.Players()) > 0 {
			return r, nil
		}
		r.length--
	}
}

// maxEmptyEnd is how many empty ticks at the end are removed, since games end
// with everyone leaving.
const maxEmptyEnd = 2 * sim.TickRate

// Length implements Replay. It becomes shorter if the game turns out to be another
// one from some tick on.
func (r *serverRecording) Length() sim.Tick { return r.length }

// stateAt returns the State after a tick or, if the game is another one there, the
// last State before that.
func (r *serverRecording) stateAt(c *replay.Cursor, tick sim.Tick) *game.State {
	for {
		s, err := c.StateAt(r.rec.StartTick() + min(tick, r.length))
		var desync *replay.DesyncError
		switch {
		case err == nil:
			return s
		case errors.As(err, &desync) && desync.Count > 0:
			r.length = min(r.length, sim.Tick(desync.Count)-1)
		default: // Load has checked all else
			return r.rec.Start
		}
	}
}

// ViewAt implements Replay.
func (r *serverRecording) ViewAt(tick sim.Tick, v *replica.View) {
	s := r.stateAt(r.view, tick)
	level, _ := s.Level()
	if r.maze == nil || r.maze.Hash() != level.Maze.Hash() { // each checkpoint has its own copy of the level
		r.maze = level.Maze
	}
	// A recording does not tell whether the maze was dark. Shown as if it was, it
	// tells more of what a player did.
	*v = replica.View{Maze: r.maze, Level: level.Name, Dark: true, Tick: s.Tick(), Players: v.Players[:0]}
	bodies := s.World().Players()
	for i, p := range s.Players() {
		b := &bodies[i]
		v.Players = append(v.Players, replica.PlayerView{
			ID: p.ID, Avatar: p.Avatar, Name: showableName(p.Name), Appearance: wire.Appearance(p.Appearance),
			X: b.X, Y: b.Y, Facing: b.Facing, Moving: b.Moving, ExitTick: b.ExitTick, JoinTick: p.JoinTick,
		})
	}
}

// Chat implements Replay.
func (r *serverRecording) Chat(after, upTo sim.Tick) (lines []ChatLine) {
	start := r.rec.StartTick()
	r.lines, _ = r.chat.Chat(r.lines[:0], start+min(after, r.length), start+min(upTo, r.length)) // what comes before an error is right
	for i := range r.lines {
		l := &r.lines[i]
		text := wire.CleanText(l.Text)
		if text == "" {
			continue
		}
		lines = append(lines, ChatLine{
			Tick: l.Tick - start, ID: l.Player.ID, Avatar: l.Player.Avatar, Appearance: wire.Appearance(l.Player.Appearance),
			Name: showableName(l.Player.Name), Text: text,
		})
	}
	return lines
}

// Paths implements Replay. It leaves out paths on levels other than the last.
func (r *serverRecording) Paths(from, to, every sim.Tick, add func(id sim.ID, x, y int32)) {
	var bodies []sim.Player
	for level := uint32(0); from <= to; from += every {
		s := r.stateAt(r.paths, from)
		if _, number := s.Level(); number != level {
			level, bodies = number, bodies[:0]
		}
		bodies = append(bodies, s.World().Players()...)
	}
	for _, b := range bodies {
		add(b.ID, b.X, b.Y)
	}
}

// readServerInfo reads the Info of a recording.
func readServerInfo(r io.Reader) (Info, error) {
	in, err := replay.NewReader(r)
	if err != nil {
		return Info{}, err
	}
	level, _ := in.Start.Level()
	info := Info{Level: level.Name, Server: wire.CleanText(in.Start.Name())} // which may hold anything that is no control character
	for {
		record, err := in.Next()
		switch {
		case err == nil && record.Entry != nil:
			info.Length++
		case err == nil:
		case errors.Is(err, io.ErrUnexpectedEOF):
			info.Truncated = true
			return info, nil
		case errors.Is(err, io.EOF):
			return info, nil
		default:
			return info, err
		}
	}
}
