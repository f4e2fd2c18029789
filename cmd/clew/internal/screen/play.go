package screen

import (
	"cmp"
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/stats"
	"clew/cmd/clew/internal/ui"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// play is the game screen.
type play struct {
	app     *App
	client  *session.Client
	dialer  *dialer
	target  joinTarget
	clock   session.TickClock
	pause   pause
	bestRun bestRunGhost
	started time.Duration // time of the first tick
	now     time.Duration // of the game, in this tick

	movement     input.Movement
	hud          *hud.HUD
	settingsForm *menu.SettingsForm // shown over the game; nil while closed
	identity     settings.Player    // last sent to the server
	renderer     *render.Renderer
	view         replica.View
	sounds       gameSounds
	capture      manualCapture
	autoCapture  autoCapture
	spectate     spectating
	stats        *stats.Recorder // nil without -stats
	clip         ui.SubImage     // the part of the window for the whole maze

	notice     string // about the connection, as shown by the HUD
	isExplored func(x, y int) bool
	isInSight  func(x, y int) bool
	keepClear  []image.Rectangle // scratch of landmarks
	visited    bool              // whether the visit has been recorded
}

// noticeDelay is how long something may take before a notice mentions it.
const noticeDelay = 700 * time.Millisecond

// joinTarget describes the game to join.
type joinTarget struct {
	address    string
	password   string
	server     *localServer              // nil unless the server runs in this process
	keepServer bool                      // keep the server running when the player leaves
	back       func(f exitReason) screen // returns the screen after the game
	spectators func() int                // returns the number of spectators; nil if unknown
}

// isSinglePlayer reports whether the server is local and closed to others.
func (t *joinTarget) isSinglePlayer() bool { return t.server != nil && !t.keepServer }

// exitReason tells why a game ended or did not begin: a sentence, empty if the
// player left, and the code of package wire, if any.
type exitReason struct{ code, text string }

// newPlay joins a game.
func newPlay(a *App, t joinTarget) *play {
	p := &play{
		clock:    session.TickClock{Slack: 2}, // ticks; too few to notice
		app:      a,
		dialer:   newDialer(a.ctx, t.address, a.opts.Wire),
		target:   t,
		identity: a.settings.Current().Player,
		hud: hud.New(hud.Options{
			Keys: &a.keys, Buttons: &a.buttons, ReducedMotion: a.reducedMotion(), NetGraph: a.settings.Current().Video.NetGraph,
			Hint: !a.settings.Current().Seen.Keys, Restart: t.isSinglePlayer(),
		}),
		movement: input.Movement{Keys: &a.keys, Buttons: &a.buttons},
		renderer: render.NewRenderer(),
		sounds:   gameSounds{out: a.opts.Sounds},
		stats:    a.opts.Stats.NewGame(),
	}
	p.client = session.NewClient(session.ClientConfig{
		Name: a.opts.Name, Appearance: p.identity.Look(), Spectate: wire.SpectateIfFull, NewCodec: dial.CodecFor(a.opts.Wire), Netem: a.opts.Netem, InputRedundancy: a.opts.Redundancy,
		NetemSeed: uint64(a.start.UnixNano()),
	})
	if t.isSinglePlayer() {
		p.bestRun = newBestRunGhost(a, t.server.runs)
	}
	p.isExplored, p.isInSight = p.renderer.IsExplored, p.renderer.IsInSight
	p.client.SetPassword(t.password)
	p.autoCapture = autoCapture{folder: a.replayFolderIf(t.server == nil && a.settings.Current().Games.Record), wire: a.opts.Wire.String(), toast: p.hud.Toast}
	p.capture = manualCapture{folder: cmp.Or(a.opts.Captures, captureFolder()), wire: a.opts.Wire.String(), toast: p.hud.Toast,
		keyPressed: func() bool { return a.actionPressed(input.ActionCapture) }, keyLabel: func() string { return p.hud.KeyName(input.ActionCapture) }}
	return p
}

func (p *play) update(now time.Duration, w, h int) screen {
	p.now = p.pause.gameTime(now)
	actions := p.updateOverlay(w, h)
	p.pause.set(now, p.isPaused())
	now = p.pause.gameTime(now)
	if p.started == 0 {
		p.started = now
	}
	if p.pause.on {
		p.updatePaused(now)
	} else {
		p.updateGame(now, w, h, actions)
	}
	p.applyActions(now, actions)
	for _, event := range p.client.Events() {
		p.handleEvent(event)
	}
	for _, problem := range [...]string{p.app.opts.Sounds.Problem(), p.app.settings.Problem(), p.app.timesProblem(), p.target.server.recordingProblem()} {
		if problem != "" {
			p.hud.Toast(problem)
		}
	}
	return p.next(now, actions)
}

// updateGame runs one tick of the game.
func (p *play) updateGame(now time.Duration, w, h int, actions hud.Actions) {
	keys := p.movement.Input(p.hasKeyboardFocus())
	p.dialer.poll(now, p.client)
	ticks, _ := p.clock.Due(now)
	for range ticks {
		p.client.Tick(now, keys)
		p.stats.Record(now, p.client, p.notice)
	}
	p.capture.update(p.client)
	p.autoCapture.update(p.client)
	p.client.View(now, &p.view)
	stats := p.client.Stats()
	if err := p.bestRun.update(now, &p.view, &stats); err != nil {
		p.hud.Toast(i18n.Tf("best-run.not-saved", i18n.ErrorText(err)))
	}
	p.updateSpectating(keys, actions, w, h)
	if p.view.Maze == nil {
		p.app.menuBackdrop().Update(tick)
	}
	p.renderer.Update(tick, &p.view)
	p.updateSounds(keys)
}

// updateOverlay updates the HUD, or the settings over the game, which continues
// meanwhile.
func (p *play) updateOverlay(w, h int) hud.Actions {
	if p.settingsForm == nil {
		actions := p.updateHUD(w, h)
		if actions.Settings {
			p.settingsForm = p.app.newSettingsForm(p.letter())
		}
		return actions
	}
	if p.app.updateSettings(p.settingsForm, w, h) {
		p.settingsForm = nil
		p.hud.SetReducedMotion(p.app.reducedMotion())
		p.sendIdentity()
	}
	return hud.Actions{}
}

// letter returns the player's letter, or 0 while there is none.
func (p *play) letter() rune {
	if self := p.view.Self(); self != nil {
		return self.Avatar
	}
	return 0
}

// hasKeyboardFocus reports whether something else has the keyboard, so keys must
// not move the player.
func (p *play) hasKeyboardFocus() bool { return p.settingsForm != nil || p.hud.WantsKeyboard() }

// sendIdentity sends a changed name or appearance to the server.
func (p *play) sendIdentity() {
	old, current := p.identity, p.app.settings.Current().Player
	if current.Name != old.Name && current.Name != "" {
		p.client.SetName(current.Name)
	}
	if current.Look() != old.Look() {
		p.client.SetAppearance(current.Look())
	}
	p.identity = current
}

// updateHUD passes the game's state to the HUD and returns the player's actions.
func (p *play) updateHUD(w, h int) hud.Actions {
	in, out := p.client.Traffic()
	queuePosition, _ := p.client.Spectating()
	retry, spectators := "", 0
	if p.target.spectators != nil {
		spectators = p.target.spectators()
	}
	if s := p.client.Status(); s.State == session.Reconnecting {
		retry = retryText(s)
	}
	return p.hud.Update(hud.State{
		W: w, H: h, Scale: p.app.uiScale(h), SelfArea: p.selfRect(),
		View: &p.view, Stats: p.client.Stats(),
		BytesIn: int64(in.Bytes), BytesOut: int64(out.Bytes), Capturing: p.capture.recorder != nil, Paused: p.pause.on,
		KeepClear: p.landmarks(), Presenter: p.app.presenter(),
		Spectating: p.spectate.hudState(&p.view, queuePosition), Spectators: spectators, LostText: retry, Explored: p.explored(), Round: p.round(),
		Config: p.netSettings(), Cut: p.client.IsCut(),
	})
}

// round returns how the level goes, in a game with others.
func (p *play) round() (r hud.Round) {
	if p.isSinglePlayer() {
		return r
	}
	r = hud.Round{Ranking: p.client.Ranking(), Self: p.client.ID(), Watching: p.spectate.out}
	r.Left, r.Ending = p.client.Countdown(p.now)
	r.Record, _ = p.client.Record()
	return r
}

// netSettings returns the current netem and netcode settings.
func (p *play) netSettings() netsettings.Config {
	return netsettings.Config{Netem: p.client.Netem(), Switches: p.client.Switches(), Redundancy: p.client.Config().InputRedundancy}
}

// explored returns the data for the map, or nothing while the whole maze is
// shown.
func (p *play) explored() hud.Explored {
	if p.spectate.showsWholeMaze(&p.view) {
		return hud.Explored{}
	}
	explored := hud.Explored{Count: p.renderer.ExploredCount(), Seen: p.isExplored}
	if p.view.Dark {
		explored.InSight = p.isInSight
	}
	return explored
}

// selfRect returns where the own player and its name are in the window.
func (p *play) selfRect() image.Rectangle {
	self := p.view.Self()
	if self == nil {
		return image.Rectangle{}
	}
	x, y, cell := p.renderer.ScreenPosition(replica.Point{X: self.X, Y: self.Y})
	return image.Rect(int(x-cell/2), int(y-cell), int(x+cell/2), int(y+cell/2))
}

// landmarks returns where the exits and starts that have been found are in the
// window.
func (p *play) landmarks() []image.Rectangle {
	p.keepClear = p.keepClear[:0]
	if m := p.view.Maze; m != nil {
		p.addLandmarks(m.Exits())
		p.addLandmarks(m.Starts())
	}
	return p.keepClear
}

func (p *play) addLandmarks(at []maze.Cell) {
	for _, c := range at {
		if !p.renderer.IsExplored(c.X, c.Y) {
			continue
		}
		x, y, cell := p.renderer.ScreenPosition(replica.Point{X: int32(c.X)*sim.CellUnits + sim.CellUnits/2, Y: int32(c.Y)*sim.CellUnits + sim.CellUnits/2})
		p.keepClear = append(p.keepClear, image.Rect(int(x-cell/2), int(y-cell/2), int(x+cell/2), int(y+cell/2)))
	}
}

// applyActions carries out what the player chose in the HUD.
func (p *play) applyActions(now time.Duration, actions hud.Actions) {
	if actions.Reconnect {
		p.client.Retry(now)
	}
	p.applyExitActions(actions)
	if actions.Changed {
		p.client.SetNetem(actions.Netem)
		p.client.SetSwitches(actions.Switches)
		p.client.SetInputRedundancy(actions.Redundancy)
		p.app.opts.Netem, p.app.opts.Redundancy = actions.Netem, actions.Redundancy // the next game starts with the same settings
	}
	if actions.Presenter {
		p.app.setPresenter(!p.app.presenter())
		p.hud.Toast(i18n.T(map[bool]string{true: "presenter.on", false: "presenter.off"}[p.app.presenter()]))
	}
	if actions.Cut {
		p.client.Cut(netsettings.CutDuration)
	}
	if actions.Chat != "" {
		p.sendChat(actions.Chat)
	}
}

// sendChat sends a chat message. The chat shows it once the server has sent it to
// everyone; until then, or if it cannot be sent, the HUD says so.
func (p *play) sendChat(text string) {
	_, isSpectator := p.client.Spectating()
	switch {
	case isSpectator:
		p.hud.Toast(i18n.T("spectate.mute"))
	case !p.client.SendChat(text):
		p.hud.AddLine(i18n.Tf("chat.not-sent", text))
	case p.client.Status().State != session.Playing:
		p.hud.AddLine(i18n.Tf("chat.queued", text))
	}
}

// next returns the screen for the next tick: this one, unless the game is over.
func (p *play) next(now time.Duration, actions hud.Actions) screen {
	s := p.client.Status()
	if notice := connectionNotice(s, p.dialer.target); notice != p.notice && (s.State > session.Loading || now-p.started > noticeDelay) {
		p.notice = notice
		p.hud.ShowBanner(notice)
	}
	p.recordVisit(s, actions)
	switch {
	case actions.Leave:
		return p.target.back(exitReason{})
	case s.State == session.Ended:
		return p.target.back(exitReason{s.Code, disconnectText(s, p.target.address)})
	}
	return p
}

// updateSounds plays the game's sounds. Spectators, and players that wait for the
// server, hit no walls.
func (p *play) updateSounds(keys sim.Input) {
	if s := p.client.Status(); p.spectate.active || s.PredictionHalted || s.State != session.Playing {
		keys = 0
	}
	p.sounds.update(&p.view, keys)
}

// handleEvent shows an event and plays its sound.
func (p *play) handleEvent(event replica.Event) {
	if own := event.Kind == replica.EventChat && event.ID == p.client.ID(); !own {
		p.sounds.playEvent(event)
	}
	switch event.Kind {
	case replica.EventChat:
		p.hud.AddChat(event.Avatar, event.ID, event.Appearance, event.Name, event.Text)
	case replica.EventExited:
		if event.ID == p.client.ID() {
			p.onExit(event.Elapsed)
			return
		}
		p.hud.AddLine(hud.FinishText(event.Name, event.Elapsed, false))
	case replica.EventError:
		p.hud.Toast(serverErrorText(event))
	case replica.EventNotice:
		p.hud.AddLine(event.Text)
	case replica.EventLevel:
		p.hud.LevelStarted()
	default:
		if line := eventText(event); line != "" {
			p.hud.AddLine(line)
		}
	}
}

func (p *play) draw(dst *ebiten.Image, now time.Duration) {
	now = p.pause.gameTime(now)
	p.client.View(now, &p.view)
	opts := p.app.renderOptions(now)
	opts.Dark = p.view.Dark
	opts.Ghost, opts.SelfName = p.hud.GhostVisible(), i18n.T("game.you")
	if p.app.settings.Current().Games.BestRun {
		opts.BestRun = p.bestRun.at(now)
	}
	if p.spectate.active {
		if p.spectate.out { // it has found the way itself
			p.view.Unfollow()
			opts.Reveal = true
		}
		p.view.Follow(p.spectate.target)
		opts.SelfName = ""
	}
	if p.settingsForm != nil {
		opts.Dim = 0.55
	} else {
		opts.Overlays = p.hud.OccupiedAreas()
	}
	if p.view.Maze == nil { // not there yet
		p.app.drawBackdrop(dst, now, 0.5)
	} else {
		viewport := dst
		if p.spectate.showsWholeMaze(&p.view) { // no panel may hide a player
			dst.Fill(background)
			opts.Overlays = nil
			viewport = p.clip.Of(dst, p.hud.SpectatorArea(dst.Bounds().Dx(), dst.Bounds().Dy()))
		}
		p.renderer.Draw(viewport, &p.view, p.spectate.drawOptions(&p.view, viewport.Bounds().Dx(), viewport.Bounds().Dy(), opts))
	}
	if p.settingsForm != nil {
		p.settingsForm.Draw(dst)
		return
	}
	p.hud.Draw(dst)
}

// close leaves the game and waits until the server is notified.
func (p *play) close() {
	if p.isSinglePlayer() {
		p.target.server.setPaused(false)
	}
	p.client.Leave()
	p.capture.close()
	p.autoCapture.close()
	p.bestRun.close()
	p.dialer.close()
	if server := p.target.server; server != nil && !p.target.keepServer {
		server.close(i18n.T("game.over"))
	}
}
