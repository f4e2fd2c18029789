package main

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"clew/engine/sim"
)

// maxReplyLines limits a reply to a player: a chat window is small.
const maxReplyLines = 30

// handlePlayerCommand executes a player's command if the player is logged in.
func (c *controller) handlePlayerCommand(cmd playerCommand) {
	c.server.Reply(cmd.sender, truncateReply(c.replyTo(cmd))...)
}

// replyTo returns the reply to a player's command.
func (c *controller) replyTo(cmd playerCommand) []string {
	name, rest, _ := strings.Cut(strings.TrimSpace(cmd.line), " ")
	switch {
	case strings.EqualFold(name, "login"):
		return []string{c.login(cmd, strings.TrimSpace(rest))}
	case c.admins[cmd.sender.ID] == 0:
		return []string{"commands are for administrators; type /login PASSWORD first"}
	case c.admins[cmd.sender.ID] != cmd.sender.ConnID:
		return []string{"this is a new connection; type /login PASSWORD again"}
	case strings.EqualFold(name, "logout"):
		delete(c.admins, cmd.sender.ID)
		return []string{"logged out"}
	}
	return c.execute(fmt.Sprintf("player %d, %q, from %s", cmd.sender.ID, cmd.sender.Name, cmd.sender.Label), cmd.line)
}

// login logs a player in who knows the admin password.
func (c *controller) login(cmd playerCommand, given string) string {
	if c.opts.adminPassword == "" {
		return "this server has no admin password"
	}
	ok, wait := c.passwords.Verify(cmd.sender.AddrKey, given, c.opts.adminPassword, time.Now())
	switch {
	case wait > 0:
		c.failedLogins.warn("from", cmd.sender.Label, "id", cmd.sender.ID, "name", cmd.sender.Name)
		return fmt.Sprintf("too many wrong passwords; wait %d s", int(wait/time.Second)+1)
	case !ok:
		return "wrong admin password"
	}
	c.pruneAdmins()
	c.admins[cmd.sender.ID] = cmd.sender.ConnID
	c.log.Info("player logged in as administrator", "from", cmd.sender.Label, "id", cmd.sender.ID, "name", cmd.sender.Name)
	return "logged in as administrator; /help lists the commands, /logout logs out"
}

// pruneAdmins forgets players who have left. IDs are never reused.
func (c *controller) pruneAdmins() {
	people, _ := c.server.Players()
	here := map[sim.ID]bool{}
	for _, p := range people {
		here[p.ID] = true
	}
	maps.DeleteFunc(c.admins, func(id sim.ID, _ uint) bool { return !here[id] })
}

// truncateReply shortens a reply for a player.
func truncateReply(lines []string) []string {
	if len(lines) <= maxReplyLines {
		return lines
	}
	rest := fmt.Sprintf("… and %d more lines; use the console to see all", len(lines)-maxReplyLines)
	return append(lines[:maxReplyLines:maxReplyLines], rest)
}
