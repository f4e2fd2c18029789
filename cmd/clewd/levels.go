package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"strings"
)

// What the steward does with levels and settings.

// Levels implements admin.Controller.
func (s *controller) Levels() (names []string, at int) { return s.rotation.names(), s.rotation.index }

// Play implements admin.Controller.
func (s *controller) Play(name string) (title string, err error) {
	e := rotationLevel{}
	if name == "" {
		e = s.rotation.next()
	} else if e, err = s.rotation.find(name); err != nil {
		return "", err
	}
	s.setLevel(e)
	return e.level.Name, nil
}

// setLevel has the game go on in a level.
func (s *controller) setLevel(e rotationLevel) {
	s.nextLevel = nil // if it was to come anyway
	s.log.Info("another level", "level", e.level.Name, "as", e.name)
	s.server.SetLevel(e.level, newSeed())
}

// scheduleNextLevel goes on to the next level in a while, where there is one.
func (s *controller) scheduleNextLevel() {
	if len(s.rotation.levels) < 2 || s.nextLevel != nil {
		return
	}
	s.server.Announce(fmt.Sprintf("all who play are out! The next level begins in %s", formatTimeLeft(nextDelay)))
	s.nextLevel = newCountdown(nextDelay, func() { s.setLevel(s.rotation.next()) }, nil)
}

// Reload implements admin.Controller: it takes over what the file of bans says
// now, and what the file of settings says, as far as that can be changed while
// the server runs.
func (s *controller) Reload() (lines []string) {
	say := func(how slog.Level, format string, args ...any) {
		lines = append(lines, fmt.Sprintf(format, args...))
		s.log.Log(context.Background(), how, "reload", "result", lines[len(lines)-1])
	}
	if line, err := s.shell.ReloadBans(); err != nil {
		say(slog.LevelWarn, "the bans stay as they were: %v", err)
	} else if line != "" {
		say(slog.LevelInfo, "%s", line)
	}
	opts, err := s.reparse()
	if err == nil {
		err = s.server.Reconfigure(opts.runtimeConfig())
	}
	if err != nil {
		say(slog.LevelWarn, "the settings stay as they were: %v", err)
		return lines
	}
	if opts.adminPassword != s.opts.adminPassword {
		clear(s.admins)
		s.adminPassword.Store(&opts.adminPassword)
	}
	if fixed := fixedChanges(s.opts, opts); len(fixed) > 0 {
		say(slog.LevelWarn, "takes effect at the next start only: %s", strings.Join(fixed, ", "))
	}
	s.opts.adoptReloadable(opts)
	for _, fault := range s.reloadLevels(opts.level) {
		say(slog.LevelWarn, "a level is left as it was, or left out: %v", fault)
	}
	say(slog.LevelInfo, "the settings were read")
	return lines
}

// reloadLevels reads the levels anew, and begins the current one again if it is
// another one now.
func (s *controller) reloadLevels(list string) []error {
	now, faults := s.rotation.replace(list)
	for _, err := range faults {
		s.log.Warn("a level file is not taken over", "error", err.Error())
	}
	if now != nil {
		s.server.Announce("the level has changed; everybody begins anew in it")
		s.setLevel(*now)
	}
	select {
	case <-s.watchPaths: // not seen yet, and out of date
	default:
	}
	s.watchPaths <- levelFiles(list)
	return faults
}

// adoptReloadable takes over what can be changed while the server runs.
func (o *options) adoptReloadable(n options) {
	o.level, o.motd, o.password, o.adminPassword = n.level, n.motd, n.password, n.adminPassword
	o.maxPlayers, o.maxSpectators, o.maxPerAddr, o.idleTimeout = n.maxPlayers, n.maxSpectators, n.maxPerAddr, n.idleTimeout
}

// fixedChanges are the flags that differ and cannot be changed while the server
// runs.
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
