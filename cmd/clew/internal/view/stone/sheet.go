package stone

import "image"

// How many different pictures there are of each thing that is not unique.
const (
	Floors = 16
	Tops   = 16
	Fronts = 8
)

// Part names a picture that is laid over a floor slab or a wall's top.
type Part uint8

// The parts. The shadows and corners of a floor cell are named after the
// side on which the wall stands; the edges of a wall after the side that is
// open.
const (
	ShadowN   Part = iota // on the floor: below a wall's front
	ShadowW               // on the floor: east of a wall
	ShadowE               // on the floor: west of a wall
	ShadowS               // on the floor: north of a wall
	ShadowNW              // on the floor: where only the diagonal cell is wall
	ShadowNE              // likewise
	EdgeN                 // on a wall: the thin bright edge
	EdgeW                 // likewise
	EdgeE                 // on a wall: the edge away from the light
	CornerNW              // on a wall: two open sides meet, the stone is worn round
	CornerNE              // likewise
	FrontEndW             // on a wall's front: its western end
	FrontEndE             // on a wall's front: its eastern end
	Spiral                // on a start: a clew carved into the slab
	Stairs                // on an exit: steps up to the north
	Parts                 // how many there are
)

// Sheet is every picture of one size, side by side in one image.
type Sheet struct {
	Cell  int // the side of a picture, in pixels
	Image *image.RGBA

	Floor [Floors]image.Rectangle
	Top   [Tops]image.Rectangle
	Front [Fronts]image.Rectangle // the front face fills the cell's lowest FrontHeight pixels
	Part  [Parts]image.Rectangle
}

// gap keeps a picture's neighbours out of it when it is drawn stretched.
const gap = 1

// FrontHeight is the height of a wall's front face for a cell of n pixels.
func FrontHeight(n int) int { return max(3, n*34/100) }

// Paint makes the sheet for cells of n pixels.
func Paint(n int) *Sheet {
	const columns = 8
	total := Floors + Tops + Fronts + int(Parts)
	rows := (total + columns - 1) / columns
	s := &Sheet{Cell: n, Image: image.NewRGBA(image.Rect(0, 0, columns*(n+gap), rows*(n+gap)))}
	next := 0
	place := func() (tile, image.Rectangle) {
		at := image.Pt(next%columns*(n+gap), next/columns*(n+gap))
		next++
		return tile{n: n, img: s.Image, at: at}, image.Rectangle{Min: at, Max: at.Add(image.Pt(n, n))}
	}
	var t tile
	for i := range s.Floor {
		t, s.Floor[i] = place()
		paintFloor(t, uint32(i))
	}
	for i := range s.Top {
		t, s.Top[i] = place()
		paintTop(t, uint32(i))
	}
	for i := range s.Front {
		t, s.Front[i] = place()
		paintFront(t, uint32(i))
	}
	for i := range s.Part {
		t, s.Part[i] = place()
		paintPart(t, Part(i))
	}
	return s
}
