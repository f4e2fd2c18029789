package scenario

import (
	"errors"
	"io/fs"
	"reflect"
	"testing"

	"clew/net/replica"
	"clew/net/session"
)

// example starts one of the examples, with a change made to it or not.
func example(t *testing.T, name string, changes ...func(*Scenario)) *Game {
	t.Helper()
	src, err := Example(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(src, name+".toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range changes {
		change(s)
	}
	g, err := s.Game(resolve)
	if err != nil {
		t.Fatal(err)
	}
	g.HumanInput = keys
	return g
}

// Every example is a scenario with a note, and runs to its end with everybody
// in the game and in agreement once it is quiet.
func TestExamples(t *testing.T) {
	if len(Examples()) != 7 {
		t.Errorf("the examples are %q", Examples())
	}
	for _, name := range Examples() {
		t.Run(name, func(t *testing.T) {
			g := example(t, name)
			s := g.Scenario()
			if s.Description == "" || s.Description[len(s.Description)-1] != '\n' {
				t.Errorf("its note is %q", s.Description)
			}
			again, err := Parse(s.Format(), name)
			if err != nil || !reflect.DeepEqual(again, s) {
				t.Errorf("it does not go through Format: %v", err)
			}
			g.Run(s.Ticks)
			for i, c := range g.Clients {
				if c.Status().State != session.Playing {
					t.Errorf("client %d: %+v", i, c.Status())
				}
			}
			if !g.Finished() || !g.RunUntilInSync(600) {
				t.Error("they don't agree in the end")
			}
		})
	}
	if _, err := Example("nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an example that there is not: %v", err)
	}
}

// corrections plays a whole game and returns how often each client was
// corrected.
func corrections(g *Game) (n []int) {
	g.Run(g.Scenario().Ticks)
	for _, c := range g.Clients {
		n = append(n, c.Stats().Corrections)
	}
	return n
}

func TestExamplePerfect(t *testing.T) {
	g := example(t, "1-perfect")
	if n := corrections(g); n[0]+n[1] != 0 {
		t.Errorf("corrections: %v", n)
	}
}

// apart counts the ticks in which a client is shown away from its ghost.
func apart(g *Game, client, ticks int) (n int) {
	var v replica.View
	for range ticks {
		g.Step()
		g.Clients[client].View(g.Now(), &v)
		if me := v.Self(); me != nil && (me.X != v.ServerPosition.X || me.Y != v.ServerPosition.Y) {
			n++
		}
	}
	return n
}

func TestExampleLag(t *testing.T) {
	g := example(t, "2-lag")
	if n := apart(g, 0, 599); n != 0 {
		t.Errorf("in %d ticks Ann is shown where the server has not said that she is", n)
	}
	if n := apart(g, 0, 601); n < 200 {
		t.Errorf("in %d ticks only Ann is ahead of her ghost", n)
	}
	if s := g.Clients[0].Stats(); s.Corrections != 0 || s.RTT.Milliseconds() < 200 || s.RTT.Milliseconds() > 260 {
		t.Errorf("%+v", s)
	}
}

func TestExampleLoss(t *testing.T) {
	n := corrections(example(t, "3-loss"))
	if n[0] < 50 || n[1] != 0 {
		t.Errorf("corrections: %v", n)
	}
	n = corrections(example(t, "3-loss", func(s *Scenario) { s.Clients[0].Redundancy = DefaultRedundancy }))
	if n[0] != 0 {
		t.Errorf("with redundancy there are %d corrections of Ann too", n[0])
	}
}

// evenness returns in how many ticks of a hundred the server moves Ann by one
// step, and how many of her inputs wait there on average, in hundredths.
func evenness(g *Game) (even, waiting int) {
	const from = 180
	g.Run(from)
	ticks := g.Scenario().Ticks - from
	x := g.Server.Game.World().Player(g.Clients[0].ID()).X
	for range ticks {
		g.Step()
		now := g.Server.Game.World().Player(g.Clients[0].ID()).X
		if now != x && now-x < 128 && x-now < 128 {
			even++
		}
		x = now
		waiting += g.Clients[0].Stats().Waiting
	}
	return even * 100 / ticks, waiting * 100 / ticks
}

func TestExampleJitter(t *testing.T) {
	short, long := example(t, "4-jitter"), example(t, "4-jitter", func(s *Scenario) { s.QueueTarget = 8 })
	jerky, little := evenness(short)
	even, much := evenness(long)
	if jerky > 75 || even < 95 || much < little+100 {
		t.Errorf("a target of 2: %d %% even, %d waiting; of 8: %d %%, %d", jerky, little, even, much)
	}
	for _, g := range []*Game{short, long} {
		if n := g.Clients[0].Stats().Corrections; n != 0 {
			t.Errorf("%d corrections", n)
		}
	}
}

func TestExampleStream(t *testing.T) {
	g := example(t, "5-stream")
	g.Run(300)
	behind := [2]int64{} // how far in the past the others are shown, summed up
	for !g.Finished() {
		g.Step()
		for i, c := range g.Clients {
			behind[i] += c.Stats().InterpolationDelay.Milliseconds()
		}
	}
	if behind[0] < 3*behind[1] {
		t.Errorf("the others are shown %d ms in the past over TCP and %d over UDP, in sum", behind[0], behind[1])
	}
}

func TestExampleDisconnect(t *testing.T) {
	g := example(t, "6-disconnect")
	ann := g.Clients[0]
	g.Run(700)
	if ann.Status().State != session.Reconnecting {
		t.Errorf("the cable is out: %+v", ann.Status())
	}
	id := ann.ID()
	before := *g.Server.Game.World().Player(id)
	g.Run(199)
	if now := *g.Server.Game.World().Player(id); now.X != before.X || now.Y != before.Y {
		t.Errorf("her player went from %+v to %+v", before, now)
	}
	g.Run(600)
	if s := ann.Stats(); ann.Status().State != session.Playing || ann.ID() != id || s.Corrections != 1 {
		t.Errorf("the cable is back: %+v, player %d, was %d, %+v", ann.Status(), ann.ID(), id, s)
	}
}
