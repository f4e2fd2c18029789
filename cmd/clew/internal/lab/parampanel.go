package lab

import (
	"image"
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
	t.panel.Place = func(f ui.Viewport, w, h int) image.Rectangle {
		top := f.Px(headHeight)
		return image.Rect(f.W-f.Px(8)-f.Px(paramPanelWidth), top, f.W-f.Px(8), min(f.H-f.Px(8), top+h))
	}
	t.panel.DrawUnder = func(dst *ebiten.Image, _ *ui.Skin) { // nothing must shine through
		t.sub.Of(dst, t.panel.GetWidget().Rect.Inset(1)).Fill(background)
	}
	l.root.Add(t.panel, t.build)
	return t
}

func (t *paramPanel) togglePanel() {
	if t.panel.Shown() {
		t.panel.Hide()
		return
	}
	t.lab.player.Playing = false
	t.reset()
	t.panel.Rebuild()
	t.panel.Show(true)
	t.panel.Focus(0)
}

// contains reports whether the panel takes the mouse at at.
func (t *paramPanel) contains(at image.Point) bool {
	return t.panel.Shown() && at.In(t.panel.GetWidget().Rect)
}

// current returns the settings in force from the next tick on.
func (t *paramPanel) current() params {
	r := t.lab.player
	s := r.Settings(t.lab.selected)
	v := params{netem: s.Netem, switches: s.Switches, redundancy: s.Redundancy, delay: netsettings.Milliseconds(s.InterpolationDelay)}
	v.snapshotRate, v.queueTarget, _ = r.ServerSettings()
	return v
}

// reset shows the settings in force.
func (t *paramPanel) reset() {
	t.inForce = t.current()
	t.edited, t.lastEdited = t.inForce, t.inForce
	t.tick, t.trace = t.lab.player.Tick(), t.lab.player.Trace()
}

// apply commits changes once the user has paused.
func (t *paramPanel) apply() {
	if !t.panel.Shown() {
		return
	}
	if t.client != t.lab.selected {
		t.panel.Rebuild()
	}
	if t.edited == t.inForce {
		if r := t.lab.player; t.tick != r.Tick() || t.trace != any(r.Trace()) || t.client != t.lab.selected {
			t.reset()
		}
		return
	}
	if t.idleTicks++; t.edited != t.lastEdited {
		t.lastEdited, t.idleTicks = t.edited, 0
	}
	if t.idleTicks >= applyDelay {
		t.lab.setError(t.commit())
		t.reset()
	}
}

// commit replays the game with the changes.
func (t *paramPanel) commit() error {
	r := t.lab.player
	if ch := t.edited.change(t.inForce); ch != (scenario.Change{}) {
		if err := r.Set(t.lab.selected, ch); err != nil {
			return err
		}
	}
	if t.edited.snapshotRate == t.inForce.snapshotRate && t.edited.queueTarget == t.inForce.queueTarget {
		return nil
	}
	return r.SetServer(scenario.ServerChange{
		SnapshotRate: changed(t.edited.snapshotRate, t.inForce.snapshotRate), QueueTarget: changed(t.edited.queueTarget, t.inForce.queueTarget),
	})
}

// change returns the difference from was to v.
func (v params) change(was params) scenario.Change {
	ch := scenario.Change{
		Up: changedConditions(v.netem.Up, was.netem.Up), Down: changedConditions(v.netem.Down, was.netem.Down),
		Stream:     changed(v.netem.Stream, was.netem.Stream),
		Redundancy: changed(v.redundancy, was.redundancy),
		Switches: scenario.SwitchesPatch{
			Prediction:     changed(v.switches.Prediction, was.switches.Prediction),
			Reconciliation: changed(v.switches.Reconciliation, was.switches.Reconciliation),
			Interpolation:  changed(v.switches.Interpolation, was.switches.Interpolation),
			Smoothing:      changed(v.switches.Smoothing, was.switches.Smoothing),
		},
	}
	if v.delay != was.delay {
		d := time.Duration(v.delay) * time.Millisecond
		ch.InterpolationDelay = &d
	}
	return ch
}

func changedConditions(v, was netem.Conditions) scenario.ConditionsPatch {
	return scenario.ConditionsPatch{
		Latency: changed(v.Latency, was.Latency), Jitter: changed(v.Jitter, was.Jitter),
		Loss: changed(v.Loss, was.Loss), Duplicate: changed(v.Duplicate, was.Duplicate), Reorder: changed(v.Reorder, was.Reorder),
	}
}

func changed[T comparable](v, was T) *T {
	if v == was {
		return nil
	}
	return &v
}

func (t *paramPanel) build(b *ui.Builder) {
	const w = paramPanelWidth - 28
	t.client = t.lab.selected
	b.Canvas(w, 22, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		base := s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y-s.Px(4))
		text := t.lab.text(textKey{key: "tuner.from", n: t.lab.player.Tick() + 1}, formatNumber)
		if t.lab.player.IsCapture() {
			text = i18n.T("tuner.captured")
		}
		s.Print(dst, text, ui.BodyBold, r.Min.X, base, theme.Text)
		s.PrintRight(dst, t.lab.root.ExpandKeys("{Escape}"), ui.Small, r.Max.X, base, theme.Dim)
	})
	if t.lab.player.IsCapture() {
		b.Space(2)
		netsettings.AddSwitches(b, w, true, &t.edited.switches)
		t.addSlider(b, w, i18n.T("tuner.delay"), " ms", 1000, 10, 0, &t.edited.delay)
		return
	}
	b.Row(8, func() {
		n := len(t.lab.panes)
		for i := range n {
			b.ToggleButton((w-float64(n-1)*8)/float64(n), 26, t.lab.player.Name(i), func() bool { return t.lab.selected == i }, func() { t.lab.selected = i })
		}
	})
	b.Space(2)
	t.buildDirection(b, w, i18n.T("lag.up"), &t.edited.netem.Up)
	t.buildDirection(b, w, i18n.T("lag.down"), &t.edited.netem.Down)
	b.Toggle(w, i18n.T("lag.stream"), func() bool { return t.edited.netem.Stream }, func() { t.edited.netem.Stream = !t.edited.netem.Stream })
	b.Space(2)
	netsettings.AddSwitches(b, w, false, &t.edited.switches)
	t.addSlider(b, w, i18n.T("tuner.redundancy"), " "+i18n.T("tuner.inputs"), wire.MaxInputFrames, 1, 1, &t.edited.redundancy)
	t.addSlider(b, w, i18n.T("tuner.delay"), " ms", 1000, 10, 0, &t.edited.delay)
	b.Space(2)
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(i18n.T("tuner.server")))
	t.addSlider(b, w, i18n.T("tuner.snapshots"), "/s", 60, 1, 1, &t.edited.snapshotRate)
	t.addSlider(b, w, i18n.T("tuner.target"), " "+i18n.T("tuner.inputs"), scenario.MaxTarget, 1, 1, &t.edited.queueTarget)
}

func (t *paramPanel) buildDirection(b *ui.Builder, w float64, title string, dir *netem.Conditions) {
	b.Text(w, 18, ui.BodyBold, theme.Text, ui.ConstText(title))
	netsettings.AddParams(b, w, dir, func(k netsettings.Param, v int) { k.Set(dir, v) })
}

func (t *paramPanel) addSlider(b *ui.Builder, w float64, name, unit string, high, step, low int, v *int) {
	netsettings.AddSlider(b, w, name, ui.Slider{Min: low, Max: high, Step: step, Unit: unit,
		Get: func() int { return *v },
		Set: func(n int) { *v = n },
	})
}
