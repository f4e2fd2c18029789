package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// legend lists the keys and buttons with their actions, and explains the marks
// on screen.
type legend struct {
	shapes ui.Shapes
	batch  ui.Batch
	ribbon ui.GlowLine
	line   []theme.Vec
	self   theme.Mark
	letter string
	avatar rune
	names  []string // scratch
	peers  bool     // in a game without a server
}

// keyHelp describes one to four keys.
type keyHelp struct {
	text     string // message key
	actions  []input.Action
	roundKey bool // on the keyboard, roundKey does it
}

var keyHelps = []keyHelp{
	{text: "legend.walk", actions: []input.Action{input.MoveUp, input.MoveLeft, input.MoveDown, input.MoveRight}},
	{text: "legend.chat", actions: []input.Action{input.ActionChat}},
	{text: "legend.roster", actions: []input.Action{input.ActionRoster}},
	{text: "legend.watch", actions: []input.Action{input.ActionPanel}, roundKey: true},
	{text: "legend.menu", actions: []input.Action{input.ActionMenu}},
	{text: "legend.legend", actions: []input.Action{input.ActionLegend}},
	{text: "legend.lag", actions: []input.Action{input.ActionLag}},
	{text: "legend.net-graph", actions: []input.Action{input.ActionNetGraph}},
	{text: "legend.ghost", actions: []input.Action{input.ActionGhost}},
	{text: "legend.cut", actions: []input.Action{input.ActionCut}},
	{text: "legend.panel", actions: []input.Action{input.ActionPanel}},
	{text: "legend.minimap", actions: []input.Action{input.ActionMinimap}},
	{text: "legend.restart", actions: []input.Action{input.ActionRestart}},
	{text: "legend.presenter", actions: []input.Action{input.ActionPresenter}},
	{text: "legend.capture", actions: []input.Action{input.ActionCapture}},
	{text: "legend.fullscreen", actions: []input.Action{input.ActionFullscreen}},
	{text: "legend.screenshot", actions: []input.Action{input.ActionScreenshot}},
}

// appendKeyNames appends the first key of each action and, for a single action,
// its other keys.
func (k *keyHelp) appendKeyNames(dst []string, keys *input.KeyBindings, labels *input.KeyLabels) []string {
	if k.roundKey {
		if roundKeyFree(keys) {
			dst = append(dst, labels.Of(roundKey))
		}
		return dst
	}
	for n := range input.MaxBindings {
		if n > 0 && len(k.actions) == 1 {
			break
		}
		for _, a := range k.actions {
			if n < len(keys[a]) {
				dst = append(dst, labels.Of(keys[a][n]))
			}
		}
	}
	return dst
}

// buttonName returns the name of the first button or, for walking, of the
// stick.
func (k *keyHelp) buttonName(buttons *input.ButtonBindings) string {
	bound := buttons[k.actions[0]]
	switch {
	case len(bound) == 0:
		return ""
	case len(k.actions) > 1:
		return bound[len(bound)-1].Group()
	}
	return bound[0].Label()
}

// markHelp explains a mark.
type markHelp struct {
	text string // message key
	draw func(l *legend, dst *ebiten.Image, s *ui.Skin, r image.Rectangle)
}

var markHelps = []markHelp{
	{"legend.exit", (*legend).drawExit},
	{"legend.start", (*legend).drawStart},
	{"legend.self", (*legend).drawSelf},
	{"legend.ghost-mark", (*legend).drawGhost},
	{"legend.dots", (*legend).drawDots},
	{"legend.correction", (*legend).drawCorrection},
	{"legend.trail", (*legend).drawThread},
	{"legend.round-trip", (*legend).drawBars},
	{"legend.spike", (*legend).drawSpike},
	{"legend.badge", (*legend).drawBadge},
}

// peerMarks are the texts of marks that mean something else in a game without a server.
var peerMarks = map[string]string{
	"legend.ghost-mark": "legend.peer-ghost",
	"legend.dots":       "legend.peer-dots",
	"legend.correction": "legend.peer-correction",
}

// Sizes in logical pixels.
const (
	legendKeyHeight     = 17 // of a key's row
	legendMarkHeight    = 30 // of a mark's row
	legendKeysWidth     = 294
	legendMarksWidth    = 282
	legendKeyNamesWidth = 130 // part of it for key names
	legendButtonsWidth  = 44  // … and for button names
	legendHeadHeight    = 40
)

// set sets the player whose mark is shown.
func (l *legend) set(avatar rune, mark theme.Mark) {
	if avatar != l.avatar || l.letter == "" {
		l.avatar, l.self, l.letter = avatar, mark, string(avatar)
	}
}

// legendBox returns the bounds of the legend.
func legendBox(vp ui.Viewport) image.Rectangle {
	height := max(legendKeyHeight*len(keyHelps), legendMarkHeight*len(markHelps))
	return vp.Anchor(vp.Px(legendKeysWidth+legendMarksWidth+48), vp.Px(legendHeadHeight+float64(height)+14), 0.5, 0.5, 8)
}

// draw draws the legend; back tells how to close it.
func (l *legend) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, back string, keys *input.KeyBindings, labels *input.KeyLabels, buttons *input.ButtonBindings) {
	box := legendBox(vp)
	s.Panel.Draw(dst, box, 1)
	s.Panel.Draw(dst, box, 1) // twice, so that nothing shines through
	x0, y0 := box.Min.X+vp.Px(16), box.Min.Y+vp.Px(legendHeadHeight)
	head := s.Baseline(ui.Heading, box.Min.Y+vp.Px(6), y0-vp.Px(4))
	s.Print(dst, i18n.T("legend.keys"), ui.Heading, x0, head, theme.Text)
	s.Print(dst, i18n.T("legend.gamepad"), ui.Small, x0+vp.Px(legendKeyNamesWidth+4), head, theme.Dim)
	x1 := x0 + vp.Px(legendKeysWidth+16)
	s.Print(dst, i18n.T("legend.marks"), ui.Heading, x1, head, theme.Text)
	s.PrintRight(dst, back, ui.Small, box.Max.X-vp.Px(16), head, theme.Dim)
	for i := range keyHelps {
		r := image.Rect(x0, y0+i*vp.Px(legendKeyHeight), x0+vp.Px(legendKeysWidth), y0+(i+1)*vp.Px(legendKeyHeight))
		l.names = keyHelps[i].appendKeyNames(l.names[:0], keys, labels)
		l.drawKeys(dst, s, i18n.T(keyHelps[i].text), r)
		l.drawButton(dst, s, keyHelps[i].buttonName(buttons), r)
	}
	for i, m := range markHelps {
		if text := peerMarks[m.text]; l.peers && text != "" {
			m.text = text
		}
		y := y0 + i*vp.Px(legendMarkHeight)
		m.draw(l, dst, s, image.Rect(x1, y, x1+vp.Px(52), y+vp.Px(legendMarkHeight)))
		l.drawMeaning(dst, s, i18n.T(m.text), image.Rect(x1+vp.Px(62), y, box.Max.X-vp.Px(12), y+vp.Px(legendMarkHeight)))
	}
}

// drawMeaning draws one or two lines, vertically centred in r.
func (l *legend) drawMeaning(dst *ebiten.Image, s *ui.Skin, means string, r image.Rectangle) {
	lines := s.WrapBalanced(means, ui.Small, float64(r.Dx()))
	h := s.Px(14)
	y := (r.Min.Y + r.Max.Y - h*len(lines)) / 2
	for i, w := range lines {
		s.Print(dst, w, ui.Small, r.Min.X, s.Baseline(ui.Small, y+i*h, y+(i+1)*h), theme.Text)
	}
}

// drawKeys draws as many of l.names as fit, and what they do.
func (l *legend) drawKeys(dst *ebiten.Image, s *ui.Skin, does string, r image.Rectangle) {
	x := r.Min.X
	room := float64(s.Px(legendKeyNamesWidth - 8))
	for _, name := range l.names {
		name = s.Truncate(name, ui.SmallMono, room)
		w := int(s.TextWidth(name, ui.SmallMono)) + s.Px(8)
		if x+w > r.Min.X+s.Px(legendKeyNamesWidth) {
			break
		}
		key := image.Rect(x, r.Min.Y, x+w, r.Max.Y)
		s.Key.Draw(dst, key, 1)
		s.PrintCentred(dst, name, ui.SmallMono, (key.Min.X+key.Max.X)/2, s.Baseline(ui.SmallMono, key.Min.Y, key.Max.Y), theme.Text)
		x = key.Max.X + s.Px(1)
	}
	s.CheckFit(does, ui.Small, s.Px(legendKeysWidth-legendKeyNamesWidth-legendButtonsWidth-8))
	s.Print(dst, does, ui.Small, r.Min.X+s.Px(legendKeyNamesWidth+legendButtonsWidth+8), s.Baseline(ui.Small, r.Min.Y, r.Max.Y), theme.Text)
}

// drawButton draws a button's name, if any.
func (l *legend) drawButton(dst *ebiten.Image, s *ui.Skin, name string, r image.Rectangle) {
	if name == "" {
		return
	}
	x := r.Min.X + s.Px(legendKeyNamesWidth+4)
	name = s.Truncate(name, ui.Small, float64(s.Px(legendButtonsWidth-8)))
	w := max(int(s.TextWidth(name, ui.Small))+s.Px(10), s.Px(20))
	box := image.Rect(x, r.Min.Y, x+w, r.Max.Y)
	s.Key.Draw(dst, box, 1)
	s.PrintCentred(dst, name, ui.Small, (box.Min.X+box.Max.X)/2, s.Baseline(ui.Small, box.Min.Y, box.Max.Y), theme.Text)
}
