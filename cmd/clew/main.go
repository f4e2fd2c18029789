// Clew is the game's window. The command parses the flags, opens the file that it
// is given, and runs package screen; where there is no display, it says so.
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
func showError(code int, err error, logPath string) {
	var panicked *crash.PanicError
	switch {
	case errors.As(err, &panicked):
		// The guard has shown it already.
	case code == exitUsage: // the language has not been set yet
		i18n.SetLanguage(i18n.SystemLanguage(os.LookupEnv))
		crash.ShowWindow(i18n.Tf("crash.flags", err), logPath)
	default: // no window can be opened, or one has been open already
		crash.ShowMessageBox(i18n.Tf("crash.cannot-run", i18n.ErrorText(err)), logPath)
	}
}

// startConfig holds the parsed arguments.
type startConfig struct {
	screen.Options
	flags     *startup.Options
	openErr   error // why the file argument was not opened, or nil
	overrides []func(*settings.Settings)
}

// run runs the program. It returns the exit code and an error that it has
// already written to stderr; logPath is the path of the log file, or "".
func run(args []string, stdout, stderr io.Writer, logPath string) (code int, err error) {
	cfg, err := parse(args, os.LookupEnv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		startup.Usage(stdout)
		return exitOK, nil
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage, err
	case cfg.flags.Version:
		io.WriteString(stdout, cli.VersionLine("clew"))
		return exitOK, nil
	}
	if cfg.openErr != nil {
		fmt.Fprintf(stderr, "clew: %v\n", cfg.openErr)
	}
	if err := cfg.openStatsLog(stdout); err != nil {
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage, err
	}
	switch err := play(cfg, stderr, logPath); {
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitFailed, err
	case cfg.openErr != nil:
		return exitUsage, nil // the window has shown why
	}
	return exitOK, nil
}

// openStatsLog opens the file for the statistics, if requested. A reader that
// stops reading must not end the game.
func (c *startConfig) openStatsLog(stdout io.Writer) (err error) {
	if c.flags.Stats == "" {
		return nil
	}
	if c.Stats, err = stats.Open(c.flags.Stats, stdout); err != nil {
		return fmt.Errorf("-stats: %w", err)
	}
	signal.Ignore(syscall.SIGPIPE)
	return nil
}

// play opens the window until the user quits. Whatever happens, settings are
// saved.
func play(cfg *startConfig, stderr io.Writer, logPath string) error {
	// The screen reports a missing sound device.
	cfg.Sounds, _ = sound.Open(cfg.flags.Mute)
	cfg.Settings, cfg.SettingsMessage = settings.Open(cmp.Or(cfg.flags.Settings, settings.DefaultPath()))
	for _, override := range cfg.overrides {
		cfg.Settings.Override(override)
	}
	// Ctrl-C and SIGTERM quit the game like its menu does: it leaves the server and
	// saves everything. A second one ends the program at once.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	cfg.Done = ctx.Done()
	cfg.Wrap = func(game ebiten.Game) ebiten.Game { return crash.NewGuard(game, stderr, logPath) }
	ebiten.SetWindowSize(cfg.flags.Width, cfg.flags.Height)
	ebiten.SetWindowIcon(icons())
	errRun := screen.New(cfg.Options).Run()
	errSettings, errStats := cfg.Settings.Close(), cfg.Stats.Close()
	switch {
	case errRun != nil:
		return errRun
	case errStats != nil:
		return fmt.Errorf("-stats: %w", errStats)
	case errSettings != nil:
		return fmt.Errorf("your settings could not be kept: %w", errSettings)
	}
	return nil
}

func parse(args []string, lookup func(string) (string, bool)) (*startConfig, error) {
	opts, err := startup.Parse(args, lookup)
	if err != nil {
		return nil, err
	}
	cfg := &startConfig{flags: opts}
	cfg.Connect, cfg.Name, cfg.Wire, cfg.Netem, cfg.Redundancy = cmp.Or(opts.Connect, opts.InviteAddr), opts.Name, opts.Wire, opts.Netem, opts.Redundancy
	cfg.Captures, cfg.Replays, cfg.Screenshots, cfg.Progress = opts.Captures, opts.Replays, opts.Screenshots, opts.Progress
	cfg.Tracker = opts.Tracker
	cfg.Together, cfg.TogetherName, cfg.Password = cmp.Or(opts.Together, opts.InvitePeer), opts.TogetherName, opts.Password
	cfg.Identity = settings.IdentityPath(cmp.Or(opts.Settings, settings.DefaultPath()))
	cfg.SystemLanguage = i18n.SystemLanguage(lookup)
	cfg.collectOverrides()
	return cfg, cfg.chooseDestination(opts)
}

// collectOverrides collects the flags that were set and override a setting.
func (c *startConfig) collectOverrides() {
	opts := c.flags
	for name, override := range map[string]func(*settings.Settings){
		"name":           func(v *settings.Settings) { v.Player.Name = opts.Name },
		"tracker":        func(v *settings.Settings) { v.Servers.Tracker = opts.Tracker },
		"lang":           func(v *settings.Settings) { v.Language = opts.Language },
		"scale":          func(v *settings.Settings) { v.Video.Scale = opts.Scale },
		"fullscreen":     func(v *settings.Settings) { v.Video.Fullscreen = opts.Fullscreen },
		"reduced-motion": func(v *settings.Settings) { v.Video.ReducedMotion = opts.ReducedMotion },
	} {
		if opts.IsSet(name) {
			c.overrides = append(c.overrides, override)
		}
	}
}
