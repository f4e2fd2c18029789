package hud

import (
	"image"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
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
	peers    *Peers          // of a game without a server; nil: on a server
	peer     sim.ID          // the peer whose link config describes; 0: all
	cut      bool            // the player cuts the connection
	cutPeer  sim.ID          // to this peer; 0: to all
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
func (p *lagPanel) set(config netsettings.Config, peers *Peers) {
	p.config, p.peers, p.cut, p.cutPeer = config, peers, false, 0
	p.choosePeer(p.peerIndex())
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
	peers    bool    // in a game without a server
	peerIDs  [maxLagPeers]sim.ID
}

// maxLagPeers is how many peers one can choose from.
const maxLagPeers = 15

func (p *lagPanel) layout() lagLayout {
	l := lagLayout{separate: p.separate, width: lagPanelWidth(p.root.Viewport()), cutKey: p.keyName(input.ActionCut), peers: p.peers != nil}
	if p.peers != nil {
		for i := range min(len(p.peers.Others), maxLagPeers) {
			l.peerIDs[i] = p.peers.Others[i].ID
		}
	}
	return l
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
	if p.peers != nil {
		b.Selector(w, 26, 1+min(len(p.peers.Others), maxLagPeers), p.peerIndex, p.choosePeer, p.peerName)
	}
	p.buildPresets(b)
	p.row(b, func() {
		w := p.halfWidth(w, (w-8)/2)
		b.Toggle(w, i18n.T("lag.alike"), func() bool { return !p.separate }, p.toggleSeparate)
		b.Toggle(w, i18n.T("lag.stream"), func() bool { return p.config.Netem.Stream }, func() { p.config.Netem.Stream = !p.config.Netem.Stream })
	})
	if p.separate {
		up, down := "lag.up", "lag.down"
		if p.peers != nil {
			up, down = "lag.to-peer", "lag.from-peer"
		}
		p.buildDirection(b, w, i18n.T(up), &p.config.Netem.Up)
		p.buildDirection(b, w, i18n.T(down), &p.config.Netem.Down)
	} else {
		p.buildDirection(b, w, i18n.T("lag.both"), &p.config.Netem.Up)
	}
	if p.peers != nil {
		p.buildCut(b)
		b.Paragraph(w, ui.Small, theme.Dim, i18n.T("lag.peers"))
	} else {
		p.buildNetcode(b, w)
	}
	b.Paragraph(w, ui.Small, theme.Dim, i18n.T("lag.how"))
	b.Text(w, 16, ui.Small, theme.Dim, p.hint)
}

// buildCut adds the button that cuts the connection.
func (p *lagPanel) buildCut(b *ui.Builder) {
	b.Button(cutButtonWidth, 24, strings.TrimRight(i18n.Tf("lag.cut", p.built.cutKey), " "), func() { p.cut, p.cutPeer = true, p.peer })
}

// peerIndex returns the index of the chosen peer in the list, in which 0 are all.
func (p *lagPanel) peerIndex() int {
	if p.peers != nil && p.peer != 0 {
		return 1 + slices.IndexFunc(p.peers.Others, func(o Peer) bool { return o.ID == p.peer })
	}
	return 0
}

// choosePeer chooses the peer at an index.
func (p *lagPanel) choosePeer(i int) {
	p.peer = 0
	if i > 0 {
		p.peer = p.peers.Others[i-1].ID
	}
}

// peerName returns what to call the choice at an index.
func (p *lagPanel) peerName(i int) string {
	if p.peers == nil || i == 0 || i > len(p.peers.Others) {
		return i18n.T("lag.all-peers")
	}
	return p.peers.Others[i-1].Name
}

// buildNetcode adds what a client of a server can set.
func (p *lagPanel) buildNetcode(b *ui.Builder, w float64) {
	p.row(b, func() {
		netsettings.AddSlider(b, p.halfWidth(w, w-cutButtonWidth-8), i18n.T("params.redundancy"), ui.Slider{Min: 1, Max: wire.MaxInputFrames, Step: 1,
			Get: func() int { return p.config.Redundancy },
			Set: func(v int) { p.config.Redundancy = v },
		})
		p.buildCut(b)
	})
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(i18n.T("lag.client")))
	if p.built.isWide() {
		netsettings.AddSwitchRows(b, w, &p.config.Switches)
	} else {
		netsettings.AddSwitches(b, w, true, &p.config.Switches)
	}
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
