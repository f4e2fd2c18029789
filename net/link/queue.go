package link

import (
	"fmt"
	"slices"
)

// keepBytes is how much memory an empty Queue may hold on to.
const keepBytes = 64 << 10

// Bound is how much may wait at a time; passing either number passes it.
type Bound struct {
	Messages int
	Bytes    int // of all the waiting messages together
}

// Queue is where a transport keeps messages that cannot go on yet. They come
// out in the order in which they went in, whatever their class. Past its
// bound, a Reliable message is refused, and a Newest one pushes out the oldest
// of its class. So messages of different kinds that share the class, a
// snapshot and a pong, do not replace each other as long as a few may wait.
//
// Once it has grown to what its owner needs, a Queue allocates nothing. It is
// not safe for concurrent use. The zero Queue holds nothing; make one with
// NewQueue.
type Queue struct {
	lanes   [2]lane // by Class
	pushed  uint64  // messages so far, which numbers them
	dropped uint64
}

// NewQueue makes an empty Queue with a bound for each class.
func NewQueue(reliable, newest Bound) Queue {
	return Queue{lanes: [2]lane{Reliable: {bound: reliable}, Newest: {bound: newest}}}
}

// Push copies msg into the queue. The error is ErrTooLong for a message that
// would not fit into the empty queue, and ErrSlow for a Reliable one that does
// not fit now. The queue is then as it was.
func (q *Queue) Push(class Class, msg []byte) error {
	l := &q.lanes[class]
	if len(msg) > l.bound.Bytes || l.bound.Messages < 1 {
		return fmt.Errorf("%w: %d bytes, at most %d fit", ErrTooLong, len(msg), l.bound.Bytes)
	}
	for !l.fits(len(msg)) {
		if class == Reliable {
			return ErrSlow
		}
		l.pop()
		q.dropped++
	}
	l.push(q.pushed, msg)
	q.pushed++
	return nil
}

// Pop takes the oldest message out and appends it to dst. Without a message,
// it returns dst as it is, and false.
func (q *Queue) Pop(dst []byte) ([]byte, Class, bool) {
	class := Reliable
	if q.lanes[Newest].before(&q.lanes[Reliable]) {
		class = Newest
	}
	l := &q.lanes[class]
	if l.len() == 0 {
		return dst, class, false
	}
	return append(dst, l.pop()...), class, true
}

// Len returns how many messages wait.
func (q *Queue) Len() int { return q.lanes[Reliable].len() + q.lanes[Newest].len() }

// Dropped returns how many Newest messages were pushed out since the start.
func (q *Queue) Dropped() uint64 { return q.dropped }

// Clone makes a copy that shares nothing with q.
func (q *Queue) Clone() Queue {
	c := *q
	for i := range c.lanes {
		c.lanes[i].data = slices.Clone(c.lanes[i].data)
		c.lanes[i].marks = slices.Clone(c.lanes[i].marks)
	}
	return c
}

// lane is the waiting messages of one class.
type lane struct {
	bound Bound
	data  []byte // the messages, end to end, from head on
	head  int
	marks []mark // one for each message, from first on
	first int
}

type mark struct {
	number uint64 // among all the messages of the queue
	size   int
}

func (l *lane) len() int { return len(l.marks) - l.first }

func (l *lane) fits(size int) bool {
	return l.len() < l.bound.Messages && len(l.data)-l.head+size <= l.bound.Bytes
}

// before tells whether l has the older message of the two.
func (l *lane) before(other *lane) bool {
	if l.len() == 0 || other.len() == 0 {
		return l.len() > 0
	}
	return l.marks[l.first].number < other.marks[other.first].number
}

func (l *lane) push(number uint64, msg []byte) {
	l.pack()
	l.data = append(l.data, msg...)
	l.marks = append(l.marks, mark{number, len(msg)})
}

// pop returns the oldest message; the bytes are good until the next push.
func (l *lane) pop() []byte {
	size := l.marks[l.first].size
	msg := l.data[l.head : l.head+size]
	l.first++
	l.head += size
	return msg
}

// pack closes the gaps before head and first where they have become half of
// their arrays, so that a message moves but few times, however long it waits.
func (l *lane) pack() {
	if l.first == len(l.marks) && cap(l.data) > keepBytes {
		l.data, l.head = nil, 0
	}
	if l.head*2 >= len(l.data) {
		l.data = l.data[:copy(l.data, l.data[l.head:])]
		l.head = 0
	}
	if l.first*2 >= len(l.marks) {
		l.marks = l.marks[:copy(l.marks, l.marks[l.first:])]
		l.first = 0
	}
}
