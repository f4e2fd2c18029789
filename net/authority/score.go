package authority

import (
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// Records keeps the best time of each level. Its methods must return at once.
type Records interface {
	// Record returns the best time of a level; the zero Record if there is none.
	Record(l *maze.Level) wire.Record

	// SetRecord keeps a better one.
	SetRecord(l *maze.Level, r wire.Record)
}

// scoreMessage tells how a player stands. It returns nil for one without points and
// place, whom clients know to have none, and for one that leaves with this entry.
func (a *Authority) scoreMessage(p *player) *wire.Score {
	s := a.state.Player(p.id)
	if s == nil || s.Points == 0 && s.Place == 0 {
		return nil
	}
	return &wire.Score{ID: s.ID, Place: s.Place, Gained: s.Gained, Points: s.Points, Ticks: a.exitTime(s)}
}

// exitTime returns how long a player took to the exit, or 0 before it is there.
func (a *Authority) exitTime(s *game.Player) sim.Tick {
	body := a.World().Player(s.ID)
	if body.ExitTick == 0 {
		return 0
	}
	return body.ExitTick - s.JoinTick
}

// reachedExit tells everybody that a player is out, and whether that is a record.
func (a *Authority) reachedExit(p *player) {
	a.broadcastAbout(p, Game, &wire.ReachedExit{ID: p.id, Tick: a.state.Tick()})
	score := a.scoreMessage(p)
	a.broadcastAbout(p, Game, score)
	a.noteExit(p, score)
	a.addEvent(EventExit, p.client, p, "", "")
	a.noteTime(p, score.Ticks)
}

// noteExit tells the plain text clients in words that a player is out, after they saw it
// reach the exit.
func (a *Authority) noteExit(p *player, score *wire.Score) {
	if a.cfg.Rounds == nil {
		return
	}
	a.sendCell(p, a.World().Player(p.id).Cell(), true)
	out := fmt.Sprintf("out as %s after %s: %s, %d in all", ordinal(score.Place), formatSeconds(score.Ticks), points(score.Gained), score.Points)
	toItself, toOthers := newNote("you are "+out), newNote(p.name+" is "+out)
	for _, c := range a.clients {
		switch {
		case c.mode != Plain || !c.knows(p):
		case c.player == p:
			c.send(toItself)
		default:
			c.send(toOthers)
		}
	}
}

// maxExtraInputs is how many more inputs than ticks a player may have used for a record.
// Those that waited when a level began are honest; a cheat may save up maxBudget.
const maxExtraInputs = 8

// noteTime keeps the time of a player that reached the exit, if it is a record and the
// player has not walked faster than the ticks.
func (a *Authority) noteTime(p *player, ticks sim.Tick) {
	if inputs := a.state.Player(p.id).Ack - p.enteredAck; inputs > uint32(ticks)+maxExtraInputs {
		return
	}
	if a.cfg.Records == nil || ticks == 0 || a.record.Ticks != 0 && a.record.Ticks <= ticks {
		return
	}
	a.record = wire.Record{Name: p.name, Ticks: ticks}
	level, _ := a.state.Level()
	a.cfg.Records.SetRecord(level, a.record)
	a.broadcastRecord("a new record")
}

// lookUpRecord looks up the record of the present level.
func (a *Authority) lookUpRecord() {
	a.record = wire.Record{}
	if a.cfg.Records == nil {
		return
	}
	level, _ := a.state.Level()
	if r := a.cfg.Records.Record(level); wire.Check(&r) == nil {
		a.record = r
	}
}

// broadcastRecord tells everybody the record of the level.
func (a *Authority) broadcastRecord(what string) {
	for _, c := range a.clients {
		if c.welcomed {
			c.sendRecord(what)
		}
	}
}

// sendRecord tells a client the record of the level, if the server keeps records.
func (c *Client) sendRecord(what string) {
	r := c.a.record
	switch {
	case c.a.cfg.Records == nil:
	case c.mode == Game:
		c.send(&r)
	case r.Ticks != 0:
		c.note(fmt.Sprintf("%s: %s, by %s", what, formatSeconds(r.Ticks), r.Name))
	}
}

// recordOfLevel begins the note about a record that is not new.
const recordOfLevel = "the record of this level"

// countdownSet tells everybody when the level ends.
func (a *Authority) countdownSet() {
	a.countdownTold = a.state.Tick()
	walking := a.walking()
	inNumbers, inWords := &wire.Countdown{Tick: a.state.Countdown()}, a.countdownNote(walking)
	var standings *wire.Error
	if len(walking) == 0 {
		standings = a.standingsNote()
	}
	for _, c := range a.clients {
		switch {
		case !c.welcomed:
		case c.mode == Game:
			c.send(inNumbers)
		default:
			c.send(inWords)
			if standings != nil {
				c.send(standings)
			}
		}
	}
}

// sendCountdown tells a client when the level ends.
func (c *Client) sendCountdown() {
	if c.mode == Game {
		c.send(&wire.Countdown{Tick: c.a.state.Countdown()})
		return
	}
	c.send(c.a.countdownNote(c.a.walking()))
}

// countdownNote tells in words when the level ends, and who is still walking.
func (a *Authority) countdownNote(walking []string) *wire.Error {
	until := a.state.Countdown()
	switch left := formatLeft(until - min(until, a.state.Tick())); {
	case until == 0:
		return newNote("the level goes on, without a time limit")
	case len(walking) == 0:
		return newNote("everybody is out; the next level begins in " + left)
	default:
		return newNote(listOf("the level ends in "+left+"; still walking: ", walking))
	}
}

// remindOf are how long before the end of a level plain text clients, which see no
// clock, are told of it once more.
var remindOf = [...]sim.Tick{60 * sim.TickRate, 10 * sim.TickRate}

// remindOfCountdown tells the plain text clients of the countdown, when that is due.
func (a *Authority) remindOfCountdown() {
	until, now := a.state.Countdown(), a.state.Tick()
	if a.cfg.Rounds == nil || until <= now || now == a.countdownTold || !slices.Contains(remindOf[:], until-now) {
		return
	}
	note := a.countdownNote(a.walking())
	for _, c := range a.clients {
		if c.mode == Plain && c.welcomed {
			c.send(note)
		}
	}
}

// formatLeft returns the time left for people to read: 10 s, 3 minutes, 2 min 59 s.
func formatLeft(ticks sim.Tick) string {
	switch seconds := (uint64(ticks) + sim.TickRate - 1) / sim.TickRate; {
	case seconds < 120:
		return fmt.Sprintf("%d s", seconds)
	case seconds%60 == 0:
		return fmt.Sprintf("%d minutes", seconds/60)
	default:
		return fmt.Sprintf("%d min %d s", seconds/60, seconds%60)
	}
}

// walking returns the names of the players that have not reached the exit and are not
// away.
func (a *Authority) walking() (names []string) {
	for _, p := range a.players {
		if p.inWorld && !a.isAway(p) && a.state.Player(p.id).Place == 0 {
			names = append(names, p.name)
		}
	}
	return names
}

// sendScores tells a client that was welcomed how everybody stands.
func (c *Client) sendScores() {
	a := c.a
	for _, p := range a.players {
		if c.mode != Game || !p.inWorld || !c.knows(p) {
			continue
		}
		if score := a.scoreMessage(p); score != nil {
			c.send(score)
		}
	}
	if c.mode == Plain && a.cfg.Rounds != nil {
		if standings := a.standingsNote(); standings != nil {
			c.send(standings)
		}
	}
	if a.state.Countdown() != 0 {
		c.sendCountdown()
	}
	c.sendRecord(recordOfLevel)
}

// sendScoreToWelcomed tells how a player that has just entered the level stands, to the
// clients that the same entry welcomed. The others know.
func (a *Authority) sendScoreToWelcomed(p *player) {
	score := a.scoreMessage(p)
	if score == nil {
		return
	}
	for _, c := range a.clients {
		if c.mode == Game && c.welcomedAt > a.entryBegan && c.knows(p) {
			c.send(score)
		}
	}
}

// standingsNote tells in words who has how many points; nil if nobody has any.
func (a *Authority) standingsNote() *wire.Error {
	standings := slices.DeleteFunc(slices.Clone(a.state.Players()), func(s game.Player) bool { return s.Points == 0 })
	slices.SortStableFunc(standings, func(a, b game.Player) int { return int(b.Points) - int(a.Points) })
	var names []string
	for i := range standings {
		names = append(names, fmt.Sprintf("%s %d", standings[i].Name, standings[i].Points))
	}
	if len(names) == 0 {
		return nil
	}
	return newNote(listOf("points so far: ", names))
}

// note sends a notice from the server.
func (c *Client) note(text string) { c.send(newNote(text)) }

// newNote returns a notice from the server. All clients may be sent the same.
func newNote(text string) *wire.Error {
	return &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(text)}
}

// listOf returns a text with as many names as fit into a message, and how many more
// there are.
func listOf(text string, names []string) string {
	const room = wire.MaxTextLen - len(" and 2048 more")
	for i, name := range names {
		if i > 0 {
			name = ", " + name
		}
		if len(text)+len(name) > room {
			return fmt.Sprintf("%s and %d more", text, len(names)-i)
		}
		text += name
	}
	return text
}

// ordinal returns a place in words: 1st, 2nd, 11th.
func ordinal(n uint32) string {
	suffix := "th"
	if tens := n / 10 % 10; tens != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprint(n, suffix)
}

// points returns a number of points in words.
func points(n uint32) string {
	if n == 1 {
		return "1 point"
	}
	return fmt.Sprint(n, " points")
}

// formatSeconds returns a time to the exit for people to read, rounded as times in
// races are: up.
func formatSeconds(ticks sim.Tick) string {
	tenths := (uint64(ticks)*10 + sim.TickRate - 1) / sim.TickRate
	if tenths < 600 {
		return fmt.Sprintf("%d.%d s", tenths/10, tenths%10)
	}
	return fmt.Sprintf("%d min %d.%d s", tenths/600, tenths/10%60, tenths%10)
}
