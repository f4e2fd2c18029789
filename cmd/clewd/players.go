package main

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"clew/engine/sim"
)

// maxAnswer is how many lines of an answer a player gets: a chat window is
// small.
const maxAnswer = 30

// player carries out what a player said, if it may give commands.
func (s *steward) player(a said) {
	s.host.Answer(a.who, cut(s.answer(a))...)
}

// answer is what a player hears to a command.
func (s *steward) answer(a said) []string {
	name, rest, _ := strings.Cut(strings.TrimSpace(a.line), " ")
	switch {
	case strings.EqualFold(name, "login"):
		return []string{s.login(a, strings.TrimSpace(rest))}
	case s.admins[a.who.ID] == 0:
		return []string{"commands are for administrators; say /login PASSWORD first"}
	case s.admins[a.who.ID] != a.who.Conn:
		return []string{"your connection is another one now: say /login PASSWORD again to give commands"}
	case strings.EqualFold(name, "logout"):
		delete(s.admins, a.who.ID)
		return []string{"you are out"}
	}
	return s.do(fmt.Sprintf("player %d, %q, from %s", a.who.ID, a.who.Name, a.who.Label), a.line)
}

// login lets a player give commands that knows the password.
func (s *steward) login(a said, given string) string {
	if s.opts.adminPassword == "" {
		return "this server has no admin password, so nobody can log in"
	}
	ok, wait := s.guard.Check(a.who.Origin, given, s.opts.adminPassword, time.Now())
	switch {
	case wait > 0:
		s.wrong.warn("from", a.who.Label, "id", a.who.ID, "name", a.who.Name)
		return fmt.Sprintf("too many wrong passwords; wait %d s", int(wait/time.Second)+1)
	case !ok:
		return "that is not the admin password"
	}
	s.forget()
	s.admins[a.who.ID] = a.who.Conn
	s.log.Info("a player is an administrator now", "from", a.who.Label, "id", a.who.ID, "name", a.who.Name)
	return "you may give commands now; /help lists them, and /logout ends it"
}

// forget takes rights from players who are gone. No other ever gets their IDs.
func (s *steward) forget() {
	people, _ := s.host.People()
	here := map[sim.ID]bool{}
	for _, p := range people {
		here[p.ID] = true
	}
	maps.DeleteFunc(s.admins, func(id sim.ID, _ uint) bool { return !here[id] })
}

// cut shortens an answer for a player.
func cut(lines []string) []string {
	if len(lines) <= maxAnswer {
		return lines
	}
	rest := fmt.Sprintf("… and %d lines more; the console has them all", len(lines)-maxAnswer)
	return append(lines[:maxAnswer:maxAnswer], rest)
}
