package screen

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
)

// disk is a file that can be slow, or full.
type disk struct {
	strings.Builder
	ready chan struct{} // one for each write
	full  error
}

func (d *disk) Write(p []byte) (int, error) {
	<-d.ready
	if d.full != nil {
		return 0, d.full
	}
	return d.Builder.Write(p)
}

func (d *disk) Close() error { return nil }

// No write waits for the disk. What was taken is written in the end; what is
// too much is refused, and so is all that comes after it.
func TestSlowDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{ready: make(chan struct{})}
		s := newSpool(d)
		taken := 0
		for range 3 * spoolSize {
			if _, err := s.Write([]byte("x")); err != nil {
				if !errors.Is(err, errSlow) {
					t.Fatal(err)
				}
				break
			}
			synctest.Wait()
			taken++
		}
		if taken != spoolSize+1 { // one is on its way
			t.Errorf("%d writes were taken", taken)
		}
		close(d.ready)
		synctest.Wait()
		if _, err := s.Write([]byte("y")); !errors.Is(err, errSlow) {
			t.Errorf("a write behind one that was refused: %v", err)
		}
		s.finish()
		if err := <-s.done; err != nil || d.String() != strings.Repeat("x", taken) {
			t.Errorf("%v, written: %q", err, d.String())
		}
	})
}

// That the disk is full is told by the next write, and at the end.
func TestFullDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{ready: make(chan struct{}), full: errors.New("full")}
		close(d.ready)
		s := newSpool(d)
		if _, err := s.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		for range 2 {
			if _, err := s.Write([]byte("y")); !errors.Is(err, d.full) {
				t.Errorf("Write: %v", err)
			}
		}
		s.finish()
		if err := <-s.done; !errors.Is(err, d.full) {
			t.Errorf("at the end: %v", err)
		}
	})
}
