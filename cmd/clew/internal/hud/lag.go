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

// lagPanel edits the simulated lag and the replica's switches. It is docked at
// the side; the mouse works on it while the keys walk, and Tab gives it the
// keyboard.
type lagPanel struct {
	root     *ui.Root
	panel    *ui.Panel
	config   netsettings.Config
	cut      bool            // the player cuts the connection
	separate bool            // the two directions are set separately
	built    lagLayout       // layout of the current widgets
	bounds   image.Rectangle // available space
	spot     panelSpot
	wasUsed  bool // in the last tick

	wantHeight int // px; 0: not laid out yet
	keyName    func(input.Action) string

	hintKey, hintText string // key named in hintText
	hintEdition       int    // language edition of hintText
}

func newLagPanel(root *ui.Root, label func(input.Action) string) *lagPanel {
	p := &lagPanel{root: root, config: netsettings.Config{Switches: replica.DefaultSwitches}, keyName: label}
	p.panel = &ui.Panel{Padding: lagPadding, Spacing: 3, Scrollable: true, OnEscape: func() { p.panel.ReleaseKeyboard() }, DrawOver: p.drawFocus}
	p.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle {
		r := p.bounds
		p.wantHeight = h
		return image.Rect(r.Min.X, r.Min.Y, r.Max.X, min(r.Max.Y, r.Min.Y+h))
	}
	root.Add(p.panel, p.build)
	return p
}

// area returns where the panel is.
func (p *lagPanel) area() image.Rectangle {
	r := p.bounds
	if p.wantHeight > 0 {
		r.Max.Y = min(r.Max.Y, r.Min.Y+p.wantHeight)
	}
	return r
}

// inUse reports whether the player has the keyboard or the mouse on the panel, or
// drags one of its sliders.
func (p *lagPanel) inUse() bool {
	in := p.root.Input()
	p.wasUsed = p.panel.HasKeyboard() || in.Cursor().In(p.area()) || p.wasUsed && in.MousePressDuration() > 0
	return p.wasUsed
}

// set updates the panel from the game's state.
func (p *lagPanel) set(config netsettings.Config) {
	p.config, p.cut = config, false
	if config.Netem.Up != config.Netem.Down {
		p.separate = true
	}
	if p.layout() != p.built {
		p.panel.Rebuild()
	}
}

// lagLayout is what the panel's widgets depend on.
type lagLayout struct {
	separate bool
	width    float64 // of the panel, in logical pixels
	cutKey   string  // name of the key
}

func (p *lagPanel) layout() lagLayout {
	return lagLayout{p.separate, lagPanelWidth(p.root.Viewport()), p.keyName(input.ActionCut)}
}

func (s lagLayout) isWide() bool { return s.width == lagPanelWide }

// Sizes in logical pixels.
const (
	lagPadding     = 12
	cutButtonWidth = 128
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
		netsettings.AddSlider(b, p.halfWidth(w, w-cutButtonWidth-8), i18n.T("params.redundancy"), ui.Slider{Min: 1, Max: wire.MaxInputFrames, Step: 1,
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

// row places widgets side by side if the panel is wide.
func (p *lagPanel) row(b *ui.Builder, build func()) {
	if p.built.isWide() {
		b.Row(8, build)
		return
	}
	build()
}

// halfWidth returns part if the panel is wide, otherwise whole.
func (p *lagPanel) halfWidth(whole, half float64) float64 {
	if p.built.isWide() {
		return half
	}
	return whole
}

// buildPresets adds a button per preset, in one row if there is room.
func (p *lagPanel) buildPresets(b *ui.Builder) {
	button := func(w float64, preset netsettings.Preset) {
		b.ToggleButton(w, 26, preset.Name(), func() bool { return preset.Matches(p.config.Netem) }, func() {
			preset.Apply(&p.config.Netem)
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

// buildDirection adds the sliders of one direction.
func (p *lagPanel) buildDirection(b *ui.Builder, w float64, title string, dir *netem.Conditions) {
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(title))
	netsettings.AddParams(b, w, dir, func(k netsettings.Param, v int) { p.setParam(k, dir, v) })
}

func (p *lagPanel) setParam(k netsettings.Param, dir *netem.Conditions, v int) {
	k.Set(dir, v)
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

// hint tells how to reach the panel by keyboard, or how to leave it.
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
