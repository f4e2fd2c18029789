package main

import (
	"bytes"
	"encoding/binary"
	"math"
)

// wav encodes samples from -1 to 1 as a WAV file: one channel of 16 bits a
// sample. See Microsoft and IBM, "Multimedia Programming Interface and Data
// Specifications 1.0", 1991.
func wav(samples []float64) []byte {
	const pcm, channels, size = 1, 1, 2
	var b bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
				panic(err) // a Buffer takes all, and the values are of a fixed size
			}
		}
	}
	data := uint32(len(samples) * size)
	put([]byte("RIFF"), 36+data, []byte("WAVE"))
	put([]byte("fmt "), uint32(16), uint16(pcm), uint16(channels), uint32(sampleRate), uint32(sampleRate*size), uint16(size), uint16(8*size))
	put([]byte("data"), data)
	for _, s := range samples {
		put(int16(math.Round(s * math.MaxInt16)))
	}
	return b.Bytes()
}
