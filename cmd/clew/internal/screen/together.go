package screen

import (
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"net/netip"
	"strings"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/internal/rotation"
	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/link/netem"
	"clew/net/mesh"
	"clew/net/peer"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// together is the screen of a game without a server.
type together struct {
	gameScreen
	game    togetherGame
	mesh    runningPeer
	record  *peerRecorder
	door    netip.AddrPort // where others can join; invalid: nowhere
	left    chan struct{}  // closed once the game is left; nil: not leaving
	listed  chan error     // nil: the tracker lists the game; else why it does not
	notice  string         // as shown by the HUD
	started time.Duration  // time of the first tick

	// As of this tick.
	status   session.MeshStatus
	round    hud.Round
	cut      bool // a link is cut right now
	netem    netem.Config
	peers    hud.Peers
	lagPeer  sim.ID // the peer whose link netem describes; 0: all
	saying   string // about recordings
	captures bool   // a capture is running
}

// runningPeer is a *mesh.Mesh, or in tests one on a virtual clock.
type runningPeer interface {
	Do(f func(s *session.Mesh))
	View(v *replica.View)
	Now() time.Duration
	SetKeys(keys sim.Input)
	Close() error
}

// togetherGame describes a game without a server.
type togetherGame struct {
	join      []string      // addresses of those who play in it, see mesh.Config; none: a new game
	named     string        // the game to join, if it is found on the local networks; may be empty
	id        peer.BranchID // of the game to join; 0: any that is there
	name      string        // of a new game; empty: the player's
	level     int           // index of the built-in one that a new game begins with
	password  string        // empty: none
	listen    string        // where others can dial, see mesh.Config
	broadcast bool          // be found on the local networks, and find others there

	// back returns the screen after the game; message says why it could not go on, or
	// is empty. If the password was wrong or missing, needsPassword.
	back func(message string, needsPassword bool) screen
}

// TogetherNew is the value of Options.Together that begins a game.
const TogetherNew = "new"

// togetherByFlag begins the game of Options.Together or joins it.
func (a *App) togetherByFlag() screen {
	g := togetherGame{password: a.opts.Password, named: a.opts.TogetherName}
	if a.opts.Together != TogetherNew && a.opts.Together != "" {
		g.join = []string{a.opts.Together}
	}
	a.choices.together.Address, a.choices.together.Password = strings.Join(g.join, ""), g.password
	return a.playTogether(g, func(message string, needsPassword bool) screen {
		if message == "" && !needsPassword {
			return newTitle(a, menu.Together, "")
		}
		return newTogetherForm(a, message, needsPassword)
	})
}

// playTogether begins a game or joins one where others can find this peer, and returns
// to back when that ends.
func (a *App) playTogether(g togetherGame, back func(message string, needsPassword bool) screen) screen {
	g.listen, g.broadcast, g.back = ":"+dial.DefaultPort, true, back
	t, err := newTogether(a, g)
	if err != nil {
		return back(openErrorText(err), false)
	}
	return t
}

// newTogether begins a game or joins one.
func newTogether(a *App, g togetherGame) (*together, error) {
	t := &together{
		game:       g,
		listed:     make(chan error, 8),
		gameScreen: newGameScreen(a, hud.Options{Votes: true}),
		record:     newPeerRecorder(a.replayFolderIf(a.settings.Current().Games.Record), cmp.Or(a.opts.Captures, captureFolder())),
	}
	if err := a.openPeerKey(); err != nil {
		t.hud.Toast(identityProblem(err))
	}
	cfg := session.MeshConfig{
		Peer: peer.Config{
			Nonce: randomNumber(), Signer: peer.NewEd25519(a.peerKey.Seed), Name: cmp.Or(a.opts.Name, t.identity.Name), Appearance: t.identity.Look(),
			Delay: peer.DefaultDelay, AdaptDelay: true, Levels: rotation.PeerLevel,
		},
		Want: g.id, Password: g.password, NetemSeed: randomNumber(),
	}
	t.record.observe(&cfg.Peer)
	if len(g.join) == 0 && g.named == "" {
		levels := rotation.BuiltInFrom(g.level)
		cfg.Game = &peer.Game{Name: cmp.Or(g.name, defaultHostSettings(a).Name), Level: rotation.PeerLevel(levels, 1, 0), Seed: randomNumber(), Rotation: levels}
	}
	running, err := mesh.Start(mesh.Config{Listen: g.listen, Session: cfg, Join: g.join, Named: g.named, Broadcast: g.broadcast, Tracker: a.opts.Tracker, OnListed: t.noteListed})
	if err != nil {
		return nil, err
	}
	t.mesh, t.door = running, doorAt(running.Addr().Port())
	t.mesh.Do(func(s *session.Mesh) { s.SetNetem(peer.Process{}, a.opts.Netem) })
	return t, nil
}

// noteListed passes on what the tracker does about the game.
func (t *together) noteListed(_ netip.AddrPort, err error) {
	select {
	case t.listed <- err:
	default: // the window stands still
	}
}

// listedText says that a tracker lists the game, or why it does not.
func listedText(tracker string, err error) string {
	if err != nil {
		return trackerErrorText(tracker, err)
	}
	return i18n.Tf("together.listed", tracker)
}

// openPeerKey opens the identity by which other peers know this one, which the program
// keeps from then on.
func (a *App) openPeerKey() error {
	if a.peerKey != nil {
		return nil
	}
	var err error
	a.peerKey, err = settings.OpenIdentity(cmp.Or(a.opts.Identity, settings.IdentityPath(settings.DefaultPath())))
	return err
}

// identityProblem says why the others will not know this peer again.
func identityProblem(err error) string {
	if errors.Is(err, settings.ErrIdentityTaken) {
		return i18n.T("together.identity-taken")
	}
	return i18n.Tf("together.identity", i18n.ErrorText(err))
}

// randomNumber returns a number that nobody can guess.
func randomNumber() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.BigEndian.Uint64(b[:])
}

func (t *together) update(now time.Duration, w, h int) screen {
	if t.started == 0 {
		t.started = now
	}
	actions := t.updateOverlay(w, h, t.updateHUD, t.sendIdentity)
	keys := t.movement.Input(t.hasKeyboardFocus())
	t.mesh.SetKeys(keys)
	events := t.look()
	t.updateSpectating(viewer{self: t.round.Self, withOthers: true}, keys, actions, w, h)
	t.updatePicture()
	if t.spectate.active || t.status.State != session.MeshPlaying {
		keys = 0
	}
	t.sounds.update(&t.view, keys)
	t.applyActions(actions)
	for i := range events {
		t.handleEvent(&events[i])
	}
	select {
	case err := <-t.listed:
		t.hud.AddLine(listedText(t.app.opts.Tracker, err))
	default:
	}
	for _, problem := range [...]string{t.app.opts.Sounds.Problem(), t.app.settings.Problem(), t.app.timesProblem(), t.saying} {
		if problem != "" {
			t.hud.Toast(problem)
		}
	}
	t.recordHint(actions)
	return t.next(now, actions)
}

// look takes in how the game stands, and returns what has happened.
func (t *together) look() (events []session.MeshEvent) {
	t.mesh.View(&t.view)
	now, captureKey := t.mesh.Now(), t.app.actionPressed(input.ActionCapture)
	t.mesh.Do(func(s *session.Mesh) {
		t.saying = t.record.message()
		if captureKey {
			t.saying = cmp.Or(t.record.toggleCapture(s.State() != nil, t.hud.KeyName(input.ActionCapture)), t.saying)
		}
		t.peers.Invitation = cmp.Or(t.peers.Invitation, invitationTo(t.door, s))
		t.captures = t.record.capture != nil
		t.status, events, t.cut = s.Status(), s.Events(), s.IsCut()
		link, _ := t.process(t.lagPeer)
		t.netem = s.Netem(link)
		t.round = hud.Round{Ranking: s.Ranking(), Self: s.Self(), Watching: t.spectate.out}
		t.round.Left, t.round.Ending = s.Countdown(now)
		t.lookAtPeers(s)
	})
	for i := range t.status.Members {
		if p := t.view.Player(t.status.Members[i].ID); p != nil {
			p.RTT = t.status.Members[i].RTT
		}
	}
	return events
}

// lookAtPeers takes in who has each player, and how the votes stand.
func (t *together) lookAtPeers(s *session.Mesh) {
	votes := s.Votes()
	t.peers.Next, t.peers.Needed = hud.Tally{Votes: votes.Next.Votes, Own: votes.Next.Own}, votes.Needed
	t.peers.Players = t.peers.Players[:0]
	for _, p := range t.status.Players {
		k := hud.PeerPlayer{ID: p.ID, Lecture: p.Lecture, Away: p.Away, Muted: s.Muted(p.ID)}
		if host := t.view.Player(p.Host); host != nil {
			k.Host = host.Avatar
		}
		for i := range t.status.Members {
			if m := &t.status.Members[i]; m.ID == p.ID {
				k.Waiting = m.WaitingFor
			}
		}
		for _, o := range votes.Out {
			if o.ID == p.ID {
				k.Removable, k.Out = true, hud.Tally{Votes: o.Votes, Own: o.Own}
			}
		}
		t.peers.Players = append(t.peers.Players, k)
	}
}

// updateHUD passes the game's state to the HUD and returns the player's actions.
func (t *together) updateHUD(w, h int) hud.Actions {
	stats := replica.Stats{}
	counters := &t.status.Counters
	t.peers.Rollbacks, t.peers.Deepest, t.peers.Stalls = counters.Rollbacks, counters.Deepest, counters.Stalls
	t.peers.Others = t.peers.Others[:0]
	for i := range t.status.Members {
		m := &t.status.Members[i]
		if m.Self {
			continue
		}
		t.peers.Others = append(t.peers.Others, hud.Peer{ID: m.ID, Name: m.Name, RTT: m.RTT, Guessed: m.Guessed, Netem: m.Netem})
		stats.RTT = max(stats.RTT, m.RTT) // the graph shows the one that is farthest away
	}
	return t.hud.Update(hud.State{
		W: w, H: h, Scale: t.app.uiScale(h), SelfArea: t.selfRect(),
		View: &t.view, Stats: stats, Peers: &t.peers, BytesIn: int64(t.status.In.Bytes), BytesOut: int64(t.status.Out.Bytes), Capturing: t.captures,
		KeepClear: t.landmarks(), Presenter: t.app.presenter(),
		Spectating: t.spectate.hudState(&t.view, 0), Explored: t.explored(), Round: t.round,
		Config: netsettings.Config{Netem: t.netem, Switches: replica.DefaultSwitches}, Cut: t.cut,
	})
}

// process returns the process of the member whose player it is; for 0 the zero Process,
// which stands for all. ok is false if there is no such member.
func (t *together) process(id sim.ID) (p peer.Process, ok bool) {
	for i := range t.status.Members {
		if m := &t.status.Members[i]; id != 0 && m.ID == id {
			return m.Process, true
		}
	}
	return peer.Process{}, id == 0
}

// sendIdentity tells the others a changed name or appearance.
func (t *together) sendIdentity(name string, look *wire.Appearance) {
	t.mesh.Do(func(s *session.Mesh) {
		if name != "" {
			t.complain(s.Rename(name))
		}
		if look != nil {
			t.complain(s.SetAppearance(*look))
		}
	})
}

// complain shows why the others are not told something.
func (t *together) complain(err error) {
	if err != nil {
		t.hud.Toast(i18n.Tf("together.not-sent", i18n.ErrorText(err)))
	}
}

// applyActions carries out what the player chose in the HUD.
func (t *together) applyActions(actions hud.Actions) {
	if actions.Presenter {
		t.togglePresenter()
	}
	t.mesh.Do(func(s *session.Mesh) {
		if actions.Changed {
			if link, ok := t.process(t.lagPeer); ok {
				s.SetNetem(link, actions.Netem)
			}
			if t.lagPeer == 0 {
				t.app.opts.Netem = actions.Netem // the next game starts with the same settings
			}
		}
		if link, ok := t.process(actions.CutPeer); ok && actions.Cut {
			s.Cut(link, netsettings.CutDuration)
		}
		t.lagPeer = actions.LagPeer
		if actions.Chat != "" {
			t.complain(s.Say(actions.Chat))
		}
		if actions.VoteNext {
			t.complain(s.VoteNext())
		}
		if actions.VoteOut != 0 {
			t.complain(s.VoteOut(actions.VoteOut))
		}
		if actions.Mute != 0 {
			t.toggleMute(s, actions.Mute)
		}
	})
}

// toggleMute mutes a player here, or lets it speak again.
func (t *together) toggleMute(s *session.Mesh, id sim.ID) {
	s.Mute(id, !s.Muted(id))
	if p := t.view.Player(id); p != nil {
		t.hud.AddLine(i18n.Tf(map[bool]string{true: "together.muted", false: "together.unmuted"}[s.Muted(id)], p.Name))
	}
}

// next returns the screen for the next tick: this one, unless the game is over.
func (t *together) next(now time.Duration, actions hud.Actions) screen {
	if actions.Leave && t.left == nil {
		t.left = make(chan struct{})
		go func() { // the others decide when it is left
			defer close(t.left)
			t.mesh.Close()
		}()
	}
	notice := meshNotice(&t.status)
	if t.left != nil {
		notice = i18n.T("together.leaving")
	}
	if notice != t.notice && now-t.started > noticeDelay {
		t.notice = notice
		t.hud.ShowBanner(notice)
	}
	select {
	case <-t.left:
		return t.game.back("", false)
	default:
	}
	switch {
	case t.status.State == session.MeshEnded:
		return t.game.back(i18n.Tf("together.ended", peerReasonText(t.status.Code, t.status.Text)), false)
	case t.status.State == session.MeshMeeting && t.status.Code == wire.CodePassword && t.game.password == "":
		return t.game.back("", true)
	case t.status.State == session.MeshMeeting && t.status.Code == wire.CodePassword:
		return t.game.back(i18n.T("together.wrong-password"), true)
	}
	return t
}

// handleEvent shows an event and plays its sound.
func (t *together) handleEvent(event *session.MeshEvent) {
	switch {
	case event.Kind != session.MeshGame:
		if line := meshEventText(event); line != "" {
			t.hud.AddLine(line)
		}
	case event.Game.Kind == replica.EventExited && event.Game.ID == t.round.Self:
		t.sounds.playEvent(event.Game)
		finish := hud.Finish{Time: event.Game.Elapsed}
		if !t.status.Island { // nobody would believe that time
			finish = t.recordTime(event.Game.Elapsed)
		}
		t.celebrateExit(finish)
	default:
		t.showEvent(event.Game, t.round.Self)
	}
}

func (t *together) draw(dst *ebiten.Image, now time.Duration) {
	t.mesh.View(&t.view)
	t.drawGame(dst, now, t.app.renderOptions(now))
}

// close leaves the game and waits until the others know, at most four seconds.
func (t *together) close() {
	t.mesh.Close()
	t.record.close()
}
