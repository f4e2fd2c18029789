package lab

import (
	"image"
	"strconv"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// paramPanel changes the settings of a client and the server from the next tick
// on. Changes apply once the user pauses.
type paramPanel struct {
	sub        ui.SubImage
	lab        *Lab
	panel      *ui.Panel
	inForce    params
	edited     params // as set in the panel
	idleTicks  int    // since the last change
	lastEdited params // at that time
	tick       int    // that the panel shows
	trace      any    // that the panel shows
	client     int    // that the panel was built for
}

// params are all settings.
type params struct {
	netem                     netem.Config
	switches                  replica.Switches
	redundancy                int
	delay                     int // ms; 0 follows the jitter
	snapshotRate, queueTarget int
}

// applyDelay is how many ticks the user must pause.
const applyDelay = 15

// paramPanelWidth is the width in logical pixels.
const paramPanelWidth = 296

func newParamPanel(l *Lab) *paramPanel {
	t := &paramPanel{lab: l}
	t.panel = &ui.Panel{Padding: 14, Spacing: 3, Scrollable: true, OnEscape: func() { t.panel.Hide() }}
	t.panel.Place = placeParamPanel
	t.panel.DrawUnder = func(dst *ebiten.Image, _ *ui.Skin) { // nothing must shine through
		t.sub.Of(dst, t.panel.GetWidget().Rect.Inset(1)).Fill(background)
	}
	l.root.Add(t.panel, t.build)
	return t
}

// placeParamPanel places a panel that changes the game: at the right, below the head.
func placeParamPanel(vp ui.Viewport, _, h int) image.Rectangle {
	top := vp.Px(headHeight)
	return image.Rect(vp.W-vp.Px(8)-vp.Px(paramPanelWidth), top, vp.W-vp.Px(8), min(vp.H-vp.Px(8), top+h))
}

func (p *paramPanel) togglePanel() {
	if p.panel.Shown() {
		p.panel.Hide()
		return
	}
	p.lab.player.Playing = false
	p.reset()
	p.panel.Rebuild()
	p.panel.Show(true)
	p.panel.Focus(0)
}

// contains reports whether the panel takes the mouse at at.
func (p *paramPanel) contains(at image.Point) bool {
	return p.panel.Shown() && at.In(p.panel.GetWidget().Rect)
}

// current returns the settings in force from the next tick on.
func (p *paramPanel) current() params {
	r := p.lab.player
	s := r.Settings(p.lab.selected)
	v := params{netem: s.Netem, switches: s.Switches, redundancy: s.Redundancy, delay: netsettings.Milliseconds(s.InterpolationDelay)}
	v.snapshotRate, v.queueTarget, _ = r.ServerSettings()
	return v
}

// reset shows the settings in force.
func (p *paramPanel) reset() {
	p.inForce = p.current()
	p.edited, p.lastEdited = p.inForce, p.inForce
	p.tick, p.trace = p.lab.player.Tick(), p.lab.player.Trace()
}

// apply commits changes once the user has paused.
func (p *paramPanel) apply() {
	if !p.panel.Shown() {
		return
	}
	if p.client != p.lab.selected {
		p.panel.Rebuild()
	}
	if p.edited == p.inForce {
		if r := p.lab.player; p.tick != r.Tick() || p.trace != any(r.Trace()) || p.client != p.lab.selected {
			p.reset()
		}
		return
	}
	if p.idleTicks++; p.edited != p.lastEdited {
		p.lastEdited, p.idleTicks = p.edited, 0
	}
	if p.idleTicks >= applyDelay {
		p.lab.setError(p.commit())
		p.reset()
	}
}

// commit replays the game with the changes.
func (p *paramPanel) commit() error {
	r := p.lab.player
	if ch := p.edited.change(p.inForce); ch != (scenario.Change{}) {
		if err := r.Set(p.lab.selected, ch); err != nil {
			return err
		}
	}
	if p.edited.snapshotRate == p.inForce.snapshotRate && p.edited.queueTarget == p.inForce.queueTarget {
		return nil
	}
	return r.SetServer(scenario.ServerChange{
		SnapshotRate: changed(p.edited.snapshotRate, p.inForce.snapshotRate), QueueTarget: changed(p.edited.queueTarget, p.inForce.queueTarget),
	})
}

// change returns the difference from was to v.
func (v params) change(old params) scenario.Change {
	ch := scenario.Change{
		Up: changedConditions(v.netem.Up, old.netem.Up), Down: changedConditions(v.netem.Down, old.netem.Down),
		Stream:     changed(v.netem.Stream, old.netem.Stream),
		Redundancy: changed(v.redundancy, old.redundancy),
		Switches: scenario.SwitchesPatch{
			Prediction:     changed(v.switches.Prediction, old.switches.Prediction),
			Reconciliation: changed(v.switches.Reconciliation, old.switches.Reconciliation),
			Interpolation:  changed(v.switches.Interpolation, old.switches.Interpolation),
			Smoothing:      changed(v.switches.Smoothing, old.switches.Smoothing),
		},
	}
	if v.delay != old.delay {
		d := time.Duration(v.delay) * time.Millisecond
		ch.InterpolationDelay = &d
	}
	return ch
}

func changedConditions(v, old netem.Conditions) scenario.ConditionsPatch {
	return scenario.ConditionsPatch{
		Latency: changed(v.Latency, old.Latency), Jitter: changed(v.Jitter, old.Jitter),
		Loss: changed(v.Loss, old.Loss), Duplicate: changed(v.Duplicate, old.Duplicate), Reorder: changed(v.Reorder, old.Reorder),
	}
}

func changed[T comparable](v, old T) *T {
	if v == old {
		return nil
	}
	return &v
}

func (p *paramPanel) build(b *ui.Builder) {
	const w = paramPanelWidth - 28
	p.client = p.lab.selected
	b.Canvas(w, 22, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		base := s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y-s.Px(4))
		text := p.lab.text(textKey{key: "params.from", n: p.lab.player.Tick() + 1}, formatNumber)
		if p.lab.player.IsCapture() {
			text = i18n.T("params.captured")
		}
		s.Print(dst, text, ui.BodyBold, r.Min.X, base, theme.Text)
		s.PrintRight(dst, p.lab.root.ExpandKeys("{Escape}"), ui.Small, r.Max.X, base, theme.Dim)
	})
	if p.lab.player.IsCapture() {
		b.Space(2)
		netsettings.AddSwitches(b, w, true, &p.edited.switches)
		p.addSlider(b, w, i18n.T("params.delay"), withUnit(" ms"), 1000, 10, 0, &p.edited.delay)
		return
	}
	b.Row(8, func() {
		n := len(p.lab.panes)
		for i := range n {
			b.ToggleButton((w-float64(n-1)*8)/float64(n), 26, p.lab.player.Name(i), func() bool { return p.lab.selected == i }, func() { p.lab.selected = i })
		}
	})
	b.Space(2)
	p.buildDirection(b, w, i18n.T("lag.up"), &p.edited.netem.Up)
	p.buildDirection(b, w, i18n.T("lag.down"), &p.edited.netem.Down)
	b.Toggle(w, i18n.T("lag.stream"), func() bool { return p.edited.netem.Stream }, func() { p.edited.netem.Stream = !p.edited.netem.Stream })
	b.Space(2)
	netsettings.AddSwitches(b, w, false, &p.edited.switches)
	p.addSlider(b, w, i18n.T("params.redundancy"), formatInputs, wire.MaxInputFrames, 1, 1, &p.edited.redundancy)
	p.addSlider(b, w, i18n.T("params.delay"), withUnit(" ms"), 1000, 10, 0, &p.edited.delay)
	b.Space(2)
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(i18n.T("params.server")))
	p.addSlider(b, w, i18n.T("params.snapshots"), withUnit("/s"), 60, 1, 1, &p.edited.snapshotRate)
	p.addSlider(b, w, i18n.T("params.target"), formatInputs, scenario.MaxTarget, 1, 1, &p.edited.queueTarget)
}

func (p *paramPanel) buildDirection(b *ui.Builder, w float64, title string, dir *netem.Conditions) {
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(title))
	netsettings.AddParams(b, w, dir, func(k netsettings.Param, v int) { k.Set(dir, v) })
}

// withUnit returns a function that formats a number with a unit.
func withUnit(unit string) func(n int) string {
	return func(n int) string { return strconv.Itoa(n) + unit }
}

// formatInputs formats a number of inputs.
func formatInputs(n int) string { return i18n.Tn("params.inputs", n) }

func (p *paramPanel) addSlider(b *ui.Builder, w float64, name string, format func(n int) string, high, step, low int, v *int) {
	netsettings.AddSlider(b, w, name, ui.Slider{Min: low, Max: high, Step: step, Format: format,
		Get: func() int { return *v },
		Set: func(n int) { *v = n },
	})
}
