package admin

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"clew/cmd/clewd/internal/bans"
	"clew/cmd/internal/timespan"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/host"
	"clew/net/replica"
	"clew/net/wire"
)

// The commands about players.

func (d *Desk) who(string) []string {
	people, now := d.Server.People()
	if len(people) == 0 {
		return []string{"nobody is here"}
	}
	lines := make([]string, 0, len(people))
	for _, p := range people {
		lines = append(lines, describe(p, now))
	}
	return lines
}

// idleTold is for how long a player has pressed nothing until that is worth a
// word.
const idleTold = 10 * sim.TickRate

// describe is a player in a line.
func describe(p authority.Person, now sim.Tick) string {
	parts := []string{fmt.Sprintf("%d %c %q", p.ID, p.Avatar, p.Name)}
	parts = append(parts, p.Label)
	if p.Away {
		parts = append(parts, "cut off")
	}
	if p.Exit != 0 {
		parts = append(parts, "found the exit after "+timespan.Short(ticks(p.Exit-p.Since)))
	} else {
		parts = append(parts, "walking for "+timespan.Short(ticks(now-p.Since)))
	}
	if p.Idle >= idleTold && !p.Away {
		parts = append(parts, "idle for "+timespan.Short(ticks(p.Idle)))
	}
	if p.Muted != 0 {
		parts = append(parts, "muted for "+timespan.Short(ticks(p.Muted-now)))
	}
	return strings.Join(parts, ", ")
}

func ticks(n sim.Tick) time.Duration { return time.Duration(n) * replica.TickTime }

func (d *Desk) kick(args string) []string {
	id, reason, ok := player(args)
	if !ok {
		return usage("kick")
	}
	if fault := timedKick(id, reason); fault != nil {
		return fault
	}
	if !d.Server.Kick(id, wire.CodeKicked, or(reason, "an administrator took you out of the game")) {
		return absent(id)
	}
	return []string{fmt.Sprintf("player %d is out", id)}
}

// timedKick is the answer where a kick is given a time, as only a ban has one.
func timedKick(id sim.ID, reason string) []string {
	first, rest := word(reason)
	if unit, apart := unitApart(first, rest); apart {
		first += unit
	}
	if _, err := timespan.Parse(first); err != nil || timespan.Bare(first) {
		return nil
	}
	return []string{fmt.Sprintf("nothing was done: a kick has no time, and who is kicked may come back at once; 'ban %d %s' lets the address in no more for so long", id, first)}
}

func (d *Desk) mute(args string) []string {
	id, rest, ok := player(args)
	in, given, _, fault := span(or(rest, "10m"))
	switch {
	case !ok || fault == nil && !given:
		return usage("mute")
	case fault != nil:
		return fault
	}
	switch {
	case !d.Server.Mute(id, in):
		return absent(id)
	case in == 0:
		return []string{fmt.Sprintf("player %d may speak again", id)}
	}
	return []string{fmt.Sprintf("player %d says nothing for %s", id, timespan.Short(in))}
}

func (d *Desk) ban(args string) []string {
	whom, rest := word(args)
	b := bans.Ban{Since: time.Now().Truncate(time.Second)}
	var err error
	if id, _, ok := player(whom); ok {
		b.Origin, b.Name, err = d.find(id)
	} else {
		b.Origin, err = bans.Address(whom)
	}
	switch {
	case whom == "":
		return usage("ban")
	case err != nil:
		return []string{err.Error()}
	}
	in, given, reason, fault := span(rest)
	switch {
	case fault != nil:
		return fault
	case given && in == 0:
		return []string{"a ban for no time is none; leave the time out for one without end"}
	case given:
		b.Until = b.Since.Add(in)
	}
	b.Reason = reason
	return d.carryOut(b)
}

// carryOut bans an address and ends its connections.
func (d *Desk) carryOut(b bans.Ban) []string {
	b.Reason = wire.CleanText(b.Reason)
	saved := d.Bans.Add(b, time.Now())
	if errors.Is(saved, bans.ErrFull) {
		return []string{"nobody was banned: " + saved.Error()}
	}
	went := d.Server.Expel(wire.CodeBanned, func(origin string) (string, bool) { return b.Text(), b.Meets(origin) })
	lines := []string{fmt.Sprintf("%s is banned %s; %s", b.Origin, until(b), departed(went, "from there"))}
	switch {
	case saved != nil:
		lines = append(lines, "but the ban will be forgotten when the server ends: "+saved.Error())
	case !d.Bans.Kept():
		lines = append(lines, "the ban will be forgotten when the server ends; with -bans FILE it is kept")
	}
	return lines
}

// departed says how many bans have sent away; whose is "from there" or "on it".
func departed(n int, whose string) string {
	switch n {
	case 0:
		return "nobody " + whose + " was in"
	case 1:
		return "one player " + whose + " had to go"
	}
	return fmt.Sprintf("%d players %s had to go", n, whose)
}

// find is where a player's connection comes from.
func (d *Desk) find(id sim.ID) (origin, name string, err error) {
	people, _ := d.Server.People()
	i := slices.IndexFunc(people, func(p authority.Person) bool { return p.ID == id })
	if i < 0 {
		return "", "", fmt.Errorf("there is no player %d; 'who' lists the players, and the log has the addresses of those who left", id)
	}
	origin, err = bans.Address(host.Origin(people[i].Label))
	return origin, people[i].Name, err
}

func (d *Desk) unban(args string) []string {
	origin, err := bans.Address(args)
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

func (d *Desk) bans(string) []string {
	all := d.Bans.All(time.Now())
	if len(all) == 0 {
		return []string{"nobody is banned"}
	}
	lines := make([]string, 0, len(all))
	for _, b := range all {
		line := b.Origin + ", " + until(b)
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

// Reread takes over what stands in the file of bans by now, if somebody has
// edited it, and says what came of it; nothing where nothing has changed. The
// error tells that the bans stay as they were.
func (d *Desk) Reread() (line string, err error) {
	now := time.Now()
	changed, err := d.Bans.Reread(now)
	if err != nil || !changed {
		return "", err
	}
	went := d.Server.Expel(wire.CodeBanned, func(origin string) (string, bool) { return d.Bans.Banned(origin, now) })
	return fmt.Sprintf("the list of bans was read: it has %d now; %s", len(d.Bans.All(now)), departed(went, "on it")), nil
}

// until is how long a ban holds.
func until(b bans.Ban) string {
	if b.Until.IsZero() {
		return "for ever"
	}
	return "until " + b.Until.UTC().Format("2006-01-02 15:04 UTC")
}

// player takes a player's ID off a line.
func player(line string) (id sim.ID, rest string, ok bool) {
	first, rest := word(line)
	n, err := strconv.ParseUint(first, 10, 32)
	return sim.ID(n), rest, err == nil
}

func absent(id sim.ID) []string {
	return []string{fmt.Sprintf("there is no player %d; 'who' lists the players", id)}
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}
