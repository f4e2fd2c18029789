package menu

import (
	"image"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
)

// speeds are the playback speeds in percent.
var speeds = [...]int{25, 50, 100, 200, 400, 800, 1600}

// normalSpeed is the index of 100 %.
const normalSpeed = 2

// ReplayControls is the bar for playing a recording: pause, speed, whom to
// follow, and a seek bar.
type ReplayControls struct {
	root     *ui.Root
	panel    *ui.Panel
	level    i18n.LevelNameCache
	title    string
	length   sim.Tick
	position sim.Tick
	paused   bool
	speed    int      // index of Speeds
	views    []string // players to follow; the first entry is the whole maze
	view     int
	seeked   bool // in this tick
	leave    bool
	dark     bool // the maze is dark …
	showAll  bool // … but all of it is shown
	hint     string
	hintKey  string // message key of hint
}

// ReplayCommand is how the recording should play after a tick.
type ReplayCommand struct {
	Position sim.Tick // if Seek
	Seek     bool
	Speed    int  // percent; 0: paused
	View     int  // index of views
	ShowAll  bool // show a dark maze as a whole
	Leave    bool
}

// NewReplayControls returns the controls of a recording of last ticks that
// begins on a level. If in is nil, it uses the real devices.
func NewReplayControls(in ui.Input, level string, last sim.Tick) *ReplayControls {
	p := &ReplayControls{root: ui.NewRoot(in), length: max(last, 1), speed: normalSpeed, views: []string{i18n.T("player.whole-maze")}}
	p.panel = &ui.Panel{Padding: 10, Spacing: 6, OnEscape: func() { p.leave = true }}
	p.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 1, controlsMargin) }
	p.SetLevel(level)
	p.root.Add(p.panel, p.build)
	p.panel.Show(true)
	return p
}

// Sizes in logical pixels.
const (
	controlsWidth      = 560
	controlsClockWidth = 124
	controlsHintWidth  = 170
	controlsMargin     = 8
)

func (c *ReplayControls) build(b *ui.Builder) {
	b.Row(8, func() {
		b.Text(controlsWidth-controlsHintWidth-controlsClockWidth-16, 16, ui.BodyBold, theme.Text, func() string { return c.title })
		b.TextRight(controlsHintWidth, 16, ui.Small, theme.Dim, func() string { return c.hint })
		b.TextRight(controlsClockWidth, 16, ui.SmallMono, theme.Text, c.clockText())
	})
	b.Slider(controlsWidth, 22, ui.Slider{Max: int(c.length), Step: sim.TickRate,
		Get: func() int { return int(c.position) },
		Set: func(v int) { c.position, c.seeked = sim.Tick(v), true },
	})
	b.Row(8, func() {
		b.ToggleButton(96, 30, i18n.T("player.pause"), func() bool { return c.paused }, c.togglePause)
		b.Selector(112, 30, len(speeds), func() int { return c.speed }, func(i int) { c.speed = i }, speedText)
		b.Selector(controlsWidth-96-112-96-24, 30, len(c.views), func() int { return c.view }, func(i int) { c.view = i },
			func(i int) string { return c.views[i] })
		b.Button(96, 30, i18n.T("common.back"), func() { c.leave = true })
	})
}

// SetDark tells that what is shown is dark, so that the user is offered the rest.
func (c *ReplayControls) SetDark(dark bool) { c.dark = dark }

// updateHint names the key that shows what the player has not seen, or hides it.
func (c *ReplayControls) updateHint() {
	key := ""
	switch {
	case c.dark && c.showAll:
		key = "player.show-found"
	case c.dark:
		key = "player.show-all"
	}
	if key != c.hintKey {
		c.hintKey, c.hint = key, ""
		if key != "" {
			c.hint = c.root.ExpandKeys(i18n.T(key))
		}
	}
}

// togglePause pauses or resumes; at the end it restarts.
func (c *ReplayControls) togglePause() {
	c.paused = !c.paused
	if !c.paused && c.position >= c.length {
		c.position, c.seeked = 0, true
	}
}

// clockText returns a func that formats position and length, caching the text.
func (c *ReplayControls) clockText() func() string {
	shown, text := -1, ""
	whole := " / " + i18n.FormatClock(i18n.TickDuration(c.length))
	return func() string {
		if s := int(c.position / sim.TickRate); s != shown {
			shown, text = s, i18n.FormatClock(i18n.TickDuration(c.position))+whole
		}
		return text
	}
}

// speedTexts are the labels of Speeds.
var speedTexts = func() (texts [len(speeds)]string) {
	for i, v := range speeds {
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

// SetViews sets the names of the players that can be followed, and the current
// one: 0 for the whole maze.
func (c *ReplayControls) SetViews(names []string, view int) {
	c.views = append(c.views[:1], names...)
	c.view = min(max(view, 0), len(names))
	c.panel.Rebuild()
}

// SetLevel sets the level's name.
func (c *ReplayControls) SetLevel(level string) { c.title = c.level.Of(level) }

// Update runs one tick in a window of w×h px at a position of the recording.
// scale is the user's setting, 0 for the default.
func (c *ReplayControls) Update(w, h int, scale float64, now sim.Tick) ReplayCommand {
	c.position, c.seeked, c.leave = min(now, c.length), false, false
	c.paused = c.paused || now >= c.length
	c.root.Resize(ui.FitViewport(w, h, scale))
	c.root.Update()
	if c.dark && c.JustPressed(ebiten.KeyV) {
		c.showAll = !c.showAll
	}
	c.updateHint()
	cmd := ReplayCommand{Position: c.position, Seek: c.seeked, View: c.view, ShowAll: c.showAll, Leave: c.leave}
	if !c.paused {
		cmd.Speed = speeds[c.speed]
	}
	return cmd
}

// JustPressed reports whether a key was pressed in this tick.
func (c *ReplayControls) JustPressed(k ebiten.Key) bool {
	return c.root.Input().KeyPressDuration(k) == 1
}

// FreeArea returns the part of the window above the bar, in px.
func (c *ReplayControls) FreeArea() image.Rectangle {
	vp := c.root.Viewport()
	w, h := c.panel.PreferredSize()
	bar := c.panel.Place(vp, w, h)
	return image.Rect(0, 0, vp.W, max(bar.Min.Y-vp.Px(controlsMargin), 1))
}

// Draw draws the bar over what dst shows.
func (c *ReplayControls) Draw(dst *ebiten.Image) { c.root.Draw(dst) }
