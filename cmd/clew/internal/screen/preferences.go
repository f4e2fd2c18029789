package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/ui"
)

// preferences holds the settings and what was derived from them.
type preferences struct {
	keys         input.KeyBindings
	buttons      input.ButtonBindings
	appliedVideo settings.Video // as last applied to the window
	frames       frameLimiter
}

// apply puts the settings into effect.
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
	if player := a.opts.Sounds; player != nil {
		player.SetVolumes(volumes(s.Sound))
	}
}

// language returns the code of the current language.
func (a *App) language() string {
	if code := a.settings.Current().Language; code != "" {
		return code
	}
	return a.opts.SystemLanguage
}

// volumes converts the sound settings to the player's volumes.
func volumes(s settings.Sound) sound.Volumes {
	share := func(v int) float64 { return float64(v) / settings.MaxVolume }
	return sound.Volumes{
		Master: share(s.Master), Steps: share(s.Steps), Others: share(s.Others),
		Interface: share(s.Interface), Music: share(s.Music),
	}
}

// reducedMotion reports whether motion is to be reduced.
func (a *App) reducedMotion() bool { return a.settings.Current().Video.ReducedMotion }

// uiScale returns the scale of the interface in a window h px high.
func (a *App) uiScale(h int) float64 {
	return ui.DefaultScale(h) * float64(a.settings.Current().Video.Scale) / 100
}

// nameScale returns the scale of names in the maze.
func (a *App) nameScale() float64 { return float64(a.settings.Current().Video.Scale) / 100 }

// renderOptions returns how to draw a maze, as the settings say.
func (a *App) renderOptions(now time.Duration) render.Options {
	v := a.settings.Current().Video
	o := render.Options{Now: now, ReducedMotion: v.ReducedMotion, NameScale: a.nameScale(), Brightness: float64(v.Brightness) / 100}
	if v.Presenter {
		o.Presenter, o.ServerLabel, o.CorrectionText = true, i18n.T("presenter.server"), netsettings.CorrectionText
	}
	return o
}

// presenter reports whether what is shown is to be seen from the back of a room.
func (a *App) presenter() bool { return a.settings.Current().Video.Presenter }

// togglePresenter turns the presenter style on or off if its key was just pressed,
// which may be a letter: callers ask where nothing is typed.
func (a *App) togglePresenter(justPressed func(ebiten.Key) bool) {
	if a.keys.Any(input.ActionPresenter, justPressed) {
		a.setPresenter(!a.presenter())
	}
}

func (a *App) setPresenter(on bool) {
	a.settings.Change(func(s *settings.Settings) { s.Video.Presenter = on })
}

// handleGlobalKeys handles keys that work on every screen, and updates the sound.
func (a *App) handleGlobalKeys() {
	if a.actionPressed(input.ActionFullscreen) {
		a.settings.Change(func(s *settings.Settings) { s.Video.Fullscreen = !ebiten.IsFullscreen() })
		a.apply()
	}
	a.screenshots.wanted = a.screenshots.wanted || a.actionPressed(input.ActionScreenshot)
	if player := a.opts.Sounds; player != nil {
		player.SetFocused(ebiten.IsFocused() || a.settings.Current().Sound.Unfocused)
		player.SetMusic(a.hasMusic())
	}
}

// actionPressed reports whether a key or button of an action was pressed in this
// tick. While the player types or uses a menu only function keys count, and while
// the settings wait for a key, none do.
func (a *App) actionPressed(action input.Action) bool {
	if a.capturesKeys() {
		return false
	}
	game, ok := a.current.(interface{ hasKeyboardFocus() bool })
	playing := ok && !game.hasKeyboardFocus()
	return a.keys.Any(action, func(k ebiten.Key) bool {
		return inpututil.IsKeyJustPressed(k) && (playing || ui.IsFunctionKey(k))
	}) || playing && input.ActionJustPressed(&a.buttons, action, input.EbitenGamepad{})
}

// capturesKeys reports whether the settings wait for a key to bind.
func (a *App) capturesKeys() bool {
	switch p := a.current.(type) {
	case *settingsScreen:
		return p.form.CapturesKey()
	case *play:
		return p.settingsForm != nil && p.settingsForm.CapturesKey()
	}
	return false
}

// newSettingsForm returns the settings form. letter is the player's in the game,
// 0 outside one.
func (a *App) newSettingsForm(letter rune) *menu.SettingsForm {
	return menu.NewSettingsForm(menu.SettingsOptions{
		Store: a.settings, Keys: &a.keys, Buttons: &a.buttons, SystemLanguage: a.opts.SystemLanguage, Letter: letter,
	})
}

// settingsScreen shows the settings outside a game.
type settingsScreen struct {
	app  *App
	form *menu.SettingsForm
}

func newSettings(a *App) *settingsScreen { return &settingsScreen{a, a.newSettingsForm(0)} }

func (s *settingsScreen) update(_ time.Duration, w, h int) screen {
	s.app.menuBackdrop().Update(tick)
	if s.app.updateSettings(s.form, w, h) {
		return newTitle(s.app, menu.Settings, s.app.settings.Problem())
	}
	return s
}

// updateSettings runs one tick of the settings form and reports whether the
// player left it.
func (a *App) updateSettings(form *menu.SettingsForm, w, h int) (left bool) {
	result := form.Update(w, h, a.uiScale(h))
	if result.Changed {
		a.apply()
	}
	return result.Back
}

func (s *settingsScreen) draw(dst *ebiten.Image, now time.Duration) {
	s.app.drawBackdrop(dst, now, 0.5)
	s.form.Draw(dst)
}

func (s *settingsScreen) close() {}

// frameLimiter delays frames to keep to the frame rate limit. It does not affect
// ticks: after a longer frame more of them run.
type frameLimiter struct{ next time.Duration }

// wait returns how long to wait before drawing the next frame, with at most maxFPS
// frames a second; 0 means no limit.
func (f *frameLimiter) wait(now time.Duration, maxFPS int) time.Duration {
	if maxFPS <= 0 {
		return 0
	}
	interval := time.Second / time.Duration(maxFPS)
	if now > f.next+interval || f.next > now+interval { // too far off to catch up
		f.next = now
	}
	wait := max(f.next-now, 0)
	f.next += interval
	return wait
}
