package screen

import (
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/adrg/xdg"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/words"
)

// shots takes pictures of what the window shows, and writes them to files on the
// side. The zero value is ready, but for where to.
type shots struct {
	folder string
	wanted bool
	told   chan string
	work   sync.WaitGroup // those that are being written
}

// shotFolder is the folder for screenshots, in the user's own for pictures.
func shotFolder() string { return filepath.Join(xdg.UserDirs.Pictures, "Clew") }

// take takes a picture of the frame that was drawn, if one is wanted.
func (s *shots) take(frame *ebiten.Image, now time.Time) {
	if !s.wanted {
		return
	}
	s.wanted = false
	pix := image.NewRGBA(frame.Bounds())
	frame.ReadPixels(pix.Pix)
	s.work.Go(func() {
		text := keepShot(s.folder, pix, now)
		select {
		case s.told <- text:
		default: // so many are waiting to be told that one more matters to nobody
		}
	})
}

// close waits, a second at most, until the pictures are written.
func (s *shots) close() { lastly(s.work.Wait) }

// news is what has become of a picture; empty: nothing new.
func (s *shots) news() string {
	select {
	case text := <-s.told:
		return text
	default:
		return ""
	}
}

// keepShot writes a picture to a file that is named after the time, and says how
// that went.
func keepShot(folder string, pix *image.RGBA, now time.Time) string {
	path, err := writeShot(folder, pix, now)
	if err != nil {
		return words.F("shot.failed", words.Cause(err))
	}
	return words.F("shot.kept", filepath.Base(path), filepath.Dir(path))
}

func writeShot(folder string, pix *image.RGBA, now time.Time) (path string, err error) {
	f, err := newNamed(folder, "Clew-"+now.Format("2006-01-02-150405"), ".png")
	if err != nil {
		return "", err
	}
	err = errors.Join(png.Encode(f, pix), f.Close())
	if err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), err
}
