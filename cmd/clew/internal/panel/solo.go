package panel

import (
	"image"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/maze"
	"clew/engine/sim"
)

// Solo is the screen 'Play here': it lets a person choose one of the levels
// that come with the game, or a random maze of a size of their own.
type Solo struct {
	desk   *kit.Desk
	sheet  *kit.Sheet
	levels []LevelInfo
	random Random
	sight  thumbnail
	at     int  // which level is chosen; the one after the last: a random maze
	built  bool // the widgets are those for a random maze
	keep   bool
	fault  string
	choice SoloChoice
}

// LevelInfo is a level that can be played.
type LevelInfo struct {
	Arg   string // what it is called on a command line
	Level *maze.Level
	Best  sim.Tick // the person's best time to the exit; 0: there is none
}

// Random describes a random maze.
type Random struct {
	Seed  uint64
	W, H  int // cells, both odd
	Loops int // per cent of the dead ends that are opened
}

// Maze generates it. Whatever the dials can say can be generated.
func (r Random) Maze() *maze.Maze {
	m, err := maze.Generate(r.Seed, r.W, r.H, r.Loops)
	if err != nil {
		panic("panel: a dial can be turned to a maze that can't be: " + err.Error())
	}
	return m
}

// SoloOptions is what a Solo starts from.
type SoloOptions struct {
	Hands   kit.Hands // nil: the real keyboard and mouse
	Levels  []LevelInfo
	At      int           // the level that is chosen at first
	Random  Random        // what the dials show at first
	NewSeed func() uint64 // for another random maze
	Keep    bool          // games are kept
	Message string        // why one is back here; empty: none
}

// SoloChoice is what a person chose in a tick.
type SoloChoice struct {
	Play   bool
	Level  int    // of the Levels; -1: a random maze
	Random Random // what the dials show
	Keep   bool   // the game is to be kept
	Back   bool
}

// NewSolo makes the screen.
func NewSolo(o SoloOptions) *Solo {
	s := &Solo{desk: kit.NewDesk(o.Hands), levels: o.Levels, random: o.Random, at: o.At, keep: o.Keep, fault: o.Message}
	s.sheet = &kit.Sheet{Pad: 16, Gap: 6, Airy: true, Scrolls: true, Escape: func() { s.choice.Back = true }}
	s.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.45, 8) }
	s.desk.Add(s.sheet, func(b *kit.Builder) { s.build(b, o.NewSeed) })
	s.sheet.Show(true)
	s.sheet.Focus(o.At)
	return s
}

// The sizes of the screen, in pixels at 100 %.
const (
	soloList  = 312
	soloSide  = 232
	soloItem  = 30
	soloThumb = 132
	soloDial  = 22
)

func (s *Solo) build(b *kit.Builder, newSeed func() uint64) {
	s.built = s.at == len(s.levels)
	const w = soloList + 16 + soloSide
	b.Text(w, 26, kit.Heading, theme.Text, kit.Fixed(words.T("solo.title")))
	b.Row(16, func() {
		b.Column(4, func() {
			for i := range s.levels {
				l := &s.levels[i]
				size := sizeText(l.Level.Maze)
				best := ""
				if l.Best != 0 {
					best = words.F("solo.best", phrase.Clock(phrase.Ticks(l.Best)))
				}
				b.Item(soloList, soloItem, s.drawLevel(i, phrase.LevelName(l.Level.Name), size, best), func() { s.play(i) })
			}
			b.Item(soloList, soloItem, s.drawLevel(len(s.levels), words.T("solo.random"), "", ""), func() { s.play(-1) })
		})
		b.Column(4, func() {
			b.Canvas(soloSide, soloThumb, s.drawMaze)
			if s.built {
				s.buildDials(b)
				b.Row(8, func() {
					b.Text(soloSide-116-8, 26, kit.Small, theme.Dim, s.seedText())
					b.Button(116, 26, words.T("solo.new-seed"), func() { s.random.Seed = newSeed() })
				})
				return
			}
			b.Canvas(soloSide, 3*soloDial, s.drawNote)
		})
	})
	buildFault(b, w, s.fault)
	b.Row(8, func() {
		b.Button(104, 32, words.T("solo.play"), func() { s.play(s.level()) })
		b.Button(104, 32, words.T("common.back"), func() { s.choice.Back = true })
		b.Toggle(w-2*112, words.T("solo.keep"), func() bool { return s.keep }, func() { s.keep = !s.keep })
	})
}

// buildDials makes the dials for a random maze.
func (s *Solo) buildDials(b *kit.Builder) {
	dial := func(key, unit string, v *int, lo, hi, step int) {
		b.Row(8, func() {
			b.Text(64, soloDial, kit.Small, theme.Dim, kit.Fixed(words.T(key)))
			b.Number(soloSide-64-8, 40, soloDial, kit.Dial{Min: lo, Max: hi, Step: step, Whole: unit == "", Unit: unit,
				Get: func() int { return *v },
				Set: func(n int) { *v = n },
			})
		})
	}
	dial("solo.width", "", &s.random.W, minRandom, maxRandom, 2)
	dial("solo.height", "", &s.random.H, minRandom, maxRandom, 2)
	dial("solo.loops", " %", &s.random.Loops, 0, 100, 10)
}

// The sizes of a random maze that the dials can be turned to. Both are odd.
const (
	minRandom = 11
	maxRandom = 151
)

// seedText names the seed, and makes the words only when it has changed.
func (s *Solo) seedText() func() string {
	last, text := s.random.Seed+1, ""
	return func() string {
		if s.random.Seed != last {
			last, text = s.random.Seed, words.F("solo.seed", s.random.Seed)
		}
		return text
	}
}

// sizeText is the size of a maze.
func sizeText(m *maze.Maze) string {
	return strconv.Itoa(m.Width()) + " × " + strconv.Itoa(m.Height())
}

// level is the chosen one, for SoloChoice.
func (s *Solo) level() int {
	if s.at == len(s.levels) {
		return -1
	}
	return s.at
}

func (s *Solo) play(level int) { s.choice.Play, s.choice.Level = true, level }

// drawLevel draws a line of the list: the name, and at the right its size and
// the best time.
func (s *Solo) drawLevel(i int, name, size, best string) func(*ebiten.Image, *kit.Skin, image.Rectangle, bool) {
	return func(dst *ebiten.Image, k *kit.Skin, r image.Rectangle, lit bool) {
		k.Ground(dst, r, lit || i == s.at)
		base := k.Centre(kit.Body, r.Min.Y, r.Max.Y)
		style, right := kit.Body, r.Max.X-k.Px(10)
		if i == s.at {
			style = kit.Strong
		}
		k.Print(dst, name, style, r.Min.X+k.Px(10), base, theme.Text)
		if best != "" {
			k.PrintRight(dst, best, kit.Small, right, base, theme.Accent)
			return
		}
		k.PrintRight(dst, size, kit.Small, right, base, theme.Dim)
	}
}

// drawNote says what there is to say of the chosen level.
func (s *Solo) drawNote(dst *ebiten.Image, k *kit.Skin, r image.Rectangle) {
	if s.at == len(s.levels) {
		return
	}
	for i, line := range k.Wrap(words.Translate(s.levels[s.at].Level.Note), kit.Small, 0, float64(r.Dx())) {
		k.Print(dst, line, kit.Small, r.Min.X, r.Min.Y+k.Px(4)+i*k.Line(kit.Small)+k.Ascent(kit.Small), theme.Dim)
	}
}

// drawMaze draws the chosen maze, small.
func (s *Solo) drawMaze(dst *ebiten.Image, k *kit.Skin, r image.Rectangle) {
	if s.at < len(s.levels) {
		s.sight.show(s.levels[s.at].Level.Maze)
	} else {
		s.sight.generate(s.random)
	}
	s.sight.draw(dst, r)
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (s *Solo) Update(w, h int, want float64) SoloChoice {
	s.choice = SoloChoice{}
	s.desk.Resize(kit.Fit(w, h, want))
	s.desk.Update()
	if i := s.sheet.Focused(); i >= 0 && i <= len(s.levels) && i != s.at {
		s.at = i
		if s.built != (i == len(s.levels)) {
			s.sheet.Rebuild()
		}
	}
	s.choice.Random, s.choice.Keep = s.random, s.keep
	return s.choice
}

// Draw draws the screen over what dst shows.
func (s *Solo) Draw(dst *ebiten.Image) { s.desk.Draw(dst) }
