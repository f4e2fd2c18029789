package main

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"clew/engine/sim"
)

// maxReplyLines is how many lines of an answer a player gets: a chat window is
// small.
const maxReplyLines = 30

// handlePlayerCommand carries out what a player said, if it may give commands.
func (s *controller) handlePlayerCommand(a playerCommand) {
	s.server.Reply(a.sender, truncateReply(s.replyTo(a))...)
}

// replyTo is what a player hears to a command.
func (s *controller) replyTo(a playerCommand) []string {
	name, rest, _ := strings.Cut(strings.TrimSpace(a.line), " ")
	switch {
	case strings.EqualFold(name, "login"):
		return []string{s.login(a, strings.TrimSpace(rest))}
	case s.admins[a.sender.ID] == 0:
		return []string{"commands are for administrators; say /login PASSWORD first"}
	case s.admins[a.sender.ID] != a.sender.ConnID:
		return []string{"your connection is another one now: say /login PASSWORD again to give commands"}
	case strings.EqualFold(name, "logout"):
		delete(s.admins, a.sender.ID)
		return []string{"you are out"}
	}
	return s.execute(fmt.Sprintf("player %d, %q, from %s", a.sender.ID, a.sender.Name, a.sender.Label), a.line)
}

// login lets a player give commands that knows the password.
func (s *controller) login(a playerCommand, given string) string {
	if s.opts.adminPassword == "" {
		return "this server has no admin password, so nobody can log in"
	}
	ok, wait := s.passwords.Verify(a.sender.AddrKey, given, s.opts.adminPassword, time.Now())
	switch {
	case wait > 0:
		s.failedLogins.warn("from", a.sender.Label, "id", a.sender.ID, "name", a.sender.Name)
		return fmt.Sprintf("too many wrong passwords; wait %d s", int(wait/time.Second)+1)
	case !ok:
		return "that is not the admin password"
	}
	s.pruneAdmins()
	s.admins[a.sender.ID] = a.sender.ConnID
	s.log.Info("a player is an administrator now", "from", a.sender.Label, "id", a.sender.ID, "name", a.sender.Name)
	return "you may give commands now; /help lists them, and /logout ends it"
}

// pruneAdmins takes rights from players who are gone. No other ever gets their IDs.
func (s *controller) pruneAdmins() {
	people, _ := s.server.Players()
	here := map[sim.ID]bool{}
	for _, p := range people {
		here[p.ID] = true
	}
	maps.DeleteFunc(s.admins, func(id sim.ID, _ uint) bool { return !here[id] })
}

// truncateReply shortens an answer for a player.
func truncateReply(lines []string) []string {
	if len(lines) <= maxReplyLines {
		return lines
	}
	rest := fmt.Sprintf("… and %d lines more; the console has them all", len(lines)-maxReplyLines)
	return append(lines[:maxReplyLines:maxReplyLines], rest)
}
