//go:build linux

package e2e

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"syscall"
)

// folder answers what the kernel asks about a folder with one file in it, which
// reads and is spoken to as a device. The kernel asks through /dev/fuse; see
// the kernel's include/uapi/linux/fuse.h. No more is answered than a program
// needs that looks for gamepads.
type folder struct {
	name string
	file interface {
		// ioctl answers an ioctl that reads size bytes.
		ioctl(command uint32, size int) ([]byte, syscall.Errno)
		// read gives what there is, at most size bytes.
		read(size int) ([]byte, syscall.Errno)
	}
}

// What the kernel asks.
const (
	fuseLookup     = 1
	fuseForget     = 2
	fuseGetattr    = 3
	fuseOpen       = 14
	fuseRead       = 15
	fuseRelease    = 18
	fuseFlush      = 25
	fuseInit       = 26
	fuseOpendir    = 27
	fuseReaddir    = 28
	fuseReleasedir = 29
	fuseInterrupt  = 36
	fuseIoctl      = 39
	fuseBatch      = 42 // many of fuseForget
)

// The two nodes.
const (
	rootNode = 1
	fileNode = 2
)

// fuseAsk is what stands before every question.
type fuseAsk struct {
	Length, What uint32
	Number, Node uint64
	_            [4]uint32 // who asks
}

// serve answers until the folder is mounted no more, or dev is closed.
func (f *folder) serve(dev *os.File) {
	buf := make([]byte, 1<<17)
	for {
		n, err := dev.Read(buf)
		if errors.Is(err, syscall.EINTR) || errors.Is(err, syscall.ENOENT) { // a question that was taken back
			continue
		}
		if err != nil {
			return
		}
		var ask fuseAsk
		body := bytes.NewReader(buf[:n])
		if binary.Read(body, binary.LittleEndian, &ask) != nil {
			return
		}
		if ask.What == fuseForget || ask.What == fuseBatch || ask.What == fuseInterrupt {
			continue // no answer is wanted
		}
		answer, errno := f.answer(ask, buf[binary.Size(ask):n])
		if errno != 0 {
			answer = nil
		}
		head := packed(uint32(16+len(answer)), -int32(errno), ask.Number)
		dev.Write(append(head, answer...)) // who asked may be gone
	}
}

func (f *folder) answer(ask fuseAsk, body []byte) ([]byte, syscall.Errno) {
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(body[at:]) }
	switch ask.What {
	case fuseInit:
		const largest = 1 << 16
		return packed(uint32(7), uint32(31), u32(8), uint32(0), uint32(0), uint32(largest), uint32(1), [8]uint32{}), 0
	case fuseLookup:
		if string(bytes.TrimRight(body, "\x00")) != f.name {
			return nil, syscall.ENOENT
		}
		return packed(uint64(fileNode), uint64(0), uint64(0), uint64(0), uint64(0), attributes(fileNode)), 0
	case fuseGetattr:
		return packed(uint64(0), uint64(0), attributes(ask.Node)), 0
	case fuseOpendir:
		return packed(uint64(0), uint64(0)), 0
	case fuseOpen:
		const direct, stream = 1, 4 // past the cache, and without a place in it
		return packed(uint64(0), uint32(direct|stream), uint32(0)), 0
	case fuseReaddir:
		if binary.LittleEndian.Uint64(body[8:]) > 0 {
			return nil, 0
		}
		entry := packed(uint64(fileNode), uint64(1), uint32(len(f.name)), uint32(syscall.DT_REG))
		entry = append(entry, f.name...)
		return append(entry, make([]byte, -len(entry)&7)...), 0
	case fuseRead:
		return f.file.read(int(u32(16)))
	case fuseIoctl:
		answer, errno := f.file.ioctl(u32(12), int(u32(28)))
		return append(packed(int32(0), uint32(0), uint64(0)), answer...), errno
	case fuseRelease, fuseFlush, fuseReleasedir:
		return nil, 0
	}
	return nil, syscall.ENOSYS
}

// attributes returns the attributes of a node.
func attributes(node uint64) []byte {
	mode := uint32(syscall.S_IFREG | 0o444)
	if node == rootNode {
		mode = syscall.S_IFDIR | 0o555
	}
	return packed(node, [5]uint64{}, [3]uint32{}, mode, uint32(1), [3]uint32{}, uint32(4096), uint32(0))
}

// packed encodes values in little-endian order, the order of the machines that
// these tests run on.
func packed(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			panic(err) // all values are of a fixed size
		}
	}
	return b.Bytes()
}
