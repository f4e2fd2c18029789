package link

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// testEntry is a message in the model of a Queue: a plain slice.
type testEntry struct {
	class Class
	msg   string
}

type model struct {
	bounds  [2]Limit
	waiting []testEntry
	dropped uint64
}

func (m *model) sum(class Class) (messages, bytes int) {
	for _, e := range m.waiting {
		if e.class == class {
			messages++
			bytes += len(e.msg)
		}
	}
	return messages, bytes
}

func (m *model) push(class Class, msg string) error {
	b := m.bounds[class]
	if len(msg) > b.Bytes {
		return ErrTooLong
	}
	for {
		n, bytes := m.sum(class)
		if n < b.Messages && bytes+len(msg) <= b.Bytes {
			break
		}
		if class == Reliable {
			return ErrSlowReader
		}
		for i, e := range m.waiting {
			if e.class == Unreliable {
				m.waiting = append(m.waiting[:i:i], m.waiting[i+1:]...)
				break
			}
		}
		m.dropped++
	}
	m.waiting = append(m.waiting, testEntry{class, msg})
	return nil
}

func TestQueueMatchesModel(t *testing.T) {
	bound := rapid.Custom(func(t *rapid.T) Limit {
		return Limit{rapid.IntRange(1, 6).Draw(t, "messages"), rapid.IntRange(0, 40).Draw(t, "bytes")}
	})
	rapid.Check(t, func(t *rapid.T) {
		m := model{bounds: [2]Limit{bound.Draw(t, "reliable"), bound.Draw(t, "newest")}}
		q := NewQueue(m.bounds[Reliable], m.bounds[Unreliable])
		t.Repeat(map[string]func(*rapid.T){
			"push": func(t *rapid.T) {
				class := Class(rapid.IntRange(0, 1).Draw(t, "class"))
				msg := rapid.StringN(0, -1, 20).Draw(t, "msg")
				got, want := q.Push(class, []byte(msg)), m.push(class, msg)
				if !errors.Is(got, want) {
					t.Fatalf("Push: %v, want %v", got, want)
				}
			},
			"pop": func(t *rapid.T) {
				got, class, ok := q.Pop([]byte(">"))
				want := ">"
				if len(m.waiting) > 0 {
					want += m.waiting[0].msg
				}
				if string(got) != want || ok != (len(m.waiting) > 0) {
					t.Fatalf("Pop: %q, %v, want %q", got, ok, want)
				}
				if ok {
					if class != m.waiting[0].class {
						t.Fatalf("class %d of %q", class, got)
					}
					m.waiting = m.waiting[1:]
				}
			},
			"": func(t *rapid.T) {
				if q.Len() != len(m.waiting) || q.Dropped() != m.dropped {
					t.Fatalf("Len %d, Dropped %d, want %d, %d", q.Len(), q.Dropped(), len(m.waiting), m.dropped)
				}
			},
		})
	})
}

// A queue that never empties must not creep through memory.
func TestQueueStaysSmall(t *testing.T) {
	q := NewQueue(Limit{10, 1000}, Limit{10, 1000})
	var buf []byte
	for i := range 10000 {
		q.Push(Reliable, fmt.Append(nil, i))
		q.Push(Unreliable, fmt.Append(nil, i))
		if i > 4 {
			buf, _, _ = q.Pop(buf[:0])
			buf, _, _ = q.Pop(buf[:0])
		}
	}
	for _, l := range q.fifos {
		if cap(l.data) > 2000 || cap(l.entries) > 100 {
			t.Errorf("a lane grew to %d bytes and %d marks", cap(l.data), cap(l.entries))
		}
	}
}

// A level sent once must not stay in memory for the whole game.
func TestQueueFreesLargeBuffers(t *testing.T) {
	q := NewQueue(Limit{10, 1 << 20}, Limit{})
	q.Push(Reliable, make([]byte, 1<<20))
	q.Pop(nil)
	q.Push(Reliable, []byte("small"))
	if n := cap(q.fifos[Reliable].data); n > maxIdleBytes {
		t.Errorf("%d bytes kept", n)
	}
	if err := q.Push(Unreliable, nil); !errors.Is(err, ErrTooLong) {
		t.Errorf("Push into a lane without room: %v", err)
	}
}

func TestQueueAllocatesNothing(t *testing.T) {
	q := NewQueue(Limit{10, 1000}, Limit{3, 1000})
	msg, buf := make([]byte, 50), make([]byte, 0, 50)
	turn := func() {
		for i := range 8 {
			q.Push(Class(i%2), msg)
		}
		for range 7 {
			buf, _, _ = q.Pop(buf[:0])
		}
	}
	turn()
	if n := testing.AllocsPerRun(1000, turn); n != 0 {
		t.Errorf("%v allocations a turn", n)
	}
}
