package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/gamepad"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/words"
)

// prefs are the person's settings, and what was made of them.
type prefs struct {
	keys    keymap.Map
	buttons pad.Map
	inForce settings.Picture // what the window was last told
	frames  framePace
}

// apply puts the settings into force.
func (a *App) apply() {
	s := a.settings.Now()
	a.opts.Name = s.Player.Name
	a.keys, a.buttons = keymap.Load(s.Keys), pad.Load(s.Buttons)
	words.Set(a.language())
	if s.Picture.Fullscreen != a.inForce.Fullscreen {
		ebiten.SetFullscreen(s.Picture.Fullscreen)
	}
	ebiten.SetVsyncEnabled(s.Picture.VSync)
	a.inForce = s.Picture
	if out := a.opts.Sounds; out != nil {
		out.SetVolumes(volumes(s.Sound))
	}
}

// language is the code of the language that all is said in.
func (a *App) language() string {
	if code := a.settings.Now().Language; code != "" {
		return code
	}
	return a.opts.System
}

// volumes are those of the player of sounds.
func volumes(s settings.Sound) sound.Volumes {
	share := func(v int) float64 { return float64(v) / settings.Loudest }
	return sound.Volumes{
		Master: share(s.Master), Steps: share(s.Steps), Others: share(s.Others),
		Interface: share(s.Interface), Music: share(s.Music),
	}
}

// calm says whether the person wants reduced motion.
func (a *App) calm() bool { return a.settings.Now().Picture.Calm }

// want is the scale of panels in a window of h px.
func (a *App) want(h int) float64 {
	return kit.Suits(h) * float64(a.settings.Now().Picture.Scale) / 100
}

// names is how much larger than usual names are written in the maze.
func (a *App) names() float64 { return float64(a.settings.Now().Picture.Scale) / 100 }

// attend carries out what the keys do on every screen, and what goes on there.
func (a *App) attend() {
	if a.did(action.Fullscreen) {
		a.settings.Change(func(s *settings.Settings) { s.Picture.Fullscreen = !ebiten.IsFullscreen() })
		a.apply()
	}
	a.shots.wanted = a.shots.wanted || a.did(action.Screenshot)
	if out := a.opts.Sounds; out != nil {
		out.SetFocused(ebiten.IsFocused() || a.settings.Now().Sound.Unfocused)
		out.SetMusic(a.hasMusic())
	}
}

// did says whether a key or a button for something went down in this tick. Where
// the person types or chooses, only function keys are not taken for that, and
// where the settings wait for a key, not even those.
func (a *App) did(what action.Action) bool {
	if a.binds() {
		return false
	}
	p, ok := a.paint.(*play)
	free := ok && !p.busy()
	return a.keys.Struck(what, func(k ebiten.Key) bool {
		return inpututil.IsKeyJustPressed(k) && (free || kit.FunctionKey(k))
	}) || free && pad.Struck(&a.buttons, what, gamepad.Device{})
}

// binds says whether the settings, which may lie over a game, wait for a key.
func (a *App) binds() bool {
	switch p := a.paint.(type) {
	case *settingsScreen:
		return p.form.Binds()
	case *play:
		return p.form != nil && p.form.Binds()
	}
	return false
}

// newSettingsForm makes the screen with the settings.
func (a *App) newSettingsForm() *panel.SettingsForm {
	return panel.NewSettingsForm(panel.SettingsOptions{
		Store: a.settings, Keys: &a.keys, Buttons: &a.buttons, System: a.opts.System,
	})
}

// settingsScreen shows the settings before there is a game.
type settingsScreen struct {
	app  *App
	form *panel.SettingsForm
}

func newSettings(a *App) *settingsScreen { return &settingsScreen{a, a.newSettingsForm()} }

func (s *settingsScreen) update(_ time.Duration, w, h int) screen {
	s.app.scene().Update(tick)
	if s.app.updateSettings(s.form, w, h) {
		return newTitle(s.app, panel.Settings, s.app.settings.Problem())
	}
	return s
}

// updateSettings runs a tick of the screen with the settings, and says whether
// the person has left it.
func (a *App) updateSettings(form *panel.SettingsForm, w, h int) (left bool) {
	did := form.Update(w, h, a.want(h))
	if did.Changed {
		a.apply()
	}
	return did.Back
}

func (s *settingsScreen) draw(dst *ebiten.Image, now time.Duration) {
	s.app.drawScene(dst, now, 0.5)
	s.form.Draw(dst)
}

func (s *settingsScreen) close() {}

// framePace holds back frames that come sooner than the person wants them. Ticks
// are not affected: after a longer frame there are more of them.
type framePace struct{ due time.Duration }

// wait is how long to wait at the time now before the next frame is drawn, for
// at most so many a second; 0: any number.
func (p *framePace) wait(now time.Duration, most int) time.Duration {
	if most <= 0 {
		return 0
	}
	each := time.Second / time.Duration(most)
	if now > p.due+each || p.due > now+each { // not to be made up for
		p.due = now
	}
	wait := max(p.due-now, 0)
	p.due += each
	return wait
}
