package screen

import (
	"fmt"
	"image"
	"maps"
	"slices"
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
// overlaps, and everything is legible. No screen shows words of another
// language, and drawing a frame on which nothing changes allocates nothing
// outside Ebitengine. One test checks all that, since getting to the screens
// takes longest.
func TestEveryScreen(t *testing.T) {
	var dark contactSheets
	defer dark.close()
	for _, lang := range i18n.Languages() {
		words := newDictionary(t, lang)
		for _, name := range slices.Sorted(maps.Keys(scenes)) {
			t.Run(name+"/"+lang.Code, func(t *testing.T) {
				s := newAppTest(t, lang.Code)
				scenes[name](s)
				if lang.Code == i18n.English {
					s.allocatesNothing(dark.sheet(format{s.w, s.h, 100}))
				} else {
					s.showsOnly(words, dark.sheet(format{s.w, s.h, 100}))
				}
				for _, f := range formats() {
					s.pose(f, &dark, name+"-"+lang.Code+"-"+f.String())
				}
			})
		}
	}
}

// allocatesNothing checks that drawing allocates nothing outside Ebitengine.
func (s *appTest) allocatesNothing(dst *ebiten.Image) {
	s.t.Helper()
	for range 4 { // fills caches
		s.draw(dst)
	}
	for _, where := range uitest.MeasureAllocs(8, func() { s.draw(dst) }).Own() {
		s.t.Error(where)
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
	for range 3 { // what is under way on a slow network comes, and what gives way to it moves
		s.run(20)
		s.draw(img)
	}
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
