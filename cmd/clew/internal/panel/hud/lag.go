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
	root     *kit.Root
	panel    *kit.Panel
	config   tuning.Config
	cut      bool            // the person cuts the wire
	separate bool            // the two directions are set one by one
	built    lagLayout       // that the widgets are made for
	bounds   image.Rectangle // where there is room
	keyName  func(action.Action) string

	hintKey, hintText string // the hint, and the key that it names …
	hintEdition       int    // … in this edition of the words
}

func newLagPanel(d *kit.Root, label func(action.Action) string) *lagPanel {
	p := &lagPanel{root: d, config: tuning.Config{Switches: replica.DefaultSwitches}, keyName: label}
	p.panel = &kit.Panel{Padding: lagPadding, Spacing: 3, Scrollable: true, OnEscape: func() { p.panel.ReleaseKeyboard() }, DrawOver: p.drawFocus}
	p.panel.Place = func(f kit.Viewport, w, h int) image.Rectangle {
		r := p.bounds
		return image.Rect(r.Min.X, r.Min.Y, r.Max.X, min(r.Max.Y, r.Min.Y+h))
	}
	d.Add(p.panel, p.build)
	return p
}

// set takes the state of the game, which others may have changed.
func (p *lagPanel) set(now tuning.Config) {
	p.config, p.cut = now, false
	if now.Netem.Up != now.Netem.Down {
		p.separate = true
	}
	if p.layout() != p.built {
		p.panel.Rebuild()
	}
}

// lagLayout is what the widgets of the panel hang on.
type lagLayout struct {
	separate bool
	width    float64 // of the panel, in pixels at 100 %
	cutKey   string  // the key that cuts the wire
}

func (p *lagPanel) layout() lagLayout {
	return lagLayout{p.separate, lagPanelWidth(p.root.Viewport()), p.keyName(action.ActionCut)}
}

func (s lagLayout) isWide() bool { return s.width == lagPanelWide }

// The sizes of the panel, in pixels at 100 %.
const (
	lagPadding     = 12  // inside its edges
	cutButtonWidth = 128 // the button that cuts the wire
)

func (p *lagPanel) build(b *kit.Builder) {
	p.built = p.layout()
	w := p.built.width - 2*lagPadding
	b.Canvas(w, 20, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		base := s.Baseline(kit.BodyBold, r.Min.Y, r.Max.Y)
		s.Print(dst, words.T("lag.title"), kit.BodyBold, r.Min.X, base, theme.Text)
		s.PrintRight(dst, p.keyName(action.ActionLag), kit.Small, r.Max.X, base, theme.Dim)
	})
	p.buildPresets(b)
	p.row(b, func() {
		w := p.halfWidth(w, (w-8)/2)
		b.Toggle(w, words.T("lag.alike"), func() bool { return !p.separate }, p.toggleSeparate)
		b.Toggle(w, words.T("lag.stream"), func() bool { return p.config.Netem.Stream }, func() { p.config.Netem.Stream = !p.config.Netem.Stream })
	})
	if p.separate {
		p.buildDirection(b, w, words.T("lag.up"), &p.config.Netem.Up)
		p.buildDirection(b, w, words.T("lag.down"), &p.config.Netem.Down)
	} else {
		p.buildDirection(b, w, words.T("lag.both"), &p.config.Netem.Up)
	}
	p.row(b, func() {
		tuning.AddSlider(b, p.halfWidth(w, w-cutButtonWidth-8), words.T("tuner.redundancy"), kit.Slider{Min: 1, Max: wire.MaxInputFrames, Step: 1,
			Get: func() int { return p.config.Redundancy },
			Set: func(v int) { p.config.Redundancy = v },
		})
		b.Button(cutButtonWidth, 24, strings.TrimRight(words.Tf("lag.cut", p.built.cutKey), " "), func() { p.cut = true })
	})
	b.Text(w, 18, kit.BodyBold, theme.Text, kit.ConstText(words.T("lag.client")))
	if p.built.isWide() {
		tuning.AddSwitchRows(b, w, &p.config.Switches)
	} else {
		tuning.AddSwitches(b, w, true, &p.config.Switches)
	}
	b.Paragraph(w, kit.Small, theme.Dim, words.T("lag.how"))
	b.Text(w, 16, kit.Small, theme.Dim, p.hint)
}

// row lays things side by side where the panel is wide.
func (p *lagPanel) row(b *kit.Builder, fill func()) {
	if p.built.isWide() {
		b.Row(8, fill)
		return
	}
	fill()
}

// halfWidth is how wide a thing in such a row is.
func (p *lagPanel) halfWidth(whole, part float64) float64 {
	if p.built.isWide() {
		return part
	}
	return whole
}

// buildPresets makes a button for each preset, in one line if there is room.
func (p *lagPanel) buildPresets(b *kit.Builder) {
	button := func(w float64, pre tuning.Preset) {
		b.ToggleButton(w, 26, pre.Name(), func() bool { return pre.Matches(p.config.Netem) }, func() {
			pre.Apply(&p.config.Netem)
			if p.separate {
				p.toggleSeparate()
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
	if p.built.isWide() {
		line([]float64{56, 56, 96, 92, 92}, all)
		return
	}
	line([]float64{56, 56, 112}, all[:3])
	line([]float64{116, 116}, all[3:])
}

// buildDirection makes the sliders of one direction.
func (p *lagPanel) buildDirection(b *kit.Builder, w float64, title string, way *flakylink.Conditions) {
	b.Text(w, 18, kit.BodyBold, theme.Text, kit.ConstText(title))
	tuning.AddParams(b, w, way, func(k tuning.Param, v int) { p.setParam(k, way, v) })
}

func (p *lagPanel) setParam(k tuning.Param, way *flakylink.Conditions, v int) {
	k.Set(way, v)
	if !p.separate {
		k.Set(&p.config.Netem.Down, v)
	}
}

func (p *lagPanel) toggleSeparate() {
	p.separate = !p.separate
	if !p.separate {
		p.config.Netem.Down = p.config.Netem.Up
	}
	p.panel.Rebuild()
}

// hint says how to get at the panel by keyboard, and back.
func (p *lagPanel) hint() string {
	if p.panel.HasKeyboard() {
		return p.root.ExpandKeys(words.T("lag.walk-again"))
	}
	if key := p.keyName(action.ActionPanel); key != p.hintKey || p.hintText == "" || words.Revision() != p.hintEdition {
		p.hintKey, p.hintEdition = key, words.Revision()
		p.hintText = words.Tf("lag.take-keys", key)
	}
	return p.hintText
}

// drawFocus shows that the panel has the keyboard.
func (p *lagPanel) drawFocus(dst *ebiten.Image, s *kit.Skin) {
	if p.panel.HasKeyboard() {
		s.Focus.Draw(dst, p.panel.GetWidget().Rect, 1)
	}
}
