package game

import (
	"fmt"

	"clew/engine/sim"
)

// MaxDifferences limits what Diff returns.
const MaxDifferences = 64

// Difference is a field that has another value in another State.
type Difference struct {
	Player sim.ID // whose field it is; 0: the game's
	Field  string // as State, Player and sim.Player call it, in words
	A, B   string // the values; "missing" where only one State has the player
}

// String writes a difference as people read it: "player 3 X 18432 ≠ 18528".
func (d Difference) String() string {
	of := "game"
	if d.Player != 0 {
		of = fmt.Sprintf("player %d", d.Player)
	}
	return fmt.Sprintf("%s %s %s ≠ %s", of, d.Field, d.A, d.B)
}

// Diff returns the fields that Hash covers and in which two States differ: those of
// the game first, then those of the players by ascending ID. It returns at most
// MaxDifferences.
func Diff(a, b *State) []Difference {
	d := diff{}
	d.add("tick", a.Tick(), b.Tick())
	d.add("epoch", a.epoch, b.epoch)
	d.add("name", text(a.name), text(b.name))
	d.add("level name", text(a.level.Name), text(b.level.Name))
	d.add("level author", text(a.level.Author), text(b.level.Author))
	d.add("level note", text(a.level.Note), text(b.level.Note))
	d.add("level number", a.levelNumber, b.levelNumber)
	d.add("maze", a.world.Maze().Hash(), b.world.Maze().Hash())
	d.add("random", a.world.Random(), b.world.Random())
	d.add("last ID", a.lastID, b.lastID)
	d.add("countdown", a.countdown, b.countdown)
	d.add("out", a.out, b.out)
	d.players(a, b)
	return d.all
}

// diff is a comparison under way.
type diff struct {
	player sim.ID
	all    []Difference
}

// text is shown in quotes.
type text string

// add notes a field whose values differ.
func (d *diff) add(field string, a, b any) {
	if a == b || len(d.all) >= MaxDifferences {
		return
	}
	show := func(v any) string {
		switch v := v.(type) {
		case text:
			return fmt.Sprintf("%q", string(v))
		case sim.Input:
			return string(appendKeyLetters(nil, v))
		case TokenHash:
			return fmt.Sprintf("%x", v[:])
		}
		return fmt.Sprint(v)
	}
	d.all = append(d.all, Difference{d.player, field, show(a), show(b)})
}

// players compares the players of both States, which are in ascending order.
func (d *diff) players(a, b *State) {
	i, j := 0, 0
	for i < len(a.players) || j < len(b.players) {
		switch {
		case j == len(b.players) || i < len(a.players) && a.players[i].ID < b.players[j].ID:
			d.player = a.players[i].ID
			d.add("player", text(a.players[i].Name), "missing")
			i++
		case i == len(a.players) || b.players[j].ID < a.players[i].ID:
			d.player = b.players[j].ID
			d.add("player", "missing", text(b.players[j].Name))
			j++
		default:
			d.player = a.players[i].ID
			d.fields(&a.players[i], &b.players[j])
			d.body(a.world.Player(d.player), b.world.Player(d.player))
			i, j = i+1, j+1
		}
	}
}

func (d *diff) fields(a, b *Player) {
	d.add("avatar", text(a.Avatar), text(b.Avatar))
	d.add("name", text(a.Name), text(b.Name))
	d.add("colour", a.Appearance.Colour, b.Appearance.Colour)
	d.add("shape", a.Appearance.Shape, b.Appearance.Shape)
	d.add("ack", a.Ack, b.Ack)
	d.add("token", a.Token, b.Token)
	d.add("previous token", a.PreviousToken, b.PreviousToken)
	d.add("disconnected", a.Disconnected, b.Disconnected)
	d.add("disconnected at", a.DisconnectedAt, b.DisconnectedAt)
	d.add("joined at", a.JoinTick, b.JoinTick)
	d.add("muted until", a.MutedUntil, b.MutedUntil)
	d.add("points", a.Points, b.Points)
	d.add("gained", a.Gained, b.Gained)
	d.add("place", a.Place, b.Place)
}

func (d *diff) body(a, b *sim.Player) {
	if a == nil || b == nil {
		d.add("body", a != nil, b != nil)
		return
	}
	d.add("X", a.X, b.X)
	d.add("Y", a.Y, b.Y)
	d.add("facing", a.Facing, b.Facing)
	d.add("moving", a.Moving, b.Moving)
	d.add("exit tick", a.ExitTick, b.ExitTick)
}
