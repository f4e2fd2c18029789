package hud

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// lagPanel sets the simulated lag and the replica's switches. It docks at the
// side: the mouse works it while the keys walk; Tab gives it the keyboard.
type lagPanel struct {
	root     *ui.Root
	panel    *ui.Panel
	config   netsettings.Config
	cut      bool            // the person cuts the wire
	separate bool            // the two directions are set one by one
	built    lagLayout       // that the widgets are made for
	bounds   image.Rectangle // where there is room
	keyName  func(input.Action) string

	hintKey, hintText string // the hint, and the key that it names …
	hintEdition       int    // … in this edition of the words
}

func newLagPanel(d *ui.Root, label func(input.Action) string) *lagPanel {
	p := &lagPanel{root: d, config: netsettings.Config{Switches: replica.DefaultSwitches}, keyName: label}
	p.panel = &ui.Panel{Padding: lagPadding, Spacing: 3, Scrollable: true, OnEscape: func() { p.panel.ReleaseKeyboard() }, DrawOver: p.drawFocus}
	p.panel.Place = func(f ui.Viewport, w, h int) image.Rectangle {
		r := p.bounds
		return image.Rect(r.Min.X, r.Min.Y, r.Max.X, min(r.Max.Y, r.Min.Y+h))
	}
	d.Add(p.panel, p.build)
	return p
}

// set takes the state of the game, which others may have changed.
func (p *lagPanel) set(now netsettings.Config) {
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
	return lagLayout{p.separate, lagPanelWidth(p.root.Viewport()), p.keyName(input.ActionCut)}
}

func (s lagLayout) isWide() bool { return s.width == lagPanelWide }

// The sizes of the panel, in pixels at 100 %.
const (
	lagPadding     = 12  // inside its edges
	cutButtonWidth = 128 // the button that cuts the wire
)

func (p *lagPanel) build(b *ui.Builder) {
	p.built = p.layout()
	w := p.built.width - 2*lagPadding
	b.Canvas(w, 20, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		base := s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y)
		s.Print(dst, i18n.T("lag.title"), ui.BodyBold, r.Min.X, base, theme.Text)
		s.PrintRight(dst, p.keyName(input.ActionLag), ui.Small, r.Max.X, base, theme.Dim)
	})
	p.buildPresets(b)
	p.row(b, func() {
		w := p.halfWidth(w, (w-8)/2)
		b.Toggle(w, i18n.T("lag.alike"), func() bool { return !p.separate }, p.toggleSeparate)
		b.Toggle(w, i18n.T("lag.stream"), func() bool { return p.config.Netem.Stream }, func() { p.config.Netem.Stream = !p.config.Netem.Stream })
	})
	if p.separate {
		p.buildDirection(b, w, i18n.T("lag.up"), &p.config.Netem.Up)
		p.buildDirection(b, w, i18n.T("lag.down"), &p.config.Netem.Down)
	} else {
		p.buildDirection(b, w, i18n.T("lag.both"), &p.config.Netem.Up)
	}
	p.row(b, func() {
		netsettings.AddSlider(b, p.halfWidth(w, w-cutButtonWidth-8), i18n.T("tuner.redundancy"), ui.Slider{Min: 1, Max: wire.MaxInputFrames, Step: 1,
			Get: func() int { return p.config.Redundancy },
			Set: func(v int) { p.config.Redundancy = v },
		})
		b.Button(cutButtonWidth, 24, strings.TrimRight(i18n.Tf("lag.cut", p.built.cutKey), " "), func() { p.cut = true })
	})
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(i18n.T("lag.client")))
	if p.built.isWide() {
		netsettings.AddSwitchRows(b, w, &p.config.Switches)
	} else {
		netsettings.AddSwitches(b, w, true, &p.config.Switches)
	}
	b.Paragraph(w, ui.Small, theme.Dim, i18n.T("lag.how"))
	b.Text(w, 16, ui.Small, theme.Dim, p.hint)
}

// row lays things side by side where the panel is wide.
func (p *lagPanel) row(b *ui.Builder, fill func()) {
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
func (p *lagPanel) buildPresets(b *ui.Builder) {
	button := func(w float64, pre netsettings.Preset) {
		b.ToggleButton(w, 26, pre.Name(), func() bool { return pre.Matches(p.config.Netem) }, func() {
			pre.Apply(&p.config.Netem)
			if p.separate {
				p.toggleSeparate()
			}
		})
	}
	line := func(widths []float64, presets []netsettings.Preset) {
		b.Row(8, func() {
			for i, w := range widths {
				button(w, presets[i])
			}
		})
	}
	all := netsettings.Presets
	if p.built.isWide() {
		line([]float64{56, 56, 96, 92, 92}, all)
		return
	}
	line([]float64{56, 56, 112}, all[:3])
	line([]float64{116, 116}, all[3:])
}

// buildDirection makes the sliders of one direction.
func (p *lagPanel) buildDirection(b *ui.Builder, w float64, title string, way *netem.Conditions) {
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(title))
	netsettings.AddParams(b, w, way, func(k netsettings.Param, v int) { p.setParam(k, way, v) })
}

func (p *lagPanel) setParam(k netsettings.Param, way *netem.Conditions, v int) {
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
		return p.root.ExpandKeys(i18n.T("lag.walk-again"))
	}
	if key := p.keyName(input.ActionPanel); key != p.hintKey || p.hintText == "" || i18n.Revision() != p.hintEdition {
		p.hintKey, p.hintEdition = key, i18n.Revision()
		p.hintText = i18n.Tf("lag.take-keys", key)
	}
	return p.hintText
}

// drawFocus shows that the panel has the keyboard.
func (p *lagPanel) drawFocus(dst *ebiten.Image, s *ui.Skin) {
	if p.panel.HasKeyboard() {
		s.Focus.Draw(dst, p.panel.GetWidget().Rect, 1)
	}
}
