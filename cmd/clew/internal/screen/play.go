package screen

import (
	"cmp"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/stats"
	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// play is the game screen.
type play struct {
	gameScreen
	client  *session.Client
	dialer  *dialer
	target  joinTarget
	clock   session.TickClock
	pause   pause
	bestRun bestRunGhost
	started time.Duration // time of the first tick
	now     time.Duration // of the game, in this tick

	capture     manualCapture
	autoCapture autoCapture
	stats       *stats.Recorder // nil without -stats

	notice  string // about the connection, as shown by the HUD
	visited bool   // whether the visit has been recorded
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
		clock:      session.TickClock{Slack: 2}, // ticks; too few to notice
		gameScreen: newGameScreen(a, hud.Options{Restart: t.isSinglePlayer()}),
		dialer:     newDialer(a.ctx, t.address, a.opts.Wire),
		target:     t,
		stats:      a.opts.Stats.NewGame(),
	}
	p.client = session.NewClient(session.ClientConfig{
		Name: a.opts.Name, Appearance: p.identity.Look(), Spectate: wire.SpectateIfFull, NewCodec: dial.CodecFor(a.opts.Wire), Netem: a.opts.Netem, InputRedundancy: a.opts.Redundancy,
		NetemSeed: uint64(a.start.UnixNano()),
	})
	if t.isSinglePlayer() {
		p.bestRun = newBestRunGhost(a, t.server.runs)
	}
	p.client.SetPassword(t.password)
	p.autoCapture = autoCapture{folder: a.replayFolderIf(t.server == nil && a.settings.Current().Games.Record), wire: a.opts.Wire.String(), toast: p.hud.Toast}
	p.capture = manualCapture{folder: cmp.Or(a.opts.Captures, captureFolder()), wire: a.opts.Wire.String(), toast: p.hud.Toast,
		keyPressed: func() bool { return a.actionPressed(input.ActionCapture) }, keyLabel: func() string { return p.hud.KeyName(input.ActionCapture) }}
	return p
}

func (p *play) update(now time.Duration, w, h int) screen {
	p.now = p.pause.gameTime(now)
	actions := p.updateOverlay(w, h, p.updateHUD, p.sendIdentity)
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
	_, isSpectator := p.client.Spectating()
	p.updateSpectating(viewer{p.client.ID(), isSpectator, !p.isSinglePlayer()}, keys, actions, w, h)
	p.updatePicture()
	p.updateSounds(keys)
}

// sendIdentity sends a changed name or appearance to the server.
func (p *play) sendIdentity(name string, look *wire.Appearance) {
	if name != "" {
		p.client.SetName(name)
	}
	if look != nil {
		p.client.SetAppearance(*look)
	}
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
		p.togglePresenter()
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
	p.recordVisit(s)
	p.recordHint(actions)
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
	if event.Kind == replica.EventExited && event.ID == p.client.ID() {
		p.sounds.playEvent(event)
		p.onExit(event.Elapsed)
		return
	}
	p.showEvent(event, p.client.ID())
}

func (p *play) draw(dst *ebiten.Image, now time.Duration) {
	now = p.pause.gameTime(now)
	p.client.View(now, &p.view)
	opts := p.app.renderOptions(now)
	if p.app.settings.Current().Games.BestRun {
		opts.BestRun = p.bestRun.at(now)
	}
	p.drawGame(dst, now, opts)
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
