package recordings

import (
	"errors"
	"io"

	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// serverRecording replays a server's recording.
type serverRecording struct {
	rec    *replay.Recording
	length sim.Tick
	viewed sim.World // of the last View
	walked sim.World // of the last Ways
}

func newServerRecording(rec *replay.Recording) *serverRecording {
	t := &serverRecording{rec: rec, length: rec.LastTick() - rec.Header.StartTick}
	for n := 0; n < maxEmptyEnd && t.length > 0 && !t.hasPlayers(); n++ {
		t.length--
	}
	return t
}

// maxEmptyEnd is how many empty ticks at the end are removed, since games end
// with everyone leaving.
const maxEmptyEnd = 2 * sim.TickRate

// hasPlayers reports whether there is anyone at the end.
func (t *serverRecording) hasPlayers() bool {
	t.rec.WorldAt(&t.viewed, t.rec.Header.StartTick+t.length)
	return len(t.viewed.Players()) > 0
}

// Length implements Replay.
func (t *serverRecording) Length() sim.Tick { return t.length }

// ViewAt implements Replay.
func (t *serverRecording) ViewAt(tick sim.Tick, v *replica.View) {
	tick += t.rec.Header.StartTick
	t.rec.WorldAt(&t.viewed, tick)
	*v = replica.View{Maze: t.rec.Header.Level.Maze, Level: t.rec.Header.Level.Name, Tick: tick, Players: v.Players[:0]}
	for _, p := range t.viewed.Players() {
		f := replica.PlayerView{ID: p.ID, Avatar: defaultAvatar(p.ID), X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving, ExitTick: p.ExitTick}
		if info, ok := t.rec.PlayerAt(p.ID, tick); ok {
			setIdentity(&f, info)
		}
		v.Players = append(v.Players, f)
	}
}

// defaultAvatar returns the letter for a player if the recording has none: the
// one that the server would have given in an empty game.
func defaultAvatar(id sim.ID) rune { return 'A' + rune((id-1)%26) }

// setIdentity sets the name and appearance of p, if they are valid.
func setIdentity(f *replica.PlayerView, p replay.PlayerInfo) {
	info := wire.PlayerInfo{ID: p.ID, Avatar: p.Avatar, Name: p.Name, Appearance: wire.Appearance{Colour: p.Colour, Shape: p.Shape}}
	if wire.Check(&info) == nil {
		f.Avatar, f.Name, f.Appearance = info.Avatar, info.Name, info.Appearance
	}
}

// Paths implements Replay.
func (t *serverRecording) Paths(from, to, every sim.Tick, add func(id sim.ID, x, y int32)) {
	for ; from <= to; from += every {
		t.rec.WorldAt(&t.walked, t.rec.Header.StartTick+from)
		for _, p := range t.walked.Players() {
			add(p.ID, p.X, p.Y)
		}
	}
}

// readServerInfo reads the Info of a recording.
func readServerInfo(r io.Reader) (Info, error) {
	in, err := replay.NewReader(r)
	if err != nil {
		return Info{}, err
	}
	info := Info{Level: in.Header.Level.Name, Server: in.Header.ServerName}
	for {
		t, err := in.Next()
		switch {
		case err == nil:
			info.Length = t.Number - in.Header.StartTick
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
