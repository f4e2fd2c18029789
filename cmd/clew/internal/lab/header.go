package lab

import (
	"image"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// headStateWidth is the width of state and speed in logical pixels.
const headStateWidth = 136

// drawHeader shows what is played, the current tick, the speed, and what was
// changed.
func (l *Lab) drawHeader(dst *ebiten.Image, s *ui.Skin) {
	r := l.layout.head
	drawPlayButton(dst, s, &l.batch, l.layout.play, l.player.Playing)
	base := s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y)
	x := l.layout.play.Max.X + s.Px(4)
	state := i18n.T("lab.paused")
	switch {
	case l.player.Playing && l.player.HasHuman() && l.player.AtLiveEdge():
		state = i18n.T("lab.live")
	case l.player.Playing:
		state = i18n.T("lab.plays")
	}
	s.Print(dst, state, ui.BodyBold, x, base, theme.Text)
	x += s.Px(10) + int(max(s.TextWidth(i18n.T("lab.paused"), ui.BodyBold), s.TextWidth(i18n.T("lab.live"), ui.BodyBold), s.TextWidth(i18n.T("lab.plays"), ui.BodyBold)))
	x += int(s.Print(dst, l.player.Speed(), ui.BodyMono, x, base, theme.Text)) + s.Px(20)
	at := l.player.Tick()
	place := l.text(textKey{key: "lab.place", n: at, m: l.player.Ticks()}, formatNumbers)
	x = max(x, l.layout.play.Max.X+s.Px(124))
	right := l.drawBadge(dst, s)
	if x += int(s.TextWidth(place, ui.BodyMono)) + s.Px(12); x < right {
		s.PrintRight(dst, place, ui.BodyMono, x-s.Px(12), base, theme.Text)
	}
	secs := l.text(textKey{key: "seconds", n: at}, formatSeconds)
	if w := int(s.TextWidth(secs, ui.BodyMono)) + s.Px(20); x+w < right {
		s.Print(dst, secs, ui.BodyMono, x, base, theme.Dim)
		x += w
	}
	measure := func(t string) float64 { return s.TextWidth(t, ui.Heading) }
	title := l.player.Game().Title()
	if room := float64(right - x); measure(title) > room {
		if l.side != nil || room < measure(title)/2 {
			return // better no title than a few letters and dots
		}
		title = s.Truncate(title, ui.Heading, room)
	}
	s.PrintRight(dst, title, ui.Heading, right, base, theme.Text)
}

// drawPlayButton draws the play or pause symbol.
func drawPlayButton(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, r image.Rectangle, playing bool) {
	x, y, u := float32(r.Min.X+s.Px(8)), float32(r.Min.Y+r.Max.Y)/2, float32(s.Scale)
	if playing {
		q.Rect(x, y-7*u, 4*u, 14*u, theme.Text)
		q.Rect(x+8*u, y-7*u, 4*u, 14*u, theme.Text)
	} else {
		q.Triangle(x, y-8*u, x+14*u, y, x, y+8*u, theme.Text)
	}
	q.Draw(dst)
}

// drawBadge tells that the game was changed, and returns where the rest of the
// header ends.
func (l *Lab) drawBadge(dst *ebiten.Image, s *ui.Skin) int {
	r := l.layout.head
	changes := l.player.ChangeTexts()
	if len(changes) == 0 {
		return r.Max.X
	}
	room := float64(max(r.Dx()/2, r.Dx()-s.Px(headStateWidth)) - s.Px(24))
	if l.side == nil {
		room = float64(r.Dx() / 2) // leave room for title and tick
	}
	change := changes[0]
	if n := len(changes); n > 1 {
		change = l.text(textKey{key: "lab.changes", n: n}, formatNumber)
	}
	text := l.changeText(change)
	if len(changes) == 1 && s.TextWidth(text, ui.Small) > room { // the counts matter more than the name
		change = i18n.T("lab.one-change")
		text = l.changeText(change)
	}
	if s.TextWidth(text, ui.Small) > room {
		text = l.text(textKey{key: "lab.what-if-only", names: [3]string{change}}, formatName)
	}
	w := int(s.TextWidth(text, ui.Small)) + s.Px(24)
	box := image.Rect(r.Max.X-w, r.Min.Y+s.Px(4), r.Max.X, r.Max.Y-s.Px(4))
	s.Badge.Draw(dst, box, 1)
	s.PrintCentred(dst, text, ui.Small, (box.Min.X+box.Max.X)/2, s.Baseline(ui.Small, box.Min.Y, box.Max.Y), theme.Accent)
	return box.Min.X - s.Px(12)
}

// changeText tells what was changed, and how that changed the number of
// corrections.
func (l *Lab) changeText(change string) string {
	return l.text(textKey{"lab.what-if", [3]string{change}, len(l.player.Trace().Corrections), len(l.player.Reference().Trace().Corrections)}, formatNameAndNumbers)
}

// help names all keys, which ExpandKeys replaces by their labels or the gamepad
// buttons mapped to them.
func (l *Lab) help() string {
	first, last := i18n.T("lab.keys-first"), i18n.T("lab.keys-last")
	if l.comparing {
		return first + hintSeparator + i18n.T("lab.keys-compare") + hintSeparator + last
	}
	return first + hintSeparator + i18n.T("lab.keys-packets") + hintSeparator + last
}

// hintSeparator is between two hints.
const hintSeparator = "  ·  "

// hintConditions tell when the keys of a hint do something, by the first key that
// it names. The others always do.
var hintConditions = map[string]func(*Lab) bool{
	"{ArrowUp}":   func(l *Lab) bool { return l.hasDetail() && l.bytes.rows > l.bytes.visible },
	"{C}":         func(l *Lab) bool { return len(l.player.Trace().Corrections) > 0 },
	"{T}":         func(l *Lab) bool { return l.player.HasEntries() },
	"Shift":       (*Lab).hasSelection,
	"{Enter}":     (*Lab).hasSelection,
	"{Z}":         (*Lab).hasSelection,
	"{Digit1}":    (*Lab).canEditPacket,
	"{Digit2}":    (*Lab).canEditPacket,
	"{Digit3}":    (*Lab).canEditPacket,
	"{Digit4}":    (*Lab).canEditPacket,
	"{F6}":        func(l *Lab) bool { return l.player.CanChange() },
	"{R}":         func(l *Lab) bool { return l.player.HasHuman() },
	"{V}":         func(l *Lab) bool { return !l.comparing || len(l.panes) > 1 },
	"{Backspace}": func(l *Lab) bool { return len(l.player.ChangeTexts()) > 0 },
	"{Digit0}":    func(l *Lab) bool { return len(l.player.ChangeTexts()) > 0 },
}

func (l *Lab) hasSelection() bool { return l.player.Selected().Kind != playback.Nothing }

func (l *Lab) canEditPacket() bool {
	return l.player.Selected().Kind == playback.Packet && l.player.CanChange()
}

// usefulHints returns those of a list of hints whose keys do something now.
func (l *Lab) usefulHints(all string) string {
	list := strings.Split(all, hintSeparator)
	list = slices.DeleteFunc(list, func(hint string) bool {
		key, _, _ := strings.Cut(strings.Replace(hint, ":", " ", 1), " ")
		useful := hintConditions[key]
		return useful != nil && !useful(l)
	})
	return strings.Join(list, hintSeparator)
}

// drawHints draws the lines of the help.
func drawHints(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, hints []string) {
	for i, text := range hints {
		top := r.Min.Y + i*s.Px(hintLineHeight)
		s.Print(dst, text, ui.Small, r.Min.X, s.Baseline(ui.Small, top, top+s.Px(hintLineHeight)), theme.Dim)
	}
}
