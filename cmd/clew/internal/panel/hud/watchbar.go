package hud

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// Watch is how it stands with who watches a game without a player in it.
type Watch struct {
	On    bool   // one watches
	Place int    // in the line of those who wait to play, from 1; 0: in none
	Whom  string // the name of who is followed; empty: nobody, the whole maze is shown
}

// watchBar says that one watches, at the top in the middle, where toasts begin.
type watchBar struct {
	watch       Watch
	keys        [2]string // for the one before and the next one
	padded      bool      // which are buttons of a gamepad
	state, whom string
	words       int // edition of the words that these are in
}

// The sizes of the bar, in pixels at 100 %.
const (
	watchHeight = 48
	watchGap    = 6 // to the toasts
)

// set takes how it stands, and the names of the keys that turn to somebody else.
// It writes anew only what has changed.
func (b *watchBar) set(w Watch, before, next string) {
	if e, p := words.Edition(), kit.Padded(); w != b.watch || e != b.words || p != b.padded || b.keys != [2]string{before, next} {
		b.watch, b.words, b.padded, b.keys = w, e, p, [2]string{before, next}
		b.write()
	}
}

func (b *watchBar) write() {
	b.state, b.whom = words.T("watch.only"), words.T("watch.whole")
	if b.watch.Place > 0 {
		b.state = words.F("watch.full", b.watch.Place)
	}
	if b.watch.Whom != "" {
		b.whom = words.F("watch.follow", b.watch.Whom)
	}
	turn := "watch.turn"
	if b.padded {
		turn = "watch.turn-by-pad"
	}
	b.whom += " · " + words.F(turn, b.keys[0], b.keys[1])
}

// height is how much of the window it takes away from the toasts, in px.
func (b *watchBar) height(f kit.Frame) int {
	if !b.watch.On {
		return 0
	}
	return f.Px(watchHeight + watchGap)
}

// draw draws the bar in the middle of the first room px of the window,
// and gives its place.
func (b *watchBar) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin, room int) (r image.Rectangle) {
	if !b.watch.On {
		return r
	}
	fit := func(text string, st kit.Style) string {
		return s.Cut(text, st, float64(room-f.Px(60)))
	}
	state, whom := fit(b.state, kit.Body), fit(b.whom, kit.Small)
	w := int(math.Ceil(max(s.Width(state, kit.Body), s.Width(whom, kit.Small)))) + f.Px(28)
	top := f.Px(headerBot)
	r = image.Rect((room-w)/2, top, (room+w)/2, top+f.Px(watchHeight))
	s.Panel.Draw(dst, r, 1)
	s.PrintMid(dst, state, kit.Body, room/2, r.Min.Y+f.Px(20), theme.Text)
	s.PrintMid(dst, whom, kit.Small, room/2, r.Min.Y+f.Px(38), theme.Dim)
	return r
}

// WatchRoom is the part of a window of w×h px that a picture of the whole maze
// has, for who watches: below all that stands at its top. A picture much lower than
// the window has no such part.
func (h *HUD) WatchRoom(w, height int) image.Rectangle {
	top := h.desk.Frame().Px(headerBot + watchHeight)
	if top > height/2 {
		top = 0
	}
	return image.Rect(0, top, w, height)
}

// click takes note of where the person clicks into the game that they watch.
func (h *HUD) click() {
	at := h.desk.Hands().Cursor()
	over := h.lag.sheet.Shown() && at.In(h.lag.sheet.GetWidget().Rect)
	if h.watch.watch.On && h.desk.Hands().Pressed() == 1 && !h.desk.Keyboard() && !over {
		h.wish.Click, h.wish.Clicked = at, true
	}
}
