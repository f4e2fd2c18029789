package replays

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
	walked sim.World // of the last Paths
}

func newServerRecording(rec *replay.Recording) *serverRecording {
	r := &serverRecording{rec: rec, length: rec.LastTick() - rec.Header.StartTick}
	for n := 0; n < maxEmptyEnd && r.length > 0 && !r.hasPlayers(); n++ {
		r.length--
	}
	return r
}

// maxEmptyEnd is how many empty ticks at the end are removed, since games end
// with everyone leaving.
const maxEmptyEnd = 2 * sim.TickRate

// hasPlayers reports whether there is anyone at the end.
func (r *serverRecording) hasPlayers() bool {
	r.rec.WorldAt(&r.viewed, r.rec.Header.StartTick+r.length)
	return len(r.viewed.Players()) > 0
}

// Length implements Replay.
func (r *serverRecording) Length() sim.Tick { return r.length }

// ViewAt implements Replay.
func (r *serverRecording) ViewAt(tick sim.Tick, v *replica.View) {
	tick += r.rec.Header.StartTick
	r.rec.WorldAt(&r.viewed, tick)
	*v = replica.View{Maze: r.rec.Header.Level.Maze, Level: r.rec.Header.Level.Name, Tick: tick, Players: v.Players[:0]}
	for _, p := range r.viewed.Players() {
		player := replica.PlayerView{ID: p.ID, Avatar: defaultAvatar(p.ID), X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving, ExitTick: p.ExitTick}
		if info, ok := r.rec.PlayerAt(p.ID, tick); ok {
			setIdentity(&player, info)
		}
		v.Players = append(v.Players, player)
	}
}

// defaultAvatar returns the letter for a player if the recording has none: the
// one that the server would have given in an empty game.
func defaultAvatar(id sim.ID) rune { return 'A' + rune((id-1)%26) }

// setIdentity sets the name and appearance from info, if they are valid.
func setIdentity(player *replica.PlayerView, info replay.PlayerInfo) {
	checked := wire.PlayerInfo{ID: info.ID, Avatar: info.Avatar, Name: info.Name, Appearance: wire.Appearance{Colour: info.Colour, Shape: info.Shape}}
	if wire.Check(&checked) == nil {
		player.Avatar, player.Name, player.Appearance = checked.Avatar, checked.Name, checked.Appearance
	}
}

// Paths implements Replay.
func (r *serverRecording) Paths(from, to, every sim.Tick, add func(id sim.ID, x, y int32)) {
	for ; from <= to; from += every {
		r.rec.WorldAt(&r.walked, r.rec.Header.StartTick+from)
		for _, p := range r.walked.Players() {
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
		tick, err := in.Next()
		switch {
		case err == nil:
			info.Length = tick.Number - in.Header.StartTick
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
