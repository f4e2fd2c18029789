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

// HUD is the heads-up display. Update it once per tick and draw it over the
// world.
//
// Its default keys: Enter chat, Tab scoreboard (or the lag panel, if open), Esc
// menu, F1 legend, F2 lag panel, F3 net graph, F4 ghost, F6 cut the connection.
type HUD struct {
	root          *ui.Root
	keys          *input.KeyBindings
	buttons       *input.ButtonBindings
	labels        input.KeyLabels
	pauseMenu     *ui.Panel
	votes         *votesPanel
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
	roundCard     *roundCard
	countdown     countdownPanel
	hint          hint
	occupied      []image.Rectangle // areas drawn in this frame, which the hint and names in the maze avoid
	overlays      []image.Rectangle // areas on top of the rest
	minimap       minimap
	layout        layout

	netOpen, legendOpen, scoreboardOpen, ghost bool
	cut                                        bool   // the connection is cut right now
	reopenLag                                  bool   // reopen the lag panel after the legend
	restart                                    bool   // the player may play the level again at any time
	paused                                     bool   // the game stands still
	invitation                                 string // to a game without a server; may be empty

	levelLabel    i18n.LevelNameCache
	level         string
	selfArea      image.Rectangle
	keepClear     []image.Rectangle
	avoid         []image.Rectangle // scratch: what the hint keeps clear of
	now           int               // ticks
	presenter     bool
	reducedMotion bool
	actions       Actions
}

// Options configure a HUD.
type Options struct {
	Input         ui.Input              // nil: the real devices
	Keys          *input.KeyBindings    // nil: defaults. Changes apply at once
	Buttons       *input.ButtonBindings // gamepad bindings, likewise
	ReducedMotion bool
	NetGraph      bool // initially open
	Hint          bool // show the keys until the player has walked a bit
	Restart       bool // let the player play the level again at any time
	Votes         bool // the menu has the players and their votes, for a game without a server
}

// State is what the HUD shows in a tick.
type State struct {
	W, H  int     // window size in px
	Scale float64 // user setting; 0: default for the window

	View       *replica.View     // not nil, but may lack a maze
	SelfArea   image.Rectangle   // the own player and its name, in px of the window; may be empty
	KeepClear  []image.Rectangle // other places that panels should not cover: exits and starts
	Presenter  bool              // large, to be seen from the back of a room
	Stats      replica.Stats
	Peers      *Peers // of a game without a server; nil: on a server
	BytesIn    int64  // since the game began
	BytesOut   int64
	Capturing  bool // a capture is running
	Paused     bool // the game stands still
	Spectating Spectating
	Spectators int    // number of spectators, where known
	LostText   string // message while the connection is lost; empty: it is not
	Explored   Explored
	Round      Round

	netsettings.Config      // current settings
	Cut                bool // the connection is cut right now
}

// Actions is what the player wants after a tick.
type Actions struct {
	Chat  string // text to send; empty: none. It passes wire.CheckText
	Leave bool   // leave the game

	Settings  bool // open the settings; the game goes on
	Presenter bool // turn the presenter style on or off

	Reconnect bool // reconnect now
	Restart   bool // play the level again, if Options.Restart or after a single-player finish
	NextLevel bool // play the next one
	Watch     bool // once out, watch another player

	VoteNext bool   // vote for the next level
	VoteOut  sim.ID // vote for removing a player; 0: none
	Mute     sim.ID // mute a player, or let it speak again; 0: none

	ClickAt image.Point // where a spectator clicked, if Clicked
	Clicked bool        // into the game, not on a panel

	HintShown bool // the hint has been shown and is not needed again

	// Config is as the player wants it; Changed tells whether it differs from
	// State.Config.
	netsettings.Config
	Changed bool
	Cut     bool // cut the connection for netsettings.CutDuration

	// In a game without a server: the ID of the peer whose link State.Config is to
	// describe in the next tick, and of the one whose link Cut means; 0: all.
	LagPeer, CutPeer sim.ID
}

// New returns a HUD with all panels closed.
func New(o Options) *HUD {
	h := &HUD{root: ui.NewRoot(o.Input), reducedMotion: o.ReducedMotion, netOpen: o.NetGraph, hint: hint{on: o.Hint}, restart: o.Restart}
	h.bind(o.Keys, o.Buttons)
	h.lag = newLagPanel(h.root, h.KeyName)
	h.chat = newChat(h.root)
	h.roundCard = newRoundCard(h.root, func() { h.actions.Watch = true })
	entries := []pauseEntry{{"pause.resume", h.closePause}}
	if o.Restart {
		entries = append(entries, pauseEntry{"pause.again", h.restartLevel})
	}
	if h.votes = newVotesPanel(h.root, &h.actions); o.Votes {
		entries = append(entries, pauseEntry{"pause.votes", h.openVotes})
	}
	h.pauseMenu = newPauseMenu(h.root, append(entries, []pauseEntry{
		{"pause.lag", func() { h.closePause(); h.openLag(true) }},
		{"pause.legend", func() { h.closePause(); h.openLegend(true) }},
		{"pause.settings", func() { h.actions.Settings = true }},
		{"pause.leave", func() { h.actions.Leave = true }},
	}...), h.pauseText, h.closePause)
	leave := func() { h.actions.Leave = true }
	h.finishCard = newFinishCard(h.root, func() { h.actions.NextLevel = true }, func() { h.actions.Restart = true }, leave)
	h.reconnectCard = newReconnectCard(h.root, func() { h.actions.Reconnect = true }, leave)
	return h
}

// WantsKeyboard reports whether the HUD has the keyboard, so that walking keys
// must be ignored. Valid after Update.
func (h *HUD) WantsKeyboard() bool { return h.root.WantsKeyboard() }

// GhostVisible reports whether to show the ghost, pending inputs and
// corrections.
func (h *HUD) GhostVisible() bool { return h.ghost }

// SetReducedMotion turns reduced motion on or off.
func (h *HUD) SetReducedMotion(on bool) { h.reducedMotion = on }

// AddChat adds a player's message to the chat log.
func (h *HUD) AddChat(avatar rune, id sim.ID, look wire.Appearance, name, text string) {
	h.chat.log.add(chatLine{sender: name, colour: theme.MarkOf(avatar, id, look).Name, text: text})
}

// AddLine adds a message of the game to the chat log, such as "Inês joined".
func (h *HUD) AddLine(text string) { h.chat.log.add(chatLine{text: text}) }

// Toast shows a short message at the top for some seconds.
func (h *HUD) Toast(text string) { h.toasts.add(text) }

// ShowBanner shows a large message until it is replaced or hidden by an empty
// one, such as "Connection lost – trying again (2 of 8), next in 3 s".
func (h *HUD) ShowBanner(text string) { h.banner.show(text, false, 0) }

// Celebrate shows good news, large and in gold, for some seconds.
func (h *HUD) Celebrate(text string) { h.banner.show(text, true, 4*sim.TickRate) }

// ShowFinish shows the result of a single-player level and what to do next,
// until LevelStarted.
func (h *HUD) ShowFinish(f Finish) {
	h.chat.interrupt()
	h.pauseMenu.Hide()
	h.finishCard.show(f)
}

// LevelStarted tells the HUD that a level begins.
func (h *HUD) LevelStarted() {
	h.finishCard.panel.Hide()
	h.roundCard.levelStarted()
}

// Update runs one tick with the state to show and returns the player's actions.
// All durations count calls.
func (h *HUD) Update(state State) Actions {
	h.actions = Actions{}
	h.now++
	h.setState(state)
	h.root.Update()
	h.handleKeys()
	h.handleClick()
	h.actions.Chat, h.chat.sent = h.chat.sent, ""
	h.actions.Config, h.actions.Cut = h.lag.config, h.lag.cut
	h.actions.LagPeer, h.actions.CutPeer = h.lag.peer, h.lag.cutPeer
	h.actions.Changed = h.lag.config != state.Config
	h.updateLayout()
	return h.actions
}

// setState distributes the state to the panels.
func (h *HUD) setState(state State) {
	h.root.Resize(ui.FitViewport(state.W, state.H, state.Scale))
	h.lag.set(state.Config, state.Peers)
	h.cut, h.paused = state.Cut, state.Paused
	h.net.push(state.Stats, state.Peers, state.BytesIn, state.BytesOut)
	h.chat.log.tick()
	h.banner.tick()
	h.toasts.tick()
	h.level, h.selfArea = h.levelLabel.Of(state.View.Level), state.SelfArea
	h.keepClear, h.presenter = append(h.keepClear[:0], state.KeepClear...), state.Presenter
	h.minimap.setState(state.View, state.Explored)
	if state.LostText != "" && !h.reconnectCard.panel.Shown() {
		h.chat.interrupt()
	}
	h.reconnectCard.show(state.LostText, !h.pauseMenu.Shown() && !h.finishCard.panel.Shown())
	h.setHeader(state.View, state.Capturing)
	h.setRound(state.Round)
	h.votes.set(state.View, state.Peers)
	h.legend.peers = state.Peers != nil
	if h.legend.peers {
		h.invitation = state.Peers.Invitation
	}
	if h.spectator.spectating.Active = state.Spectating.Active; state.Spectating.Active {
		h.spectator.set(state.Spectating, h.KeyName(input.MoveLeft), h.KeyName(input.MoveRight))
	}
	if self := state.View.Self(); self != nil {
		h.legend.set(self.Avatar, theme.MarkOf(self.Avatar, self.ID, self.Appearance))
		h.actions.HintShown = h.hint.tick(self.Moving && !h.hint.box.Empty())
	}
	if h.scoreboardOpen {
		h.scoreboard.set(state.View.Players, state.Spectators, state.Peers)
	}
}

// setRound updates the card of those who are out, and the countdown of the others.
func (h *HUD) setRound(r Round) {
	h.roundCard.set(r)
	h.roundCard.setHint(h.roundKeyName())
	if h.roundCard.phase == roundOut || h.roundCard.phase == roundOver {
		r.Ending = h.roundCard.hidden && r.Ending
	}
	h.countdown.set(r, h.roundCard.phase == roundOver)
}

// setHeader updates the own time, which stops at the exit, and the player
// counts.
func (h *HUD) setHeader(v *replica.View, capturing bool) {
	walking, finished, elapsed := 0, 0, sim.Tick(0)
	for i := range v.Players {
		p := &v.Players[i]
		if p.ExitTick == 0 {
			walking++
		} else {
			finished++
		}
		if p.Self && p.ExitTick != 0 {
			elapsed = finishTicks(p)
		} else if p.Self {
			elapsed = v.Tick - min(p.JoinTick, v.Tick)
		}
	}
	h.header.set(int(elapsed/sim.TickRate), walking, finished, capturing)
}

func (h *HUD) closePause() { h.pauseMenu.Hide() }

// PauseMenuShown reports whether the menu is open, on top or below the settings.
func (h *HUD) PauseMenuShown() bool { return h.pauseMenu.Shown() }

// menuShown reports whether the menu or the list of players is open.
func (h *HUD) menuShown() bool { return h.pauseMenu.Shown() || h.votes.panel.Shown() }

// pauseText says what the game does while the menu is open or, in a game without a
// server, how to invite others.
func (h *HUD) pauseText() string {
	if h.paused {
		return i18n.T("pause.stands-still")
	}
	if h.invitation != "" {
		return i18n.Tf("pause.invite", h.invitation)
	}
	return i18n.T("pause.goes-on")
}

// restartLevel lets the player play the level again.
func (h *HUD) restartLevel() {
	h.closePause()
	h.actions.Restart = true
}

// openLag and openLegend show one of the two, since not every window has room
// for both. The lag panel reopens when the legend closes.
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

// updateLayout places all panels.
func (h *HUD) updateLayout() {
	vp, s := h.root.Viewport(), h.root.Skin()
	config, scope := h.lag.config, badgeScope{}
	config.Netem, scope = h.lag.peers.simulated(config.Netem)
	h.badge.set(s, config, scope, h.cut, vp.W-2*vp.Px(edgeMargin)-vp.Px(320), h.presenter)
	h.layout = newLayout(vp, h.lag.panel.Shown(), h.netOpen, h.net.height(vp), h.badge.height(vp))
	if h.lag.panel.Shown() {
		h.placeLagPanel(vp)
	}
	bottom := vp.H - vp.Px(edgeMargin)
	if h.netOpen && h.layout.net.Max.X > vp.W*3/4 {
		bottom = h.layout.net.Min.Y - vp.Px(8)
	}
	h.roundCard.place(vp, h.layout.lagPanel.Min.Y, bottom, h.lag.panel.Shown() || h.scoreboardOpen || h.legendOpen || h.menuShown())
	if card := h.roundCard.area; !card.Empty() && card.Max.Y > h.layout.chat.Min.Y {
		h.layout.chat.Max.X = min(h.layout.chat.Max.X, card.Min.X-vp.Px(8))
	}
	if h.netOpen {
		h.placeNetGraph(vp)
	}
	h.placeChat(vp, s)
}

// Draw draws the HUD over what dst shows.
func (h *HUD) Draw(dst *ebiten.Image) {
	vp, s := h.root.Viewport(), h.root.Skin()
	left, right := h.middle(vp)
	h.findOverlays(vp)
	if !h.covered(h.chat.area) {
		h.chat.draw(dst, s)
	}
	h.occupied = append(h.occupied[:0], h.chat.area)
	if h.lag.panel.Shown() {
		h.occupied = append(h.occupied, h.lag.area())
	}
	if h.netOpen {
		h.occupied = append(h.occupied, h.layout.net)
	}
	h.occupied = append(h.occupied, h.badge.draw(dst, vp, s, h.panelUse(false), h.blocked))
	if h.level != "" {
		h.occupied = append(h.occupied, h.header.draw(dst, vp, s, h.level, h.panelUse(false), h.blocked, h.covered))
	}
	h.countdown.draw(dst, vp, s, h.panelUse(false), h.blockedOrCovered, h.covered)
	h.roundCard.draw(dst, vp, s)
	h.occupied = append(h.occupied, h.countdown.area, h.roundCard.area)
	small := h.drawMinimap(dst, vp, s)
	h.occupied = append(h.occupied, small)
	if !small.Empty() && vp.Width() < narrowWindowWidth && small.Min.X > (left+right)/2 {
		right = small.Min.X // keep the bar and the toasts off the map
	}
	h.occupied = append(h.occupied, h.spectator.draw(dst, vp, s, left, right, h.panelUse(false), h.blocked))
	h.occupied = append(h.occupied, h.drawToasts(dst, vp, s, left, right))
	left, right = h.middle(vp)
	if !h.banner.celebrates || !h.roundCard.tellsExit() || h.lag.panel.Shown() {
		h.occupied = append(h.occupied, h.banner.draw(dst, vp, s, left, right, h.panelUse(false), h.hides))
	}
	if h.netOpen && !h.layout.net.Empty() { // over the banner, whose text is centred
		h.net.draw(dst, s, h.layout.net, h.KeyName(input.ActionNetGraph))
	}
	if h.hint.on && !h.root.WantsKeyboard() && !h.scoreboardOpen && !h.legendOpen {
		h.setHintKeys()
		h.avoid = append(append(h.avoid[:0], h.occupied...), h.keepClear...)
		h.hint.draw(dst, vp, s, h.selfArea, h.avoid)
	}
	switch {
	case h.scoreboardOpen:
		h.scoreboard.draw(dst, vp, s)
	case h.legendOpen:
		h.legend.draw(dst, vp, s, h.root.ExpandKeys(i18n.T("legend.back")), h.keys, &h.labels, h.buttons)
	}
	h.occupied = append(h.occupied, h.overlays...)
	h.root.Draw(dst)
}

// OccupiedAreas returns where the HUD was last drawn, in px of the window. The
// slice is valid until the next Draw.
func (h *HUD) OccupiedAreas() []image.Rectangle { return h.occupied }

// FinishText announces that a player has reached the exit; took is Exit minus
// Since.
func FinishText(name string, elapsed sim.Tick, self bool) string {
	time := i18n.FormatClock(i18n.TickDuration(elapsed))
	if self {
		return i18n.Tf("game.own-exit", time)
	}
	return i18n.Tf("game.exit", name, time)
}
