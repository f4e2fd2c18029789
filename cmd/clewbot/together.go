package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"text/tabwriter"
	"time"

	"clew/cmd/internal/rotation"
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/mesh"
	"clew/net/peer"
	"clew/net/session"
)

// newGame is the value of -together that begins a game.
const newGame = "new"

// decideInterval is how often the bots of a game without a server decide which keys to hold.
const decideInterval = time.Second / 60

// togetherBot is a peer that walks at random.
type togetherBot struct {
	name   string
	mesh   *mesh.Mesh
	walk   randomWalk
	record statusRecord
}

// playTogether has bots play in a game without a server until ctx ends, and prints how
// it went: a table at the end, or with o.json a statusLine for each of them every
// second. The first one can be dialed at o.listen, and the others find it there.
func playTogether(ctx context.Context, o options, stdout, stderr io.Writer) int {
	var bots []*togetherBot
	defer func() {
		for _, b := range bots {
			b.mesh.Close()
		}
	}()
	for i := range o.players {
		b, err := startTogether(i, o, bots)
		if err != nil {
			fmt.Fprintln(stderr, "clewbot:", err)
			return exitFailed
		}
		bots = append(bots, b)
		if i == 0 && !o.json {
			fmt.Fprintf(stdout, "the first bot listens on %v\n", b.mesh.Addr())
		}
	}
	ticker := time.NewTicker(decideInterval)
	defer ticker.Stop()
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for running := true; running; {
		select {
		case <-ctx.Done():
			running = false
		case <-second.C:
			if o.json {
				printStatusLines(stdout, bots)
			}
		case <-ticker.C:
			for _, b := range bots {
				b.step()
			}
		}
	}
	if o.json {
		printStatusLines(stdout, bots)
	} else {
		fmt.Fprint(stdout, togetherTable(bots))
	}
	for _, b := range bots {
		if b.status().State != session.MeshPlaying {
			return exitFailed
		}
	}
	return exitOK
}

// startTogether starts a bot.
func startTogether(i int, o options, others []*togetherBot) (*togetherBot, error) {
	random := rand.New(rand.NewPCG(o.seed, uint64(i)))
	var key [32]byte
	for j := range key {
		key[j] = byte(random.Uint32())
	}
	b := &togetherBot{name: fmt.Sprintf("Bot %d", i+1), walk: newRandomWalk(o.seed, uint64(i))}
	cfg := mesh.Config{
		Listen: o.listen,
		Session: session.MeshConfig{
			Password: o.password, NetemSeed: random.Uint64(),
			Peer: peer.Config{
				Nonce: rand.Uint64(), Signer: peer.NewEd25519(key), Name: b.name, Appearance: game.Appearance{Colour: uint8(i % 8)},
				Delay: peer.DefaultDelay, AdaptDelay: true, Levels: rotation.PeerLevel, MaxMembers: peer.MaxMembers,
				OnSettled: b.record.noteSettled, OnEvent: b.record.noteEvent,
			},
		},
	}
	switch {
	case i > 0:
		cfg.Listen = "127.0.0.1:0"
		cfg.Join = []string{fmt.Sprintf("127.0.0.1:%d", others[0].mesh.Addr().Port())}
	case o.together == newGame:
		cfg.Session.Game = &peer.Game{Name: "Bots", Level: rotation.PeerLevel(rotation.BuiltIn, 1, 0), Seed: random.Uint64(), Rotation: rotation.BuiltIn}
	default:
		cfg.Join = []string{o.together}
	}
	var err error
	if b.mesh, err = mesh.Start(cfg); err != nil {
		return nil, err
	}
	b.mesh.Do(func(s *session.Mesh) { s.SetNetem(peer.Process{}, o.netem) })
	return b, nil
}

// step decides which keys to hold.
func (b *togetherBot) step() {
	var keys sim.Input
	b.mesh.Do(func(s *session.Mesh) {
		b.record.noteEvents(s.Events())
		if st := s.State(); st != nil {
			if level, _ := st.Level(); level != nil {
				keys = b.walk.keys(level.Maze, st.World().Player(s.Self()))
			}
		}
	})
	b.mesh.SetKeys(keys)
}

func (b *togetherBot) status() (st session.MeshStatus) {
	b.mesh.Do(func(s *session.Mesh) { st = s.Status() })
	return st
}

// togetherTable formats how the game went for each bot.
func togetherTable(bots []*togetherBot) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "player\tmembers\tsettled\trollbacks\tdeepest\tstalls\tin\tout\t")
	for _, bot := range bots {
		st := bot.status()
		problem := ""
		if st.State != session.MeshPlaying {
			problem = "does not play: " + st.Text
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t  %s\n", bot.name, len(st.Members), st.Settled,
			st.Counters.Rollbacks, st.Counters.Deepest, st.Counters.Stalls, size(st.In.Bytes), size(st.Out.Bytes), problem)
	}
	w.Flush()
	b.WriteString("settled, deepest and stalls are in ticks; rollbacks: how often a wrong guess was played again\n")
	return b.String()
}
