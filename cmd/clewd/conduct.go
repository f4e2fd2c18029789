package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"strings"
)

// What the steward does with levels and settings.

// Levels implements admin.Conductor.
func (s *steward) Levels() (names []string, at int) { return s.levels.names(), s.levels.at }

// Play implements admin.Conductor.
func (s *steward) Play(name string) (title string, err error) {
	e := entry{}
	if name == "" {
		e = s.levels.next()
	} else if e, err = s.levels.find(name); err != nil {
		return "", err
	}
	s.play(e)
	return e.level.Name, nil
}

// play has the game go on in a level.
func (s *steward) play(e entry) {
	s.next = nil // if it was to come anyway
	s.log.Info("another level", "level", e.level.Name, "as", e.name)
	s.host.SetLevel(e.level, seed())
}

// allOut goes on to the next level in a while, where there is one.
func (s *steward) allOut() {
	if len(s.levels.entries) < 2 || s.next != nil {
		return
	}
	s.host.Announce(fmt.Sprintf("all who play are out! The next level begins in %s", left(nextDelay)))
	s.next = countDown(nextDelay, func() { s.play(s.levels.next()) }, nil)
}

// Reload implements admin.Conductor: it takes over what the file of bans says
// now, and what the file of settings says, as far as that can be changed while
// the server runs.
func (s *steward) Reload() (lines []string) {
	say := func(how slog.Level, format string, args ...any) {
		lines = append(lines, fmt.Sprintf(format, args...))
		s.log.Log(context.Background(), how, "reload", "result", lines[len(lines)-1])
	}
	if line, err := s.desk.Reread(); err != nil {
		say(slog.LevelWarn, "the bans stay as they were: %v", err)
	} else if line != "" {
		say(slog.LevelInfo, "%s", line)
	}
	opts, err := s.anew()
	if err == nil {
		err = s.host.SetRules(opts.rules())
	}
	if err != nil {
		say(slog.LevelWarn, "the settings stay as they were: %v", err)
		return lines
	}
	if opts.adminPassword != s.opts.adminPassword {
		clear(s.admins)
		s.secret.Store(&opts.adminPassword)
	}
	if fixed := changed(s.opts, opts); len(fixed) > 0 {
		say(slog.LevelWarn, "takes effect at the next start only: %s", strings.Join(fixed, ", "))
	}
	s.opts.adopt(opts)
	for _, fault := range s.changeLevels(opts.level) {
		say(slog.LevelWarn, "a level is left as it was, or left out: %v", fault)
	}
	say(slog.LevelInfo, "the settings were read")
	return lines
}

// changeLevels reads the levels anew, and begins the current one again if it is
// another one now.
func (s *steward) changeLevels(list string) []error {
	now, faults := s.levels.replace(list)
	for _, err := range faults {
		s.log.Warn("a level file is not taken over", "error", err.Error())
	}
	if now != nil {
		s.host.Announce("the level has changed; everybody begins anew in it")
		s.play(*now)
	}
	select {
	case <-s.watched: // not seen yet, and out of date
	default:
	}
	s.watched <- levelFiles(list)
	return faults
}

// adopt takes over what can be changed while the server runs.
func (o *options) adopt(n options) {
	o.level, o.motd, o.password, o.adminPassword = n.level, n.motd, n.password, n.adminPassword
	o.maxPlayers, o.maxWatchers, o.perAddress, o.idle = n.maxPlayers, n.maxWatchers, n.perAddress, n.idle
}

// changed are the flags that differ and cannot be changed while the server
// runs.
func changed(old, now options) (names []string) {
	old.adopt(now)
	were := old.flags()
	now.flags().VisitAll(func(f *flag.Flag) {
		if were.Lookup(f.Name).Value.String() != f.Value.String() {
			names = append(names, f.Name)
		}
	})
	return names
}
