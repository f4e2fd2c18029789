package main

import (
	"bytes"
	"encoding/binary"
)

// ico packs pictures, PNG files by their size in px, into a Windows icon: a
// header of 6 bytes, one of 16 for each picture, and the pictures as they are,
// which Windows has understood since Vista.
func ico(pictures map[int][]byte) []byte {
	var head, body bytes.Buffer
	put := func(v any) { binary.Write(&head, binary.LittleEndian, v) }
	held := []int{16, 24, 32, 48, 64, 128, 256}
	put([3]uint16{0, 1, uint16(len(held))})
	for _, size := range held {
		put([4]uint8{uint8(size), uint8(size), 0, 0}) // 256 is written as 0
		put([2]uint16{1, 32})
		put([2]uint32{uint32(len(pictures[size])), uint32(6 + 16*len(held) + body.Len())})
		body.Write(pictures[size])
	}
	return append(head.Bytes(), body.Bytes()...)
}

// icns packs pictures into a macOS icon: for each one a code for its size, its
// length including these 8 bytes, and the picture.
func icns(pictures map[int][]byte) []byte {
	var body bytes.Buffer
	for _, held := range []struct {
		code string
		size int
	}{{"icp4", 16}, {"icp5", 32}, {"icp6", 64}, {"ic07", 128}, {"ic08", 256}, {"ic09", 512}} {
		body.WriteString(held.code)
		binary.Write(&body, binary.BigEndian, uint32(8+len(pictures[held.size])))
		body.Write(pictures[held.size])
	}
	all := binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+body.Len()))
	return append(all, body.Bytes()...)
}
