package flakylink

import (
	"cmp"
	"slices"
	"time"

	"clew/net/link"
)

// packet is a message under way.
type packet struct {
	due    time.Duration // when it arrives
	number uint64
	class  link.Class
	kept   bool // it must arrive, in order
	copy   int  // 1 for the second copy
	msg    []byte
}

// flight is the packets under way in one direction, by when they arrive.
// Those that arrive together do so by number. It recycles their buffers.
type flight struct {
	packets []packet // sorted, from head on
	head    int
	bytes   int
	free    [][]byte
	spare   int // bytes of all of free
}

// maxSpare is how many bytes of buffers wait for the next messages. The rest
// are left to the collector.
const maxSpare = 1 << 20

func (f *flight) waiting() []packet { return f.packets[f.head:] }

// put copies msg into p and sorts p in.
func (f *flight) put(p packet, msg []byte) {
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

// pop takes the first packet out if it has arrived by now. Its buffer goes
// back with recycle.
func (f *flight) pop(now time.Duration) (packet, bool) {
	if len(f.waiting()) == 0 || f.waiting()[0].due > now {
		return packet{}, false
	}
	p := f.packets[f.head]
	f.packets[f.head] = packet{}
	f.head++
	f.bytes -= len(p.msg)
	return p, true
}

// dropOldest throws away the Newest message that was sent first.
func (f *flight) dropOldest() bool {
	oldest := -1
	for i := f.head; i < len(f.packets); i++ {
		if p := &f.packets[i]; p.class == link.Newest && (oldest < 0 || p.number < f.packets[oldest].number) {
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

func (f *flight) buffer() []byte {
	n := len(f.free)
	if n == 0 {
		return make([]byte, 0, 64)
	}
	buf := f.free[n-1]
	f.free = f.free[:n-1]
	f.spare -= cap(buf)
	return buf
}

func (f *flight) recycle(buf []byte) {
	if f.spare+cap(buf) <= maxSpare && buf != nil {
		f.free = append(f.free, buf[:0])
		f.spare += cap(buf)
	}
}
