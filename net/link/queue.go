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

func (l *fifo) len() int { return len(l.entries) - l.first }

func (l *fifo) fits(size int) bool {
	return l.len() < l.limit.Messages && len(l.data)-l.head+size <= l.limit.Bytes
}

// olderThan reports whether l has the older message of the two.
func (l *fifo) olderThan(other *fifo) bool {
	if l.len() == 0 || other.len() == 0 {
		return l.len() > 0
	}
	return l.entries[l.first].number < other.entries[other.first].number
}

func (l *fifo) push(number uint64, msg []byte) {
	l.compact()
	l.data = append(l.data, msg...)
	l.entries = append(l.entries, entry{number, len(msg)})
}

// pop returns the oldest message; the bytes are valid until the next push.
func (l *fifo) pop() []byte {
	size := l.entries[l.first].size
	msg := l.data[l.head : l.head+size]
	l.first++
	l.head += size
	return msg
}

// compact closes the gaps before head and first once they are half of their
// arrays, so that a message moves only a few times, however long it waits.
func (l *fifo) compact() {
	if l.first == len(l.entries) && cap(l.data) > maxIdleBytes {
		l.data, l.head = nil, 0
	}
	if l.head*2 >= len(l.data) {
		l.data = l.data[:copy(l.data, l.data[l.head:])]
		l.head = 0
	}
	if l.first*2 >= len(l.entries) {
		l.entries = l.entries[:copy(l.entries, l.entries[l.first:])]
		l.first = 0
	}
}
