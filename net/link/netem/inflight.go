package netem

import (
	"cmp"
	"slices"
	"time"

	"clew/net/link"
)

// packet is a message in flight.
type packet struct {
	due      time.Duration // when it arrives
	number   uint64
	class    link.Class
	reliable bool // it must arrive, in order
	copy     int  // 1 for the second copy
	msg      []byte
}

// inFlight holds the packets in flight in one direction, by arrival. Those that
// arrive together are sorted by number. It recycles their buffers.
type inFlight struct {
	packets   []packet // sorted, from head on
	head      int
	bytes     int
	free      [][]byte
	freeBytes int // bytes of all of free
}

// maxFreeBytes limits the buffers that wait for the next messages. The rest are
// left to the garbage collector.
const maxFreeBytes = 1 << 20

func (f *inFlight) waiting() []packet { return f.packets[f.head:] }

// put copies msg into p and sorts p in.
func (f *inFlight) put(p packet, msg []byte) {
	p.msg = append(f.buffer(), msg...)
	f.bytes += len(msg)
	if f.head*2 >= len(f.packets) {
		f.packets = f.packets[:copy(f.packets, f.waiting())]
		f.head = 0
	}
	at, _ := slices.BinarySearchFunc(f.waiting(), p, earlier)
	f.packets = slices.Insert(f.packets, f.head+at, p)
}

// earlier compares two packets by which comes first.
func earlier(a, b packet) int {
	return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.number, b.number), cmp.Compare(a.copy, b.copy))
}

// pop removes the first packet if it has arrived by now. The caller returns its
// buffer with recycle.
func (f *inFlight) pop(now time.Duration) (packet, bool) {
	if len(f.waiting()) == 0 || f.waiting()[0].due > now {
		return packet{}, false
	}
	p := f.packets[f.head]
	f.packets[f.head] = packet{}
	f.head++
	f.bytes -= len(p.msg)
	return p, true
}

// dropOldest drops the Unreliable message that was sent first.
func (f *inFlight) dropOldest() bool {
	oldest := -1
	for i := f.head; i < len(f.packets); i++ {
		if p := &f.packets[i]; p.class == link.Unreliable && (oldest < 0 || p.number < f.packets[oldest].number) {
			oldest = i
		}
	}
	if oldest < 0 {
		return false
	}
	f.bytes -= len(f.packets[oldest].msg)
	f.recycle(f.packets[oldest].msg)
	f.packets = slices.Delete(f.packets, oldest, oldest+1)
	return true
}

func (f *inFlight) buffer() []byte {
	n := len(f.free)
	if n == 0 {
		return make([]byte, 0, 64)
	}
	buf := f.free[n-1]
	f.free = f.free[:n-1]
	f.freeBytes -= cap(buf)
	return buf
}

func (f *inFlight) recycle(buf []byte) {
	if f.freeBytes+cap(buf) <= maxFreeBytes && buf != nil {
		f.free = append(f.free, buf[:0])
		f.freeBytes += cap(buf)
	}
}
