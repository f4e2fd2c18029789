package lab

import (
	"image"

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
}

func newActions(l *Lab) *actions {
	a := &actions{lab: l}
	const w, h = 98, 32
	a.packet = a.sheet(func(b *kit.Builder) {
		fate := func(label string, f reel.Fate) {
			b.Choice(w, h, label, func() bool { return l.fate() == f }, func() { l.change(f) })
		}
		b.Row(8, func() {
			fate(l.desk.Fill(words.T("lab.drop")), reel.Drop)
			fate(l.desk.Fill(words.T("lab.delay")), reel.Delay)
		})
		b.Row(8, func() {
			fate(l.desk.Fill(words.T("lab.double")), reel.Double)
			fate(l.desk.Fill(words.T("lab.swap")), reel.Swap)
		})
		b.Row(8, func() {
			b.Button(w, h, words.T("lab.undo"), l.undo)
			b.Button(w, h, l.desk.Fill(words.T("lab.as-it-was")), l.restore)
		})
	})
	a.other = a.sheet(func(b *kit.Builder) {
		b.Button(2*w+8, h, l.desk.Fill(words.T("lab.where")), l.visit)
		b.Row(8, func() {
			b.Button(w, h, words.T("lab.undo"), l.undo)
			b.Button(w, h, l.desk.Fill(words.T("lab.as-it-was")), l.restore)
		})
	})
	return a
}

// sheet makes a hidden sheet at the right of the detail.
func (a *actions) sheet(build func(*kit.Builder)) *kit.Sheet {
	s := &kit.Sheet{Bare: true, Unframed: true, Gap: 6, Pad: 2, Scrolls: true}
	s.Escape = s.Drop
	s.Place = func(f kit.Frame, w, h int) image.Rectangle {
		r := a.lab.places.detail
		h = min(h, r.Dy()-f.Px(8))
		at := image.Pt(r.Max.X-w-f.Px(8), r.Min.Y+(r.Dy()-h)/2)
		return image.Rectangle{at, at.Add(image.Pt(w, h))}
	}
	a.lab.desk.Add(s, build)
	return s
}

// follow shows the buttons that fit what is picked out.
func (a *actions) follow() {
	k := a.lab.reel.Picked().Kind
	fates := k == reel.Packet && !a.lab.reel.Captured()
	show(a.packet, fates && !a.lab.compares)
	show(a.other, k != reel.Nothing && !fates && !a.lab.compares)
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
