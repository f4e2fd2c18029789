package sound

import (
	"encoding/binary"
	"errors"
	"math"
)

// errWAV means that a file is not one that the sound generator writes.
var errWAV = errors.New("no WAV file with one channel of 16 bits and 24,000 samples a second")

// wavHeaderSize is the length of the header.
const wavHeaderSize = 44

// parseWAV parses a mono WAV file with 16 bits and Rate/2 samples a second, and
// returns samples from -1 to 1 at Rate.
func parseWAV(b []byte) ([]float32, error) {
	if len(b) < wavHeaderSize || string(b[:4]) != "RIFF" || string(b[8:16]) != "WAVEfmt " || string(b[36:40]) != "data" {
		return nil, errWAV
	}
	u16, u32 := binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
	pcm, channels, rate, bits := u16(b[20:]), u16(b[22:]), u32(b[24:]), u16(b[34:])
	if pcm != 1 || channels != 1 || rate != Rate/2 || bits != 16 {
		return nil, errWAV
	}
	size := u32(b[40:])
	if b = b[wavHeaderSize:]; uint64(size) != uint64(len(b)) || size%2 != 0 {
		return nil, errWAV
	}
	half := make([]float32, size/2)
	for i := range half {
		half[i] = float32(int16(u16(b[2*i:]))) / math.MaxInt16
	}
	return upsample(half), nil
}

// upsample doubles the sample rate by Catmull-Rom interpolation: Edwin Catmull
// and Raphael Rom, "A class of local interpolating splines", 1974.
func upsample(in []float32) []float32 {
	out := make([]float32, 2*len(in))
	at := func(i int) float32 {
		if i < 0 || i >= len(in) {
			return 0
		}
		return in[i]
	}
	for i, s := range in {
		out[2*i] = s
		out[2*i+1] = (9*(s+at(i+1)) - at(i-1) - at(i+2)) / 16
	}
	return out
}
