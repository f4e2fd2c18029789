package panel

import (
	"image"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
)

// Speeds are those at which a recording can be played, in hundredths.
var Speeds = [...]int{25, 50, 100, 200, 400, 800, 1600}

// normalSpeed is the place in Speeds of the usual one.
const normalSpeed = 2

// PlayerBar is what a recording is played with: pause, speed, whom to follow,
// and a bar to drag to any moment.
type PlayerBar struct {
	desk   *kit.Desk
	sheet  *kit.Sheet
	level  phrase.LevelLabel
	title  string   // what it is called
	last   sim.Tick // how long it is
	now    sim.Tick
	paused bool
	speed  int      // of Speeds
	views  []string // whom one can follow; the first is nobody: the whole maze
	view   int
	seek   bool // the person has gone elsewhere
	leave  bool
}

// PlayerWish is how the person wants a recording played after a tick.
type PlayerWish struct {
	At    sim.Tick // with Seek: the moment to go to
	Seek  bool
	Speed int // in hundredths; 0: it is paused
	View  int // of the views
	Leave bool
}

// NewPlayerBar makes a bar for a recording of so many ticks, which begins on a
// level; nil hands are the real ones.
func NewPlayerBar(h kit.Hands, level string, last sim.Tick) *PlayerBar {
	p := &PlayerBar{desk: kit.NewDesk(h), last: max(last, 1), speed: normalSpeed, views: []string{words.T("player.whole")}}
	p.sheet = &kit.Sheet{Pad: 10, Gap: 6, Escape: func() { p.leave = true }}
	p.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 1, playerGap) }
	p.SetLevel(level)
	p.desk.Add(p.sheet, p.build)
	p.sheet.Show(true)
	return p
}

// The sizes of the bar, in pixels at 100 %.
const (
	playerWidth = 560
	playerClock = 124
	playerGap   = 8 // around it
)

func (p *PlayerBar) build(b *kit.Builder) {
	b.Row(8, func() {
		b.Text(playerWidth-playerClock-8, 16, kit.Strong, theme.Text, func() string { return p.title })
		b.Figure(playerClock, 16, kit.Figures, theme.Text, p.clock())
	})
	b.Dial(playerWidth, 22, kit.Dial{Max: int(p.last), Step: sim.TickRate,
		Get: func() int { return int(p.now) },
		Set: func(v int) { p.now, p.seek = sim.Tick(v), true },
	})
	b.Row(8, func() {
		b.Choice(96, 30, words.T("player.pause"), func() bool { return p.paused }, p.pause)
		b.Chooser(112, 30, len(Speeds), func() int { return p.speed }, func(i int) { p.speed = i }, speedText)
		b.Chooser(playerWidth-96-112-96-24, 30, len(p.views), func() int { return p.view }, func(i int) { p.view = i },
			func(i int) string { return p.views[i] })
		b.Button(96, 30, words.T("common.back"), func() { p.leave = true })
	})
}

// pause stops, or goes on: at the end, from the beginning.
func (p *PlayerBar) pause() {
	p.paused = !p.paused
	if !p.paused && p.now >= p.last {
		p.now, p.seek = 0, true
	}
}

// clock is the time and how long the recording is, made anew only when it has
// changed.
func (p *PlayerBar) clock() func() string {
	shown, text := -1, ""
	whole := " / " + phrase.Clock(phrase.Ticks(p.last))
	return func() string {
		if s := int(p.now / sim.TickRate); s != shown {
			shown, text = s, phrase.Clock(phrase.Ticks(p.now))+whole
		}
		return text
	}
}

// speedTexts are the Speeds in words.
var speedTexts = func() (texts [len(Speeds)]string) {
	for i, v := range Speeds {
		switch v {
		case 25:
			texts[i] = "¼×"
		case 50:
			texts[i] = "½×"
		default:
			texts[i] = strconv.Itoa(v/100) + "×"
		}
	}
	return texts
}()

func speedText(i int) string { return speedTexts[i] }

// SetViews says whom one can follow, beside nobody, and who is followed now: the
// number in PlayerWish.View.
func (p *PlayerBar) SetViews(names []string, view int) {
	p.views = append(p.views[:1], names...)
	p.view = min(max(view, 0), len(names))
	p.sheet.Rebuild()
}

// SetLevel says which level is played.
func (p *PlayerBar) SetLevel(level string) { p.title = p.level.Of(level) }

// Update runs one tick in a window of w×h px, at a moment of the recording. want
// is the scale the person wants, 0 for one that suits the window.
func (p *PlayerBar) Update(w, h int, want float64, now sim.Tick) PlayerWish {
	p.now, p.seek, p.leave = min(now, p.last), false, false
	p.paused = p.paused || now >= p.last
	p.desk.Resize(kit.Fit(w, h, want))
	p.desk.Update()
	wish := PlayerWish{At: p.now, Seek: p.seek, View: p.view, Leave: p.leave}
	if !p.paused {
		wish.Speed = Speeds[p.speed]
	}
	return wish
}

// Room is the part of the window that the bar leaves free, in px.
func (p *PlayerBar) Room() image.Rectangle {
	f := p.desk.Frame()
	w, h := p.sheet.PreferredSize()
	bar := p.sheet.Place(f, w, h)
	return image.Rect(0, 0, f.W, max(bar.Min.Y-f.Px(playerGap), 1))
}

// Draw draws the bar over what dst shows.
func (p *PlayerBar) Draw(dst *ebiten.Image) { p.desk.Draw(dst) }
