package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// stateWidth is what the state and the speed take of the head, in pixels at 100 %.
const stateWidth = 136

// drawHead says what is played, where in it one is, how fast it runs, and what
// was changed.
func (l *Lab) drawHead(dst *ebiten.Image, s *kit.Skin) {
	r := l.places.head
	l.drawSign(dst, s)
	base := s.Centre(kit.Strong, r.Min.Y, r.Max.Y)
	x := l.places.play.Max.X + s.Px(4)
	state := words.T("lab.paused")
	switch {
	case l.reel.Playing && l.reel.Live() && l.reel.AtEdge():
		state = words.T("lab.live")
	case l.reel.Playing:
		state = words.T("lab.plays")
	}
	s.Print(dst, state, kit.Strong, x, base, theme.Text)
	x += s.Px(10) + int(max(s.Width(words.T("lab.paused"), kit.Strong), s.Width(words.T("lab.live"), kit.Strong), s.Width(words.T("lab.plays"), kit.Strong)))
	x += int(s.Print(dst, l.reel.Speed(), kit.Count, x, base, theme.Text)) + s.Px(20)
	at := l.reel.At()
	place := l.say(phrase{key: "lab.place", n: at, m: l.reel.Ticks()}, ofNumbers)
	x = max(x, l.places.play.Max.X+s.Px(124))
	right := l.drawBadge(dst, s)
	if x += int(s.Width(place, kit.Count)) + s.Px(12); x < right {
		s.PrintRight(dst, place, kit.Count, x-s.Px(12), base, theme.Text)
	}
	secs := l.say(phrase{key: "seconds", n: at}, seconds)
	if w := int(s.Width(secs, kit.Count)) + s.Px(20); x+w < right {
		s.Print(dst, secs, kit.Count, x, base, theme.Dim)
		x += w
	}
	measure := func(t string) float64 { return s.Width(t, kit.Heading) }
	title := l.reel.Tape().Title()
	if room := float64(right - x); measure(title) > room {
		if l.side != nil || room < measure(title)/2 {
			return // the lesson says what it is about; a few letters and dots do not
		}
		title = s.Cut(title, kit.Heading, room)
	}
	s.PrintRight(dst, title, kit.Heading, right, base, theme.Text)
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
	room := float64(max(r.Dx()/2, r.Dx()-s.Px(stateWidth)) - s.Px(24))
	if l.side == nil {
		room = float64(r.Dx() / 2) // the title and the tick want theirs
	}
	what := made[0]
	if n := len(made); n > 1 {
		what = l.say(phrase{key: "lab.changes", n: n}, ofNumber)
	}
	text := l.whatIf(what)
	if len(made) == 1 && s.Width(text, kit.Small) > room { // the numbers say more than its name
		what = words.T("lab.one-change")
		text = l.whatIf(what)
	}
	if s.Width(text, kit.Small) > room {
		text = l.say(phrase{key: "lab.what-if-only", of: [3]string{what}}, ofName)
	}
	w := int(s.Width(text, kit.Small)) + s.Px(24)
	box := image.Rect(r.Max.X-w, r.Min.Y+s.Px(4), r.Max.X, r.Max.Y-s.Px(4))
	s.Pill.Draw(dst, box, 1)
	s.PrintMid(dst, text, kit.Small, (box.Min.X+box.Max.X)/2, s.Centre(kit.Small, box.Min.Y, box.Max.Y), theme.Accent)
	return box.Min.X - s.Px(12)
}

// whatIf says what was changed, and what has come of it.
func (l *Lab) whatIf(what string) string {
	return l.say(phrase{"lab.what-if", [3]string{what}, len(l.reel.Story().Corrections), len(l.reel.Reference().Story().Corrections)}, ofNameAndNumbers)
}

// help names all keys, or those buttons of a gamepad that stand for some.
func (l *Lab) help() string {
	first, last := words.T("lab.keys-first"), words.T("lab.keys-last")
	if l.compares {
		return l.desk.Fill(first + "  ·  " + words.T("lab.keys-compare") + "  ·  " + last)
	}
	return l.desk.Fill(first + "  ·  " + words.T("lab.keys-packets") + "  ·  " + last)
}

// drawHelp names the keys.
func (l *Lab) drawHelp(dst *ebiten.Image, s *kit.Skin) {
	for i, text := range l.places.hints {
		top := l.places.help.Min.Y + i*s.Px(hintLine)
		s.Print(dst, text, kit.Small, l.places.help.Min.X, s.Centre(kit.Small, top, top+s.Px(hintLine)), theme.Dim)
	}
}
