package screen

import (
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
)

// Frames that could come every 4 ms come evenly at the rate that the player set,
// and none are added after a long one.
func TestFramePace(t *testing.T) {
	var p frameLimiter
	now, work := time.Duration(0), 4*time.Millisecond
	frame := func(most int) (took time.Duration) {
		before := now
		now += p.wait(now, most)
		now += work
		return now - before
	}
	for _, most := range []int{30, 60, 144, 240} {
		frame(most)
		begun := now
		for range most {
			frame(most)
		}
		if took := now - begun; took < time.Second-10*time.Millisecond || took > time.Second+10*time.Millisecond {
			t.Errorf("%d frames took %v", most, took)
		}
	}
	now += 3 * time.Second
	if took := frame(60); took > work {
		t.Errorf("after a long frame the next one takes %v", took)
	}
	if took := frame(60) + frame(60); took < 25*time.Millisecond {
		t.Errorf("then two of them take only %v", took)
	}
	if took := frame(0); took != work {
		t.Errorf("without a limit a frame takes %v", took)
	}
}

func TestWhatIsInForce(t *testing.T) {
	store := settings.NewInMemory()
	store.Change(func(s *settings.Settings) {
		s.Player.Name, s.Language, s.Video.Scale, s.Video.ReducedMotion = "Inês", i18n.Portuguese, 150, true
		s.Keys = map[string][]string{"ghost": {"G"}}
	})
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	a := &App{settings: store, opts: Options{SystemLanguage: i18n.English}}
	a.apply()
	if a.opts.Name != "Inês" || i18n.Language() != i18n.Portuguese || !a.reducedMotion() || len(input.KeyOverrides(&a.keys)) != 1 {
		t.Errorf("%q, %q, %v", a.opts.Name, i18n.Language(), input.KeyOverrides(&a.keys))
	}
	if got := [...]float64{a.uiScale(360), a.uiScale(720), a.uiScale(1440)}; got != [...]float64{1.5, 1.5, 3} {
		t.Errorf("scales %v", got)
	}
	store.Change(func(s *settings.Settings) { s.Language = "" })
	a.apply()
	if i18n.Language() != i18n.English {
		t.Error("without a language of one's own the system's does not hold")
	}
}

func TestUsualVolumes(t *testing.T) {
	if got := volumes(settings.Default().Sound); got != sound.DefaultVolumes() {
		t.Errorf("by default the volumes are %+v, and not %+v", got, sound.DefaultVolumes())
	}
}

// While a key is being assigned, a key such as F12 does nothing else.
func TestBindingAKeyDoesNothingElse(t *testing.T) {
	s := newAppTest(t, i18n.English)
	s.show(newSettings(s.app))
	s.tap(ebiten.KeyArrowRight, ebiten.KeyEnter, ebiten.KeyArrowDown)
	if s.app.capturesKeys() {
		t.Fatal("a key is chosen before anybody asked for that")
	}
	if s.tap(ebiten.KeyEnter); !s.app.capturesKeys() {
		t.Fatal("no key is chosen")
	}
	if s.tap(ebiten.KeyF12); s.app.capturesKeys() || s.app.keys[input.MoveUp][0] != ebiten.KeyF12 {
		t.Errorf("after F12 one walks up with %v", s.app.keys[input.MoveUp])
	}
}
