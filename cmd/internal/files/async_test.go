package files

import (
	"bytes"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// slowFile is a file on a disk that takes a minute for whatever is written.
type slowFile struct {
	bytes.Buffer
	err error
}

func (l *slowFile) Write(b []byte) (int, error) {
	time.Sleep(time.Minute)
	if l.err != nil {
		return 0, l.err
	}
	return l.Buffer.Write(b)
}

func (l *slowFile) Close() error { return nil }

// Nobody waits for a slow disk, and all comes to it in the end.
func TestAsyncWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin, disk := time.Now(), &slowFile{}
		s := NewAsyncWriter(disk)
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
		s.Finish()
		if is, _ := s.Finished(); is || time.Since(begin) != 0 {
			t.Errorf("to write took %v, and it has ended: %v", time.Since(begin), is)
		}
		if err := s.Close(); err != nil || !bytes.Equal(disk.Bytes(), want) {
			t.Errorf("%v; %d bytes came, want %d", err, disk.Len(), len(want))
		}
		if is, err := s.Finished(); !is || err != nil {
			t.Errorf("it has ended: %v, %v", is, err)
		}
	})
}

// What a disk can't take is told with a later Write, and for ever.
func TestAsyncWriterFails(t *testing.T) {
	full := errors.New("full")
	for want, c := range map[error]struct {
		disk  slowFile
		piece int
	}{full: {slowFile{err: full}, 10}, ErrDiskTooSlow: {slowFile{}, maxQueued/2 + 1}} {
		synctest.Test(t, func(t *testing.T) {
			s := NewAsyncWriter(&c.disk)
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
			if is, err := s.Finished(); !is || !errors.Is(err, want) {
				t.Errorf("it has ended: %v, with %v, want %v", is, err, want)
			}
		})
	}
}
