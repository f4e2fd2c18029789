package howitworks

import (
	"image"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/replica"
)

// gamepadShortcuts map gamepad buttons to keys; D-pad and left stick walk.
var gamepadShortcuts = []ui.GamepadShortcut{
	{Button: input.ButtonEast, Key: ebiten.KeyEscape}, {Button: input.ButtonStart, Key: ebiten.KeyEscape},
	{Button: input.ButtonSouth, Key: ebiten.KeySpace}, {Button: input.ButtonSelect, Key: ebiten.KeyTab},
	{Button: input.ButtonWest, Key: ebiten.KeyDigit1}, {Button: input.ButtonNorth, Key: ebiten.KeyDigit2},
	{Button: input.ButtonRightShoulder, Key: ebiten.KeyDigit3},
	{Button: input.ButtonLeftTrigger, Key: ebiten.KeyMinus}, {Button: input.ButtonRightTrigger, Key: ebiten.KeyEqual},
}

// handleKeys handles this tick's keys, unless the controls have the keyboard.
func (s *Screen) handleKeys() {
	switch pressed := s.root.JustPressed; {
	case pressed(ebiten.KeySpace) && s.touring:
		s.stopTour()
	case pressed(ebiten.KeySpace):
		s.startTour()
	case pressed(ebiten.KeyTab):
		s.controls.TakeKeyboard()
		s.controls.Focus(0)
	case pressed(ebiten.KeyDigit1):
		s.switchPrediction()
	case pressed(ebiten.KeyDigit2):
		all := replica.Reconciliations
		s.setReconciliation(all[(slices.Index(all, s.settings.Reconciliation)+1)%len(all)])
	case pressed(ebiten.KeyDigit3):
		s.switchInterpolation()
	case pressed(ebiten.KeyMinus), pressed(ebiten.KeyNumpadSubtract):
		s.setLag(s.settings.Lag - lagJump)
	case pressed(ebiten.KeyEqual), pressed(ebiten.KeyNumpadAdd):
		s.setLag(s.settings.Lag + lagJump)
	}
}

func (s *Screen) setLag(lag time.Duration) {
	to := s.settings
	to.Lag = min(max(lag, 0), MaxLag)
	s.change(aboutLag, to)
}

func (s *Screen) switchPrediction() {
	to := s.settings
	to.Prediction = !to.Prediction
	s.change(aboutPrediction, to)
}

func (s *Screen) setReconciliation(r replica.Reconciliation) {
	to := s.settings
	to.Reconciliation = r
	s.change(aboutReconciliation, to)
}

func (s *Screen) switchInterpolation() {
	to := s.settings
	to.Interpolation = !to.Interpolation
	s.change(aboutInterpolation, to)
}

// Sizes of the controls in logical pixels.
const (
	controlsPadding   = 8
	controlHeight     = 24
	lagNameWidth      = 110
	lagWidth          = 326
	lagNumberWidth    = 58
	switchWidth       = 156
	reconcileWidth    = 128 // its name
	choiceWidth       = 76
	controlsGap       = 20
	controlsLineWidth = lagWidth + 2*switchWidth + reconcileWidth + 3*(choiceWidth+4) + 4*controlsGap
)

// inOneRow reports whether all controls are in one row.
func inOneRow(vp ui.Viewport) bool { return vp.Width() >= controlsLineWidth+4*controlsPadding }

// controlsHeight returns the height of the controls in logical pixels.
func controlsHeight(vp ui.Viewport) float64 {
	if inOneRow(vp) {
		return controlHeight + 2*controlsPadding
	}
	return 2*controlHeight + 4 + 2*controlsPadding
}

// newControls returns the panel of the slider and the switches.
func (s *Screen) newControls() *ui.Panel {
	p := &ui.Panel{Padding: controlsPadding, Spacing: 4}
	p.OnEscape = p.ReleaseKeyboard
	p.Place = func(vp ui.Viewport, _, _ int) image.Rectangle { return s.layout.controls }
	s.root.Add(p, s.buildControls)
	p.Show(false)
	return p
}

func (s *Screen) buildControls(b *ui.Builder) {
	if s.oneRow = inOneRow(s.root.Viewport()); s.oneRow {
		b.Row(controlsGap, func() {
			s.addLag(b)
			s.addPrediction(b)
			s.addReconciliation(b)
			s.addInterpolation(b)
		})
		return
	}
	b.Row(controlsGap, func() {
		s.addLag(b)
		s.addPrediction(b)
	})
	b.Row(controlsGap, func() {
		s.addReconciliation(b)
		s.addInterpolation(b)
	})
}

func (s *Screen) addLag(b *ui.Builder) {
	b.Row(8, func() {
		b.Text(lagNameWidth, controlHeight, ui.Body, theme.Text, ui.ConstText(i18n.T("how.lag-name")))
		b.NumberSlider(lagWidth-lagNameWidth-8, lagNumberWidth, controlHeight, ui.Slider{
			Max: netsettings.Milliseconds(MaxLag), Step: netsettings.Milliseconds(lagStep), Unit: " ms",
			Get: func() int { return netsettings.Milliseconds(s.settings.Lag) },
			Set: func(ms int) { s.setLag(time.Duration(ms) * time.Millisecond) },
		})
	})
}

func (s *Screen) addPrediction(b *ui.Builder) {
	b.Toggle(switchWidth, i18n.T("switch.prediction"), func() bool { return s.settings.Prediction }, s.switchPrediction)
}

func (s *Screen) addInterpolation(b *ui.Builder) {
	b.Toggle(switchWidth, i18n.T("switch.interpolation"), func() bool { return s.settings.Interpolation }, s.switchInterpolation)
}

func (s *Screen) addReconciliation(b *ui.Builder) {
	b.Row(4, func() {
		b.Text(reconcileWidth-8, controlHeight, ui.Body, theme.Text, ui.ConstText(i18n.T("switch.reconciliation")))
		for _, r := range replica.Reconciliations {
			b.ToggleButton(choiceWidth, controlHeight, netsettings.ReconciliationName(r),
				func() bool { return s.settings.Reconciliation == r }, func() { s.setReconciliation(r) })
		}
	})
}

// walkKeys names the keys that walk, for ui.Root.ExpandKeys.
func walkKeys(keys *input.KeyBindings) (names string) {
	if keys == nil {
		defaults := input.DefaultKeys()
		keys = &defaults
	}
	for _, a := range []input.Action{input.MoveUp, input.MoveLeft, input.MoveDown, input.MoveRight} {
		if len(keys[a]) > 0 {
			names += "{" + keys[a][0].String() + "} "
		}
	}
	return names
}
