package view

import (
	"errors"
	"os"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// suite runs the tests inside of Ebitengine's loop: only there can pictures be read back.
type suite struct {
	run  func() int
	code int
}

var errDone = errors.New("the tests have run")

func (s *suite) Update() error {
	s.code = s.run()
	return errDone
}

func (s *suite) Draw(*ebiten.Image) {}

func (s *suite) Layout(int, int) (int, int) { return 320, 180 }

func TestMain(m *testing.M) {
	s := &suite{run: m.Run}
	if err := ebiten.RunGame(s); !errors.Is(err, errDone) {
		panic(err)
	}
	os.Exit(s.code)
}
