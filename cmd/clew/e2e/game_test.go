//go:build linux

package e2e

import (
	"image"
	"testing"
)

// game is a server, a plain text client on it, and windows.
type game struct {
	t       *testing.T
	server  *server
	plain   *plain
	windows []*player
}

// player is someone who plays at a window.
type player struct {
	*window
	id     int
	letter string
}

// begin starts a server; the plain text client joins first.
func begin(t *testing.T) *game {
	t.Helper()
	s := serve(t, "127.0.0.1:0")
	return &game{t: t, server: s, plain: dial(t, s.addr)}
}

// join opens a window that goes straight into the game, to the right of those
// that there are.
func (g *game) join(name string, flags ...string) *player {
	g.t.Helper()
	before := g.plain.there()
	at := image.Pt(len(g.windows)*wide, 0)
	p := &player{window: open(g.t, name, at, append([]string{"-mute", "-connect", g.server.addr, "-name", name}, flags...)...)}
	p.until(name+" is in the game", func() bool {
		for id, letter := range g.plain.there() {
			if _, known := before[id]; !known {
				p.id, p.letter = id, letter
			}
		}
		return p.id != 0
	})
	g.windows = append(g.windows, p)
	p.sees("its own player", func(shot picture) bool {
		_, ok := shot.body(p.letter, g.ground(shot))
		return ok
	})
	return p
}

func (g *game) ground(shot picture) ground { return shot.ground(g.plain.level()) }

// letters returns the letters of all players, by ID: the plain text client and
// the windows.
func (g *game) letters() map[int]string {
	all := map[int]string{g.plain.id: g.plain.there()[g.plain.id]}
	for _, p := range g.windows {
		all[p.id] = p.letter
	}
	return all
}

// end closes everything, and expects everybody to end well.
func (g *game) end() {
	g.t.Helper()
	for _, p := range g.windows {
		p.close()
	}
	g.server.stop()
	g.server.endsWell()
}
