package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/link/flakylink"
	"clew/net/replica"
)

// lagPanel sets the simulated lag and the replica's switches. It docks at the
// side: the mouse works it while the keys walk; Tab gives it the keyboard.
type lagPanel struct {
	desk  *kit.Desk
	sheet *kit.Sheet
	now   tuning.Setup
	cut   bool            // the person cuts the wire
	apart bool            // the two directions are set one by one
	built bool            // the value of apart that the widgets are made for
	dock  image.Rectangle // where there is room
	label func(action.Action) string

	hintKey, hintText string // the hint, and the key that it names …
	hintIn            int    // … in this edition of the words
}

func newLagPanel(d *kit.Desk, label func(action.Action) string) *lagPanel {
	p := &lagPanel{desk: d, now: tuning.Setup{Switches: replica.AllOn}, label: label}
	p.sheet = &kit.Sheet{Pad: 16, Gap: 4, Scrolls: true, Escape: func() { p.sheet.Drop() }, Over: p.drawOwner}
	p.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle {
		r := p.dock
		return image.Rect(r.Min.X, r.Min.Y, r.Max.X, min(r.Max.Y, r.Min.Y+h))
	}
	d.Add(p.sheet, p.build)
	return p
}

// set takes the state of the game, which others may have changed.
func (p *lagPanel) set(now tuning.Setup) {
	p.now, p.cut = now, false
	if now.Lag.Up != now.Lag.Down {
		p.apart = true
	}
	if p.apart != p.built {
		p.sheet.Rebuild()
	}
}

// lagInner is how wide the lag panel is inside, in pixels at 100 %.
const lagInner = dockWidth - 32

func (p *lagPanel) build(b *kit.Builder) {
	p.built = p.apart
	b.Canvas(lagInner, 24, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		base := s.Centre(kit.Strong, r.Min.Y, r.Max.Y-s.Px(4))
		s.Print(dst, words.T("lag.title"), kit.Strong, r.Min.X, base, theme.Text)
		s.PrintRight(dst, p.label(action.Lag), kit.Small, r.Max.X, base, theme.Dim)
	})
	p.buildPresets(b)
	b.Space(2)
	b.Toggle(lagInner, words.T("lag.alike"), func() bool { return !p.apart }, p.flipApart)
	b.Toggle(lagInner, words.T("lag.stream"), func() bool { return p.now.Lag.Stream }, func() { p.now.Lag.Stream = !p.now.Lag.Stream })
	b.Space(2)
	if p.apart {
		p.way(b, words.T("lag.up"), &p.now.Lag.Up)
		b.Space(4)
		p.way(b, words.T("lag.down"), &p.now.Lag.Down)
	} else {
		p.way(b, words.T("lag.both"), &p.now.Lag.Up)
	}
	b.Space(6)
	b.Text(lagInner, 18, kit.Strong, theme.Text, kit.Fixed(words.T("lag.client")))
	tuning.AddLevers(b, lagInner, true, &p.now.Switches)
	b.Space(4)
	b.Text(lagInner, 16, kit.Small, theme.Dim, p.hint)
}

func (p *lagPanel) buildPresets(b *kit.Builder) {
	button := func(w float64, pre tuning.Preset) {
		b.Choice(w, 26, pre.Name(), func() bool { return pre.Is(p.now.Lag) }, func() {
			pre.Put(&p.now.Lag)
			if p.apart {
				p.flipApart()
			}
		})
	}
	b.Row(8, func() {
		button(56, tuning.Presets[0])
		button(56, tuning.Presets[1])
		button(104, tuning.Presets[2])
	})
	b.Row(8, func() {
		button(112, tuning.Presets[3])
		button(112, tuning.Presets[4])
	})
}

// way makes the sliders of one direction.
func (p *lagPanel) way(b *kit.Builder, title string, way *flakylink.Conditions) {
	b.Text(lagInner, 18, kit.Strong, theme.Text, kit.Fixed(title))
	tuning.AddKnobs(b, lagInner, way, func(k tuning.Knob, v int) { p.turn(k, way, v) })
}

func (p *lagPanel) turn(k tuning.Knob, way *flakylink.Conditions, v int) {
	k.Set(way, v)
	if !p.apart {
		k.Set(&p.now.Lag.Down, v)
	}
}

func (p *lagPanel) flipApart() {
	p.apart = !p.apart
	if !p.apart {
		p.now.Lag.Down = p.now.Lag.Up
	}
	p.sheet.Rebuild()
}

// hint says how to get at the panel by keyboard, and back.
func (p *lagPanel) hint() string {
	if p.sheet.HasKeyboard() {
		return p.desk.Fill(words.T("lag.walk-again"))
	}
	if key := p.label(action.Panel); key != p.hintKey || p.hintText == "" || words.Edition() != p.hintIn {
		p.hintKey, p.hintIn = key, words.Edition()
		p.hintText = words.F("lag.take-keys", key)
	}
	return p.hintText
}

// drawOwner shows that the panel has the keyboard.
func (p *lagPanel) drawOwner(dst *ebiten.Image, s *kit.Skin) {
	if p.sheet.HasKeyboard() {
		s.Focus.Draw(dst, p.sheet.GetWidget().Rect, 1)
	}
}
