package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/scenario"
	"clew/net/peer"
)

// peerChanges is the panel that changes the game from the next tick on: it cuts and heals
// the links of the selected peer, ends its program, makes its game go wrong, lets another
// peer join, and chooses how all agree.
type peerChanges struct {
	lab   *PeerLab
	panel *ui.Panel
	sub   ui.SubImage
	built [2]int // peers, and the selected one
}

func newPeerChanges(l *PeerLab) *peerChanges {
	c := &peerChanges{lab: l}
	c.panel = &ui.Panel{Padding: 14, Spacing: 4, Scrollable: true, OnEscape: func() { c.panel.Hide() }}
	c.panel.Place = placeParamPanel
	c.panel.DrawUnder = func(dst *ebiten.Image, _ *ui.Skin) { // nothing must shine through
		r := c.panel.GetWidget().Rect.Inset(1)
		c.sub.Of(dst, r).Fill(background)
		if now := [2]int{len(l.panes), l.selected}; now != c.built {
			c.panel.Rebuild()
		}
	}
	l.root.Add(c.panel, c.build)
	return c
}

// toggle shows or hides the panel.
func (c *peerChanges) toggle() {
	if c.panel.Shown() {
		c.panel.Hide()
		return
	}
	c.lab.player.Playing = false
	c.panel.Rebuild()
	c.panel.Show(true)
	c.panel.Focus(0)
}

// contains reports whether the panel takes the mouse at a point.
func (c *peerChanges) contains(at image.Point) bool {
	return c.panel.Shown() && at.In(c.panel.GetWidget().Rect)
}

func (c *peerChanges) build(b *ui.Builder) {
	l, r := c.lab, c.lab.player
	const w = paramPanelWidth - 28
	c.built = [2]int{len(l.panes), l.selected}
	title := func(text string) {
		b.Text(w, 20, ui.BodyBold, theme.Text, ui.ConstText(text))
	}
	row := func(n int, button func(i int, w float64)) {
		b.Row(6, func() {
			for i := range n {
				button(i, (w-6*float64(n-1))/float64(n))
			}
		})
	}
	b.Text(w, 20, ui.BodyBold, theme.Text, func() string { return l.text(textKey{key: "params.from", n: r.Tick() + 1}, formatNumber) })
	row(len(l.panes), func(i int, w float64) {
		b.ToggleButton(w, 26, r.Name(i), func() bool { return l.selected == i }, func() { l.selected = i })
	})
	me := l.selected
	if n := len(l.panes) - 1; n > 0 {
		title(i18n.Tf("peerlab.links", r.Name(me)))
		row(n, func(i int, w float64) {
			if i >= me {
				i++
			}
			b.ToggleButton(w, 26, r.Name(i), func() bool { return r.IsCut(me, i) }, func() { l.setError(r.ToggleCut(me, i)) })
		})
	}
	row(2, func(i int, w float64) {
		if i == 0 {
			b.Button(w, 26, i18n.T("peerlab.crash"), func() { l.setError(r.Crash(me)) })
			return
		}
		b.Button(w, 26, i18n.T("peerlab.leave"), func() { l.setError(r.Leave(me)) })
	})
	title(i18n.Tf("peerlab.go-wrong", r.Name(me)))
	row(len(peer.DivergingFields), func(i int, w float64) {
		field := peer.DivergingFields[i]
		b.Button(w, 26, field, func() { l.setError(r.Diverge(me, field)) })
	})
	b.Button(w, 26, i18n.T("peerlab.join"), func() { l.setError(r.Join()) })
	title(i18n.T("peerlab.agreement"))
	for _, a := range [...]struct {
		key string
		how scenario.Agreement
	}{{"peerlab.agree-cut", scenario.AgreeCut}, {"peerlab.agree-min", scenario.AgreeMin}, {"peerlab.agree-none", scenario.AgreeNone}} {
		b.ToggleButton(w, 26, i18n.T(a.key), func() bool { return r.Scenario().Agree == a.how }, func() { l.setError(r.SetAgreement(a.how)) })
	}
	row(2, func(i int, w float64) {
		if i == 0 {
			b.Button(w, 26, i18n.T("lab.undo"), l.undo)
			return
		}
		b.Button(w, 26, l.root.ExpandKeys(i18n.T("lab.as-it-was")), l.undoAll)
	})
}
