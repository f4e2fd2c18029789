package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// HUD is everything that lies over the maze in a game. Update it once a tick
// and draw it over the world.
//
// What its keys are is for the person to say. As they come: Enter
// chat, Tab who is here (or into the lag panel while that is open), Esc menu, F1
// legend, F2 lag panel, F3 net graph, F4 ghost, F6 cuts the wire.
type HUD struct {
	desk   *kit.Desk
	bound  *keymap.Map
	pushed *pad.Map
	labels keymap.Labels
	pause  *kit.Sheet
	lag    *lagPanel
	chat   *chat
	net    netGraph
	plate  plate
	badge  badge
	roster roster
	watch  watchBar
	legend legend
	notice notice
	toasts toasts
	lost   *lostCard
	exit   *exitCard
	hint   hint
	taken  []image.Rectangle // where something was drawn in this frame, for the hint and for names in the maze
	cover  []image.Rectangle // where something lies over the rest
	mini   minimap
	layout layout

	netOpen, legendOpen, rosterOpen, ghost bool
	cut                                    bool // the wire is cut at this moment
	lagAfter                               bool // the lag panel comes back after the legend

	called phrase.LevelLabel
	level  string
	self   image.Rectangle
	calm   bool
	wish   Wish
}

// Options is what a HUD starts from.
type Options struct {
	Hands    kit.Hands   // nil: the real keyboard, mouse and gamepad
	Keys     *keymap.Map // nil: the defaults. What changes in them holds at once
	Buttons  *pad.Map    // of a gamepad, likewise
	Calm     bool        // reduced motion
	NetGraph bool        // open at once
	Hint     bool        // tell the keys, until one has walked a bit
}

// Now is what the HUD shows in a tick.
type Now struct {
	W, H  int     // the window, in px
	Scale float64 // that the person wants; 0: one that suits the window

	View     *replica.View   // may be without a maze, but not nil
	Self     image.Rectangle // where one's own player and its name are in the window; empty: nowhere
	Stats    replica.Stats
	BytesIn  int64 // since the game began
	BytesOut int64
	Captured bool // the game is being captured
	Watch    Watch
	Watchers int    // who watch without a player, where that is known
	Lost     string // what to say while the connection is lost; empty: it is not
	Explored Explored

	tuning.Setup      // as it is at present
	Cut          bool // the wire is cut at this moment
}

// Wish is what the person wants after a tick.
type Wish struct {
	Say   string // to everybody; empty: nothing. It passes wire.CheckText
	Leave bool   // the game

	Settings bool // to be shown; the game goes on meanwhile

	Retry bool // to get back into the game at once
	Again bool // the same level, after the exit of a game of one's own
	Next  bool // … or the next one

	Click   image.Point // where the person clicked who watches, with Clicked
	Clicked bool        // into the game, where nothing lies over it

	Hinted bool // the hint for the keys was shown, and need not be again

	// Setup is as the person wants it; Changed says that it is not as it was
	// given.
	tuning.Setup
	Changed bool
	Cut     bool // the wire, for tuning.CutTime
}

// New makes a HUD with all panels closed.
func New(o Options) *HUD {
	h := &HUD{desk: kit.NewDesk(o.Hands), calm: o.Calm, netOpen: o.NetGraph, hint: hint{on: o.Hint}}
	h.bind(o.Keys, o.Buttons)
	h.lag = newLagPanel(h.desk, h.Key)
	h.chat = newChat(h.desk)
	h.pause = newPause(h.desk, []entry{
		{"pause.resume", h.resume},
		{"pause.lag", func() { h.resume(); h.openLag(true) }},
		{"pause.legend", func() { h.resume(); h.openLegend(true) }},
		{"pause.settings", func() { h.wish.Settings = true }},
		{"pause.leave", func() { h.wish.Leave = true }},
	}, h.resume)
	leave := func() { h.wish.Leave = true }
	h.exit = newExitCard(h.desk, func() { h.wish.Next = true }, func() { h.wish.Again = true }, leave)
	h.lost = newLostCard(h.desk, func() { h.wish.Retry = true }, leave)
	return h
}

// Keyboard says that something here has the keyboard, so that the walking
// keys must rest. Ask after Update.
func (h *HUD) Keyboard() bool { return h.desk.Keyboard() }

// Ghost says whether the person wants to see the ghost, their pending inputs
// and the corrections.
func (h *HUD) Ghost() bool { return h.ghost }

// SetCalm switches reduced motion.
func (h *HUD) SetCalm(calm bool) { h.calm = calm }

// Say adds what a player said to the log of the chat.
func (h *HUD) Say(avatar rune, id sim.ID, look wire.Look, name, text string) {
	h.chat.log.add(chatLine{who: name, hue: theme.MarkOf(avatar, id, look).Name, text: text})
}

// Tell adds a line of the game's own to the log: "Inês joined".
func (h *HUD) Tell(text string) { h.chat.log.add(chatLine{text: text}) }

// Toast shows a small sentence at the top for some seconds.
func (h *HUD) Toast(text string) { h.toasts.add(text) }

// Notice shows a large sentence until it is replaced or, by an empty one,
// taken down: "Connection lost – trying again (2 of 8), next in 3 s".
func (h *HUD) Notice(text string) { h.notice.show(text, false, 0) }

// Cheer shows good news, large and in gold, for some seconds.
func (h *HUD) Cheer(text string) { h.notice.show(text, true, 4*sim.TickRate) }

// Finished shows how one has found the exit of a game of one's own, and asks
// what to do next, until the next level begins: see Begin.
func (h *HUD) Finished(e Exit) {
	h.chat.interrupt()
	h.pause.Hide()
	h.exit.show(e)
}

// Begin is told that a level begins.
func (h *HUD) Begin() { h.exit.sheet.Hide() }

// Update runs one tick: it takes what there is to show and says what the
// person wants. Times are counted in calls.
func (h *HUD) Update(now Now) Wish {
	h.wish = Wish{}
	h.take(now)
	h.desk.Update()
	h.keys()
	h.click()
	h.wish.Say, h.chat.sent = h.chat.sent, ""
	h.wish.Setup, h.wish.Cut = h.lag.now, h.lag.cut
	h.wish.Changed = h.lag.now != now.Setup
	h.arrange()
	return h.wish
}

// take puts what there is to show where it belongs.
func (h *HUD) take(now Now) {
	h.desk.Resize(kit.Fit(now.W, now.H, now.Scale))
	h.lag.set(now.Setup)
	h.cut = now.Cut
	h.net.push(now.Stats, now.BytesIn, now.BytesOut)
	h.chat.log.tick()
	h.notice.tick()
	h.toasts.tick()
	h.level, h.self = h.called.Of(now.View.Level), now.Self
	h.mini.take(now.View, now.Explored)
	if now.Lost != "" && !h.lost.sheet.Shown() {
		h.chat.interrupt()
	}
	h.lost.show(now.Lost, !h.pause.Shown() && !h.exit.sheet.Shown())
	h.setPlate(now.View, now.Captured)
	if h.watch.watch.On = now.Watch.On; now.Watch.On {
		h.watch.set(now.Watch, h.Key(action.Left), h.Key(action.Right))
	}
	if self := now.View.Self(); self != nil {
		h.legend.set(self.Avatar, theme.MarkOf(self.Avatar, self.ID, self.Look))
		h.wish.Hinted = h.hint.tick(self.Moving && !h.hint.box.Empty())
	}
	if h.rosterOpen {
		h.roster.set(now.View.Figures, now.Watchers)
	}
}

// setPlate takes one's own time, which stops at the exit, and how many walk.
func (h *HUD) setPlate(v *replica.View, captured bool) {
	walking, out, time := 0, 0, sim.Tick(0)
	for i := range v.Figures {
		f := &v.Figures[i]
		if f.Exit == 0 {
			walking++
		} else {
			out++
		}
		if f.Self && f.Exit != 0 {
			time = took(f)
		} else if f.Self {
			time = v.Tick - min(f.Since, v.Tick)
		}
	}
	h.plate.set(int(time/sim.TickRate), walking, out, captured)
}

func (h *HUD) resume() { h.pause.Hide() }

// openLag and openLegend show one of the two: there is not room for both in each
// window. The lag panel comes back when the legend goes.
func (h *HUD) openLag(open bool) {
	if open {
		h.legendOpen = false
		h.lag.sheet.Show(false)
	} else {
		h.lag.sheet.Hide()
	}
}

func (h *HUD) openLegend(open bool) {
	h.legendOpen = open
	switch {
	case open:
		h.labels.Forget()
		h.lagAfter = h.lag.sheet.Shown()
		h.lag.sheet.Hide()
	case h.lagAfter:
		h.lag.sheet.Show(false)
	}
}

// arrange gives every panel its place.
func (h *HUD) arrange() {
	f, s := h.desk.Frame(), h.desk.Skin()
	h.badge.set(s, h.lag.now, h.cut, f.W-2*f.Px(edgeGap)-f.Px(320))
	h.layout = arrange(f, h.lag.sheet.Shown(), h.netOpen, h.net.height(f), h.badge.height(f))
	h.lag.dock, h.chat.place = h.layout.dock, h.layout.chat
}

// Draw draws the HUD over what dst shows.
func (h *HUD) Draw(dst *ebiten.Image) {
	f, s := h.desk.Frame(), h.desk.Skin()
	room := f.W
	if h.lag.sheet.Shown() {
		room = h.layout.dock.Min.X
	}
	h.findCover(f)
	if !h.covered(h.chat.took) {
		h.chat.took = h.chat.draw(dst, s, h.layout)
	}
	h.taken = append(h.taken[:0], h.chat.took, image.Rect(room, 0, f.W, f.H))
	if h.level != "" {
		h.taken = append(h.taken, h.plate.draw(dst, f, s, h.level, h.self, h.badge.height(f) == 0, h.covered))
	}
	small := h.drawMap(dst, f, s)
	h.taken = append(h.taken, h.badge.draw(dst, f, s), small, h.notice.draw(dst, f, s, room, h.self, h.calm))
	if h.netOpen { // over the notice, whose words are in the middle
		h.net.draw(dst, s, h.layout.net, h.Key(action.NetGraph))
		h.taken = append(h.taken, h.layout.net)
	}
	if !small.Empty() && f.Width() < narrowWindow {
		room = small.Min.X // else the bar and the toasts would reach over the map
	}
	h.taken = append(h.taken, h.watch.draw(dst, f, s, room))
	h.taken = append(h.taken, h.toasts.draw(dst, f, s, 0, room, f.Px(headerBot)+h.watch.height(f), h.calm))
	if h.hint.on && !h.desk.Keyboard() && !h.rosterOpen && !h.legendOpen {
		h.tellKeys()
		h.hint.draw(dst, f, s, h.self, h.taken)
	}
	switch {
	case h.rosterOpen:
		h.roster.draw(dst, f, s)
	case h.legendOpen:
		h.legend.draw(dst, f, s, h.desk.Fill(words.T("legend.back")), h.bound, &h.labels, h.pushed)
	}
	h.taken = append(h.taken, h.cover...)
	h.desk.Draw(dst)
}

// Covers is where the HUD was drawn last, in px of the window. It is good until
// the next Draw.
func (h *HUD) Covers() []image.Rectangle { return h.taken }

// drawMap draws the map in the right upper corner, where there is room for it,
// and gives its place.
func (h *HUD) drawMap(dst *ebiten.Image, f kit.Frame, s *kit.Skin) (r image.Rectangle) {
	if !h.mini.shown() {
		return r
	}
	right, top := f.W-f.Px(edgeGap), h.layout.dock.Min.Y
	switch {
	case h.lag.sheet.Shown():
		right = h.layout.dock.Min.X - f.Px(8)
	case h.badge.height(f) == 0:
		top = f.Px(edgeGap)
	}
	r, cell := h.mini.place(f, right, top)
	mid := image.Pt(f.W/2, f.H/2)
	if h.covered(r) || r.Overlaps(image.Rectangle{mid, mid}.Inset(-f.Px(40))) || h.netOpen && r.Overlaps(h.layout.net) {
		return image.Rectangle{}
	}
	h.mini.draw(dst, s, r, cell, h.self)
	return r
}

// Exited is the sentence for somebody who has found the exit; took is the time
// since they came, their Figure.Exit less their Figure.Since.
func Exited(name string, took sim.Tick, self bool) string {
	clock := phrase.Clock(phrase.Ticks(took))
	if self {
		return words.F("game.own-exit", clock)
	}
	return words.F("game.exit", name, clock)
}
