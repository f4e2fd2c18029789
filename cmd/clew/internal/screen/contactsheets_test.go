package screen

import (
	"fmt"
	"image"
	"sync"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// format is a window's size and the player's interface scale, in per cent.
type format struct{ w, h, scale int }

func (f format) String() string { return fmt.Sprintf("%dx%d@%d", f.w, f.h, f.scale) }

// formats returns the formats that every screen is checked in. A window at
// twice the scale has the layout of one of half the size, so without
// screenshots the smallest suffices.
func formats() []format {
	if windowtest.ScreenshotDir == "" {
		return []format{{640, 360, 100}}
	}
	return []format{
		{1280, 720, 100}, {1920, 1080, 100}, {2560, 1440, 100},
		{1280, 720, 200}, {1920, 1080, 200}, {2560, 1440, 200},
	}
}

// made holds words that players made up in these scenes; they may be truncated.
var made = []string{"Bartholomew", "The House of", "WHAT IF", "E SE", "SIM", "|", ".clewrec"}

// On every screen, in every format and language, all texts fit, nothing
// overlaps, and everything is legible.
func TestEveryScreen(t *testing.T) {
	var dark contactSheets
	defer dark.close()
	for _, lang := range i18n.Languages() {
		for name, scene := range scenes {
			t.Run(name+"/"+lang.Code, func(t *testing.T) {
				s := newAppTest(t, lang.Code)
				scene(s)
				for _, f := range formats() {
					s.pose(f, &dark, name+"-"+lang.Code+"-"+f.String())
				}
			})
		}
	}
}

// pose draws a screen in a format and checks its layout.
func (s *appTest) pose(f format, dark *contactSheets, name string) {
	s.t.Helper()
	s.app.settings.Change(func(set *settings.Settings) { set.Video.Scale = f.scale })
	s.w, s.h = f.w, f.h
	img := dark.sheet(f)
	for range 2 { // gives everything that slides in its destination
		s.run(1)
		s.draw(img)
	}
	s.run(24)
	lang := i18n.Language()
	for _, l := range i18n.Languages() { // forces a new layout
		i18n.SetLanguage(l.Code)
	}
	i18n.SetLanguage(lang)
	r := uitest.StartLayoutCheck(img.Bounds(), made...)
	s.run(1)
	s.draw(img)
	windowtest.Drawn()
	for _, fault := range r.Problems() {
		s.t.Errorf("%s: %s", f, fault)
	}
	if windowtest.ScreenshotDir == "" {
		return
	}
	pix := dark.develop(s.t, img, name)
	if s.app.uiScale(f.h) >= 2 {
		for _, fault := range r.LowContrast(pix) {
			s.t.Errorf("%s: %s", f, fault)
		}
	}
}

// contactSheets saves screenshots while the next scene is drawn.
type contactSheets struct {
	sheets map[format]*ebiten.Image
	work   sync.WaitGroup
	places chan struct{}
}

// sheet returns the image for a format's size; it creates one per size.
func (d *contactSheets) sheet(f format) *ebiten.Image {
	f.scale = 0
	if d.sheets == nil {
		d.sheets = map[format]*ebiten.Image{}
		d.places = make(chan struct{}, 2)
	}
	if d.sheets[f] == nil {
		d.sheets[f] = windowtest.NewImage(f.w, f.h)
	}
	return d.sheets[f]
}

// develop saves a screenshot in the background and returns its pixels, which
// must not be changed.
func (d *contactSheets) develop(t testing.TB, img *ebiten.Image, name string) *image.RGBA {
	t.Helper()
	pix := windowtest.ReadPixels(img)
	d.places <- struct{}{}
	d.work.Go(func() {
		defer func() { <-d.places }()
		if err := windowtest.SaveScreenshot(name, pix); err != nil {
			t.Error(err)
		}
	})
	return pix
}

func (d *contactSheets) close() { d.work.Wait() }
