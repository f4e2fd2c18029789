package hud

import (
	"image"
	"time"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// Round is how a level of a game with others goes.
type Round struct {
	Ranking  []replica.Standing // see replica.Replica.Ranking; nil: there are no others
	Self     sim.ID             // the own player; 0: none
	Ending   bool               // a countdown is set
	Left     time.Duration      // until the next level begins, if Ending
	Record   wire.Record        // the best time of this level on this server
	Watching bool               // the own player is out, and another one is shown
}

// roundPhase is what the card has to tell.
type roundPhase uint8

const (
	roundGoesOn  roundPhase = iota // nothing
	roundOut                       // the own player is out, and others are still walking
	roundOver                      // everybody is out
	roundResults                   // how the level before ended, with some not out
)

// resultTicks is how long the results of a level that was cut short stay.
const resultTicks = 8 * sim.TickRate

// roundCard shows who is out, with times and points, to those who are out
// themselves, and to everybody between two levels. It is at the right, where it
// does not cover what one watches, and can be folded to a line.
type roundCard struct {
	buttons [3]*ui.Panel // that of the state is shown
	round   Round
	before  []replica.Standing // of the level before, while its results are shown
	ticks   int                // for which they are still shown
	phase   roundPhase
	folded  bool
	hidden  bool // something else has the place

	rows           []roundRow
	shown          []replica.Standing // what the rows are made of
	shownAs        roundPhase
	edition        int // language edition of the texts
	own            int // index of the own row; -1: none
	out            int // rows of players that are out
	title          string
	time, points   string
	record         string
	newRecord      bool
	walking        string
	madeFor        wire.Record
	countdown      countdownText
	hint           string
	hintKey        string
	hintWatch      bool
	folding        string // the line of a folded card
	foldingFrom    [2]string
	shapes         ui.Shapes
	area           image.Rectangle // as placed; empty: not shown
	rowsFit        int
	showsWalking   bool
	buttonsToPlace image.Rectangle
}

// roundRow is a line of the ranking.
type roundRow struct {
	mark                 theme.Mark
	letter, place, name  string
	time, gained, points string
	self, isOut          bool
}

// The panels with buttons.
const (
	watchAndFold = iota
	fold
	unfold
)

// Sizes in logical pixels.
const (
	roundNarrow     = lagPanelNarrow
	roundWide       = 340
	roundPadding    = 12
	roundRowHeight  = 24
	roundLineHeight = 20
	roundFoldHeight = 34
	roundButtons    = 32
)

func newRoundCard(root *ui.Root, watch func()) *roundCard {
	c := &roundCard{own: -1}
	fold := func() { c.folded = !c.folded }
	for i, labels := range [...][]string{{"round.watch", "round.fold"}, {"round.fold"}, {"round.unfold"}} {
		p := &ui.Panel{NoBackground: true}
		p.Place = func(_ ui.Viewport, w, h int) image.Rectangle {
			at := c.buttonsToPlace
			return image.Rect(at.Max.X-w, at.Max.Y-h, at.Max.X, at.Max.Y)
		}
		root.Add(p, func(b *ui.Builder) {
			b.Row(8, func() {
				for _, l := range labels {
					action := fold
					if l == "round.watch" {
						action = watch
					}
					b.Button(roundButtonWidth, roundButtons-6, i18n.T(l), action)
				}
			})
		})
		c.buttons[i] = p
	}
	return c
}

// roundButtonWidth is the width of a button in logical pixels.
const roundButtonWidth = (roundNarrow - 2*roundPadding - 8) / 2

// set updates what is shown.
func (c *roundCard) set(r Round) {
	if r.Ranking == nil {
		r = Round{}
	}
	c.round = r
	if c.ticks > 0 {
		c.ticks--
	}
	ranking, phase := r.Ranking, phaseOf(r)
	if phase == roundGoesOn && c.ticks > 0 {
		ranking, phase = c.before, roundResults
	}
	if phase != c.phase {
		c.folded = false // there is something new to see
	}
	if c.phase = phase; phase == roundGoesOn {
		return
	}
	if !sameSlice(ranking, c.shown) || phase != c.shownAs || c.edition != i18n.Revision() || c.madeFor != r.Record {
		c.shown, c.shownAs, c.edition, c.madeFor = ranking, phase, i18n.Revision(), r.Record
		c.updateTexts()
	}
	c.countdown.set(r, phase == roundOver)
}

// phaseOf returns what a round has come to.
func phaseOf(r Round) roundPhase {
	out, walking, self := 0, 0, false
	for i := range r.Ranking {
		switch s := &r.Ranking[i]; {
		case s.Place > 0:
			out++
			self = self || s.ID == r.Self && !s.Left
		case !s.Left:
			walking++
		}
	}
	switch {
	case out > 0 && walking == 0:
		return roundOver
	case self:
		return roundOut
	}
	return roundGoesOn
}

func sameSlice(a, b []replica.Standing) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// levelStarted keeps the results of the level before for a while, if they have not
// been seen.
func (c *roundCard) levelStarted() {
	c.ticks = 0
	if c.phase == roundOver || c.phase == roundResults {
		return
	}
	for i := range c.round.Ranking {
		if c.round.Ranking[i].Place > 0 {
			c.before, c.ticks = c.round.Ranking, resultTicks
			return
		}
	}
}

// updateTexts formats the rows and the lines above and below them.
func (c *roundCard) updateTexts() {
	c.rows, c.own, c.out = c.rows[:0], -1, 0
	var walking []string
	for i := range c.shown {
		s := &c.shown[i]
		row := roundRow{mark: theme.MarkOf(s.Avatar, s.ID, s.Appearance), letter: string(s.Avatar), name: s.Name, self: s.ID == c.round.Self, isOut: s.Place > 0}
		row.points = i18n.FormatNumber(float64(s.Points), 0)
		switch {
		case row.isOut:
			row.place, row.time, row.gained = i18n.Tf("round.nth", s.Place), formatTenths(s.Ticks), i18n.Tf("round.gained", s.Gained)
			c.out++
		case c.phase == roundOut:
			walking = append(walking, s.Name)
			continue
		default:
			row.time = i18n.T("round.not-out")
		}
		if row.self {
			c.own = len(c.rows)
		}
		c.rows = append(c.rows, row)
	}
	c.walking = ""
	if len(walking) > 0 {
		c.walking = i18n.Tf("round.walking", firstNames(walking))
	}
	c.updateOwn()
	c.foldingFrom = [2]string{}
}

// namesLen is how many characters of names fit beside what is said of them.
const namesLen = 20

// firstNames joins names, as many as fit, and says how many more there are.
func firstNames(names []string) string {
	text, n := "", 0
	for _, name := range names {
		if text != "" {
			name = ", " + name
		}
		if n > 0 && utf8.RuneCountInString(text+name) > namesLen {
			break
		}
		text, n = text+name, n+1
	}
	if more := len(names) - n; more > 0 {
		text += " " + i18n.Tf("round.more", more)
	}
	return text
}

// updateOwn formats the title, what the own player has reached, and the record.
func (c *roundCard) updateOwn() {
	c.title, c.time, c.points, c.record, c.newRecord = i18n.T("round.over"), "", "", "", false
	if c.phase == roundResults {
		c.title = i18n.T("round.time-is-over")
	}
	r := c.round.Record
	if c.phase != roundResults && r.Ticks > 0 {
		c.record = i18n.Tf("round.record", formatTenths(r.Ticks), r.Name)
	}
	if c.own < 0 || !c.rows[c.own].isOut {
		return
	}
	for i := range c.shown {
		s := &c.shown[i]
		if s.ID != c.round.Self || s.Place == 0 || s.Left {
			continue
		}
		if c.phase == roundOut {
			c.title = i18n.Tf("round.place", s.Place, c.out+c.stillWalking())
		}
		c.time, c.points = formatTenths(s.Ticks), i18n.Tf("round.points", s.Gained, s.Points)
		if c.phase != roundResults && r.Ticks == s.Ticks && r.Name == s.Name && r.Ticks > 0 {
			c.record, c.newRecord = i18n.T("round.new-record"), true
		}
	}
}

// stillWalking returns how many of those shown are in the maze.
func (c *roundCard) stillWalking() int { return len(c.shown) - c.out }

// visible reports whether the card is on the screen, folded or not.
func (c *roundCard) visible() bool { return c.phase != roundGoesOn && !c.hidden }

// tellsExit reports whether the card, where it has its place, tells who is out, so that
// no banner need do so.
func (c *roundCard) tellsExit() bool { return c.phase == roundOut || c.phase == roundOver }

// canWatch reports whether there is somebody to watch.
func (c *roundCard) canWatch() bool { return c.phase == roundOut }

// place lays the card out at the right, from top to bottom px. Where another panel
// has the place, it is not shown.
func (c *roundCard) place(vp ui.Viewport, top, bottom int, taken bool) {
	c.hidden, c.area = taken, image.Rectangle{}
	state := -1
	if c.visible() {
		w := vp.Px(roundNarrow)
		if vp.Width() >= wideWindowWidth {
			w = vp.Px(roundWide)
		}
		right := vp.W - vp.Px(edgeMargin)
		c.area = image.Rect(right-w, top, right, top+vp.Px(roundFoldHeight))
		if state = unfold; !c.folded {
			c.area.Max.Y = top + c.fitRows(vp, bottom-top)
			if state = fold; c.canWatch() {
				state = watchAndFold
			}
		}
		c.buttonsToPlace = c.area.Inset(vp.Px(roundPadding))
		if c.folded {
			c.buttonsToPlace = c.area.Inset(vp.Px(4))
		}
	}
	for i, p := range c.buttons {
		switch {
		case i == state && !p.Shown():
			p.Show(false)
		case i != state && p.Shown():
			p.Hide()
		}
	}
}

// fitRows decides how many rows fit into room px, and returns the height of the card.
func (c *roundCard) fitRows(vp ui.Viewport, room int) int {
	h := 2*roundPadding + 26 + 8 + roundLineHeight + roundButtons // title, hint, buttons
	if c.time != "" {
		h += 40 + roundLineHeight
	}
	if c.record != "" {
		h += roundLineHeight
	}
	if c.countdown.text != "" {
		h += roundLineHeight + 2
	}
	rows := max(1, int((float64(room)/vp.Scale-float64(h))/roundRowHeight))
	if c.showsWalking = c.walking != "" && rows > 2; c.showsWalking {
		h += roundLineHeight
		rows = max(1, int((float64(room)/vp.Scale-float64(h))/roundRowHeight))
	}
	c.rowsFit = min(len(c.rows), rows)
	return vp.Px(float64(h + c.rowsFit*roundRowHeight))
}

// setHint says which key does what; key is empty if there is none.
func (c *roundCard) setHint(key string) {
	watch := c.canWatch() && !c.round.Watching
	if key == c.hintKey && watch == c.hintWatch && c.edition == i18n.Revision() && c.hint != "" {
		return
	}
	c.hintKey, c.hintWatch, c.hint = key, watch, ""
	switch {
	case key == "":
	case watch:
		c.hint = i18n.Tf("round.key-watch", key)
	default:
		c.hint = i18n.Tf("round.key-fold", key)
	}
}

// row returns the index of the row at a position: the own one is the last if it would
// not be shown otherwise.
func (c *roundCard) row(i int) int {
	if i == c.rowsFit-1 && c.own >= c.rowsFit {
		return c.own
	}
	return i
}

func (c *roundCard) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin) {
	if c.area.Empty() {
		return
	}
	s.Panel.Draw(dst, c.area, 1)
	if c.folded {
		c.drawFolded(dst, s)
		return
	}
	s.Panel.Draw(dst, c.area, 1) // twice, so that nothing shines through
	in := c.area.Inset(vp.Px(roundPadding))
	y := in.Min.Y
	line := func(text string, style ui.TextStyle, h float64, bright bool) {
		colour := theme.Dim
		if bright {
			colour = theme.Text
		}
		next := y + vp.Px(h)
		s.Print(dst, s.Truncate(text, style, float64(in.Dx())), style, in.Min.X, s.Baseline(style, y, next), colour)
		y = next
	}
	line(c.title, ui.Heading, 26, true)
	if c.time != "" {
		s.Print(dst, c.time, ui.Display, in.Min.X, s.Baseline(ui.Display, y, y+vp.Px(40)), theme.Accent)
		y += vp.Px(40)
		line(c.points, ui.Body, roundLineHeight, true)
	}
	if c.record != "" {
		if c.newRecord {
			s.Print(dst, c.record, ui.BodyBold, in.Min.X, s.Baseline(ui.BodyBold, y, y+vp.Px(roundLineHeight)), theme.Accent)
			y += vp.Px(roundLineHeight)
		} else {
			line(c.record, ui.Small, roundLineHeight, false)
		}
	}
	y += vp.Px(4)
	for i := range c.rowsFit {
		c.drawRow(dst, s, &c.rows[c.row(i)], image.Rect(in.Min.X, y, in.Max.X, y+vp.Px(roundRowHeight)))
		y += vp.Px(roundRowHeight)
	}
	y += vp.Px(4)
	if c.showsWalking {
		line(c.walking, ui.Small, roundLineHeight, false)
	}
	if c.countdown.text != "" {
		style := ui.Body
		if c.countdown.urgent {
			style = ui.BodyBold
		}
		line(c.countdown.text, style, roundLineHeight+2, true)
	}
	line(c.hint, ui.Small, roundLineHeight, false)
}

// drawFolded draws the line of a folded card.
func (c *roundCard) drawFolded(dst *ebiten.Image, s *ui.Skin) {
	if from := [2]string{c.title, c.countdown.text}; from != c.foldingFrom || c.folding == "" {
		c.foldingFrom, c.folding = from, c.title
		if c.countdown.text != "" {
			c.folding = c.countdown.text
		}
	}
	x := c.area.Min.X + s.Px(roundPadding)
	room := c.area.Max.X - s.Px(roundButtonWidth+8) - x
	text := s.Truncate(c.folding, ui.Small, float64(room))
	s.Print(dst, text, ui.Small, x, s.Baseline(ui.Small, c.area.Min.Y, c.area.Max.Y), theme.Text)
}

// drawRow draws place, player, time and points.
func (c *roundCard) drawRow(dst *ebiten.Image, s *ui.Skin, row *roundRow, at image.Rectangle) {
	base := s.Baseline(ui.Body, at.Min.Y, at.Max.Y)
	s.PrintRight(dst, row.place, ui.Small, at.Min.X+s.Px(22), base, theme.Dim)
	c.shapes.Player(dst, s, row.mark, row.letter, at.Min.X+s.Px(36), (at.Min.Y+at.Max.Y)/2, s.Px(8))
	style, colour := ui.Body, row.mark.Name
	if row.self {
		style = ui.BodyBold
	}
	right := at.Max.X
	s.PrintRight(dst, row.points, ui.SmallMono, right, base, theme.Text)
	right -= s.Px(34)
	s.PrintRight(dst, row.gained, ui.SmallMono, right, base, theme.Accent)
	right -= s.Px(32)
	time := ui.SmallMono
	if !row.isOut {
		time, right = ui.Small, at.Max.X-s.Px(34)
	}
	taken := s.PrintRight(dst, row.time, time, right, base, theme.Dim)
	x := at.Min.X + s.Px(50)
	s.Print(dst, s.Truncate(row.name, style, float64(right-x)-taken-float64(s.Px(6))), style, x, base, colour)
}
