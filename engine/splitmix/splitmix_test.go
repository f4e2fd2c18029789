package splitmix

import "testing"

// The first numbers of the reference implementation for seed 1234567.
func TestSequence(t *testing.T) {
	s := Source(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423} {
		if got := s.Next(); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
}

func TestIntnStaysBelow(t *testing.T) {
	s := Source(1)
	for _, n := range []int{1, 2, 3, 100, 1<<31 - 1} {
		for range 1000 {
			if got := s.Intn(n); got < 0 || got >= n {
				t.Fatalf("Intn(%d) = %d", n, got)
			}
		}
	}
}

// A Reader reads the same bytes in pieces of any length, and so does its Clone.
func TestReader(t *testing.T) {
	r := &Reader{Source(1234567)}
	var head, tail, again [3]byte
	r.Read(head[:1])
	r.Read(head[1:])
	c := r.Clone()
	r.Read(tail[:])
	c.Read(again[:])
	if want := [3]byte{6457827717110365317 & 0xff, 3203168211198807973 & 0xff, 9817491932198370423 & 0xff}; head != want || tail != again || tail == head {
		t.Errorf("it reads %d, want %d; then %d, and its clone %d", head, want, tail, again)
	}
}
