// Package screen implements the game's screens, from the title screen to the
// game itself. An App owns the window: it updates and draws the current screen,
// which connects the network client, the renderer and the panels.
package screen

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/lessonui"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/stats"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/cli"
	"clew/net/dial"
	"clew/net/link/netem"
)

// Options holds what the program was started with.
type Options struct {
	Connect      string          // server to join at once; empty: show the title screen
	Together     string          // game without a server: TogetherNew or the HOST:PORT of a peer; empty: none
	TogetherName string          // … or the name of one on the local networks; may be empty
	Password     string          // of that game; empty: none
	Lab          *lab.Source     // scenario to open in the Lab, or nil
	LabCompare   *lab.Source     // scenario to compare it with, or nil
	Lesson       *lessonui.Entry // lesson to open, or nil
	Replay       string          // replay to open, or ""
	Level        string          // level to play alone at once, as package cli names it, or ""
	// OpenError explains in the current language why a file was not opened;
	// nil if there was no error.
	OpenError func() string
	Name      string // of the player; may be empty
	Tracker   string // host:port, that lists games hosted here; empty: none
	Wire      dial.Wire
	Netem     netem.Config
	Sounds    *sound.Player

	Stats *stats.Log // receives a line for each tick of a game; may be nil

	Redundancy int // maximum number of inputs in a message; 0 means as many as fit

	SystemLanguage string // code of the system's language
	Progress       string // file for lesson progress; by default in the user's config folder
	Captures       string // folder for captures; by default in the user's data folder
	Replays        string // folder for replays; by default in the user's data folder
	Screenshots    string // folder for screenshots; by default in the user's pictures folder
	BestRuns       string // folder for best runs; by default in the user's data folder
	Records        string // file for the records of hosted games; by default in the user's data folder
	Identity       string // file for the identity as a peer; by default in the user's config folder
	Times          string // file for best times; by default in the user's data folder

	Settings        *settings.Store // nil: settings are kept in memory only
	SettingsMessage func() string   // returns a message about them to show at the start; may be nil

	// Done quits the game when it is closed; nil means never.
	Done <-chan struct{}

	// Wrap returns the game to run instead of the App, such as one that
	// recovers from its panics; nil runs the App itself.
	Wrap func(ebiten.Game) ebiten.Game
}

// App implements ebiten.Game.
type App struct {
	opts    Options
	start   time.Time
	current screen
	width   int // of the window, in px
	height  int
	cancel  context.CancelFunc
	ctx     context.Context

	settings *settings.Store
	preferences
	times       *settings.Times
	screenshots screenshots
	toasts      hud.Toasts
	hosted      *hostedServer    // opened in 'Host game'; nil if none
	backdrop    *render.Backdrop // behind the menus, created by menuBackdrop
	choices     lastChoices
	peerKey     *settings.Identity      // in games without a server; nil: not opened yet
	showFile    func(path string) error // shows a file in the file manager
}

// lastChoices remembers what was last chosen in the menus.
type lastChoices struct {
	level  int // index of a shipped level in 'Single player'; -1: a random maze
	random menu.RandomMaze
	tab    menu.Tab // in 'Join'
	host   menu.HostSettings

	together menu.TogetherSettings
}

// defaultRandom is the first random maze to be offered.
var defaultRandom = menu.RandomMaze{W: 31, H: 21, LoopPercent: cli.DefaultLoopPercent}

// menuBackdrop returns the scene behind the menus, which all of them share.
func (a *App) menuBackdrop() *render.Backdrop {
	if a.backdrop == nil {
		a.backdrop = render.NewBackdrop(7)
	}
	return a.backdrop
}

// drawBackdrop draws the scene behind the menus, darkened by dim; 0 is the title
// screen's brightness.
func (a *App) drawBackdrop(dst *ebiten.Image, now time.Duration, dim float64) {
	a.menuBackdrop().Draw(dst, render.Options{Now: now, Dim: dim, ReducedMotion: a.reducedMotion()})
}

// screen fills the window.
type screen interface {
	// update runs one tick and returns the screen for the next one; nil quits.
	update(now time.Duration, w, h int) screen
	draw(dst *ebiten.Image, now time.Duration)
	// close ends what the screen started.
	close()
}

// New returns an App. Its Run opens the window.
func New(opts Options) *App {
	a := &App{opts: opts, start: time.Now(), settings: opts.Settings, choices: lastChoices{random: defaultRandom}, showFile: showInFileManager}
	a.choices.random.Seed = newSeed()
	if a.settings == nil {
		a.settings = settings.NewInMemory()
	}
	a.apply()
	times, message := settings.OpenTimes(cmp.Or(opts.Times, settings.TimesPath()))
	a.times = times
	if opts.SettingsMessage != nil {
		message = cmp.Or(opts.SettingsMessage(), message)
	}
	a.screenshots = screenshots{folder: cmp.Or(opts.Screenshots, screenshotFolder()), messages: make(chan string, 8)}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	a.current = a.firstScreen(message)
	if _, ok := a.current.(*titleScreen); message != "" && (!ok || opts.OpenError != nil) {
		a.toast(message)
	}
	return a
}

// firstScreen returns the screen to start with; message is shown on the title
// screen.
func (a *App) firstScreen(message string) screen {
	switch o := &a.opts; {
	case o.OpenError != nil:
		return newTitle(a, menu.Stay, o.OpenError())
	case o.Lesson != nil:
		return newLessons(a, o.Lesson)
	case o.Lab != nil:
		return newLab(a, o.Lab)
	case o.Replay != "":
		return newReplayScreen(a, o.Replay)
	case o.Level != "":
		return a.startSinglePlayer(o.Level, nextShippedLevel, a.settings.Current().Games.Record)
	case o.Together != "" || o.TogetherName != "":
		return a.togetherByFlag()
	case o.Connect != "":
		return newPlay(a, joinTarget{address: o.Connect, back: a.afterConnectFlag})
	}
	return newTitle(a, menu.Stay, message)
}

// afterConnectFlag returns the screen after a game joined by -connect: the title
// screen if the player left, else the join screen to try again.
func (a *App) afterConnectFlag(reason exitReason) screen {
	if reason.text == "" {
		return newTitle(a, menu.Join, "")
	}
	return newJoin(a, retryJoin(reason, ""))
}

// Layout implements ebiten.Game and makes one pixel of the game one pixel of the
// monitor. Ebitengine calls it before the first Update, so the first tick knows
// the size.
func (a *App) Layout(w, h int) (int, int) {
	scale := ebiten.Monitor().DeviceScaleFactor()
	a.width, a.height = int(float64(w)*scale), int(float64(h)*scale)
	return a.width, a.height
}

// Update implements ebiten.Game.
func (a *App) Update() error {
	input.PollGamepads()
	a.handleGlobalKeys()
	if text := a.screenshots.message(); text != "" {
		a.toast(text)
	}
	a.toasts.Update(a.width, a.height, a.uiScale(a.height))
	next := a.current.update(time.Since(a.start), a.width, a.height)
	if ebiten.IsWindowBeingClosed() || a.ended() {
		next = nil
	}
	if next != a.current {
		a.current.close()
		a.current = next
	}
	if a.current == nil {
		a.cancel()
		return ebiten.Termination
	}
	return nil
}

// ended reports whether Options.Done has been closed.
func (a *App) ended() bool {
	select {
	case <-a.opts.Done:
		return true
	default:
		return false
	}
}

// Draw implements ebiten.Game.
func (a *App) Draw(dst *ebiten.Image) {
	time.Sleep(a.frames.wait(time.Since(a.start), a.settings.Current().Video.FrameLimit))
	if a.current != nil {
		a.current.draw(dst, time.Since(a.start))
	}
	a.drawToasts(dst)
	a.screenshots.take(dst, time.Now())
}

// drawToasts draws the App's toasts, clear of the game's name on the title
// screen.
func (a *App) drawToasts(dst *ebiten.Image) {
	left := 0
	if t, ok := a.current.(*titleScreen); ok {
		left = t.panel.Right()
	}
	a.toasts.Draw(dst, left)
}

// toast shows text for a while, whatever the screen.
func (a *App) toast(text string) {
	switch s := a.current.(type) {
	case *play:
		s.hud.Toast(text)
		return
	case *together:
		s.hud.Toast(text)
		return
	}
	a.toasts.Add(text)
}

// Run opens the window and returns when the player quits.
func (a *App) Run() error {
	ebiten.SetWindowTitle("Clew")
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetWindowSizeLimits(480, 270, -1, -1)
	ebiten.SetWindowClosingHandled(true)
	ebiten.SetRunnableOnUnfocused(true)
	if a.opts.Sounds != nil {
		ui.SetListener(a.playUISound)
	}
	var game ebiten.Game = a
	if a.opts.Wrap != nil {
		game = a.opts.Wrap(a)
	}
	// Desktops find the window's application by its class, see clew.desktop.
	err := ebiten.RunGameWithOptions(game, &ebiten.RunGameOptions{X11ClassName: "Clew", X11InstanceName: "clew"})
	if errors.Is(err, ebiten.Termination) {
		err = nil
	}
	if a.current != nil {
		a.current.close()
	}
	if a.hosted != nil {
		a.hosted.close()
	}
	a.screenshots.close()
	_ = a.peerKey.Close() // the lock ends with the program in any case
	switch errTimes := a.times.Close(); {
	case err != nil:
		return fmt.Errorf("the window: %w", err)
	case errTimes != nil:
		return fmt.Errorf("your times could not be kept: %w", errTimes)
	}
	return nil
}
