package menu

import (
	"image"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/medal"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/maze"
	"clew/engine/sim"
)

// SinglePlayerForm is the screen for playing alone: a level that comes with the
// game, or a random maze.
type SinglePlayerForm struct {
	root        *ui.Root
	panel       *ui.Panel
	levels      []LevelInfo
	random      RandomMaze
	thumb       thumbnail
	medals      medal.Row
	selected    int  // index of levels; len(levels) means a random maze
	builtRandom bool // the widgets are those for a random maze
	record      bool
	errText     string
	choice      SinglePlayerChoice
}

// LevelInfo is a level to choose.
type LevelInfo struct {
	Arg   string // its name on the command line
	Level *maze.Level
	Best  sim.Tick // the player's best time; 0: none
	Pars  medal.Pars
}

// RandomMaze describes a random maze.
type RandomMaze struct {
	Seed        uint64
	W, H        int // cells, both odd
	LoopPercent int // of dead ends opened
}

// generate generates the maze. Any maze the sliders allow can be generated.
func (r RandomMaze) generate() *maze.Maze {
	m, err := maze.Generate(r.Seed, r.W, r.H, r.LoopPercent)
	if err != nil {
		panic("menu: the sliders allow a maze that cannot be generated: " + err.Error())
	}
	return m
}

// SinglePlayerOptions configure a SinglePlayerForm.
type SinglePlayerOptions struct {
	Input    ui.Input // nil: the real devices
	Levels   []LevelInfo
	Selected int           // initial level
	Random   RandomMaze    // initial random maze
	NewSeed  func() uint64 // returns a seed for another random maze
	Record   bool          // record games
	Message  string        // why the player is back here; may be empty
}

// SinglePlayerChoice is what the player chose in a tick.
type SinglePlayerChoice struct {
	Play   bool
	Level  int        // index of Levels; -1: a random maze
	Random RandomMaze // as set by the sliders
	Record bool       // record the game
	Back   bool
}

// NewSinglePlayerForm returns the screen.
func NewSinglePlayerForm(o SinglePlayerOptions) *SinglePlayerForm {
	s := &SinglePlayerForm{root: ui.NewRoot(o.Input), levels: o.Levels, random: o.Random, selected: o.Selected, record: o.Record, errText: o.Message, thumb: thumbnail{lantern: true}}
	s.panel = &ui.Panel{Padding: 16, Spacing: 6, Spacious: true, Scrollable: true, OnEscape: func() { s.choice.Back = true }}
	s.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.45, 8) }
	s.root.Add(s.panel, func(b *ui.Builder) { s.build(b, o.NewSeed) })
	s.panel.Show(true)
	s.panel.Focus(o.Selected)
	return s
}

// Sizes in logical pixels.
const (
	soloListWidth    = 312
	soloSideWidth    = 232
	soloItemHeight   = 26
	soloItemGap      = 4
	soloThumbSize    = 132
	soloSliderHeight = 22
	soloSideGap      = 4
	soloParHeight    = 20
	soloBestWidth    = 84 // of the best time, with room for the medal
	soloSeedHeight   = 26
	soloRestHeight   = 160 // title, buttons and margins, at most
)

func (f *SinglePlayerForm) build(b *ui.Builder, newSeed func() uint64) {
	f.builtRandom = f.selected == len(f.levels)
	const w = soloListWidth + 16 + soloSideWidth
	b.Text(w, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("single-player.title")))
	b.Row(16, func() {
		b.Column(soloItemGap, func() {
			for i := range f.levels {
				l := &f.levels[i]
				size := sizeText(l.Level.Maze)
				best := ""
				if l.Best != 0 {
					best = i18n.Tf("single-player.best", i18n.FormatClock(i18n.TickDuration(l.Best)))
				}
				b.ListItem(soloListWidth, soloItemHeight, f.drawLevel(i, i18n.LevelName(l.Level.Name), size, best), func() { f.play(i) })
			}
			b.ListItem(soloListWidth, soloItemHeight, f.drawLevel(len(f.levels), i18n.T("single-player.random"), "", ""), func() { f.play(-1) })
		})
		if f.builtRandom {
			b.Column(soloSideGap, func() { f.buildRandom(b, newSeed) })
		} else {
			b.Canvas(soloSideWidth, f.listHeight(), f.drawPreview)
		}
	})
	buildError(b, w, f.errText)
	b.Row(8, func() {
		b.Button(104, 32, i18n.T("single-player.play"), func() { f.play(f.level()) })
		b.Button(104, 32, i18n.T("common.back"), func() { f.choice.Back = true })
		b.Toggle(w-2*112, i18n.T("single-player.keep"), func() bool { return f.record }, func() { f.record = !f.record })
	})
}

// listHeight returns the height of the list in logical pixels.
func (f *SinglePlayerForm) listHeight() float64 {
	return float64((len(f.levels)+1)*(soloItemHeight+soloItemGap) - soloItemGap)
}

// buildRandom adds the picture of a random maze and its settings. In a window
// that does not show the whole list they are next to its end, where the list
// has the entry for a random maze.
func (f *SinglePlayerForm) buildRandom(b *ui.Builder, newSeed func() uint64) {
	const height = soloThumbSize + 3*(soloSliderHeight+soloSideGap) + soloSideGap + soloSeedHeight
	if space := f.listHeight() - height - soloSideGap; space > 0 && f.root.Viewport().Height() < f.listHeight()+soloRestHeight {
		b.Space(space)
	}
	b.Canvas(soloSideWidth, soloThumbSize, f.drawThumbnail)
	f.buildSliders(b)
	b.Row(8, func() {
		b.Text(soloSideWidth-116-8, soloSeedHeight, ui.Small, theme.Dim, f.seedText())
		b.Button(116, soloSeedHeight, i18n.T("single-player.new-seed"), func() { f.random.Seed = newSeed() })
	})
}

// buildSliders adds the sliders for a random maze.
func (f *SinglePlayerForm) buildSliders(b *ui.Builder) {
	dial := func(key, unit string, v *int, lo, hi, step int) {
		b.Row(8, func() {
			b.Text(64, soloSliderHeight, ui.Small, theme.Dim, ui.ConstText(i18n.T(key)))
			b.NumberSlider(soloSideWidth-64-8, 40, soloSliderHeight, ui.Slider{Min: lo, Max: hi, Step: step, Snap: unit == "", Unit: unit,
				Get: func() int { return *v },
				Set: func(n int) { *v = n },
			})
		})
	}
	dial("single-player.width", "", &f.random.W, minRandomSize, maxRandomSize, 2)
	dial("single-player.height", "", &f.random.H, minRandomSize, maxRandomSize, 2)
	dial("single-player.loops", " %", &f.random.LoopPercent, 0, 100, 10)
}

// Limits of a random maze's width and height; both are odd.
const (
	minRandomSize = 11
	maxRandomSize = 151
)

// seedText returns a func that formats the seed, caching the text.
func (f *SinglePlayerForm) seedText() func() string {
	last, text := f.random.Seed+1, ""
	return func() string {
		if f.random.Seed != last {
			last, text = f.random.Seed, i18n.Tf("single-player.seed", f.random.Seed)
		}
		return text
	}
}

// sizeText formats the size of a maze.
func sizeText(m *maze.Maze) string {
	return strconv.Itoa(m.Width()) + " × " + strconv.Itoa(m.Height())
}

// level returns the selected level for SinglePlayerChoice.
func (f *SinglePlayerForm) level() int {
	if f.selected == len(f.levels) {
		return -1
	}
	return f.selected
}

func (f *SinglePlayerForm) play(level int) { f.choice.Play, f.choice.Level = true, level }

// drawLevel returns a func that draws a row: the name, and at the right the
// size or the best time.
func (f *SinglePlayerForm) drawLevel(i int, name, size, best string) func(*ebiten.Image, *ui.Skin, image.Rectangle, bool) {
	return func(dst *ebiten.Image, k *ui.Skin, r image.Rectangle, focused bool) {
		k.DrawRow(dst, r, focused || i == f.selected)
		base := k.Baseline(ui.Body, r.Min.Y, r.Max.Y)
		style, right := ui.Body, r.Max.X-k.Px(10)
		if i == f.selected {
			style = ui.BodyBold
		}
		k.Print(dst, name, style, r.Min.X+k.Px(10), base, theme.Text)
		if best != "" {
			k.PrintRight(dst, best, ui.Small, right, base, theme.Accent)
			if l := &f.levels[i]; l.Pars.For(l.Best) != medal.None {
				f.medals.DrawMedal(dst, k, l.Pars.For(l.Best), true, right-k.Px(soloBestWidth), (r.Min.Y+r.Max.Y)/2)
			}
			return
		}
		k.PrintRight(dst, size, ui.Small, right, base, theme.Dim)
	}
}

// drawPreview draws the picture of the selected level, its par times and its note
// in that part of r which the window shows.
func (f *SinglePlayerForm) drawPreview(dst *ebiten.Image, k *ui.Skin, r image.Rectangle) {
	height := k.Px(soloThumbSize + soloSideGap + soloParHeight + 3*soloSliderHeight)
	r.Min.Y = visibleTop(r, dst.Bounds().Min.Y+k.Px(8), height)
	r.Max.Y = r.Min.Y + k.Px(soloThumbSize)
	f.drawThumbnail(dst, k, r)
	below := r.Add(image.Pt(0, k.Px(soloThumbSize+soloSideGap)))
	if f.selected < len(f.levels) {
		l := &f.levels[f.selected]
		f.medals.Draw(dst, k, image.Rect(below.Min.X, below.Min.Y, below.Max.X, below.Min.Y+k.Px(soloParHeight)), l.Pars, l.Pars.For(l.Best))
	}
	f.drawDescription(dst, k, below.Add(image.Pt(0, k.Px(soloParHeight))))
}

// visibleTop returns where in r to draw something of a height so that it does
// not begin above top: at the upper end of r, or as far down as necessary.
func visibleTop(r image.Rectangle, top, height int) int {
	return min(max(r.Min.Y, top), r.Max.Y-height)
}

// drawDescription draws the selected level's note.
func (f *SinglePlayerForm) drawDescription(dst *ebiten.Image, k *ui.Skin, r image.Rectangle) {
	if f.selected == len(f.levels) {
		return
	}
	for i, line := range k.WrapBalanced(i18n.Translate(f.levels[f.selected].Level.Note), ui.Small, float64(r.Dx())) {
		k.Print(dst, line, ui.Small, r.Min.X, r.Min.Y+k.Px(4)+i*k.LineHeight(ui.Small)+k.Ascent(ui.Small), theme.Dim)
	}
}

// drawThumbnail draws the selected maze.
func (f *SinglePlayerForm) drawThumbnail(dst *ebiten.Image, k *ui.Skin, r image.Rectangle) {
	if f.selected < len(f.levels) {
		f.thumb.show(f.levels[f.selected].Level.Maze)
	} else {
		f.thumb.generate(f.random)
	}
	f.thumb.draw(dst, r)
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (f *SinglePlayerForm) Update(w, h int, scale float64) SinglePlayerChoice {
	f.choice = SinglePlayerChoice{}
	f.root.Resize(ui.FitViewport(w, h, scale))
	f.root.Update()
	if i := f.panel.FocusIndex(); i >= 0 && i <= len(f.levels) && i != f.selected {
		f.selected = i
		if f.builtRandom != (i == len(f.levels)) {
			f.panel.Rebuild()
		}
	}
	f.choice.Random, f.choice.Record = f.random, f.record
	return f.choice
}

// Draw draws the screen over what dst shows.
func (f *SinglePlayerForm) Draw(dst *ebiten.Image) { f.root.Draw(dst) }
