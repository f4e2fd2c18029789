package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/ui"
)

// preferences are the person's settings, and what was made of them.
type preferences struct {
	keys         input.KeyBindings
	buttons      input.ButtonBindings
	appliedVideo settings.Video // what the window was last told
	frames       frameLimiter
}

// apply puts the settings into force.
func (a *App) apply() {
	s := a.settings.Current()
	a.opts.Name = s.Player.Name
	a.keys, a.buttons = input.LoadKeys(s.Keys), input.LoadButtons(s.Buttons)
	i18n.SetLanguage(a.language())
	if s.Video.Fullscreen != a.appliedVideo.Fullscreen {
		ebiten.SetFullscreen(s.Video.Fullscreen)
	}
	ebiten.SetVsyncEnabled(s.Video.VSync)
	a.appliedVideo = s.Video
	if out := a.opts.Sounds; out != nil {
		out.SetVolumes(volumes(s.Sound))
	}
}

// language is the code of the language that all is said in.
func (a *App) language() string {
	if code := a.settings.Current().Language; code != "" {
		return code
	}
	return a.opts.SystemLanguage
}

// volumes are those of the player of sounds.
func volumes(s settings.Sound) sound.Volumes {
	share := func(v int) float64 { return float64(v) / settings.MaxVolume }
	return sound.Volumes{
		Master: share(s.Master), Steps: share(s.Steps), Others: share(s.Others),
		Interface: share(s.Interface), Music: share(s.Music),
	}
}

// reducedMotion says whether the person wants reduced motion.
func (a *App) reducedMotion() bool { return a.settings.Current().Video.ReducedMotion }

// uiScale is the scale of panels in a window of h px.
func (a *App) uiScale(h int) float64 {
	return ui.DefaultScale(h) * float64(a.settings.Current().Video.Scale) / 100
}

// nameScale is how much larger than usual names are written in the maze.
func (a *App) nameScale() float64 { return float64(a.settings.Current().Video.Scale) / 100 }

// handleGlobalKeys carries out what the keys do on every screen, and what goes on there.
func (a *App) handleGlobalKeys() {
	if a.actionPressed(input.ActionFullscreen) {
		a.settings.Change(func(s *settings.Settings) { s.Video.Fullscreen = !ebiten.IsFullscreen() })
		a.apply()
	}
	a.screenshots.wanted = a.screenshots.wanted || a.actionPressed(input.ActionScreenshot)
	if out := a.opts.Sounds; out != nil {
		out.SetFocused(ebiten.IsFocused() || a.settings.Current().Sound.Unfocused)
		out.SetMusic(a.hasMusic())
	}
}

// actionPressed says whether a key or a button for something went down in this tick. Where
// the person types or chooses, only function keys are not taken for that, and
// where the settings wait for a key, not even those.
func (a *App) actionPressed(what input.Action) bool {
	if a.capturesKeys() {
		return false
	}
	p, ok := a.current.(*play)
	free := ok && !p.hasKeyboardFocus()
	return a.keys.Any(what, func(k ebiten.Key) bool {
		return inpututil.IsKeyJustPressed(k) && (free || ui.IsFunctionKey(k))
	}) || free && input.ActionJustPressed(&a.buttons, what, input.EbitenGamepad{})
}

// capturesKeys says whether the settings, which may lie over a game, wait for a key.
func (a *App) capturesKeys() bool {
	switch p := a.current.(type) {
	case *settingsScreen:
		return p.form.CapturesKey()
	case *play:
		return p.settingsForm != nil && p.settingsForm.CapturesKey()
	}
	return false
}

// newSettingsForm makes the screen with the settings.
func (a *App) newSettingsForm() *menu.SettingsForm {
	return menu.NewSettingsForm(menu.SettingsOptions{
		Store: a.settings, Keys: &a.keys, Buttons: &a.buttons, SystemLanguage: a.opts.SystemLanguage,
	})
}

// settingsScreen shows the settings before there is a game.
type settingsScreen struct {
	app  *App
	form *menu.SettingsForm
}

func newSettings(a *App) *settingsScreen { return &settingsScreen{a, a.newSettingsForm()} }

func (s *settingsScreen) update(_ time.Duration, w, h int) screen {
	s.app.menuBackdrop().Update(tick)
	if s.app.updateSettings(s.form, w, h) {
		return newTitle(s.app, menu.Settings, s.app.settings.Problem())
	}
	return s
}

// updateSettings runs a tick of the screen with the settings, and says whether
// the person has left it.
func (a *App) updateSettings(form *menu.SettingsForm, w, h int) (left bool) {
	did := form.Update(w, h, a.uiScale(h))
	if did.Changed {
		a.apply()
	}
	return did.Back
}

func (s *settingsScreen) draw(dst *ebiten.Image, now time.Duration) {
	s.app.drawBackdrop(dst, now, 0.5)
	s.form.Draw(dst)
}

func (s *settingsScreen) close() {}

// frameLimiter holds back frames that come sooner than the person wants them. Ticks
// are not affected: after a longer frame there are more of them.
type frameLimiter struct{ next time.Duration }

// wait is how long to wait at the time now before the next frame is drawn, for
// at most so many a second; 0: any number.
func (p *frameLimiter) wait(now time.Duration, most int) time.Duration {
	if most <= 0 {
		return 0
	}
	each := time.Second / time.Duration(most)
	if now > p.next+each || p.next > now+each { // not to be made up for
		p.next = now
	}
	wait := max(p.next-now, 0)
	p.next += each
	return wait
}
