//go:build linux

package e2e

import (
	"sync"
	"syscall"
)

// xpad is a gamepad as Linux shows an Xbox 360 controller in /dev/input: its
// buttons and axes, and what has happened to them; see the kernel's
// include/uapi/linux/input.h.
type xpad struct {
	mu     sync.Mutex
	axes   map[uint16]int32
	events [][]byte
}

// The buttons of the controller, by their codes.
const (
	buttonA      = 0x130
	buttonB      = 0x131
	buttonX      = 0x133
	buttonY      = 0x134
	leftBumper   = 0x136
	rightBumper  = 0x137
	buttonBack   = 0x13a
	buttonStart  = 0x13b
	buttonGuide  = 0x13c
	leftThumb    = 0x13d
	rightThumb   = 0x13e
	axisX        = 0x00
	axisY        = 0x01
	axisZ        = 0x02 // the left trigger
	axisRX       = 0x03
	axisRY       = 0x04
	axisRZ       = 0x05 // the right trigger
	crossX       = 0x10
	crossY       = 0x11
	fullStick    = 32767
	fullTrigger  = 255
	kindSync     = 0
	kindButton   = 1
	kindAxis     = 3
	eventSize    = 24
	axisInfoSize = 24
)

var (
	xpadButtons = []uint16{buttonA, buttonB, buttonX, buttonY, leftBumper, rightBumper, buttonBack, buttonStart, buttonGuide, leftThumb, rightThumb}
	xpadAxes    = []uint16{axisX, axisY, axisZ, axisRX, axisRY, axisRZ, crossX, crossY}
)

func newXpad() *xpad { return &xpad{axes: map[uint16]int32{}} }

// press puts a button down, or lets it go.
func (p *xpad) press(button uint16, down bool) {
	value := int32(0)
	if down {
		value = 1
	}
	p.happen(kindButton, button, value)
}

// lean puts an axis somewhere.
func (p *xpad) lean(axis uint16, at int32) { p.happen(kindAxis, axis, at) }

func (p *xpad) happen(kind, code uint16, value int32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if kind == kindAxis {
		p.axes[code] = value
	}
	p.events = append(p.events,
		packed([2]uint64{}, kind, code, value),
		packed([2]uint64{}, uint16(kindSync), uint16(0), int32(0)))
}

// read implements the file of folder.
func (p *xpad) read(size int) ([]byte, syscall.Errno) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if size < eventSize {
		return nil, syscall.EINVAL
	}
	if len(p.events) == 0 {
		return nil, syscall.EAGAIN
	}
	next := p.events[0]
	p.events = p.events[1:]
	return next, 0
}

// ioctl implements the file of folder.
func (p *xpad) ioctl(command uint32, size int) ([]byte, syscall.Errno) {
	p.mu.Lock()
	defer p.mu.Unlock()
	const name, bits, axis = 0x06, 0x20, 0x40
	answer := make([]byte, size)
	switch number := command & 0xff; {
	case command>>8&0xff != 'E':
		return nil, syscall.ENOTTY
	case number == 0x02:
		copy(answer, packed(uint16(3), uint16(0x045e), uint16(0x028e), uint16(0x0110))) // on USB, from Microsoft
	case number == name:
		copy(answer, "Microsoft X-Box 360 pad")
	case number == bits:
		set(answer, kindSync, kindButton, kindAxis)
	case number == bits+kindButton:
		set(answer, xpadButtons...)
	case number == bits+kindAxis:
		set(answer, xpadAxes...)
	case number >= axis && number < axis+0x40 && size >= axisInfoSize:
		code := uint16(number - axis)
		low, high := reach(code)
		copy(answer, packed(p.axes[code], low, high, [3]int32{}))
	default:
		return nil, syscall.ENOTTY
	}
	return answer, 0
}

// reach returns the range of an axis.
func reach(axis uint16) (low, high int32) {
	switch axis {
	case axisZ, axisRZ:
		return 0, fullTrigger
	case crossX, crossY:
		return -1, 1
	}
	return -fullStick - 1, fullStick
}

// set sets bits.
func set(bits []byte, which ...uint16) {
	for _, b := range which {
		if int(b/8) < len(bits) {
			bits[b/8] |= 1 << (b % 8)
		}
	}
}
