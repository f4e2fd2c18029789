// Package screen holds what a person goes through: the title screen and the
// game. An App is the window's owner: it knows which screen is shown, turns
// the time into ticks, and brings network, world and panels together.
package screen

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/gamepad"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/tutor"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/hud"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/stats"
	"clew/cmd/clew/internal/view"
	"clew/cmd/internal/pick"
	"clew/net/dial"
	"clew/net/link/flakylink"
)

// Options are what the program was started with.
type Options struct {
	Connect string       // straight into the game at this address; empty: the title screen
	Lab     *lab.Found   // straight into the Lab with this; nil: no
	LabWith *lab.Found   // … and with this to compare; nil: none
	Lesson  *tutor.Found // straight into this lesson; nil: no
	Replay  string       // straight into the game that was kept in this file; empty: no
	Level   string       // straight into this level, as package pick names it, for one; empty: no
	// Unopened is a sentence about a file that could not be opened, once the
	// language is set; nil: there was none, or it was.
	Unopened func() string
	Name     string // the player's; may be empty
	Wire     dial.Wire
	Flaky    flakylink.Config
	Sounds   *sound.Player

	Stats *stats.Log // a line for each tick of a game goes there; nil: none does

	Redundancy int // inputs that each message carries at most; 0: as many as it can

	System   string // the language of the person's system, one of words.Languages
	Progress string // the file for what was done in the lessons; empty: one in the user's config folder
	Captures string // the folder for what F5 captures; empty: one in the user's data folder
	Replays  string // the folder for games that are kept; empty: one in the user's data folder
	Shots    string // the folder for screenshots; empty: one in the user's folder for pictures
	Times    string // the file for the times to the exits; empty: one in the user's data folder

	Settings *settings.Store // nil: none are kept
	Message  func() string   // what there is to say of them at the start; nil: nothing

	// End ends the game as if the person had quit, once it is closed; nil: never.
	End <-chan struct{}

	// Around is what is run in place of the App, such as one that catches what
	// it throws; nil: nothing is.
	Around func(ebiten.Game) ebiten.Game
}

// App implements ebiten.Game.
type App struct {
	opts   Options
	start  time.Time
	paint  screen
	width  int // of the window, in px
	height int
	leave  context.CancelFunc
	life   context.Context

	settings *settings.Store
	prefs
	times    *settings.Times
	shots    shots
	toasts   hud.Toasts
	hosted   *hosted        // the server that 'Host' has opened; nil: there is none
	backdrop *view.Backdrop // behind the menus, see scene
	last     last
}

// last is what a person chose last, so that it need not be chosen again.
type last struct {
	level  int // in 'Play here', of those that come with the game; -1: a random maze
	random panel.Random
	tab    panel.Tab // in 'Join'
	host   panel.HostSettings
}

// randomAtFirst is the random maze that is offered first.
var randomAtFirst = panel.Random{W: 31, H: 21, Loops: pick.Loops}

// scene is what moves behind the menus; it goes on from one to the next.
func (a *App) scene() *view.Backdrop {
	if a.backdrop == nil {
		a.backdrop = view.NewBackdrop(7)
	}
	return a.backdrop
}

// drawScene draws it, by so much darker than usual, 0 being as behind the title.
func (a *App) drawScene(dst *ebiten.Image, now time.Duration, dim float64) {
	a.scene().Draw(dst, view.Options{Now: now, Dim: dim, ReducedMotion: a.calm()})
}

// screen is what fills the window.
type screen interface {
	// update carries out a tick, and says what is to be shown in the next.
	update(now time.Duration, w, h int) screen
	draw(dst *ebiten.Image, now time.Duration)
	// close ends what the screen has begun.
	close()
}

// New makes an App. The window opens with ebiten.RunGame.
func New(opts Options) *App {
	a := &App{opts: opts, start: time.Now(), settings: opts.Settings, last: last{random: randomAtFirst}}
	a.last.random.Seed = newSeed()
	if a.settings == nil {
		a.settings = settings.Memory()
	}
	a.apply()
	times, message := settings.OpenTimes(cmp.Or(opts.Times, settings.TimesFile()))
	a.times = times
	if opts.Message != nil {
		message = cmp.Or(opts.Message(), message)
	}
	a.shots = shots{folder: cmp.Or(opts.Shots, shotFolder()), told: make(chan string, 8)}
	a.life, a.leave = context.WithCancel(context.Background())
	a.paint = a.first(message)
	if _, ok := a.paint.(*title); message != "" && (!ok || opts.Unopened != nil) {
		a.tell(message)
	}
	return a
}

// first is the screen that the program opens with; the message is for the title.
func (a *App) first(message string) screen {
	switch o := &a.opts; {
	case o.Unopened != nil:
		return newTitle(a, panel.Nowhere, o.Unopened())
	case o.Lesson != nil:
		return newLessons(a, o.Lesson)
	case o.Lab != nil:
		return newLab(a, o.Lab)
	case o.Replay != "":
		return newReplayer(a, o.Replay)
	case o.Level != "":
		return a.playAlone(o.Level, shippedAfter, a.settings.Now().Games.Keep)
	case o.Connect != "":
		return newPlay(a, target{address: o.Connect, back: a.unjoined})
	}
	return newTitle(a, panel.Nowhere, message)
}

// unjoined is where one is after a game that was joined by a flag: where one may
// try again, unless one wanted to leave.
func (a *App) unjoined(f failure) screen {
	if f.text == "" {
		return newTitle(a, panel.Join, "")
	}
	return newJoin(a, again(f, ""))
}

// Layout implements ebiten.Game: a pixel is a pixel, on any monitor. It comes
// before the first tick, so that this one knows the size of the first frame.
func (a *App) Layout(w, h int) (int, int) {
	s := ebiten.Monitor().DeviceScaleFactor()
	a.width, a.height = int(float64(w)*s), int(float64(h)*s)
	return a.width, a.height
}

// Update implements ebiten.Game.
func (a *App) Update() error {
	gamepad.Tick()
	a.attend()
	if text := a.shots.news(); text != "" {
		a.tell(text)
	}
	a.toasts.Update(a.width, a.height, a.want(a.height))
	next := a.paint.update(time.Since(a.start), a.width, a.height)
	if ebiten.IsWindowBeingClosed() || a.ended() {
		next = nil
	}
	if next != a.paint {
		a.paint.close()
		a.paint = next
	}
	if a.paint == nil {
		a.leave()
		return ebiten.Termination
	}
	return nil
}

// ended reports whether the game is to end, whatever the person does.
func (a *App) ended() bool {
	select {
	case <-a.opts.End:
		return true
	default:
		return false
	}
}

// Draw implements ebiten.Game.
func (a *App) Draw(dst *ebiten.Image) {
	time.Sleep(a.frames.wait(time.Since(a.start), a.settings.Now().Picture.FrameLimit))
	if a.paint != nil {
		a.paint.draw(dst, time.Since(a.start))
	}
	a.drawToasts(dst)
	a.shots.take(dst, time.Now())
}

// drawToasts draws the sentences of tell, beside the name of the game where that
// is there.
func (a *App) drawToasts(dst *ebiten.Image) {
	left := 0
	if t, ok := a.paint.(*title); ok {
		left = t.panel.Beside()
	}
	a.toasts.Draw(dst, left)
}

// tell shows a sentence for a while, whatever the screen.
func (a *App) tell(text string) {
	if p, ok := a.paint.(*play); ok {
		p.hud.Toast(text)
		return
	}
	a.toasts.Add(text)
}

// Run opens the window and plays until the person quits.
func (a *App) Run() error {
	ebiten.SetWindowTitle("Clew")
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetWindowSizeLimits(480, 270, -1, -1)
	ebiten.SetWindowClosingHandled(true)
	ebiten.SetRunnableOnUnfocused(true)
	if a.opts.Sounds != nil {
		kit.SetEar(a.hear)
	}
	var game ebiten.Game = a
	if a.opts.Around != nil {
		game = a.opts.Around(a)
	}
	// By its class a desktop knows whose window it is, see clew.desktop.
	err := ebiten.RunGameWithOptions(game, &ebiten.RunGameOptions{X11ClassName: "Clew", X11InstanceName: "clew"})
	if errors.Is(err, ebiten.Termination) {
		err = nil
	}
	if a.paint != nil {
		a.paint.close()
	}
	if a.hosted != nil {
		a.hosted.close()
	}
	a.shots.close()
	switch kept := a.times.Close(); {
	case err != nil:
		return fmt.Errorf("the window: %w", err)
	case kept != nil:
		return fmt.Errorf("your times could not be kept: %w", kept)
	}
	return nil
}
