package lab

import (
	"unicode"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/ui"
)

// togglePlay plays or pauses.
func (l *Lab) togglePlay() {
	l.errText = ""
	l.player.Play()
}

func (l *Lab) step(by int) {
	l.player.Step(by)
	l.timeline.follow(l.player.Tick(), l.player.Ticks())
}

// selectNext selects the next item of a kind, with Shift the previous one.
func (l *Lab) selectNext(kind playback.Kind) {
	l.errText = ""
	l.player.Playing = false
	if kind == playback.Entry && !l.player.HasEntries() {
		l.errText = i18n.T("lab.no-entries")
		return
	}
	l.player.SelectNext(kind, direction(l.input))
	l.scrollToSelection()
}

// direction returns -1 while Shift is held, else 1.
func direction(in ui.Input) int {
	if in.KeyPressDuration(ebiten.KeyShiftLeft) > 0 || in.KeyPressDuration(ebiten.KeyShiftRight) > 0 {
		return -1
	}
	return 1
}

// goToStart seeks to the start of the selection.
func (l *Lab) goToStart() {
	l.player.SeekToStart()
	l.timeline.follow(l.player.Tick(), l.player.Ticks())
}

// zoomAtCursor zooms around the current tick if it is visible.
func (l *Lab) zoomAtCursor(by float64) {
	x, r := int(l.timeline.x(float64(l.player.Tick()))), l.layout.lanes
	if x < r.Min.X || x > r.Max.X {
		x = (r.Min.X + r.Max.X) / 2
	}
	l.timeline.zoomAt(by, x, l.player.Ticks())
}

// cycleView shows the next client in a comparison, otherwise another part of
// the server's maze.
func (l *Lab) cycleView() {
	if !l.comparing {
		l.cycleFollow()
		return
	}
	l.selected = (l.selected + 1) % len(l.panes)
}

// compare starts or ends the comparison with the reference game.
func (l *Lab) compare() {
	l.errText = ""
	l.comparing = !l.comparing
}

// cycleController hands a client's player from the recording to a human, then
// to a bot, and back.
func (l *Lab) cycleController(client int) {
	if client >= len(l.panes) {
		return
	}
	next := playback.Controller{Kind: playback.Human}
	switch l.player.Controller(client).Kind {
	case playback.Human:
		next = playback.Controller{Kind: playback.Bot, Seed: uint64(l.player.Tick()) + 1}
	case playback.Bot:
		next = playback.Controller{Kind: playback.Recorded}
	}
	l.player.Playing = false
	l.setError(l.player.SetController(client, next))
}

// rerecord lets the human players play again from the current tick.
func (l *Lab) rerecord() {
	l.player.Playing = false
	l.setError(l.player.Rerecord())
}

// setError sets the error to show; nil clears it.
func (l *Lab) setError(err error) {
	if l.errText = ""; err != nil {
		l.errText = sentence(err.Error())
	}
}

// sentence capitalises an error text and adds a full stop.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:] + "."
}
