package screen

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/windowtest"
)

// keep draws the window and keeps it as a picture.
func (s *appTest) keep(name string) {
	s.t.Helper()
	dst := windowtest.NewImage(s.w, s.h)
	defer dst.Deallocate()
	s.draw(dst)
	windowtest.Drawn()
	windowtest.KeepScreenshot(s.t, name, windowtest.ReadPixels(dst))
}

// P turns the presenter style on and off in a game, in a replay, in the Lab and in How it works, and
// the settings keep it.
func TestPresenterKey(t *testing.T) {
	for name, open := range map[string]func(s *appTest){
		"game": func(s *appTest) {
			s.join("first-thread", 2, joinTarget{})
			s.run(30)
			s.walk(60)
		},
		"replay": func(s *appTest) { s.replayer("first-thread", 300) },
		"lab":    func(s *appTest) { s.lab("3-loss", "") },
		"how":    func(s *appTest) { s.howItWorks(2) },
	} {
		for _, language := range []string{i18n.English, i18n.Portuguese} {
			s := newAppTest(t, language)
			open(s)
			s.tap(ebiten.KeyP)
			if !s.app.presenter() || !s.app.renderOptions(0).Presenter {
				t.Errorf("%s: P does not turn the style on", name)
			}
			s.tap(ebiten.KeyF4)
			s.run(20)
			s.keep("presenter-" + name + "-" + language)
			s.tap(ebiten.KeyP)
			if s.app.presenter() {
				t.Errorf("%s: P does not turn the style off", name)
			}
		}
	}
}
