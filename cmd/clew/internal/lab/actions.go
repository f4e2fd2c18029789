package lab

import (
	"image"
	"slices"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/words"
)

// actions are the buttons for what is picked out: what can be done to a
// packet, or the way to where an input or a correction began.
type actions struct {
	lab    *Lab
	packet *kit.Sheet
	other  *kit.Sheet
	laid   grid // that they were built for
}

// grid is how the buttons lie: one or two in a row, each so wide, in pixels at
// 100 %, and what those leave free of it that are too many, and can be scrolled.
type grid struct {
	across    int
	wide, bar float64
}

// grid is how they have room at present.
func (a *actions) grid() grid {
	p, scale := a.lab.places, a.lab.desk.Frame().Scale
	switch {
	case p.acts.Empty():
		return a.laid // nobody sees them
	case p.detail.Min.X > p.line.Min.X:
		return grid{2, (float64(p.acts.Dx())/scale - actionApart - 2*actionPad) / 2, 4}
	case a.lab.low():
		return grid{1, actionWide, 0} // the bar has room beside them
	}
	return grid{2, actionWide, 0}
}

func newActions(l *Lab) *actions {
	a := &actions{lab: l, laid: grid{2, actionWide, 0}}
	a.packet = a.sheet(func(b *kit.Builder) {
		fate := func(key string, f reel.Fate) func(w float64) {
			label := l.desk.Fill(words.T(key))
			return func(w float64) {
				b.Choice(w, actionHigh, label, func() bool { return l.fate() == f }, func() { l.change(f) })
			}
		}
		w := a.laid.wide - a.laid.bar
		a.rows(b, w, fate("lab.drop", reel.Drop), fate("lab.delay", reel.Delay), fate("lab.double", reel.Double), fate("lab.swap", reel.Swap))
		a.back(b, w)
	})
	a.other = a.sheet(func(b *kit.Builder) {
		w := a.laid.wide*float64(a.laid.across) + actionApart*float64(a.laid.across-1)
		b.Button(w, actionHigh, l.desk.Fill(words.T(whereKey[a.laid.across-1])), l.visit)
		a.back(b, a.laid.wide)
	})
	return a
}

// whereKey is what the way to the beginning is called on a narrow button, and on
// a wide one.
var whereKey = [...]string{"lab.where-short", "lab.where"}

// back makes the buttons that take changes back.
func (a *actions) back(b *kit.Builder, wide float64) {
	l := a.lab
	a.rows(b, wide,
		func(w float64) { b.Button(w, actionHigh, words.T("lab.undo"), l.undo) },
		func(w float64) { b.Button(w, actionHigh, l.desk.Fill(words.T("lab.as-it-was")), l.restore) })
}

// rows lays buttons of a width into rows.
func (a *actions) rows(b *kit.Builder, wide float64, buttons ...func(w float64)) {
	for row := range slices.Chunk(buttons, a.laid.across) {
		b.Row(actionApart, func() {
			for _, button := range row {
				button(wide)
			}
		})
	}
}

// sheet makes a hidden sheet in its part of the detail.
func (a *actions) sheet(build func(*kit.Builder)) *kit.Sheet {
	s := &kit.Sheet{Bare: true, Unframed: true, Gap: actionGap, Pad: actionPad, Scrolls: true}
	s.Escape = s.Drop
	s.Place = func(f kit.Frame, w, h int) image.Rectangle {
		r := a.lab.places.acts
		if h > r.Dy() {
			return r
		}
		at := image.Pt(r.Max.X-w, r.Min.Y+(r.Dy()-h)/2)
		return image.Rectangle{at, at.Add(image.Pt(w, h))}
	}
	a.lab.desk.Add(s, build)
	return s
}

// follow shows the buttons that fit what is picked out.
func (a *actions) follow() {
	if g := a.grid(); g != a.laid {
		a.laid = g
		a.packet.Rebuild()
		a.other.Rebuild()
	}
	k, room := a.lab.reel.Picked().Kind, !a.lab.places.acts.Empty()
	fates := k == reel.Packet && !a.lab.reel.Captured()
	show(a.packet, fates && room)
	show(a.other, k != reel.Nothing && !fates && room)
}

func show(s *kit.Sheet, on bool) {
	switch {
	case on && !s.Shown():
		s.Show(false)
	case !on && s.Shown():
		s.Hide()
	}
}

// fate is what was done to the packet picked out.
func (l *Lab) fate() reel.Fate {
	p := l.reel.Picked()
	if p.Kind != reel.Packet {
		return reel.AsItWas
	}
	return l.reel.Fate(l.reel.Story().Packets[p.Index])
}

// change does something to the packet picked out, and plays the game again.
func (l *Lab) change(f reel.Fate) { l.show(l.reel.Change(f)) }

// undo takes the last change back.
func (l *Lab) undo() {
	l.fault = ""
	if !l.reel.Undo() {
		l.fault = words.T("lab.nothing")
	}
}

// restore takes all changes back.
func (l *Lab) restore() {
	l.fault = ""
	if !l.reel.Restore() {
		l.fault = words.T("lab.nothing")
	}
}
