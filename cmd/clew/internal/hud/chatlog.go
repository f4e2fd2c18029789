package hud

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
)

// How long chat lines stay, and how many are kept.
const (
	chatLineTicks = 8 * sim.TickRate
	chatFadeTicks = sim.TickRate
	maxChatLines  = 100
)

// chatLine is a line of the chat.
type chatLine struct {
	sender string // empty: a message of the game
	colour color.NRGBA
	text   string
	tick   int // of arrival

	rows    []chatRow // text after wrapping
	wrapKey wrapKey   // that rows are for
}

// chatRow is a row with its cached image: shadowed text is too many glyphs to
// draw every frame.
type chatRow struct {
	text string
	img  *ebiten.Image
}

// wrapKey is a width in px and a scale that text was wrapped for.
type wrapKey struct {
	width int
	scale float64
}

// release frees the images.
func (l *chatLine) release() {
	for i := range l.rows {
		if l.rows[i].img != nil {
			l.rows[i].img.Deallocate()
		}
	}
	l.rows, l.wrapKey = nil, wrapKey{}
}

// chatLog holds the last chat lines, oldest first.
type chatLog struct {
	lines []chatLine
	now   int // ticks
	op    ebiten.DrawImageOptions
}

// tick ages the lines.
func (l *chatLog) tick() { l.now++ }

// add appends a line that has arrived now.
func (l *chatLog) add(line chatLine) {
	line.tick = l.now
	l.append(line)
}

// append appends a line and drops the oldest beyond maxChatLines.
func (l *chatLog) append(line chatLine) {
	l.lines = append(l.lines, line)
	if over := len(l.lines) - maxChatLines; over > 0 {
		for i := range l.lines[:over] {
			l.lines[i].release()
		}
		l.lines = append(l.lines[:0], l.lines[over:]...)
	}
}

// alpha returns a line's opacity.
func (l *chatLog) alpha(line *chatLine) float64 {
	age := l.now - line.tick
	if age <= chatLineTicks {
		return 1
	}
	return math.Max(0, 1-float64(age-chatLineTicks)/chatFadeTicks)
}

// rows returns how many rows, at most limit, there are to draw at a width in px,
// without lines that have faded if fade is set.
func (l *chatLog) rows(s *ui.Skin, width, limit int, fade bool) int {
	n := 0
	for i := len(l.lines) - 1; i >= 0 && n < limit; i-- {
		if fade && l.alpha(&l.lines[i]) <= 0 {
			break
		}
		l.lines[i].wrap(s, width)
		n += len(l.lines[i].rows)
	}
	return min(n, limit)
}

// draw draws the last rows above the bottom of bounds, without lines that have
// faded if fade is set, and returns their area.
func (l *chatLog) draw(dst *ebiten.Image, s *ui.Skin, bounds image.Rectangle, rows int, fade bool, opacity float64) image.Rectangle {
	y := bounds.Max.Y
	for i := len(l.lines) - 1; i >= 0 && rows > 0; i-- {
		line := &l.lines[i]
		alpha := 1.0
		if fade {
			alpha = l.alpha(line)
		}
		if alpha <= 0 {
			break
		}
		line.wrap(s, bounds.Dx())
		for k := len(line.rows) - 1; k >= 0 && rows > 0; k-- {
			y, rows = y-s.Px(chatLineHeight), rows-1
			l.drawRow(dst, s, line, k, image.Pt(bounds.Min.X, y), alpha*opacity)
		}
	}
	return image.Rect(bounds.Min.X, y, bounds.Max.X, bounds.Max.Y)
}

// wrap breaks a line into rows, the first of which starts with the name.
func (l *chatLine) wrap(s *ui.Skin, width int) {
	if l.wrapKey == (wrapKey{width, s.Scale}) {
		return
	}
	l.release()
	l.wrapKey = wrapKey{width, s.Scale}
	lead := 0.0
	if l.sender != "" {
		lead = s.TextWidth(l.sender+" ", ui.BodyBold)
	}
	for _, text := range s.Wrap(l.text, ui.Body, lead, float64(width-s.Px(8))) {
		l.rows = append(l.rows, chatRow{text: text})
	}
}

func (l *chatLog) drawRow(dst *ebiten.Image, s *ui.Skin, line *chatLine, k int, at image.Point, alpha float64) {
	row := &line.rows[k]
	if row.img == nil {
		row.img = paintRow(s, line, k)
	}
	l.op.GeoM.Reset()
	l.op.GeoM.Translate(float64(at.X), float64(at.Y))
	l.op.ColorScale.Reset()
	l.op.ColorScale.ScaleAlpha(float32(alpha))
	dst.DrawImage(row.img, &l.op)
}

// paintRow renders row k of a line.
func paintRow(s *ui.Skin, line *chatLine, k int) *ebiten.Image {
	img := ebiten.NewImage(max(line.wrapKey.width, 1), s.Px(chatLineHeight))
	base := s.Baseline(ui.Body, 0, s.Px(chatLineHeight))
	x, colour := s.Px(4), theme.Text
	if line.sender == "" {
		colour = theme.Dim
	} else if k == 0 {
		x += int(math.Ceil(drawShadowed(img, s, line.sender, ui.BodyBold, x, base, line.colour) + s.TextWidth(" ", ui.BodyBold)))
	}
	drawShadowed(img, s, line.rows[k].text, ui.Body, x, base, colour)
	return img
}

// drawShadowed draws text with a shadow, to be legible on a lit floor too.
func drawShadowed(dst *ebiten.Image, s *ui.Skin, text string, style ui.TextStyle, x, base int, c color.NRGBA) float64 {
	d := max(1, s.Px(1))
	dark := theme.WithAlpha(theme.Background, float64(c.A)/255*0.9)
	for _, o := range [...]image.Point{{d, d}, {-d, d}, {d, -d}, {-d, -d}, {0, 2 * d}} {
		s.Print(dst, text, style, x+o.X, base+o.Y, dark)
	}
	return s.Print(dst, text, style, x, base, c)
}
