package crash

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
)

// PanicError reports that a game panicked under a Guard, which has shown it to
// the user.
type PanicError struct{ Value any }

// Error implements error.
func (p *PanicError) Error() string {
	return fmt.Sprintf("something went wrong inside the game: %v", p.Value)
}

// Guard runs a game and recovers from its panics: it logs the stack, shows an
// error page until the user closes it, and then ends with a PanicError.
type Guard struct {
	game    ebiten.Game
	stderr  io.Writer // receives the stack
	logFile string    // path of the log file, or ""
	page    *errorPage
	err     error
}

// NewGuard returns a Guard for game. Stacks go to stderr; logFile is the path of the
// log file to show, or "".
func NewGuard(game ebiten.Game, stderr io.Writer, logFile string) *Guard {
	return &Guard{game: game, stderr: stderr, logFile: logFile}
}

// recoverPanic handles a panic of the game. Defer it around each call.
func (g *Guard) recoverPanic() {
	value := recover()
	if value == nil {
		return
	}
	fmt.Fprintf(g.stderr, "clew: panic: %v\n%s", value, debug.Stack())
	g.err = &PanicError{value}
	g.page = newErrorPage(nil, i18n.Tf("crash.panic", value), g.logFile)
}

// Update implements ebiten.Game.
func (g *Guard) Update() error {
	if g.page == nil {
		return g.update()
	}
	if err := g.page.Update(); err != nil {
		return g.err
	}
	return nil
}

func (g *Guard) update() error {
	defer g.recoverPanic()
	return g.game.Update()
}

// Draw implements ebiten.Game.
func (g *Guard) Draw(dst *ebiten.Image) {
	if g.page == nil {
		g.draw(dst)
	}
	if g.page != nil {
		g.page.Draw(dst)
	}
}

func (g *Guard) draw(dst *ebiten.Image) {
	defer g.recoverPanic()
	g.game.Draw(dst)
}

// Layout implements ebiten.Game.
func (g *Guard) Layout(w, h int) (width, height int) {
	if g.page == nil {
		width, height = g.layout(w, h)
	}
	if g.page != nil {
		width, height = g.page.Layout(w, h)
	}
	return width, height
}

func (g *Guard) layout(w, h int) (width, height int) {
	defer g.recoverPanic()
	return g.game.Layout(w, h)
}
