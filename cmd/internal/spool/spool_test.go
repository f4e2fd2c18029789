package spool

import (
	"bytes"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// lazy is a file on a disk that takes a minute for whatever is written.
type lazy struct {
	bytes.Buffer
	err error
}

func (l *lazy) Write(b []byte) (int, error) {
	time.Sleep(time.Minute)
	if l.err != nil {
		return 0, l.err
	}
	return l.Buffer.Write(b)
}

func (l *lazy) Close() error { return nil }

// Nobody waits for a slow disk, and all comes to it in the end.
func TestSpool(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin, disk := time.Now(), &lazy{}
		s := New(disk)
		s.Start()
		var want []byte
		for n := range 5000 {
			piece := bytes.Repeat([]byte{byte(n)}, n%100)
			want = append(want, piece...)
			if _, err := s.Write(piece); err != nil {
				t.Fatal(err)
			}
			clear(piece) // it belongs to the writer
			if n%1000 == 0 {
				synctest.Wait()
			}
		}
		s.End()
		if is, _ := s.Ended(); is || time.Since(begin) != 0 {
			t.Errorf("to write took %v, and it has ended: %v", time.Since(begin), is)
		}
		if err := s.Close(); err != nil || !bytes.Equal(disk.Bytes(), want) {
			t.Errorf("%v; %d bytes came, want %d", err, disk.Len(), len(want))
		}
		if is, err := s.Ended(); !is || err != nil {
			t.Errorf("it has ended: %v, %v", is, err)
		}
	})
}

// What a disk can't take is told with a later Write, and for ever.
func TestSpoolFails(t *testing.T) {
	full := errors.New("full")
	for want, c := range map[error]struct {
		disk  lazy
		piece int
	}{full: {lazy{err: full}, 10}, ErrSlow: {lazy{}, most/2 + 1}} {
		synctest.Test(t, func(t *testing.T) {
			s := New(&c.disk)
			s.Start()
			piece := make([]byte, c.piece)
			s.Write(piece)
			synctest.Wait() // now it is being written
			if _, err := s.Write(piece); err != nil {
				t.Error(err)
			}
			if want == full {
				time.Sleep(2 * time.Minute)
			}
			for range 2 {
				if _, err := s.Write(piece); !errors.Is(err, want) {
					t.Errorf("%v, want %v", err, want)
				}
			}
			s.Close()
			if is, err := s.Ended(); !is || !errors.Is(err, want) {
				t.Errorf("it has ended: %v, with %v, want %v", is, err, want)
			}
		})
	}
}
