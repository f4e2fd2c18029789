package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"strings"

	"clew/cmd/internal/rotation"
	"clew/engine/maze"
)

// The controller's methods for levels and settings.

// Levels implements admin.Controller.
func (c *controller) Levels() (names []string, at int) { return c.rotation.Names() }

// Play implements admin.Controller.
func (c *controller) Play(name string) (title string, err error) {
	level := rotation.Level{}
	if name == "" {
		level = c.rotation.Next()
	} else if level, err = c.rotation.Find(name); err != nil {
		return "", err
	}
	c.setLevel(level)
	return level.Level.Name, nil
}

// setLevel switches the game to a level.
func (c *controller) setLevel(level rotation.Level) {
	c.logLevel(level)
	c.server.SetLevel(level.Level, rotation.NewSeed())
}

// nextLevel returns the level after this one and a seed for it. The server calls it in
// its loop.
func (c *controller) nextLevel() (*maze.Level, uint64) {
	level := c.rotation.Next()
	c.logLevel(level)
	return level.Level, rotation.NewSeed()
}

func (c *controller) logLevel(level rotation.Level) {
	c.log.Info("level changed", "level", level.Level.Name, "source", level.Name)
}

// Reload implements admin.Controller: it rereads the ban list and the config file,
// and applies what can change while the server runs.
func (c *controller) Reload() (lines []string) {
	report := func(level slog.Level, format string, args ...any) {
		lines = append(lines, fmt.Sprintf(format, args...))
		c.log.Log(context.Background(), level, "reload", "result", lines[len(lines)-1])
	}
	if line, err := c.shell.ReloadBans(); err != nil {
		report(slog.LevelWarn, "bans not reloaded: %v", err)
	} else if line != "" {
		report(slog.LevelInfo, "%s", line)
	}
	opts, err := c.reparse()
	if err == nil {
		err = c.server.Reconfigure(opts.runtimeConfig())
	}
	if err != nil {
		report(slog.LevelWarn, "settings not reloaded: %v", err)
		return lines
	}
	if opts.adminPassword != c.opts.adminPassword {
		clear(c.admins)
		c.adminPassword.Store(&opts.adminPassword)
	}
	if fixed := fixedChanges(c.opts, opts); len(fixed) > 0 {
		report(slog.LevelWarn, "takes effect at the next start: %s", strings.Join(fixed, ", "))
	}
	c.opts.adoptReloadable(opts)
	for _, fault := range c.reloadLevels(opts.level) {
		report(slog.LevelWarn, "level not reloaded: %v", fault)
	}
	report(slog.LevelInfo, "settings reloaded")
	return lines
}

// reloadLevels reads the level files again, and restarts the current level if it
// has changed.
func (c *controller) reloadLevels(list string) []error {
	changed, faults := c.rotation.Replace(list)
	for _, err := range faults {
		c.log.Warn("level file ignored", "error", err.Error())
	}
	if changed != nil {
		c.server.Announce("the level has changed; everybody starts over")
		c.setLevel(*changed)
	}
	select {
	case <-c.watchPaths: // drop an outdated list
	default:
	}
	c.watchPaths <- rotation.Files(list)
	return faults
}

// adoptReloadable takes over the options that can change while the server runs.
func (o *options) adoptReloadable(n options) {
	o.level, o.motd, o.password, o.adminPassword = n.level, n.motd, n.password, n.adminPassword
	o.maxPlayers, o.maxSpectators, o.maxPerAddr, o.idleTimeout = n.maxPlayers, n.maxSpectators, n.maxPerAddr, n.idleTimeout
	o.timeLimit = n.timeLimit
}

// fixedChanges returns the names of changed options that need a restart.
func fixedChanges(old, now options) (names []string) {
	old.adoptReloadable(now)
	were := old.flags()
	now.flags().VisitAll(func(f *flag.Flag) {
		if were.Lookup(f.Name).Value.String() != f.Value.String() {
			names = append(names, f.Name)
		}
	})
	return names
}
