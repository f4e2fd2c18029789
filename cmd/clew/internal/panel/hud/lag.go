package hud

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
)

// lagPanel sets the simulated lag and the replica's switches. It docks at the
// side: the mouse works it while the keys walk; Tab gives it the keyboard.
type lagPanel struct {
	desk  *kit.Desk
	sheet *kit.Sheet
	now   tuning.Setup
	cut   bool            // the person cuts the wire
	apart bool            // the two directions are set one by one
	built lagShape        // that the widgets are made for
	dock  image.Rectangle // where there is room
	label func(action.Action) string

	hintKey, hintText string // the hint, and the key that it names …
	hintIn            int    // … in this edition of the words
}

func newLagPanel(d *kit.Desk, label func(action.Action) string) *lagPanel {
	p := &lagPanel{desk: d, now: tuning.Setup{Switches: replica.AllOn}, label: label}
	p.sheet = &kit.Sheet{Pad: lagPad, Gap: 3, Scrolls: true, Escape: func() { p.sheet.Drop() }, Over: p.drawOwner}
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
	if p.shape() != p.built {
		p.sheet.Rebuild()
	}
}

// lagShape is what the widgets of the panel hang on.
type lagShape struct {
	apart bool
	width float64 // of the panel, in pixels at 100 %
	cut   string  // the key that cuts the wire
}

func (p *lagPanel) shape() lagShape {
	return lagShape{p.apart, dock(p.desk.Frame()), p.label(action.Cut)}
}

func (s lagShape) wide() bool { return s.width == dockWide }

// The sizes of the panel, in pixels at 100 %.
const (
	lagPad = 12  // inside its edges
	lagCut = 128 // the button that cuts the wire
)

func (p *lagPanel) build(b *kit.Builder) {
	p.built = p.shape()
	w := p.built.width - 2*lagPad
	b.Canvas(w, 20, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		base := s.Centre(kit.Strong, r.Min.Y, r.Max.Y)
		s.Print(dst, words.T("lag.title"), kit.Strong, r.Min.X, base, theme.Text)
		s.PrintRight(dst, p.label(action.Lag), kit.Small, r.Max.X, base, theme.Dim)
	})
	p.buildPresets(b)
	p.row(b, func() {
		w := p.beside(w, (w-8)/2)
		b.Toggle(w, words.T("lag.alike"), func() bool { return !p.apart }, p.flipApart)
		b.Toggle(w, words.T("lag.stream"), func() bool { return p.now.Lag.Stream }, func() { p.now.Lag.Stream = !p.now.Lag.Stream })
	})
	if p.apart {
		p.way(b, w, words.T("lag.up"), &p.now.Lag.Up)
		p.way(b, w, words.T("lag.down"), &p.now.Lag.Down)
	} else {
		p.way(b, w, words.T("lag.both"), &p.now.Lag.Up)
	}
	p.row(b, func() {
		tuning.AddDial(b, p.beside(w, w-lagCut-8), words.T("tuner.redundancy"), kit.Dial{Min: 1, Max: wire.MaxMoves, Step: 1,
			Get: func() int { return p.now.Redundancy },
			Set: func(v int) { p.now.Redundancy = v },
		})
		b.Button(lagCut, 24, strings.TrimRight(words.F("lag.cut", p.built.cut), " "), func() { p.cut = true })
	})
	b.Text(w, 18, kit.Strong, theme.Text, kit.Fixed(words.T("lag.client")))
	if p.built.wide() {
		tuning.AddLeversBeside(b, w, &p.now.Switches)
	} else {
		tuning.AddLevers(b, w, true, &p.now.Switches)
	}
	b.Lines(w, kit.Small, theme.Dim, words.T("lag.how"))
	b.Text(w, 16, kit.Small, theme.Dim, p.hint)
}

// row lays things side by side where the panel is wide.
func (p *lagPanel) row(b *kit.Builder, fill func()) {
	if p.built.wide() {
		b.Row(8, fill)
		return
	}
	fill()
}

// beside is how wide a thing in such a row is.
func (p *lagPanel) beside(whole, part float64) float64 {
	if p.built.wide() {
		return part
	}
	return whole
}

// buildPresets makes a button for each preset, in one line if there is room.
func (p *lagPanel) buildPresets(b *kit.Builder) {
	button := func(w float64, pre tuning.Preset) {
		b.Choice(w, 26, pre.Name(), func() bool { return pre.Is(p.now.Lag) }, func() {
			pre.Put(&p.now.Lag)
			if p.apart {
				p.flipApart()
			}
		})
	}
	line := func(widths []float64, presets []tuning.Preset) {
		b.Row(8, func() {
			for i, w := range widths {
				button(w, presets[i])
			}
		})
	}
	all := tuning.Presets
	if p.built.wide() {
		line([]float64{56, 56, 96, 92, 92}, all)
		return
	}
	line([]float64{56, 56, 112}, all[:3])
	line([]float64{116, 116}, all[3:])
}

// way makes the sliders of one direction.
func (p *lagPanel) way(b *kit.Builder, w float64, title string, way *flakylink.Conditions) {
	b.Text(w, 18, kit.Strong, theme.Text, kit.Fixed(title))
	tuning.AddKnobs(b, w, way, func(k tuning.Knob, v int) { p.turn(k, way, v) })
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
