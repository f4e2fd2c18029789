// Clew is the game: a window in which people walk together through a maze.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/crash"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/screen"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/startup"
	"clew/cmd/clew/internal/stats"
	"clew/cmd/internal/cli"
)

func main() {
	out := crash.OpenLog(cli.VersionLine("clew"))
	code, err := run(os.Args[1:], out.Stdout(), out, out.Path)
	if err != nil && out.Hidden() {
		showError(code, err, out.Path)
	}
	os.Exit(code)
}

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// showError shows an error that is in the log to the user, who does not see that.
func showError(code int, err error, log string) {
	var panicked *crash.PanicError
	switch {
	case errors.As(err, &panicked):
		// It has been told already.
	case code == exitUsage: // nothing has said yet which language the person speaks
		i18n.SetLanguage(i18n.SystemLanguage(os.LookupEnv))
		crash.ShowWindow(i18n.Tf("crash.flags", err), log)
	default: // there can't be a window, or there has been one
		crash.ShowMessageBox(i18n.Tf("crash.cannot-run", i18n.ErrorText(err)), log)
	}
}

// startConfig is what the arguments ask for.
type startConfig struct {
	screen.Options
	flags     *startup.Options
	openErr   error // about the file that it was to open; nil: none
	overrides []func(*settings.Settings)
}

// run is the whole program. It returns the exit code and an error that it has
// already written to stderr; log is the path of the log file, or "".
func run(args []string, stdout, stderr io.Writer, log string) (code int, err error) {
	s, err := parse(args, os.LookupEnv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		startup.Usage(stdout)
		return exitOK, nil
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage, err
	case s.flags.Version:
		io.WriteString(stdout, cli.VersionLine("clew"))
		return exitOK, nil
	}
	if s.openErr != nil {
		fmt.Fprintf(stderr, "clew: %v\n", s.openErr)
	}
	if err := s.openStatsLog(stdout); err != nil {
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage, err
	}
	switch err := play(s, stderr, log); {
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitFailed, err
	case s.openErr != nil:
		return exitUsage, nil // the window has told why
	}
	return exitOK, nil
}

// openStatsLog opens the file for the statistics, if requested. A reader that
// stops reading must not end the game.
func (s *startConfig) openStatsLog(stdout io.Writer) (err error) {
	if s.flags.Stats == "" {
		return nil
	}
	if s.Stats, err = stats.Open(s.flags.Stats, stdout); err != nil {
		return fmt.Errorf("-stats: %w", err)
	}
	signal.Ignore(syscall.SIGPIPE)
	return nil
}

// play opens the window until the user quits. Whatever happens, settings are
// saved.
func play(s *startConfig, stderr io.Writer, log string) error {
	// A missing sound device is told on the screen, not here.
	s.Sounds, _ = sound.Open(s.flags.Mute)
	s.Settings, s.SettingsMessage = settings.Open(cmp.Or(s.flags.Settings, settings.DefaultPath()))
	for _, override := range s.overrides {
		s.Settings.Override(override)
	}
	// Ctrl-C and the like end the game as its menu does: with a goodbye, and with
	// everything kept. Whoever does not want to wait for that does it again.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	s.Done = ctx.Done()
	s.Wrap = func(game ebiten.Game) ebiten.Game { return crash.NewGuard(game, stderr, log) }
	ebiten.SetWindowSize(s.flags.Width, s.flags.Height)
	ebiten.SetWindowIcon(icons())
	played := screen.New(s.Options).Run()
	kept, counted := s.Settings.Close(), s.Stats.Close()
	switch {
	case played != nil:
		return played
	case counted != nil:
		return fmt.Errorf("-stats: %w", counted)
	case kept != nil:
		return fmt.Errorf("your settings could not be kept: %w", kept)
	}
	return nil
}

func parse(args []string, lookup func(string) (string, bool)) (*startConfig, error) {
	o, err := startup.Parse(args, lookup)
	if err != nil {
		return nil, err
	}
	s := &startConfig{flags: o}
	s.Connect, s.Name, s.Wire, s.Netem, s.Redundancy = o.Connect, o.Name, o.Wire, o.Netem, o.Redundancy
	s.Captures, s.Replays, s.Screenshots, s.Progress = o.Captures, o.Replays, o.Screenshots, o.Progress
	s.SystemLanguage = i18n.SystemLanguage(lookup)
	s.collectOverrides()
	return s, s.chooseDestination(o)
}

// collectOverrides collects the flags that were set and override a setting.
func (s *startConfig) collectOverrides() {
	o := s.flags
	for name, override := range map[string]func(*settings.Settings){
		"name":           func(v *settings.Settings) { v.Player.Name = o.Name },
		"lang":           func(v *settings.Settings) { v.Language = o.Language },
		"scale":          func(v *settings.Settings) { v.Video.Scale = o.Scale },
		"fullscreen":     func(v *settings.Settings) { v.Video.Fullscreen = o.Fullscreen },
		"reduced-motion": func(v *settings.Settings) { v.Video.ReducedMotion = o.ReducedMotion },
	} {
		if o.IsSet(name) {
			s.overrides = append(s.overrides, override)
		}
	}
}
