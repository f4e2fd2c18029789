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

	"clew/cmd/clew/internal/i18n"
)

// screenshots takes screenshots and writes them to files in the background. It is
// ready to use once folder and messages are set.
type screenshots struct {
	folder   string
	wanted   bool
	messages chan string
	writing  sync.WaitGroup // screenshots being written
}

// screenshotFolder returns the default folder for screenshots, inside the user's
// pictures folder.
func screenshotFolder() string { return filepath.Join(xdg.UserDirs.Pictures, "Clew") }

// take takes a screenshot of frame if one is wanted.
func (s *screenshots) take(frame *ebiten.Image, now time.Time) {
	if !s.wanted {
		return
	}
	s.wanted = false
	pix := image.NewRGBA(frame.Bounds())
	frame.ReadPixels(pix.Pix)
	s.writing.Go(func() {
		text := saveScreenshot(s.folder, pix, now)
		select {
		case s.messages <- text:
		default: // enough messages are queued
		}
	})
}

// close waits, at most a second, until the screenshots are written.
func (s *screenshots) close() { waitAtMostASecond(s.writing.Wait) }

// message returns the result of a screenshot, or "" if there is none.
func (s *screenshots) message() string {
	select {
	case text := <-s.messages:
		return text
	default:
		return ""
	}
}

// saveScreenshot writes a screenshot to a file named after the time, and returns
// the message to show.
func saveScreenshot(folder string, pix *image.RGBA, now time.Time) string {
	path, err := writeScreenshot(folder, pix, now)
	if err != nil {
		return i18n.Tf("screenshot.failed", i18n.ErrorText(err))
	}
	return i18n.Tf("screenshot.saved", filepath.Base(path), filepath.Dir(path))
}

func writeScreenshot(folder string, pix *image.RGBA, now time.Time) (path string, err error) {
	f, err := createUnique(folder, "Clew-"+now.Format("2006-01-02-150405"), ".png")
	if err != nil {
		return "", err
	}
	err = errors.Join(png.Encode(f, pix), f.Close())
	if err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), err
}
