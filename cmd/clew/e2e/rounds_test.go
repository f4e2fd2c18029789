//go:build linux

package e2e

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// rounds are three levels that follow one another. One key leads from a start to
// the exit of each. They differ in size, by which a client tells them apart.
var rounds = []struct {
	picture, key string
	way          string // for a plain text client
	size         image.Point
}{
	{`###########
###########
#E...SS...#
###########
###########
`, "Left", "lllll", image.Pt(11, 5)},
	{`#########
#########
#SS....E#
#########
#########
`, "Right", "rrrrrr", image.Pt(9, 5)},
	{`#####
##S##
##S##
##.##
##.##
##.##
##E##
#####
`, "Down", "ddddd", image.Pt(5, 8)},
}

// crowdSize is how many bots play.
const crowdSize = 3

// evening is a game of rounds with two windows, a plain text client and a crowd.
type evening struct {
	*game
	ann, ben *player
	bots     *program
	config   string         // the server's config file
	read     int            // notes of the plain text client
	points   map[string]int // that the notes have told, by name
	outs     int            // how many players got out of a level
}

// beginRounds starts a server with the three levels; the others have three minutes
// once the first player is out.
func beginRounds(t *testing.T) *evening {
	t.Helper()
	dir := t.TempDir()
	var files []string
	for i, r := range rounds {
		files = append(files, filepath.Join(dir, fmt.Sprintf("%d.txt", i+1)))
		text := fmt.Sprintf("name: Round %d\n\n%s", i+1, r.picture)
		if err := os.WriteFile(files[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e := &evening{config: filepath.Join(dir, "clewd.toml"), points: map[string]int{}}
	e.writeLimit(t, "3m")
	s := serve(t, "127.0.0.1:0", "-config", e.config, "-level", strings.Join(files, ","), "-records", filepath.Join(dir, "records.json"), "-idle", "0")
	e.game = &game{t: t, server: s, plain: dial(t, s.addr)}
	e.plain.send("n|%d|Nic|\n", e.plain.id)
	return e
}

func (e *evening) writeLimit(t *testing.T, limit string) {
	t.Helper()
	if err := os.WriteFile(e.config, fmt.Appendf(nil, "time-limit = %q\n", limit), 0o600); err != nil {
		t.Fatal(err)
	}
}

// setLimit changes the time limit of the countdowns that begin from now on.
func (e *evening) setLimit(limit string) {
	e.t.Helper()
	before := len(e.server.logged("reload"))
	e.writeLimit(e.t, limit)
	e.server.cmd.Process.Signal(syscall.SIGHUP)
	e.server.until("the server has read its settings", func() bool {
		lines := e.server.logged("reload")
		return len(lines) > before && lines[len(lines)-1]["result"] == "settings reloaded"
	})
}

// hears waits until the plain text client is told something that matches, after
// what it heard before. It counts all points that are told until then.
func (e *evening) hears(want string) (note string) {
	e.t.Helper()
	pattern := regexp.MustCompile(want)
	untilOr(e.t, func() bool {
		e.t.Helper()
		for notes := e.plain.told(); e.read < len(notes); {
			note = notes[e.read]
			e.read++
			e.count(note)
			if pattern.MatchString(note) {
				return true
			}
		}
		return false
	}, func() string {
		return fmt.Sprintf("the plain text client hears %q; it has heard %q", want, e.plain.told())
	})
	return note
}

var outNote = regexp.MustCompile(`^(.+) (?:is|are) out as (\d+)[a-z]{2} after .*\d s: (\d+) points?, (\d+) in all$`)

// count adds the points of a note to those that were told before, and compares
// what a place is worth and the sum with what the note says.
func (e *evening) count(note string) {
	e.t.Helper()
	told := outNote.FindStringSubmatch(note)
	if told == nil {
		return
	}
	number := func(i int) int { n, _ := strconv.Atoi(told[i]); return n }
	name, place, gained, all := told[1], number(2), number(3), number(4)
	if name == "you" {
		name = "Nic"
	}
	e.outs++
	e.points[name] += gained
	if worth := []int{0, 10, 7, 5, 4, 3, 2}; place >= len(worth) || gained != worth[place] || all != e.points[name] {
		e.t.Errorf("%q, and it makes %d in all", note, e.points[name])
	}
}

// crowd lets bots in. They find the exits of these levels soon.
func (e *evening) crowd() {
	e.t.Helper()
	bot, err := build(e.t.TempDir(), "clewbot", "CGO_ENABLED=0")
	if err != nil {
		e.t.Fatal(err)
	}
	e.bots = start(e.t, "the crowd", exec.Command(bot, "-addr", e.server.addr, "-n", strconv.Itoa(crowdSize), "-for", "0"))
}

// walksOut holds the key to the exit of a round until the server says that the
// player is out.
func (e *evening) walksOut(p *player, round int, note string) {
	e.t.Helper()
	key := rounds[round].key
	p.hold(key)
	e.hears("^" + p.name + " is " + note)
	p.release(key)
}

// arrive waits until a round has begun for everybody.
func (e *evening) arrive(round int, what string, ok func(picture) bool) {
	e.t.Helper()
	until(e.t, fmt.Sprintf("the plain text client is told of level %d", round+1), func() bool { return e.plain.level() == rounds[round].size })
	for _, p := range e.windows {
		p.sees(fmt.Sprintf("its player in level %d, with %s", round+1, what), func(shot picture) bool {
			at, found := shot.body(p.letter, e.ground(shot))
			return found && e.isStart(round, at.cell()) && ok(shot)
		})
		p.keep(fmt.Sprintf("level %d", round+1))
	}
}

func (e *evening) isStart(round int, at image.Point) bool {
	rows := strings.Split(rounds[round].picture, "\n")
	return at.In(image.Rectangle{Max: rounds[round].size}) && rows[at.Y][at.X] == 'S'
}

// Parts of a window of 640x360: the card's title, the own time below it, and the
// countdown of those who are still walking.
var (
	cardTitle = image.Rect(370, 64, 620, 92)
	cardTime  = image.Rect(370, 92, 500, 134)
	countdown = image.Rect(17, 74, 217, 106)
)

// hasRoundCard tells whether the own time stands in gold on the card.
func hasRoundCard(p picture) bool {
	return p.count(cardTitle, bright, 24) > 100 && p.count(cardTime, accent, 24) > 400
}

// hasResults tells whether there is a card without an own time.
func hasResults(p picture) bool {
	return p.count(cardTitle, bright, 24) > 100 && p.count(cardTime, accent, 24) < 300
}

func hasNoCard(p picture) bool {
	return p.count(cardTitle, bright, 24) < 20 && p.count(cardTime, accent, 24) < 20
}

// hasCountdown tells whether the countdown is shown, in bright letters.
func hasCountdown(p picture) bool { return p.count(countdown, bright, 24) > 100 }

// hasUrgentCountdown tells whether the last seconds are counted down, in gold.
func hasUrgentCountdown(p picture) bool { return p.count(countdown, accent, 24) > 100 }

// TestRounds plays three levels to their ends, until the first one comes again. In
// the first everybody gets out one after the other, in the second the time ends
// before those at the windows have moved, and in the third everybody walks at once.
// Points, places and the countdown are told in words and shown in the windows.
func TestRounds(t *testing.T) {
	e := beginRounds(t)
	e.ann, e.ben = e.join("Ann"), e.join("Ben")
	e.firstRound()
	e.setLimit("10s")
	e.arrive(1, "no card", hasNoCard)

	e.hears(`^the level ends in 10 s; still walking: .*Ann, Ben`)
	e.setLimit("3m")
	for _, p := range e.windows {
		p.sees("the last seconds", hasUrgentCountdown)
		p.keep("the last seconds")
	}
	e.arrive(2, "the results of the last level", hasResults)

	e.thirdRound()
	e.arrive(0, "no card", hasNoCard)
	e.bots.stop()
	e.bots.endsWell()
	e.end()
}

// firstRound has Ann get out first, the plain text client second, then the crowd,
// and Ben at last.
func (e *evening) firstRound() {
	e.t.Helper()
	e.walksOut(e.ann, 0, "out as 1st after .*: 10 points, 10 in all")
	e.hears(`^the level ends in 3 minutes; still walking: Nic, Ben$`)
	e.ann.sees("the card at the exit", hasRoundCard)
	e.ann.keep("out")
	e.ben.sees("when the level ends", hasCountdown)
	e.ben.keep("still walking")

	e.plain.walk(rounds[0].way)
	e.hears(`^you are out as 2nd after .*: 7 points, 7 in all$`)
	e.crowd()
	for range crowdSize {
		e.hears(`^bot \d is out as `)
	}
	e.ann.press("space")
	e.ann.sees("that one watches", func(shot picture) bool { return shot.count(image.Rect(140, 76, 360, 124), bright, 32) > 60 })
	e.ann.keep("watching")
	e.ann.press("space")
	e.ann.sees("a folded card", func(shot picture) bool { return shot.count(cardTime, accent, 24) < 20 })
	e.ann.keep("folded")

	e.walksOut(e.ben, 0, "out as 6th after .*: 2 points, 2 in all")
	e.hears(`^everybody is out; the next level begins in 10 s$`)
	// Bots that get out in the same tick have the same place.
	e.hears(`^points so far: Ann 10, Nic 7, bot \d 5, bot \d [345], bot \d [345], Ben 2$`)
	for _, p := range e.windows {
		p.sees("that everybody is out", hasRoundCard)
		p.keep("everybody is out")
	}
}

// thirdRound has everybody walk at once, and looks at who has how many points.
func (e *evening) thirdRound() {
	e.t.Helper()
	e.plain.walk(rounds[2].way)
	e.walksOut(e.ann, 2, "out as ")
	e.walksOut(e.ben, 2, "out as ")
	e.hears(`^everybody is out; the next level begins in 10 s$`)
	standings := e.hears(`^points so far: `)
	for name, points := range e.points {
		if !strings.Contains(standings, fmt.Sprintf(" %s %d", name, points)) {
			e.t.Errorf("%q, but %s has %d", standings, name, points)
		}
	}
	if want := 2*(crowdSize+3) + crowdSize; e.outs != want {
		e.t.Errorf("%d have got out of three levels, want %d", e.outs, want)
	}
	for _, p := range e.windows {
		p.sees("that everybody is out", hasRoundCard)
		p.keep("everybody is out again")
	}
	before := e.ann.look()
	e.ann.hold("Tab")
	e.ann.sees("who has how many points, and no card", func(shot picture) bool {
		return hasNoCard(shot) && before.changed(shot, image.Rect(180, 60, 460, 300)) > 2500
	})
	e.ann.keep("points")
	e.ann.release("Tab")
}
