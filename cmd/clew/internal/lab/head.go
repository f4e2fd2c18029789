package lab

import (
	"fmt"
	"image"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// drawHead says what is played, where in it one is, how fast it runs, and what
// was changed.
func (l *Lab) drawHead(dst *ebiten.Image, s *kit.Skin) {
	r := l.places.head
	l.drawSign(dst, s)
	base := s.Centre(kit.Strong, r.Min.Y, r.Max.Y)
	x := l.places.play.Max.X + s.Px(4)
	state := "paused"
	switch {
	case l.reel.Playing && l.reel.Live() && l.reel.AtEdge():
		state = "live"
	case l.reel.Playing:
		state = "plays"
	}
	x += int(s.Print(dst, state, kit.Strong, x, base, theme.Text))
	x = max(x, l.places.play.Max.X+s.Px(60))
	x += int(s.Print(dst, l.reel.Speed(), kit.Count, x, base, theme.Text)) + s.Px(20)
	at := l.reel.At()
	place := fmt.Sprintf("tick %d of %d", at, l.reel.Ticks())
	x = max(x, l.places.play.Max.X+s.Px(124))
	right := l.drawBadge(dst, s)
	if x += int(s.Width(place, kit.Count)) + s.Px(12); x < right {
		s.PrintRight(dst, place, kit.Count, x-s.Px(12), base, theme.Text)
	}
	secs := strconv.FormatFloat(float64(at)/sim.TickRate, 'f', 2, 64) + " s"
	if w := int(s.Width(secs, kit.Count)) + s.Px(20); x+w < right {
		s.Print(dst, secs, kit.Count, x, base, theme.Dim)
		x += w
	}
	measure := func(t string) float64 { return s.Width(t, kit.Heading) }
	if right-x < s.Px(60) {
		return // for three letters and dots
	}
	s.PrintRight(dst, kit.Cut(l.reel.Tape().Title(), float64(max(right-x, 0)), measure), kit.Heading, right, base, theme.Text)
}

// drawSign draws what a click does: play or pause.
func (l *Lab) drawSign(dst *ebiten.Image, s *kit.Skin) {
	r := l.places.play
	x, y, u := float32(r.Min.X+s.Px(8)), float32(r.Min.Y+r.Max.Y)/2, float32(s.Scale)
	if l.reel.Playing {
		l.quads.Rect(x, y-7*u, 4*u, 14*u, theme.Text)
		l.quads.Rect(x+8*u, y-7*u, 4*u, 14*u, theme.Text)
	} else {
		l.quads.Triangle(x, y-8*u, x+14*u, y, x, y+8*u, theme.Text)
	}
	l.quads.Draw(dst)
}

// drawBadge says that this is not how it was, and gives where the rest of the
// head ends.
func (l *Lab) drawBadge(dst *ebiten.Image, s *kit.Skin) int {
	r := l.places.head
	made := l.reel.Changes()
	if len(made) == 0 {
		return r.Max.X
	}
	words := "WHAT IF: " + made[0]
	if n := len(made); n > 1 {
		words = fmt.Sprintf("WHAT IF: %d changes", n)
	}
	words += fmt.Sprintf(" · corrections %d, were %d", len(l.reel.Story().Corrections), len(l.reel.Reference().Story().Corrections))
	words = kit.Cut(words, float64(r.Dx())*0.5, func(t string) float64 { return s.Width(t, kit.Small) })
	w := int(s.Width(words, kit.Small)) + s.Px(24)
	box := image.Rect(r.Max.X-w, r.Min.Y+s.Px(4), r.Max.X, r.Max.Y-s.Px(4))
	s.Pill.Draw(dst, box, 1)
	s.PrintMid(dst, words, kit.Small, (box.Min.X+box.Max.X)/2, s.Centre(kit.Small, box.Min.Y, box.Max.Y), theme.Accent)
	return box.Min.X - s.Px(12)
}

// help names all keys.
func (l *Lab) help() string {
	const first = "Space pause  ·  , . one tick  ·  ← → ten ticks  ·  Home End  ·  [ ] speed  ·  "
	const last = "E settings  ·  M compare  ·  Backspace undo  ·  0 as it was  ·  + − wheel: zoom  ·  PgUp PgDn scroll  ·  Esc back"
	if l.compares {
		return first + "V the other client  ·  " + last
	}
	return first + "Tab packet  ·  I input  ·  C correction  ·  Shift: back  ·  Enter where it began  ·  ↑ ↓ more of it  ·  " +
		"1 drop  ·  2 delay  ·  3 double  ·  4 swap  ·  F6 F7 who plays  ·  R play anew  ·  V server  ·  " + last
}

// drawHelp names the keys.
func (l *Lab) drawHelp(dst *ebiten.Image, s *kit.Skin) {
	for i, words := range l.places.hints {
		top := l.places.help.Min.Y + i*s.Px(hintLine)
		s.Print(dst, words, kit.Small, l.places.help.Min.X, s.Centre(kit.Small, top, top+s.Px(hintLine)), theme.Dim)
	}
}
