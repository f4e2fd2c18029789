package fatal

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/words"
)

// Panicked is the error of a game that a Guard has stopped. The person has been
// told.
type Panicked struct{ What any }

// Error implements error.
func (p *Panicked) Error() string {
	return fmt.Sprintf("something went wrong inside the game: %v", p.What)
}

// Guard is a game that does what another one does. When that one panics, it
// writes down where, and its window tells the person so until it is closed; then
// it ends with a Panicked.
type Guard struct {
	game ebiten.Game
	out  io.Writer // for the trace
	log  string    // the file in which the trace will be; empty: none
	last *page
	err  error
}

// NewGuard makes a Guard of a game.
func NewGuard(game ebiten.Game, out io.Writer, log string) *Guard {
	return &Guard{game: game, out: out, log: log}
}

// caught is to be deferred by what calls the game.
func (g *Guard) caught() {
	what := recover()
	if what == nil {
		return
	}
	fmt.Fprintf(g.out, "clew: panic: %v\n%s", what, debug.Stack())
	g.err = &Panicked{what}
	g.last = newPage(nil, words.F("fatal.broken", what), g.log)
}

// Update implements ebiten.Game.
func (g *Guard) Update() error {
	if g.last == nil {
		return g.update()
	}
	if err := g.last.Update(); err != nil {
		return g.err
	}
	return nil
}

func (g *Guard) update() error {
	defer g.caught()
	return g.game.Update()
}

// Draw implements ebiten.Game.
func (g *Guard) Draw(dst *ebiten.Image) {
	if g.last == nil {
		g.draw(dst)
	}
	if g.last != nil {
		g.last.Draw(dst)
	}
}

func (g *Guard) draw(dst *ebiten.Image) {
	defer g.caught()
	g.game.Draw(dst)
}

// Layout implements ebiten.Game.
func (g *Guard) Layout(w, h int) (width, height int) {
	if g.last == nil {
		width, height = g.layout(w, h)
	}
	if g.last != nil {
		width, height = g.last.Layout(w, h)
	}
	return width, height
}

func (g *Guard) layout(w, h int) (width, height int) {
	defer g.caught()
	return g.game.Layout(w, h)
}
