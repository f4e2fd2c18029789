package link

import (
	"fmt"
	"slices"
)

// maxIdleBytes is how much memory an empty Queue may hold on to.
const maxIdleBytes = 64 << 10

// Limit bounds what may wait at a time, in messages and in bytes.
type Limit struct {
	Messages int
	Bytes    int // of all the waiting messages together
}

// Queue holds a transport's messages that cannot go on yet. They come out in
// the order in which they went in, whatever their class. Beyond its limit, a
// Reliable message is rejected, and an Unreliable one pushes out the oldest of
// its class. So messages of different kinds that share the class, a snapshot
// and a pong, do not replace each other as long as a few may wait.
//
// Once it has grown to what its owner needs, a Queue allocates nothing. It is
// not safe for concurrent use. The zero Queue holds nothing; make one with
// NewQueue.
type Queue struct {
	fifos   [2]fifo // by Class
	pushed  uint64  // messages so far, which numbers them
	dropped uint64
}

// NewQueue makes an empty Queue with a limit for each class.
func NewQueue(reliable, unreliable Limit) Queue {
	return Queue{fifos: [2]fifo{Reliable: {limit: reliable}, Unreliable: {limit: unreliable}}}
}

// Push copies msg into the queue. The error is ErrTooLong for a message that
// would not fit into the empty queue, and ErrSlowReader for a Reliable one that
// does not fit now. The queue is then unchanged.
func (q *Queue) Push(class Class, msg []byte) error {
	l := &q.fifos[class]
	if len(msg) > l.limit.Bytes || l.limit.Messages < 1 {
		return fmt.Errorf("%w: %d bytes, at most %d fit", ErrTooLong, len(msg), l.limit.Bytes)
	}
	for !l.fits(len(msg)) {
		if class == Reliable {
			return ErrSlowReader
		}
		l.pop()
		q.dropped++
	}
	l.push(q.pushed, msg)
	q.pushed++
	return nil
}

// Pop removes the oldest message and appends it to dst. Without a message, it
// returns dst unchanged, and false.
func (q *Queue) Pop(dst []byte) ([]byte, Class, bool) {
	class := Reliable
	if q.fifos[Unreliable].olderThan(&q.fifos[Reliable]) {
		class = Unreliable
	}
	l := &q.fifos[class]
	if l.len() == 0 {
		return dst, class, false
	}
	return append(dst, l.pop()...), class, true
}

// Len returns how many messages wait.
func (q *Queue) Len() int { return q.fifos[Reliable].len() + q.fifos[Unreliable].len() }

// Dropped returns how many Unreliable messages have been pushed out.
func (q *Queue) Dropped() uint64 { return q.dropped }

// Clone makes a copy that shares nothing with q.
func (q *Queue) Clone() Queue {
	c := *q
	for i := range c.fifos {
		c.fifos[i].data = slices.Clone(c.fifos[i].data)
		c.fifos[i].entries = slices.Clone(c.fifos[i].entries)
	}
	return c
}

// fifo holds the waiting messages of one class.
type fifo struct {
	limit   Limit
	data    []byte // the messages, end to end, from head on
	head    int
	entries []entry // one for each message, from first on
	first   int
}

type entry struct {
	number uint64 // among all the messages of the queue
	size   int
}

func (f *fifo) len() int { return len(f.entries) - f.first }

func (f *fifo) fits(size int) bool {
	return f.len() < f.limit.Messages && len(f.data)-f.head+size <= f.limit.Bytes
}

// olderThan reports whether l has the older message of the two.
func (f *fifo) olderThan(other *fifo) bool {
	if f.len() == 0 || other.len() == 0 {
		return f.len() > 0
	}
	return f.entries[f.first].number < other.entries[other.first].number
}

func (f *fifo) push(number uint64, msg []byte) {
	f.compact()
	f.data = append(f.data, msg...)
	f.entries = append(f.entries, entry{number, len(msg)})
}

// pop returns the oldest message; the bytes are valid until the next push.
func (f *fifo) pop() []byte {
	size := f.entries[f.first].size
	msg := f.data[f.head : f.head+size]
	f.first++
	f.head += size
	return msg
}

// compact closes the gaps before head and first once they are half of their
// arrays, so that a message moves only a few times, however long it waits.
func (f *fifo) compact() {
	if f.first == len(f.entries) && cap(f.data) > maxIdleBytes {
		f.data, f.head = nil, 0
	}
	if f.head*2 >= len(f.data) {
		f.data = f.data[:copy(f.data, f.data[f.head:])]
		f.head = 0
	}
	if f.first*2 >= len(f.entries) {
		f.entries = f.entries[:copy(f.entries, f.entries[f.first:])]
		f.first = 0
	}
}
