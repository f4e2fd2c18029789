package main

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// pixelTolerance is how far two machines may be apart in a colour, of 255: some multiply
// and add in one step, others in two.
const pixelTolerance = 2

// What is kept in assets/icon is what this program draws, and packs.
func TestIconsAreUpToDate(t *testing.T) {
	kept := map[string][]byte{}
	pictures := map[int][]byte{}
	for name, drawn := range iconFiles() {
		b, err := os.ReadFile(filepath.Join("..", "icon", name))
		if err != nil {
			t.Fatalf("%v ('go run ./assets/generate assets' writes it)", err)
		}
		kept[name] = b
		var size int
		if n, _ := fmt.Sscanf(name, "clew-%d.png", &size); n == 1 {
			pictures[size] = b
			if m := decode(b); m == nil || !sameImage(m, decode(drawn)) {
				t.Errorf("%s is not what the program draws ('go run ./assets/generate assets' writes it)", name)
			}
		}
	}
	for name, want := range map[string][]byte{"clew.svg": svg(iconShapes(full)), "clew.ico": ico(pictures), "clew.icns": icns(pictures)} {
		if !bytes.Equal(kept[name], want) {
			t.Errorf("%s is not what the program writes ('go run ./assets/generate assets' does)", name)
		}
	}
}

// decode returns a picture, or nil.
func decode(b []byte) image.Image {
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	return m
}

func sameImage(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			p, q := color.NRGBAModel.Convert(a.At(x, y)).(color.NRGBA), color.NRGBAModel.Convert(b.At(x, y)).(color.NRGBA)
			for _, d := range [...]int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B), int(p.A) - int(q.A)} {
				if d > pixelTolerance || d < -pixelTolerance {
					return false
				}
			}
		}
	}
	return true
}

// Windows finds in the .ico, where its head says, a picture of the size it says.
func TestIco(t *testing.T) {
	b, err := os.ReadFile("../icon/clew.ico")
	if err != nil {
		t.Fatal(err)
	}
	u16 := func(at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
	u32 := func(at int) int { return int(binary.LittleEndian.Uint32(b[at:])) }
	if u16(0) != 0 || u16(2) != 1 || u16(4) == 0 {
		t.Fatalf("the head is % x", b[:6])
	}
	end := 6 + 16*u16(4)
	for i := range u16(4) {
		at := 6 + 16*i
		size := (int(b[at])+255)%256 + 1
		from, length := u32(at+12), u32(at+8)
		if from != end || from+length > len(b) {
			t.Fatalf("picture %d is at %d, %d bytes; the one before ends at %d of %d", i, from, length, end, len(b))
		}
		if m := decode(b[from : from+length]); m == nil || m.Bounds() != image.Rect(0, 0, size, size) || int(b[at+1]) != int(b[at]) {
			t.Errorf("picture %d is to be %d px wide", i, size)
		}
		end = from + length
	}
	if end != len(b) {
		t.Errorf("%d bytes belong to no picture", len(b)-end)
	}
}

// macOS finds in the .icns one picture after the other, each of its code's size.
func TestIcns(t *testing.T) {
	b, err := os.ReadFile("../icon/clew.icns")
	if err != nil {
		t.Fatal(err)
	}
	if string(b[:4]) != "icns" || int(binary.BigEndian.Uint32(b[4:])) != len(b) {
		t.Fatalf("the head is %q", b[:8])
	}
	sizes := map[string]int{"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512}
	for rest := b[8:]; len(rest) > 0; {
		code, length := string(rest[:4]), int(binary.BigEndian.Uint32(rest[4:]))
		m := decode(rest[8:length])
		if m == nil || m.Bounds().Dx() != sizes[code] {
			t.Errorf("%q holds no picture of %d px", code, sizes[code])
		}
		delete(sizes, code)
		rest = rest[length:]
	}
	if len(sizes) > 0 {
		t.Errorf("these are missing: %v", sizes)
	}
}

// The SVG is well formed, and has an element for each shape.
func TestSVG(t *testing.T) {
	shapes := iconShapes(full)
	dec := xml.NewDecoder(bytes.NewReader(svg(shapes)))
	drawn := 0
	ids := map[string]bool{}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, is := token.(xml.StartElement)
		if !is {
			continue
		}
		for _, a := range e.Attr {
			var used string
			switch a.Name.Local {
			case "id":
				ids[a.Value] = true
			case "fill", "stroke", "clip-path":
				if n, _ := fmt.Sscanf(a.Value, "url(#%s", &used); n == 1 && !ids[used[:len(used)-1]] {
					t.Errorf("%s is not defined", a.Value)
				}
			}
			if a.Name.Local == "fill" {
				drawn++
			}
		}
	}
	if drawn != len(shapes) {
		t.Errorf("%d shapes are drawn of %d", drawn, len(shapes))
	}
}

// A small icon can be told from its ground, and is lit in the middle: the ball
// is far brighter than the stone at the edge.
func TestLegible(t *testing.T) {
	for _, size := range iconSizes {
		b, err := os.ReadFile(fmt.Sprintf("../icon/clew-%d.png", size))
		if err != nil {
			t.Fatal(err)
		}
		m := decode(b)
		light := func(x, y float64) int {
			c := color.NRGBAModel.Convert(m.At(int(x*float64(size)), int(y*float64(size)))).(color.NRGBA)
			return (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
		}
		ball, stone := 0, light(0.9, 0.86)
		for y := 0.3; y < 0.5; y += 0.03 {
			for x := 0.4; x < 0.65; x += 0.03 {
				ball = max(ball, light(x, y))
			}
		}
		if ball < 3*stone || ball < 130 {
			t.Errorf("%d px: the ball has a brightness of %d, the stone of %d", size, ball, stone)
		}
	}
}
