package kept

import (
	"errors"
	"io"

	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// tape is a server's recording.
type tape struct {
	rec *replay.Recording
	end sim.Tick
	now sim.World // of the last View
	way sim.World // of the last Ways
}

func newTape(rec *replay.Recording) *tape {
	t := &tape{rec: rec, end: rec.Last() - rec.Head.Start}
	for n := 0; n < goodbye && t.end > 0 && !t.somebody(); n++ {
		t.end--
	}
	return t
}

// goodbye is how many ticks without anybody are left out at the end: games end
// with everybody leaving.
const goodbye = 2 * sim.TickRate

// somebody reports whether there is anybody at the end.
func (t *tape) somebody() bool {
	t.rec.World(&t.now, t.rec.Head.Start+t.end)
	return len(t.now.Players()) > 0
}

// Length implements Film.
func (t *tape) Length() sim.Tick { return t.end }

// View implements Film.
func (t *tape) View(tick sim.Tick, v *replica.View) {
	tick += t.rec.Head.Start
	t.rec.World(&t.now, tick)
	*v = replica.View{Maze: t.rec.Head.Level.Maze, Level: t.rec.Head.Level.Name, Tick: tick, Figures: v.Figures[:0]}
	for _, p := range t.now.Players() {
		f := replica.Figure{ID: p.ID, Avatar: letter(p.ID), X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving, Exit: p.Exit}
		if who, ok := t.rec.Person(p.ID, tick); ok {
			introduce(&f, who)
		}
		v.Figures = append(v.Figures, f)
	}
}

// letter is the letter of a player of whom the recording does not tell it: that
// of whoever comes into an empty game in that place.
func letter(id sim.ID) rune { return 'A' + rune((id-1)%26) }

// introduce says who a figure is, as far as what a file says can be shown.
func introduce(f *replica.Figure, p replay.Person) {
	who := wire.Who{ID: p.ID, Avatar: p.Avatar, Name: p.Name, Look: wire.Look{Colour: p.Colour, Shape: p.Shape}}
	if wire.Check(&who) == nil {
		f.Avatar, f.Name, f.Look = who.Avatar, who.Name, who.Look
	}
}

// Ways implements Film.
func (t *tape) Ways(from, to, every sim.Tick, add func(id sim.ID, x, y int32)) {
	for ; from <= to; from += every {
		t.rec.World(&t.way, t.rec.Head.Start+from)
		for _, p := range t.way.Players() {
			add(p.ID, p.X, p.Y)
		}
	}
}

// surveyTape is the Survey of a recording.
func surveyTape(r io.Reader) (Info, error) {
	in, err := replay.NewReader(r)
	if err != nil {
		return Info{}, err
	}
	info := Info{Level: in.Head.Level.Name, Server: in.Head.Server}
	for {
		t, err := in.Next()
		switch {
		case err == nil:
			info.Length = t.Number - in.Head.Start
		case errors.Is(err, io.ErrUnexpectedEOF):
			info.Cut = true
			return info, nil
		case errors.Is(err, io.EOF):
			return info, nil
		default:
			return info, err
		}
	}
}
