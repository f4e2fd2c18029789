//go:build linux

package e2e

import (
	"image"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"clew/cmd/clew/internal/stats"
	"clew/engine/sim"
)

// demo carries out what the README says about reconciliation.
type demo struct {
	*statsWindow
	lane // to walk back and forth in
}

// demoSteps are the steps of the README, word for word, with the function that
// carries each one out.
var demoSteps = []struct {
	words string
	do    func(*demo)
}{
	{"`make play`, then **Single player** and **Play**; press F3 and F4. Walk: the ghost, which is the position that " +
		"the server last confirmed, stays with you.", (*demo).playsHere},
	{"Press F2 and choose **Satellite**. Walk again. You still move at once: that is *prediction*. The ghost follows " +
		"half a second behind, and the dots in between are the inputs that the server has not acknowledged yet.", (*demo).seesPrediction},
	{"Switch **Prediction** off and walk: now you wait for the server, as in a simple client. Switch it on again.", (*demo).goesWithoutPrediction},
	{"Choose **Off**. Switch **Same in both directions** off and, under **to server**, set **latency** to 150 ms and " +
		"**loss** to 20 %; then set **redundancy** to 1, so that a lost message is a lost input. Walk: before long the " +
		"server has missed a step that you saw. A red line shows the correction, and the net graph counts it. Set " +
		"**redundancy** back to 32: the next message repeats what was lost, and nothing is corrected any more.", (*demo).losesInputs},
	{"Choose **Off** and walk back and forth. Press F6, or **Cut** in the panel: for 0.7 s nothing gets through, and " +
		"more inputs are lost than the 32 that one message can repeat. That causes one correction of about a cell. " +
		"Press F6 again and again: you stop before too much is lost, and *Waiting for the server* says why. Leave it " +
		"alone, and you can walk on.", (*demo).cuts},
	{"Choose **Satellite**, switch **Smoothing** off, so that the picture does not glide, and choose **Snap** under " +
		"**Reconciliation**: now you take each state from the server for the present, although it is a round trip old. " +
		"Start to walk: each snapshot throws you back, until the server's answer to your first step is there. From then " +
		"on you walk evenly, but a round trip late, and inputs that are pending carry you on when you let go. Nothing " +
		"was lost, and no prediction was wrong. Choose **Replay**, and all of that is gone: the pending inputs are " +
		"stepped again on top of the server's state. That is *reconciliation*.", (*demo).snaps},
	{"Choose **Off**, and **Ignore** under **Reconciliation**, and press F6 once more while you walk: now you are not " +
		"where the server says; the ghost is. Choose **Replay**: the next snapshot puts you there with a jump.",
		(*demo).goesWithoutReconciliation},
	{"Run `make serve ARGS=\"-snapshot-rate 3\"`, and `bin/clew -connect localhost` twice. Walk in one window and " +
		"watch yourself in the other: you glide. In that other window, press F2 and switch **Interpolation** off: now " +
		"you jump from snapshot to snapshot.", (*demo).comparesInterpolation},
}

// TestHowToSeeReconciliation does what the README's section says, and expects
// what it promises. The README and the steps here must not differ.
func TestHowToSeeReconciliation(t *testing.T) {
	section := readSection(t, "How to see reconciliation")
	told := numbered(section)
	if len(told) != len(demoSteps) {
		t.Fatalf("the README has %d steps, and here are %d", len(told), len(demoSteps))
	}
	for i, s := range demoSteps {
		if told[i] != s.words {
			t.Fatalf("step %d of the README is\n%s\nand what is done here is\n%s", i+1, told[i], s.words)
		}
	}
	if !strings.Contains(section, "`"+t.Name()+"`") {
		t.Error("the README does not name this test")
	}
	d := &demo{statsWindow: openStatsWindow(t, "me"), lane: lane{keys: [2]string{"s", "w"}}}
	for i, s := range demoSteps {
		s.do(d)
		t.Logf("step %d is done", i+1)
	}
}

// readSection returns the README's text below a headline.
func readSection(t *testing.T, title string) string {
	t.Helper()
	b, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(b), "\n## "+title+"\n")
	if !found {
		t.Fatalf("the README has no section %q", title)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	return section
}

var number = regexp.MustCompile(`(?m)^[0-9]+\. `)

// numbered returns the numbered steps of a section, each on one line.
func numbered(section string) (all []string) {
	for _, step := range number.Split(section, -1)[1:] {
		step, _, _ = strings.Cut(step, "\n\n")
		all = append(all, strings.Join(strings.Fields(step), " "))
	}
	return all
}

// Where things are in a window of 1280×720 with the panel open, some of them
// while the directions are alike or apart only.
var (
	presetOff       = image.Pt(856, 102)
	presetSatellite = image.Pt(1206, 102)
	alikeSwitch     = image.Pt(842, 129)
	upLatency       = image.Pt(1235, 175) // apart
	upLoss          = image.Pt(1235, 225) // apart
	redundancy      = image.Pt(1100, 446) // apart
	prediction      = image.Pt(842, 348)  // alike
	replayButton    = image.Pt(1017, 373) // alike
	snapButton      = image.Pt(1112, 373) // alike
	ignoreButton    = image.Pt(1207, 373) // alike
	interpolation   = image.Pt(842, 415)  // alike
	smoothing       = image.Pt(842, 440)  // alike
)

// playsHere takes step 1.
func (d *demo) playsHere() {
	d.t.Helper()
	d.sees("the menu", atHome)
	d.pointsAt(image.Pt(214, 200)) // Single player
	d.sees("the levels", atForm)
	d.pointsAt(image.Pt(411, 566)) // Play
	d.comes("one is in the game", func(l stats.Line) bool { return l.Phase == "playing" && l.Self != nil })
	before := d.look()
	d.pushes("F3", "the net graph", func(p picture) bool { return before.changed(p, image.Rect(640, 160, 1280, 720)) > 7000 })
	d.hold("F4")
	d.frames(2)
	d.release("F4")
	d.keeps("a", "one stands at the left wall", func(l stats.Line) bool { return l.Self != nil && l.Self.X < 1.6 })
	d.walks("the ghost close by while one walks", func(l stats.Line) bool {
		return l.GhostDistance > 0 && l.GhostDistance < 0.7
	})
	d.rests()
	if l := d.now(); l.Corrections != 0 {
		d.t.Errorf("%d corrections in an undisturbed game", l.Corrections)
	}
}

// seesPrediction takes step 2.
func (d *demo) seesPrediction() {
	d.t.Helper()
	d.opens()
	d.clicks(presetSatellite, "280 ms each way", func(l stats.Line) bool {
		return l.Up.Latency == 280 && l.Down == l.Up && l.RoundTrip > 400
	})
	d.rests()
	from := *d.now().Self
	d.walks("one has moved while the ghost still stands", func(l stats.Line) bool {
		return away(*l.Self, from) > 0.25 && away(*l.Ghost, from) == 0
	})
	d.walks("the ghost far behind, and inputs between", func(l stats.Line) bool {
		return l.GhostDistance > 1.5 && l.Pending > 20
	})
	d.keep("2 satellite")
}

// goesWithoutPrediction takes step 3.
func (d *demo) goesWithoutPrediction() {
	d.t.Helper()
	d.rests()
	d.clicks(prediction, "no prediction", func(l stats.Line) bool { return !l.Prediction })
	from := *d.now().Self
	at := len(d.lines)
	d.walks("one moves", func(l stats.Line) bool { return away(*l.Self, from) > 1 })
	for _, l := range d.news(at) {
		if l.GhostDistance != 0 {
			d.t.Fatalf("without prediction one is not where the server says: %+v", l)
		}
	}
	d.clicks(prediction, "prediction", func(l stats.Line) bool { return l.Prediction })
}

// losesInputs takes step 4.
func (d *demo) losesInputs() {
	d.t.Helper()
	d.rests()
	d.clicks(presetOff, "no lag", func(l stats.Line) bool { return l.Up == stats.Conditions{} && l.Down == stats.Conditions{} })
	d.pointsAt(alikeSwitch)
	d.frames(2)
	d.sets(upLatency, "150", func(l stats.Line) bool { return l.Up == stats.Conditions{Latency: 150} && l.Down == stats.Conditions{} })
	d.sets(upLoss, "20", func(l stats.Line) bool {
		return l.Up == stats.Conditions{Latency: 150, Loss: 20} && l.Down == stats.Conditions{}
	})
	d.sets(redundancy, "1", func(l stats.Line) bool { return l.Redundancy == 1 })
	before := d.now().Corrections
	d.walks("corrections", func(l stats.Line) bool { return l.Corrections > before && l.Correction > 0 })
	d.keep("4 a correction")
	d.sets(redundancy, "32", func(l stats.Line) bool { return l.Redundancy == 32 })
	d.rests() // all is acknowledged that was sent before
	before = d.now().Corrections
	walked := 0
	d.walks("a walk without corrections", func(l stats.Line) bool {
		if l.Corrections != before {
			d.t.Fatalf("a correction, although each message repeats 32 inputs: %+v", l)
		}
		walked++
		return walked > 300
	})
}

// cuts takes step 5.
func (d *demo) cuts() {
	d.t.Helper()
	d.rests()
	d.clicks(presetOff, "no lag", func(l stats.Line) bool { return l.Up == stats.Conditions{} && l.Down == stats.Conditions{} })
	before := d.now().Corrections
	d.walksCutting(false, "one correction", func(l stats.Line) bool { return l.Correction > 0 })
	l := d.now()
	if l.Corrections != before+1 || l.LastCorrection < 0.09 || l.LastCorrection > 1.7 {
		d.t.Errorf("%d corrections, the last of %v cells; one of about a cell was promised", l.Corrections-before, l.LastCorrection)
	}
	d.keep("5 a cut")
	d.walksCutting(true, "one halts, and is told why", func(l stats.Line) bool {
		return l.Cut && l.Halted && l.Notice == "Waiting for the server …"
	})
	d.walks("one walks on", func(l stats.Line) bool { return !l.Cut && !l.Halted && l.Notice == "" && l.Pending < 10 })
}

// snaps takes step 6.
func (d *demo) snaps() {
	d.t.Helper()
	d.rests()
	d.clicks(presetSatellite, "280 ms each way", func(l stats.Line) bool { return l.Up.Latency == 280 && l.RoundTrip > 400 })
	d.clicks(smoothing, "no smoothing", func(l stats.Line) bool { return !l.Smoothing })
	d.clicks(snapButton, "each state taken for the present", func(l stats.Line) bool { return l.Reconciliation == "snap" })
	d.rests()
	from, before := *d.now().Self, d.now().Corrections
	d.walks("one is thrown back, then late, but far from the ends", func(l stats.Line) bool {
		if predicted := pace * float64(l.Pending) / sim.TickRate; l.Pending > 20 && away(*l.Ghost, from) == 0 && away(*l.Self, from) > predicted/2 {
			d.t.Fatalf("one leaves before the server answers: %+v", l)
		}
		inside := d.at == 0 && l.Self.Y > 3 && l.Self.Y < 5 || d.at == 1 && l.Self.Y > 7 && l.Self.Y < 9
		return inside && l.Pending > 20 && l.GhostDistance < 0.9 && away(*l.Ghost, from) > 1
	})
	l := d.now()
	if n := l.Corrections - before; n < 8 {
		d.t.Errorf("one was thrown back %d times", n)
	}
	d.keep("6 late")
	d.comes("one is carried on", func(later stats.Line) bool { return away(*later.Self, *l.Self) > 1.5 })
	d.rests()
	d.clicks(replayButton, "replay", func(l stats.Line) bool { return l.Reconciliation == "replay" })
	before = d.now().Corrections
	d.walks("the ghost far behind", func(l stats.Line) bool { return l.GhostDistance > 1.5 && l.Pending > 20 })
	if n := d.now().Corrections - before; n != 0 {
		d.t.Errorf("%d corrections with replay", n)
	}
}

// goesWithoutReconciliation takes step 7.
func (d *demo) goesWithoutReconciliation() {
	d.t.Helper()
	d.rests()
	d.clicks(presetOff, "no lag", func(l stats.Line) bool { return l.Up == stats.Conditions{} && l.Down == stats.Conditions{} })
	d.clicks(ignoreButton, "no reconciliation", func(l stats.Line) bool { return l.Reconciliation == "ignore" })
	before := d.now().Corrections
	d.walksCutting(false, "a way that the server has missed", func(l stats.Line) bool {
		under := pace * float64(l.Pending) / sim.TickRate // what is on its way
		return !l.Cut && l.GhostDistance > under+0.3 && l.Self.Y > 3 && l.Self.Y < 10
	})
	still, last := 0, d.now()
	d.comes("one stands where the server says one is not", func(l stats.Line) bool {
		if still++; *l.Self != *last.Self || *l.Ghost != *last.Ghost {
			still = 0
		}
		last = l
		return still > 60 && l.GhostDistance > 0.2
	})
	d.keep("7 two places")
	off := d.now().GhostDistance
	if n := d.now().Corrections - before; n != 0 {
		d.t.Errorf("%d corrections without reconciliation", n)
	}
	d.clicks(replayButton, "a jump to where the server says", func(l stats.Line) bool {
		return l.Reconciliation == "replay" && l.Corrections == before+1 && l.Jump > off/2
	})
	d.comes("one is where the server says", func(l stats.Line) bool { return l.GhostDistance == 0 })
}

// comparesInterpolation carries out step 8.
func (d *demo) comparesInterpolation() {
	d.t.Helper()
	d.close()
	s := serve(d.t, "127.0.0.1:0", "-snapshot-rate", "3")
	one := openStatsWindow(d.t, "one", "-connect", s.addr, "-name", "one", "-windowed", size)
	one.comes("it is in the game", func(l stats.Line) bool { return l.Self != nil })
	other := openStatsWindow(d.t, "the other", "-connect", s.addr, "-name", "other")
	other.comes("both are in the game", func(l stats.Line) bool { return l.Self != nil && len(l.Others) == 1 })
	d.statsWindow, d.lane = one, lane{keys: [2]string{"d", "a"}}
	seen := &watched{statsWindow: other, from: len(other.lines)}
	d.walksWhile("the player glides", func() bool { return seen.judges(func() bool { return seen.glided > 60 }) })
	if seen.jumped > seen.glided/4 {
		d.t.Errorf("with interpolation the player jumps %d times and glides %d times", seen.jumped, seen.glided)
	}
	spectator := &demo{statsWindow: other}
	spectator.opens()
	spectator.clicks(interpolation, "no interpolation", func(l stats.Line) bool { return !l.Interpolation })
	seen = &watched{statsWindow: other, from: len(other.lines)}
	d.walksWhile("the player jumps", func() bool { return seen.judges(func() bool { return seen.jumped > 6 }) })
	if seen.glided > seen.jumped {
		d.t.Errorf("without interpolation the player glides %d times and jumps %d times", seen.glided, seen.jumped)
	}
	other.keep("8 jumps")
	one.close()
	other.close()
	s.stop()
	s.endsWell()
}

// opens opens the panel.
func (d *demo) opens() {
	d.t.Helper()
	before := d.look()
	d.pushes("F2", "the panel", func(p picture) bool { return before.changed(p, image.Rect(816, 54, 1264, 480)) > 6000 })
}

// sets types a number into the field of the panel at a point.
func (d *demo) sets(at image.Point, number string, ok func(stats.Line) bool) {
	d.t.Helper()
	d.pointsAt(at)
	d.frames(2)
	d.write(number)
	d.keeps("Return", "a setting of "+number, ok)
}

// pace is the walking speed, in cells per second.
const pace = 5.625

func away(a, b stats.Position) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
