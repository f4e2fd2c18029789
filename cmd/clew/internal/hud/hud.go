package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
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
	root          *ui.Root
	keys          *input.KeyBindings
	buttons       *input.ButtonBindings
	labels        input.KeyLabels
	pauseMenu     *ui.Panel
	lag           *lagPanel
	chat          *chat
	net           netGraph
	header        levelHeader
	badge         lagBadge
	scoreboard    scoreboard
	spectator     spectatorBar
	legend        legend
	banner        banner
	toasts        toasts
	reconnectCard *reconnectCard
	finishCard    *finishCard
	hint          hint
	occupied      []image.Rectangle // where something was drawn in this frame, for the hint and for names in the maze
	overlays      []image.Rectangle // where something lies over the rest
	minimap       minimap
	layout        layout

	netOpen, legendOpen, scoreboardOpen, ghost bool
	cut                                        bool // the wire is cut at this moment
	reopenLag                                  bool // the lag panel comes back after the legend

	levelLabel    i18n.LevelNameCache
	level         string
	selfArea      image.Rectangle
	reducedMotion bool
	actions       Actions
}

// Options is what a HUD starts from.
type Options struct {
	Input         ui.Input              // nil: the real keyboard, mouse and gamepad
	Keys          *input.KeyBindings    // nil: the defaults. What changes in them holds at once
	Buttons       *input.ButtonBindings // of a gamepad, likewise
	ReducedMotion bool                  // reduced motion
	NetGraph      bool                  // open at once
	Hint          bool                  // tell the keys, until one has walked a bit
}

// State is what the HUD shows in a tick.
type State struct {
	W, H  int     // the window, in px
	Scale float64 // that the person wants; 0: one that suits the window

	View       *replica.View   // may be without a maze, but not nil
	SelfArea   image.Rectangle // where one's own player and its name are in the window; empty: nowhere
	Stats      replica.Stats
	BytesIn    int64 // since the game began
	BytesOut   int64
	Capturing  bool // the game is being captured
	Spectating Spectating
	Spectators int    // who watch without a player, where that is known
	LostText   string // what to say while the connection is lost; empty: it is not
	Explored   Explored

	netsettings.Config      // as it is at present
	Cut                bool // the wire is cut at this moment
}

// Actions is what the person wants after a tick.
type Actions struct {
	Chat  string // to everybody; empty: nothing. It passes wire.CheckText
	Leave bool   // the game

	Settings bool // to be shown; the game goes on meanwhile

	Reconnect bool // to get back into the game at once
	Restart   bool // the same level, after the exit of a game of one's own
	NextLevel bool // … or the next one

	ClickAt image.Point // where the person clicked who watches, with Clicked
	Clicked bool        // into the game, where nothing lies over it

	HintShown bool // the hint for the keys was shown, and need not be again

	// Setup is as the person wants it; Changed says that it is not as it was
	// given.
	netsettings.Config
	Changed bool
	Cut     bool // the wire, for netsettings.CutDuration
}

// New makes a HUD with all panels closed.
func New(o Options) *HUD {
	h := &HUD{root: ui.NewRoot(o.Input), reducedMotion: o.ReducedMotion, netOpen: o.NetGraph, hint: hint{on: o.Hint}}
	h.bind(o.Keys, o.Buttons)
	h.lag = newLagPanel(h.root, h.KeyName)
	h.chat = newChat(h.root)
	h.pauseMenu = newPauseMenu(h.root, []pauseEntry{
		{"pause.resume", h.closePause},
		{"pause.lag", func() { h.closePause(); h.openLag(true) }},
		{"pause.legend", func() { h.closePause(); h.openLegend(true) }},
		{"pause.settings", func() { h.actions.Settings = true }},
		{"pause.leave", func() { h.actions.Leave = true }},
	}, h.closePause)
	leave := func() { h.actions.Leave = true }
	h.finishCard = newFinishCard(h.root, func() { h.actions.NextLevel = true }, func() { h.actions.Restart = true }, leave)
	h.reconnectCard = newReconnectCard(h.root, func() { h.actions.Reconnect = true }, leave)
	return h
}

// WantsKeyboard says that something here has the keyboard, so that the walking
// keys must rest. Ask after Update.
func (h *HUD) WantsKeyboard() bool { return h.root.WantsKeyboard() }

// GhostVisible says whether the person wants to see the ghost, their pending inputs
// and the corrections.
func (h *HUD) GhostVisible() bool { return h.ghost }

// SetReducedMotion switches reduced motion.
func (h *HUD) SetReducedMotion(calm bool) { h.reducedMotion = calm }

// AddChat adds what a player said to the log of the chat.
func (h *HUD) AddChat(avatar rune, id sim.ID, look wire.Appearance, name, text string) {
	h.chat.log.add(chatLine{sender: name, colour: theme.MarkOf(avatar, id, look).Name, text: text})
}

// AddLine adds a line of the game's own to the log: "Inês joined".
func (h *HUD) AddLine(text string) { h.chat.log.add(chatLine{text: text}) }

// Toast shows a small sentence at the top for some seconds.
func (h *HUD) Toast(text string) { h.toasts.add(text) }

// ShowBanner shows a large sentence until it is replaced or, by an empty one,
// taken down: "Connection lost – trying again (2 of 8), next in 3 s".
func (h *HUD) ShowBanner(text string) { h.banner.show(text, false, 0) }

// Celebrate shows good news, large and in gold, for some seconds.
func (h *HUD) Celebrate(text string) { h.banner.show(text, true, 4*sim.TickRate) }

// ShowFinish shows how one has found the exit of a game of one's own, and asks
// what to do next, until the next level begins: see Begin.
func (h *HUD) ShowFinish(e Finish) {
	h.chat.interrupt()
	h.pauseMenu.Hide()
	h.finishCard.show(e)
}

// LevelStarted is told that a level begins.
func (h *HUD) LevelStarted() { h.finishCard.panel.Hide() }

// Update runs one tick: it takes what there is to show and says what the
// person wants. Times are counted in calls.
func (h *HUD) Update(now State) Actions {
	h.actions = Actions{}
	h.setState(now)
	h.root.Update()
	h.handleKeys()
	h.handleClick()
	h.actions.Chat, h.chat.sent = h.chat.sent, ""
	h.actions.Config, h.actions.Cut = h.lag.config, h.lag.cut
	h.actions.Changed = h.lag.config != now.Config
	h.updateLayout()
	return h.actions
}

// setState puts what there is to show where it belongs.
func (h *HUD) setState(now State) {
	h.root.Resize(ui.FitViewport(now.W, now.H, now.Scale))
	h.lag.set(now.Config)
	h.cut = now.Cut
	h.net.push(now.Stats, now.BytesIn, now.BytesOut)
	h.chat.log.tick()
	h.banner.tick()
	h.toasts.tick()
	h.level, h.selfArea = h.levelLabel.Of(now.View.Level), now.SelfArea
	h.minimap.setState(now.View, now.Explored)
	if now.LostText != "" && !h.reconnectCard.panel.Shown() {
		h.chat.interrupt()
	}
	h.reconnectCard.show(now.LostText, !h.pauseMenu.Shown() && !h.finishCard.panel.Shown())
	h.setHeader(now.View, now.Capturing)
	if h.spectator.spectating.Active = now.Spectating.Active; now.Spectating.Active {
		h.spectator.set(now.Spectating, h.KeyName(input.MoveLeft), h.KeyName(input.MoveRight))
	}
	if self := now.View.Self(); self != nil {
		h.legend.set(self.Avatar, theme.MarkOf(self.Avatar, self.ID, self.Appearance))
		h.actions.HintShown = h.hint.tick(self.Moving && !h.hint.box.Empty())
	}
	if h.scoreboardOpen {
		h.scoreboard.set(now.View.Players, now.Spectators)
	}
}

// setHeader takes one's own time, which stops at the exit, and how many walk.
func (h *HUD) setHeader(v *replica.View, captured bool) {
	walking, out, time := 0, 0, sim.Tick(0)
	for i := range v.Players {
		f := &v.Players[i]
		if f.ExitTick == 0 {
			walking++
		} else {
			out++
		}
		if f.Self && f.ExitTick != 0 {
			time = finishTicks(f)
		} else if f.Self {
			time = v.Tick - min(f.JoinTick, v.Tick)
		}
	}
	h.header.set(int(time/sim.TickRate), walking, out, captured)
}

func (h *HUD) closePause() { h.pauseMenu.Hide() }

// openLag and openLegend show one of the two: there is not room for both in each
// window. The lag panel comes back when the legend goes.
func (h *HUD) openLag(open bool) {
	if open {
		h.legendOpen = false
		h.lag.panel.Show(false)
	} else {
		h.lag.panel.Hide()
	}
}

func (h *HUD) openLegend(open bool) {
	h.legendOpen = open
	switch {
	case open:
		h.labels.Reset()
		h.reopenLag = h.lag.panel.Shown()
		h.lag.panel.Hide()
	case h.reopenLag:
		h.lag.panel.Show(false)
	}
}

// updateLayout gives every panel its place.
func (h *HUD) updateLayout() {
	f, s := h.root.Viewport(), h.root.Skin()
	h.badge.set(s, h.lag.config, h.cut, f.W-2*f.Px(edgeMargin)-f.Px(320))
	h.layout = newLayout(f, h.lag.panel.Shown(), h.netOpen, h.net.height(f), h.badge.height(f))
	h.lag.bounds, h.chat.bounds = h.layout.lagPanel, h.layout.chat
}

// Draw draws the HUD over what dst shows.
func (h *HUD) Draw(dst *ebiten.Image) {
	f, s := h.root.Viewport(), h.root.Skin()
	room := f.W
	if h.lag.panel.Shown() {
		room = h.layout.lagPanel.Min.X
	}
	h.findOverlays(f)
	if !h.covered(h.chat.area) {
		h.chat.area = h.chat.draw(dst, s, h.layout)
	}
	h.occupied = append(h.occupied[:0], h.chat.area, image.Rect(room, 0, f.W, f.H))
	if h.level != "" {
		h.occupied = append(h.occupied, h.header.draw(dst, f, s, h.level, h.selfArea, h.badge.height(f) == 0, h.covered))
	}
	small := h.drawMinimap(dst, f, s)
	h.occupied = append(h.occupied, h.badge.draw(dst, f, s), small, h.banner.draw(dst, f, s, room, h.selfArea, h.reducedMotion))
	if h.netOpen { // over the notice, whose words are in the middle
		h.net.draw(dst, s, h.layout.net, h.KeyName(input.ActionNetGraph))
		h.occupied = append(h.occupied, h.layout.net)
	}
	if !small.Empty() && f.Width() < narrowWindowWidth {
		room = small.Min.X // else the bar and the toasts would reach over the map
	}
	h.occupied = append(h.occupied, h.spectator.draw(dst, f, s, room))
	h.occupied = append(h.occupied, h.toasts.draw(dst, f, s, 0, room, f.Px(headerBottom)+h.spectator.height(f), h.reducedMotion))
	if h.hint.on && !h.root.WantsKeyboard() && !h.scoreboardOpen && !h.legendOpen {
		h.setHintKeys()
		h.hint.draw(dst, f, s, h.selfArea, h.occupied)
	}
	switch {
	case h.scoreboardOpen:
		h.scoreboard.draw(dst, f, s)
	case h.legendOpen:
		h.legend.draw(dst, f, s, h.root.ExpandKeys(i18n.T("legend.back")), h.keys, &h.labels, h.buttons)
	}
	h.occupied = append(h.occupied, h.overlays...)
	h.root.Draw(dst)
}

// OccupiedAreas is where the HUD was drawn last, in px of the window. It is good until
// the next Draw.
func (h *HUD) OccupiedAreas() []image.Rectangle { return h.occupied }

// drawMinimap draws the map in the right upper corner, where there is room for it,
// and gives its place.
func (h *HUD) drawMinimap(dst *ebiten.Image, f ui.Viewport, s *ui.Skin) (r image.Rectangle) {
	if !h.minimap.shown() {
		return r
	}
	right, top := f.W-f.Px(edgeMargin), h.layout.lagPanel.Min.Y
	switch {
	case h.lag.panel.Shown():
		right = h.layout.lagPanel.Min.X - f.Px(8)
	case h.badge.height(f) == 0:
		top = f.Px(edgeMargin)
	}
	r, cell := h.minimap.place(f, right, top)
	mid := image.Pt(f.W/2, f.H/2)
	if h.covered(r) || r.Overlaps(image.Rectangle{mid, mid}.Inset(-f.Px(40))) || h.netOpen && r.Overlaps(h.layout.net) {
		return image.Rectangle{}
	}
	h.minimap.draw(dst, s, r, cell, h.selfArea)
	return r
}

// FinishText is the sentence for somebody who has found the exit; took is the time
// since they came, their Figure.Exit less their Figure.Since.
func FinishText(name string, took sim.Tick, self bool) string {
	clock := i18n.FormatClock(i18n.TickDuration(took))
	if self {
		return i18n.Tf("game.own-exit", clock)
	}
	return i18n.Tf("game.exit", name, clock)
}
