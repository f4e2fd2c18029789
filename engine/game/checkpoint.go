package game

import (
	"fmt"
	"math/bits"
	"strings"
	"unicode/utf8"

	"clew/engine/maze"
	"clew/engine/sim"
)

// The form of a checkpoint, as MessagePack:
//
//	[version, epoch, name, level file, level number, last ID, countdown, out, tick, random, players]
//
//	random    the state of the World's random number generator
//	players   an array with an array for each player: ID, avatar, name, colour, shape,
//	          ack, token, previous token, disconnected (0 or 1), disconnected at, joined
//	          at, muted until, points, gained, place; X, Y, facing, moving (0 or 1), exit
//	          tick

// CheckpointVersion is the version of the encoding.
const CheckpointVersion = 2

// MaxCheckpointLen limits a checkpoint, in bytes. The largest level and
// sim.MaxPlayers players fit.
const MaxCheckpointLen = 1 << 20

const (
	checkpointFields = 11
	playerFields     = 20
)

// AppendCheckpoint appends the whole State to dst. Everything that Hash covers is
// in it.
func AppendCheckpoint(dst []byte, s *State) []byte {
	dst = appendArray(dst, checkpointFields)
	dst = appendUint(dst, CheckpointVersion)
	dst = appendUint(dst, uint64(s.epoch))
	dst = appendText(dst, s.name)
	dst = appendText(dst, string(s.level.Format()))
	dst = appendUint(dst, uint64(s.levelNumber))
	dst = appendUint(dst, uint64(s.lastID))
	dst = appendUint(dst, uint64(s.countdown))
	dst = appendUint(dst, uint64(s.out))
	dst = appendUint(dst, uint64(s.world.Tick()))
	dst = appendUint(dst, s.world.Random())
	dst = appendArray(dst, len(s.players))
	for i := range s.players {
		dst = appendPlayer(dst, &s.players[i], &s.world.Players()[i])
	}
	return dst
}

func appendPlayer(dst []byte, p *Player, body *sim.Player) []byte {
	dst = appendArray(dst, playerFields)
	dst = appendUint(dst, uint64(p.ID))
	dst = appendUint(dst, uint64(p.Avatar))
	dst = appendText(dst, p.Name)
	dst = append(dst, p.Appearance.Colour, p.Appearance.Shape)
	dst = appendUint(dst, uint64(p.Ack))
	dst = appendToken(dst, p.Token)
	dst = appendToken(dst, p.PreviousToken)
	dst = appendBool(dst, p.Disconnected)
	dst = appendUint(dst, uint64(p.DisconnectedAt))
	dst = appendUint(dst, uint64(p.JoinTick))
	dst = appendUint(dst, uint64(p.MutedUntil))
	dst = appendUint(dst, uint64(p.Points))
	dst = appendUint(dst, uint64(p.Gained))
	dst = appendUint(dst, uint64(p.Place))
	dst = appendUint(dst, uint64(body.X))
	dst = appendUint(dst, uint64(body.Y))
	dst = append(dst, byte(body.Facing))
	dst = appendBool(dst, body.Moving)
	return appendUint(dst, uint64(body.ExitTick))
}

func appendBool(dst []byte, v bool) []byte {
	if v {
		return append(dst, 1)
	}
	return append(dst, 0)
}

// DecodeCheckpoint returns the State of a checkpoint, which may come from a
// stranger. It accepts only what AppendCheckpoint writes; its errors wrap
// ErrMalformed.
func DecodeCheckpoint(b []byte) (*State, error) {
	if len(b) > MaxCheckpointLen {
		return nil, fmt.Errorf("%w: a checkpoint has %d bytes, at most %d are allowed", ErrMalformed, len(b), MaxCheckpointLen)
	}
	r := reader{b: b}
	if n := r.array(checkpointFields); n != checkpointFields {
		r.fail("a checkpoint has %d fields", n)
	}
	if v := r.uint(1<<32 - 1); v != CheckpointVersion {
		r.fail("a checkpoint has version %d, this program reads version %d", v, CheckpointVersion)
	}
	s := &State{epoch: r.uint32(), name: r.name(MaxNameLen), level: r.level(), levelNumber: r.uint32(), lastID: sim.ID(r.uint(uint64(MaxID))), countdown: sim.Tick(r.uint32()), out: r.uint32()}
	tick, random := sim.Tick(r.uint32()), r.uint(1<<64-1)
	n := r.array(sim.MaxPlayers)
	if r.err != nil {
		return nil, r.err
	}
	s.world = *sim.New(s.level.Maze, random)
	letters := map[rune]bool{}
	var bodies []sim.Player
	for last := sim.ID(0); n > 0 && r.err == nil; n-- {
		p, body := r.player(s)
		if p.ID <= last || p.ID > s.lastID || letters[p.Avatar] {
			r.fail("player %d, with the letter %q, after player %d", p.ID, p.Avatar, last)
		}
		last, letters[p.Avatar] = p.ID, true
		s.players, bodies = append(s.players, p), append(bodies, body)
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	s.world.SetState(tick, bodies...)
	s.index()
	return s, nil
}

// player reads a player and its body.
func (r *reader) player(s *State) (p Player, body sim.Player) {
	if n := r.array(playerFields); n != playerFields {
		r.fail("a player has %d fields", n)
	}
	p = Player{
		ID: sim.ID(r.uint32()), Avatar: r.avatar(), Name: r.name(MaxNameRunes), Appearance: r.appearance(),
		Ack: r.uint32(), Token: r.token(), PreviousToken: r.token(),
		Disconnected: r.bool(), DisconnectedAt: sim.Tick(r.uint32()), JoinTick: sim.Tick(r.uint32()), MutedUntil: sim.Tick(r.uint32()),
		Points: uint32(r.uint(MaxPoints)), Gained: uint32(r.uint(MaxPoints)), Place: r.uint32(),
	}
	body = sim.Player{
		ID: p.ID, X: int32(r.uint(sim.CellUnits * maze.MaxSize)), Y: int32(r.uint(sim.CellUnits * maze.MaxSize)),
		Facing: sim.Input(r.uint(uint64(sim.AllKeys))), Moving: r.bool(), ExitTick: sim.Tick(r.uint32()),
	}
	if p.Name == "" {
		r.fail("player %d has no name", p.ID)
	}
	if cell := body.Cell(); r.err == nil && !s.level.Maze.Walkable(cell.X, cell.Y) {
		r.fail("player %d is in a wall", p.ID)
	}
	if bits.OnesCount8(uint8(body.Facing)) != 1 {
		r.fail("player %d faces %d", p.ID, body.Facing)
	}
	return p, body
}

func (r *reader) bool() bool { return r.uint(1) == 1 }

// avatar reads a letter.
func (r *reader) avatar() rune {
	l := rune(r.uint(utf8.MaxRune))
	if !strings.ContainsRune(letters, l) {
		r.fail("%U is no letter of a player", l)
	}
	return l
}
