package menu

import (
	"image"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
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
}

// RandomMaze describes a random maze.
type RandomMaze struct {
	Seed        uint64
	W, H        int // cells, both odd
	LoopPercent int // of dead ends opened
}

// Maze generates the maze. Any maze the sliders allow can be generated.
func (r RandomMaze) Maze() *maze.Maze {
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
	s := &SinglePlayerForm{root: ui.NewRoot(o.Input), levels: o.Levels, random: o.Random, selected: o.Selected, record: o.Record, errText: o.Message}
	s.panel = &ui.Panel{Padding: 16, Spacing: 6, Spacious: true, Scrollable: true, OnEscape: func() { s.choice.Back = true }}
	s.panel.Place = func(f ui.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.45, 8) }
	s.root.Add(s.panel, func(b *ui.Builder) { s.build(b, o.NewSeed) })
	s.panel.Show(true)
	s.panel.Focus(o.Selected)
	return s
}

// Sizes in logical pixels.
const (
	soloListWidth    = 312
	soloSideWidth    = 232
	soloItemHeight   = 30
	soloThumbSize    = 132
	soloSliderHeight = 22
)

func (s *SinglePlayerForm) build(b *ui.Builder, newSeed func() uint64) {
	s.builtRandom = s.selected == len(s.levels)
	const w = soloListWidth + 16 + soloSideWidth
	b.Text(w, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("solo.title")))
	b.Row(16, func() {
		b.Column(4, func() {
			for i := range s.levels {
				l := &s.levels[i]
				size := sizeText(l.Level.Maze)
				best := ""
				if l.Best != 0 {
					best = i18n.Tf("solo.best", i18n.FormatClock(i18n.TickDuration(l.Best)))
				}
				b.ListItem(soloListWidth, soloItemHeight, s.drawLevel(i, i18n.LevelName(l.Level.Name), size, best), func() { s.play(i) })
			}
			b.ListItem(soloListWidth, soloItemHeight, s.drawLevel(len(s.levels), i18n.T("solo.random"), "", ""), func() { s.play(-1) })
		})
		b.Column(4, func() {
			b.Canvas(soloSideWidth, soloThumbSize, s.drawThumbnail)
			if s.builtRandom {
				s.buildSliders(b)
				b.Row(8, func() {
					b.Text(soloSideWidth-116-8, 26, ui.Small, theme.Dim, s.seedText())
					b.Button(116, 26, i18n.T("solo.new-seed"), func() { s.random.Seed = newSeed() })
				})
				return
			}
			b.Canvas(soloSideWidth, 3*soloSliderHeight, s.drawDescription)
		})
	})
	buildError(b, w, s.errText)
	b.Row(8, func() {
		b.Button(104, 32, i18n.T("solo.play"), func() { s.play(s.level()) })
		b.Button(104, 32, i18n.T("common.back"), func() { s.choice.Back = true })
		b.Toggle(w-2*112, i18n.T("solo.keep"), func() bool { return s.record }, func() { s.record = !s.record })
	})
}

// buildSliders adds the sliders for a random maze.
func (s *SinglePlayerForm) buildSliders(b *ui.Builder) {
	dial := func(key, unit string, v *int, lo, hi, step int) {
		b.Row(8, func() {
			b.Text(64, soloSliderHeight, ui.Small, theme.Dim, ui.ConstText(i18n.T(key)))
			b.NumberSlider(soloSideWidth-64-8, 40, soloSliderHeight, ui.Slider{Min: lo, Max: hi, Step: step, Snap: unit == "", Unit: unit,
				Get: func() int { return *v },
				Set: func(n int) { *v = n },
			})
		})
	}
	dial("solo.width", "", &s.random.W, minRandomSize, maxRandomSize, 2)
	dial("solo.height", "", &s.random.H, minRandomSize, maxRandomSize, 2)
	dial("solo.loops", " %", &s.random.LoopPercent, 0, 100, 10)
}

// Limits of a random maze's width and height; both are odd.
const (
	minRandomSize = 11
	maxRandomSize = 151
)

// seedText returns a func that formats the seed, caching the text.
func (s *SinglePlayerForm) seedText() func() string {
	last, text := s.random.Seed+1, ""
	return func() string {
		if s.random.Seed != last {
			last, text = s.random.Seed, i18n.Tf("solo.seed", s.random.Seed)
		}
		return text
	}
}

// sizeText formats the size of a maze.
func sizeText(m *maze.Maze) string {
	return strconv.Itoa(m.Width()) + " × " + strconv.Itoa(m.Height())
}

// level returns the selected level for SinglePlayerChoice.
func (s *SinglePlayerForm) level() int {
	if s.selected == len(s.levels) {
		return -1
	}
	return s.selected
}

func (s *SinglePlayerForm) play(level int) { s.choice.Play, s.choice.Level = true, level }

// drawLevel returns a func that draws a row: the name, and at the right the
// size or the best time.
func (s *SinglePlayerForm) drawLevel(i int, name, size, best string) func(*ebiten.Image, *ui.Skin, image.Rectangle, bool) {
	return func(dst *ebiten.Image, k *ui.Skin, r image.Rectangle, focused bool) {
		k.DrawRow(dst, r, focused || i == s.selected)
		base := k.Baseline(ui.Body, r.Min.Y, r.Max.Y)
		style, right := ui.Body, r.Max.X-k.Px(10)
		if i == s.selected {
			style = ui.BodyBold
		}
		k.Print(dst, name, style, r.Min.X+k.Px(10), base, theme.Text)
		if best != "" {
			k.PrintRight(dst, best, ui.Small, right, base, theme.Accent)
			return
		}
		k.PrintRight(dst, size, ui.Small, right, base, theme.Dim)
	}
}

// drawDescription draws the selected level's note.
func (s *SinglePlayerForm) drawDescription(dst *ebiten.Image, k *ui.Skin, r image.Rectangle) {
	if s.selected == len(s.levels) {
		return
	}
	for i, line := range k.Wrap(i18n.Translate(s.levels[s.selected].Level.Note), ui.Small, 0, float64(r.Dx())) {
		k.Print(dst, line, ui.Small, r.Min.X, r.Min.Y+k.Px(4)+i*k.LineHeight(ui.Small)+k.Ascent(ui.Small), theme.Dim)
	}
}

// drawThumbnail draws the selected maze.
func (s *SinglePlayerForm) drawThumbnail(dst *ebiten.Image, k *ui.Skin, r image.Rectangle) {
	if s.selected < len(s.levels) {
		s.thumb.show(s.levels[s.selected].Level.Maze)
	} else {
		s.thumb.generate(s.random)
	}
	s.thumb.draw(dst, r)
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (s *SinglePlayerForm) Update(w, h int, scale float64) SinglePlayerChoice {
	s.choice = SinglePlayerChoice{}
	s.root.Resize(ui.FitViewport(w, h, scale))
	s.root.Update()
	if i := s.panel.FocusIndex(); i >= 0 && i <= len(s.levels) && i != s.selected {
		s.selected = i
		if s.builtRandom != (i == len(s.levels)) {
			s.panel.Rebuild()
		}
	}
	s.choice.Random, s.choice.Record = s.random, s.record
	return s.choice
}

// Draw draws the screen over what dst shows.
func (s *SinglePlayerForm) Draw(dst *ebiten.Image) { s.root.Draw(dst) }
