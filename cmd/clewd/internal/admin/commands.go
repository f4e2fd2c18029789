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

func (d *Shell) who(string) []string {
	people, now := d.Server.Players()
	if len(people) == 0 {
		return []string{"nobody is here"}
	}
	lines := make([]string, 0, len(people))
	for _, p := range people {
		lines = append(lines, formatPlayer(p, now))
	}
	return lines
}

// minIdleShown is for how long a player has pressed nothing until that is worth a
// word.
const minIdleShown = 10 * sim.TickRate

// formatPlayer is a player in a line.
func formatPlayer(p authority.PlayerInfo, now sim.Tick) string {
	parts := []string{fmt.Sprintf("%d %c %q", p.ID, p.Avatar, p.Name)}
	parts = append(parts, p.Label)
	if p.Disconnected {
		parts = append(parts, "cut off")
	}
	if p.ExitedAt != 0 {
		parts = append(parts, "found the exit after "+cli.FormatDuration(ticksDuration(p.ExitedAt-p.JoinedAt)))
	} else {
		parts = append(parts, "walking for "+cli.FormatDuration(ticksDuration(now-p.JoinedAt)))
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

func (d *Shell) kick(args string) []string {
	id, reason, ok := parsePlayerID(args)
	if !ok {
		return usageOf("kick")
	}
	if fault := refuseTimedKick(id, reason); fault != nil {
		return fault
	}
	if !d.Server.Kick(id, wire.CodeKicked, or(reason, "an administrator took you out of the game")) {
		return noSuchPlayer(id)
	}
	return []string{fmt.Sprintf("player %d is out", id)}
}

// refuseTimedKick is the answer where a kick is given a time, as only a ban has one.
func refuseTimedKick(id sim.ID, reason string) []string {
	first, rest := cutWord(reason)
	if unit, apart := separateUnit(first, rest); apart {
		first += unit
	}
	if _, err := cli.ParseDuration(first); err != nil || cli.IsNumber(first) {
		return nil
	}
	return []string{fmt.Sprintf("nothing was done: a kick has no time, and who is kicked may come back at once; 'ban %d %s' lets the address in no more for so long", id, first)}
}

func (d *Shell) mute(args string) []string {
	id, rest, ok := parsePlayerID(args)
	in, given, _, fault := cutDuration(or(rest, "10m"))
	switch {
	case !ok || fault == nil && !given:
		return usageOf("mute")
	case fault != nil:
		return fault
	}
	switch {
	case !d.Server.Mute(id, in):
		return noSuchPlayer(id)
	case in == 0:
		return []string{fmt.Sprintf("player %d may speak again", id)}
	}
	return []string{fmt.Sprintf("player %d says nothing for %s", id, cli.FormatDuration(in))}
}

func (d *Shell) ban(args string) []string {
	whom, rest := cutWord(args)
	b := bans.Ban{Since: time.Now().Truncate(time.Second)}
	var err error
	if id, _, ok := parsePlayerID(whom); ok {
		b.Addr, b.Name, err = d.playerAddr(id)
	} else {
		b.Addr, err = bans.ParseAddr(whom)
	}
	switch {
	case whom == "":
		return usageOf("ban")
	case err != nil:
		return []string{err.Error()}
	}
	in, given, reason, fault := cutDuration(rest)
	switch {
	case fault != nil:
		return fault
	case given && in == 0:
		return []string{"a ban for no time is none; leave the time out for one without end"}
	case given:
		b.Until = b.Since.Add(in)
	}
	b.Reason = reason
	return d.applyBan(b)
}

// applyBan bans an address and ends its connections.
func (d *Shell) applyBan(b bans.Ban) []string {
	b.Reason = wire.CleanText(b.Reason)
	saved := d.Bans.Add(b, time.Now())
	if errors.Is(saved, bans.ErrFull) {
		return []string{"nobody was banned: " + saved.Error()}
	}
	went := d.Server.KickByAddr(wire.CodeBanned, func(origin string) (string, bool) { return b.Message(), b.Matches(origin) })
	lines := []string{fmt.Sprintf("%s is banned %s; %s", b.Addr, banEnd(b), kickedCount(went, "from there"))}
	switch {
	case saved != nil:
		lines = append(lines, "but the ban will be forgotten when the server ends: "+saved.Error())
	case !d.Bans.Persistent():
		lines = append(lines, "the ban will be forgotten when the server ends; with -bans FILE it is kept")
	}
	return lines
}

// kickedCount says how many bans have sent away; whose is "from there" or "on it".
func kickedCount(n int, whose string) string {
	switch n {
	case 0:
		return "nobody " + whose + " was in"
	case 1:
		return "one player " + whose + " had to go"
	}
	return fmt.Sprintf("%d players %s had to go", n, whose)
}

// playerAddr is where a player's connection comes from.
func (d *Shell) playerAddr(id sim.ID) (origin, name string, err error) {
	people, _ := d.Server.Players()
	i := slices.IndexFunc(people, func(p authority.PlayerInfo) bool { return p.ID == id })
	if i < 0 {
		return "", "", fmt.Errorf("there is no player %d; 'who' lists the players, and the log has the addresses of those who left", id)
	}
	origin, err = bans.ParseAddr(server.AddrKey(people[i].Label))
	return origin, people[i].Name, err
}

func (d *Shell) unban(args string) []string {
	origin, err := bans.ParseAddr(args)
	if err != nil {
		return []string{err.Error()}
	}
	was, err := d.Bans.Remove(origin, time.Now())
	switch {
	case err != nil:
		return []string{"the ban is lifted until the server ends, but not in the file: " + err.Error()}
	case !was:
		return []string{origin + " is not banned; 'bans' lists who is"}
	}
	if _, still := d.Bans.Banned(origin, time.Now()); still {
		return []string{origin + " was banned twice: it is still in a range that is; 'bans' lists it"}
	}
	return []string{origin + " may come in again"}
}

func (d *Shell) bans(string) []string {
	all := d.Bans.All(time.Now())
	if len(all) == 0 {
		return []string{"nobody is banned"}
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

// ReloadBans takes over what stands in the file of bans by now, if somebody has
// edited it, and says what came of it; nothing where nothing has changed. The
// error tells that the bans stay as they were.
func (d *Shell) ReloadBans() (line string, err error) {
	now := time.Now()
	changed, err := d.Bans.Reload(now)
	if err != nil || !changed {
		return "", err
	}
	went := d.Server.KickByAddr(wire.CodeBanned, func(origin string) (string, bool) { return d.Bans.Banned(origin, now) })
	return fmt.Sprintf("the list of bans was read: it has %d now; %s", len(d.Bans.All(now)), kickedCount(went, "on it")), nil
}

// banEnd is how long a ban holds.
func banEnd(b bans.Ban) string {
	if b.Until.IsZero() {
		return "for ever"
	}
	return "until " + b.Until.UTC().Format("2006-01-02 15:04 UTC")
}

// parsePlayerID takes a player's ID off a line.
func parsePlayerID(line string) (id sim.ID, rest string, ok bool) {
	first, rest := cutWord(line)
	n, err := strconv.ParseUint(first, 10, 32)
	return sim.ID(n), rest, err == nil
}

func noSuchPlayer(id sim.ID) []string {
	return []string{fmt.Sprintf("there is no player %d; 'who' lists the players", id)}
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}
