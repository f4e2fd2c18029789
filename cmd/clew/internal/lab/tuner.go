package lab

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/rig/scenario"
	"clew/net/wire"
)

// tuner sets a client and the server differently from the next tick on. What a
// person sets is tried once they have rested for a moment.
type tuner struct {
	ground kit.Clip
	lab    *Lab
	sheet  *kit.Sheet
	was    tuned // in force
	now    tuned // as set in the sheet
	rest   int   // ticks since the last turn of a knob
	old    tuned // at that time
	at     int   // the tick that the sheet shows
	story  any   // and the story
	who    int   // the client that the sheet was built for
}

// tuned is all that can be set.
type tuned struct {
	flaky        flakylink.Config
	on           replica.Switches
	redundancy   int
	delay        int // ms; 0 follows the jitter
	rate, target int
}

// patience is for how many ticks a person must rest.
const patience = 15

// tunerWidth is that of the sheet, in pixels at 100 %.
const tunerWidth = 296

func newTuner(l *Lab) *tuner {
	t := &tuner{lab: l}
	t.sheet = &kit.Sheet{Pad: 14, Gap: 3, Scrolls: true, Escape: func() { t.sheet.Hide() }}
	t.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle {
		top := f.Px(headHeight)
		return image.Rect(f.W-f.Px(8)-f.Px(tunerWidth), top, f.W-f.Px(8), min(f.H-f.Px(8), top+h))
	}
	t.sheet.Under = func(dst *ebiten.Image, _ *kit.Skin) { // words below it would disturb
		t.ground.Of(dst, t.sheet.GetWidget().Rect.Inset(1)).Fill(night)
	}
	l.desk.Add(t.sheet, t.build)
	return t
}

func (t *tuner) toggle() {
	if t.sheet.Shown() {
		t.sheet.Hide()
		return
	}
	t.lab.reel.Playing = false
	t.look()
	t.sheet.Rebuild()
	t.sheet.Show(true)
	t.sheet.Focus(0)
}

// over reports whether the mouse is the sheet's.
func (t *tuner) over(at image.Point) bool {
	return t.sheet.Shown() && at.In(t.sheet.GetWidget().Rect)
}

// read is how things are set in the next tick.
func (t *tuner) read() tuned {
	r := t.lab.reel
	s := r.Settings(t.lab.chosen)
	v := tuned{flaky: s.Flaky, on: s.Switches, redundancy: s.Redundancy, delay: tuning.Millis(s.Delay)}
	v.rate, v.target, _ = r.ServerSettings()
	return v
}

// look takes over what is in force.
func (t *tuner) look() {
	t.was = t.read()
	t.now, t.old = t.was, t.was
	t.at, t.story = t.lab.reel.At(), t.lab.reel.Story()
}

// apply tries what was set, once nothing more is being set.
func (t *tuner) apply() {
	if !t.sheet.Shown() {
		return
	}
	if t.who != t.lab.chosen {
		t.sheet.Rebuild()
	}
	if t.now == t.was {
		if r := t.lab.reel; t.at != r.At() || t.story != any(r.Story()) || t.who != t.lab.chosen {
			t.look()
		}
		return
	}
	if t.rest++; t.now != t.old {
		t.old, t.rest = t.now, 0
	}
	if t.rest >= patience {
		t.lab.show(t.put())
		t.look()
	}
}

// put plays the game with what was set.
func (t *tuner) put() error {
	r := t.lab.reel
	if ch := t.now.change(t.was); ch != (scenario.Change{}) {
		if err := r.Set(t.lab.chosen, ch); err != nil {
			return err
		}
	}
	if t.now.rate == t.was.rate && t.now.target == t.was.target {
		return nil
	}
	return r.SetServer(scenario.ServerChange{
		SnapshotRate: differs(t.now.rate, t.was.rate), QueueTarget: differs(t.now.target, t.was.target),
	})
}

// change is what makes a client that is set as was one that is set as v.
func (v tuned) change(was tuned) scenario.Change {
	ch := scenario.Change{
		Up: conditions(v.flaky.Up, was.flaky.Up), Down: conditions(v.flaky.Down, was.flaky.Down),
		Stream:     differs(v.flaky.Stream, was.flaky.Stream),
		Redundancy: differs(v.redundancy, was.redundancy),
		Switches: scenario.SwitchesPatch{
			Prediction:     differs(v.on.Prediction, was.on.Prediction),
			Reconciliation: differs(v.on.Reconciliation, was.on.Reconciliation),
			Interpolation:  differs(v.on.Interpolation, was.on.Interpolation),
			Smoothing:      differs(v.on.Smoothing, was.on.Smoothing),
		},
	}
	if v.delay != was.delay {
		d := time.Duration(v.delay) * time.Millisecond
		ch.Delay = &d
	}
	return ch
}

func conditions(v, was flakylink.Conditions) scenario.ConditionsPatch {
	return scenario.ConditionsPatch{
		Latency: differs(v.Latency, was.Latency), Jitter: differs(v.Jitter, was.Jitter),
		Loss: differs(v.Loss, was.Loss), Double: differs(v.Double, was.Double), Reorder: differs(v.Reorder, was.Reorder),
	}
}

func differs[T comparable](v, was T) *T {
	if v == was {
		return nil
	}
	return &v
}

func (t *tuner) build(b *kit.Builder) {
	const w = tunerWidth - 28
	t.who = t.lab.chosen
	b.Canvas(w, 22, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		base := s.Centre(kit.Strong, r.Min.Y, r.Max.Y-s.Px(4))
		text := t.lab.say(phrase{key: "tuner.from", n: t.lab.reel.At() + 1}, ofNumber)
		if t.lab.reel.Captured() {
			text = words.T("tuner.captured")
		}
		s.Print(dst, text, kit.Strong, r.Min.X, base, theme.Text)
		s.PrintRight(dst, t.lab.desk.Fill("{Escape}"), kit.Small, r.Max.X, base, theme.Dim)
	})
	if t.lab.reel.Captured() {
		b.Space(2)
		tuning.AddLevers(b, w, true, &t.now.on)
		t.dial(b, w, words.T("tuner.delay"), " ms", 1000, 10, 0, &t.now.delay)
		return
	}
	b.Row(8, func() {
		n := len(t.lab.panes)
		for i := range n {
			b.Choice((w-float64(n-1)*8)/float64(n), 26, t.lab.reel.Name(i), func() bool { return t.lab.chosen == i }, func() { t.lab.chosen = i })
		}
	})
	b.Space(2)
	t.way(b, w, words.T("lag.up"), &t.now.flaky.Up)
	t.way(b, w, words.T("lag.down"), &t.now.flaky.Down)
	b.Toggle(w, words.T("lag.stream"), func() bool { return t.now.flaky.Stream }, func() { t.now.flaky.Stream = !t.now.flaky.Stream })
	b.Space(2)
	tuning.AddLevers(b, w, false, &t.now.on)
	t.dial(b, w, words.T("tuner.redundancy"), " "+words.T("tuner.inputs"), wire.MaxMoves, 1, 1, &t.now.redundancy)
	t.dial(b, w, words.T("tuner.delay"), " ms", 1000, 10, 0, &t.now.delay)
	b.Space(2)
	b.Text(w, 18, kit.Strong, theme.Text, kit.Fixed(words.T("tuner.server")))
	t.dial(b, w, words.T("tuner.snapshots"), "/s", 60, 1, 1, &t.now.rate)
	t.dial(b, w, words.T("tuner.target"), " "+words.T("tuner.inputs"), scenario.MaxTarget, 1, 1, &t.now.target)
}

func (t *tuner) way(b *kit.Builder, w float64, title string, way *flakylink.Conditions) {
	b.Text(w, 18, kit.Strong, theme.Text, kit.Fixed(title))
	tuning.AddKnobs(b, w, way, func(k tuning.Knob, v int) { k.Set(way, v) })
}

func (t *tuner) dial(b *kit.Builder, w float64, name, unit string, most, step, least int, v *int) {
	tuning.AddDial(b, w, name, kit.Dial{Min: least, Max: most, Step: step, Unit: unit,
		Get: func() int { return *v },
		Set: func(n int) { *v = n },
	})
}
