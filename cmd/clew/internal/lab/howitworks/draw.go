package howitworks

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
)

// background is theme.Background as a color.Color, converted once.
var background color.Color = theme.Background

// Draw draws the screen.
func (s *Screen) Draw(dst *ebiten.Image) {
	if s.layout.head.Empty() {
		return // no Update yet
	}
	dst.Fill(background)
	skin := s.root.Skin()
	s.drawHead(dst, skin)
	s.drawSentence(dst, skin)
	for where := range place(placeCount) {
		s.drawPane(dst, skin, where)
	}
	s.drawLanes(dst, skin)
	s.root.Draw(dst)
	s.drawHints(dst, skin)
}

// drawHead draws the title and how far the tour is.
func (s *Screen) drawHead(dst *ebiten.Image, skin *ui.Skin) {
	r := s.layout.head
	base := skin.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y)
	skin.Print(dst, i18n.T("menu.how-it-works"), ui.BodyBold, r.Min.X, base, theme.Dim)
	if !s.touring {
		return
	}
	x, y, radius := r.Max.X-skin.Px(6), (r.Min.Y+r.Max.Y)/2, skin.Px(4)
	for i := len(tour) - 1; i >= 0; i-- {
		if i == s.tourIndex() {
			s.shapes.Dot(dst, x, y, radius, theme.Accent)
		} else {
			s.shapes.Ring(dst, x, y, radius, theme.Dim)
		}
		x -= skin.Px(14)
	}
	skin.PrintRight(dst, i18n.T("how.tour"), ui.Small, x, base, theme.Dim)
}

// drawSentence draws the sentence.
func (s *Screen) drawSentence(dst *ebiten.Image, skin *ui.Skin) {
	r, style := s.layout.sentence, s.sentenceStyle()
	text := s.sentences.Get(s.sentenceKey(), sentence)
	for i, line := range skin.WrapBalanced(text, style, float64(r.Dx())) {
		skin.Print(dst, line, style, r.Min.X, r.Min.Y+i*skin.LineHeight(style)+skin.Ascent(style), theme.Text)
	}
}

// titles are the keys of the panes' titles.
var titles = [placeCount]string{ownScreen: "how.your-screen", atServer: "how.server", othersScreen: "how.others-screen"}

// drawPane draws a pane with a bar above it, which says whose it is, and one below it,
// which says which keys have their effect there, and how late.
func (s *Screen) drawPane(dst *ebiten.Image, skin *ui.Skin, where place) {
	p, vp := &s.panes[where], s.root.Viewport()
	r, picture := s.layout.panes[where], s.layout.picture(where, vp)
	p.renderer.Draw(p.sub.Of(dst, picture), p.view, s.paneOptions(where, picture))
	top, bottom := image.Rect(r.Min.X, r.Min.Y, r.Max.X, picture.Min.Y), image.Rect(r.Min.X, picture.Max.Y, r.Max.X, r.Max.Y)
	skin.Panel.Draw(dst, top, 1)
	skin.Panel.Draw(dst, bottom, 1)
	x, base := top.Min.X+skin.Px(10), skin.Baseline(ui.BodyBold, top.Min.Y, top.Max.Y)
	skin.Print(dst, i18n.T(titles[where]), ui.BodyBold, x, base, theme.Text)
	if where == ownScreen {
		s.drawKeys(dst, skin, s.Clients[ann].LastInput(), top.Max.X-skin.Px(keysWidth+8), top, theme.NetInput)
	}
	keys, delay := s.inputs.keys(where)
	s.drawKeys(dst, skin, keys, bottom.Min.X+skin.Px(8), bottom, theme.Accent)
	x = bottom.Min.X + skin.Px(keysWidth+16)
	text := s.delays.Get(delayKey{ticks: delay}, delayText)
	if skin.TextWidth(text, ui.Body) > float64(bottom.Max.X-skin.Px(8)-x) {
		text = s.delays.Get(delayKey{ticks: delay, short: true}, delayText)
	}
	skin.Print(dst, text, ui.Body, x, skin.Baseline(ui.Body, bottom.Min.Y, bottom.Max.Y), theme.Text)
}

// delayKey is how many ticks after a key its effect is seen.
type delayKey struct {
	ticks int
	short bool // to be told in few words
}

// delayText tells of a delay.
func delayText(k delayKey) string {
	seconds := i18n.FormatNumber(float64(k.ticks)/sim.TickRate, 2)
	switch {
	case k.ticks == 0 && k.short:
		return i18n.T("how.at-once-short")
	case k.ticks == 0:
		return i18n.T("how.at-once")
	case k.short:
		return i18n.Tf("how.later-short", seconds)
	}
	return i18n.Tf("how.later", seconds)
}

// paneOptions returns how to render a pane in r.
func (s *Screen) paneOptions(where place, r image.Rectangle) (o render.Options) {
	if s.renderOptions != nil {
		o = s.renderOptions(s.Now())
	}
	o.Now, o.NameScale, o.ReducedMotion = s.Now(), 0, s.reducedMotion
	o.Ghost, o.Reveal = where == ownScreen, true
	if where == ownScreen {
		o.SelfName = i18n.T("game.you")
	}
	if m := s.panes[where].view.Maze; m != nil {
		o.Scale, _ = render.FitScale(r.Dx(), r.Dy(), m)
	}
	return o
}

// drawHints draws the line of key hints.
func (s *Screen) drawHints(dst *ebiten.Image, skin *ui.Skin) {
	r := s.layout.hints
	text := s.root.ExpandKeys(s.hints.Get(s.walkHint, func(walk string) string { return i18n.Tf("how.hints", walk) }))
	skin.Print(dst, text, ui.Small, r.Min.X, skin.Baseline(ui.Small, r.Min.Y, r.Max.Y), theme.Dim)
}

// Sizes of the keys in logical pixels.
const (
	keySize   = 15
	keyGap    = 2
	keysWidth = 4*keySize + 3*keyGap
)

// keyOrder is the order of the keys from the left.
var keyOrder = [...]sim.Input{sim.Left, sim.Up, sim.Down, sim.Right}

// drawKeys draws the four keys from x on, in the middle of a bar: those that are held
// are lit.
func (s *Screen) drawKeys(dst *ebiten.Image, skin *ui.Skin, held sim.Input, x int, bar image.Rectangle, lit color.NRGBA) {
	size := skin.Px(keySize)
	y := (bar.Min.Y + bar.Max.Y - size) / 2
	for _, k := range keyOrder {
		ground, ink := theme.Border, theme.Dim
		if held&k != 0 {
			ground, ink = lit, theme.Background
		}
		s.drawKey(k, x, y, size, ground, ink)
		x += size + skin.Px(keyGap)
	}
	s.batch.Draw(dst)
}

// drawKey adds a key with its arrows to the batch.
func (s *Screen) drawKey(keys sim.Input, x, y, size int, ground, ink color.NRGBA) {
	s.batch.Rect(float32(x), float32(y), float32(size), float32(size), ground)
	cx, cy, r := float32(x)+float32(size)/2, float32(y)+float32(size)/2, float32(size)*0.3
	if keys == 0 { // the keys were let go
		s.batch.Rect(cx-r, cy-r/4, 2*r, r/2, ink)
	}
	if keys&sim.Left != 0 {
		s.batch.Triangle(cx-r, cy, cx+r*0.7, cy-r, cx+r*0.7, cy+r, ink)
	}
	if keys&sim.Right != 0 {
		s.batch.Triangle(cx+r, cy, cx-r*0.7, cy+r, cx-r*0.7, cy-r, ink)
	}
	if keys&sim.Up != 0 {
		s.batch.Triangle(cx, cy-r, cx+r, cy+r*0.7, cx-r, cy+r*0.7, ink)
	}
	if keys&sim.Down != 0 {
		s.batch.Triangle(cx, cy+r, cx-r, cy-r*0.7, cx+r, cy-r*0.7, ink)
	}
}
