package admin

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"clew/cmd/clewd/internal/bans"
	"clew/cmd/internal/cli"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/replica"
	"clew/net/server"
	"clew/net/wire"
)

// The commands about players.

func (s *Shell) who(string) []string {
	people, now := s.Server.Players()
	if len(people) == 0 {
		return []string{"no players"}
	}
	lines := make([]string, 0, len(people))
	for _, p := range people {
		lines = append(lines, formatPlayer(p, now))
	}
	return lines
}

// minIdleShown is the idle time from which on the players command who shows it.
const minIdleShown = 10 * sim.TickRate

// formatPlayer formats a player as a line.
func formatPlayer(p authority.PlayerInfo, now sim.Tick) string {
	parts := []string{fmt.Sprintf("%d %c %q", p.ID, p.Avatar, p.Name)}
	parts = append(parts, p.Label)
	if p.Disconnected {
		parts = append(parts, "disconnected")
	}
	if p.ExitTick != 0 {
		parts = append(parts, "finished in "+cli.FormatDuration(ticksDuration(p.ExitTick-p.JoinTick)))
	} else {
		parts = append(parts, "playing for "+cli.FormatDuration(ticksDuration(now-p.JoinTick)))
	}
	if p.IdleTicks >= minIdleShown && !p.Disconnected {
		parts = append(parts, "idle for "+cli.FormatDuration(ticksDuration(p.IdleTicks)))
	}
	if p.MutedUntil != 0 {
		parts = append(parts, "muted for "+cli.FormatDuration(ticksDuration(p.MutedUntil-now)))
	}
	return strings.Join(parts, ", ")
}

func ticksDuration(n sim.Tick) time.Duration { return time.Duration(n) * replica.TickDuration }

func (s *Shell) kick(args string) []string {
	id, reason, ok := parsePlayerID(args)
	if !ok {
		return usageOf("kick")
	}
	if fault := refuseTimedKick(id, reason); fault != nil {
		return fault
	}
	if !s.Server.Kick(id, wire.CodeKicked, or(reason, "an administrator kicked you")) {
		return noSuchPlayer(id)
	}
	return []string{fmt.Sprintf("player %d was kicked", id)}
}

// refuseTimedKick returns the answer to a kick with a time, which only bans have.
func refuseTimedKick(id sim.ID, reason string) []string {
	first, rest := cutWord(reason)
	if unit, apart := separateUnit(first, rest); apart {
		first += unit
	}
	if _, err := cli.ParseDuration(first); err != nil || cli.IsNumber(first) {
		return nil
	}
	return []string{fmt.Sprintf("nothing was done: a kick has no time, and the player may come back at once; to keep the address out, use 'ban %d %s'", id, first)}
}

func (s *Shell) mute(args string) []string {
	id, rest, ok := parsePlayerID(args)
	in, given, _, fault := cutDuration(or(rest, "10m"))
	switch {
	case !ok || fault == nil && !given:
		return usageOf("mute")
	case fault != nil:
		return fault
	}
	switch {
	case !s.Server.Mute(id, in):
		return noSuchPlayer(id)
	case in == 0:
		return []string{fmt.Sprintf("player %d is no longer muted", id)}
	}
	return []string{fmt.Sprintf("player %d is muted for %s", id, cli.FormatDuration(in))}
}

func (s *Shell) ban(args string) []string {
	target, rest := cutWord(args)
	b := bans.Ban{Since: time.Now().Truncate(time.Second)}
	var err error
	if id, _, ok := parsePlayerID(target); ok {
		b.Addr, b.Name, err = s.playerAddr(id)
	} else {
		b.Addr, err = bans.ParseAddr(target)
	}
	switch {
	case target == "":
		return usageOf("ban")
	case err != nil:
		return []string{err.Error()}
	}
	in, given, reason, fault := cutDuration(rest)
	switch {
	case fault != nil:
		return fault
	case given && in == 0:
		return []string{"nothing was done: the time is 0; omit it for a permanent ban"}
	case given:
		b.Until = b.Since.Add(in)
	}
	b.Reason = reason
	return s.applyBan(b)
}

// applyBan bans an address and closes its connections.
func (s *Shell) applyBan(b bans.Ban) []string {
	b.Reason = wire.CleanText(b.Reason)
	saveErr := s.Bans.Add(b, time.Now())
	if errors.Is(saveErr, bans.ErrFull) {
		return []string{"nothing was done: " + saveErr.Error()}
	}
	kicked := s.Server.KickByAddr(wire.CodeBanned, func(addr string) (string, bool) { return b.Message(), b.Matches(addr) })
	lines := []string{fmt.Sprintf("%s is banned %s; %s", b.Addr, banEnd(b), kickedCount(kicked, "from there"))}
	switch {
	case saveErr != nil:
		lines = append(lines, "but the ban could not be saved and ends with the server: "+saveErr.Error())
	case !s.Bans.Persistent():
		lines = append(lines, "the ban ends with the server; -bans FILE keeps it")
	}
	return lines
}

// kickedCount says how many players a ban has removed; where is "from there" or
// "on it".
func kickedCount(n int, where string) string {
	switch n {
	case 0:
		return "no players " + where
	case 1:
		return "one player " + where + " was kicked"
	}
	return fmt.Sprintf("%d players %s were kicked", n, where)
}

// playerAddr returns the address and the name of a player.
func (s *Shell) playerAddr(id sim.ID) (addr, name string, err error) {
	people, _ := s.Server.Players()
	i := slices.IndexFunc(people, func(p authority.PlayerInfo) bool { return p.ID == id })
	if i < 0 {
		return "", "", fmt.Errorf("there is no player %d; 'who' lists the players, and the log has the addresses of others", id)
	}
	addr, err = bans.ParseAddr(server.AddrKey(people[i].Label))
	return addr, people[i].Name, err
}

func (s *Shell) unban(args string) []string {
	addr, err := bans.ParseAddr(args)
	if err != nil {
		return []string{err.Error()}
	}
	banned, err := s.Bans.Remove(addr, time.Now())
	switch {
	case err != nil:
		return []string{"the ban is lifted, but is still in the file: " + err.Error()}
	case !banned:
		return []string{addr + " is not banned; 'bans' lists the bans"}
	}
	if _, still := s.Bans.Banned(addr, time.Now()); still {
		return []string{addr + " is still in a banned range; 'bans' lists the bans"}
	}
	return []string{addr + " is no longer banned"}
}

func (s *Shell) bans(string) []string {
	all := s.Bans.All(time.Now())
	if len(all) == 0 {
		return []string{"no bans"}
	}
	lines := make([]string, 0, len(all))
	for _, b := range all {
		line := b.Addr + ", " + banEnd(b)
		if b.Name != "" {
			line += fmt.Sprintf(", as %q", b.Name)
		}
		if b.Reason != "" {
			line += ": " + b.Reason
		}
		lines = append(lines, line)
	}
	return lines
}

// ReloadBans rereads the ban list if its file was edited, and says what has
// changed, if anything. After an error the bans stay as they were.
func (s *Shell) ReloadBans() (line string, err error) {
	now := time.Now()
	changed, err := s.Bans.Reload(now)
	if err != nil || !changed {
		return "", err
	}
	kicked := s.Server.KickByAddr(wire.CodeBanned, func(addr string) (string, bool) { return s.Bans.Banned(addr, now) })
	return fmt.Sprintf("ban list reloaded (%d in all); %s", len(s.Bans.All(now)), kickedCount(kicked, "on it")), nil
}

// banEnd says until when a ban holds.
func banEnd(b bans.Ban) string {
	if b.Until.IsZero() {
		return "permanently"
	}
	return "until " + b.Until.UTC().Format("2006-01-02 15:04 UTC")
}

// parsePlayerID cuts a player's ID off a line.
func parsePlayerID(line string) (id sim.ID, rest string, ok bool) {
	first, rest := cutWord(line)
	n, err := strconv.ParseUint(first, 10, 32)
	return sim.ID(n), rest, err == nil
}

func noSuchPlayer(id sim.ID) []string {
	return []string{fmt.Sprintf("there is no player %d; 'who' lists the players", id)}
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
