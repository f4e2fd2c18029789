package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/wire"
)

// ReplayChat shows the chat of a game over its replay, as the HUD does over the
// game. Its lines fade with the replay's ticks, which may go back and forth.
type ReplayChat struct {
	log      chatLog
	viewport ui.Viewport
	skin     *ui.Skin
	area     image.Rectangle // as last drawn
}

// ChatTicks is how long a line is seen.
const ChatTicks sim.Tick = chatLineTicks + chatFadeTicks

// Resize sets the window size, and the user's scale as in State.
func (r *ReplayChat) Resize(w, h int, scale float64) {
	vp := ui.FitViewport(w, h, scale)
	if r.skin == nil || r.viewport.Scale != vp.Scale {
		r.skin = ui.NewSkin(vp.Scale)
	}
	r.viewport = vp
}

// Clear removes all lines.
func (r *ReplayChat) Clear() {
	for i := range r.log.lines {
		r.log.lines[i].release()
	}
	r.log.lines = r.log.lines[:0]
}

// Add adds a line that a player said at a tick, after the others.
func (r *ReplayChat) Add(tick sim.Tick, avatar rune, id sim.ID, look wire.Appearance, name, text string) {
	r.log.append(chatLine{sender: name, colour: theme.MarkOf(avatar, id, look).Name, text: text, tick: int(tick)})
}

// SetTick sets the tick that is shown.
func (r *ReplayChat) SetTick(tick sim.Tick) { r.log.now = int(tick) }

// Draw draws the lines at the bottom left of an area of the window.
func (r *ReplayChat) Draw(dst *ebiten.Image, area image.Rectangle) {
	vp, gap := r.viewport, r.viewport.Px(edgeMargin)
	bounds := image.Rect(area.Min.X+gap, area.Min.Y+max(vp.Px(headerBottom), area.Dy()/2+vp.Px(24)),
		area.Min.X+min(gap+vp.Px(chatWidth), area.Dx()-gap), area.Max.Y-gap)
	r.area = r.log.draw(dst, r.skin, bounds, max(1, min(10, bounds.Dy()/vp.Px(chatLineHeight))), true, 1)
}

// OccupiedArea returns where the lines were last drawn.
func (r *ReplayChat) OccupiedArea() image.Rectangle { return r.area }
